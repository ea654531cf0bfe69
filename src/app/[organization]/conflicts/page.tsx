import { Plus, Swords } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { dismissCandidate } from "@/features/conflicts/actions";
import { CandidateList } from "@/features/conflicts/components/candidate-list";
import { DismissButton } from "@/features/conflicts/components/conflict-deeds";
import { ConflictTable } from "@/features/conflicts/components/conflict-table";
import { candidateBase, candidatesOf, listConflicts } from "@/features/conflicts/queries";
import { CONFLICT_TABLE } from "@/features/conflicts/table";
import { ownerOptions } from "@/features/interested-parties/queries";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("conflicts")("title") };

/** So many candidates stand under the conflicts; the rest, and those of a very large register, on their own page. */
const SHOWN = 3;
const LARGE = 2_000;

export default async function ConflictsPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "conflict:read");
  const query = await searchParams;
  const state = parseTableState(query, CONFLICT_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, candidates } = await inTenant(access, async () => ({
    page: await listConflicts(access, state),
    owners: await ownerOptions(access),
    candidates: (await candidateBase(access)) > LARGE ? null : await candidatesOf(access),
  }));
  const t = translator("conflicts");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const path = `${home}/conflicts`;
  const canWrite = access.can("conflict:write");
  const tooLong = page.rows.filter(({ open }) => open?.tooLong).length;
  return (
    <Words namespaces={["conflicts"]}>
      <PageHeader
        title={t("title")}
        clause="Clause 4.2 c"
        lead={t("lead", { days: page.maxDays })}
        actions={
          <>
            {canWrite && (
              <LinkButton href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                {t("add")}
              </LinkButton>
            )}
            <LinkButton href={`${path}/candidates`} prefetch={false} icon={<Swords aria-hidden className="size-4" />}>
              {t("candidates.title")}
            </LinkButton>
          </>
        }
      />
      {tooLong > 0 && !state.filters.overdue && (
        <Callout
          tone="warn"
          className="mb-4"
          title={t("tooLongCount", { count: tooLong, days: page.maxDays })}
          actions={
            <LinkButton href={`${path}?overdue=1`} size="small">
              {t("showOverdue")}
            </LinkButton>
          }
        />
      )}
      <ConflictTable
        home={home}
        state={state}
        page={page}
        owners={owners}
        canWrite={canWrite}
        canExport={access.can("list:export")}
        empty={
          <EmptyState
            title={t("emptyTitle")}
            examplesLabel={t("emptyExamplesLabel")}
            examples={[t("emptyExample1"), t("emptyExample2"), t("emptyExample3")]}
            ways={
              canWrite
                ? [
                    { href: `${path}/candidates`, label: t("candidates.title"), description: t("emptyCandidatesText"), icon: <Swords /> },
                    { href: `${path}/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> },
                  ]
                : []
            }
          >
            {t("emptyText")}
          </EmptyState>
        }
      />
      {candidates && candidates.rows.length > 0 && (
        <section aria-labelledby="candidates-title" className="mt-10 max-w-5xl">
          <h2 id="candidates-title" className="font-serif text-xl font-semibold">
            {t("candidates.title")}
          </h2>
          <p className="prose-width mt-1 mb-3 text-sm text-muted">{t("candidates.short")}</p>
          <CandidateList
            home={home}
            candidates={candidates.rows.slice(0, SHOWN)}
            canWrite={canWrite}
            dismiss={({ one, other }) => <DismissButton one={one} other={other} action={dismissCandidate.bind(null, slug)} />}
          />
          {candidates.rows.length > SHOWN && (
            <p className="mt-3">
              <Link className="link" href={`${path}/candidates`} prefetch={false}>
                {t("candidates.all", { count: candidates.rows.length })}
              </Link>
            </p>
          )}
        </section>
      )}
    </Words>
  );
}
