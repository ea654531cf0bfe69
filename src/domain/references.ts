import legacyMap from "@/domain/reference/annex-a-2013-to-2022.json" with { type: "json" };
import annexA from "@/domain/reference/annex-a-2022.json" with { type: "json" };
import ismsClauses from "@/domain/reference/isms-clauses.json" with { type: "json" };

/**
 * References to clauses and Annex A controls of ISO/IEC 27001:2022. They are stored and shown with their namespace, "Clause 7.4" or "A.7.4", never as
 * a bare number, for the numbers collide (rule 1). Numbers and short titles only.
 */
export interface Reference {
  kind: "clause" | "control";
  /** "Clause 7.4" or "A.7.4". */
  ref: string;
  title: string;
}

const CONTROLS: ReadonlyMap<string, Reference> = new Map(
  annexA.controls.map(({ id, ref, title }) => [id, { kind: "control", ref, title }] as const),
);
const CLAUSES: ReadonlyMap<string, Reference> = new Map(
  ismsClauses.clauses.map(({ id, ref, title }) => [id, { kind: "clause", ref, title }] as const),
);
const LEGACY: ReadonlyMap<string, readonly string[]> = new Map(legacyMap.map.map(({ id_2013, ids_2022 }) => [id_2013.slice(2), ids_2022]));

/** All Annex A controls, in their order. */
export const ANNEX_A_CONTROLS: readonly Reference[] = [...CONTROLS.values()];
/** All clauses 4 to 10, in their order. */
export const ISMS_CLAUSES: readonly Reference[] = [...CLAUSES.values()];

export type ParsedReference =
  | (Reference & { item: string | null })
  /** A control of the 2013 edition: suggested, never rewritten. */
  | { kind: "legacy"; given: string; suggestions: Reference[] }
  /** A bare number: every reading it can have, to be asked; never decided. */
  | { kind: "ambiguous"; given: string; readings: (Reference | { kind: "legacy"; given: string; suggestions: Reference[] })[] }
  | { kind: "unknown"; given: string };

/**
 * Reads a reference as people write it: "A.8.24", "Annex A 8.24", "Clause 7.4", "cl. 9.3.2 c", "A.18.1.1" (2013), or a bare number. A bare number is
 * ambiguous even where only one reading exists, and a one-digit second part may be a two-digit one that lost its zero in a spreadsheet.
 */
export function parseReference(text: string): ParsedReference {
  const given = text.trim();
  const control = /^(?:annex\s*)?a[\s.]*(\d{1,2}(?:\.\d{1,2}){1,2})$/i.exec(given);
  if (control) return readControl(given, plain(control[1]!));
  const clause = /^(?:clause|cl\.?|klausel|kap(?:itel)?\.?|§)\s*(\d{1,2}(?:\.\d{1,2}){0,2})(?:\s*[,.]?\s*\(?([a-k])\)?)?$/i.exec(given);
  if (clause) {
    const found = CLAUSES.get(plain(clause[1]!));
    return found ? { ...found, item: clause[2]?.toLowerCase() ?? null } : { kind: "unknown", given };
  }
  const bare = /^\d{1,2}(?:\.\d{1,2}){0,2}$/.exec(given);
  return bare ? readBare(given, plain(given)) : { kind: "unknown", given };
}

/** The short title of a namespaced reference ("Clause 7.4", "A.8.24"); null where there is none. An item letter ("Clause 9.3.2 c") is allowed. */
export function titleOf(ref: string): string | null {
  const parsed = parseReference(ref);
  return parsed.kind === "clause" || parsed.kind === "control" ? parsed.title : null;
}

// "08.01" and "8.1" are one number; "8.10" is another.
function plain(number: string): string {
  return number
    .split(".")
    .map((part) => String(Number(part)))
    .join(".");
}

function readControl(given: string, number: string): ParsedReference {
  const found = CONTROLS.get(number);
  if (found) return { ...found, item: null };
  return readLegacy(given, number) ?? { kind: "unknown", given };
}

function readLegacy(given: string, number: string): { kind: "legacy"; given: string; suggestions: Reference[] } | null {
  const ids = LEGACY.get(number);
  if (!ids) return null;
  return { kind: "legacy", given, suggestions: ids.flatMap((id) => CONTROLS.get(id.slice(2)) ?? []) };
}

function readBare(given: string, number: string): ParsedReference {
  const eatenZero = /^\d+\.[1-9]$/.test(number) ? CONTROLS.get(`${number}0`) : undefined;
  const readings = [CLAUSES.get(number), CONTROLS.get(number), eatenZero, readLegacy(given, number)].filter(
    (reading) => reading !== undefined,
  );
  const known = readings.filter((reading) => reading !== null);
  return known.length > 0 ? { kind: "ambiguous", given, readings: known } : { kind: "unknown", given };
}
