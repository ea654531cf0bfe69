import { type GapCode, STATION_OF, type Thread, type WeaknessCode } from "@/domain/thread";
import type { LinkTargetType } from "@/domain/vocabulary";

/** Threads as a graph from left to right: who asks, where it is written, what is asked, and what answers it. Each record stands in it once. */
export const GRAPH_COLUMNS = ["party", "source", "requirement", "control", "risk", "document", "evidence"] as const;
export type GraphColumn = (typeof GRAPH_COLUMNS)[number];

export interface GraphNode {
  id: string;
  column: GraphColumn;
  /** What kind of record it is; "words" for a source that is only written down, "no_risk" for the reason why there is none. */
  type: LinkTargetType | "party" | "source" | "obligation" | "requirement" | "words" | "no_risk";
  ref: string;
  title: string;
  adverse: boolean;
  /** It holds less than it seems: planned only, superseded, not yet in the statement of applicability. */
  weak: boolean;
  /** It does not hold at all: retired, excluded, expired, gone. */
  broken: boolean;
  /** Where the thread of a requirement breaks. */
  gaps: GapCode[];
  /** The party of a requirement: a source may be shared by several. Empty for everything else. */
  owner: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  /** The link is there, and what it leads to does not hold as it should. */
  weak: boolean;
}

export interface ThreadGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Requirements that are drawn, and those left out because the graph would no longer be legible. */
  drawn: number;
  leftOut: number;
}

/** Beyond this nobody reads it. */
export const MOST_NODES = 300;

/**
 * The graph of some threads in their order. A requirement is drawn with everything it leans on or not at all: the first one that would take the graph
 * past `most` nodes, and those after it that do not fit either, are left out.
 */
export function threadGraph(threads: readonly { thread: Thread }[], most: number = MOST_NODES): ThreadGraph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  let drawn = 0;
  for (const { thread } of threads) {
    const part = partOf(thread);
    const added = part.nodes.filter(({ id }) => !nodes.has(id));
    if (nodes.size + added.length > most) continue;
    drawn += 1;
    for (const node of added) nodes.set(node.id, node);
    for (const edge of part.edges) edges.set(`${edge.from} ${edge.to}`, edge);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], drawn, leftOut: threads.length - drawn };
}

function partOf(thread: Thread): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const [nodes, edges]: [GraphNode[], GraphEdge[]] = [[], []];
  const add = (
    node: Partial<GraphNode> & Pick<GraphNode, "column" | "type" | "ref" | "title">,
    id = `${node.column} ${node.ref}`,
  ): string => {
    nodes.push({ id, adverse: false, weak: false, broken: false, gaps: [], owner: "", ...node });
    return id;
  };
  const [party, source] = ["party", "source"].map((kind) => thread.stations.find((station) => station.kind === kind));
  const owner = party!.items[0]!;
  const requirement = add({
    column: "requirement",
    type: "requirement",
    ref: thread.ref,
    title: thread.statement,
    gaps: thread.gaps,
    owner: owner.ref,
  });
  const asking = add({
    column: "party",
    type: "party",
    ref: owner.ref,
    title: owner.title,
    adverse: thread.adverse,
    ...strength(owner.weak),
  });
  const written = source?.items ?? [];
  for (const item of written) {
    const words = item.type === "words";
    const { weak } = strength(item.weak);
    // A source that is only written down is one and the same for the same party and the same words.
    const id = add(
      { column: "source", type: item.type as GraphNode["type"], ref: item.ref, title: item.title, ...strength(item.weak) },
      words ? `source ${owner.ref} ${item.title}` : undefined,
    );
    edges.push({ from: asking, to: id, weak: false }, { from: id, to: requirement, weak });
  }
  if (written.length === 0) edges.push({ from: asking, to: requirement, weak: false });
  const seen = new Set<string>();
  for (const { kind, items } of thread.stations) {
    if (!["control", "risk", "document", "evidence"].includes(kind)) continue;
    for (const item of items) {
      const type = item.noRisk ? "no_risk" : (item.type as LinkTargetType);
      // A procedure may answer at two stations; it stands where documents stand.
      const column = (item.noRisk ? "risk" : STATION_OF[item.type as LinkTargetType]) as GraphColumn;
      const { weak } = strength(item.weak);
      const node = { column, type, ref: item.ref, title: item.noRisk ? item.rationale : item.title, ...strength(item.weak) } as const;
      const id = item.noRisk ? `no_risk ${thread.ref}` : `${column} ${item.ref}`;
      if (seen.has(id)) continue;
      seen.add(id);
      add(node, id);
      edges.push({ from: requirement, to: id, weak });
    }
  }
  return { nodes, edges };
}

const BROKEN: readonly WeaknessCode[] = ["dangling", "retired", "excluded", "expired", "ended", "party_retired"];

function strength(weak: readonly WeaknessCode[]): Pick<GraphNode, "weak" | "broken"> {
  return { weak: weak.length > 0, broken: weak.some((code) => BROKEN.includes(code)) };
}

/** The neighbours of each node, nearest column first: what the arrow keys follow, and what the list says. */
export function neighboursOf({ nodes, edges }: Pick<ThreadGraph, "nodes" | "edges">): Map<string, { before: string[]; after: string[] }> {
  const found = new Map(nodes.map(({ id }) => [id, { before: [] as string[], after: [] as string[] }]));
  for (const { from, to } of edges) {
    found.get(from)?.after.push(to);
    found.get(to)?.before.push(from);
  }
  return found;
}
