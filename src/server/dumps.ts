import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { dumpName, dumpsToRemove, dumpTime } from "@/domain/dump-retention";
import { makeBackup } from "./backup";
import { now } from "./clock";
import { dataFolder } from "./env";

/** The scheduled dumps of the embedded database: what is there, and making the next. The start script calls for them (scripts/start.mjs). */

const FAILURE = "last-failure.json";

const dumpsFolder = () => path.join(dataFolder(), "backups");

export interface Dump {
  name: string;
  at: string;
  bytes: number;
}

interface Dumps {
  folder: string;
  /** The newest first. */
  dumps: Dump[];
  /** Why the last try failed; null when the last one did not. */
  failure: { at: string; message: string } | null;
}

/** What lies there. A folder that cannot be read counts as empty. */
export async function dumpsOf(): Promise<Dumps> {
  const folder = dumpsFolder();
  const dumps: Dump[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const at = dumpTime(name);
    const found = at ? await stat(path.join(/* turbopackIgnore: true */ folder, name)).catch(() => null) : null;
    if (at && found) dumps.push({ name, at, bytes: found.size });
  }
  dumps.sort((a, b) => (a.name < b.name ? 1 : -1));
  return { folder, dumps, failure: await failureIn(folder) };
}

async function failureIn(folder: string): Promise<Dumps["failure"]> {
  try {
    const { at, message } = JSON.parse(await readFile(path.join(/* turbopackIgnore: true */ folder, FAILURE), "utf8")) as Record<
      string,
      unknown
    >;
    return typeof at === "string" && typeof message === "string" ? { at, message } : null;
  } catch {
    return null;
  }
}

/**
 * Makes a dump, removes what is older than is kept, and remembers a failure for the page that shows it. Stored files are left where they are: they are
 * named by their content and never change. Throws what went wrong.
 */
export async function makeDump(url: string): Promise<Dump> {
  const folder = dumpsFolder();
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // What a dump that was killed left behind.
    for (const name of await readdir(folder)) if (name.endsWith(".partial")) await rm(path.join(folder, name), { force: true });
    const name = dumpName(now());
    const { bytes } = await makeBackup(path.join(folder, name), url, { evidence: false });
    for (const old of dumpsToRemove(await readdir(folder))) await rm(path.join(folder, old), { force: true });
    await rm(path.join(folder, FAILURE), { force: true });
    return { name, at: dumpTime(name)!, bytes };
  } catch (error) {
    const text = JSON.stringify({ at: now().toISOString(), message: (error as Error).message.slice(0, 500) });
    await writeFile(path.join(folder, FAILURE), text, { mode: 0o600 }).catch(() => {});
    throw error;
  }
}
