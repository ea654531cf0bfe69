import { parseRef, REF_PREFIXES } from "@/domain/refs";
import { MOST_NODES, type ThreadGraph, threadGraph } from "@/domain/thread-graph";
import { type LaidGraph, layOut } from "@/domain/thread-graph-layout";
import { targetOfRef } from "@/domain/thread-links";
import { writtenRef } from "@/domain/written-ref";
import { threadsOf } from "@/features/threads/queries";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { inTenant } from "@/server/tenant";
import type { GraphState } from "./table";

export interface GraphPicture {
  graph: ThreadGraph;
  laid: LaidGraph;
  /** Requirements of the selection, drawn or not. */
  matching: number;
  /** The record the graph is drawn around, as its ref is written; null: all, or a ref that nothing can bear. */
  around: string | null;
  /** What was asked for is no ref at all. */
  unknown: boolean;
  /** Where a selection is too large: its parties with the most requirements, to narrow to. */
  narrower: { ref: string; name: string; requirements: number }[];
}

/** More requirements than could ever be drawn are not read: each has at least itself in the graph. */
const MOST_READ = MOST_NODES;

function aroundCondition(organization: Prisma.Sql, ref: string): Prisma.Sql {
  switch (parseRef(ref)?.prefix) {
    case REF_PREFIXES["interested-party"]:
      return Prisma.sql`p.ref = ${ref}`;
    case REF_PREFIXES.requirement:
      return Prisma.sql`r.ref = ${ref}`;
    case REF_PREFIXES.source:
      return Prisma.sql`r.id IN (SELECT x.requirement_id FROM requirement_source x JOIN source_document s ON s.organization_id = x.organization_id AND s.id = x.source_id
        WHERE x.organization_id = ${organization} AND s.ref = ${ref})`;
    case REF_PREFIXES.obligation:
      return Prisma.sql`r.id IN (SELECT x.requirement_id FROM requirement_obligation x JOIN obligation o ON o.organization_id = x.organization_id AND o.id = x.obligation_id
        WHERE x.organization_id = ${organization} AND o.ref = ${ref})`;
    default:
      return targetOfRef(ref)
        ? Prisma.sql`r.id IN (SELECT k.requirement_id FROM requirement_link k WHERE k.organization_id = ${organization} AND k.target_ref = ${ref})`
        : Prisma.sql`false`;
  }
}

/**
 * The graph of a selection of requirements (not retired, not discarded) with everything their threads hold, laid out. Reads no more than can be drawn;
 * three statements.
 */
export async function graphOf(access: Access, state: GraphState): Promise<GraphPicture> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const asked = state.filters.around?.[0]?.trim() ?? "";
  const around = asked === "" ? null : writtenRef(asked);
  const { filters } = state;
  const conditions = containsWords("r.search_text", state.q);
  // A single requirement is drawn whatever became of it.
  const single = around !== null && parseRef(around)?.prefix === REF_PREFIXES.requirement;
  if (!single) conditions.push(Prisma.sql`r.status <> 'retired' AND r.relevance <> 'discarded'`);
  if (asked !== "") conditions.push(around === null ? Prisma.sql`false` : aroundCondition(organization, around));
  if (filters.kind) conditions.push(Prisma.sql`r.kind = ANY(${filters.kind}::text[])`);
  if (filters.vector) conditions.push(Prisma.sql`p.influence_vector = ANY(${filters.vector}::text[])`);
  if (filters.owner) conditions.push(ownedBy(access, "r.owner_id", filters.owner));
  if (filters.decision) conditions.push(Prisma.sql`r.isms_decision = ANY(${filters.decision}::text[])`);
  const where = Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
  return inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<[{ matching: number; ids: string[] | null; parties: GraphPicture["narrower"] | null }]>`
      WITH matching AS MATERIALIZED (SELECT r.id, r.ref, p.ref AS party_ref, p.name FROM requirement r
          JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
         WHERE r.organization_id = ${organization} AND ${where})
      SELECT (SELECT count(*)::int FROM matching) AS matching,
             (SELECT json_agg(x.id ORDER BY length(x.ref), x.ref) FROM (SELECT id, ref FROM matching ORDER BY length(ref), ref LIMIT ${MOST_READ}) x) AS ids,
             (SELECT json_agg(x ORDER BY x.requirements DESC, x.ref) FROM (
                SELECT party_ref AS ref, name, count(*)::int AS requirements FROM matching GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 8) x) AS parties`;
    const graph = threadGraph(await threadsOf(access, found.ids ?? []));
    const leftOut = found.matching - graph.drawn;
    return {
      graph: { ...graph, leftOut },
      laid: layOut(graph),
      matching: found.matching,
      around,
      unknown: asked !== "" && around === null,
      narrower: leftOut > 0 && (found.parties?.length ?? 0) > 1 ? (found.parties ?? []) : [],
    };
  });
}
