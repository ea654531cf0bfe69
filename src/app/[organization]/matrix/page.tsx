import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { undoEdits } from "@/features/bulk-edit/actions";
import { vectorNames } from "@/features/influence-map/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { MatrixFilters } from "@/features/matrix/components/matrix-filters";
import { MatrixView } from "@/features/matrix/components/matrix-view";
import { matrixOf, partiesToChoose } from "@/features/matrix/queries";
import { MATRIX_TABLE } from "@/features/matrix/table";
import { changeLink, linkTargets, unlinkTarget } from "@/features/threads/actions";
import { parseTableState, type SearchParams } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("matrix")("title") };

export default async function MatrixPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const state = parseTableState(await searchParams, MATRIX_TABLE);
  const { matrix, owners, parties, vectors } = await inTenant(access, async () => ({
    matrix: await matrixOf(access, state),
    owners: await ownerOptions(access),
    parties: await partiesToChoose(access),
    vectors: await vectorNames(access),
  }));
  const t = translator("matrix");
  const { slug } = access.organization;
  const home = `/${slug}`;
  const actions = access.can("requirement:update") && {
    link: linkTargets.bind(null, slug),
    change: changeLink.bind(null, slug),
    unlink: unlinkTarget.bind(null, slug),
    undo: undoEdits.bind(null, slug),
  };
  return (
    <Words namespaces={["matrix", "threads", "vocabulary"]}>
      <PageHeader title={t("title")} clause={t("clause")} lead={t("lead")} />
      {matrix.total === 0 ? (
        <EmptyState title={t("emptyTitle")} ways={[{ href: `${home}/requirements`, label: t("emptyWay"), description: t("emptyWayText") }]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <MatrixFilters
            home={home}
            state={state}
            owners={owners}
            parties={parties}
            vectors={vectors}
            mayExport={access.can("list:export")}
          />
          {matrix.columns.length < matrix.columnTotal && (
            <Callout className="mb-3">{t("columnsCut", { shown: matrix.columns.length, total: matrix.columnTotal })}</Callout>
          )}
          <MatrixView home={home} state={state} matrix={matrix} actions={actions || null} />
        </>
      )}
    </Words>
  );
}
