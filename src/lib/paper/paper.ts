/**
 * A document that leaves the house, as plain data: said once, set as PDF (server/typeset.ts) and as a Word file (lib/paper/word-document.ts) in the
 * same order and with the same words. Every text is plain text; nothing in it is ever read as markup, a formula or a link.
 */
export interface Paper {
  title: string;
  /** A line under the title: what this is, in one sentence. */
  subtitle?: string;
  organization: string;
  classification: string;
  /** "Issue 1.2" or "Draft": stands in the foot of every page. */
  edition?: string;
  /** The day the content is of, YYYY-MM-DD; it is the only date in the file, so that the same content yields the same bytes. */
  day: string;
  landscape?: boolean;
  size?: "a4" | "a3";
  /** Of the document: "ND-REG-2.1"; stands in the foot of every page. */
  number?: string;
  /** The second line of every foot: who approved it, "36 of 214 rows", what it was narrowed to. */
  foot?: string;
  logo?: PaperLogo;
  copy?: PaperCopy;
  /** Facts under the title: number, date, issued by, rows and filter. */
  facts?: readonly PaperFact[];
  blocks: readonly PaperBlock[];
  words: PaperWords;
}

/** The organisation's sign on the first page. */
export interface PaperLogo {
  type: "png" | "jpeg";
  base64: string;
  /** In pixels, for programs that do not look into the file. */
  width: number;
  height: number;
  alt: string;
}

/** By which a copy of it can be recognised: the address in the QR on the first page, and the code in words. */
export interface PaperCopy {
  url: string;
  code: string;
  /** What the code is called in a program that names pictures. */
  label: string;
  /** What stands beside the code: where to ask whether this copy is current. */
  hint: string;
  /** The QR in words. */
  alt: string;
}

export interface PaperFact {
  label: string;
  value: string;
}

/** The words of the house on every page; server/letterhead.ts has them. */
export interface PaperWords {
  uncontrolled: string;
  page: string;
  of: string;
}

export type PaperBlock =
  | { kind: "heading"; text: string; level?: 1 | 2 }
  | { kind: "paragraph"; text: string }
  /** Set apart by the gold line: what the reader must not miss. */
  | { kind: "note"; text: string }
  | { kind: "list"; items: readonly string[] }
  | { kind: "facts"; facts: readonly PaperFact[] }
  | PaperTable
  | PaperFigure
  | { kind: "page-break" };

/** A drawing of ours. What it shows is also said in words or in a table beside it: the alternative text only names it. */
export interface PaperFigure {
  kind: "figure";
  /** A whole SVG document, drawn by our own code with every text escaped (lib/paper/drawing.ts). */
  svg: string;
  alt: string;
  /** Its width on paper; the height follows from its viewBox. */
  millimetres: number;
}

export interface PaperTable {
  kind: "table";
  columns: readonly PaperColumn[];
  /** Cells in the order of the columns; "\n" breaks the line. */
  rows: readonly (readonly string[])[];
  /** Stands in place of the rows when there is none. */
  empty?: string;
  dense?: boolean;
}

export interface PaperColumn {
  label: string;
  /** Share of the width that is left; 1 unless told. */
  share?: number;
  /** A fixed width instead. */
  millimetres?: number;
  /** Refs are set in the mono. */
  mono?: boolean;
  align?: "start" | "center" | "end";
  /** The heading stands upright, for the narrow columns of a matrix. */
  upright?: boolean;
}

/**
 * Text as paper can carry it: no control characters, no half characters, no marks that turn the reading direction of what follows (they make one
 * name look like another). Works on any plain data and returns a copy.
 */
export function paperText<T>(value: T): T {
  if (typeof value === "string") return cleaned(value) as T;
  if (Array.isArray(value)) return value.map((part) => paperText(part)) as T;
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, paperText(part)])) as T;
  return value;
}

function cleaned(text: string): string {
  return (
    text
      .replace(/\r\n?|\u2028|\u2029/g, "\n")
      .replaceAll("\t", " ")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "")
      .replace(/\p{Surrogate}/gu, "\ufffd")
  );
}
