import { cellCentre, type layoutGrid } from "@/domain/power-interest-layout";
import { type MarkName, markOf } from "../marks";
import { isOnGrid, type Position, type Positions } from "../positions";
import type { GridParty } from "../queries";

/** How a party stands in the picture that is shown, today's or an earlier one. */
export interface Standing {
  power: number | null;
  interest: number | null;
  onGrid: boolean;
  mark: MarkName;
  adverse: boolean;
}

export function standingNow(party: GridParty): Standing | null {
  if (party.status === "retired") return null;
  const onGrid = isOnGrid({ ...party, assessed: !party.scoresAreTemplateDefaults });
  return { power: party.power, interest: party.interest, onGrid, mark: markOf(party), adverse: party.adverse };
}

export function standingThen(position: Position | null): Standing | null {
  if (!position || position.status === "retired") return null;
  return {
    power: position.power,
    interest: position.interest,
    onGrid: isOnGrid(position),
    mark: markOf(position),
    adverse: position.adverse,
  };
}

/** The way of the chosen party over the cells it stood in, ending at its mark; on an earlier day only as far as that day. */
export function trailPoints(
  steps: readonly Position[],
  layout: ReturnType<typeof layoutGrid>,
  end: { x: number; y: number } | undefined,
  past: string | null,
): { x: number; y: number }[] {
  if (!end) return [];
  const before = steps.filter((step) => isOnGrid(step) && (past === null || step.day <= past)).slice(0, -1);
  const points = before.map((step) => cellCentre(layout, step.power!, step.interest!));
  const last = points.at(-1);
  return last ? [...points, shortened(last, end)] : [];
}

/** The end of an arrow a little before the mark, so that the head does not cover it. */
export function shortened(from: { x: number; y: number }, to: { x: number; y: number }): { x: number; y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.max(0, length - 9) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The first day of which the history knows a position. */
export function firstDay(positions: Positions): string | null {
  let first: string | null = null;
  for (const trail of Object.values(positions)) {
    const day = trail[0]?.day;
    if (day && (first === null || day < first)) first = day;
  }
  return first;
}
