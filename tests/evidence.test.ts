import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterEach, describe, expect, it } from "vitest";
import { attachment } from "@/features/evidence/answers";
import {
  bringBackEvidence,
  checkFiles,
  createEvidence,
  openFile,
  replaceFile,
  retireEvidence,
  updateEvidence,
} from "@/features/evidence/mutations";
import { endingEvidence, exportEvidence, getEvidence, listEvidence, verifyEvidence } from "@/features/evidence/queries";
import { evidenceChange, fileReplacement, newEvidence } from "@/features/evidence/schema";
import { EVIDENCE_TABLE } from "@/features/evidence/table";
import { cancelUpload, receivePiece, startUpload, sweepUploads, unfinishedUploads, uploadState } from "@/features/evidence/uploads";
import { historyOf, verifyHistory } from "@/features/history/queries";
import { askedFor } from "@/features/threads/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { setClock, today } from "@/server/clock";
import { Conflict, Invalid, NotFound, type Refused, Unavailable } from "@/server/errors";
import { change, withIdempotencyKey } from "@/server/record";
import { withRequest } from "@/server/request";
import { PDF, png } from "./support/evidence-files";
import { openWorld } from "./support/world";

const world = openWorld();
afterEach(() => setClock(null));

const MEGABYTE = 1024 * 1024;
const facts = { title: "Restore test of the customer database", type: "test_result", dated: "2026-03-12", origin: "Operations" };
const stream = (content: Buffer) => new Response(new Uint8Array(content)).body;

/** A PDF of any length that is different each time. */
let made = 0;
function pdf(length = 2_000): Buffer {
  made += 1;
  return Buffer.concat([Buffer.from(`%PDF-1.7\n% ${made}\n`), Buffer.alloc(length, 0x25), Buffer.from("\n%%EOF\n")]);
}

async function upload(access: Access, content: Buffer, name = "restore test.pdf"): Promise<string> {
  const { id } = await startUpload(access, { name, size: content.length });
  for (let at = 0; at < content.length; at += 4 * MEGABYTE)
    await receivePiece(access, id, at, stream(content.subarray(at, at + 4 * MEGABYTE)));
  return id;
}

async function fileEvidence(access: Access, content = pdf(), more: Record<string, unknown> = {}) {
  return createEvidence(access, newEvidence.parse({ ...facts, uploadId: await upload(access, content), ...more }));
}

const folderOf = () => path.join(process.env.DATA_DIR!, "evidence", world.nordwind.id);
const blobOf = (hash: string) => path.join(folderOf(), hash.slice(0, 2), hash);
const incoming = () => (existsSync(path.join(folderOf(), "incoming")) ? readdirSync(path.join(folderOf(), "incoming")) : []);
const codeOf = (error: unknown) => (error as Refused).code;
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

async function requirementOf(access: Access, values: Record<string, unknown> = {}) {
  return change(access, async (record) => {
    const party = await record.create("interested-party", { name: `Bank ${made++}`, category: "external", status: "active" });
    return record.create("requirement", {
      partyId: party.id,
      statement: "Backups are tested",
      kind: "contractual",
      status: "active",
      ...values,
    });
  });
}

