/**
 * What to do when a colleague saved the same record first. Three texts meet: the one the form began with, mine, and theirs.
 * A field only one side touched needs no question; a field both touched differently is put before the person.
 */
export type Values = Record<string, unknown>;

export interface Merge {
  /** Both changed it, differently: pick or merge. */
  contested: string[];
  /** Only the colleague changed it: taken over, and said so. */
  theirs: string[];
  /** The values to go on with: mine, with the colleague's where I had not touched the field. */
  values: Values;
}

/** @param fields the names that the form edits; anything else in `theirs` is not the form's to change. */
export function mergeChanges(fields: readonly string[], base: Values, mine: Values, theirs: Values): Merge {
  const merge: Merge = { contested: [], theirs: [], values: { ...mine } };
  for (const name of fields) {
    if (!Object.hasOwn(theirs, name)) continue;
    const incoming = likeMine(base[name] ?? mine[name], theirs[name]);
    if (sameValue(base[name], incoming) || sameValue(mine[name], incoming)) continue;
    if (sameValue(base[name], mine[name])) {
      merge.theirs.push(name);
      merge.values[name] = incoming;
    } else {
      merge.contested.push(name);
    }
  }
  return merge;
}

/** Nothing typed, null and undefined are the same to a reader; the order of several choices does not matter either. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** Brings the colleague's value into the form's own shape: a day stays a day, and nothing stays an empty text where the form holds texts. */
export function likeMine(mine: unknown, theirs: unknown): unknown {
  if (theirs instanceof Date) theirs = theirs.toISOString();
  if (typeof theirs === "string" && /^\d{4}-\d{2}-\d{2}T/.test(theirs) && typeof mine === "string" && /^(\d{4}-\d{2}-\d{2})?$/.test(mine)) {
    return theirs.slice(0, 10);
  }
  if ((theirs === null || theirs === undefined) && typeof mine === "string") return "";
  return theirs;
}

function canonical(value: unknown): string {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return "";
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return JSON.stringify([...value].map((item) => JSON.stringify(item)).sort());
  return JSON.stringify(value);
}
