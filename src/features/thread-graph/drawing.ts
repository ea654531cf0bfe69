import type { GraphNode } from "@/domain/thread-graph";
import { neighboursOf } from "@/domain/thread-graph";
import { fitText, type LaidEdge, type LaidGraph, type LaidNode, readsLeftwards } from "@/domain/thread-graph-layout";
import type { LinkTargetType } from "@/domain/vocabulary";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";

/** What the picture is coloured with: the page's own colours, or paper's for a file that stands alone. */
export const PAGE_COLOURS = {
  paper: "var(--paper)",
  surface: "var(--surface)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  line: "var(--line-strong)",
  gold: "var(--gold)",
  danger: "var(--danger)",
};
export const FILE_COLOURS: typeof PAGE_COLOURS = {
  paper: "#ffffff",
  surface: "#ffffff",
  ink: "#1b1f24",
  muted: "#595f66",
  line: "#858177",
  gold: "#9a6700",
  danger: "#a3261d",
};

const LETTERS = 24;
const MONO = "IBM Plex Mono, ui-monospace, monospace";
const SANS = "Inter, system-ui, sans-serif";

/** Where a box leads; null: it has no page. */
export function nodeHref(home: string, { type, ref }: Pick<GraphNode, "type" | "ref">): string | null {
  switch (type) {
    case "party":
      return `${home}/interested-parties/${ref}`;
    case "source":
      return `${home}/sources/${ref}`;
    case "obligation":
      return `${home}/obligations/${ref}`;
    case "requirement":
      return `${home}/requirements/${ref}`;
    case "words":
    case "no_risk":
      return null;
    default:
      return home + targetPath({ type: type as LinkTargetType, ref });
  }
}

/** A box in one line of words: "Control A.8.24 Use of cryptography; does not hold as it should". */
export function nodeWords(node: GraphNode): string {
  const t = translator("graph");
  const gap = translator("threads.gap");
  const name = [t(`type.${node.type}`), node.ref, node.title].filter(Boolean).join(" ");
  return [
    name,
    ...(node.adverse ? [t("adverse")] : []),
    ...(node.weak ? [t(node.broken ? "broken" : "weak")] : []),
    ...node.gaps.map((code) => gap(code)),
  ].join("; ");
}

interface Drawing {
  home: string;
  colours: typeof PAGE_COLOURS;
  label: string;
  /** A line above the picture, for a file that leaves the page. */
  caption?: string;
}

/**
 * The graph as SVG. Texts are escaped and stay inside their boxes, whatever they are; a box carries the numbers of its neighbours, so that keys can
 * follow the lines. Made on the server, once for the page and once for the file.
 */
