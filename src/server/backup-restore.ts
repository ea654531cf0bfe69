import { createHash } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { PRIVATE_KEY } from "./backup";
import { type BackupHeader, type BackupManifest, checkBackup, type PartHead, readBackup } from "./backup-file";
import { type Table, tablesOf } from "./backup-tables";
import { blobStore } from "./blob-store";
import { dataFolder, evidenceSettings } from "./env";
import { type Migration, migrate, readMigrations } from "./migrations";

/** Why nothing was restored, for the operator. */
export class RestoreRefused extends Error {}

interface RestoreReport {
  madeAt: string;
  tables: number;
  rows: number;
  blobs: number;
  files: number;
  /** Migrations that the backup did not know yet. */
  migrated: string[];
  missing: BackupManifest["missing"];
  organizations: { id: string; slug: string; name: string }[];
}

/** A backup that was read through and can be restored here. */
interface CheckedBackup {
  file: string;
  header: BackupHeader;
  manifest: BackupManifest;
  migrations: Migration[];
  /** By which an interrupted restore of the same backup is known again. */
  mark: string;
}

/**
 * Reads a backup through, holds everything against its hashes and asks whether this code knows its migrations and the folders are empty. Touches nothing, not
 * even the database. Throws BackupUnreadable or RestoreRefused.
 */
export async function openBackup(file: string): Promise<CheckedBackup> {
  const { header, manifest } = await checkBackup(file);
  const migrations = migrationsOf(header);
  const mark = createHash("sha256")
    .update(JSON.stringify([header, manifest]))
    .digest("hex");
  await requireEmptyFolders(header, mark);
  return { file, header, manifest, migrations, mark };
}

/**
 * Puts a backup back into an empty database: the tables are made by our migrations as they were at the backup, filled in one transaction together with the
 * stored files, and then migrated on. Killed half-way it leaves a place that counts as empty. `url` is the owner of the database.
 * Throws RestoreRefused where there is data; then nothing was changed.
 */
export async function restoreBackup(
  { file, header, manifest, migrations, mark }: CheckedBackup,
  url: string,
  { grantTo, onProgress = () => {} }: { grantTo?: string; onProgress?: (text: string) => void } = {},
): Promise<RestoreReport> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await requireEmptyDatabase(client);
    onProgress("Making the tables");
    await clear(client);
    await migrate(url, { migrations });
    onProgress("Filling them");
    const counts = await load(client, file, mark);
    onProgress("Migrating on");
    const migrated = await migrate(url, grantTo ? { grantTo } : {});
    const { rows: organizations } = await client.query<RestoreReport["organizations"][number]>(
      "SELECT id, slug, name FROM organization ORDER BY slug",
    );
    return { madeAt: header.madeAt, ...counts, migrated, missing: manifest.missing, organizations };
  } finally {
    await client.end().catch(() => {});
  }
}

/** The migrations in whose state the tables are read back. Throws RestoreRefused when this code does not know them as they were. */
function migrationsOf(header: BackupHeader): Migration[] {
  const known = readMigrations();
  return header.migrations.map(({ name, checksum }, at) => {
    const migration = known.find((candidate) => candidate.name === name);
    if (!migration)
      throw new RestoreRefused(
        `The backup was made by a newer Goldthread (it has the migration ${name}). Restore it with that version, or a newer one. Nothing was changed.`,
      );
    if (migration.checksum !== checksum || known[at] !== migration)
      throw new RestoreRefused(
        `The migration ${name} is another one here than in the backup. Put its file back as it was. Nothing was changed.`,
      );
    return migration;
  });
}

async function requireEmptyDatabase(client: pg.Client): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT relname::text AS name FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace",
  );
  const names = new Set(tables.map(({ name }) => name));
  if (names.size === 0) return;
  const place = (await client.query<{ name: string }>("SELECT current_database() AS name")).rows[0]!.name;
  const stranger = new RestoreRefused(
    `The database ${place} holds something that is not Goldthread's. Give an empty database. Nothing was changed.`,
  );
  if (!names.has("_prisma_migrations")) throw stranger;
  const known = new Set(readMigrations().map(({ name }) => name));
  const { rows: applied } = await client.query<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations");
  if (applied.some(({ name }) => !known.has(name))) throw stranger;
  // Everything of an organisation hangs on its row; these tables stand outside of row level security, which would hide the others from the owner too.
  for (const table of ["organization", "user_account"]) {
    if (!names.has(table)) continue;
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    if (rows[0]!.count > 0)
      throw new RestoreRefused(
        `The database ${place} holds data already (${rows[0]!.count} in ${table}). A backup is restored into an empty place only. Nothing was changed.`,
      );
  }
}

