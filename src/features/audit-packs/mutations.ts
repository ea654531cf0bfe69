import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { v7 as uuid } from "uuid";
import { leavesAsFile } from "@/features/copies/mutations";
import { translator } from "@/lib/translate";
import { TooLarge } from "@/lib/zip/write";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { dataFolder } from "@/server/env";
import { NotFound, Refused } from "@/server/errors";
import { fileName } from "./index-page";
import { type MadePack, makePack, type PackWish } from "./make";
import { packChoices } from "./queries";

export interface PackAsked {
  /** "2.0"; null: the draft as it stands. */
  version: string | null;
  evidence: boolean;
}

export interface WrittenPack {
  fileName: string;
  bytes: number;
  sha256: string;
  /** Number in the register of copies. */
  copy: number;
  version: string | null;
  /** Entries of the history in it. */
  entries: number;
  /** Evidence files that the store did not have, or has changed; the check of the pack names each. */
  damaged: number;
}

/**
 * Makes an audit pack into a file and enters it in the register of copies. The file appears whole or not at all. Throws NotFound for an unknown version,
 * Refused where the evidence is more than a ZIP holds.
 */
export async function packInto(access: Access, { version, evidence }: PackAsked, target: string): Promise<WrittenPack> {
  const versionId = version === null ? null : await versionIdOf(access, version);
  const temporary = path.join(path.dirname(target), `.${uuid()}.part`);
  const name = fileName({
    organization: access.organization,
    version: version === null ? null : named(version),
    madeAt: now().toISOString(),
  });
  const t = translator("auditPack");
  try {
    const { made, copy } = await leavesAsFile(
      access,
      {
        kind: "audit-pack",
        format: "zip",
        title: version === null ? t("titleDraft") : t("titleVersion", { number: version }),
        fileName: name,
        filterText: evidence ? "" : t("withoutEvidence"),
        rowsShown: null,
        rowsTotal: null,
        versionId,
      },
      async () => written(access, { versionId, evidence }, temporary),
    );
    await rename(temporary, target);
    const { manifest, bytes, sha256, damaged } = made;
    return { fileName: name, bytes, sha256, copy: copy.number, version, entries: manifest.head.sequence, damaged };
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof TooLarge) throw new Refused("audit-pack-too-large");
    throw error;
  }
}

/** A pack for a browser: made into the data folder, streamed from there, gone once it was sent. */
export async function packForDownload(access: Access, asked: PackAsked): Promise<WrittenPack & { stream: Readable }> {
  const folder = path.join(dataFolder(), "packs");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(folder);
  const file = path.join(folder, `${uuid()}.zip`);
  const pack = await packInto(access, asked, file);
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  // Open files stay readable after their name is gone, so a broken download leaves nothing behind. Where the system keeps the name, the next pack removes it.
  stream.once("open", () => void rm(file, { force: true }).catch(() => {}));
  stream.once("close", () => void rm(file, { force: true }).catch(() => {}));
  return { ...pack, stream };
}

async function written(access: Access, wish: PackWish, file: string): Promise<MadePack & { sha256: string }> {
  const handle = await open(file, "wx+", 0o600);
  try {
    const made = await makePack(access, wish, handle);
    await handle.sync();
    const hash = createHash("sha256");
    for await (const chunk of handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 }))
      hash.update(chunk as Buffer);
    return { ...made, sha256: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

async function versionIdOf(access: Access, number: string): Promise<string> {
  const found = (await packChoices(access)).versions.find((version) => version.number === number);
  if (!found) throw new NotFound();
  return found.id;
}

const named = (number: string) => ({ id: "", number, contentHash: "" });

const LEFTOVER_MS = 60 * 60 * 1000;

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > LEFTOVER_MS) await rm(file, { force: true });
  }
}
