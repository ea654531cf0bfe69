import { fold } from "./cell-text";
import { IMPORT_FIELDS, type ImportField } from "./fields";

export interface HeadingMatch {
  field: ImportField;
  /** The whole heading is a known one; otherwise it only contains it. */
  exact: boolean;
  heading: string;
}

const exactHeadings = new Map<string, ImportField>();
const FIELD_NAMES = Object.keys(IMPORT_FIELDS) as ImportField[];
for (const name of FIELD_NAMES) {
  exactHeadings.set(fold(name), name);
  // "Last reviewed at" is how an export titles last_reviewed_at.
  exactHeadings.set(`${fold(name)} at`, name);
}
for (const name of FIELD_NAMES) for (const heading of IMPORT_FIELDS[name].headings) exactHeadings.set(heading, preferred(heading, name));

// Headings that several fields share: in a table of requirements they belong to the requirement.
function preferred(heading: string, name: ImportField): ImportField {
  const before = exactHeadings.get(heading);
  if (!before) return name;
  return IMPORT_FIELDS[before].record === "requirement" ? before : name;
}

const remembered = new Map<string, HeadingMatch | null>();

/** The field that a heading names, in English or German, or null. */
export function matchHeading(label: string): HeadingMatch | null {
  const known = remembered.get(label);
  if (known !== undefined) return known;
  const match = label.length > 120 ? null : find(label);
  if (remembered.size > 5_000) remembered.clear();
  remembered.set(label, match);
  return match;
}

function find(label: string): HeadingMatch | null {
  const outside = label.replace(/\([^()]*\)|\[[^[\]]*\]/g, " ").trim();
  const full = fold(label);
  const folded = fold(outside === "" ? label : outside);
  if (folded === "") return null;
  const whole = exactHeadings.get(full) ?? exactHeadings.get(folded);
  if (whole) return { field: whole, exact: true, heading: folded };
  const numbered = folded.replace(/^(?:\d+ )+| \d+$/g, "");
  const unnumbered = exactHeadings.get(numbered);
  if (unnumbered) return { field: unnumbered, exact: true, heading: numbered };
  // "Requirement / Need / Expectation" holds the requirement itself, not which of them it is.
  if (
    /\b(?:requirements?|anforderung(?:en)?)\b/.test(folded) &&
    /\b(?:needs?|expectations?|erwartung(?:en)?|beduerfnisse?)\b/.test(folded)
  ) {
    return { field: "statement", exact: false, heading: folded };
  }
  for (const [pattern, field] of PATTERNS) if (pattern.test(folded)) return { field, exact: false, heading: folded };
  // "Source of the requirement", "Quelle der Anforderung": the head stands before the preposition.
  const head = folded.split(/ (?:of|for|from|der|des|fuer|von|vom|to|in|im|by|durch|am) /)[0]!;
  const byHead = head === folded ? null : (exactHeadings.get(head) ?? null);
  if (byHead) return { field: byHead, exact: false, heading: head };
  return within(head) ?? within(folded);
}

/** The known heading that ends last in a longer one, the longest of those: "requirement owner" is an owner. */
function within(folded: string): HeadingMatch | null {
  const words = folded.split(" ");
  if (words.length > 12) return null;
  for (let end = words.length; end > 0; end--) {
    for (let start = 0; start < end; start++) {
      const phrase = words.slice(start, end).join(" ");
      const field = phrase.length >= 4 ? exactHeadings.get(phrase) : undefined;
      if (field) return { field, exact: false, heading: phrase };
    }
  }
  // German compounds: "Kundenanforderungen", "Sicherheitsmaßnahmen"
  const last = words[words.length - 1]!;
  for (const [ending, field] of COMPOUNDS)
    if (last.length > ending.length + 2 && last.endsWith(ending)) return { field, exact: false, heading: ending };
  return null;
}

const PATTERNS: [RegExp, ImportField][] = [
  [/^how\b.*\b(?:address|meet|met|satisf|fulfil|treat|handle|implement)/, "how_addressed"],
  [/^wie\b.*\b(?:adressier|erfuell|umgesetzt|behandelt|beruecksichtigt)/, "how_addressed"],
  [/^what\b.*\b(?:want|need|expect|require)/, "statement"],
  [/^was\b.*\b(?:erwarte|fordern|wollen|brauchen)/, "statement"],
  [/^(?:is|are|ist)\b.*\brelevant\b/, "relevance"],
  [/\b(?:legal|law|contract|contractual|statutory)\b.*\b(?:ref|refs|reference|references|basis|source)$/, "source"],
];

const COMPOUNDS: [string, ImportField][] = [
  ["anforderungen", "statement"],
  ["anforderung", "statement"],
  ["erwartungen", "statement"],
  ["beduerfnisse", "statement"],
  ["massnahmen", "controls"],
  ["massnahme", "controls"],
  ["quelle", "source"],
  ["datum", "last_reviewed"],
  ["partei", "party"],
  ["parteien", "party"],
  ["gruppe", "party"],
  ["bemerkung", "note"],
  ["bemerkungen", "note"],
];
