import type { Connection } from "./connection";

/** One value of a row: an expression over the row "t", and its type in SQL. */
interface Cell {
  sql: string;
  type: string;
  /** It is never null. */
  given?: boolean;
}

/** Between cells, between rows, and where there is nothing. Where a text holds one of them, everything is read as JSON instead. */
const [CELL, ROW, NOTHING] = ["\u001f", "\u001e", "\u001d"];

const plainly = (text: string): unknown => text;
const READ: Readonly<Record<string, (text: string) => unknown>> = {
  text: plainly,
  uuid: plainly,
  boolean: (text) => text === "true",
  integer: Number,
  smallint: Number,
};
const readJson = (text: string): unknown => (text === "[]" ? [] : JSON.parse(text));

/**
 * The rows of a query, each as the values of its cells, in the form in which JSON holds them. They travel as a single text with separators: through the
 * client row by row takes several times as long, and as JSON, whose writer looks up the type of every single value anew, still twice as long.
 */
export async function readCells(
  connection: Connection,
  cells: readonly Cell[],
  from: string,
  values: readonly unknown[],
): Promise<unknown[][]> {
  const texts = cells.map(({ sql, type, given }) => {
    const text = READ[type] ? `${sql}::text` : `to_json(${sql})::text`;
    return given ? text : `coalesce(${text}, E'\\x1d')`;
  });
  const nullable = cells.filter(({ given }) => !given).map(({ sql }) => sql);
  const [row] = await connection.rows<{ text: string | null; count: number; nothing: number }>(
    `SELECT string_agg(concat_ws(E'\\x1f', ${texts.join(", ")}), E'\\x1e') AS text, count(*)::int AS count,
            ${nullable.length > 0 ? `coalesce(sum(num_nulls(${nullable.join(", ")})), 0)::int` : "0"} AS nothing FROM ${from}`,
    values,
    { often: true },
  );
  if (!row || row.count === 0) return [];
  return split(row.text ?? "", cells, row.count, row.nothing) ?? asJson(connection, cells, from, values);
}

/** Null where a text of a row holds one of the separators. */
function split(text: string, cells: readonly Cell[], count: number, nothing: number): unknown[][] | null {
  const rows = text.split(ROW!);
  if (rows.length !== count) return null;
  const readers = cells.map(({ type }) => READ[type] ?? readJson);
  const result: unknown[][] = [];
  let empty = 0;
  for (const one of rows) {
    const parts: unknown[] = one.split(CELL!);
    if (parts.length !== cells.length) return null;
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at] as string;
      if (part === NOTHING) {
        parts[at] = null;
        empty += 1;
      } else if (readers[at] !== plainly) parts[at] = readers[at]!(part);
    }
    result.push(parts);
  }
  return empty === nothing ? result : null;
}

async function asJson(connection: Connection, cells: readonly Cell[], from: string, values: readonly unknown[]): Promise<unknown[][]> {
  const [row] = await connection.rows<{ text: string | null }>(
    `SELECT json_agg(json_build_array(${cells.map(({ sql }) => sql).join(", ")}))::text AS text FROM ${from}`,
    values,
    { often: true },
  );
  return JSON.parse(row?.text ?? "[]") as unknown[][];
}

const FIRST = "00000000-0000-0000-0000-000000000000";

/** Every row of an organisation's table in the order of its ids, page by page, the next being fetched while one is worked on. The first cell is the id. */
export async function* pagesOfTable(
  connection: Connection,
  organizationId: string,
  table: string,
  cells: readonly Cell[],
  size: number,
): AsyncGenerator<unknown[][]> {
  const from = `(SELECT * FROM "${table}" WHERE organization_id = $1::uuid AND id > $2::uuid ORDER BY id LIMIT ${size}) t`;
  const ask = (after: string) => {
    const asked = readCells(connection, cells, from, [organizationId, after]);
    // It is awaited when its turn comes; until then nobody must take its failure for unhandled.
    asked.catch(() => {});
    return asked;
  };
  for (let pending = ask(FIRST); ; ) {
    const page = await pending;
    if (page.length === size) pending = ask(page.at(-1)![0] as string);
    if (page.length > 0) yield page;
    if (page.length < size) return;
  }
}
