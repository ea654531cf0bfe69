import legacyMap from "@/domain/reference/annex-a-2013-to-2022.json";
import annexA from "@/domain/reference/annex-a-2022.json";
import clauseList from "@/domain/reference/isms-clauses.json";

/** A number that can be read in more than one way; nothing is set until somebody chooses. */
export interface AmbiguousControl {
  text: string;
  why: "zero_eaten" | "clause_or_control" | "clause_or_2013" | "date";
  options: string[];
}

export interface ControlReferences {
  controls: string[];
  /** Ids of the 2013 edition as written; never rewritten, only answered by suggestions. */
  legacy: string[];
  suggested: string[];
  ambiguous: AmbiguousControl[];
  clauses: string[];
  ranges: { text: string; controls: string[] }[];
  /** What is no reference: kept in a note. */
  rest: string;
}

// A cell with more than this is no list of references; it is kept whole as a note.
const LONGEST_CELL = 2_000;
const CONTROLS = new Set(annexA.controls.map((control) => control.ref));
const CLAUSES = new Set(clauseList.clauses.map((clause) => clause.id));
const LEGACY = new Map(legacyMap.map.map((entry) => [entry.id_2013, entry.ids_2022]));

/** Whether a text is the reference of a control of the 2022 edition (A.5.1). */
export function isControl(ref: string): boolean {
  return CONTROLS.has(ref);
}

const PREFIX = "(?:(?:iso(?:\\/iec)?\\s*)?2700[12](?::\\d{4})?\\s*)?(?:annex\\s*a|anhang\\s*a|control|controls|maßnahme|a)?\\s*\\.?\\s*";
const RANGE = new RegExp(
  `(${PREFIX})(\\d{1,2})\\.(\\d{1,2})\\s*(?:-|–|—|\\bto\\b|\\bbis\\b|\\.\\.\\.|…)\\s*(?:${PREFIX})?(?:(\\d{1,2})\\.)?(\\d{1,2})(?![\\d.])`,
  "giu",
);
const CLAUSE = /\b(?:clauses?|cl\.?|kap(?:itel|\.)?|abschnitt|section|ziffer)\s*(\d{1,2}(?:\.\d{1,2}){0,2})(?![\d.]\d)/gi;
const REFERENCE = new RegExp(`(?<![\\w.])(${PREFIX})(\\d{1,2})\\.(\\d{1,2})(?:\\.(\\d{1,2}))?(?![\\d]|\\.\\d)`, "giu");

/**
 * Reads the references in a control cell (rule 8): lists, ranges ("A.5.24 - A.5.26"), three-part ids of 2013, bare numbers that may be clauses or may
 * have lost their zero in Excel. `fromNumber` says that the cell held a number; `day` is set where Excel made a date of it.
 */
export function readControls(text: string, fromNumber: boolean, day: string | null = null): ControlReferences {
  const result: ControlReferences = { controls: [], legacy: [], suggested: [], ambiguous: [], clauses: [], ranges: [], rest: "" };
  if (day) {
    const [, month, date] = day.split("-").map(Number);
    const options = [`A.${date}.${month}`, `A.${month}.${date}`].filter((ref) => CONTROLS.has(ref));
    result.ambiguous.push({ text, why: "date", options });
    return result;
  }
  const shortened = text.replace(/\s+/g, " ").slice(0, LONGEST_CELL);
  // "5,1" is the number 5.1 in a German sheet
  let rest = /^\d{1,2},\d{1,2}$/.test(shortened) ? shortened.replace(",", ".") : shortened;
  const single = rest.trim();
  rest = rest.replace(CLAUSE, (whole, id: string) => {
    if (!CLAUSES.has(id)) return whole;
    add(result.clauses, `Clause ${id}`);
    return " ";
  });
  rest = rest.replace(RANGE, (whole, prefix: string, chapter: string, from: string, toChapter: string | undefined, to: string) => {
    const controls = expand(Number(chapter), Number(from), Number(toChapter ?? chapter), Number(to));
    if (!controls) return whole;
    void prefix;
    result.ranges.push({ text: whole.trim(), controls });
    for (const control of controls) add(result.controls, control);
    return " ";
  });
  rest = rest.replace(REFERENCE, (whole, prefix: string, first: string, second: string, third: string | undefined) => {
    const named = prefix.trim() !== "";
    const id = third === undefined ? `${Number(first)}.${second}` : `${Number(first)}.${Number(second)}.${Number(third)}`;
    return readOne(result, id, named, third !== undefined, fromNumber || single === whole.trim()) ? " " : whole;
  });
  // what is left of separators and words between references
  result.rest = rest.replace(/(?:\b(?:and|und|sowie|or|oder|annex a|anhang a|controls?)\b|[,;&+|/\n\s()]|^-|-$)+/gi, " ").trim();
  if (/^[-–—.:]*$/.test(result.rest)) result.rest = "";
  else if (text.length > LONGEST_CELL) result.rest = text;
  else if (result.controls.length + result.legacy.length + result.ambiguous.length + result.clauses.length === 0) result.rest = text;
  return result;
}

function readOne(result: ControlReferences, id: string, named: boolean, threeParts: boolean, alone: boolean): boolean {
  const ref = `A.${id}`;
  if (threeParts) {
    const suggestions = LEGACY.get(ref);
    if (!named && CLAUSES.has(id)) {
      if (suggestions) result.ambiguous.push({ text: id, why: "clause_or_2013", options: [...suggestions, `Clause ${id}`] });
      else add(result.clauses, `Clause ${id}`);
      return true;
    }
    if (!suggestions) return false;
    add(result.legacy, ref);
    for (const suggestion of suggestions) add(result.suggested, suggestion);
    return true;
  }
  if (named) {
    if (CONTROLS.has(ref)) {
      add(result.controls, ref);
      return true;
    }
    // A group of the 2013 edition (A.12.4): all its controls are suggested.
    const group = [...LEGACY].filter(([legacy]) => legacy.startsWith(`${ref}.`));
    if (group.length === 0) return false;
    add(result.legacy, ref);
    for (const [, suggestions] of group) for (const suggestion of suggestions) add(result.suggested, suggestion);
    return true;
  }
  const eaten = /^\d{1,2}\.\d$/.test(id) && CONTROLS.has(`${ref}0`) ? `${ref}0` : null;
  const isClause = CLAUSES.has(id);
  if (!CONTROLS.has(ref) && !eaten) {
    if (isClause) add(result.clauses, `Clause ${id}`);
    return isClause;
  }
  if (eaten && alone) {
    const options = [CONTROLS.has(ref) ? ref : null, eaten, isClause ? `Clause ${id}` : null];
    result.ambiguous.push({ text: id, why: "zero_eaten", options: options.filter((option) => option !== null) });
  } else if (isClause) result.ambiguous.push({ text: id, why: "clause_or_control", options: [ref, `Clause ${id}`] });
  else add(result.controls, ref);
  return true;
}

function expand(chapter: number, from: number, toChapter: number, to: number): string[] | null {
  if (chapter !== toChapter || to <= from || to - from > 40) return null;
  const controls: string[] = [];
  for (let number = from; number <= to; number++) {
    if (!CONTROLS.has(`A.${chapter}.${number}`)) return null;
    controls.push(`A.${chapter}.${number}`);
  }
  return controls;
}

function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
