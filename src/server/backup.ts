import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { type BackupManifest, BackupWriter } from "./backup-file";
import { type Table, tablesOf } from "./backup-tables";
import { blobStore, checkBlob } from "./blob-store";
import { now } from "./clock";
import { copyOut } from "./copy-out";
import { dataFolder } from "./env";

interface BackupOptions {
  /** Stored files too. Without them the backup names them; they stay where they are. */
  evidence?: boolean;
  /** The private key that signs checkpoints too. */
  keys?: boolean;
}

interface BackupReport {
  file: string;
  bytes: number;
  tables: number;
  rows: number;
  organizations: number;
  blobs: number;
  missing: BackupManifest["missing"];
  /** How long the database was read, in which the embedded one answers nobody else. */
  databaseMs: number;
}

/** What can be said of a database that cannot be backed up, for the operator. */
export class BackupRefused extends Error {}

/**
 * Writes a backup of everything to `file`: all tables as they stood at one moment, however many people go on writing; then the stored files that this moment
 * names, each held against its hash; then the checkpoints beside the database. Written beside and renamed, so that a file of that name is always a whole
 * backup. A name that ends in ".gz" is packed. `url`: the owner of the tables, or the application's role, which sees one organisation after the other.
 * Throws BackupRefused.
 */
export async function makeBackup(file: string, url: string, options: BackupOptions = {}): Promise<BackupReport> {
  const { evidence = true, keys = false } = options;
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  if (await stat(file).catch(() => null)) throw new BackupRefused(`There is a file ${file} already. A backup is not written over another.`);
  const partial = `${file}.partial`;
  const target = createWriteStream(partial, { mode: 0o600, highWaterMark: 4 * 1024 * 1024 });
  const packed = file.endsWith(".gz") ? createGzip({ level: 1 }) : null;
  const written = packed
    ? pipeline(packed, target)
    : new Promise<void>((resolve, reject) => target.on("close", resolve).on("error", reject));
  // It is awaited at the end; until then nobody must take its failure for unhandled.
  written.catch(() => {});
  const writer = new BackupWriter(packed ?? target);
  try {
    const { blobs, databaseMs, organizations } = await writeTables(writer, url, { evidence, keys });
    const missing = evidence ? await writeBlobs(writer, blobs) : [];
    await writeFiles(writer, { keys });
    const manifest = await writer.finish(missing);
    await written;
    await flush(partial);
    await rename(partial, file);
    await flush(path.dirname(path.resolve(file)));
    const tables = manifest.parts.filter(({ kind }) => kind === "table");
    return {
      file,
      bytes: (await stat(file)).size,
      tables: tables.length,
      rows: tables.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
      organizations,
      blobs: manifest.parts.filter(({ kind }) => kind === "blob").length,
      missing,
      databaseMs,
    };
  } catch (error) {
    (packed ?? target).destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

async function flush(name: string): Promise<void> {
  const handle = await open(name, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

interface Blob {
  organizationId: string;
  hash: string;
}

async function writeTables(
  writer: BackupWriter,
  url: string,
  { evidence, keys }: { evidence: boolean; keys: boolean },
): Promise<{ blobs: Blob[]; databaseMs: number; organizations: number }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  const began = performance.now();
  try {
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
       SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true), set_config('TimeZone', 'UTC', true),
              set_config('DateStyle', 'ISO', true), set_config('IntervalStyle', 'iso_8601', true), set_config('app.organization_id', '', true), set_config('app.user_id', '', true)`,
    );
    const tables = await tablesOf(client);
    if (!tables.some(({ name }) => name === "organization"))
      throw new BackupRefused("The database holds no register of Goldthread yet: there is nothing to back up.");
    const shut = tables.filter(({ readable }) => !readable).map(({ name }) => name);
    if (shut.length > 0)
      throw new BackupRefused(
        `The role of the connection may not read ${shut.join(", ")}. Set MIGRATION_DATABASE_URL to the owner of the tables.`,
      );
    const migrations = await appliedMigrations(client);
    const organizations = (await client.query<{ id: string }>("SELECT id FROM organization ORDER BY id")).rows.map(({ id }) => id);
    writer.begin({ format: "goldthread-backup", version: 1, madeAt: now().toISOString(), migrations, evidence, keys });
    const inOrganization = (id: string) => client.query("SELECT set_config('app.organization_id', $1, true)", [id]);
    for (const table of tables) {
      writer.part({ kind: "table", name: table.name, columns: table.columns });
      // Behind row level security, which holds for the owner too, one organisation is seen at a time.
      for (const id of table.walled ? organizations : [null]) {
        if (id) await inOrganization(id);
        await writeRows(writer, client, table);
      }
      writer.endPart();
      await writer.room();
    }
    const blobs: Blob[] = [];
    for (const id of organizations) {
      await inOrganization(id);
      for (const { hash } of (await client.query<{ hash: string }>(BLOBS, [id])).rows) blobs.push({ organizationId: id, hash });
    }
    await client.query("COMMIT");
    return { blobs, databaseMs: Math.round(performance.now() - began), organizations: organizations.length };
  } finally {
    await client.end().catch(() => {});
  }
}

async function writeRows(writer: BackupWriter, client: pg.Client, table: Table): Promise<void> {
  const columns = table.columns.map((name) => pg.escapeIdentifier(name)).join(", ");
  await copyOut(client, `COPY public.${pg.escapeIdentifier(table.name)} (${columns}) TO STDOUT`, (row) => {
    writer.data(row, 1);
    return writer.full ? writer.room() : undefined;
  });
}

/** Every stored file that the register names: evidence as it is and as earlier entries say, and logos. */
const BLOBS = `
  SELECT DISTINCT hash FROM (
    SELECT content_hash AS hash FROM evidence WHERE organization_id = $1::uuid
    UNION ALL SELECT logo_sha256 FROM organization_profile WHERE organization_id = $1::uuid
    UNION ALL
    SELECT (regexp_matches(p.payload, '"(?:contentHash|logoSha256)":\\{"after":"([0-9a-f]{64})"'))[1]
      FROM history_entry e JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
     WHERE e.organization_id = $1::uuid AND e.entity IN ('evidence', 'organization')
  ) named WHERE hash ~ '^[0-9a-f]{64}$' ORDER BY hash`;

async function appliedMigrations(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const [may] = (await client.query<{ yes: boolean }>("SELECT has_table_privilege('_prisma_migrations', 'SELECT') AS yes")).rows;
  if (!may?.yes)
    throw new BackupRefused(
      "The role of the connection may not read which migrations were applied. Set MIGRATION_DATABASE_URL to the owner of the tables.",
    );
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name",
  );
  return rows;
}

async function writeBlobs(writer: BackupWriter, blobs: readonly Blob[]): Promise<BackupManifest["missing"]> {
  const store = blobStore();
  const missing: BackupManifest["missing"] = [];
  for (const { organizationId, hash } of blobs) {
    // Looked at before it is copied: what is damaged is named, not carried along as if it were whole.
    const state = await checkBlob(store, organizationId, hash);
    if (state !== "intact") {
      missing.push({ organizationId, hash, state });
      continue;
    }
    const stream = await store.read(organizationId, hash);
    if (!stream) {
      missing.push({ organizationId, hash, state: "missing" });
      continue;
    }
    writer.part({ kind: "blob", organizationId, hash });
    for await (const piece of stream) {
      writer.data(piece as Buffer);
      await writer.room();
    }
    const { sha256 } = writer.endPart();
    if (sha256 !== hash) throw new BackupRefused(`The stored file ${hash} changed while it was copied. Run the backup again.`);
  }
  return missing;
}

/** What of the data folder belongs into a backup, with the folders below it; the private key only when asked for. */
const FOLDERS = ["checkpoints", "keys/public"];
export const PRIVATE_KEY = "keys/checkpoint.key";

async function writeFiles(writer: BackupWriter, { keys }: { keys: boolean }): Promise<void> {
  const found: string[] = [];
  for (const folder of FOLDERS) {
    for (const entry of await readdir(path.join(dataFolder(), folder), { withFileTypes: true }).catch(() => []))
      if (entry.isFile() && !entry.name.startsWith(".")) found.push(`${folder}/${entry.name}`);
  }
  if (keys && (await stat(path.join(dataFolder(), PRIVATE_KEY)).catch(() => null))) found.push(PRIVATE_KEY);
  for (const name of found.sort()) {
    writer.part({ kind: "file", path: name });
    for await (const piece of createReadStream(path.join(dataFolder(), name))) writer.data(piece as Buffer);
    writer.endPart();
    await writer.room();
  }
}
