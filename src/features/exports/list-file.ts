import { handOut } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { writeCsv } from "@/lib/csv";
import { parseTableState, type TableConfig, type TableState, tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { writeXlsx } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { leavingList } from "./schema";

type Cell = string | number | boolean | null;

/** What the owner of a list gives for a file: the columns the reader sees, and every row of all pages. */
export interface ExportedList {
  columns: readonly { key: string; label: string }[];
  rows: readonly (readonly Cell[] | Readonly<Record<string, Cell>>)[];
}

interface ListExport<Column extends string, Filter extends string> {
  /** "interested-parties": names the file, and the list in the history. */
  list: string;
  config: TableConfig<Column, Filter>;
  content: (state: TableState<Column, Filter>) => Promise<ExportedList>;
  /** How many entries the list has without search and filters. */
  total: (state: TableState<Column, Filter>) => Promise<number>;
}

const FORMATS = ["csv", "xlsx"] as const;

/**
 * A list as a file: exactly the rows and columns that the same address shows on its pages, in its order. That it left is entered in the register of copies and in the history.
 * Throws Invalid where `format` is neither csv nor xlsx.
 */
export async function listFile<Column extends string, Filter extends string>(
  access: Access,
  request: Request,
  { list, config, content, total }: ListExport<Column, Filter>,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const format = FORMATS.find((known) => known === (searchParams.get("format") ?? "csv"));
  if (!format) throw new Invalid({ format: translator("exports")("format") });
  const state = { ...parseTableState(searchParams, config), page: 1 };
  const standing = await standingOf(access);
  const { columns, rows } = await content(state);
  const cells = rows.map((row) => (isCells(row) ? row : columns.map(({ key }) => row[key] ?? null)));
  const labels = columns.map(({ label }) => label);
  const query = new URLSearchParams(tableQuery(state, config));
  for (const own of ["columns", "density", "size", "page"]) query.delete(own);
  const filter = [...query].map((pair) => pair.join("=")).join(", ");
  return handOut(access, {
    ...leavingList({ list, format, rows: rows.length, total: await total(state), columns: labels, filter }),
    format,
    fileName: `${access.organization.slug}_${list}_${today()}.${format}`,
    standing,
    make: async () =>
      format === "csv"
        ? writeCsv(labels, cells)
        : writeXlsx([{ name: translator("exports")(`list.${list}`), header: labels, rows: cells }]),
  });
}

function isCells(row: ExportedList["rows"][number]): row is readonly Cell[] {
  return Array.isArray(row);
}
