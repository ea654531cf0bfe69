import type { StatementLine } from "@/domain/statement-of-applicability";
import { handOut } from "@/features/copies/mutations";
import type { Standing } from "@/features/copies/queries";
import { leavingList } from "@/features/exports/schema";
import { writeCsv } from "@/lib/csv";
import { type CopyMark, withMark } from "@/lib/paper/copy-mark";
import type { Paper, PaperFact } from "@/lib/paper/paper";
import { wordDocument } from "@/lib/paper/word-document";
import { translator } from "@/lib/translate";
import { writeXlsx } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";
import { Invalid } from "@/server/errors";
import { letterhead } from "@/server/letterhead";
import { paperAsPdf } from "@/server/typeset";

export const STATEMENT_FORMATS = ["pdf", "docx", "xlsx", "csv"] as const;

interface StatementFile {
  lines: readonly StatementLine[];
  /** How many controls the statement has without search and filters. */
  total: number;
  /** In words; empty where nothing narrows. */
  filter: string;
  /** "1.2", or null for the live statement. */
  number: string | null;
  /** Of the content: the day of issue, or today. */
  day: string;
  /** More that stands under the title: who issued it, what changed, how it is proved. */
  facts?: readonly PaperFact[];
  /** Where the register stood when the lines were read, or when they were issued. */
  register: Standing;
  /** What the live statement is: "Draft, 4 changes since 1.2". */
  standing?: string;
}

/** The statement as PDF, Word, XLSX or CSV file; that it left is entered in the register of copies. Throws Invalid for another format. */
export async function statementFile(access: Access, asked: string | null, statement: StatementFile): Promise<Response> {
  const t = translator("statement");
  const format = STATEMENT_FORMATS.find((known) => known === (asked ?? "pdf"));
  if (!format) throw new Invalid({ format: t("file.format") });
  const head = await letterhead(access);
  const { lines, total, filter, number, day, standing = "" } = statement;
  const facts: PaperFact[] = [
    { label: t("file.number"), value: number ?? standing },
    { label: t("file.date"), value: day },
    ...(statement.facts ?? []),
    { label: t("file.rows"), value: t("file.rowsOf", { rows: lines.length, total }) },
    { label: t("file.filter"), value: filter || t("file.noFilter") },
    ...(head.classification ? [{ label: t("file.classification"), value: head.classification }] : []),
  ];
  const labels = COLUMNS.map(({ key }) => t(`file.column.${key}`));
  const rows = lines.map(cellsOf);
  const leaving = leavingList({ list: "statement-of-applicability", format, rows: lines.length, total, columns: labels, filter });
  return handOut(access, {
    ...leaving,
    ...(number ? { kind: "statement-issue", suffix: number } : {}),
    format,
    fileName: `${access.organization.slug}_statement-of-applicability_${number ?? "draft"}_${day}.${format}`,
    standing: statement.register,
    documentCode: "SOA",
    make: (mark) => content(format, { head, facts, labels, rows, number, day, standing, mark }),
  });
}

interface Content {
  head: Awaited<ReturnType<typeof letterhead>>;
  facts: readonly PaperFact[];
  labels: readonly string[];
  rows: string[][];
  number: string | null;
  day: string;
  standing: string;
  mark: CopyMark;
}

async function content(
  format: (typeof STATEMENT_FORMATS)[number],
  { head, facts, labels, rows, number, day, standing, mark }: Content,
): Promise<string | Buffer> {
  const t = translator("statement");
  const about = [
    [t("file.organization"), head.organization],
    ...facts.map(({ label, value }) => [label, value]),
    ["", head.words.uncontrolled],
  ];
  if (format === "csv") {
    // The table first, so that the header is the first line; what the file is stands below it.
    return writeCsv(labels, [...rows, [], [t("title")], ...about]);
  }
  if (format === "xlsx") {
    return writeXlsx([
      { name: t("file.sheet"), header: labels, rows, widths: COLUMNS.map(({ width }) => width) },
      { name: t("file.about"), header: [t("title"), ""], rows: about, widths: [24, 60] },
    ]);
  }
  const paper: Paper = {
    title: t("title"),
    subtitle: t("file.subtitle"),
    ...head,
    edition: number ? t("file.edition", { number }) : standing,
    day,
    landscape: true,
    facts,
    blocks: [
      {
        kind: "table",
        columns: COLUMNS.map(({ key, paper: look }) => ({ label: t(`file.column.${key}`), ...look })),
        rows,
        empty: t("file.empty"),
      },
    ],
  };
  const marked = withMark(paper, mark);
  return format === "pdf" ? paperAsPdf(marked) : wordDocument(marked);
}

const COLUMNS = [
  { key: "control", width: 10, paper: { mono: true, millimetres: 17 } },
  { key: "title", width: 34, paper: { share: 2 } },
  { key: "applicable", width: 14, paper: { millimetres: 21 } },
  { key: "reasons", width: 60, paper: { share: 4 } },
  { key: "justification", width: 40, paper: { share: 2.5 } },
  { key: "implementation", width: 16, paper: { millimetres: 24 } },
  { key: "note", width: 30, paper: { share: 1.6 } },
  { key: "owner", width: 18, paper: { share: 1.1 } },
] as const;

function cellsOf(line: StatementLine): string[] {
  const [t, word] = [translator("statement"), translator("vocabulary")];
  // A line for each kind: the names themselves hold commas.
  const written = line.written.map(({ reason, names }) => `${t(`reasonInText.${reason}`)}: ${names.join("; ")}`);
  const stated = line.reasons
    .filter((reason) => !line.written.some((given) => given.reason === reason))
    .map((reason) => t(`reasonInText.${reason}`));
  return [
    line.control,
    line.title,
    t(`applicable.${line.applicable === null ? "undecided" : line.applicable ? "yes" : "no"}`),
    [...written, stated.length > 0 ? t("file.stated", { reasons: stated.join(", ") }) : ""].filter(Boolean).join("\n"),
    line.justification,
    line.implementationStatus ? word(`implementationStatus.${line.implementationStatus}`) : "",
    line.implementationNote,
    line.owner ?? "",
  ];
}