describe.skipIf(world.skip)("filing evidence", () => {
  it("keeps the file by its content and tells of it in the history", async () => {
    const mira = await world.as("mira");
    const { ref } = await fileEvidence(mira);
    const found = (await getEvidence(mira, ref))!;
    expect(found).toMatchObject({
      version: 1,
      validity: "open",
      addedBy: "Mira Lindqvist",
      values: { ...facts, mediaType: "application/pdf", location: "" },
    });
    expect(existsSync(blobOf(found.values.contentHash!))).toBe(true);
    expect(incoming()).toEqual([]);
    expect(await world.sql("SELECT id FROM upload")).toEqual([]);
    const history = await historyOf(mira, "evidence", found.id);
    expect(JSON.stringify(history)).toContain(found.values.contentHash);
  });

  it("asks for type, day and origin, and for no bare file name", async () => {
    const mira = await world.as("mira");
    const wrong: [Record<string, unknown>, string][] = [
      [{ dated: null }, "dated"],
      [{ dated: "2999-01-01" }, "dated"],
      [{ validUntil: "2026-01-01" }, "validUntil"],
      [{ origin: "" }, "origin"],
      [{ title: "scan_0042.pdf" }, "title"],
      [{ location: "" }, "location"],
      [{ location: "javascript:alert(1)" }, "location"],
    ];
    for (const [values, field] of wrong) {
      const error = await failure(createEvidence(mira, newEvidence.parse({ ...facts, location: "https://wiki.example/x", ...values })));
      expect(error, field).toBeInstanceOf(Invalid);
      expect(Object.keys((error as Invalid).fieldErrors)).toEqual([field]);
    }
    expect(newEvidence.safeParse({ ...facts, type: "" }).success).toBe(false);
    expect(newEvidence.safeParse({ ...facts, contentHash: "0".repeat(64) }).success).toBe(false);
    const { ref } = await createEvidence(mira, newEvidence.parse({ ...facts, location: "https://wiki.example/x" }));
    expect((await getEvidence(mira, ref))!.values).toMatchObject({ contentHash: null, location: "https://wiki.example/x" });
  });

  it("links it to the requirement that asked for it in the same step, or not at all", async () => {
    const mira = await world.as("mira");
    const requirement = await requirementOf(mira, {
      relevance: "relevant",
      cia: ["availability"],
      relevanceDecidedAt: "2026-01-02",
      relevanceDecidedById: mira.user!.id,
    });
    const serves = { requirementId: requirement.id, rationale: "Shows that the restore worked", coverage: "fully" };
    const { ref } = await fileEvidence(mira, pdf(), { serves });
    expect((await askedFor(mira, ref))!.rows).toMatchObject([{ ref: requirement.ref, rationale: serves.rationale, coverage: "fully" }]);
    const before = (await world.sql("SELECT id FROM evidence")).length;
    const uploadId = await upload(mira, pdf());
    const nowhere = { ...serves, requirementId: "00000000-0000-7000-8000-000000000000" };
    await expect(createEvidence(mira, newEvidence.parse({ ...facts, uploadId, serves: nowhere }))).rejects.toBeInstanceOf(NotFound);
    // The file is still here, for another try.
    expect(await uploadState(mira, uploadId)).toMatchObject({ name: "restore test.pdf" });
    await cancelUpload(mira, uploadId);
    expect(await world.sql("SELECT id FROM evidence")).toHaveLength(before);
  });

  it("files one upload once, however often it is asked, and answers a retry the same", async () => {
    const mira = await world.as("mira");
    const input = newEvidence.parse({ ...facts, uploadId: await upload(mira, pdf()) });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => withIdempotencyKey("once-only", input, () => createEvidence(mira, input))),
    );
    expect(new Set(answers.map(({ ref }) => ref)).size).toBe(1);
    await expect(createEvidence(mira, input)).rejects.toBeInstanceOf(NotFound);
    expect(incoming()).toEqual([]);
  });

  it("keeps the same content once for two people who file it at the same time", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const content = pdf();
    const [one, two] = await Promise.all([fileEvidence(mira, content), fileEvidence(carla, content)]);
    const [a, b] = [(await getEvidence(mira, one.ref))!, (await getEvidence(mira, two.ref))!];
    expect(a.values.contentHash).toBe(b.values.contentHash);
    expect(a.ref).not.toBe(b.ref);
    expect(readdirSync(path.dirname(blobOf(a.values.contentHash!)))).toContain(a.values.contentHash);
    expect(await verifyEvidence(mira)).toMatchObject({ missing: [], changed: [] });
  });

  it("changes what is said, replaces the file with the old hash in the history, retires and brings back", async () => {
    const mira = await world.as("mira");
    const first = await fileEvidence(mira);
    const old = (await getEvidence(mira, first.ref))!;
    const said = evidenceChange.parse({ ...facts, title: "Restore test, second run", validUntil: "2027-03-12", id: first.id, version: 1 });
    const second = await updateEvidence(mira, said);
    await expect(updateEvidence(mira, said)).rejects.toBeInstanceOf(Conflict);
    const uploadId = await upload(mira, pdf());
    const input = fileReplacement.parse({
      id: first.id,
      version: second.version,
      uploadId,
      dated: "2026-04-01",
      validUntil: "2027-04-01",
      reason: "Repeated",
    });
    const third = await replaceFile(mira, input);
    const now = (await getEvidence(mira, first.ref))!;
    expect(now).toMatchObject({ version: third.version, values: { dated: "2026-04-01", title: "Restore test, second run" } });
    expect(now.values.contentHash).not.toBe(old.values.contentHash);
    expect(existsSync(blobOf(old.values.contentHash!)), "the earlier file stays").toBe(true);
    const history = JSON.stringify(await historyOf(mira, "evidence", first.id));
    for (const hash of [old.values.contentHash, now.values.contentHash]) expect(history).toContain(hash);
    const retired = await retireEvidence(mira, { id: first.id, version: third.version, reason: "Superseded" });
    expect(codeOf(await failure(updateEvidence(mira, { ...said, version: retired.version })))).toBe("evidence-retired");
    await bringBackEvidence(mira, { id: first.id, version: retired.version, reason: "" });
    expect((await getEvidence(mira, first.ref))!.values.status).toBe("active");
  });

  it("refuses to replace a file by itself", async () => {
    const mira = await world.as("mira");
    const content = pdf();
    const { id } = await fileEvidence(mira, content);
    const input = { id, version: 1, uploadId: await upload(mira, content), dated: "2026-04-01", validUntil: null, reason: "Again" };
    expect(codeOf(await failure(replaceFile(mira, input)))).toBe("evidence-same_file");
    await cancelUpload(mira, input.uploadId);
  });
});

