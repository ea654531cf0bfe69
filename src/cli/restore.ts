// npm run restore -- FILE: puts a backup back into an empty place, then verifies the history of every organisation. See docs/backup.md.
import path from "node:path";
import process from "node:process";
import pg from "pg";
import { verifyHistory } from "@/features/history/queries";
import { systemAccess } from "@/server/access";
import { BackupUnreadable } from "@/server/backup-file";
import { openBackup, RestoreRefused, restoreBackup } from "@/server/backup-restore";
import { dataFolder, lockOwner, reachDatabase, takeLock } from "../../scripts/steps.mjs";

const files = process.argv.slice(2);
if (files.length !== 1 || files[0]!.startsWith("--")) {
  console.error("Usage: npm run restore -- FILE");
  process.exit(2);
}
const file = path.resolve(process.env.INIT_CWD ?? "", files[0]!);
let close = async () => {};
let unlock = () => {};
try {
  const embedded = !process.env.DATABASE_URL;
  if (embedded) {
    const running = lockOwner(path.join(dataFolder(), "lock")) ?? lockOwner(path.join(dataFolder(), "database.lock"));
    if (running)
      throw new RestoreRefused(
        `The application runs on ${dataFolder()} (process ${running.pid}). Stop it, or set DATA_DIR to a new folder. Nothing was changed.`,
      );
    unlock = takeLock(path.join(dataFolder(), "lock"));
  }
  console.error("· Checking the whole file");
  const backup = await openBackup(file);
  const database = await reachDatabase();
  close = database.close;
  const owner = process.env.MIGRATION_DATABASE_URL || database.url;
  if (!(await mayMakeTables(owner)))
    throw new RestoreRefused(
      "The role of DATABASE_URL may make no tables: set MIGRATION_DATABASE_URL to the owner of the database. Nothing was changed.",
    );
  const application = database.embedded ? undefined : decodeURIComponent(new URL(database.url).username);
  const report = await restoreBackup(backup, owner, {
    ...(application ? { grantTo: application } : {}),
    onProgress: (text) => console.error(`· ${text}`),
  });
  console.log(
    `Restored the backup of ${report.madeAt}: ${report.organizations.length} organisation(s), ${report.rows} rows in ${report.tables} tables, ${report.blobs} stored file(s).`,
  );
  if (report.migrated.length > 0) console.log(`Migrated on: ${report.migrated.join(", ")}.`);
  for (const { organizationId, hash, state } of report.missing)
    console.log(`The backup did not have it (${state} at the time): ${hash} of organisation ${organizationId}.`);
  let sound = true;
  for (const organization of report.organizations) {
    const verdict = await verifyHistory(systemAccess(organization, "restore"));
    sound &&= verdict.ok;
    console.log(
      verdict.ok
        ? `${organization.slug}: the history verifies, ${verdict.entries} entries, ${verdict.records} records as it tells.`
        : `${organization.slug}: the history does NOT verify: ${verdict.chainProblems.length} problem(s) in the chain, ${verdict.liveProblemCount} in the records. Open "History", "Verify" to see each.`,
    );
  }
  await close();
  unlock();
  process.exit(sound ? 0 : 1);
} catch (error) {
  await close();
  unlock();
  const clear = error instanceof RestoreRefused || error instanceof BackupUnreadable;
  console.error(
    clear ? error.message : `The restore stopped: ${(error as Error).message}. The place is left empty; it can be tried again.`,
  );
  process.exit(1);
}

/** The tables are made and filled by whoever owns them. */
async function mayMakeTables(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean }>(
      "SELECT has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE') AS may",
    );
    return rows[0]?.may ?? false;
  } finally {
    await client.end();
  }
}
