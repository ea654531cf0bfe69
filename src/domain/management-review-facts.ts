import { canonicalText } from "@/domain/audit-trail";

/**
 * What the register itself says about one input of the agenda, as it was shown in the meeting: numbers and records by the keys of their words, so that
 * it reads the same in the page, the minutes and on paper.
 */
export interface FactSheet {
  figures: FactFigure[];
  lists: FactList[];
}

export interface FactFigure {
  key: string;
  value: number | string;
}

export interface FactList {
  key: string;
  /** How many there are; `rows` are the first of them. */
  total: number;
  rows: FactRow[];
}

export interface FactRow {
  entity: string;
  ref: string;
  title: string;
  /** In words of the time: "Relevance, Priority", "due 2026-05-12". */
  detail: string;
}

/** So many records of one list stand in the facts; more are counted. */
export const MOST_FACT_ROWS = 30;

export function listOf(key: string, rows: readonly FactRow[], total = rows.length): FactList {
  return { key, total, rows: rows.slice(0, MOST_FACT_ROWS) };
}

/** The stored form. */
export function factsText({ figures, lists }: FactSheet): string {
  return canonicalText({ figures, lists: lists.filter(({ total }) => total > 0) });
}

/** Reads the stored form; null for an item without facts. */
export function readFactSheet(text: string): FactSheet | null {
  if (text === "") return null;
  try {
    const { figures, lists } = JSON.parse(text) as Partial<FactSheet>;
    return Array.isArray(figures) && Array.isArray(lists) ? { figures, lists } : null;
  } catch {
    return null;
  }
}

/** What happened to a record in a period, from the deeds the history tells of it: coming and going say more than what was changed meanwhile. */
export type ChangeKind = "added" | "retired" | "decided" | "changed";

const DECISIONS = new Set(["relevance", "ismsDecision", "priority", "climateDecision", "applicable", "treatment", "acceptedAt"]);

export function changeKind({ actions, fields }: { actions: readonly string[]; fields: readonly string[] }): ChangeKind {
  if (actions.includes("retire")) return "retired";
  if (actions.includes("create") || actions.includes("import")) return "added";
  return fields.some((field) => DECISIONS.has(field)) ? "decided" : "changed";
}
