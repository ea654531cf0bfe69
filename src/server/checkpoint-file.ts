import { appendFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readCheckpoint } from "@/domain/checkpoint";
import { readSigned, type SignedText, signedLine } from "@/domain/signed-text";
import { dataFolder } from "./env";
import { log } from "./log";

/**
 * The checkpoints of an organisation once more, outside of the database: one line each, only ever appended. A database that was set back to an older
 * state, or rewritten with its checkpoints, is found by what stands here.
 */
const fileOf = (organizationId: string) => path.join(dataFolder(), "checkpoints", `${organizationId}.jsonl`);

/** Adds those of the given checkpoints that do not stand there yet. A folder that cannot be written is logged, not thrown: the database has them. */
export async function keepCheckpoints(organizationId: string, checkpoints: readonly SignedText[]): Promise<void> {
  try {
    const known = new Set((await keptCheckpoints(organizationId)).map(({ signature }) => signature));
    const missing = checkpoints.filter(({ signature }) => !known.has(signature));
    if (missing.length === 0) return;
    await mkdir(path.dirname(fileOf(organizationId)), { recursive: true, mode: 0o700 });
    await appendFile(fileOf(organizationId), missing.map((line) => `${signedLine(line)}\n`).join(""), { mode: 0o600 });
  } catch (error) {
    log("error", "checkpoints could not be written beside the database", error);
  }
}

/** What stands there, in the order of writing; lines that are no checkpoint are left out. Empty where there is no such file. */
export async function keptCheckpoints(organizationId: string): Promise<SignedText[]> {
  const text = await readFile(fileOf(organizationId), "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    const signed = line ? readSigned(line) : null;
    return signed && readCheckpoint(signed.text) ? [signed] : [];
  });
}
