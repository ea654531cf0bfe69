import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../../scripts/steps.mjs";
import { migrateInOwnProcess } from "./migrate";

/** One migrated data folder; each test file starts the embedded database on a copy of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-embedded-"));
  const database = await startEmbeddedDatabase(folder);
  await migrateInOwnProcess(database.url);
  await database.close();
  project.provide("embeddedTemplate", folder);
  return async () => rmSync(folder, { recursive: true, force: true });
}