export function drawGraph(laid: LaidGraph, { home, colours, label, caption }: Drawing): string {
  const t = translator("graph");
  const number = new Map(laid.nodes.map(({ id }, index) => [id, index]));
  const around = neighboursOf(laid);
  const top = caption ? 28 : 0;
  const height = laid.height + top;
  const heads = laid.columns.map(
    ({ column, x }) =>
      `<text x="${x}" y="18" font-size="12" font-weight="600" fill="${colours.muted}">${escaped(t(`column.${column}`))}</text>`,
  );
  const lines = laid.edges.map((edge) => lineOf(edge, colours));
  const boxes = laid.nodes.map((node, index) => {
    const { before, after } = around.get(node.id)!;
    const numbers = (ids: readonly string[]) =>
      ids
        .map((id) => laid.nodes[number.get(id)!]!)
        .sort((a, b) => a.x - b.x || a.y - b.y)
        .map(({ id }) => number.get(id))
        .join(" ");
    const href = caption ? null : nodeHref(home, node);
    const name = escaped(nodeWords(node));
    const attributes = caption
      ? ""
      : ` data-node="${index}" data-before="${numbers(before)}" data-after="${numbers(after)}" tabindex="${index === 0 ? 0 : -1}" aria-label="${name}"`;
    const inside = boxOf(node, colours);
    if (href) return `<a href="${escaped(href)}"${attributes}>${inside}<title>${name}</title></a>`;
    return `<g${attributes}${caption ? "" : ' role="img"'}>${inside}<title>${name}</title></g>`;
  });
  const head = caption
    ? `<rect width="100%" height="100%" fill="${colours.paper}"/><text x="20" y="18" font-size="12" fill="${colours.ink}">${escaped(fitText(caption, Math.max(40, Math.floor(laid.width / 7))))}</text>`
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="${escaped(label)}" width="${laid.width}" height="${height}" viewBox="0 0 ${laid.width} ${height}" font-family="${SANS}">${head}<g transform="translate(0 ${top})">${heads.join("")}<g fill="none">${lines.join("")}</g>${boxes.join("")}</g></svg>`;
}

function lineOf({ points, weak }: LaidEdge, colours: typeof PAGE_COLOURS): string {
  const [first, ...rest] = points;
  let [path, at] = [`M${first!.x} ${first!.y}`, first!];
  for (const next of rest) {
    const middle = Math.round((at.x + next.x) / 2);
    path += at.y === next.y ? `H${next.x}` : `C${middle} ${at.y} ${middle} ${next.y} ${next.x} ${next.y}`;
    at = next;
  }
  const look = weak ? `stroke="${colours.muted}" stroke-dasharray="2 3"` : `stroke="${colours.gold}"`;
  return `<path d="${path}" stroke-width="1.25" stroke-opacity="0.75" ${look}/>`;
}

function boxOf(node: LaidNode, colours: typeof PAGE_COLOURS): string {
  const { x, y, width, height } = node;
  const frame = `<rect x="0.75" y="0.75" width="${width - 1.5}" height="${height - 1.5}" rx="${node.adverse ? 0 : 5}" fill="${colours.surface}" stroke="${node.adverse ? colours.danger : colours.line}"${node.weak ? ' stroke-dasharray="4 3"' : ""}/>`;
  const t = translator("graph");
  const kind = node.ref === "" ? t(`type.${node.type}`) : node.ref;
  const more = node.adverse ? ` ✦ ${t("adverse")}` : "";
  const ref = `<text x="10" y="17" font-family="${MONO}" font-size="11.5" fill="${colours.ink}"${node.broken ? ' text-decoration="line-through"' : ""}>${escaped(kind + more)}</text>`;
  const leftwards = readsLeftwards(node.title);
  const title = `<text x="${leftwards ? width - 10 : 10}" y="33" font-size="12"${leftwards ? ' direction="rtl"' : ""} fill="${colours.ink}">${escaped(fitText(node.title, LETTERS))}</text>`;
  const gaps = node.gaps.length > 0 ? gapsOf(node, colours) : { inside: "", outside: "" };
  // An inner picture cuts off whatever a font makes wider than was counted.
  return `${gaps.outside}<svg x="${x}" y="${y}" width="${width}" height="${height}" overflow="hidden">${frame}${ref}${title}${gaps.inside}</svg>`;
}

/** Where the thread breaks: what is missing in words, and a gold end that leads nowhere. */
function gapsOf({ x, y, width, height, gaps }: LaidNode, colours: typeof PAGE_COLOURS): { inside: string; outside: string } {
  const words = gaps.map((code) => translator("graph.gapShort")(code)).join(", ");
  const inside = `<text x="10" y="${height - 8}" font-size="11" font-style="italic" fill="${colours.gold}">${escaped(fitText(translator("graph")("missing", { words }), LETTERS + 4))}</text>`;
  const [start, level] = [x + width, y + height - 9];
  const outside = `<path d="M${start} ${level}h26" stroke="${colours.gold}" stroke-width="2" stroke-dasharray="6 4" fill="none"/><circle cx="${start + 30}" cy="${level}" r="3" fill="none" stroke="${colours.gold}" stroke-width="1.5"/>`;
  return { inside, outside };
}

function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot carry them, and marks of direction would turn their surroundings
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu, "")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;")
  );
}
