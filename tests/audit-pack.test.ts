import { generateKeyPairSync, randomBytes, sign as signBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifestText, PACK, type PackManifest, type PackVerdict, readHistoryLine } from "@/domain/audit-pack";
import { canonicalText, headerHash, payloadCommitment } from "@/domain/audit-trail";
import { keyIdOf, signedLine } from "@/domain/signed-text";
import { packInto } from "@/features/audit-packs/mutations";
import { packChoices } from "@/features/audit-packs/queries";
import { checkpoint } from "@/features/checkpoints/mutations";
import { createEvidence } from "@/features/evidence/mutations";
import { newEvidence } from "@/features/evidence/schema";
import { receivePiece, startUpload } from "@/features/evidence/uploads";
import { decideVersion, setApprovalRules, startVersion, submitVersion } from "@/features/versions/mutations";
import { approvalRules, receiptFile } from "@/features/versions/queries";
import type { Access } from "@/server/access-value";
import { NotFound } from "@/server/errors";
import { change } from "@/server/record";
import { publicKeys } from "@/server/signing";
import { type PackParts, repack, runVerifier, runVerify, unpack } from "./support/packs";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const PASSWORD = "a password of the tests";
const folder = mkdtempSync(path.join(tmpdir(), "goldthread-packs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

let approved = "";
let draft = "";
let verifier = "";
let parts: PackParts;
let receipt = "";
let keyFile = "";

const party = (access: Access, name: string) =>
  change(access, (record) => record.create("interested-party", { category: "external", name, representative: "Ada Example" }));

async function file(access: Access, title: string, content: Buffer) {
  const { id } = await startUpload(access, { name: `${title}.pdf`, size: content.length });
  await receivePiece(access, id, 0, new Response(new Uint8Array(content)).body);
  return createEvidence(access, newEvidence.parse({ title, type: "test_result", dated: "2026-03-12", origin: "Operations", uploadId: id }));
}

const pdf = (mark: string) => Buffer.concat([Buffer.from(`%PDF-1.7\n% ${mark}\n`), Buffer.alloc(4_000, 0x25), Buffer.from("\n%%EOF\n")]);

beforeAll(async () => {
  if (world.skip) return;
  await world.sql("UPDATE user_account SET password_hash = $1", [await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 })]);
  const [mira, jonas, olaf, aisha] = [await world.as("mira"), await world.as("jonas"), await world.as("olaf"), await world.as("aisha")];
  const rules = await approvalRules(olaf);
  await setApprovalRules(olaf, { id: rules.id, version: rules.version, approvalInReview: false, soleApproverReason: "", reason: "" });
  const clients = await party(mira, "Clients");
  await party(mira, "Müller & Söhne");
  await change(mira, (record) =>
    record.create("requirement", {
      partyId: clients.id,
      statement: "Encryption <b>at rest</b>",
      kind: "contractual",
      links: [{ targetType: "control", targetRef: "A.8.24", rationale: "that is it" }],
    }),
  );
  await file(mira, "Restore test", pdf("one"));
  await file(mira, "Access review", pdf("two"));
  const version = await startVersion(mira, { step: "major", ownerId: mira.user!.id, changeSummary: "First" });
  const submitted = await submitVersion(mira, { id: version.id, version: version.version });
  await decideVersion(jonas, {
    id: version.id,
    version: submitted.version,
    contentHash: submitted.contentHash,
    decision: "approve",
    comment: "",
    managementReviewId: null,
    password: PASSWORD,
  });
  await change(mira, async (record) => {
    const { version: now } = await record.get("interested-party", clients.id);
    await record.update("interested-party", clients.id, now, { note: "Loud since May" }, { reason: "They called" });
  });
  approved = at("approved.zip");
  await packInto(aisha, { version: "1.0", evidence: true }, approved);
  draft = at("draft.zip");
  await packInto(mira, { version: null, evidence: false }, draft);
  parts = await unpack(approved);
  verifier = at("verify.mjs");
  writeFileSync(verifier, parts.get(PACK.verifier)!);
  receipt = at("receipt.json");
  writeFileSync(receipt, (await receiptFile(mira, "1.0")).text);
  keyFile = at("key.txt");
  writeFileSync(keyFile, (await publicKeys()).at(-1)!.publicKey);
}, 60_000);

