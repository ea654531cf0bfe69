import { LONGEST_PARTY_NAME } from "@/domain/interested-party";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";
import type { IdentificationMethod, PestleFactor } from "@/domain/vocabulary";

/**
 * Rules of a workshop: how parties were found, and how several people placed them on the grid. Everything that was said stays, so that an auditor
 * can see how interested parties were determined (clause 4.2 a).
 */
export const WORKSHOP_KINDS = ["identification", "voting"] as const;
export type WorkshopKind = (typeof WORKSHOP_KINDS)[number];
/** "revealed" exists for votes only: they are open to all, and fixed. */
export const WORKSHOP_STATUSES = ["open", "revealed", "closed"] as const;
export type WorkshopStatus = (typeof WORKSHOP_STATUSES)[number];
export const ENTRY_STATUSES = ["open", "promoted", "merged", "dismissed"] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** The questions that a workshop goes through, in our own words; PESTLE is a canvas of its own. `silent`: it looks for parties nobody speaks for. */
export const PROMPTS = [
  { key: "interest_in_isms", silent: false },
  { key: "interest_in_outcomes", silent: false },
  { key: "want_to_see", silent: false },
  { key: "security_clauses", silent: false },
  { key: "regulate_data", silent: false },
  { key: "lights_on", silent: false },
  { key: "department_knows", silent: true },
  { key: "never_in_the_room", silent: true },
] as const;
export type PromptKey = (typeof PROMPTS)[number]["key"];
export const PROMPT_KEYS = PROMPTS.map(({ key }) => key) as [PromptKey, ...PromptKey[]];

/** Departments to choose from; others can be typed. */
export const DEPARTMENTS = [
  "legal",
  "sales",
  "hr",
  "it",
  "finance",
  "procurement",
  "operations",
  "customer_service",
  "product",
  "management",
  "facilities",
] as const;

export const LONGEST_ENTRY = 1_000;
/** So many lines become entries at once; more are pasted in parts. */
export const MOST_LINES = 500;
/** A party's name; what is longer goes on in its note. */
export const LONGEST_NAME = LONGEST_PARTY_NAME;

/**
 * A pasted list as one entry for each line: list marks and numbers at the beginning are taken off, blank lines are left out, doubled lines are kept
 * (two people may have said the same). Lines that are too long for an entry stand apart, so that they can be mended instead of cut.
 */
export function pastedLines(text: string): { lines: string[]; tooLong: string[] } {
  const all = text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) =>
      line
        .replace(/\p{Cc}+/gu, " ")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .map((line) => line.replace(/^(?:[-*•–—·▪◦]|\d{1,3}[.)])\s+/u, ""))
    .filter((line) => line !== "");
  return { lines: all.filter((line) => line.length <= LONGEST_ENTRY), tooLong: all.filter((line) => line.length > LONGEST_ENTRY) };
}

/** Whether something may still be said: only in an open identification workshop. */
export function mayAddEntry(workshop: { kind: WorkshopKind; status: WorkshopStatus }): Ruling<null, "closed" | "other_kind"> {
  if (workshop.kind !== "identification") return refuse("other_kind");
  return workshop.status === "open" ? accept(null) : refuse("closed");
}

export interface EntryOutcome {
  status: EntryStatus;
  partyId: string | null;
  reason: string;
  decidedAt: string | null;
  decidedById: string | null;
}

type EntryRefusal = "closed" | "other_kind" | "entry_decided" | "entry_open" | "reason_needed";

/**
 * What became of an entry: a new candidate, part of a party that is there already, or nothing, with the reason. An entry is decided once; what was
 * dismissed can be taken up again while the workshop is open ("open").
 */
export function decideEntry(
  workshop: { kind: WorkshopKind; status: WorkshopStatus },
  entry: { status: EntryStatus },
  { outcome, partyId, reason, at, byId }: { outcome: EntryStatus; partyId: string | null; reason: string; at: string; byId: string },
): Ruling<EntryOutcome, EntryRefusal> {
  const open = mayAddEntry(workshop);
  if (!open.ok) return open;
  if (outcome === "open") {
    if (entry.status !== "dismissed") return refuse(entry.status === "open" ? "entry_open" : "entry_decided");
    return accept({ status: "open", partyId: null, reason: "", decidedAt: null, decidedById: null });
  }
  if (entry.status !== "open") return refuse("entry_decided");
  if (outcome === "dismissed" && isBlank(reason)) return refuse("reason_needed", "reason");
  return accept({
    status: outcome,
    partyId: outcome === "dismissed" ? null : partyId,
    reason: reason.trim(),
    decidedAt: at,
    decidedById: byId,
  });
}

/** How a party that comes out of an entry says that it was found. */
export function foundBy(entry: { prompt: string; pestle: PestleFactor | null }): {
  identificationMethod: IdentificationMethod;
  pestle: PestleFactor[];
  silent: boolean;
} {
  return {
    identificationMethod: entry.pestle ? "pestle" : "brainstorm",
    pestle: entry.pestle ? [entry.pestle] : [],
    silent: PROMPTS.some(({ key, silent }) => silent && key === entry.prompt),
  };
}

/** A name for the party from what was said; the whole text goes into the note where the name had to end earlier. */
export function nameFrom(text: string): { name: string; rest: string } {
  if (text.length <= LONGEST_NAME) return { name: text, rest: "" };
  const characters = [...text];
  let name = "";
  for (const character of characters) {
    if (name.length + character.length > LONGEST_NAME - 1) break;
    name += character;
  }
  return { name: `${name.trimEnd()}…`, rest: text };
}

/** open or revealed -> closed: from then on it is evidence and cannot be changed. */
export function closeWorkshop(
  workshop: { status: WorkshopStatus },
  { at }: { at: string },
): Ruling<{ status: "closed"; closedAt: string }, "already_closed"> {
  return workshop.status === "closed" ? refuse("already_closed") : accept({ status: "closed", closedAt: at });
}

/** Whether what is written about the workshop itself (date, people, note) may change. */
export function mayChangeWorkshop(workshop: { status: WorkshopStatus }): Ruling<null, "closed"> {
  return workshop.status === "closed" ? refuse("closed") : accept(null);
}
