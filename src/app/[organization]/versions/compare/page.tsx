import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { CompareForm } from "@/features/versions/components/compare-form";
import { Redline } from "@/features/versions/components/redline";
import { parsePoints, parseRedlineFilter } from "@/features/versions/filter";
import { type Comparison, compareVersions, listVersions } from "@/features/versions/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { Refused } from "@/server/errors";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("versions.compare")("title") };
}

export default async function ComparePage({ params, searchParams }: PageProps) {
  const { organization } = await params;
  const access = await requireAccess(organization, "version:read");
  const query = await searchParams;
  const { rows } = await listVersions(access);
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/versions/compare`;
  const governing = rows.find(({ status }) => status === "approved")?.number ?? rows[0]?.number ?? today();
  const { from, to, asked } = parsePoints(query, { from: governing, to: "now" });
  // The form sends point and day apart; the address that is kept and shared names each point once.
  if (asked) redirect(`${path}?${new URLSearchParams({ from, to })}`);
  const filter = parseRedlineFilter(query);
  const t = translator("versions.compare");
  const found = await comparison(() => compareVersions(access, from, to, filter));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        breadcrumbs={[{ label: translator("versions")("title"), href: `${home}/versions` }, { label: t("title") }]}
      />
      <CompareForm path={path} numbers={rows.map(({ number }) => number)} from={from} to={to} today={today()} />
      {typeof found === "string" ? (
        <Callout tone="warn" title={found} className="max-w-3xl" />
      ) : (
        <section aria-labelledby="differences" className="max-w-5xl">
          <h2 id="differences" className="mb-3 font-serif text-xl font-semibold">
            {t("between", { from: pointInWords(found.from), to: pointInWords(found.to) })}
          </h2>
          {found.unknown > 0 && <Callout tone="info" title={t("unknown", { count: found.unknown })} className="mb-4" />}
          <Redline
            home={home}
            redline={found.redline}
            filter={filter}
            href={(more) =>
              `${path}?${new URLSearchParams({ from, to, ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== "")) })}`
            }
            nothing={t("nothing")}
          />
        </section>
      )}
    </>
  );
}

/** The comparison, or why there is none, in words. */
async function comparison(work: () => Promise<Comparison>): Promise<Comparison | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return translator("refusals")(error.code, error.params);
    throw error;
  }
}

function pointInWords({ kind, key }: Comparison["from"]): string {
  const t = translator("versions.compare");
  return kind === "now" ? t("now") : kind === "version" ? t("version", { number: key }) : t("endOf", { day: key });
}
