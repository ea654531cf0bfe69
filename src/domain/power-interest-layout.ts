/**
 * Where each mark stands on the power-interest grid: a rule, so that the screen, the printed page and the exported picture are the same, and the
 * same register always gives the same picture. A cell is one pair of scores; scores are ordinal, so nothing is said by the place inside a cell.
 * Crowded cells fan out in four steps: one column of names, two columns of names, three columns of refs, and a close pack of marks without words.
 * All lengths are units of the picture (one unit is one CSS pixel at full size).
 */

export interface GridItem {
  id: string;
  /** 1 to 5. */
  power: number;
  /** 1 to 5. */
  interest: number;
  /** The ref: shorter first, then by its characters, so that IP-2 stands before IP-10. */
  ref: string;
}

/** How much room for words a mark has beside it. */
export type LabelKind = "name" | "ref" | "none";

export interface PlacedMark {
  id: string;
  power: number;
  interest: number;
  /** Centre of the mark. */
  x: number;
  y: number;
  radius: number;
  /** The slot that belongs to this mark alone, words included. */
  slot: Box;
  label: LabelKind;
  labelX: number;
  labelWidth: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface GridCell extends Box {
  power: number;
  interest: number;
  /** How many marks stand in it. */
  count: number;
}

export interface GridLayout {
  width: number;
  height: number;
  /** The 25 cells together. */
  plot: Box;
  cells: GridCell[];
  marks: PlacedMark[];
  /** From which x and above which y a score counts as high: the lines between the quadrants. */
  divide: { x: number; y: number };
  /** Where the words of the quadrants stand: a band above the topmost row of each. */
  bands: { high: Box; low: Box };
}

const SCORES = [1, 2, 3, 4, 5] as const;
/** From which score on a row or column belongs to the high half; the same as HIGH_FROM of power-interest.ts (a test holds both together). */
export const DIVIDE_FROM = 3;

const WIDTH = 960;
const AXIS_LEFT = 56;
const AXIS_BOTTOM = 52;
const MARGIN = 4;
const BAND = 28;
const PADDING = 5;
/** Height of a line with a mark and its words: also the least size of a target to point at (WCAG 2.2, 2.5.8). */
const LINE = 24;
const RADIUS = 6;
const LABEL_GAP = 4;
const FEWEST_LINES = 5;
const MOST_LINES = 14;
/** Up to so many a cell grows to hold one column of names; beyond, two columns. */
const ONE_COLUMN_TO = 8;
const COLUMNS: readonly LabelKind[] = ["name", "name", "ref"];

/**
 * Places all marks. The order in which the items come does not matter.
 * @throws RangeError for a score that is no whole number from 1 to 5: unassessed parties stand beside the grid
 */
export function layoutGrid(items: readonly GridItem[]): GridLayout {
  const byCell = new Map<number, GridItem[]>();
  for (const item of items) {
    for (const score of [item.power, item.interest]) {
      if (!Number.isInteger(score) || score < 1 || score > 5) throw new RangeError(`A score is a whole number from 1 to 5, not ${score}`);
    }
    const key = item.power * 10 + item.interest;
    const cell = byCell.get(key);
    if (cell) cell.push(item);
    else byCell.set(key, [item]);
  }
  const at = (power: number, interest: number) => byCell.get(power * 10 + interest) ?? [];
  const cellWidth = (WIDTH - AXIS_LEFT - MARGIN) / SCORES.length;
  const lines = new Map(SCORES.map((power) => [power, Math.max(...SCORES.map((interest) => linesFor(at(power, interest).length)))]));

  const cells: GridCell[] = [];
  const marks: PlacedMark[] = [];
  const top = MARGIN;
  let y = top;
  const bandTops = { high: 0, low: 0 };
  for (const power of [...SCORES].reverse()) {
    if (power === SCORES.length || power === DIVIDE_FROM - 1) {
      bandTops[power === SCORES.length ? "high" : "low"] = y;
      y += BAND;
    }
    const height = lines.get(power)! * LINE + 2 * PADDING;
    for (const interest of SCORES) {
      const box = { x: AXIS_LEFT + (interest - 1) * cellWidth, y, width: cellWidth, height };
      const inside = at(power, interest).sort(byRef);
      cells.push({ ...box, power, interest, count: inside.length });
      marks.push(...fanOut(inside, box, lines.get(power)!));
    }
    y += height;
  }
  const plot = { x: AXIS_LEFT, y: top, width: cellWidth * SCORES.length, height: y - top };
  const middle = AXIS_LEFT + (DIVIDE_FROM - 1) * cellWidth;
  const band = (bandTop: number) => ({ x: plot.x, y: bandTop, width: plot.width, height: BAND });
  return {
    width: WIDTH,
    height: y + AXIS_BOTTOM,
    plot,
    cells,
    marks,
    divide: { x: middle, y: bandTops.low },
    bands: { high: band(bandTops.high), low: band(bandTops.low) },
  };
}

/** The cell at a point of the picture, or null outside the grid. The band above a quadrant belongs to the row below it. */
export function cellAt(layout: GridLayout, x: number, y: number): GridCell | null {
  const { plot } = layout;
  if (x < plot.x || x > plot.x + plot.width || y < plot.y || y > plot.y + plot.height) return null;
  const bottomUp = [...layout.cells].sort((a, b) => b.y - a.y);
  return (
    layout.cells.find((cell) => within(cell, x, y)) ??
    // In a band: the nearest cell below.
    bottomUp.filter((cell) => cell.y >= y && x >= cell.x && x <= cell.x + cell.width).at(-1) ??
    null
  );
}

/** The centre of the cell of a pair of scores, for past positions. */
export function cellCentre(layout: GridLayout, power: number, interest: number): { x: number; y: number } {
  const cell = layout.cells.find((candidate) => candidate.power === power && candidate.interest === interest);
  if (!cell) throw new RangeError(`No cell for power ${power} and interest ${interest}`);
  return { x: cell.x + cell.width / 2, y: cell.y + cell.height / 2 };
}

function within(box: Box, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function byRef(a: GridItem, b: GridItem): number {
  if (a.ref.length !== b.ref.length) return a.ref.length - b.ref.length;
  if (a.ref !== b.ref) return a.ref < b.ref ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** How many lines high a row must be for a cell with so many marks. */
function linesFor(count: number): number {
  const wanted = count <= ONE_COLUMN_TO ? count : Math.ceil(count / 2);
  return Math.min(MOST_LINES, Math.max(FEWEST_LINES, wanted));
}

/** The marks of one cell, filled column by column, so that a new party at the end moves none of the others while the step stays the same. */
function fanOut(items: readonly GridItem[], cell: Box, lines: number): PlacedMark[] {
  const inner = { x: cell.x + PADDING, y: cell.y + PADDING, width: cell.width - 2 * PADDING, height: cell.height - 2 * PADDING };
  const columns = COLUMNS.findIndex((_, index) => items.length <= (index + 1) * lines) + 1;
  if (columns === 0) return pack(items, inner);
  const width = inner.width / columns;
  return items.map((item, index) => {
    const slot = { x: inner.x + Math.floor(index / lines) * width, y: inner.y + (index % lines) * LINE, width, height: LINE };
    const x = slot.x + RADIUS + 1;
    const labelX = x + RADIUS + LABEL_GAP;
    return {
      id: item.id,
      power: item.power,
      interest: item.interest,
      x,
      y: slot.y + LINE / 2,
      radius: RADIUS,
      slot,
      label: COLUMNS[columns - 1]!,
      labelX,
      labelWidth: Math.max(0, slot.x + width - labelX - 1),
    };
  });
}

/** Marks without words, as large as they can be without touching. */
function pack(items: readonly GridItem[], inner: Box): PlacedMark[] {
  let columns = 1;
  // The least number of columns with which square slots are high enough to hold all.
  while (Math.floor(inner.height / (inner.width / columns)) * columns < items.length) columns += 1;
  const size = inner.width / columns;
  const radius = Math.min(RADIUS, size * 0.42);
  return items.map((item, index) => {
    const slot = { x: inner.x + (index % columns) * size, y: inner.y + Math.floor(index / columns) * size, width: size, height: size };
    const [x, y] = [slot.x + size / 2, slot.y + size / 2];
    return { id: item.id, power: item.power, interest: item.interest, x, y, radius, slot, label: "none", labelX: x, labelWidth: 0 };
  });
}

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const ELLIPSIS = "…";
const NARROW = /^[iljtfrI.,:;'|!() ]$/;
const WIDE = /^[mwMWA-Z@%&]$/;
// Everything from Hangul and CJK on, and what is made of several code points (most emoji), takes a whole square.
const FIRST_FULL_WIDTH = 0x1100;
const LAST_FULL_WIDTH_GAP = 0x2e80;

/**
 * As much of a text as fits a width at a size of letters, with an ellipsis where something is left out; never cuts a letter or an emoji in two.
 * Widths are estimated, on the safe side, because a server measures no letters. The answer is isolated, so that a name written from right to left
 * keeps its ellipsis at its own end.
 */
export function fitLabel(text: string, width: number, size: number): string {
  const budget = width / size;
  let used = 0;
  let kept = "";
  let keptWithEllipsis = "";
  for (const { segment } of GRAPHEMES.segment(text.replace(/\s+/g, " ").trim())) {
    used += emsOf(segment);
    if (used > budget) return isolate(keptWithEllipsis.trimEnd() + ELLIPSIS);
    kept += segment;
    if (used + emsOf(ELLIPSIS) <= budget) keptWithEllipsis = kept;
  }
  return isolate(kept);
}

function emsOf(grapheme: string): number {
  if (NARROW.test(grapheme)) return 0.34;
  if (WIDE.test(grapheme)) return 0.74;
  const code = grapheme.codePointAt(0) ?? 0;
  if (code >= LAST_FULL_WIDTH_GAP || (code >= FIRST_FULL_WIDTH && code < 0x1200) || grapheme.length > 2) return 1.35;
  return grapheme === ELLIPSIS ? 0.9 : 0.58;
}

function isolate(text: string): string {
  return text === "" ? "" : `\u2068${text}\u2069`;
}