const kinds = ({ problems }: PackVerdict) => [...new Set(problems.map(({ kind }) => kind))];

describe.skipIf(world.skip)("an audit pack", () => {
  it("is found right by the one file that lies in it, with Node alone", async () => {
    const found = await runVerifier(verifier, [approved]);
    expect(found).toMatchObject({ ok: true, code: 0, problems: [], version: "1.0", organization: { name: "Nordwind Data GmbH" } });
    expect(found.provenUpTo?.sequence).toBe(found.head?.sequence);
    expect(found.checkedWith).toMatchObject({ trust: "pack", receipts: 1, evidenceFiles: 2 });
    expect(await runVerifier(verifier, [draft])).toMatchObject({ ok: true, version: null, checkedWith: { evidenceFiles: 0 } });
  });

  it("and by our own command, with what is kept apart", async () => {
    const found = await runVerify([approved, "--receipt", receipt, "--key", keyFile]);
    expect(found).toMatchObject({ ok: true, problems: [], checkedWith: { trust: "given" } });
  });

  it("opens offline: no script, nothing from elsewhere, everything escaped", () => {
    const html = parts.get(PACK.index)!.toString("utf8");
    expect(html).not.toMatch(/<script|https?:\/\/|<b>/i);
    expect(html).toContain("Encryption &lt;b&gt;at rest&lt;/b&gt;");
    expect(html).toContain("Müller &amp; Söhne");
    expect(html).toContain("A.8.24");
    expect(html).toContain(keyIdOf(readFileSync(keyFile, "utf8")));
  });

  it("is entered in the register of copies and in the history, and offers the versions whose content was frozen", async () => {
    const mira = await world.as("mira");
    const copies = await world.sql(
      "SELECT kind, format, version_label, sha256, made_by_name FROM issued_copy WHERE kind = 'audit-pack' ORDER BY number",
    );
    expect(copies).toMatchObject([
      { format: "zip", version_label: "1.0", made_by_name: "Aisha Rahman" },
      { format: "zip", version_label: "1.0 + 1", made_by_name: "Mira Lindqvist" },
    ]);
    expect((await packChoices(mira)).versions.map(({ number }) => number)).toEqual(["1.0"]);
    await expect(packInto(mira, { version: "9.9", evidence: false }, at("none.zip"))).rejects.toThrow(NotFound);
    expect((await packChoices(await world.as("kim"))).versions).toEqual([]);
  });
});

const text = (name: string) => parts.get(name)!.toString("utf8");
const changed = (name: string, change: (before: string) => string): PackParts => {
  const after = change(text(name));
  if (after === text(name)) throw new Error(`${name} was not changed`);
  return new Map(parts).set(name, Buffer.from(after, "utf8"));
};
/** Puts another letter where the value of the first such field begins. */
const otherValue = (text: string, field: string): string =>
  text.replace(
    new RegExp(`(\\\\?"${field}\\\\?":\\\\?")(.)`),
    (_all, head: string, first: string) => `${head}${first === "a" ? "b" : "a"}`,
  );
const lines = (name: string, change: (lines: string[]) => string[]) =>
  changed(name, (before) => `${change(before.trimEnd().split("\n")).join("\n")}\n`);
const without = (name: string): PackParts => new Map([...parts].filter(([key]) => key !== name));
const evidenceFiles = () => [...parts.keys()].filter((name) => name.startsWith("evidence/"));

/** The manifest made to fit again, as somebody without the key can: everything but its signature. */
function remanifested(pack: PackParts, change: (manifest: PackManifest) => unknown = () => {}): PackParts {
  const { createHash } = process.getBuiltinModule("node:crypto");
  const { format: _format, ...manifest } = JSON.parse(pack.get(PACK.manifest)!.toString()) as PackManifest & { format: string };
  manifest.files = [...pack]
    .filter(([name]) => name !== PACK.manifest && name !== PACK.signature)
    .map(([name, bytes]) => ({ path: name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }));
  change(manifest);
  return new Map(pack).set(PACK.manifest, Buffer.from(manifestText(manifest)));
}

