import type pg from "pg";

/** A table as a backup takes it along. */
export interface Table {
  name: string;
  columns: string[];
  /** The SQL type of each column. */
  types: string[];
  /** Whether row level security holds for whoever asks. */
  walled: boolean;
  readable: boolean;
}

/** What is no part of the register: its own bookkeeping, the cache of past moments, and uploads whose bytes are on their way. */
export const LEFT_OUT: readonly string[] = ["_prisma_migrations", "as_of_point", "upload"];

/** The tables of the register as the catalogue has them, each after those it refers to. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `SELECT c.relname AS name, row_security_active(c.oid) AS walled, has_table_privilege(c.oid, 'SELECT') AS readable,
            ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
            ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS types,
            ARRAY(SELECT DISTINCT t.relname::text FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> ALL($1::text[]) ORDER BY c.relname`,
    [LEFT_OUT],
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  const ordered: Table[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (name: string) => {
    const row = byName.get(name);
    if (!row || state.get(name) === "done") return;
    if (state.get(name) === "open") throw new Error(`The tables refer to each other in a circle at ${name}`);
    state.set(name, "open");
    for (const other of row.refers) visit(other);
    state.set(name, "done");
    const { refers: _, ...table } = row;
    ordered.push(table);
  };
  for (const { name } of rows) visit(name);
  return ordered;
}
