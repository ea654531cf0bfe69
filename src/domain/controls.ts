import annexA from "@/domain/reference/annex-a-2022.json" with { type: "json" };
import ismsClauses from "@/domain/reference/isms-clauses.json" with { type: "json" };
import { type ParsedReference, parseReference, type Reference } from "@/domain/references";
import { parseRef } from "@/domain/refs";
import { searchKey } from "./normalise";
import type { Cia, CONTROL_THEMES } from "./vocabulary";

/** The controls an organisation can choose from: the 93 of Annex A with their attributes, and its own (OC-001). Numbers and short titles only. */
export const CONTROL_TYPES = ["preventive", "detective", "corrective"] as const;
export const CONTROL_CONCEPTS = ["identify", "protect", "detect", "respond", "recover"] as const;
export type ControlTheme = (typeof CONTROL_THEMES)[number];
export type ControlType = (typeof CONTROL_TYPES)[number];
export type ControlConcept = (typeof CONTROL_CONCEPTS)[number];

export interface Control {
  /** "A.8.24" or "OC-001". */
  ref: string;
  title: string;
  theme: ControlTheme;
  types: ControlType[];
  cia: Cia[];
  concepts: ControlConcept[];
  /** From outside Annex A. */
  own: boolean;
  newIn2022: boolean;
}

export const ANNEX_A: readonly Control[] = annexA.controls.map((control) => ({
  ref: control.ref,
  title: control.title,
  theme: control.theme as ControlTheme,
  types: control.control_type as ControlType[],
  cia: control.properties as Cia[],
  concepts: control.concepts as ControlConcept[],
  own: false,
  newIn2022: control.new_in_2022,
}));
const BY_REF: ReadonlyMap<string, Control> = new Map(ANNEX_A.map((control) => [control.ref, control]));

/** The Annex A control of that ref, written exactly so; null where there is none. */
export function annexControl(ref: string): Control | null {
  return BY_REF.get(ref) ?? null;
}

export interface Clause {
  /** "Clause 7.4" */
  ref: string;
  /** "7.4", for addresses only: never shown without the word. */
  number: string;
  title: string;
  level: number;
  parent: string | null;
  /** What the clause asks to be documented, in our own words. */
  documentedInformation: string | null;
  /** What it has to do with interested parties, in our own words. */
  partyLink: string | null;
  /** Headings alone cannot be assessed. */
  assessable: boolean;
}

export const CLAUSES: readonly Clause[] = ismsClauses.clauses.map((clause) => ({
  ref: clause.ref,
  number: clause.id,
  title: clause.title,
  level: clause.level,
  parent: clause.parent,
  documentedInformation: clause.documented_information,
  partyLink: clause.interested_party_link,
  assessable: clause.assessable,
}));

/** The clause of an address ("7.4"); null where there is none. */
export function clauseOfNumber(number: string): Clause | null {
  return CLAUSES.find((clause) => clause.number === number) ?? null;
}

/** Order of controls as people count: A.5.2 before A.5.10, Annex A before the organisation's own. */
export function compareControls(a: string, b: string): number {
  const [left, right] = [places(a), places(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function places(ref: string): number[] {
  const annex = /^A\.(\d+)\.(\d+)$/.exec(ref);
  if (annex) return [0, Number(annex[1]), Number(annex[2])];
  return [1, parseRef(ref)?.number ?? 0];
}

/** What the search makes of a text that looks like a reference but is none of this list: shown as a proposal, never followed by itself. */
export type ReferenceProposal =
  | { kind: "legacy"; given: string; suggestions: Reference[] }
  /** A clause was typed where controls are listed, or the other way round. */
  | { kind: "elsewhere"; given: string; readings: Reference[] }
  | null;

/**
 * Understands ids of the 2013 edition ("A.18.1.1", bare "18.1.1") as a proposal of the controls that follow them, and points to the other list where a
 * clause is typed among controls or a control among clauses. Null where the text is to be searched as it is.
 */
export function proposalFor(text: string, list: "controls" | "clauses"): ReferenceProposal {
  const parsed = parseReference(text);
  const wanted: Reference["kind"] = list === "controls" ? "control" : "clause";
  const readings = parsed.kind === "ambiguous" ? parsed.readings : ([parsed] as Exclude<ParsedReference, { kind: "ambiguous" }>[]);
  const here = readings.some(({ kind }) => kind === wanted);
  for (const reading of readings) {
    if (reading.kind === "legacy" && (!here || parsed.kind === "legacy"))
      return { kind: "legacy", given: reading.given, suggestions: [...reading.suggestions] };
  }
  if (here) return null;
  const others = readings.filter(
    (reading): reading is Reference & { item: string | null } => reading.kind === "clause" || reading.kind === "control",
  );
  return others.length > 0
    ? { kind: "elsewhere", given: text.trim(), readings: others.map(({ kind, ref, title }) => ({ kind, ref, title })) }
    : null;
}

export interface ControlFilter {
  q?: string;
  theme?: readonly string[];
  type?: readonly string[];
  property?: readonly string[];
  concept?: readonly string[];
  /** "annex" or "own". */
  origin?: readonly string[];
}

/** Whether a control is among what was asked for; values of one filter are alternatives, filters narrow each other. */
export function matchesControl(control: Control & { searchText?: string }, filter: ControlFilter): boolean {
  const any = (wanted: readonly string[] | undefined, has: readonly string[]) => !wanted || wanted.some((value) => has.includes(value));
  return (
    any(filter.theme, [control.theme]) &&
    any(filter.type, control.types) &&
    any(filter.property, control.cia) &&
    any(filter.concept, control.concepts) &&
    any(filter.origin, [control.own ? "own" : "annex"]) &&
    matchesWords(`${control.ref} ${control.title} ${control.searchText ?? ""}`, control.ref, filter.q ?? "")
  );
}

/** All words, in any order; a text that reads as one reference finds exactly that one, so that "A.5.1" does not bring A.5.10. */
export function matchesWords(text: string, ref: string, q: string): boolean {
  if (q.trim() === "") return true;
  const parsed = parseReference(q);
  if (parsed.kind === "control" || parsed.kind === "clause") return parsed.ref === ref;
  if (parsed.kind === "ambiguous") {
    const readings = parsed.readings.filter((reading) => reading.kind !== "legacy");
    if (readings.some((reading) => reading.ref === ref)) return true;
    if (readings.length > 0) return false;
  }
  const key = searchKey(text);
  return searchKey(q)
    .split(" ")
    .every((word) => key.includes(word));
}
