/** Why a file is not read. Each code has its sentence in messages/en.json (importErrors); the numbers go into its placeholders. */
export const REFUSAL_CODES = [
  "empty",
  "too_big",
  "not_a_spreadsheet",
  "old_xls",
  "binary_workbook",
  "other_office_file",
  "html",
  "nul_bytes",
  "password",
  "zip_broken",
  "zip_lies",
  "zip_too_many_parts",
  "zip_duplicate_part",
  "inflates_too_far",
  "xml_broken",
  "xml_dtd",
  "xml_too_deep",
  "no_sheet",
  "too_many_sheets",
  "too_many_rows",
  "too_many_columns",
  "too_many_cells",
  "cell_too_long",
  "quote_not_closed",
  "unsafe_header",
  "bad_request",
  "too_slow",
  "too_much_memory",
  "busy",
  "failed",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];
export type RefusalParams = Record<string, string | number>;

/** Thrown by the readers; the child process turns it into its answer. */
export class SpreadsheetRefusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly params: RefusalParams = {},
  ) {
    super(code);
    this.name = "SpreadsheetRefusal";
  }
}

/** What a file may hold. Stated on the import page. */
export interface SpreadsheetLimits {
  fileBytes: number;
  zipEntries: number;
  inflatedBytes: number;
  sheets: number;
  rows: number;
  columns: number;
  cells: number;
  /** A cell with this many characters or more is refused. */
  cellCharacters: number;
}

export const DEFAULT_LIMITS: SpreadsheetLimits = {
  fileBytes: 10 * 1024 * 1024,
  zipEntries: 1_000,
  inflatedBytes: 60 * 1024 * 1024,
  sheets: 50,
  rows: 20_000,
  columns: 200,
  cells: 500_000,
  cellCharacters: 16_000,
};
