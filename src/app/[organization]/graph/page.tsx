import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { vectorNames } from "@/features/influence-map/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { GraphView } from "@/features/thread-graph/components/graph-view";
import { graphOf } from "@/features/thread-graph/queries";
import { GRAPH_TABLE } from "@/features/thread-graph/table";
import { parseTableState, type SearchParams, tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { requireAccess } from "@/server/access";
import { inTenant } from "@/server/tenant";

interface Props {
  params: Promise<{ organization: string }>;
  searchParams: Promise<SearchParams>;
}

export const metadata: Metadata = { title: translator("graph")("title") };

export default async function GraphPage({ params, searchParams }: Props) {
  const access = await requireAccess((await params).organization, "requirement:read");
  const state = parseTableState(await searchParams, GRAPH_TABLE);
  const { picture, owners, vectors } = await inTenant(access, async () => ({
    picture: await graphOf(access, state),
    owners: await ownerOptions(access),
    vectors: await vectorNames(access),
  }));
  const t = translator("graph");
  const home = `/${access.organization.slug}`;
  const query = tableQuery(state, GRAPH_TABLE);
  return (
    <Words namespaces={["graph"]}>
      <PageHeader title={t("title")} clause={t("clause")} lead={t("lead")} />
      {picture.matching === 0 && query === "" ? (
        <EmptyState title={t("emptyTitle")} ways={[{ href: `${home}/requirements`, label: t("emptyWay"), description: t("emptyWayText") }]}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <GraphView home={home} state={state} picture={picture} owners={owners} vectors={vectors} mayExport={access.can("list:export")} />
      )}
    </Words>
  );
}
