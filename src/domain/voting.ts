import { accept, type Ruling, refuse } from "@/domain/ruling";
import type { WorkshopKind, WorkshopStatus } from "@/domain/workshop";

/**
 * Rules of a vote on where parties stand. Votes are secret until they are opened, then fixed. Scores are ordinal: there are medians and distributions,
 * never averages or decimals (rule 28).
 */
export const AXES = ["power", "interest", "support"] as const;
export type Axis = (typeof AXES)[number];
export const STEPS: Readonly<Record<Axis, readonly number[]>> = {
  power: [1, 2, 3, 4, 5],
  interest: [1, 2, 3, 4, 5],
  support: [-2, -1, 0, 1, 2],
};
/** From here on people disagree so much that they should talk before a value is agreed. */
export const DISAGREEMENT_FROM = 2;

interface Voting {
  kind: WorkshopKind;
  status: WorkshopStatus;
}

/** A vote may be given or changed while the vote is open. After that it is refused, in words. */
export function mayVote(
  workshop: Voting & { partyIds: readonly string[] },
  partyId: string,
): Ruling<null, "other_kind" | "vote_closed" | "party_not_voted_on"> {
  if (workshop.kind !== "voting") return refuse("other_kind");
  if (workshop.status !== "open") return refuse("vote_closed");
  return workshop.partyIds.includes(partyId) ? accept(null) : refuse("party_not_voted_on");
}

/** open -> revealed: from now on everybody sees every vote, and none can be changed. */
export function revealVotes(
  workshop: Voting,
  { at, votes }: { at: string; votes: number },
): Ruling<{ status: "revealed"; openedAt: string }, "other_kind" | "already_revealed" | "no_votes"> {
  if (workshop.kind !== "voting") return refuse("other_kind");
  if (workshop.status !== "open") return refuse("already_revealed");
  return votes === 0 ? refuse("no_votes") : accept({ status: "revealed", openedAt: at });
}

/** An agreed value needs votes that everybody has seen, and a workshop that is not closed. */
export function mayAgree(
  workshop: Voting & { partyIds: readonly string[] },
  partyId: string,
): Ruling<null, "other_kind" | "reveal_first" | "closed" | "party_not_voted_on"> {
  if (workshop.kind !== "voting") return refuse("other_kind");
  if (workshop.status === "open") return refuse("reveal_first");
  if (workshop.status === "closed") return refuse("closed");
  return workshop.partyIds.includes(partyId) ? accept(null) : refuse("party_not_voted_on");
}

export interface AxisResult {
  /** How many chose each step, in the order of the scale. */
  distribution: { step: number; votes: number }[];
  /** One value, or the two middle ones where an even number of people is split between them: never their average. */
  median: number[];
  /** Highest less lowest. */
  spread: number;
  voters: number;
}

/** What the votes say on one axis; null where nobody said anything. */
export function axisResult(axis: Axis, votes: readonly (number | null)[]): AxisResult | null {
  const given = votes.filter((vote): vote is number => vote !== null).sort((a, b) => a - b);
  if (given.length === 0) return null;
  const low = given[Math.floor((given.length - 1) / 2)]!;
  const high = given[Math.floor(given.length / 2)]!;
  return {
    distribution: STEPS[axis].map((step) => ({ step, votes: given.filter((vote) => vote === step).length })),
    median: low === high ? [low] : [low, high],
    spread: given.at(-1)! - given[0]!,
    voters: given.length,
  };
}

export type Vote = Record<Axis, number | null>;

export interface PartyResult {
  axes: Record<Axis, AxisResult | null>;
  /** The widest of its axes. */
  spread: number;
  disagreement: boolean;
}

/** What the votes on one party say. */
export function partyResult(votes: readonly Vote[]): PartyResult {
  const axes = Object.fromEntries(
    AXES.map((axis) => [
      axis,
      axisResult(
        axis,
        votes.map((vote) => vote[axis]),
      ),
    ]),
  ) as PartyResult["axes"];
  const spread = Math.max(0, ...AXES.map((axis) => axes[axis]?.spread ?? 0));
  return { axes, spread, disagreement: spread >= DISAGREEMENT_FROM };
}

/** Those people disagree about first, widest first; the others stay in their order. */
export function disagreementFirst<T extends { result: PartyResult }>(parties: readonly T[]): T[] {
  const rank = ({ result }: T) => (result.disagreement ? result.spread : 0);
  return parties
    .map((party, position) => ({ party, position }))
    .sort((a, b) => rank(b.party) - rank(a.party) || a.position - b.position)
    .map(({ party }) => party);
}

/** The value that is offered for agreement: the median where it is one value, else nothing, for people must choose between two. */
export function proposedValue(result: AxisResult | null): number | null {
  return result?.median.length === 1 ? result.median[0]! : null;
}
