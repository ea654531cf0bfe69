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

/** What a migration leaves in its row in the same transaction in which it does its work: whoever is killed right afterwards, the next one sees it. */
const APPLIED = "goldthread: applied";
/** Held while a migration works, so that whoever takes over waits for one whose owner was killed but which the database still runs. */
const AT_WORK = "SELECT pg_advisory_xact_lock(hashtext('goldthread-migration-script'));\n";
const LEAVE_WORD = `\n;UPDATE _prisma_migrations SET logs = '${APPLIED}' WHERE finished_at IS NULL AND rolled_back_at IS NULL;`;

/**
 * The adapter cuts a script at every semicolon, also inside a function body; PostgreSQL itself takes a script whole, in one transaction.
 * `migrations`: these scripts leave word of themselves.
 */
function wholeScripts(factory: PrismaPg, migrations: readonly Migration[]): PrismaPg {
  const ours = new Set(migrations.map(({ sql }) => sql));
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const { client } = adapter as unknown as { client: pg.Pool };
    adapter.executeScript = async (script: string) => {
      await client.query(ours.has(script) ? AT_WORK + script + LEAVE_WORD : script);
    };
    return adapter;
  };
  return factory;
}

type Glue = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");
let loading: Promise<Glue> | null = null;

/** The engine's machine code, loaded once: its glue keeps a view of the memory, which a second instance would not have. */
function loadedGlue(): Promise<Glue> {
  loading ??= (async () => {
    const require = createRequire(path.resolve("package.json"));
    const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
    const wasm = require.resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
    const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), { "./schema_engine_bg.js": glue as never });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
    return glue;
  })();
  return loading;
}

async function schemaEngine(connectionString: string, migrations: readonly Migration[] = []): Promise<SchemaEngine> {
  const glue = await loadedGlue();
  const database = wholeScripts(new PrismaPg({ connectionString, max: 1 }), migrations);
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
 * Puts right what a killed migration left. Its script and the word it leaves are one transaction: with the word it was applied and only its end is
 * missing, without it nothing of it happened. One that failed by itself says why in its row, and stays for a person.
 */
async function takeUp(client: pg.ClientBase): Promise<void> {
  const known = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!known.rows[0]?.name) return;
  await client.query(
    `BEGIN; ${AT_WORK}
     UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1, logs = NULL WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs = '${APPLIED}';
     DELETE FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL AND coalesce(logs, '') = '';
     COMMIT`,
  );
}

/**
 * Applies what is pending, one instance at a time (the second waits for the first). Returns the names applied.
 * Throws MigrationRefused when the database is newer than the code, or an applied migration was changed.
 * @param connectionString a role that owns the schema; grantTo: the application's login role, which gets the right to become app_rw, and app_eraser for
 *   erasing; migrations: only these, for a state of the past (no right is given and no schema of the past made)
 */
export async function migrate(
  connectionString: string,
  options: { grantTo?: string; migrations?: readonly Migration[]; onProgress?: (text: string) => void } = {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    // Session-level lock: applyMigrations opens a connection of its own. The embedded database has one owner, so it needs no lock
    // (and its socket server would interleave the two connections).
    const embedded = (await client.query("SELECT current_setting('server_version') || version() AS v")).rows[0].v.includes("emscripten");
    if (!embedded) await client.query("SELECT pg_advisory_lock(hashtext('goldthread-migrations'))");
    const migrations = [...(options.migrations ?? readMigrations())];
    await takeUp(client);
    const state = await schemaState(client, migrations);
    if (state.refusal) throw new MigrationRefused(state.refusal);
    if (state.pending.length > 0) {
      options.onProgress?.(`${state.pending.length} migration(s)`);
      const engine = await schemaEngine(connectionString, migrations);
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
      await client.query("UPDATE _prisma_migrations SET logs = NULL WHERE logs = $1", [APPLIED]);
    }
    if (options.migrations) return state.pending;
    await ensurePastSchema(client);
    if (options.grantTo) await client.query(`GRANT app_rw, app_eraser TO ${pg.escapeIdentifier(options.grantTo)}`);
    return state.pending;
  } finally {
    await client.end();
  }
}
