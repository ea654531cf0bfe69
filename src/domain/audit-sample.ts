import { refSortKey } from "@/domain/refs";

/**
 * The sample of an auditor: a handful of records for a look in depth, drawn by a seed so that whoever doubts it draws the same again. Sampling of a
 * management system is by judgement, not by statistics; the seed only keeps anybody from having chosen the records they like.
 */
export const SLOTS = ["forward", "backward", "discarded", "notAddressed", "newestChange", "trigger", "impliedParty"] as const;
export type Slot = (typeof SLOTS)[number];

/** What may be drawn: a record by its ref, or what stands for one (a template's key, the number of a change). */
export interface Candidate {
  ref: string;
  title: string;
  /** Where a look at it begins: the ref of a record with a page; null where there is none. */
  record: string | null;
}

export interface ForwardCandidate extends Candidate {
  /** law: legal or regulatory; contract: contractual; any other kind is other. */
  source: "law" | "contract" | "other";
  /** Binding, hence before a wish. */
  mandatory: boolean;
}

export interface BackwardCandidate extends Candidate {
  /** Why the statement of applicability includes it, as far as somebody else asked for it. */
  reasons: readonly ("legal" | "contractual")[];
}

export interface ChangeCandidate extends Candidate {
  /** Its number in the history. */
  sequence: number;
}

export interface SamplePopulation {
  /** Addressed through the ISMS, not retired. */
  forward: readonly ForwardCandidate[];
  /** Applicable controls that law or a contract is the reason of. */
  backward: readonly BackwardCandidate[];
  discarded: readonly Candidate[];
  notAddressed: readonly Candidate[];
  /** Only the newest is taken; nothing is drawn. */
  newestChange: readonly ChangeCandidate[];
  trigger: readonly Candidate[];
  /** The parties that nearly every organisation has, whether listed, ruled out or neither. */
  impliedParty: readonly Candidate[];
}

export interface DrawnItem extends Candidate {
  slot: Slot;
}

export interface DrawnSample {
  /** Of this form. */
  form: 1;
  seed: string;
  /** The head of the history at that moment: what the register was then can be found by it. */
  asOf: { sequence: number; hash: string };
  /** From how many each part was drawn, and a short mark of which they were. */
  population: Record<Slot, { size: number; mark: string }>;
  items: DrawnItem[];
}

const BACKWARD = 2;

/** How many threads are followed forward: three to five, growing with the register; all where there are fewer. */
export function forwardSize(population: number): number {
  return Math.min(population, population <= 30 ? 3 : population <= 300 ? 4 : 5);
}

/**
 * Draws the sample. The same seed gives the same records from the same population, in whatever order they come; a record that joins or leaves changes
 * no other choice unless it takes or frees a place.
 */
export function drawSample(seed: string, population: SamplePopulation, asOf: DrawnSample["asOf"]): DrawnSample {
  const items = SLOTS.flatMap((slot) => drawn(slot, seed, population).map((item) => asItem(slot, item)));
  const sizes = SLOTS.map((slot) => [slot, { size: population[slot].length, mark: markOf(population[slot]) }] as const);
  return { form: 1, seed, asOf, population: Object.fromEntries(sizes) as DrawnSample["population"], items };
}

function drawn(slot: Slot, seed: string, population: SamplePopulation): readonly Candidate[] {
  switch (slot) {
    case "forward": {
      const { forward } = population;
      const order = inDrawnOrder(seed, slot, forward);
      // What binds comes first; within that, one of each source that an auditor never leaves out.
      const byForce = [...order.filter(({ mandatory }) => mandatory), ...order.filter(({ mandatory }) => !mandatory)];
      return withOneOfEach(byForce, forwardSize(forward.length), [({ source }) => source === "contract", ({ source }) => source === "law"]);
    }
    case "backward":
      return withOneOfEach(inDrawnOrder(seed, slot, population.backward), BACKWARD, [
        ({ reasons }) => reasons.includes("contractual"),
        ({ reasons }) => reasons.includes("legal"),
      ]);
    case "newestChange":
      return [...population.newestChange].sort((a, b) => b.sequence - a.sequence).slice(0, 1);
    default:
      return inDrawnOrder(seed, slot, population[slot]).slice(0, 1);
  }
}

/** The first `count` of the order, among them the first of each kind where there is one. */
function withOneOfEach<T extends Candidate>(order: readonly T[], count: number, kinds: readonly ((candidate: T) => boolean)[]): T[] {
  const chosen = new Set<T>();
  for (const isOfKind of kinds) {
    const first = [...chosen].some(isOfKind) ? undefined : order.find(isOfKind);
    if (first && chosen.size < count) chosen.add(first);
  }
  for (const candidate of order) if (chosen.size < count) chosen.add(candidate);
  return order.filter((candidate) => chosen.has(candidate));
}

/** Every candidate draws a number of its own from the seed; the lowest come first. That is why a newcomer moves nobody else. */
function inDrawnOrder<T extends Candidate>(seed: string, slot: Slot, candidates: readonly T[]): T[] {
  const number = new Map(candidates.map((candidate) => [candidate, numberOf(`${seed}\n${slot}\n${candidate.ref}`)]));
  return canonical(candidates).sort((a, b) => number.get(a)! - number.get(b)!);
}

function canonical<T extends Candidate>(candidates: readonly T[]): T[] {
  const keyed = candidates.map((candidate) => [refSortKey(candidate.ref), candidate] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, candidate]) => candidate);
}

function asItem(slot: Slot, { ref, title, record }: Candidate): DrawnItem {
  return { slot, ref, title, record };
}

/** A short mark of which candidates there were, for seeing that a population of the same size is another one. */
function markOf(candidates: readonly Candidate[]): string {
  const text = canonical(candidates)
    .map(({ ref }) => ref)
    .join("\n");
  return numberOf(text).toString(36);
}

/**
 * A number of 53 bits from a text, spread evenly: two lanes of 32 bits, each mixing in one code unit after the other, and stirred at the end. No
 * cryptography: nobody has to be kept from guessing it, everybody has to get the same.
 */
function numberOf(text: string): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5bd1e995);
    low ^= low >>> 15;
  }
  return (stirred(high ^ text.length) & 0x1fffff) * 0x100000000 + stirred(low ^ high);
}

function stirred(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

export interface RedrawComparison {
  /** Nothing was changed anywhere since. */
  sameMoment: boolean;
  /** The same records come out. */
  sameItems: boolean;
  /** Parts of which the population is another one, with its size then and now; the same size where one came and one left. */
  populations: { slot: Slot; before: number; after: number }[];
  /** Drawn then and not now; drawn now and not then. */
  gone: DrawnItem[];
  come: DrawnItem[];
}

/** What another drawing with the same seed says about the first one. */
export function compareDraws(before: DrawnSample, after: DrawnSample): RedrawComparison {
  const key = ({ slot, ref }: DrawnItem) => `${slot}\n${ref}`;
  const [then, now] = [new Set(before.items.map(key)), new Set(after.items.map(key))];
  const gone = before.items.filter((item) => !now.has(key(item)));
  const come = after.items.filter((item) => !then.has(key(item)));
  return {
    sameMoment: before.asOf.sequence === after.asOf.sequence && before.asOf.hash === after.asOf.hash,
    sameItems: gone.length === 0 && come.length === 0,
    populations: SLOTS.filter((slot) => before.population[slot].mark !== after.population[slot].mark).map((slot) => ({
      slot,
      before: before.population[slot].size,
      after: after.population[slot].size,
    })),
    gone,
    come,
  };
}
