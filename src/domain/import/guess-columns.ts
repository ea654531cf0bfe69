import { cellText, fold, isDitto, isNothing } from "./cell-text";
import type { ImportChoices } from "./choices";
import { readCode } from "./codes";
import { fieldDefinition, IMPORT_FIELDS, type ImportField, isImportField } from "./fields";
import type { Table } from "./find-table";
import { matchHeading } from "./match-heading";
import { matchTemplate } from "./party-names";
import { kindFromSource } from "./source-reference";
import { columnLetters } from "./workbook";

/** What a column was taken for. `null`: no field; its text goes to a note. `empty` columns and those the user ignores are left out. */
export interface ColumnGuess {
  index: number;
  letter: string;
  label: string;
  group: string;
  field: ImportField | "ignore" | null;
  confidence: "high" | "medium" | "low";
  why: "heading" | "part_of_heading" | "content" | "group" | "chosen" | "no_heading" | "unknown" | "empty" | "taken";
  /** What a requirement in this column is, where the heading says so ("Needs", "Contractual requirements"). */
  strength: "need" | "expectation" | null;
  kind: "legal" | "regulatory" | "contractual" | "business" | "social" | null;
  hidden: boolean;
  filled: number;
  samples: string[];
}

// Several columns may be this field; of every other field the first one counts and the rest goes to the note.
const MANY = new Set<ImportField>(["statement", "controls", "clauses", "note", "party_note"]);
const NEEDS_ONE_OF_ITS_GROUP = new Set<ImportField>(["goal_confidentiality", "goal_integrity", "goal_availability"]);
const SINGLE_LETTER_FIELDS = new Set(["c", "i", "a"]);

/** Guesses the field of each column from its heading, then from its content; the user's choices win. */
export function guessColumns(table: Table, choices: ImportChoices): ColumnGuess[] {
  const content = columnContent(table);
  const hidden = new Set(table.sheet.hiddenColumns);
  const guesses = table.columns.map(({ label, group }, index): ColumnGuess => {
    const { filled, samples } = content[index]!;
    const guess: ColumnGuess = {
      index,
      letter: columnLetters(index),
      label,
      group,
      field: null,
      confidence: "low",
      why: "unknown",
      ...headingHints(label),
      hidden: hidden.has(index),
      filled,
      samples,
    };
    const match = label === "" ? null : matchHeading(label);
    if (match)
      Object.assign(guess, {
        field: match.field,
        confidence: match.exact ? "high" : "medium",
        why: match.exact ? "heading" : "part_of_heading",
      });
    else if (label === "" && filled === 0) guess.why = "empty";
    else if (label === "") guess.why = "no_heading";
    return guess;
  });

  const chosen = new Set<number>();
  for (const guess of guesses) {
    const choice = choices.columns[String(guess.index)];
    if (choice === undefined) continue;
    if (choice === "ignore" || isImportField(choice) || choice === "none") {
      guess.field = choice === "none" ? null : choice;
      guess.confidence = "high";
      guess.why = "chosen";
      chosen.add(guess.index);
    }
  }
  dropCounts(guesses, table, chosen);
  recheckCodes(guesses, table, chosen);
  resolveProtectionGoals(guesses, chosen);
  resolveRecord(guesses, chosen);
  resolveDuplicates(guesses, chosen);
  guessFromContent(guesses, table, chosen);
  if (table.headerRows.length === 0 && chosen.size === 0) guessWithoutHeading(guesses, table);
  return guesses;
}

function columnContent(table: Table): { filled: number; samples: string[] }[] {
  const start = table.headerRows[table.headerRows.length - 1] ?? 0;
  const content = table.columns.map(() => ({ filled: 0, samples: [] as string[] }));
  for (const row of table.sheet.rows) {
    if (row.n <= start) continue;
    row.cells.forEach((cell, index) => {
      const column = content[index];
      if (!column || cell === null) return;
      const text = cellText(cell);
      if (text === "") return;
      column.filled++;
      if (column.samples.length < 3 && text.length > 0 && !column.samples.includes(text)) column.samples.push(text.slice(0, 120));
    });
  }
  return content;
}

