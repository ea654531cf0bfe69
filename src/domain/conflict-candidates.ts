import { isLaw } from "@/domain/conflict";
import { OPPOSITIONS } from "@/domain/conflict-oppositions";
import { searchKey } from "@/domain/normalise";

/**
 * Which requirements might contradict each other: two of different parties that point in opposite directions about the same thing. A proposal that somebody
 * judges; most of what it names can be reconciled.
 */
export interface CandidateRequirement {
  id: string;
  ref: string;
  partyId: string;
  kind: string;
  /** In the party's language, with a translation where there is one. */
  statement: string;
  /** Refs of controls, and of risks, that it is linked to. */
  controls: readonly string[];
  risks: readonly string[];
  /** Ids of the legal register. */
  obligations: readonly string[];
}

export type SharedThing = { kind: "control" | "risk" | "obligation" | "topic" | "word"; value: string };

export interface Candidate {
  /** The one whose ref comes first. */
  a: string;
  b: string;
  pairKey: string;
  /** What they point in opposite directions about. */
  opposition: string;
  /** The words that say so, as they stand in each. */
  words: [string, string];
  shared: SharedThing[];
  score: number;
}

export interface Candidates {
  candidates: Candidate[];
  /** There are more than are shown, or than were looked at. */
  more: boolean;
  /** How many pairs were held against each other: grows with the requirements, not with their square. */
  compared: number;
}

/** Both ids, the smaller first. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}:${other}` : `${other}:${one}`;
}

/** All pairs within a conflict. */
export function pairsOf(ids: readonly string[]): string[] {
  return ids.flatMap((one, at) => ids.slice(at + 1).map((other) => pairKey(one, other)));
}

/** So many pairs that share one thing are held against each other: what everybody shares says little. */
const MOST_IN_BUCKET = 48;
/** So many are looked at for them: those of one party, and those that were dismissed, are passed over. */
const MOST_TRIES = 400;
const MOST_WORDS = 8;
const STEM = 6;
/** A longer expression holds the thing itself as well. */
const LONGEST_DIRECTION = 30;

interface Direction {
  opposition: number;
  /** 0 or 1. */
  side: 0 | 1;
  word: string;
}

const BOUNDARY = "(?<![\\p{L}\\p{N}])";
const PATTERNS = OPPOSITIONS.map(
  ({ one, other }) => [one, other].map((words) => new RegExp(`${BOUNDARY}(?:${words.join("|")})\\p{L}*`, "u")) as [RegExp, RegExp],
);
const NEGATED = /(?:^|[^\p{L}])(?:not|never|no|neither|nicht|nie|niemals|kein\p{L}*|ohne|without)(?:\s+[\p{L}\p{N}-]+){0,4}\s*$/u;

/** Which ways a statement points. What is denied points the other way; a statement that says both points the way it says first. */
export function directionsOf(statement: string): Direction[] {
  const text = searchKey(statement);
  return PATTERNS.flatMap((patterns, opposition): Direction[] => {
    const found = patterns.map((pattern) => pattern.exec(text));
    const side = found[0] && (!found[1] || found[0].index <= found[1].index) ? 0 : found[1] ? 1 : null;
    if (side === null) return [];
    const match = found[side]!;
    const word = match[0].trim();
    const clause = text
      .slice(0, match.index)
      .split(/[.;:!?,]/)
      .at(-1)!;
    const negated = NEGATED.test(` ${clause}`);
    return [{ opposition, side: (negated ? 1 - side : side) as 0 | 1, word }];
  });
}

const COMMON = new Set(
  "a about after again against all also an and any are as at be because been before between but by can could day days do does done each every for from get give given had has have her his how if in into is it its least longer made make month months more most must need needs never no not of on once one only or other our ours out over own shall she should so some such than that the their them then there these they this those through to under until up us want wants was we were what when where which while who will with within without would year years you your yours aber alle allen als am an auch auf aus bei das dass dem den der des die dies diese dieser durch ein eine einem einen einer eines er es fur haben hat ihr ihre im in ist jede jeder jedes kann konnen mit mussen muss nach nicht nur oder sein sich sie sind soll sollen uber um und unser unsere unserer unsere unseren vom von vor wenn werden wie wir wird zu zum zur".split(
    " ",
  ),
);
/** Different words for one thing. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^(?:data|daten|information(?:en)?|records?|files?|datei(?:en)?)$/u, "data"],
  [/^(?:logs?|protokolle?|logdaten)$/u, "logs"],
  [/^(?:customers?|clients?|kunden?)$/u, "customers"],
  [/^(?:employees?|staff|mitarbeit\p{L}*|beschaftigte\p{L}*)$/u, "employees"],
  [/^(?:contracts?|vertrag\p{L}*)$/u, "contract"],
  [/^(?:backups?|sicherung\p{L}*)$/u, "backup"],
  [/^(?:personal|personenbezogen\p{L}*)$/u, "personal"],
  [/^(?:documents?|dokument\p{L}*|unterlagen|papers)$/u, "documents"],
  [/^(?:systems?|systeme?n?)$/u, "system"],
];

/** What a statement speaks of: its significant words, the longest first, brought to one form. */
function thingsOf(statement: string): string[] {
  const words = searchKey(statement)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4 && !/^\d/.test(word) && !COMMON.has(word));
  const known: string[] = [];
  const others: string[] = [];
  for (const word of words) {
    const same = SAME.find(([pattern]) => pattern.test(word));
    if (same) known.push(same[1]);
    else others.push(word);
  }
  const longest = [...new Set(others)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((word) => (/\d/.test(word) ? word : word.slice(0, STEM)));
  return [...new Set([...known, ...longest])].slice(0, MOST_WORDS);
}

