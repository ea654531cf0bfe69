import { cellMark, linksByRow, type MatrixLink } from "@/domain/matrix";
import { handOut } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { leavingList } from "@/features/exports/schema";
import { withMark } from "@/lib/paper/copy-mark";
import type { Paper, PaperBlock, PaperFact } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import { writeXlsx } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { letterhead } from "@/server/letterhead";
import { paperAsPdf } from "@/server/typeset";
import { type Matrix, matrixOf } from "./queries";
import type { MatrixState } from "./table";
import { axisWord, columnNotes } from "./words";

/** A workbook takes every row of the filter up to here, a PDF the rows of one page of the screen. */
const MOST_ROWS_OF_A_WORKBOOK = 20_000;
/** Columns that fit a landscape A3 sheet beside the requirement. */
const COLUMNS_OF_A_SHEET = 42;

/** The matrix as XLSX or PDF with its filter and "36 of 214 rows"; that it left is entered in the register of copies. Throws Invalid for another format. */
export async function matrixFile(access: Access, asked: string | null, state: MatrixState, filter: string): Promise<Response> {
  const t = translator("matrix");
  const format = asked === null || asked === "xlsx" ? "xlsx" : asked === "pdf" ? "pdf" : null;
  if (format === null) throw new Invalid({ format: t("file.format") });
  const standing = await standingOf(access);
  const matrix = await (format === "xlsx" ? matrixOf(access, { ...state, page: 1 }, MOST_ROWS_OF_A_WORKBOOK) : matrixOf(access, state));
  const head = await letterhead(access);
  const day = today();
  const axis = axisWord(state);
  const facts: PaperFact[] = [
    { label: t("file.axis"), value: axis },
    { label: t("file.rows"), value: rowsWords(matrix) },
    { label: t("file.columns"), value: t("file.columnsOf", { shown: matrix.columns.length, total: matrix.columnTotal }) },
    { label: t("file.filter"), value: filter || t("file.noFilter") },
    { label: t("file.gaps"), value: t("file.gapsOf", { count: matrix.gaps, axis }) },
    { label: t("file.legend"), value: t("file.legendText") },
    { label: t("file.day"), value: day },
    ...(head.classification ? [{ label: t("file.classification"), value: head.classification }] : []),
  ];
  const cells = linksByRow(matrix.rows.length, matrix.links);
  const columns = matrix.columns.map(({ ref }) => ref);
  return handOut(access, {
    ...leavingList({ list: "matrix", format, rows: matrix.rows.length, total: matrix.total, columns, filter }),
    format,
    fileName: `${access.organization.slug}_matrix_${day}.${format}`,
    standing,
    make: (mark) =>
      format === "xlsx"
        ? workbook(matrix, cells, facts, head.words.uncontrolled)
        : paperAsPdf(withMark(paperOf(matrix, cells, facts, { ...head, day }), mark)),
  });
}

function rowsWords({ rows, total, matching, page, pages }: Matrix): string {
  const t = translator("matrix.file");
  const said = t("rowsOf", { rows: matching, total });
  return rows.length < matching ? `${said}; ${t("rowsHere", { shown: rows.length, page, pages })}` : said;
}

type Cells = readonly (readonly MatrixLink[])[];

/** "●", "◐", "○" as on the screen would need fonts that paper may not have: a letter each, in brackets where the target does not hold. */
function letter(matrix: Matrix, link: MatrixLink): string {
  const said = translator("matrix.letter")(cellMark(link));
  return matrix.columns[link.column]!.holds ? said : `(${said})`;
}

