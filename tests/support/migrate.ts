import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Applies the migrations in a process of its own: the schema engine is one to a process, and both engines are set up at once. */
export async function migrateInOwnProcess(ownerUrl: string, applicationUrl?: string): Promise<void> {
  const { DATABASE_URL: _, ...rest } = process.env;
  await promisify(execFile)(process.execPath, ["--import", "tsx", "src/cli/migrate.ts"], {
    env: { ...rest, MIGRATION_DATABASE_URL: ownerUrl, ...(applicationUrl ? { DATABASE_URL: applicationUrl } : {}) },
  });
}
