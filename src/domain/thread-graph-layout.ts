import dagre from "@dagrejs/dagre";
import { GRAPH_COLUMNS, type GraphColumn, type GraphNode, type ThreadGraph } from "@/domain/thread-graph";

export interface Point {
  x: number;
  y: number;
}

export interface LaidNode extends GraphNode {
  /** The left upper corner. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface LaidEdge {
  from: string;
  to: string;
  weak: boolean;
  points: Point[];
}

export interface LaidGraph {
  width: number;
  height: number;
  columns: { column: GraphColumn; x: number; width: number }[];
  nodes: LaidNode[];
  edges: LaidEdge[];
}

export const NODE_WIDTH = 184;
const NODE_HEIGHT = 42;
/** A requirement with gaps says them in a line of its own. */
const GAP_LINE = 16;
const BETWEEN_COLUMNS = 72;
const BETWEEN_NODES = 10;
const MARGIN = 20;
/** Where the names of the columns stand. */
const HEAD = 28;
const ROOT = "root";

/**
 * Positions of a graph: each kind of record in its column from left to right, lines led around what stands between. The same graph always gives the same
 * picture.
 */
export function layOut({ nodes, edges }: Pick<ThreadGraph, "nodes" | "edges">): LaidGraph {
  const used = GRAPH_COLUMNS.filter((column) => nodes.some((node) => node.column === column));
  const place = new Map(nodes.map((node) => [node.id, used.indexOf(node.column)]));
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({
    rankdir: "LR",
    ranksep: BETWEEN_COLUMNS,
    nodesep: BETWEEN_NODES,
    edgesep: 6,
    marginx: 0,
    marginy: 0,
    // All steps can be met at once, so the first tree that meets its own meets all, and in a fraction of the time.
    ranker: "tight-tree",
  });
  graph.setDefaultEdgeLabel(() => ({}));
  // One root before all parties and steps of the columns' distance: so that each kind has its own column, in every part of the graph.
  graph.setNode(ROOT, { width: 0, height: 0 });
  for (const node of nodes) {
    graph.setNode(node.id, { width: NODE_WIDTH, height: heightOf(node) });
    if (node.column === "party") graph.setEdge(ROOT, node.id, { minlen: 1, weight: 0 });
  }
  for (const { from, to } of edges) graph.setEdge(from, to, { minlen: place.get(to)! - place.get(from)!, weight: 1 });
  dagre.layout(graph);

  const columnX = (column: GraphColumn) => MARGIN + used.indexOf(column) * (NODE_WIDTH + BETWEEN_COLUMNS);
  // dagre has its own scale across; what it says about heights is read at the middle of its columns.
  const middle = new Map(nodes.map((node) => [node.column, graph.node(node.id).x]));
  const laid = nodes.map((node): LaidNode => {
    const height = heightOf(node);
    return { ...node, x: columnX(node.column), y: Math.round(graph.node(node.id).y - height / 2), width: NODE_WIDTH, height };
  });
  const shift = HEAD + MARGIN - Math.min(...laid.map(({ y }) => y), Number.MAX_SAFE_INTEGER);
  for (const node of laid) node.y += shift;
  const byId = new Map(laid.map((node) => [node.id, node]));
  const lines = edges.map(({ from, to, weak }): LaidEdge => {
    const [a, b] = [byId.get(from)!, byId.get(to)!];
    const [start, end] = [a.y + a.height / 2, b.y + b.height / 2];
    // Where a line passes a column between, it keeps dagre's way past what stands there, level along the whole width of the boxes.
    const way = graph.edge(from, to)?.points ?? [];
    const bends = used.slice(place.get(from)! + 1, place.get(to)!).flatMap((column): Point[] => {
      const y = Math.round(heightAt(way, middle.get(column)!, start - shift) + shift);
      return [
        { x: columnX(column), y },
        { x: columnX(column) + NODE_WIDTH, y },
      ];
    });
    return { from, to, weak, points: [{ x: a.x + a.width, y: start }, ...bends, { x: b.x, y: end }] };
  });
  const bottom = Math.max(
    HEAD + MARGIN,
    ...laid.map(({ y, height }) => y + height),
    ...lines.flatMap(({ points }) => points.map(({ y }) => y)),
  );
  return {
    width: used.length === 0 ? 2 * MARGIN : columnX(used.at(-1)!) + NODE_WIDTH + MARGIN,
    height: bottom + MARGIN,
    columns: used.map((column) => ({ column, x: columnX(column), width: NODE_WIDTH })),
    nodes: laid,
    edges: lines,
  };
}

function heightOf({ gaps }: GraphNode): number {
  return gaps.length > 0 ? NODE_HEIGHT + GAP_LINE : NODE_HEIGHT;
}

/** The height of a way of several points at a place between its ends. */
function heightAt(way: readonly Point[], x: number, otherwise: number): number {
  for (let index = 1; index < way.length; index += 1) {
    const [a, b] = [way[index - 1]!, way[index]!];
    if (a.x <= x && x <= b.x) return b.x === a.x ? a.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
  }
  return otherwise;
}

/**
 * A text cut to a width, counted in letters of the Latin alphabet: wide letters and emoji count twice, and none is cut in two. What is cut ends with "…".
 */
export function fitText(text: string, letters: number): string {
  const plain = text.replace(/\s+/g, " ").trim();
  let [taken, size] = ["", 0];
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(plain.slice(0, letters * 12))) {
    const width = WIDE.test(segment) ? 2 : 1;
    if (size + width > letters) return `${taken.trimEnd()}…`;
    taken += segment;
    size += width;
  }
  return taken.length < plain.length ? `${taken}…` : taken;
}

const WIDE = /\p{Extended_Pictographic}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff00-\uff60]/u;

/** Whether a text reads from right to left: its first letter with a direction decides. */
export function readsLeftwards(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u.test(first);
}