/** The same by somebody who signs it with a key of their own. */
function resigned(pack: PackParts, withKeys: boolean): PackParts {
  const pair = generateKeyPairSync("ed25519");
  const publicKey = pair.publicKey.export({ format: "jwk" }).x!;
  const keyId = keyIdOf(publicKey);
  const result = withKeys
    ? remanifested(
        new Map(pack).set(
          PACK.keys,
          Buffer.from(
            canonicalText({
              format: "goldthread-keys-v1",
              keys: [{ keyId, publicKey, createdAt: null, retiredAt: null, endorsement: "" }],
            }),
          ),
        ),
      )
    : remanifested(pack);
  const signature = signBytes(null, result.get(PACK.manifest)!, pair.privateKey).toString("base64url");
  return result.set(PACK.signature, Buffer.from(canonicalText({ keyId, signature })));
}

/** Entries written anew from one on, each fitting the one before: what only a checkpoint or receipt finds. */
function rewritten(from: number): PackParts {
  let previous = "";
  return lines(PACK.history, (all) =>
    all.map((line, index) => {
      const entry = readHistoryLine(line)!;
      if (index + 1 < from) {
        previous = entry.hash;
        return line;
      }
      const payload =
        index + 1 === from ? entry.payload!.replace('"reason":', '"reason" :').replace('"reason" :', '"reason":') : entry.payload!;
      const salt = index + 1 === from ? "ab".repeat(16) : entry.salt!;
      const header = JSON.parse(entry.header) as Record<string, unknown>;
      const next = canonicalText({
        ...header,
        previousHash: index === 0 ? header.previousHash : previous,
        payloadHash: payloadCommitment(payload, salt),
      });
      previous = headerHash(next);
      return `{"hash":"${previous}","header":${next},"payload":${payload},"salt":"${salt}"}`;
    }),
  );
}

