/** Where a party stood from a day on, as its history tells. */
export interface Position {
  /** "YYYY-MM-DD", the day in UTC on which the change was made. */
  day: string;
  power: number | null;
  interest: number | null;
  /** Null for readers who may not see it, as for parties without. */
  support: number | null;
  /** False while the scores are those of a template. */
  assessed: boolean;
  status: string;
  adverse: boolean;
  by: string;
  reason: string;
}

/** The positions of each party, oldest first, by the party's id. */
export type Positions = Readonly<Record<string, readonly Position[]>>;

interface FieldAfter {
  after?: unknown;
}

/** One entry of the history, cut down to what the grid asks. */
export interface PositionEntry {
  id: string;
  day: string;
  by: string;
  reason: string | null;
  fields: Partial<Record<"power" | "interest" | "support" | "status" | "adverse" | "scoresAreTemplateDefaults", FieldAfter>>;
}

/** Replays entries, oldest first, into positions; an entry that changes nothing of it gives none. */
export function replayPositions(entries: readonly PositionEntry[], { withSupport }: { withSupport: boolean }): Positions {
  const positions: Record<string, Position[]> = {};
  for (const { id, day, by, reason, fields } of entries) {
    const trail = positions[id] ?? [];
    positions[id] = trail;
    const last = trail.at(-1);
    const after = <T>(name: keyof PositionEntry["fields"], otherwise: T): T => {
      const change = fields[name];
      return change === undefined ? otherwise : ((change.after ?? null) as T);
    };
    trail.push({
      day,
      power: after<number | null>("power", last?.power ?? null),
      interest: after<number | null>("interest", last?.interest ?? null),
      support: withSupport ? after<number | null>("support", last?.support ?? null) : null,
      assessed: fields.scoresAreTemplateDefaults === undefined ? (last?.assessed ?? true) : fields.scoresAreTemplateDefaults.after !== true,
      status: after("status", last?.status ?? "candidate"),
      adverse: after("adverse", last?.adverse ?? false),
      by,
      reason: reason ?? "",
    });
  }
  return positions;
}

/** How a party stood at the end of a day; null when it was not in the register yet. */
export function positionOn(trail: readonly Position[] | undefined, day: string): Position | null {
  let found: Position | null = null;
  for (const position of trail ?? []) {
    if (position.day > day) break;
    found = position;
  }
  return found;
}

/** Only the steps on which power or interest became another, for the trail of one party. */
export function stepsOf(trail: readonly Position[] | undefined): Position[] {
  const steps: Position[] = [];
  for (const position of trail ?? []) {
    const last = steps.at(-1);
    const onGrid = isOnGrid(position);
    if (!last ? onGrid : last.power !== position.power || last.interest !== position.interest || isOnGrid(last) !== onGrid)
      steps.push(position);
  }
  return steps;
}

/** Whether a position can be drawn: both scores, given by somebody, of a party that is not retired. */
export function isOnGrid(position: Pick<Position, "power" | "interest" | "assessed" | "status">): boolean {
  return position.power !== null && position.interest !== null && position.assessed && position.status !== "retired";
}

export interface PositionChanges {
  /** On the grid on both days, elsewhere. */
  moved: { id: string; before: Position; after: Position }[];
  /** On the grid on the later day only. */
  entered: string[];
  /** On the grid on the earlier day only. */
  left: string[];
}

/** What changed between the ends of two days, for the parties named, in their order. */
export function comparePositions(positions: Positions, ids: readonly string[], from: string, to: string): PositionChanges {
  const changes: PositionChanges = { moved: [], entered: [], left: [] };
  for (const id of ids) {
    const drawn = (day: string) => {
      const position = positionOn(positions[id], day);
      return position && isOnGrid(position) ? position : null;
    };
    const [before, after] = [drawn(from), drawn(to)];
    if (before && after) {
      if (before.power !== after.power || before.interest !== after.interest) changes.moved.push({ id, before, after });
    } else if (after) changes.entered.push(id);
    else if (before) changes.left.push(id);
  }
  return changes;
}
