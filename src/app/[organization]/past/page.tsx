import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { StatusMark } from "@/components/ui/status-mark";
import { addressOf, parseAddress } from "@/domain/past-address";
import { moments } from "@/features/past/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("past")("title") };

const WHYS = ["before_first", "to_come", "unknown_version", "no_content", "unreadable"] as const;
const PAGE = /^(\/[A-Za-z0-9._~%-]+)*$/;

/** Chooses the moment that the register is read at: a version or a day. The page one came from is shown as it stood. */
export default async function PastPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "version:read");
  const slug = parseAddress(access.organization.slug)?.slug ?? access.organization.slug;
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === "string" ? query[name].slice(0, 300) : "");
  const [page, day, asked] = [PAGE.test(one("page")) ? one("page") : "", one("day"), one("asked")];
  const why = WHYS.find((known) => known === one("why"));
  if (day) {
    const address = addressOf(slug, day);
    if (parseAddress(address)) redirect(`/${address}${page}`);
    redirect(`/${slug}/past?${new URLSearchParams({ asked: day, why: "unreadable" })}`);
  }
  const { versions, firstDay } = await moments(access);
  const t = translator("past");
  return (
    <div className="max-w-3xl space-y-8">
      <PageHeader title={t("title")} lead={t("description")} />
      {why && (
        <Callout tone="warn" title={t("notThere", { asked })}>
          {t(`why.${why}`, { asked, first: firstDay ?? "" })}
        </Callout>
      )}
      <section aria-labelledby="of-day" className="space-y-3">
        <h2 id="of-day" className="font-serif text-lg font-semibold">
          {t("ofDay")}
        </h2>
        <form method="get" action={`/${slug}/past`} className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="page" value={page} />
          <label className="grid gap-1 text-sm">
            <span className="font-medium">{t("day")}</span>
            <input type="date" name="day" required min={firstDay ?? undefined} max={today()} className="control" />
          </label>
          <Button type="submit">{t("show")}</Button>
        </form>
        <p className="text-sm text-muted">{firstDay ? t("since", { first: firstDay }) : t("nothingYet")}</p>
      </section>
      <section aria-labelledby="of-version" className="space-y-3">
        <h2 id="of-version" className="font-serif text-lg font-semibold">
          {t("ofVersion")}
        </h2>
        {versions.length === 0 ? (
          <p className="text-muted">{t("noVersion")}</p>
        ) : (
          <ul className="divide-y border-y">
            {versions.map(({ number, status, approvedOn }) => (
              <li key={number} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                <Link href={`/${addressOf(slug, number)}${page}`} className="link font-medium">
                  {t("version", { number })}
                </Link>
                <StatusMark shape={status === "approved" ? "decided" : "neutral"}>{t(`status.${status}`)}</StatusMark>
                {approvedOn && <span className="text-sm text-muted">{t("approvedOn", { day: approvedOn })}</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <p>
        <Link href={`/${slug}${page}`} className="link">
          {t("today")}
        </Link>
      </p>
    </div>
  );
}
