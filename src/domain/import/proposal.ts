import type { Binding, Cia, PartyCategory, RequirementKind, Strength } from "@/domain/vocabulary";
import type { AmbiguousControl } from "./control-references";
import type { DocumentMetadata } from "./document-metadata";
import type { ColumnGuess } from "./guess-columns";
import type { Score } from "./scores";

export type Confidence = "high" | "medium" | "low";
export type MessageParams = Record<string, string | number>;

/**
 * A decision that is a guess. `options` are what can be chosen; `chosen` holds now, `recommended` is what the importer would do. "no" means that the
 * guess is left out. The sentence is importDoubts.<kind> with `params`. The id stays the same as long as the file does.
 */
export interface Doubt {
  id: string;
  kind: DoubtKind;
  row: number;
  column: string | null;
  params: MessageParams;
  options: string[];
  chosen: string;
  recommended: string;
  confidence: Confidence;
}

export const DOUBT_KINDS = [
  "skip_row",
  "split_party",
  "requirements_for_all",
  "party_members",
  "party_included",
  "party_name_in_formula",
  "same_party",
  "maybe_same_party",
  "template",
  "adverse",
  "ditto",
  "split_lines",
  "split_bullets",
  "split_numbers",
  "split_semicolons",
  "split_commas",
  "split_and",
  "split_run_together",
  "source_in_text",
  "source_locator",
  "our_perspective",
  "retired_by_strike",
  "retired_by_text",
  "date_ambiguous",
  "date_order",
  "date_serial",
  "control_range",
  "control_ambiguous",
  "control_legacy",
  "goal_ambiguous",
  "duplicate",
  "category_from_template",
] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];

/** Something the user should see that needs no decision. The sentence is importNotices.<kind>. */
export interface Notice {
  kind: NoticeKind;
  row: number | null;
  column: string | null;
  params: MessageParams;
}

export const NOTICE_KINDS = [
  "no_header",
  "no_party_column",
  "no_requirement_column",
  "encoding_guessed",
  "two_header_rows",
  "merged_cells",
  "blank_cells_filled",
  "name_carried_down",
  "column_empty",
  "column_to_note",
  "column_guessed",
  "e_means_two_things",
  "column_wins_over_section",
  "not_a_date",
  "code_unknown",
  "levels_mapped",
  "hidden_row",
  "hidden_column",
  "hidden_sheet",
  "other_sheets",
  "comment",
  "comment_elsewhere",
  "struck_party",
  "formula_text",
  "formula_without_value",
  "error_value",
  "no_requirement",
  "requirement_without_party",
  "version_conflict",
  "conflicting_values",
  "not_security",
  "text_to_note",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface SkippedRow {
  row: number;
  why:
    | "title"
    | "blank"
    | "metadata"
    | "section"
    | "placeholder"
    | "footer"
    | "heading_again"
    | "separator_line"
    | "text_before_table"
    | "no_party"
    | "chosen";
  text: string;
  category: PartyCategory | null;
}

export interface ImportComment {
  author: string;
  text: string;
}

export type RelevanceHint = "pay" | "commercial" | "not_isms_text" | "no_goals";

export interface RequirementProposal {
  id: string;
  row: number;
  column: string;
  statement: string;
  /** The whole cell, where the statement is only a part of it. */
  asWritten: string | null;
  skip: boolean;
  confidence: Confidence;
  splitSuggestion: string[] | null;
  strength: Strength | null;
  binding: Binding | null;
  /** From a column of its own, else a hint from the source. */
  kind: RequirementKind | null;
  kindIsHint: boolean;
  sourceRef: string | null;
  sourceLocator: string | null;
  cia: Cia[];
  controls: string[];
  controlsLegacy: string[];
  controlsSuggested: string[];
  controlsAmbiguous: AmbiguousControl[];
  clauses: string[];
  howAddressed: string | null;
  owner: string | null;
  lastReviewed: string | null;
  retired: boolean;
  comments: ImportComment[];
  relevanceHint: RelevanceHint | null;
  relevanceHintText: string | null;
  note: string;
  /** Further fields of the register file by their import field name (relevance, isms_decision, priority ...). */
  fields: Record<string, string | number | boolean | string[]>;
}

export interface PartyProposal {
  id: string;
  row: number;
  name: string;
  asWritten: string;
  skip: boolean;
  template: string | null;
  templateCertain: boolean;
  category: PartyCategory | null;
  categoryFrom: "column" | "section" | "template" | null;
  power: Score | null;
  interest: Score | null;
  powerScore: number | null;
  interestScore: number | null;
  adverse: boolean;
  members: string[];
  note: string;
  /** Remarks of the importer about this party, in the order of finding: what to ask the user. */
  remarks: PartyRemark[];
  comments: ImportComment[];
  fields: Record<string, string | number | boolean | string[]>;
  requirements: RequirementProposal[];
}

export type PartyRemark =
  | { kind: "two_parties"; count: number }
  | { kind: "commas" }
  | { kind: "and" }
  | { kind: "no_requirement" }
  | { kind: "included"; party: string }
  | { kind: "same_as"; party: string }
  | { kind: "formula"; name: string | null };

/** A word in a coded column and the value it was taken for; changed through choices.values[field][word]. */
export interface ValueMapping {
  field: string;
  column: string;
  word: string;
  key: string;
  count: number;
  value: string | number | null;
  options: (string | number)[];
}

export interface ImportProposal {
  kind: "xlsx" | "csv";
  encoding: string | null;
  delimiter: string | null;
  sampleLine: string | null;
  sheet: string;
  sheets: { name: string; hidden: boolean; rows: number }[];
  headerRows: number[];
  columns: ColumnGuess[];
  values: ValueMapping[];
  metadata: DocumentMetadata;
  skippedRows: SkippedRow[];
  parties: PartyProposal[];
  doubts: Doubt[];
  notices: Notice[];
  counts: { parties: number; requirements: number; retired: number; duplicates: number; rows: number };
}
