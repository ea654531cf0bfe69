import { MARK_PATHS } from "@/domain/power-interest-marks";

/** The marks of the grid: the shape says how a party stands, the colour only repeats it. */
export type MarkName = "adverse" | "strongly_for" | "for" | "neutral" | "against" | "strongly_against" | "unknown";

interface MarkDrawing {
  path: string;
  filled: boolean;
  /** CSS variable of its colour. */
  colour: "--ok" | "--danger" | "--ink" | "--muted";
}

export const MARKS: Readonly<Record<MarkName, MarkDrawing>> = {
  adverse: { path: MARK_PATHS.adverse, filled: true, colour: "--danger" },
  strongly_for: { path: MARK_PATHS.up, filled: true, colour: "--ok" },
  for: { path: MARK_PATHS.up, filled: false, colour: "--ok" },
  neutral: { path: MARK_PATHS.square, filled: false, colour: "--ink" },
  against: { path: MARK_PATHS.down, filled: false, colour: "--danger" },
  strongly_against: { path: MARK_PATHS.down, filled: true, colour: "--danger" },
  unknown: { path: MARK_PATHS.ring, filled: false, colour: "--ink" },
};

const BY_SUPPORT: Readonly<Record<number, MarkName>> = {
  2: "strongly_for",
  1: "for",
  0: "neutral",
  [-1]: "against",
  [-2]: "strongly_against",
};

/** Adverse parties have their own angular mark whatever is said about them; without a word on support the mark is a plain ring. */
export function markOf(party: { adverse: boolean; support: number | null }): MarkName {
  if (party.adverse) return "adverse";
  return party.support === null ? "unknown" : (BY_SUPPORT[party.support] ?? "unknown");
}
