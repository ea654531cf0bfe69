import type { z } from "zod";
import type { Permission } from "@/domain/permissions";
import type { CopyFormat } from "@/domain/vocabulary";
import type { Standing } from "@/features/copies/queries";
import type { Paper } from "@/lib/paper/paper";
import type { XlsxSheet } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";

export const PAPER_FORMATS = ["pdf", "docx", "xlsx", "csv", "json", "svg"] as const satisfies readonly CopyFormat[];
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** What a kind says of its document; head, foot, logo, number, version, approver and QR are added by the frame. */
export type PaperContent = Omit<Paper, "organization" | "classification" | "words" | "logo" | "number" | "foot" | "copy" | "day"> & {
  /** Other than today: of what was decided or held on a day of its own. */
  day?: string;
};

/** A drawing for the format svg. */
export interface PaperDrawing {
  svg: string;
}

/** A document, read from the register at one moment. A part is missing where the kind does not offer its format. */
export interface LoadedPaper {
  /** As it stands in the register of copies: "Register of interested parties". */
  title: string;
  /** For PDF and DOCX. */
  paper?: PaperContent;
  /** For XLSX, every sheet; for CSV, the first one. */
  sheets?: readonly XlsxSheet[];
  /** For JSON: plain data under keys of its own; the frame adds "document". */
  data?: object;
  /** For SVG. */
  drawing?: PaperDrawing;
  rowsShown: number;
  rowsTotal: number;
  /** What it was narrowed to, in words; empty where nothing was left out. */
  filterText: string;
  /** Part of the file's name and of the document's number, where one kind has many papers: "1.2", "MR-003". */
  suffix?: string;
  /** Where it is made of a certain version of the register, and not of what stands there now. */
  versionId?: string | null;
  /** Where the register stood when what it shows was frozen: from there on a change supersedes it. */
  frozen?: Pick<Standing, "sequence" | "label" | "edition">;
  /** The records that it is about, where it is not the register: only their changes supersede it. */
  about?: readonly string[];
}

/** Something to choose before it is made; the key is the query parameter and a key of `options`. */
export interface PaperChoice {
  key: string;
  label: string;
  hint?: string;
  /** A list to choose from, or a day to type. */
  values?: readonly { value: string; label: string }[];
  type?: "day" | "flag";
}

/**
 * One kind of document that leaves the house. Each stands in kinds/<key>.ts and in the list of registry.ts; its words stand under papers.kind.<key>
 * (title, lead).
 */
export interface PaperKind<Options = unknown> {
  key: string;
  /** In the document's number: "REG" makes ND-REG-2.1. */
  code: string;
  /** What of the standard it answers: "4.2". */
  clause: string;
  /** What its content asks for, beside the right to take papers along. */
  permission: Permission;
  formats: readonly PaperFormat[];
  /** From the query string; strict, so that a misspelt option is refused and not ignored. Every option has a default. */
  options: z.ZodType<Options, unknown>;
  choices?(access: Access): Promise<readonly PaperChoice[]>;
  /**
   * Reads what it shows. Runs inside one transaction that sees one moment: no file, no network, no typesetting in here.
   * `format` tells what is wanted, so that nothing is built that nobody asked for.
   */
  load(access: Access, options: Options, format: PaperFormat): Promise<LoadedPaper>;
  /** All of its content is part of a version of the register, so that it may call itself approved while nothing has changed since. */
  ofTheVersion: boolean;
}

/** Keeps the type of the options between the schema and `load`. */
export function paperKind<Options>(kind: PaperKind<Options>): PaperKind {
  return kind as unknown as PaperKind;
}
