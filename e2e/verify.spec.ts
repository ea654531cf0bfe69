import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { awake, expect, open, test } from "./support";

/** The one file out of a pack whose files are stored, by its name in the directory. */
function fileIn(pack: Buffer, name: string): Buffer {
  const end = pack.length - 22;
  for (let at = pack.readUInt32LE(end + 16); at < end; ) {
    const [length, nameLength, offset] = [pack.readUInt32LE(at + 24), pack.readUInt16LE(at + 28), pack.readUInt32LE(at + 42)];
    if (pack.toString("utf8", at + 46, at + 46 + nameLength) === name)
      return pack.subarray(offset + 30 + nameLength, offset + 30 + nameLength + length);
    at += 46 + nameLength;
  }
  throw new Error(`${name} is not in the pack`);
}

function run(verifier: string, pack: string): { ok: boolean; problems: { kind: string; message: string }[] } {
  try {
    return JSON.parse(execFileSync(process.execPath, [verifier, pack], { encoding: "utf8", maxBuffer: 1 << 26 }));
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

test("the auditor makes a pack, checks it with Node alone, and a flipped byte is named", async ({ as }) => {
  const page = await as("aisha");
  await open(page, "/nordwind/audit-packs");
  const button = page.getByRole("button", { name: "Make an audit pack" });
  await awake(button);
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^audit-pack-nordwind-.*\.zip$/);
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-verify-"));
  try {
    const pack = path.join(folder, "pack.zip");
    await download.saveAs(pack);
    const bytes = readFileSync(pack);
    const verifier = path.join(folder, "verify.mjs");
    writeFileSync(verifier, fileIn(bytes, "verify.mjs"));
    expect(run(verifier, pack)).toMatchObject({ ok: true, problems: [] });
    const at = bytes.indexOf('"reason":', bytes.indexOf("history.jsonl"));
    bytes[at + 3]! ^= 0x01;
    writeFileSync(pack, bytes);
    const found = run(verifier, pack);
    expect(found.ok).toBe(false);
    expect(found.problems.map(({ kind }) => kind)).toContain("payload_changed");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await open(page, "/nordwind/history/verify");
  await expect(page.getByRole("heading", { name: "Checkpoints" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Keys" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Make a checkpoint" })).toHaveCount(0);
});
