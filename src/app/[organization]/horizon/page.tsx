import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RefTag } from "@/components/ui/ref-tag";
import { Words } from "@/components/words";
import { NoteTable } from "@/features/horizon/components/note-table";
import { listNotes, upcomingObligations } from "@/features/horizon/queries";
import { HORIZON_TABLE } from "@/features/horizon/table";
import { ownerOptions } from "@/features/interested-parties/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("horizon")("title") };

export default async function HorizonPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "horizon:read");
  const state = parseTableState(await searchParams, HORIZON_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, upcoming } = await inTenant(access, async () => ({
    page: await listNotes(access, state),
    owners: await ownerOptions(access),
    upcoming: access.can("obligation:read") ? await upcomingObligations(access) : [],
  }));
  const t = translator("horizon");
  const home = `/${access.organization.slug}`;
  const path = `${home}/horizon`;
  const canWrite = access.can("horizon:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 4.1"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <Words>
        <NoteTable
          home={home}
          state={state}
          page={page}
          owners={owners}
          today={today()}
          canWrite={canWrite}
          canExport={access.can("list:export")}
          empty={
            <EmptyState
              title={t("emptyTitle")}
              examplesLabel={t("emptyExamplesLabel")}
              examples={[t("emptyExample1"), t("emptyExample2"), t("emptyExample3")]}
              ways={canWrite ? [{ href: `${path}/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
      {upcoming.length > 0 && (
        <section aria-labelledby="upcoming" className="mt-10 max-w-5xl">
          <h2 id="upcoming" className="font-serif text-xl font-semibold">
            {t("upcomingTitle")}
          </h2>
          <p className="text-sm text-muted">{t("upcomingLead")}</p>
          <ul className="mt-2 border-t text-sm">
            {upcoming.map(({ ref, title, citation, effectiveFrom, notes }) => (
              <li key={ref} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b py-2">
                <span className="whitespace-nowrap">{t("upcomingFrom", { day: effectiveFrom })}</span>
                <span className="min-w-0 flex-1 basis-64">
                  <RefTag href={`${home}/obligations/${ref}`}>{ref}</RefTag> <bdi>{title}</bdi>
                  {citation && <span className="text-muted"> {citation}</span>}
                </span>
                {notes.map((note) => (
                  <RefTag key={note} href={`${path}/${note}`}>
                    {note}
                  </RefTag>
                ))}
                {canWrite && notes.length === 0 && (
                  <LinkButton href={`${path}/new?obligation=${ref}`} size="small" aria-label={`${t("noteIt")}: ${ref}`}>
                    {t("noteIt")}
                  </LinkButton>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