function headingHints(label: string): Pick<ColumnGuess, "strength" | "kind"> {
  const folded = fold(label);
  const need = /\b(?:needs?|beduerfnisse?|erfordernisse?)\b/.test(folded);
  const expectation = /\b(?:expectations?|erwartung(?:en)?)\b/.test(folded);
  const neutral = /(?:requirement|anforderung|forderung)/.test(folded);
  const strength = need === expectation || neutral ? null : need ? "need" : "expectation";
  const kinds: [NonNullable<ColumnGuess["kind"]>, RegExp][] = [
    ["legal", /\b(?:legal|statutory|gesetzliche?n?|rechtliche?n?|law)\b/],
    ["regulatory", /\b(?:regulatory|regulatorische?n?|aufsichtsrechtliche?n?)\b/],
    ["contractual", /\b(?:contractual|vertragliche?n?|contract)\b/],
    ["business", /\b(?:business|geschaeftliche?n?)\b/],
    ["social", /\b(?:social|soziale?n?|gesellschaftliche?n?)\b/],
  ];
  const matching = kinds.filter(([, pattern]) => pattern.test(folded));
  return { strength, kind: matching.length === 1 ? matching[0]![0] : null };
}

/** "Requirements" over nothing but small numbers counts them, as our own list of parties does. */
function dropCounts(guesses: ColumnGuess[], table: Table, chosen: Set<number>): void {
  for (const guess of guesses) {
    if (guess.field !== "statement" || chosen.has(guess.index) || !guess.samples.every((sample) => /^\d{1,4}$/.test(sample))) continue;
    const words = distinctWords(table, guess.index);
    if (words.length > 0 && words.every((word) => /^\d{1,4}$/.test(word)))
      Object.assign(guess, { field: "ignore", confidence: "medium", why: "content" });
  }
}

/** Headings C, I and A (or V, I, V) count only together: a lone "I" or "A" is more likely something else. */
function resolveProtectionGoals(guesses: ColumnGuess[], chosen: Set<number>): void {
  for (let at = 0; at + 2 < guesses.length; at++) {
    const three = guesses.slice(at, at + 3).map((guess) => fold(guess.label));
    if (three.join(" ") === "v i v") {
      (["goal_confidentiality", "goal_integrity", "goal_availability"] as const).forEach((field, offset) => {
        const guess = guesses[at + offset]!;
        if (!chosen.has(guess.index)) Object.assign(guess, { field, confidence: "medium", why: "heading" });
      });
    }
  }
  const goals = guesses.filter((guess) => guess.field !== null && guess.field !== "ignore" && NEEDS_ONE_OF_ITS_GROUP.has(guess.field));
  const letters = goals.filter((guess) => SINGLE_LETTER_FIELDS.has(fold(guess.label)) && !chosen.has(guess.index));
  if (letters.length > 0 && letters.length < 3 && goals.length < 3)
    for (const guess of letters) Object.assign(guess, { field: null, confidence: "low", why: "unknown" });
}

/** Headings that both records have (owner, status, kind ...) belong to the party where the sheet has no requirements. */
function resolveRecord(guesses: ColumnGuess[], chosen: Set<number>): void {
  const hasStatement = guesses.some((guess) => guess.field === "statement");
  const hasParty = guesses.some((guess) => guess.field === "party");
  if (hasStatement && !hasParty) {
    const name = guesses.find((guess) => guess.field === "statement" && guess.index === 0) ?? null;
    const other = guesses.filter((guess) => guess.field === "statement").length > 1;
    if (name && other && !chosen.has(name.index)) name.field = "party";
  }
  for (const guess of guesses) {
    if (chosen.has(guess.index) || guess.field === null || guess.field === "ignore") continue;
    const definition = fieldDefinition(guess.field);
    if (hasStatement && definition.twin && isImportField(definition.twin) && definition.record === "party") {
      // The party's own heading ("Party owner") stays; a shared one follows the requirement.
      const shared = IMPORT_FIELDS[definition.twin].headings as readonly string[];
      if (shared.includes(fold(guess.label)) || (definition.twin === "requirement_ref" && fold(guess.label) === "ref"))
        guess.field = definition.twin;
    } else if (!hasStatement && definition.record === "requirement") {
      const twin = (Object.keys(IMPORT_FIELDS) as ImportField[]).find((field) => fieldDefinition(field).twin === guess.field);
      if (twin) guess.field = twin;
      else if (guess.field === "note") guess.field = "party_note";
    }
  }
}

function resolveDuplicates(guesses: ColumnGuess[], chosen: Set<number>): void {
  const taken = new Map<string, ColumnGuess>();
  const rank = (guess: ColumnGuess) => (chosen.has(guess.index) ? 3 : guess.confidence === "high" ? 2 : 1);
  for (const guess of guesses) {
    if (guess.field === null || guess.field === "ignore" || MANY.has(guess.field)) continue;
    const before = taken.get(guess.field);
    if (!before) {
      taken.set(guess.field, guess);
      continue;
    }
    // "Category" beside "Int/Ext", "Name" beside "Interested party": the more certain, then the first one.
    const loser = rank(guess) > rank(before) ? before : guess;
    taken.set(guess.field, loser === guess ? before : guess);
    Object.assign(loser, { field: null, confidence: "low", why: "taken" });
  }
}

