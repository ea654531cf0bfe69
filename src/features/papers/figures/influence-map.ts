import { fitLabel } from "@/domain/power-interest-layout";
import { MARK_PATHS } from "@/domain/power-interest-marks";
import { PAPER_COLOURS as C, DRAWING_MONO, svgDocument, svgElement, svgWords } from "@/lib/paper/drawing";

/** One party on the map: what it is called, and the words at its end (how many requirements). */
export interface MapLeaf {
  ref: string;
  name: string;
  adverse: boolean;
  words: string;
}

export interface MapTwig {
  /** Empty: the leaves grow out of the middle. */
  name: string;
  leaves: readonly MapLeaf[];
}

/** So many parties fit one drawing beside each other; of more, each vector gets drawings of its own. */
export const MOST_ON_ONE_MAP = 48;

const WIDTH = 1200;
const MARGIN = 12;
const LINE = 22;
const GAP = 16;
const MIDDLE = { width: 170, height: 56 };
const NAME = { width: 146, at: 118 };
const LEAF_AT = 296;
const LEAF_WIDTH = WIDTH / 2 - LEAF_AT - MARGIN;
const REF_WIDTH = 54;
const WORDS_WIDTH = 24;

interface Placed {
  twig: MapTwig;
  top: number;
  height: number;
}

/** The map of influence as a drawing: the organisation in the middle, the vectors around it, their parties at the ends. The same input, the same drawing. */
export function influenceFigure(middle: string, twigs: readonly MapTwig[], title: string): string {
  const sides = inTwo(twigs);
  const tall = Math.max(MIDDLE.height, ...sides.map(heightOf)) + 2 * MARGIN;
  const centre = { x: WIDTH / 2, y: tall / 2 };
  const parts = sides.flatMap((side, index) => {
    const direction = index === 0 ? 1 : -1;
    let top = (tall - heightOf(side)) / 2;
    return side.flatMap((twig) => {
      const placed = { twig, top, height: heightOfTwig(twig) };
      top += placed.height + GAP;
      return drawTwig(placed, centre, direction);
    });
  });
  return svgDocument(WIDTH, tall, title, [
    ...parts,
    svgElement("rect", {
      x: centre.x - MIDDLE.width / 2,
      y: centre.y - MIDDLE.height / 2,
      width: MIDDLE.width,
      height: MIDDLE.height,
      rx: 4,
      fill: "#ffffff",
      stroke: C.gold,
      "stroke-width": 1.6,
    }),
    ...inLines(middle, MIDDLE.width - 16, 14).map((line, at, all) =>
      svgWords(centre.x, centre.y + 5 + (at - (all.length - 1) / 2) * 18, 14, line, { "text-anchor": "middle", "font-weight": 600 }),
    ),
  ]);
}

/** Right and left, in the order given and as equally high as that allows. */
function inTwo(twigs: readonly MapTwig[]): [MapTwig[], MapTwig[]] {
  let best: [MapTwig[], MapTwig[]] = [[...twigs], []];
  for (let at = 0; at <= twigs.length; at++) {
    const split: [MapTwig[], MapTwig[]] = [twigs.slice(0, at), twigs.slice(at)];
    if (Math.max(...split.map(heightOf)) < Math.max(...best.map(heightOf))) best = split;
  }
  return best;
}

function heightOfTwig({ leaves }: MapTwig): number {
  return Math.max(2, leaves.length) * LINE;
}

function heightOf(twigs: readonly MapTwig[]): number {
  return twigs.reduce((sum, twig) => sum + heightOfTwig(twig), 0) + Math.max(0, twigs.length - 1) * GAP;
}

function drawTwig({ twig, top, height }: Placed, centre: { x: number; y: number }, direction: 1 | -1): string[] {
  const y = top + height / 2;
  const from = { x: centre.x + direction * (MIDDLE.width / 2), y: centre.y };
  const named = twig.name !== "";
  const near = { x: centre.x + direction * NAME.at, y };
  const far = named ? { x: centre.x + direction * (NAME.at + NAME.width), y } : from;
  const first = y - ((twig.leaves.length - 1) * LINE) / 2;
  return [
    ...(named ? [curve(from, near, C.strong, 1.4), ...nameOf(twig.name, near, direction)] : []),
    ...twig.leaves.flatMap((leaf, index) => {
      const end = { x: centre.x + direction * (LEAF_AT - 8), y: first + index * LINE };
      return [curve(far, end, C.line, 1), ...drawLeaf(leaf, centre.x, end.y, direction)];
    }),
  ];
}

function nameOf(name: string, near: { x: number; y: number }, direction: 1 | -1): string[] {
  const lines = inLines(name, NAME.width - 12, 12.5);
  const x = near.x + direction * (NAME.width / 2);
  return [
    ...lines.map((line, at) =>
      svgWords(x, near.y - 6 - (lines.length - 1 - at) * 15, 12.5, line, { "text-anchor": "middle", "font-weight": 600 }),
    ),
    svgElement("line", {
      x1: near.x,
      y1: near.y,
      x2: near.x + direction * NAME.width,
      y2: near.y,
      stroke: C.strong,
      "stroke-width": 1.4,
    }),
  ];
}

/** Ref, name and count are read from left to right on both sides. */
function drawLeaf(leaf: MapLeaf, middle: number, y: number, direction: 1 | -1): string[] {
  const left = direction === 1 ? middle + LEAF_AT : middle - LEAF_AT - LEAF_WIDTH;
  const star = leaf.adverse ? 14 : 0;
  return [
    svgWords(left, y + 4, 10.5, leaf.ref, { "font-family": DRAWING_MONO, fill: C.muted }),
    ...(leaf.adverse
      ? [
          svgElement(
            "g",
            { transform: `translate(${left + REF_WIDTH + 4} ${y}) scale(5)` },
            svgElement("path", { d: MARK_PATHS.adverse, fill: C.danger }),
          ),
        ]
      : []),
    svgWords(left + REF_WIDTH + star, y + 4, 12, fitLabel(leaf.name, LEAF_WIDTH - REF_WIDTH - WORDS_WIDTH - star, 12)),
    svgWords(left + LEAF_WIDTH, y + 4, 11, leaf.words, { "text-anchor": "end", fill: C.muted }),
  ];
}

function curve(from: { x: number; y: number }, to: { x: number; y: number }, stroke: string, width: number): string {
  const half = (from.x + to.x) / 2;
  return svgElement("path", {
    d: `M${from.x.toFixed(1)} ${from.y.toFixed(1)}C${half.toFixed(1)} ${from.y.toFixed(1)} ${half.toFixed(1)} ${to.y.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}`,
    fill: "none",
    stroke,
    "stroke-width": width,
  });
}

/** At most two lines, broken between words; the second is cut where it is too long. */
function inLines(text: string, width: number, size: number): string[] {
  if (fitLabel(text, width, size).replace(/[\u2066-\u2069]/g, "") === text.trim()) return [text.trim()];
  const words = text.trim().split(/\s+/);
  let first = "";
  while (words.length > 1) {
    const longer = first === "" ? words[0]! : `${first} ${words[0]}`;
    if (fitLabel(longer, width, size).includes("…")) break;
    first = longer;
    words.shift();
  }
  const rest = fitLabel(words.join(" "), width, size);
  return first === "" ? [rest] : [first, rest];
}