describe.skipIf(world.skip)("uploads", () => {
  it("go on where they stopped, and say where that is", async () => {
    const mira = await world.as("mira");
    const content = pdf(9 * MEGABYTE);
    const { id } = await startUpload(mira, { name: "long.pdf", size: content.length });
    await receivePiece(mira, id, 0, stream(content.subarray(0, 4 * MEGABYTE)));
    const wrong = await failure(receivePiece(mira, id, 0, stream(content.subarray(0, 100))));
    expect((wrong as Refused).params).toMatchObject({ received: 4 * MEGABYTE });
    expect(await unfinishedUploads(mira)).toMatchObject([{ id, name: "long.pdf", received: 4 * MEGABYTE, size: content.length }]);
    // The connection breaks in the middle of a piece: what arrived counts.
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(content.subarray(4 * MEGABYTE, 5 * MEGABYTE)));
      },
      pull(controller) {
        controller.error(new Error("socket hang up"));
      },
    });
    expect(await receivePiece(mira, id, 4 * MEGABYTE, broken)).toMatchObject({ received: 5 * MEGABYTE });
    expect(await uploadState(mira, id)).toMatchObject({ received: 5 * MEGABYTE });
    expect(codeOf(await failure(createEvidence(mira, newEvidence.parse({ ...facts, uploadId: id }))))).toBe("evidence-upload_incomplete");
    await receivePiece(mira, id, 5 * MEGABYTE, stream(content.subarray(5 * MEGABYTE)));
    const { ref } = await createEvidence(mira, newEvidence.parse({ ...facts, uploadId: id }));
    const { body } = await openFile(mira, ref);
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
  });

  it("are taken over by a second connection when the first one hangs", async () => {
    const mira = await world.as("mira");
    const content = pdf(2 * MEGABYTE);
    const { id } = await startUpload(mira, { name: "hanging.pdf", size: content.length });
    let first = true;
    const hanging = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (first) controller.enqueue(new Uint8Array(content.subarray(0, MEGABYTE)));
        first = false;
        return first ? undefined : new Promise(() => {});
      },
    });
    const one = receivePiece(mira, id, 0, hanging);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await failure(receivePiece(mira, id, 0, stream(content)));
    await one;
    const { received } = await uploadState(mira, id);
    expect(received).toBeGreaterThan(0);
    if (received < content.length) await receivePiece(mira, id, received, stream(content.subarray(received)));
    await createEvidence(mira, newEvidence.parse({ ...facts, uploadId: id }));
  });

  it("begin again from what the disk holds after a power loss", async () => {
    const mira = await world.as("mira");
    const { id } = await startUpload(mira, { name: "cut.pdf", size: 100_000 });
    await receivePiece(mira, id, 0, stream(pdf(50_000)));
    truncateSync(path.join(folderOf(), "incoming", `${id}.part`), 10_000);
    expect(await uploadState(mira, id)).toMatchObject({ received: 10_000 });
    await cancelUpload(mira, id);
    await expect(uploadState(mira, id)).rejects.toBeInstanceOf(NotFound);
    expect(incoming()).toEqual([]);
  });

  it("take no more than the file has, than a piece may have, and than a file may be", async () => {
    const mira = await world.as("mira");
    const { id } = await startUpload(mira, { name: "small.pdf", size: 100 });
    expect(codeOf(await failure(receivePiece(mira, id, 0, stream(pdf(500)))))).toBe("evidence-upload_too_much");
    expect(await uploadState(mira, id)).toMatchObject({ received: 0 });
    await cancelUpload(mira, id);
    const big = await startUpload(mira, { name: "big.pdf", size: 20 * MEGABYTE });
    expect(codeOf(await failure(receivePiece(mira, big.id, 0, stream(pdf(9 * MEGABYTE)))))).toBe("evidence-upload_too_much");
    await cancelUpload(mira, big.id);
    expect(codeOf(await failure(startUpload(mira, { name: "huge.pdf", size: 251 * MEGABYTE })))).toBe("evidence-file_too_big");
    expect(incoming()).toEqual([]);
  });

  it("belong to one person of one house", async () => {
    const [mira, carla, kim] = [await world.as("mira"), await world.as("carla"), await world.as("kim")];
    const { id } = await startUpload(mira, { name: "mine.pdf", size: PDF.length });
    for (const other of [carla, kim]) {
      for (const work of [
        () => uploadState(other, id),
        () => receivePiece(other, id, 0, stream(PDF)),
        () => cancelUpload(other, id),
        () => createEvidence(other, newEvidence.parse({ ...facts, uploadId: id })),
      ])
        await expect(work()).rejects.toBeInstanceOf(NotFound);
    }
    expect(await unfinishedUploads(carla)).toEqual([]);
    expect(await uploadState(mira, id)).toMatchObject({ received: 0 });
    await expect(uploadState(mira, "../../etc/passwd")).rejects.toBeInstanceOf(NotFound);
    await cancelUpload(mira, id);
  });

  it("are ten at a time; one that nobody touched gives way, and a day later all are gone", async () => {
    const mira = await world.as("mira");
    for (let index = 0; index < 10; index += 1) await startUpload(mira, { name: `${index}.pdf`, size: 1_000 });
    expect(codeOf(await failure(startUpload(mira, { name: "eleventh.pdf", size: 1_000 })))).toBe("evidence-uploads_running");
    setClock(new Date(Date.now() + 20 * 60_000));
    const late = await startUpload(mira, { name: "eleventh.pdf", size: 1_000 });
    await receivePiece(mira, late.id, 0, stream(pdf(500)));
    expect(await unfinishedUploads(mira)).toHaveLength(10);
    setClock(new Date(Date.now() + 26 * 60 * 60_000));
    const old = new Date(Date.now() - 48 * 60 * 60_000);
    for (const name of incoming()) utimesSync(path.join(folderOf(), "incoming", name), old, old);
    expect(await sweepUploads(mira)).toBe(10);
    expect(incoming()).toEqual([]);
  });
});

