import type { Connection } from "./connection";

/** What the writer has to know of a column: its type in SQL, and what the database fills in when no value is given. */
export interface Column {
  type: string;
  usual: unknown;
}

const columnsByTable = new Map<string, ReadonlyMap<string, Column>>();

/** The columns of a table by name, as the database's catalogue says; asked once for each table, since only migrations change them. */
export async function columnsOf(connection: Connection, table: string): Promise<ReadonlyMap<string, Column>> {
  let columns = columnsByTable.get(table);
  if (!columns) {
    const rows = await connection.rows<{ name: string; type: string; usual: string | null }>(
      `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, pg_get_expr(d.adbin, d.adrelid) AS usual
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
      [table],
    );
    columns = new Map(rows.map(({ name, type, usual }) => [name, { type, usual: usual === null ? null : constant(usual) }]));
    columnsByTable.set(table, columns);
  }
  return columns;
}

/** The value of a column default as this schema writes them: texts, numbers, booleans and lists of texts. */
function constant(expression: string): unknown {
  const text = /^'((?:[^']|'')*)'::/.exec(expression)?.[1]?.replaceAll("''", "'");
  if (text !== undefined) return text;
  if (/^-?\d+$/.test(expression)) return Number(expression);
  if (expression === "true" || expression === "false") return expression === "true";
  const items = /^ARRAY\[(.*)\]/.exec(expression)?.[1];
  if (items !== undefined) return [...items.matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1]!.replaceAll("''", "'"));
  throw new Error(`A column default that the writer cannot read: ${expression}`);
}

/** The type of a column of ours. Throws when there is none of that name. */
export function typeOf(columns: ReadonlyMap<string, Column>, name: string): string {
  const column = columns.get(name);
  if (!column) throw new Error(`The table has no column ${name}`);
  return column.type;
}

/** A value as the text or the plain value that the client sends for a parameter of this type. Lists become PostgreSQL's own text form of an array. */
export function parameter(value: unknown, type: string): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object") return value;
  if (type === "jsonb" || type === "json") return JSON.stringify(value);
  if (Array.isArray(value)) return `{${value.map(arrayItem).join(",")}}`;
  if (value instanceof Date) return value.toISOString();
  return value;
}

function arrayItem(item: unknown): string {
  return item === null || item === undefined ? "NULL" : `"${String(item).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** Rows to insert, column by column: for each name the values of all rows in their order. */
export type ColumnsOfRows = Readonly<Record<string, readonly unknown[]>>;

/**
 * Inserts rows in one statement. A column that says the same in every row travels once, any other as one array: of thousands of imported records
 * nearly all columns are the same, and reading them back out of JSON cost the database more than storing them.
 */
export async function insertRows(connection: Connection, table: string, rows: ColumnsOfRows): Promise<void> {
  const names = Object.keys(rows);
  const count = rows[names[0]!]?.length ?? 0;
  if (count === 0) return;
  const columns = await columnsOf(connection, table);
  const values: unknown[] = [];
  const selected: string[] = [];
  const arrays: string[] = [];
  const aliases: string[] = [];
  for (const name of names) {
    const type = typeOf(columns, name);
    const given = rows[name]!;
    // Without any array there would be one row, however many were given.
    if (allTheSame(given) && (count === 1 || name !== names.at(-1) || arrays.length > 0)) {
      values.push(parameter(given[0], type));
      selected.push(`$${values.length}::${type}`);
      continue;
    }
    values.push(given.map((value) => parameter(value, type)));
    // An array of arrays would come apart into its items: lists travel as texts.
    const travelling = type.endsWith("[]") ? "text" : type;
    arrays.push(`$${values.length}::${travelling}[]`);
    aliases.push(`c${values.length}`);
    selected.push(travelling === type ? `r.c${values.length}` : `r.c${values.length}::${type}`);
  }
  const from = arrays.length > 0 ? ` FROM unnest(${arrays.join(", ")}) AS r(${aliases.join(", ")})` : "";
  await connection.count(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) SELECT ${selected.join(", ")}${from}`,
    values,
    { often: count === 1 },
  );
}

function allTheSame(values: readonly unknown[]): boolean {
  const [first] = values;
  for (const value of values) if (value !== first && !bothEmpty(value, first)) return false;
  return true;
}

const bothEmpty = (a: unknown, b: unknown) => Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0;