type Mutation = [what: string, make: () => PackParts, kind: string, where?: object];
const mutations: Mutation[] = [
  [
    "a letter of an entry's payload",
    () => lines(PACK.history, (all) => all.map((line, i) => (i === 9 ? line.replace('"reason":', '"reasom":') : line))),
    "payload_changed",
    { sequence: 10 },
  ],
  [
    "a header",
    () => lines(PACK.history, (all) => all.map((line, i) => (i === 9 ? line.replace('"action":"', '"action":"x') : line))),
    "header_changed",
    { sequence: 10 },
  ],
  [
    "a hash",
    () => lines(PACK.history, (all) => all.map((line, i) => (i === 9 ? line.replace(/"hash":"./, '"hash":"g') : line))),
    "header_changed",
    { sequence: 10 },
  ],
  [
    "a salt",
    () => lines(PACK.history, (all) => all.map((line, i) => (i === 9 ? line.replace(/.."}$/, 'zz"}') : line))),
    "payload_changed",
    { sequence: 10 },
  ],
  [
    "a payload removed",
    () =>
      lines(PACK.history, (all) => all.map((line, i) => (i === 9 ? line.replace(/"payload":.*$/, '"payload":null,"salt":null}') : line))),
    "erasure_unexplained",
    { sequence: 10 },
  ],
  ["a line of rubbish", () => lines(PACK.history, (all) => all.map((line, i) => (i === 9 ? "rubbish" : line))), "history_unreadable"],
  ["an entry removed", () => lines(PACK.history, (all) => all.filter((_, i) => i !== 9)), "sequence_gap", { sequence: 10 }],
  ["the first entry removed", () => lines(PACK.history, (all) => all.slice(1)), "sequence_gap", { sequence: 1 }],
  ["two entries swapped", () => lines(PACK.history, (all) => [...all.slice(0, 8), all[9]!, all[8]!, ...all.slice(10)]), "reordered"],
  ["an entry twice", () => lines(PACK.history, (all) => [...all.slice(0, 10), all[9]!, ...all.slice(10)]), "reordered", { sequence: 10 }],
  [
    "an entry invented at the end",
    () => lines(PACK.history, (all) => [...all, all.at(-1)!.replace(/"sequence":\d+/, '"sequence":999')]),
    "header_changed",
  ],
  ["the newest entry dropped", () => lines(PACK.history, (all) => all.slice(0, -1)), "tail_dropped"],
  ["half the history dropped", () => lines(PACK.history, (all) => all.slice(0, all.length / 2)), "tail_dropped"],
  ["all of the history dropped", () => changed(PACK.history, () => ""), "tail_dropped", { sequence: 1 }],
  ["the history absent", () => without(PACK.history), "file_missing", { file: "history.jsonl" }],
  ["an entry written anew with all after it", () => rewritten(9), "checkpoint_mismatch"],
  ["the same with a new manifest", () => remanifested(rewritten(9)), "checkpoint_mismatch"],
  ["the whole history written anew", () => rewritten(1), "checkpoint_mismatch"],
  ["a record's name in the content", () => changed(PACK.content, (before) => before.replace("Müller", "Meier")), "content_changed"],
  [
    "a record's name in the content, told by ref",
    () => changed(PACK.content, (before) => before.replace("Müller", "Meier")),
    "content_not_from_history",
    { ref: "IP-002", field: "name" },
  ],
  [
    "a party out of the content",
    () => changed(PACK.content, (before) => before.replace(/,\{[^{}]*Müller[^{}]*\}/, "")),
    "content_not_from_history",
    { ref: "IP-002" },
  ],
  [
    "a link out of the content",
    () => changed(PACK.content, (before) => before.replace(/"links":\[[^\]]*\],/, "")),
    "content_not_from_history",
    { field: "links" },
  ],
  ["the content to rubbish", () => changed(PACK.content, () => "{}"), "content_unreadable"],
  [
    "the content of another organisation",
    () => changed(PACK.content, (before) => before.replace(/"organizationId":"./, '"organizationId":"z')),
    "content_not_from_history",
  ],
  ["the content absent", () => without(PACK.content), "file_missing", { file: "content.json" }],
  ["another version in the manifest", () => remanifested(parts, (m) => Object.assign(m.version!, { number: "3.0" })), "version_unknown"],
  [
    "another hash of the version in the manifest",
    () => remanifested(parts, (m) => Object.assign(m.version!, { contentHash: "0".repeat(64) })),
    "content_changed",
  ],
  [
    "another entry for the content",
    () => remanifested(parts, (m) => Object.assign(m, { contentSequence: m.contentSequence - 3 })),
    "version_unknown",
  ],
  [
    "an entry for the content that is not there",
    () => remanifested(parts, (m) => Object.assign(m, { contentSequence: 9_999 })),
    "content_not_from_history",
  ],
  ["another head in the manifest", () => remanifested(parts, (m) => Object.assign(m.head, { hash: "0".repeat(64) })), "head_mismatch"],
  [
    "an earlier head in the manifest",
    () => remanifested(parts, (m) => Object.assign(m.head, { sequence: m.head.sequence - 1 })),
    "beyond_head",
  ],
  [
    "another organisation in the manifest",
    () => remanifested(parts, (m) => Object.assign(m.organization, { id: "01900000-0000-7000-8000-000000000000" })),
    "other_organization",
  ],
  [
    "a byte of evidence",
    () =>
      new Map(parts).set(evidenceFiles()[0]!, Buffer.from(parts.get(evidenceFiles()[0]!)!.map((byte, i) => (i === 5 ? byte ^ 1 : byte)))),
    "evidence_changed",
    { ref: "E-001" },
  ],
  [
    "a byte of evidence with a new manifest",
    () => remanifested(new Map(parts).set(evidenceFiles()[1]!, Buffer.from("x"))),
    "evidence_changed",
    { ref: "E-002" },
  ],
  ["a piece of evidence absent", () => without(evidenceFiles()[0]!), "evidence_missing", { ref: "E-001" }],
  ["a piece of evidence absent, the manifest too", () => remanifested(without(evidenceFiles()[1]!)), "evidence_missing", { ref: "E-002" }],
  [
    "evidence swapped",
    () => new Map(parts).set(evidenceFiles()[0]!, parts.get(evidenceFiles()[1]!)!),
    "evidence_changed",
    { ref: "E-001" },
  ],
  ["evidence added", () => new Map(parts).set("evidence/E-003-000000000000.pdf", pdf("three")), "evidence_added"],
  ["evidence added to the list", () => lines(PACK.evidence, (all) => [...all, all[0]!.replace(/"id":"./, '"id":"z')]), "evidence_added"],
  ["evidence out of the list", () => lines(PACK.evidence, (all) => all.slice(1)), "evidence_missing", { ref: "E-001" }],
  ["another hash in the list", () => changed(PACK.evidence, (before) => before.replace(/"sha256":"./, '"sha256":"g')), "evidence_changed"],
  ["evidence said to be missing", () => changed(PACK.evidence, (before) => before.replace('"intact"', '"missing"')), "evidence_missing"],
  [
    "the list of evidence to rubbish",
    () => lines(PACK.evidence, (all) => ["{", ...all]),
    "statement_unreadable",
    { file: "evidence.jsonl" },
  ],
  [
    "a checkpoint's entry",
    () => changed(PACK.checkpoints, (before) => before.replace(/\\"sequence\\":\d/, '\\"sequence\\":7')),
    "signature_wrong",
  ],
  ["a checkpoint's hash", () => changed(PACK.checkpoints, (before) => otherValue(before, "hash")), "signature_wrong"],
  ["a checkpoint's signature", () => changed(PACK.checkpoints, (before) => otherValue(before, "signature")), "signature_wrong"],
  ["a checkpoint's key", () => changed(PACK.checkpoints, (before) => otherValue(before, "keyId")), "unknown_key"],
  ["the first checkpoint removed", () => lines(PACK.checkpoints, (all) => all.slice(1)), "checkpoints_broken"],
  ["a checkpoint to rubbish", () => lines(PACK.checkpoints, (all) => ["{}", ...all]), "statement_unreadable"],
  ["the checkpoints absent", () => without(PACK.checkpoints), "file_missing", { file: "checkpoints.jsonl" }],
  [
    "a receipt's content",
    () => changed(PACK.receipts, (before) => before.replace(/\\"contentHash\\":\\"./, '\\"contentHash\\":\\"g')),
    "receipt_mismatch",
  ],
  [
    "a receipt's approver",
    () => changed(PACK.receipts, (before) => before.replace(/\\"approverId\\":\\"./, '\\"approverId\\":\\"z')),
    "signature_wrong",
  ],
  ["a receipt to rubbish", () => changed(PACK.receipts, () => "x\n"), "statement_unreadable", { file: "receipts.jsonl" }],
  ["a public key", () => changed(PACK.keys, (before) => otherValue(before, "publicKey")), "key_wrong"],
  ["a key added", () => changed(PACK.keys, (before) => before.replace('"keys":[', `"keys":[${strangerKey()},`)), "key_unendorsed"],
  ["the keys to rubbish", () => changed(PACK.keys, () => "[]"), "statement_unreadable", { file: "keys.json" }],
  ["the keys absent", () => without(PACK.keys), "unknown_key"],
  ["signed with another key", () => resigned(parts, false), "unknown_key", { file: "manifest.signature.json" }],
  ["signed with another key, which stands in the keys", () => resigned(parts, true), "unknown_key", { file: "checkpoints.jsonl" }],
  ["the signature of the manifest", () => changed(PACK.signature, (before) => otherValue(before, "signature")), "signature_wrong"],
  ["the signature absent", () => without(PACK.signature), "signature_missing"],
  ["the signature to rubbish", () => changed(PACK.signature, () => "1"), "statement_unreadable"],
  ["the manifest absent", () => without(PACK.manifest), "manifest_missing"],
  ["the manifest to rubbish", () => changed(PACK.manifest, () => "x"), "manifest_unreadable"],
  ["the manifest of another format", () => changed(PACK.manifest, (before) => before.replace("pack-v1", "pack-v9")), "manifest_unreadable"],
  ["a letter of the manifest", () => changed(PACK.manifest, (before) => before.replace('"madeBy":"A', '"madeBy":"B')), "signature_wrong"],
  ["the verifier", () => changed(PACK.verifier, (before) => `${before}\n// harmless`), "file_changed", { file: "verify.mjs" }],
  ["the page", () => changed(PACK.index, (before) => before.replace("Clients", "Friends")), "file_changed", { file: "index.html" }],
  [
    "the list of versions",
    () => changed(PACK.versions, (before) => before.replace("1.0", "2.0")),
    "file_changed",
    { file: "versions.json" },
  ],
  ["the self-assessment", () => changed(PACK.assessment, () => "{}"), "file_changed"],
  ["a file added", () => new Map(parts).set("NOTE.txt", Buffer.from("hello")), "file_added", { file: "NOTE.txt" }],
  [
    "a file renamed",
    () => new Map([...without(PACK.readme)]).set("README.md", parts.get(PACK.readme)!),
    "file_missing",
    { file: "README.txt" },
  ],
];

function strangerKey(): string {
  const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x!;
  return canonicalText({ keyId: keyIdOf(publicKey), publicKey, createdAt: null, retiredAt: null, endorsement: "" });
}

describe.skipIf(world.skip || engine === "embedded")("a pack that somebody changed", () => {
  it.concurrent.each(mutations)("%s is named", async (_what, make, kind, where = {}) => {
    const pack = await repack(make(), at(`${randomBytes(6).toString("hex")}.zip`));
    const found = await check(pack);
    expect(found.ok).toBe(false);
    expect(found.problems).toContainEqual(expect.objectContaining({ kind, ...where }));
    for (const { message } of found.problems) expect(message).toMatch(/^[A-Z].{10,}/);
  });
});

/** The check in this process: a program for each of eighty packs would take a minute. */
async function check(pack: string, given: Parameters<typeof import("@/domain/audit-pack-check").checkPack>[1] = {}): Promise<PackVerdict> {
  const { checkPack } = await import("@/domain/audit-pack-check");
  const { ZipArchive } = await import("@/lib/zip/read");
  const handle = await open(pack, "r");
  try {
    const { size } = await handle.stat();
    const archive = await ZipArchive.open({
      size,
      read: async (offset, length) => (await handle.read(Buffer.alloc(length), 0, length, offset)).buffer,
    });
    return await checkPack({ list: () => archive.entries, read: (name) => archive.read(name) }, given);
  } finally {
    await handle.close();
  }
}

describe.skipIf(world.skip || engine === "embedded")("what is kept apart", () => {
  const packed = (made: PackParts) => repack(made, at(`${randomBytes(6).toString("hex")}.zip`));

  it("finds what a rewritten pack hides: a receipt the dropped tail, a key the stranger", async () => {
    const mira = await world.as("mira");
    const later = await checkpoint(mira, "manual");
    const kept = at("checkpoint.jsonl");
    writeFileSync(kept, `${signedLine(later)}\n`);
    const found = await runVerifier(verifier, [approved, "--checkpoint", kept]);
    expect(found.problems).toMatchObject([{ kind: "tail_dropped" }]);
    expect(found.problems[0]!.message).toContain("checkpoint.jsonl");
    const stranger = await packed(
      resigned(new Map([...parts].filter(([name]) => name !== PACK.checkpoints && name !== PACK.receipts)), true),
    );
    expect((await check(stranger)).ok).toBe(true);
    expect((await check(stranger)).provenUpTo).toBeNull();
    expect((await check(stranger)).notes.join(" ")).toContain("nobody can say whether entries at the end are missing");
    expect(kinds(await runVerifier(verifier, [stranger, "--key", keyFile]))).toContain("unknown_key");
    expect(kinds(await runVerifier(verifier, [stranger, "--receipt", receipt]))).toContain("unknown_key");
    // Where the pack was made, what is kept there is enough.
    expect(kinds(await runVerify([stranger], { GOLDTHREAD_ROOT: folder, DATA_DIR: process.env.DATA_DIR! }))).toContain("unknown_key");
  });

  it("without a checkpoint it is said up to where completeness is proven", async () => {
    const old = lines(PACK.checkpoints, (all) => all.slice(0, 1));
    const found = await check(await packed(old));
    expect(found.provenUpTo!.sequence).toBeLessThan(found.head!.sequence);
    expect(found.notes.join(" ")).toContain(`Completeness is proven up to entry ${found.provenUpTo!.sequence}`);
  });

  it("a receipt alone is checked with the public key", async () => {
    expect(await runVerifier(verifier, ["--receipt", receipt, "--key", keyFile])).toMatchObject({ ok: true, code: 0 });
    expect(kinds(await runVerifier(verifier, ["--receipt", receipt]))).toEqual(["unknown_key"]);
    const forged = at("forged.json");
    writeFileSync(forged, readFileSync(receipt, "utf8").replace('\\"number\\":\\"1.0\\"', '\\"number\\":\\"2.0\\"'));
    expect(kinds(await runVerifier(verifier, ["--receipt", forged, "--key", keyFile]))).toEqual(["signature_wrong"]);
  });
});

describe.skipIf(world.skip || engine === "embedded")("a container that is none of ours", () => {
  const bytes = () => readFileSync(approved);
  const put = (content: Buffer) => {
    const name = at(`${randomBytes(6).toString("hex")}.zip`);
    writeFileSync(name, content);
    return name;
  };

  it("one byte anywhere is found", async () => {
    const original = bytes();
    const places = [0, 3, 8, 12, 20, 28, 40, original.length - 1, original.length - 10, original.length - 22, original.length - 60];
    for (let at = 137; at < original.length; at += Math.ceil(original.length / 40)) places.push(at);
    const verdicts = await Promise.all(
      places.map(async (place) => {
        const copy = Buffer.from(original);
        copy[place]! ^= 0x01;
        return { place, found: await runVerifier(verifier, [put(copy)]) };
      }),
    );
    expect(verdicts.filter(({ found }) => found.ok || found.code !== 1 || found.problems.length === 0)).toEqual([]);
  }, 120_000);

  it.each([0.1, 0.5, 0.9, 0.999])("cut off at %d of its length", async (share) => {
    const name = put(bytes());
    truncateSync(name, Math.floor(bytes().length * share));
    expect(kinds(await runVerifier(verifier, [name]))).toEqual(["zip_truncated"]);
  });

  it("empty, no ZIP, a folder, nothing there", async () => {
    expect(kinds(await runVerifier(verifier, [put(Buffer.alloc(0))]))).toEqual(["not_a_zip"]);
    expect(kinds(await runVerifier(verifier, [put(Buffer.from("hello ".repeat(100)))]))).toEqual(["not_a_zip"]);
    expect(await runVerifier(verifier, [folder])).toMatchObject({ ok: false, code: 1 });
    expect(await runVerifier(verifier, [at("nothing.zip")])).toMatchObject({ ok: false, code: 1 });
    expect(await runVerifier(verifier, [])).toMatchObject({ ok: false, code: 1 });
  });

  it("packed again by another program: said, and that the files fit", async () => {
    const { ZipFile } = await import("yazl");
    const zip = new ZipFile();
    for (const [name, content] of parts) zip.addBuffer(content, name);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    const found = await runVerifier(verifier, [put(Buffer.concat(chunks))]);
    expect(kinds(found)).toEqual(["container_changed"]);
    expect(found.problems[0]!.message).toContain("The files themselves all fit the signed manifest.");
  });
});