function workbook(matrix: Matrix, cells: Cells, facts: readonly PaperFact[], uncontrolled: string): Promise<Buffer> {
  const [t, word] = [translator("matrix"), translator("vocabulary")];
  const fixed = ["ref", "statement", "party", "kind", "decision", "total"].map((key) => t(`file.column.${key}`));
  const rows = matrix.rows.map((row, index) => {
    const line: (string | number | null)[] = Array.from({ length: matrix.columns.length }, () => null);
    for (const link of cells[index]!) line[link.column] = letter(matrix, link);
    const party = `${row.partyRef} ${row.partyName}`;
    return [row.ref, row.statement, party, word(`requirementKind.${row.kind}`), word(`ismsDecision.${row.decision}`), row.linked, ...line];
  });
  const titles = [t("file.titles"), "", "", "", "", null, ...matrix.columns.map(({ title }) => title)];
  const totals = [t("columnTotal"), "", "", "", "", null, ...matrix.columns.map(({ asked }) => asked)];
  const said = cells.flatMap((links, index) =>
    links.map((link) => {
      const [row, column] = [matrix.rows[index]!, matrix.columns[link.column]!];
      return [
        row.ref,
        row.statement,
        column.ref,
        column.title,
        t(`mark.${cellMark(link)}`),
        link.rationale,
        columnNotes(column).join("; "),
      ];
    }),
  );
  return writeXlsx([
    {
      name: t("file.sheet"),
      header: [...fixed, ...matrix.columns.map(({ ref }) => ref)],
      rows: [titles, totals, ...rows],
      widths: [12, 60, 32, 13, 14, 8, ...matrix.columns.map(() => 9)],
    },
    {
      name: t("file.links"),
      header: ["ref", "statement", "target", "title", "coverage", "rationale", "note"].map((key) => t(`file.column.${key}`)),
      rows: said,
      widths: [12, 60, 12, 40, 18, 60, 30],
    },
    {
      name: t("file.about"),
      header: [t("title"), ""],
      rows: [...facts.map(({ label, value }) => [label, value]), ["", uncontrolled]],
      widths: [24, 80],
    },
  ]);
}

type Head = Awaited<ReturnType<typeof letterhead>> & { day: string };

/** One table for each sheet's worth of columns, each with all rows and its headings repeated on every page. */
function paperOf(matrix: Matrix, cells: Cells, facts: readonly PaperFact[], head: Head): Paper {
  const t = translator("matrix");
  const blocks: PaperBlock[] = [];
  for (let start = 0; start === 0 || start < matrix.columns.length; start += COLUMNS_OF_A_SHEET) {
    const columns = matrix.columns.slice(start, start + COLUMNS_OF_A_SHEET);
    if (start > 0) blocks.push({ kind: "page-break" });
    if (matrix.columns.length > COLUMNS_OF_A_SHEET)
      blocks.push({ kind: "heading", text: t("file.part", { first: columns[0]!.ref, last: columns.at(-1)!.ref }) });
    const upright = columns.map(({ ref, askedAnywhere, holds }) => ({
      label: askedAnywhere === 0 ? `${ref} –` : holds ? ref : `(${ref})`,
      upright: true,
      millimetres: 6.2,
      align: "center" as const,
    }));
    blocks.push({
      kind: "table",
      dense: true,
      columns: [
        { label: t("file.column.ref"), mono: true, millimetres: 18 },
        { label: t("file.column.statement"), share: 1 },
        { label: t("file.column.total"), millimetres: 9, align: "end" },
        ...upright,
      ],
      rows: [
        ["", t("columnTotal"), "", ...columns.map(({ asked }) => String(asked))],
        ...matrix.rows.map((row, index) => {
          const line = columns.map(() => "");
          for (const link of cells[index]!) {
            const place = link.column - start;
            if (place >= 0 && place < columns.length) line[place] = letter(matrix, link);
          }
          return [
            row.ref,
            `${shortened(row.statement)} · ${shortened(row.partyName, 40)}`,
            row.linked === 0 ? t("none") : String(row.linked),
            ...line,
          ];
        }),
      ],
      empty: t("emptyText"),
    });
  }
  return { title: t("title"), subtitle: t("file.subtitle"), ...head, landscape: true, size: "a3", facts, blocks };
}

function shortened(text: string, letters = 90): string {
  return text.length > letters ? `${[...text].slice(0, letters).join("").trimEnd()}…` : text;
}
