import { createHash, createPrivateKey, sign as signBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { historyLine, KEYS_FORMAT, manifestText, PACK, type PackManifest } from "@/domain/audit-pack";
import { buildEntry, canonicalText, diffFields, GENESIS_HASH } from "@/domain/audit-trail";
import { checkpointText } from "@/domain/checkpoint";
import { contentHash, contentOf, contentText } from "@/domain/register-content";
import { keyIdOf, signedLine } from "@/domain/signed-text";
import { receiptText } from "@/domain/version-receipt";
import { ZipWriter } from "@/lib/zip/write";

/**
 * The packs of docs/vectors: a small one that is right, and what becomes of it in bad hands. Everything in them is fixed (ids, times, salts, the key),
 * so that they come out the same every time. The key is published here on purpose: never use it for anything else.
 */
const ORGANIZATION = "01900000-0000-7000-8000-000000000001";
const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const AT = "2026-01-02T03:04:05.000Z";

function keyOf(seed: string) {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), createHash("sha256").update(seed).digest()]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = privateKey.export({ format: "jwk" }).x!;
  return { privateKey, publicKey, keyId: keyIdOf(publicKey) };
}
type Key = ReturnType<typeof keyOf>;
export const VECTOR_KEY = keyOf("goldthread test vectors");
const STRANGER = keyOf("somebody else");

const signedBy = (key: Key, text: string) => ({
  text,
  keyId: key.keyId,
  signature: signBytes(null, Buffer.from(text), key.privateKey).toString("base64url"),
});

const EVIDENCE = Buffer.from("Restore test of 2026-01-01: passed.\n");
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

interface Written {
  entity: string;
  id: string;
  ref: string | null;
  action?: string;
  before?: object | null;
  after: Record<string, unknown>;
  reason?: string;
}

function chain(writes: readonly Written[]) {
  let previousHash = GENESIS_HASH;
  return writes.map((write, index) => {
    const built = buildEntry(
      {
        organizationId: ORGANIZATION,
        sequence: index + 1,
        previousHash,
        at: AT,
        actor: { id: id(9), name: "Ada Example", kind: "user" },
        entity: write.entity,
        entityId: write.id,
        entityRef: write.ref,
        action: write.action ?? "create",
        requestId: "vectors",
        batchId: null,
      },
      { fields: diffFields((write.before ?? null) as Record<string, unknown> | null, write.after), reason: write.reason ?? null },
      createHash("sha256").update(`salt ${index}`).digest("hex").slice(0, 32),
    );
    previousHash = built.hash;
    return built;
  });
}

const evidence = {
  ref: "E-001",
  title: "Restore test",
  contentHash: sha256(EVIDENCE),
  fileName: "restore.txt",
  mediaType: "text/plain",
  size: EVIDENCE.length,
};
const register: Written[] = [
  { entity: "organization", id: ORGANIZATION, ref: null, after: { name: "Example Ltd", version: 1 } },
  { entity: "interested-party", id: id(2), ref: "IP-001", after: { ref: "IP-001", name: "Clients", category: "external", version: 1 } },
  {
    entity: "interested-party",
    id: id(3),
    ref: "IP-002",
    after: { ref: "IP-002", name: "Müller & Söhne", category: "external", version: 1 },
  },
  {
    entity: "requirement",
    id: id(4),
    ref: "REQ-001",
    after: { ref: "REQ-001", partyId: id(2), statement: "Encryption at rest", version: 1 },
  },
  { entity: "evidence", id: id(5), ref: "E-001", after: { ...evidence, version: 1 } },
];

function base() {
  const content = contentText(
    contentOf(
      ORGANIZATION,
      register.map(({ entity, id: recordId, after }) => ({ entity, id: recordId, fields: after })),
    ),
  );
  const frozen = chain(register).at(-1)!;
  const version = {
    number: "1.0",
    status: "approved",
    contentHash: contentHash(content),
    historySequence: frozen.sequence,
    historyHash: frozen.hash,
    version: 1,
  };
  const entries = chain([
    ...register,
    { entity: "register-version", id: id(6), ref: "1.0", after: version },
    {
      entity: "interested-party",
      id: id(2),
      ref: "IP-001",
      action: "update",
      before: { note: null, version: 1 },
      after: { note: "Loud since May", version: 2 },
      reason: "They called",
    },
  ]);
  const head = entries.at(-1)!;
  const first = checkpointText({
    organization: ORGANIZATION,
    sequence: 6,
    hash: entries[5]!.hash,
    at: AT,
    reason: "approval",
    previous: null,
  });
  const second = checkpointText({
    organization: ORGANIZATION,
    sequence: head.sequence,
    hash: head.hash,
    at: AT,
    reason: "export",
    previous: sha256(first),
  });
  const receipt = receiptText({
    organization: { id: ORGANIZATION, name: "Example Ltd" },
    version: { id: id(6), number: "1.0" },
    contentHash: version.contentHash,
    approvedAt: AT,
    approverId: id(8),
    head: { sequence: 5, hash: frozen.hash },
    exceptionReason: "",
  });
  const listed = { id: id(5), ...evidence, contentHash: undefined, sha256: sha256(EVIDENCE), path: "evidence/E-001.txt", state: "intact" };
  const files = new Map<string, Buffer>();
  const put = (name: string, text: string | Buffer) => files.set(name, Buffer.from(text));
  put(PACK.readme, "Test vector of the audit pack. See docs/audit-pack.md.\n");
  put(
    PACK.keys,
    canonicalText({
      format: KEYS_FORMAT,
      keys: [{ keyId: VECTOR_KEY.keyId, publicKey: VECTOR_KEY.publicKey, createdAt: AT, retiredAt: null, endorsement: "" }],
    }),
  );
  put(PACK.versions, canonicalText([{ id: id(6), ...version, approvedAt: AT, changeSummary: "First" }]));
  put(PACK.checkpoints, [first, second].map((text) => `${signedLine(signedBy(VECTOR_KEY, text))}\n`).join(""));
  put(PACK.receipts, `${signedLine(signedBy(VECTOR_KEY, receipt))}\n`);
  put(PACK.minutes, "");
  put(
    PACK.history,
    entries.map(({ hash, header, payloadText, saltHex }) => historyLine({ hash, header, payload: payloadText, salt: saltHex })).join(""),
  );
  put(PACK.content, content);
  put("evidence/E-001.txt", EVIDENCE);
  put(PACK.evidence, `${canonicalText(listed)}\n`);
  const manifest = (of: Map<string, Buffer>): PackManifest => ({
    organization: { id: ORGANIZATION, slug: "example", name: "Example Ltd" },
    madeAt: AT,
    madeBy: "Ada Example",
    version: { id: id(6), number: "1.0", contentHash: version.contentHash },
    contentSequence: 5,
    head: { sequence: head.sequence, hash: head.hash },
    evidence: "files",
    files: [...of].map(([name, bytes]) => ({ path: name, size: bytes.length, sha256: sha256(bytes) })),
  });
  return { files, manifest };
}

