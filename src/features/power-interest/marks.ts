/**
 * The marks of the grid: the shape says how a party stands, the colour only repeats it. Paths are drawn around 0, 0 with a radius of 1, so that the
 * screen, the legend and any other picture draw the same.
 */
export type MarkName = "adverse" | "strongly_for" | "for" | "neutral" | "against" | "strongly_against" | "unknown";

interface MarkDrawing {
  path: string;
  filled: boolean;
  /** CSS variable of its colour. */
  colour: "--ok" | "--danger" | "--ink" | "--muted";
}

const UP = "M0 -1.05L1 .75H-1Z";
const DOWN = "M0 1.05L1 -.75H-1Z";
const RING = "M-.85 0a.85 .85 0 1 0 1.7 0a.85 .85 0 1 0 -1.7 0";

export const MARKS: Readonly<Record<MarkName, MarkDrawing>> = {
  adverse: { path: "M0 -1.15L.32 -.32 1.15 0 .32 .32 0 1.15 -.32 .32 -1.15 0 -.32 -.32Z", filled: true, colour: "--danger" },
  strongly_for: { path: UP, filled: true, colour: "--ok" },
  for: { path: UP, filled: false, colour: "--ok" },
  neutral: { path: "M-.8 -.8H.8V.8H-.8Z", filled: false, colour: "--ink" },
  against: { path: DOWN, filled: false, colour: "--danger" },
  strongly_against: { path: DOWN, filled: true, colour: "--danger" },
  unknown: { path: RING, filled: false, colour: "--ink" },
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