describe.skipIf(world.skip)("handing out (R21, R22)", () => {
  it("is an attachment with every header, and stands in the history", async () => {
    const mira = await world.as("mira");
    const { id, ref } = await createEvidence(
      mira,
      newEvidence.parse({ ...facts, uploadId: await upload(mira, png(), "Prüfung 'A' 日本.png") }),
    );
    const answer = attachment(await openFile(mira, ref));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": String(png().length),
      "content-disposition":
        "attachment; filename=\"Pru_fung _A_ __.png\"; filename*=UTF-8''Pr%C3%BCfung%20%27A%27%20%E6%97%A5%E6%9C%AC.png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(png())).toBe(true);
    const { entries } = {
      entries: await world.sql<{ action: string; actor_id: string }>(
        "SELECT action, actor_id FROM history_entry WHERE entity_id = $1 ORDER BY sequence",
        [id],
      ),
    };
    expect(entries).toEqual([
      { action: "create", actor_id: mira.user!.id },
      { action: "download", actor_id: mira.user!.id },
    ]);
    expect(await verifyHistory(mira)).toMatchObject({ ok: true, liveProblems: [] });
    // A download in between does not hide from a slower editor what the faster one changed.
    await updateEvidence(mira, evidenceChange.parse({ ...facts, title: "Theirs", id, version: 1 }));
    await openFile(mira, ref);
    const conflict = await failure(updateEvidence(mira, evidenceChange.parse({ ...facts, title: "Mine", id, version: 1 })));
    expect((conflict as Conflict).current.fields).toEqual(["title"]);
  });

  it("refuses a file with one changed byte and one that is gone, says so, and names both when asked", async () => {
    const mira = await world.as("mira");
    const [changed, gone] = [await fileEvidence(mira), await fileEvidence(mira)];
    const hashes = await Promise.all([changed, gone].map(async ({ ref }) => (await getEvidence(mira, ref))!.values.contentHash!));
    const bytes = pdf();
    writeFileSync(blobOf(hashes[0]!), bytes);
    rmSync(blobOf(hashes[1]!));
    expect(codeOf(await failure(openFile(mira, changed.ref)))).toBe("evidence-file_changed");
    expect(codeOf(await failure(openFile(mira, gone.ref)))).toBe("evidence-file_gone");
    const entries = await world.sql<{ action: string }>(
      "SELECT action FROM history_entry WHERE entity_id = ANY($1::uuid[]) AND action LIKE 'download%'",
      [[changed.id, gone.id]],
    );
    expect(entries.map(({ action }) => action)).toEqual(["download-refused", "download-refused"]);
    expect(await checkFiles(mira)).toMatchObject({
      changed: [{ ref: changed.ref, contentHash: hashes[0] }],
      missing: [{ ref: gone.ref, contentHash: hashes[1] }],
    });
    expect((await world.sql("SELECT 1 FROM history_entry WHERE action = 'verify-files'")).length).toBe(1);
  });

  it("knows nothing of another house's file, of a link and of a ref that is none", async () => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim")];
    const { ref } = await fileEvidence(mira);
    const link = await createEvidence(mira, newEvidence.parse({ ...facts, location: "https://wiki.example/y" }));
    await expect(openFile(kim, ref)).rejects.toBeInstanceOf(NotFound);
    for (const none of [link.ref, "E-909090", "../x"]) await expect(openFile(mira, none)).rejects.toBeInstanceOf(NotFound);
    expect(await verifyEvidence(kim)).toEqual({ checked: 0, missing: [], changed: [] });
  });
});

