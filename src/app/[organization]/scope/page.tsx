import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusMark } from "@/components/ui/status-mark";
import { Words } from "@/components/words";
import { ownerOptions } from "@/features/interested-parties/queries";
import { ScopeUnitTable } from "@/features/scope-units/components/scope-unit-table";
import { listScopeUnits, scopeStatement } from "@/features/scope-units/queries";
import { SCOPE_UNIT_TABLE } from "@/features/scope-units/table";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("scopeUnits")("title") };

export default async function ScopePage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "scope:read");
  const state = parseTableState(await searchParams, SCOPE_UNIT_TABLE);
  // One transaction, so one of the few connections.
  const { page, owners, statement } = await inTenant(access, async () => ({
    page: await listScopeUnits(access, state),
    owners: await ownerOptions(access),
    statement: await scopeStatement(access),
  }));
  const t = translator("scopeUnits");
  const home = `/${access.organization.slug}`;
  const canWrite = access.can("scope:write");
  return (
    <>
      <PageHeader
        title={t("title")}
        clause="Clause 4.3"
        lead={t("lead")}
        actions={
          canWrite && (
            <LinkButton href={`${home}/scope/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
              {t("add")}
            </LinkButton>
          )
        }
      />
      <section className="mb-6 max-w-4xl border-y py-3">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 className="font-serif text-xl font-semibold">{t("statement")}</h2>
          {access.can("organization:update") && (
            <Link href={`${home}/settings`} className="link no-print text-sm">
              {t("changeStatement")}
            </Link>
          )}
        </div>
        {statement.ismsScope ? (
          <p className="prose-width mt-1 text-base whitespace-pre-line">{statement.ismsScope}</p>
        ) : (
          <p className="mt-1">
            <StatusMark shape="open">{t("noStatement")}</StatusMark>
          </p>
        )}
        {statement.scopeRegisterVersion && (
          <p className="mt-1 text-sm text-muted">{t("quotes", { version: statement.scopeRegisterVersion })}</p>
        )}
      </section>
      <Words>
        <ScopeUnitTable
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
              examples={[t("emptyExample1"), t("emptyExample2")]}
              ways={canWrite ? [{ href: `${home}/scope/new`, label: t("add"), description: t("emptyAddText"), icon: <Plus /> }] : []}
            >
              {t("emptyText")}
            </EmptyState>
          }
        />
      </Words>
    </>
  );
}