const CODED: ImportField[] = [
  "category",
  "strength",
  "kind",
  "binding",
  "relevance",
  "isms_decision",
  "fulfilment_status",
  "priority",
  "status",
];

const TELLING: ImportField[] = ["category", "strength", "kind"];

/** "Type" over a column of "internal" and "external" is the category: the words in a coded column count more than its heading. */
function recheckCodes(guesses: ColumnGuess[], table: Table, chosen: Set<number>): void {
  for (const guess of guesses) {
    if (guess.field === "ignore" || chosen.has(guess.index) || guess.filled === 0) continue;
    if (guess.field !== null && fieldDefinition(guess.field).reads !== "code") continue;
    const words = distinctWords(table, guess.index);
    const known = (field: ImportField) => words.filter((word) => readCode(field, word) !== null).length / Math.max(1, words.length);
    if (words.length === 0 || (guess.field !== null && known(guess.field) >= 0.5)) continue;
    // "Need / Expectation" over whole sentences is the column of requirements.
    if (guess.field === "strength" && known("strength") < 0.3 && !guesses.some((other) => other.field === "statement")) {
      Object.assign(guess, { field: "statement", confidence: "medium", why: "content", strength: null });
      continue;
    }
    // Yes and no, high and low say nothing about the column they stand in; these words do.
    const candidates = guess.field === null ? (words.length < 2 ? [] : TELLING) : CODED;
    const better = candidates.find((field) => known(field) >= 0.8 && !guesses.some((other) => other.field === field));
    const documents = words.filter((word) => kindFromSource(word, null) !== null).length;
    if (better) Object.assign(guess, { field: better, confidence: "medium", why: "content" });
    else if (guess.field === "kind" && documents > words.length / 2 && !guesses.some((other) => other.field === "source")) {
      Object.assign(guess, { field: "source", confidence: "medium", why: "content" });
    }
  }
}

function distinctWords(table: Table, index: number): string[] {
  const start = table.headerRows[table.headerRows.length - 1] ?? 0;
  const words = new Set<string>();
  for (const row of table.sheet.rows) {
    if (row.n <= start) continue;
    const text = cellText(row.cells[index]);
    if (text !== "" && text.length <= 60 && !isNothing(text) && !isDitto(text)) words.add(fold(text));
    if (words.size >= 40) break;
  }
  return [...words];
}

/** A sheet without any heading: a column of known parties, and the longest texts to the right of it. Every such guess is shown as one. */
function guessWithoutHeading(guesses: ColumnGuess[], table: Table): void {
  const rows = table.sheet.rows.filter((row) => row.cells.length > 0).slice(0, 40);
  const party = guesses.find((guess) => {
    const texts = rows.map((row) => cellText(row.cells[guess.index])).filter((text) => text !== "");
    const known = texts.filter((text) => text.length <= 80 && matchTemplate(text)?.certain).length;
    return texts.length >= 2 && known >= texts.length / 2;
  });
  if (!party) return;
  Object.assign(party, { field: "party", confidence: "medium", why: "content" });
  const length = (guess: ColumnGuess) => rows.reduce((sum, row) => sum + cellText(row.cells[guess.index]).length, 0);
  const right = guesses.filter((guess) => guess.index > party.index && guess.filled > 0 && guess.field === null);
  const statement = right.sort((a, b) => length(b) - length(a))[0];
  if (statement) Object.assign(statement, { field: "statement", confidence: "medium", why: "content" });
}

const CONTROL_LIKE = /^\s*(?:annex\s*)?a\.?\s?\d{1,2}\.\d{1,2}/i;

/** A column without a known heading is recognised by its cells where nearly all of them agree; such guesses are low. */
function guessFromContent(guesses: ColumnGuess[], table: Table, chosen: Set<number>): void {
  const has = (field: ImportField) => guesses.some((guess) => guess.field === field);
  for (const guess of guesses) {
    if (guess.field !== null || chosen.has(guess.index) || guess.filled === 0 || guess.why === "taken") continue;
    if (!has("controls") && guess.samples.length > 0 && guess.samples.every((sample) => CONTROL_LIKE.test(sample))) {
      Object.assign(guess, { field: "controls", confidence: "medium", why: "content" });
    }
  }
  if (has("party") || !has("statement")) return;
  // Requirements without a column of parties: the first filled column before them that has no other meaning.
  const statement = guesses.find((guess) => guess.field === "statement")!;
  const candidate = guesses.find(
    (guess) => guess.field === null && guess.index < statement.index && guess.filled > 0 && !chosen.has(guess.index),
  );
  if (candidate && table.headerRows.length > 0) Object.assign(candidate, { field: "party", confidence: "low", why: "content" });
}
