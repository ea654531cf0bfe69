import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { HistoryFilters } from "@/features/history/components/history-filters";
import { HistoryList } from "@/features/history/components/history-list";
import { historyQuery, isNarrowed, parseHistoryFilter } from "@/features/history/filter";
import { historyChoices, listHistory } from "@/features/history/queries";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";

interface PageProps {
  params: Promise<{ organization: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export function generateMetadata(): Metadata {
  return { title: translator("history")("title") };
}

export default async function HistoryPage({ params, searchParams }: PageProps) {
  const access = await requireAccess((await params).organization, "history:read");
  const filter = parseHistoryFilter(await searchParams);
  const [{ items, more }, choices] = await Promise.all([listHistory(access, filter), historyChoices(access)]);
  const t = translator("history");
  const { slug } = access.organization;
  const path = `/${slug}/history`;
  const oldest = items.at(-1)?.sequence ?? null;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <LinkButton href={`${path}/export${historyQuery(filter)}`} prefetch={false}>
              {t("exportCsv")}
            </LinkButton>
            {access.can("history:verify") && (
              <LinkButton href={`${path}/verify`} prefetch={false}>
                {t("verify")}
              </LinkButton>
            )}
          </>
        }
      />
      <HistoryFilters filter={filter} choices={choices} path={path} />
      {items.length === 0 ? (
        <p className="text-muted">{t(isNarrowed(filter) || filter.before !== null ? "nothingMatches" : "nothingYet")}</p>
      ) : (
        <HistoryList items={items} slug={slug} showRecord />
      )}
      <nav aria-label={t("pages")} className="no-print mt-6 flex gap-6 text-sm">
        {filter.before !== null && (
          <Link className="link" href={path + historyQuery({ ...filter, before: null })} prefetch={false}>
            {t("newest")}
          </Link>
        )}
        {more && (
          <Link className="link" href={path + historyQuery({ ...filter, before: oldest })} prefetch={false}>
            {t("older")}
          </Link>
        )}
      </nav>
    </>
  );
}
