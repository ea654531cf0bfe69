import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { ensurePastSchema } from "./past-schema";

/**
 * Migrations without Prisma's native binary: its schema engine compiled to WebAssembly, at exactly the version that this Prisma names.
 * It writes the same `_prisma_migrations` table as `prisma migrate deploy`.
 */
interface SchemaEngine {
  diff(input: unknown): Promise<{ stdout: string }>;
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>;
}

const FILTERS = { externalTables: [], externalEnums: [] };

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Reads the migrations of a folder in the order of their names. Throws when a migration folder has no migration.sql. */
export function readMigrations(folder = path.resolve("prisma/migrations")): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The schema files of a folder, as the engine wants them. */
export function readSchema(folder = path.resolve("prisma/schema")): { path: string; content: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(path.join(folder, name), "utf8") }));
}

/** The adapter cuts a script at every semicolon, also inside a function body; PostgreSQL itself takes a script whole, in one transaction. */
function wholeScripts(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const { client } = adapter as unknown as { client: pg.Pool };
    adapter.executeScript = async (script: string) => {
      await client.query(script);
    };
    return adapter;
  };
  return factory;
}

async function schemaEngine(connectionString: string): Promise<SchemaEngine> {
  const require = createRequire(path.resolve("package.json"));
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = require.resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), { "./schema_engine_bg.js": glue as never });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  const database = wholeScripts(new PrismaPg({ connectionString, max: 1 }));
  return (await glue.SchemaEngine.new(
    { datamodels: readSchema().map((file) => [file.path, file.content]) } as never,
    () => {},
    bindMigrationAwareSqlAdapterFactory(database as never),
  )) as SchemaEngine;
}

/** The SQL that turns one set of schema files into another (none: from empty). Any reachable database will do; it is not touched. */
export async function diffSchemas(connectionString: string, from: { path: string; content: string }[] | null): Promise<string> {
  const engine = await schemaEngine(connectionString);
  const result = await engine.diff({
    from: from ? { tag: "schemaDatamodel", files: from } : { tag: "empty" },
    to: { tag: "schemaDatamodel", files: readSchema() },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: FILTERS,
  });
  return result.stdout;
}

export class MigrationRefused extends Error {}

/** What the database says of itself: names applied, and in words what stands in the way of running on it (null: nothing). */
export async function schemaState(
  client: pg.ClientBase,
  migrations = readMigrations(),
): Promise<{ pending: string[]; refusal: string | null }> {
  const known = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!known.rows[0]?.name) return { pending: migrations.map((m) => m.name), refusal: null };
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null }>(
    "SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at",
  );
  const byName = new Map(migrations.map((m) => [m.name, m]));
  const applied = new Set<string>();
  for (const row of rows) {
    if (row.rolled_back_at) continue;
    const migration = byName.get(row.migration_name);
    if (!migration)
      return {
        pending: [],
        refusal: `The database was migrated by a newer Goldthread (${row.migration_name}). Start that version, or a newer one.`,
      };
    if (!row.finished_at)
      return {
        pending: [],
        refusal: `Migration ${row.migration_name} failed half-way earlier. Restore a backup, or mend it and mark it as rolled back.`,
      };
    if (row.checksum !== migration.checksum)
      return {
        pending: [],
        refusal: `Migration ${row.migration_name} was changed after it had been applied. Put its file back as it was.`,
      };
    applied.add(row.migration_name);
  }
  return { pending: migrations.map((m) => m.name).filter((name) => !applied.has(name)), refusal: null };
}

/**
 * Applies what is pending, one instance at a time (the second waits for the first). Returns the names applied.
 * Throws MigrationRefused when the database is newer than the code, or an applied migration was changed.
 * @param connectionString a role that owns the schema; grantTo: the application's login role, which gets the right to become app_rw, and app_eraser for erasing.
 */
export async function migrate(
  connectionString: string,
  options: { grantTo?: string; onProgress?: (text: string) => void } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // Session-level lock: applyMigrations opens a connection of its own. The embedded database has one owner, so it needs no lock
    // (and its socket server would interleave the two connections).
    const embedded = (await client.query("SELECT current_setting('server_version') || version() AS v")).rows[0].v.includes("emscripten");
    if (!embedded) await client.query("SELECT pg_advisory_lock(hashtext('goldthread-migrations'))");
    const migrations = readMigrations();
    const state = await schemaState(client, migrations);
    if (state.refusal) throw new MigrationRefused(state.refusal);
    if (state.pending.length > 0) {
      options.onProgress?.(`${state.pending.length} migration(s)`);
      const engine = await schemaEngine(connectionString);
      await engine.applyMigrations({
        migrationsList: {
          baseDir: "prisma/migrations",
          shadowDbInitScript: "",
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
          migrationDirectories: migrations.map((m) => ({
            path: m.name,
            migrationFile: { path: "migration.sql", content: { tag: "ok", value: m.sql } },
          })),
        },
        filters: FILTERS,
      });
    }
    await ensurePastSchema(client);
    if (options.grantTo) await client.query(`GRANT app_rw, app_eraser TO ${pg.escapeIdentifier(options.grantTo)}`);
    return state.pending;
  } finally {
    await client.end();
  }
}