describe.skipIf(world.skip)("the routes", () => {
  type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
  const call = async (
    who: Parameters<typeof world.request>[0],
    run: unknown,
    method: string,
    params: Record<string, string>,
    init: RequestInit = {},
    origin?: string,
  ) =>
    withRequest(await world.request(who, origin ? { origin } : {}), () =>
      (run as Handler)(new Request("http://127.0.0.1:3999/x", { method, ...init }), {
        params: Promise.resolve({ organization: "nordwind", ...params }),
      }),
    );

  it("take a file from the first byte to the last and hand it out", async () => {
    const starts = await import("@/app/[organization]/evidence/uploads/route");
    const pieces = await import("@/app/[organization]/evidence/uploads/[upload]/route");
    const downloads = await import("@/app/[organization]/evidence/[ref]/download/route");
    const begin = (name: string, size: number) => ({ body: JSON.stringify({ name, size }) });
    expect((await call("vera", starts.POST, "POST", {}, begin("a.pdf", PDF.length))).status).toBe(403);
    expect((await call("mira", starts.POST, "POST", {}, begin("a.pdf", PDF.length), "https://evil.example")).status).toBe(403);
    expect((await call("mira", starts.POST, "POST", {}, { body: "no json" })).status).toBe(400);
    const svg = await call("mira", starts.POST, "POST", {}, begin("a.svg", 10));
    expect([svg.status, (await svg.json()).message]).toEqual([422, expect.stringContaining("SVG")]);
    const started = await call("mira", starts.POST, "POST", {}, begin("a.pdf", PDF.length));
    expect(started.status).toBe(201);
    const { id } = (await started.json()).data;
    const piece = (offset: string, body: Buffer) => ({ body: new Uint8Array(body), headers: { "upload-offset": offset } });
    expect((await call("mira", pieces.PATCH, "PATCH", { upload: id }, { body: "x" })).status).toBe(400);
    const wrong = await call("mira", pieces.PATCH, "PATCH", { upload: id }, piece("7", PDF));
    expect([wrong.status, (await wrong.json()).received]).toEqual([409, 0]);
    expect((await call("mira", pieces.PATCH, "PATCH", { upload: id }, piece("0", PDF.subarray(0, 10)))).status).toBe(200);
    expect((await (await call("mira", pieces.GET, "GET", { upload: id })).json()).data).toMatchObject({ received: 10 });
    expect((await call("carla", pieces.GET, "GET", { upload: id })).status).toBe(404);
    expect((await call("mira", pieces.PATCH, "PATCH", { upload: id }, piece("10", PDF.subarray(10)))).status).toBe(200);
    const { ref } = await createEvidence(await world.as("mira"), newEvidence.parse({ ...facts, uploadId: id }));
    for (const [who, status] of [
      ["mira", 200],
      ["aisha", 200],
      ["jonas", 200],
      ["vera", 403],
      [null, 401],
    ] as const)
      expect((await call(who, downloads.GET, "GET", { ref })).status, String(who)).toBe(status);
    const foreign = await withRequest(await world.request("kim"), () =>
      (downloads.GET as unknown as Handler)(new Request("http://127.0.0.1:3999/x"), {
        params: Promise.resolve({ organization: "kestrel-labs", ref }),
      }),
    );
    expect(foreign.status).toBe(404);
    const hash = (await getEvidence(await world.as("mira"), ref))!.values.contentHash!;
    writeFileSync(blobOf(hash), "other");
    expect((await call("mira", downloads.GET, "GET", { ref })).status).toBe(422);
    const page = await call("mira", downloads.GET, "GET", { ref }, { headers: { "sec-fetch-mode": "navigate" } });
    expect([page.status, await page.text()]).toEqual([409, expect.stringContaining(`The stored file of ${ref} is not what was filed`)]);
  });
});