/** The parts with a manifest that names them as they are, signed by this key. */
function sealed(
  files: Map<string, Buffer>,
  key: Key = VECTOR_KEY,
  change: (manifest: PackManifest) => PackManifest = (same) => same,
): Map<string, Buffer> {
  const text = manifestText(change(base().manifest(files)));
  const { keyId, signature } = signedBy(key, text);
  return new Map(files).set(PACK.manifest, Buffer.from(text)).set(PACK.signature, Buffer.from(canonicalText({ keyId, signature })));
}

const good = () => sealed(base().files);
const edited = (files: Map<string, Buffer>, name: string, change: (text: string) => string) =>
  new Map(files).set(name, Buffer.from(change(files.get(name)!.toString("utf8"))));
const without = (files: Map<string, Buffer>, name: string) => new Map([...files].filter(([key]) => key !== name));
const inLines = (change: (lines: string[]) => string[]) => (text: string) => `${change(text.trimEnd().split("\n")).join("\n")}\n`;

/** By file name: the parts of each pack. Those made by the key's own holder show that the signature alone is not believed. */
export const VECTORS: Readonly<Record<string, () => Map<string, Buffer>>> = {
  "good.zip": good,
  "payload-changed.zip": () => edited(good(), PACK.history, (text) => text.replace("Encryption at rest", "Encryption at best")),
  "entry-missing.zip": () =>
    edited(
      good(),
      PACK.history,
      inLines((lines) => lines.filter((_, index) => index !== 3)),
    ),
  "entries-reordered.zip": () =>
    edited(
      good(),
      PACK.history,
      inLines(([a, b, c, ...rest]) => [a!, c!, b!, ...rest]),
    ),
  "tail-dropped.zip": () =>
    edited(
      good(),
      PACK.history,
      inLines((lines) => lines.slice(0, -1)),
    ),
  "tail-dropped-and-signed-again.zip": () => {
    const files = edited(
      base().files,
      PACK.history,
      inLines((lines) => lines.slice(0, -1)),
    );
    const last = JSON.parse(files.get(PACK.history)!.toString().trimEnd().split("\n").at(-1)!) as { hash: string };
    return sealed(files, VECTOR_KEY, (manifest) => ({ ...manifest, head: { sequence: 6, hash: last.hash } }));
  },
  "without-checkpoints.zip": () => sealed(new Map(base().files).set(PACK.checkpoints, Buffer.from(""))),
  "content-changed.zip": () => edited(good(), PACK.content, (text) => text.replace("Clients", "Friends")),
  "content-not-from-history.zip": () => {
    const files = edited(base().files, PACK.content, (text) => text.replace("Clients", "Friends"));
    const hash = sha256(files.get(PACK.content)!);
    return sealed(files, VECTOR_KEY, (manifest) => ({ ...manifest, version: { ...manifest.version!, contentHash: hash } }));
  },
  "evidence-changed.zip": () => new Map(good()).set("evidence/E-001.txt", Buffer.from(EVIDENCE.toString().replace("passed", "failed"))),
  "evidence-missing-and-signed-again.zip": () => sealed(without(base().files, "evidence/E-001.txt")),
  "file-added.zip": () => new Map(good()).set("NOTE.txt", Buffer.from("hello")),
  "signed-by-a-stranger.zip": () => sealed(base().files, STRANGER),
  "signature-wrong.zip": () => edited(good(), PACK.manifest, (text) => text.replace("Ada Example", "Eve Example")),
};

export async function vectorBytes(name: string): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-vector-"));
  const file = path.join(folder, "pack.zip");
  try {
    const handle = await open(file, "wx+");
    const zip = new ZipWriter(handle);
    for (const [part, bytes] of VECTORS[name]!()) await zip.add(part, bytes);
    await zip.finish();
    await handle.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
