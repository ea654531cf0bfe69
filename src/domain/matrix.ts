import { compareRefs } from "@/domain/refs";
import { NO_RISK_REF } from "@/domain/risk";
import { holds, type TargetFacts, type WeaknessCode, weaknessesOf } from "@/domain/thread";
import type { LinkCoverage, LinkTargetType } from "@/domain/vocabulary";

/** Requirements against what answers them: one kind of target at a time stands across the top. */
export const MATRIX_AXES = ["control", "risk", "document", "evidence"] as const;
export type MatrixAxis = (typeof MATRIX_AXES)[number];

/** The kinds of link that belong to an axis. */
export const AXIS_TYPES: Readonly<Record<MatrixAxis, readonly LinkTargetType[]>> = {
  control: ["control"],
  risk: ["risk"],
  document: ["policy", "procedure"],
  evidence: ["evidence"],
};

export interface MatrixColumn {
  ref: string;
  type: LinkTargetType;
  title: string;
  /** What makes the target hold less than it seems; the first is the gravest. */
  weak: WeaknessCode[];
  /** Whether it can carry a requirement at all; if not, its cells are struck. */
  holds: boolean;
  /** How many requirements of the filter link it, and how many of the register. */
  asked: number;
  askedAnywhere: number;
}

/** A column from what its target is. */
export function matrixColumn(
  { type, ref, target }: { type: LinkTargetType; ref: string; target: TargetFacts | null },
  title: string,
  counts: Pick<MatrixColumn, "asked" | "askedAnywhere">,
  today: string,
): MatrixColumn {
  const link = { type, ref, target, rationale: "given" };
  return { ref, type, title, weak: weaknessesOf(link, today), holds: holds(link, today), ...counts };
}

/** A link as the matrix has it: place of its row and of its column. */
export interface MatrixLink {
  row: number;
  column: number;
  type: LinkTargetType;
  coverage: LinkCoverage | "";
  rationale: string;
}

export type CellMark = "fully" | "partly" | "linked";

/** What a cell says: how far the target answers, or only that it is linked. */
export function cellMark({ coverage }: Pick<MatrixLink, "coverage">): CellMark {
  return coverage === "" ? "linked" : coverage;
}

/** The links of each row in the order of the columns. Links to columns that are not shown are left out. */
export function linksByRow(rows: number, links: readonly MatrixLink[]): MatrixLink[][] {
  const found: MatrixLink[][] = Array.from({ length: rows }, () => []);
  for (const link of links) if (link.column >= 0) found[link.row]?.push(link);
  for (const row of found) row.sort((a, b) => a.column - b.column);
  return found;
}

/** Controls as the standard counts them, then the organisation's own; "no risk" before the risks. */
export function compareTargets(a: string, b: string): number {
  const [rankA, rankB] = [rank(a), rank(b)];
  if (rankA !== rankB) return rankA - rankB;
  if (rankA !== 1) return compareRefs(a, b);
  const [partsA, partsB] = [numbers(a), numbers(b)];
  return partsA[0]! - partsB[0]! || partsA[1]! - partsB[1]!;
}

function rank(ref: string): number {
  if (ref === NO_RISK_REF) return 0;
  return /^A\.\d+\.\d+$/.test(ref) ? 1 : 2;
}

function numbers(ref: string): number[] {
  return ref.slice(2).split(".").map(Number);
}

/** A place in the grid. Row -1 are the headings of the columns, column -1 the headings of the rows. */
export interface GridPlace {
  row: number;
  column: number;
}

/**
 * Where a key leads from a place, as in any grid: arrows, Home and End in the row, with Ctrl at the ends of the grid, Page keys by a screenful.
 * Null: the key moves nothing.
 */
export function movePlace(
  { row, column }: GridPlace,
  key: string,
  control: boolean,
  size: { rows: number; columns: number; screenful: number },
): GridPlace | null {
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const at = (nextRow: number, nextColumn: number): GridPlace => {
    const place = { row: clamp(nextRow, -1, lastRow), column: clamp(nextColumn, -1, lastColumn) };
    // The corner belongs to neither.
    return place.row === -1 && place.column === -1 ? (column === -1 ? { row: 0, column: -1 } : { row: -1, column: 0 }) : place;
  };
  switch (key) {
    case "ArrowUp":
      return at(control ? 0 : row - 1, column);
    case "ArrowDown":
      return at(control ? lastRow : row + 1, column);
    case "ArrowLeft":
      return at(row, control ? 0 : column - 1);
    case "ArrowRight":
      return at(row, control ? lastColumn : column + 1);
    case "Home":
      return control ? at(0, 0) : at(row, 0);
    case "End":
      return control ? at(lastRow, lastColumn) : at(row, lastColumn);
    case "PageUp":
      return at(Math.max(0, row - size.screenful), column);
    case "PageDown":
      return at(row + size.screenful, column);
    default:
      return null;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