/** A shared word as it stands in a statement; as it is where it stands there under another name. */
export function asWritten(statement: string, thing: string): string {
  return statement.split(/[^\p{L}\p{N}]+/u).find((word) => searchKey(word).startsWith(thing)) ?? thing;
}

interface Bucket {
  opposition: number;
  thing: SharedThing;
  sides: [number[], number[]];
}

interface Pair {
  first: number;
  second: number;
  opposition: number;
  shared: SharedThing[];
  score: number;
}

const WEIGHTS: Readonly<Record<SharedThing["kind"], number>> = { control: 2, risk: 2, obligation: 2, topic: 1, word: 1 };

/**
 * The candidates, what speaks most for them first. `settled` holds the keys of pairs that somebody dismissed or that are in a conflict already.
 * Requirements meet only where they share a thing and point in opposite directions about it, so many for each thing at most, the rarest things first:
 * the work grows with their number and the sorting, never with the square.
 */
export function conflictCandidates(requirements: readonly CandidateRequirement[], settled: ReadonlySet<string>, most = 200): Candidates {
  const ordered = [...requirements].sort((a, b) => a.ref.length - b.ref.length || (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0));
  const directions = ordered.map(({ statement }) => directionsOf(statement));
  const buckets = bucketsOf(ordered, directions);
  const pairs = new Map<string, Pair>();
  let compared = 0;
  let more = false;
  for (const { opposition, thing, sides } of buckets) {
    const [ones, others] = sides;
    const possible = ones.length * others.length;
    const rarity = Math.log2(2 + ordered.length / (ones.length + others.length));
    let found = 0;
    let tried = 0;
    for (const [one, other] of diagonally(ones, others, MOST_TRIES)) {
      if (found === MOST_IN_BUCKET) break;
      compared += 1;
      tried += 1;
      const [a, b] = [ordered[one]!, ordered[other]!];
      if (a.id === b.id || (a.partyId === b.partyId && isLaw(a.kind) === isLaw(b.kind))) continue;
      const ids = pairKey(a.id, b.id);
      if (settled.has(ids)) continue;
      found += 1;
      const key = `${opposition} ${ids}`;
      const known = pairs.get(key);
      if (known) {
        known.shared.push(thing);
        known.score += WEIGHTS[thing.kind] * rarity;
      } else {
        pairs.set(key, { first: one, second: other, opposition, shared: [thing], score: WEIGHTS[thing.kind] * rarity });
      }
    }
    more ||= tried < possible;
  }
  const best = new Map<string, Pair>();
  for (const [key, pair] of pairs) {
    const ids = key.slice(key.indexOf(" ") + 1);
    const other = best.get(ids);
    if (!other || pair.score > other.score) best.set(ids, pair);
  }
  const ranked = [...best].sort(
    ([, a], [, b]) =>
      b.score - a.score ||
      Math.min(a.first, a.second) - Math.min(b.first, b.second) ||
      Math.max(a.first, a.second) - Math.max(b.first, b.second),
  );
  return {
    candidates: ranked.slice(0, most).map(([ids, { first, second, opposition, shared, score }]) => {
      const [low, high] = first < second ? [first, second] : [second, first];
      const word = (at: number) => directions[at]!.find((direction) => direction.opposition === opposition)!.word;
      return {
        a: ordered[low]!.id,
        b: ordered[high]!.id,
        pairKey: ids,
        opposition: OPPOSITIONS[opposition]!.key,
        words: [word(low), word(high)],
        shared,
        score,
      };
    }),
    more: more || ranked.length > most,
    compared,
  };
}

/** What is shared, with who points which way about it; what few share first. */
function bucketsOf(ordered: readonly CandidateRequirement[], directions: readonly Direction[][]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const [at, requirement] of ordered.entries()) {
    if (directions[at]!.length === 0) continue;
    const things: SharedThing[] = [
      ...requirement.controls.map((value) => ({ kind: "control" as const, value })),
      ...requirement.risks.map((value) => ({ kind: "risk" as const, value })),
      ...requirement.obligations.map((value) => ({ kind: "obligation" as const, value })),
      ...thingsOf(requirement.statement).map((value) => ({ kind: "word" as const, value })),
    ];
    for (const { opposition, side, word } of directions[at]!) {
      const { about } = OPPOSITIONS[opposition]!;
      const all = about ? [...things, { kind: "topic" as const, value: about }] : things;
      for (const thing of all) {
        // That one says "encrypted" is the direction, not the thing.
        if (thing.kind === "word" && word.length < LONGEST_DIRECTION && word.includes(thing.value)) continue;
        const key = `${opposition} ${thing.kind} ${thing.value}`;
        const bucket = buckets.get(key) ?? { opposition, thing, sides: [[], []] };
        bucket.sides[side].push(at);
        buckets.set(key, bucket);
      }
    }
  }
  return [...buckets]
    .filter(([, { sides }]) => sides[0].length > 0 && sides[1].length > 0)
    .map(([key, bucket]) => ({ key, bucket, size: bucket.sides[0].length * bucket.sides[1].length }))
    .sort((a, b) => a.size - b.size || (a.key < b.key ? -1 : 1))
    .map(({ bucket }) => bucket);
}

/** Pairs of both lists, neither list's first running through all of the other: (0,0), (0,1), (1,0), (0,2) ... */
function* diagonally(ones: readonly number[], others: readonly number[], most: number): Generator<[number, number]> {
  let count = 0;
  for (let sum = 0; sum < ones.length + others.length - 1; sum += 1) {
    for (let at = Math.max(0, sum - others.length + 1); at <= Math.min(sum, ones.length - 1); at += 1) {
      if (count === most) return;
      count += 1;
      yield [ones[at]!, others[sum - at]!];
    }
  }
}