/** Names which backup is being put back here, so that the files of an interrupted run are not taken for somebody's evidence. */
const MARK = ".restoring";

async function requireEmptyFolders(header: BackupHeader, mark: string): Promise<void> {
  const { folder, s3 } = evidenceSettings();
  if ((await readFile(path.join(folder, MARK), "utf8").catch(() => "")) === mark) return;
  // A dump without the stored files belongs to the folder where they still lie.
  if (header.evidence && !s3 && (await holdsFiles(folder)))
    throw new RestoreRefused(
      `The folder ${folder} holds files already. A backup is restored into an empty place only. Nothing was changed.`,
    );
  if (header.evidence && (await holdsFiles(path.join(dataFolder(), "checkpoints"))))
    throw new RestoreRefused(
      `The folder ${path.join(dataFolder(), "checkpoints")} holds checkpoints of another register already. Move it away first. Nothing was changed.`,
    );
}

async function holdsFiles(folder: string): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (entry.name.startsWith(MARK)) continue;
    if (entry.isFile()) return true;
    if (entry.isDirectory() && (await holdsFiles(path.join(folder, entry.name)))) return true;
  }
  return false;
}

/** Takes away the empty tables of a first start, or what an interrupted restore made: the tables are made as they were at the backup. */
async function clear(client: pg.Client): Promise<void> {
  await client.query(`
    DO $clear$
    DECLARE thing record;
    BEGIN
      DROP SCHEMA IF EXISTS as_of CASCADE;
      DROP SCHEMA IF EXISTS past CASCADE;
      FOR thing IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('DROP TABLE public.%I CASCADE', thing.relname);
      END LOOP;
      FOR thing IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
                     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', thing.signature);
      END LOOP;
    END $clear$`);
}

async function load(client: pg.Client, file: string, mark: string): Promise<Pick<RestoreReport, "tables" | "rows" | "blobs" | "files">> {
  const { folder } = evidenceSettings();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, `${MARK}.new`), mark, { mode: 0o600 });
  await rename(path.join(folder, `${MARK}.new`), path.join(folder, MARK));
  await client.query(
    `BEGIN;
     SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true), set_config('TimeZone', 'UTC', true),
            set_config('DateStyle', 'ISO', true), set_config('IntervalStyle', 'iso_8601', true)`,
  );
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  const { rows: forced } = await client.query<{ name: string }>(
    "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity",
  );
  // The tables are empty and nobody works on them: the walls and the rules of single changes are set aside for this transaction. Foreign keys stay.
  for (const { name } of forced) await client.query(`ALTER TABLE public.${pg.escapeIdentifier(name)} NO FORCE ROW LEVEL SECURITY`);
  for (const name of tables.keys()) await client.query(`ALTER TABLE public.${pg.escapeIdentifier(name)} DISABLE TRIGGER USER`);
  const counts = { tables: 0, rows: 0, blobs: 0, files: 0 };
  let part: Part | null = null;
  for await (const event of readBackup(file)) {
    if (event.kind === "part") part = await partOf(client, tables, event.head);
    else if (event.kind === "data") await part!.add(event.piece);
    else if (event.kind === "end") {
      await part!.end();
      if (event.head.kind === "table") {
        counts.tables += 1;
        counts.rows += event.end.rows ?? 0;
      } else if (event.head.kind === "blob") counts.blobs += 1;
      else counts.files += 1;
    }
  }
  for (const name of tables.keys()) await client.query(`ALTER TABLE public.${pg.escapeIdentifier(name)} ENABLE TRIGGER USER`);
  for (const { name } of forced) await client.query(`ALTER TABLE public.${pg.escapeIdentifier(name)} FORCE ROW LEVEL SECURITY`);
  await client.query("COMMIT");
  await rm(path.join(folder, MARK), { force: true });
  return counts;
}

interface Part {
  add(piece: Buffer): Promise<void>;
  end(): Promise<void>;
}

