import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkPack } from "@/domain/audit-pack-check";
import { packInto } from "@/features/audit-packs/mutations";
import { ZipArchive } from "@/lib/zip/read";
import type { Access } from "@/server/access";

interface Bench {
  access: Access;
  size: string;
  pair: (rounds: number, ours: () => Promise<unknown>, bare: () => Promise<unknown>) => Promise<[ours: number, bare: number]>;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
  /** The entries as the baseline hashes them. */
  rows: readonly { header: string; salt: string; payload: string }[];
}

/** Checks an audit pack of the whole history, read from the disk, against a bare SHA-256 loop over its entries. */
export async function benchPack({ access, size, pair, record, rows }: Bench): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-bench-pack-"));
  try {
    const file = path.join(folder, "pack.zip");
    await packInto(access, { version: null, evidence: false }, file);
    const check = async () => {
      const verdict = await checkedFile(file);
      if (!verdict.ok) throw new Error(`the bench's own pack does not verify: ${JSON.stringify(verdict.problems[0])}`);
    };
    const bare = async () => {
      for (const { header, salt, payload } of rows) {
        createHash("sha256").update(header).digest("hex");
        createHash("sha256")
          .update(salt + payload)
          .digest("hex");
      }
    };
    record("Verify an audit pack (reading, hashing, content against history)", size, ...(await pair(3, check, bare)), "<= 3");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkedFile(file: string) {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const read = async (offset: number, length: number) => (await handle.read(Buffer.allocUnsafe(length), 0, length, offset)).buffer;
    const archive = await ZipArchive.open({ size, read });
    return await checkPack({ list: () => archive.entries, read: (name) => archive.read(name) });
  } finally {
    await handle.close();
  }
}
