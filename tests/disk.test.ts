import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { attachment } from "@/features/evidence/answers";
import { createEvidence, openFile } from "@/features/evidence/mutations";
import { verifyEvidence } from "@/features/evidence/queries";
import { newEvidence } from "@/features/evidence/schema";
import { receivePiece, startUpload, uploadState } from "@/features/evidence/uploads";
import { verifyHistory } from "@/features/history/queries";
import { failureOf } from "@/server/action";
import { makeBackup } from "@/server/backup";
import { dumpsOf, makeDump } from "@/server/dumps";
import { ailmentOf } from "@/server/errors";
import { checkHealth } from "@/server/health";
import { keepCopy, readKept } from "@/server/kept-copies";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { takeLock } from "../scripts/steps.mjs";
import { makeDisk } from "./support/disk";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const MEGABYTE = 1024 * 1024;
const disk = makeDisk(24);
afterAll(() => disk?.remove());

let made = 0;
const pdf = (length: number) =>
  Buffer.concat([Buffer.from(`%PDF-1.7\n% ${++made}\n`), Buffer.alloc(length, 0x25), Buffer.from("\n%%EOF\n")]);
const stream = (content: Buffer) => new Response(new Uint8Array(content)).body;
const facts = { title: "Restore test", type: "test_result", dated: "2026-03-12", origin: "Operations" };
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const words = (error: unknown) => failureOf(error).message;
const ownerUrl = () => {
  const url = new URL(world.url);
  if (engine === "postgresql") Object.assign(url, { username: "postgres", password: "" });
  return url.href;
};