describe.skipIf(world.skip)("in a bucket", () => {
  it("the whole way is the same: filed, handed out, noticed when changed, and unavailable in words when the bucket is away", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "goldthread-bucket-"));
    const server = new S3rver({
      port: 0,
      address: "127.0.0.1",
      silent: true,
      directory,
      configureBuckets: [{ name: "evidence", configs: [] }],
    });
    const { port } = (await server.run()) as { port: number };
    const settings = {
      EVIDENCE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      EVIDENCE_S3_BUCKET: "evidence",
      EVIDENCE_S3_ACCESS_KEY_ID: "S3RVER",
      EVIDENCE_S3_SECRET_ACCESS_KEY: "S3RVER",
    };
    Object.assign(process.env, settings);
    try {
      const mira = await world.as("mira");
      const content = pdf(300_000);
      const { ref } = await fileEvidence(mira, content);
      const { contentHash } = (await getEvidence(mira, ref))!.values;
      expect(existsSync(blobOf(contentHash!))).toBe(false);
      expect(incoming()).toEqual([]);
      const answer = attachment(await openFile(mira, ref));
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
      const stored = readdirSync(directory, { recursive: true }).find((name) => String(name).endsWith(`${contentHash}._S3rver_object`));
      writeFileSync(path.join(directory, String(stored)), "other");
      expect(codeOf(await failure(openFile(mira, ref)))).toBe("evidence-file_changed");
      await server.close();
      expect(await failure(openFile(mira, ref))).toBeInstanceOf(Unavailable);
      expect(await failure(fileEvidence(mira))).toBeInstanceOf(Unavailable);
    } finally {
      for (const name of Object.keys(settings)) delete process.env[name];
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe.skipIf(world.skip)("the list", () => {
  it("knows what is valid, ends soon and has expired by the house's own days of warning", async () => {
    const mira = await world.as("mira");
    await world.sql("UPDATE organization_profile SET evidence_warn_days = 10 WHERE organization_id = $1", [world.nordwind.id]);
    const day = (offset: number) => new Date(Date.parse(today()) + offset * 86_400_000).toISOString().slice(0, 10);
    const link = (title: string, validUntil: string | null) =>
      createEvidence(
        mira,
        newEvidence.parse({ ...facts, title: `Zeta ${title}`, dated: day(-400), validUntil, location: "https://wiki.example" }),
      );
    const before = await endingEvidence(mira);
    for (const [title, offset] of [
      ["expired", -1],
      ["today", 0],
      ["soon", 10],
      ["valid", 11],
    ] as const)
      await link(title, day(offset));
    await link("open", null);
    const titles = async (query: Record<string, string | string[]>) =>
      (await listEvidence(mira, parseTableState({ q: "zeta", ...query }, EVIDENCE_TABLE))).rows.map(({ title }) => title.slice(5));
    expect(await titles({ validity: "expired" })).toEqual(["expired"]);
    expect(await titles({ validity: "soon" })).toEqual(["today", "soon"]);
    expect(await titles({ validity: ["expired", "soon"], sort: "-validUntil" })).toEqual(["soon", "today", "expired"]);
    expect(await titles({ holds: "file" })).toEqual([]);
    expect(await titles({ unlinked: "1" })).toHaveLength(5);
    expect(await endingEvidence(mira)).toMatchObject({ expired: before.expired + 1, soon: before.soon + 2, warnDays: 10 });
    const { columns, rows } = await exportEvidence(mira, parseTableState({ q: "zeta" }, EVIDENCE_TABLE));
    expect(rows).toHaveLength(5);
    expect(columns.map(({ key }) => key)).toContain("validUntil");
  });
});

describe.skipIf(world.skip)("the size of the server", () => {
  it("does not grow with the file", async () => {
    const mira = await world.as("mira");
    const size = 60 * MEGABYTE;
    const head = Buffer.from("%PDF-1.7\n");
    const { id } = await startUpload(mira, { name: "large.pdf", size });
    const piece = Buffer.alloc(4 * MEGABYTE, 0x25);
    head.copy(piece);
    for (let at = 0; at < size; at += piece.length) {
      await receivePiece(mira, id, at, stream(piece));
      piece.fill(0x25, 0, head.length);
    }
    const { ref } = await createEvidence(mira, newEvidence.parse({ ...facts, uploadId: id }));
    expect((await getEvidence(mira, ref))!.values.size).toBe(size);
    expect(statSync(blobOf((await getEvidence(mira, ref))!.values.contentHash!)).size).toBe(size);
  });
});
