import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { groupsOf, guideFor, QUESTION_GROUP_KEYS } from "@/domain/interview-guide";
import { GuideSheet } from "@/features/interviews/components/guide-sheet";
import { guidedParty } from "@/features/interviews/queries";
import type { SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export function generateMetadata(): Metadata {
  return { title: translator("interviews")("guide.title") };
}

/** Questions on paper: `?party=IP-003` those for one party, `?group=hr` one group, without either all of them. */
export default async function GuidePage({ params, searchParams }: PageProps) {
  const { organization } = await params;
  const access = await requireAccess(organization, "interview:read");
  const asked = await searchParams;
  const party = typeof asked.party === "string" ? ((await guidedParty(access, asked.party)) ?? notFound()) : null;
  const chosen = [asked.group ?? []].flat().filter((key) => QUESTION_GROUP_KEYS.includes(key));
  const keys = party && chosen.length === 0 ? guideFor(party) : chosen.length > 0 ? chosen : QUESTION_GROUP_KEYS;
  const t = translator("interviews");
  const path = `/${organization}/interviews`;
  const query = party ? `party=${party.ref}&` : "";
  return (
    <>
      <PageHeader
        title={party ? t("guide.titleFor", { name: party.name }) : t("guide.title")}
        reference={party?.ref}
        clause={t("clause")}
        lead={t("guide.lead")}
        breadcrumbs={[{ label: t("title"), href: path }, { label: t("guide.title") }]}
      />
      {party?.adverse ? (
        <Callout tone="warn" title={t("guide.adverse", { name: party.name })} />
      ) : (
        <>
          <p className="no-print mb-6 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <span className="text-muted">{t("guide.choose")}</span>
            {QUESTION_GROUP_KEYS.map((key) => (
              <Link
                key={key}
                href={`${path}/guide?${query}group=${key}`}
                className={keys.includes(key) ? "font-semibold" : "link"}
                aria-current={keys.includes(key) ? "true" : undefined}
              >
                {t(`groups.${key}`)}
              </Link>
            ))}
          </p>
          <GuideSheet groups={groupsOf(keys)} />
        </>
      )}
    </>
  );
}