describe.skipIf(world.skip || !disk)("the disk of the data folder (R33)", () => {
  let usual: string;
  beforeEach(() => {
    usual = process.env.DATA_DIR!;
    process.env.DATA_DIR = path.join(disk!.folder, "data");
    mkdirSync(process.env.DATA_DIR, { recursive: true });
  });
  afterEach(() => {
    disk!.readOnly(false);
    process.env.DATA_DIR = usual;
    for (const name of readdirSync(disk!.folder)) rmSync(path.join(disk!.folder, name), { recursive: true, force: true });
  });
  const handedOut = async (ref: string) => Buffer.from(await attachment(await openFile(await world.as("mira"), ref)).arrayBuffer());
  const tidy = () =>
    readdirSync(process.env.DATA_DIR!, { recursive: true }).filter((name) => /\.(staged|partial)$|\.health/.test(String(name)));

  it("full in the middle of a piece: nothing is told to be here that is not, it is said why, and with room it goes on by itself", async () => {
    const mira = await world.as("mira");
    const content = pdf(6 * MEGABYTE);
    const { id } = await startUpload(mira, { name: "a.pdf", size: content.length });
    await receivePiece(mira, id, 0, stream(content.subarray(0, 2 * MEGABYTE)));
    // No whole number of pages or pieces: the system takes a part of the bytes and says nothing.
    disk!.fill(MEGABYTE + 300_123);
    const error = await failure(receivePiece(mira, id, 2 * MEGABYTE, stream(content.subarray(2 * MEGABYTE))));
    expect(ailmentOf(error)).toBe("files_full");
    expect(words(error)).toMatch(/disk is full\. Nothing was changed/);
    expect((await uploadState(mira, id)).received).toBe(2 * MEGABYTE);
    expect(await checkHealth()).toMatchObject({ status: "impaired", database: { ok: true }, files: { ok: false, problem: "files_full" } });
    disk!.empty();
    expect(await checkHealth()).toMatchObject({ status: "ok", files: { ok: true, problem: null } });
    await receivePiece(mira, id, 2 * MEGABYTE, stream(content.subarray(2 * MEGABYTE)));
    const { ref } = await createEvidence(mira, newEvidence.parse({ ...facts, uploadId: id }));
    expect((await handedOut(ref)).equals(content)).toBe(true);
  });

  it("full when a file that is here is filed: no evidence, no half a file, and it can be filed again", async () => {
    const mira = await world.as("mira");
    const content = pdf(5 * MEGABYTE);
    const { id } = await startUpload(mira, { name: "b.pdf", size: content.length });
    await receivePiece(mira, id, 0, stream(content));
    disk!.fill(2 * MEGABYTE + 77);
    const before = (await world.sql("SELECT count(*)::int AS count FROM evidence"))[0]!.count;
    const input = newEvidence.parse({ ...facts, uploadId: id });
    const error = await failure(createEvidence(mira, input));
    expect(ailmentOf(error)).toBe("files_full");
    expect((await world.sql("SELECT count(*)::int AS count FROM evidence"))[0]!.count).toBe(before);
    expect(tidy()).toEqual([]);
    // The register itself goes on.
    await change(mira, (record) => record.create("interested-party", { name: "While it was full", category: "external" }));
    disk!.empty();
    const { ref } = await createEvidence(mira, input);
    expect((await handedOut(ref)).equals(content)).toBe(true);
    expect((await verifyHistory(mira)).ok).toBe(true);
  });

  it("full over the route: 503 and plain words", async () => {
    const mira = await world.as("mira");
    const pieces = await import("@/app/[organization]/evidence/uploads/[upload]/route");
    const content = pdf(MEGABYTE);
    const { id } = await startUpload(mira, { name: "c.pdf", size: content.length });
    disk!.fill(MEGABYTE / 2);
    const answer = await withRequest(await world.request("mira"), () =>
      pieces.PATCH(
        new Request("http://127.0.0.1:3999/x", {
          method: "PATCH",
          body: new Uint8Array(content),
          headers: { "upload-offset": "0" },
        }),
        { params: Promise.resolve({ organization: "nordwind", upload: id }) } as never,
      ),
    );
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await answer.json()).message).toMatch(/disk is full/);
  });

  it("full during a backup and a dump: neither is there, the failure is kept in words, and the next one is whole", async () => {
    disk!.fill(8_192);
    const file = path.join(disk!.folder, "x.gtbackup");
    for (const name of [file, `${file}.gz`]) {
      expect(((await failure(makeBackup(name, ownerUrl(), { evidence: false }))) as Error).message).toMatch(/no space left/i);
      expect([existsSync(name), existsSync(`${name}.partial`)]).toEqual([false, false]);
    }
    disk!.fill(4_096);
    expect(((await failure(makeDump(ownerUrl()))) as Error).message).toMatch(/no space left/i);
    expect((await dumpsOf()).dumps).toEqual([]);
    expect(tidy()).toEqual([]);
    disk!.empty();
    expect((await makeDump(ownerUrl())).bytes).toBeGreaterThan(4_096);
    expect(await dumpsOf()).toMatchObject({ dumps: [expect.anything()], failure: null });
  });

  it("full while a copy is kept: there is none, and nothing lies around", async () => {
    const id = "0190a0a0-0000-7000-8000-000000000001";
    disk!.fill(100_000);
    expect(ailmentOf(await failure(keepCopy(world.nordwind.id, id, Buffer.alloc(MEGABYTE))))).toBe("files_full");
    expect(await readKept(world.nordwind.id, id)).toBeNull();
    expect(readdirSync(path.join(process.env.DATA_DIR!, "copies", world.nordwind.id))).toEqual([]);
  });

  it("read-only: files are handed out, none is taken in, the register goes on, and a start refuses in one line", async () => {
    const mira = await world.as("mira");
    const content = pdf(2_000);
    const first = await startUpload(mira, { name: "d.pdf", size: content.length });
    await receivePiece(mira, first.id, 0, stream(content));
    const { ref } = await createEvidence(mira, newEvidence.parse({ ...facts, uploadId: first.id }));
    const second = await startUpload(mira, { name: "e.pdf", size: content.length });
    disk!.readOnly(true);
    expect((await handedOut(ref)).equals(content)).toBe(true);
    const error = await failure(receivePiece(mira, second.id, 0, stream(content)));
    expect(ailmentOf(error)).toBe("files_read_only");
    expect(words(error)).toMatch(/cannot be written to\. Nothing was changed/);
    expect(await checkHealth()).toMatchObject({ status: "impaired", files: { ok: false, problem: "files_read_only" } });
    await change(mira, (record) => record.create("interested-party", { name: "While it was read-only", category: "external" }));
    expect(() => takeLock(path.join(process.env.DATA_DIR!, "lock"))).toThrow(
      /^The data folder \S+ cannot be written to \(EROFS\)\. [^\n]+$/,
    );
    disk!.readOnly(false);
    await receivePiece(mira, second.id, 0, stream(content));
    expect(await checkHealth()).toMatchObject({ status: "ok" });
    expect(statSync(process.env.DATA_DIR!).isDirectory()).toBe(true);
    expect((await verifyEvidence(mira)).changed).toEqual([]);
  });
});

describe.skipIf(world.skip)("a database that takes nothing in (R33)", () => {
  it("can be read, and says in words that it cannot be written", async () => {
    const mira = await world.as("mira");
    const error = await failure(
      change(mira, async (record) => {
        await record.tx.$executeRaw`SET TRANSACTION READ ONLY`;
        await record.create("interested-party", { name: "Never", category: "external" });
      }),
    );
    expect(ailmentOf(error)).toBe("database_read_only");
    expect(words(error)).toMatch(/only be read/);
    expect(await world.sql("SELECT 1 FROM interested_party WHERE name = 'Never'")).toEqual([]);
  });
});