async function partOf(client: pg.Client, tables: ReadonlyMap<string, Table>, head: PartHead): Promise<Part> {
  if (head.kind === "blob") return new BlobPart(head.organizationId, head.hash);
  if (head.kind === "file") return new FilePart(fileOf(head.path));
  const table = tables.get(head.name);
  const types = head.columns.map((column) => table?.types[table.columns.indexOf(column)]);
  if (!table || types.some((type) => type === undefined))
    throw new RestoreRefused(`The backup holds a table ${head.name} that its own migrations do not make. Nothing was changed.`);
  return new RowsPart(client, head.name, head.columns, types as string[]);
}

const MOST_ROWS = 2_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Rows of a table, many in one statement: as texts, which the database casts to the type of each column. COPY into the embedded database breaks its connection. */
class RowsPart implements Part {
  #rest: Buffer = Buffer.alloc(0);
  #columns: (string | null)[][];
  #count = 0;
  #bytes = 0;
  readonly #statement: string;

  constructor(
    private readonly client: pg.Client,
    table: string,
    columns: readonly string[],
    types: readonly string[],
  ) {
    this.#columns = columns.map(() => []);
    const arrays = columns.map((_, at) => `$${at + 1}::text[]`).join(", ");
    const names = columns.map((name) => pg.escapeIdentifier(name)).join(", ");
    const cast = types.map((type, at) => `r.c${at}::${type}`).join(", ");
    this.#statement = `INSERT INTO public.${pg.escapeIdentifier(table)} (${names}) SELECT ${cast} FROM unnest(${arrays}) AS r(${columns.map((_, at) => `c${at}`).join(", ")})`;
  }

  async add(piece: Buffer): Promise<void> {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const cells = bytes.toString("utf8", from, at).split("\t");
      if (cells.length !== this.#columns.length)
        throw new RestoreRefused("A row of the backup has not as many values as its table has columns.");
      for (let cell = 0; cell < cells.length; cell += 1) this.#columns[cell]!.push(cellValue(cells[cell]!));
      this.#count += 1;
      this.#bytes += at - from;
      from = at + 1;
      if (this.#count >= MOST_ROWS || this.#bytes >= MOST_BYTES) await this.#store();
    }
    this.#rest = Buffer.from(bytes.subarray(from));
  }

  async end(): Promise<void> {
    if (this.#rest.length > 0) throw new RestoreRefused("A row of the backup does not end.");
    await this.#store();
  }

  async #store(): Promise<void> {
    if (this.#count === 0) return;
    const columns = this.#columns;
    this.#columns = columns.map(() => []);
    this.#count = 0;
    this.#bytes = 0;
    await this.client.query(this.#statement, columns);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A value from the text format of COPY. */
function cellValue(cell: string): string | null {
  if (!cell.includes("\\")) return cell;
  if (cell === "\\N") return null;
  return cell.replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** Where a file of the data folder goes. Throws RestoreRefused for a path that is none of ours. */
function fileOf(name: string): string {
  if (name !== PRIVATE_KEY && !/^(checkpoints|keys\/public)\/[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name))
    throw new RestoreRefused(`The backup holds a file ${name} that has no place here. Nothing was changed.`);
  return path.join(dataFolder(), name);
}

/** A file that appears whole or not at all. */
class FilePart implements Part {
  #stream: WriteStream | null = null;
  readonly #partial: string;

  constructor(private readonly file: string) {
    this.#partial = `${file}.restoring`;
  }

  async add(piece: Buffer): Promise<void> {
    if (!this.#stream) {
      await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
      this.#stream = createWriteStream(this.#partial, { mode: 0o600 });
    }
    const stream = this.#stream;
    await new Promise<void>((resolve, reject) => stream.write(piece, (error) => (error ? reject(error) : resolve())));
  }

  async end(): Promise<void> {
    await this.close();
    await rename(this.#partial, this.file);
  }

  protected async close(): Promise<void> {
    if (!this.#stream) await this.add(Buffer.alloc(0));
    await new Promise<void>((resolve, reject) => this.#stream!.end((error?: Error | null) => (error ? reject(error) : resolve())));
    const handle = await open(this.#partial, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  get partial(): string {
    return this.#partial;
  }
}

/** A stored file, given to the store of this installation: a folder or a bucket. */
class BlobPart extends FilePart {
  constructor(
    private readonly organizationId: string,
    private readonly hash: string,
  ) {
    // On the same disk as the store, so that taking it in is a rename.
    super(path.join(evidenceSettings().folder, `${hash}.blob`));
  }

  override async end(): Promise<void> {
    await this.close();
    await blobStore().put(this.organizationId, { path: this.partial, hash: this.hash, size: (await stat(this.partial)).size });
    await rm(this.partial, { force: true });
  }
}
