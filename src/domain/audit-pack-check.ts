import { createHash } from "node:crypto";
import {
  EVIDENCE_FOLDER,
  KEYS_FORMAT,
  PACK,
  PACK_PROBLEMS,
  type PackEvidence,
  type PackManifest,
  type PackProblem,
  type PackProblemKind,
  type PackVerdict,
  readHistoryLine,
  readManifest,
} from "./audit-pack";
import { type ChainHead, ChainVerifier, Replay, stateOf } from "./audit-trail";
import { checkpointHash, readCheckpoint } from "./checkpoint";
import { type ContentComparison, contentToldBy } from "./register-content-check";
import { isPublicKey, isSignedBy, type KeyStanding, keyIdOf, type PublicKey, readSigned, type SignedText, standings } from "./signed-text";

/** The files of a pack, wherever they come from. `read` may throw: then that file cannot be read. */
export interface PackFiles {
  list(): readonly { path: string; size: number }[];
  read(path: string): AsyncIterable<Uint8Array>;
}

/** What somebody keeps apart from the pack, and trusts. */
export interface GivenSeparately {
  /** Public keys, raw, in base64url. */
  keys?: readonly string[];
  /** Signed statements: checkpoints and receipts. `name`: where each comes from. */
  statements?: readonly { name: string; signed: SignedText }[];
}

/** A state of the history that somebody signed. */
interface Anchor extends ChainHead {
  name: string;
  at: string;
  keyId: string;
  /** The signature is right and its key is trusted. */
  good: boolean;
  met: boolean;
}

const MOST_PROBLEMS = 200;
const LARGEST_PART = 512 * 1024 * 1024;
const BREATHE = 2_000;

/**
 * Holds a pack against itself and against what is kept apart from it, and names every difference. Nothing of it is believed before it was checked, and
 * nothing in it makes the check throw. Large files are read piece by piece.
 */
export async function checkPack(files: PackFiles, given: GivenSeparately = {}): Promise<PackVerdict> {
  return new Check(files, given).run();
}

/** A verdict on what is no pack at all. */
export function refusedPack(kind: PackProblemKind, message: string, file?: string): PackVerdict {
  return {
    ok: false,
    problems: [{ kind, message, ...(file ? { file } : {}) }],
    notes: [],
    organization: null,
    version: null,
    entries: 0,
    head: null,
    firstBadEntry: null,
    provenUpTo: null,
    checkedWith: { keys: [], trust: "pack", checkpoints: 0, receipts: 0, evidenceFiles: 0 },
  };
}

class Check {
  readonly #problems: PackProblem[] = [];
  readonly #notes: string[] = [];
  readonly #present: Map<string, number>;
  readonly #hashes = new Map<string, string>();
  readonly #replay = new Replay();
  #keys = new Map<string, PublicKey>();
  #standing = new Map<string, KeyStanding>();
  #anchors: Anchor[] = [];
  #manifest: PackManifest | null = null;
  #content: ContentComparison | null = null;
  #receipts = 0;
  #checkpoints = 0;
  #evidenceFiles = 0;

  constructor(
    private readonly files: PackFiles,
    private readonly given: GivenSeparately,
  ) {
    this.#present = new Map(files.list().map(({ path, size }) => [path, size]));
  }

  async run(): Promise<PackVerdict> {
    const manifestText = await this.#text(PACK.manifest);
    this.#manifest = manifestText === null ? null : readManifest(manifestText);
    if (manifestText === null) this.#problem("manifest_missing", { file: PACK.manifest });
    else if (!this.#manifest) this.#problem("manifest_unreadable", { file: PACK.manifest });
    await this.#readKeys();
    await this.#checkSignature(manifestText);
    await this.#readAnchors();
    const contentText = await this.#text(PACK.content);
    const chain = await this.#readHistory();
    this.#checkAnchors(chain.head);
    this.#checkContent(contentText);
    await this.#checkReceipts(contentText);
    await this.#checkMinutes();
    await this.#checkEvidence();
    await this.#checkFiles();
    const bad = Math.min(
      ...this.#problems.flatMap(({ file, kind, sequence }) => (file === PACK.history && kind !== "head_mismatch" ? (sequence ?? []) : [])),
    );
    const firstBad = Number.isFinite(bad) ? bad : null;
    const proven = this.#anchors
      .filter(({ good, met, sequence }) => good && met && sequence < bad)
      .sort((a, b) => b.sequence - a.sequence)[0];
    if (!proven)
      this.#notes.push("No checkpoint and no receipt of a trusted key fits: nobody can say whether entries at the end are missing.");
    else if (proven.sequence < chain.head.sequence)
      this.#notes.push(`Completeness is proven up to entry ${proven.sequence}; what came after it rests on the pack alone.`);
    const trusted = (this.given.keys ?? []).length > 0;
    if (!trusted)
      this.#notes.push(
        "The keys are those in the pack. Compare their names with what the organisation tells you, or give its key with --key.",
      );
    return {
      ok: this.#problems.length === 0,
      problems: this.#problems,
      notes: this.#notes,
      organization: this.#manifest && { id: this.#manifest.organization.id, name: this.#manifest.organization.name },
      version: this.#manifest?.version?.number ?? null,
      entries: chain.entries,
      head: chain.head,
      firstBadEntry: firstBad,
      provenUpTo: proven ? { sequence: proven.sequence, hash: proven.hash, at: proven.at, by: proven.name, keyId: proven.keyId } : null,
      checkedWith: {
        keys: [...this.#standing].map(([keyId, standing]) => ({ keyId, standing })),
        trust: trusted ? "given" : "pack",
        checkpoints: this.#checkpoints,
        receipts: this.#receipts,
        evidenceFiles: this.#evidenceFiles,
      },
    };
  }

  #problem(kind: PackProblemKind, where: Omit<PackProblem, "kind" | "message"> = {}, more = ""): void {
    if (this.#problems.length >= MOST_PROBLEMS) return;
    const message = `${PACK_PROBLEMS[kind]}${more ? ` ${more}` : ""}`;
    this.#problems.push({ kind, message, ...where });
  }

  /** Reads a file through, hashing it. False: it cannot be read, which is then said. */
  async #through(path: string, each: (chunk: Uint8Array) => Promise<void> | void): Promise<boolean> {
    const hash = createHash("sha256");
    try {
      for await (const chunk of this.files.read(path)) {
        hash.update(chunk);
        await each(chunk);
      }
      this.#hashes.set(path, hash.digest("hex"));
      return true;
    } catch {
      this.#problem("file_unreadable", { file: path });
      this.#hashes.set(path, "");
      return false;
    }
  }

  /** A whole file as text; null where it is absent, unreadable or larger than any such part is. */
  async #text(path: string): Promise<string | null> {
    const size = this.#present.get(path);
    if (size === undefined) return null;
    if (size > LARGEST_PART) {
      this.#problem("file_unreadable", { file: path }, "It is larger than any such file is.");
      this.#hashes.set(path, "");
      return null;
    }
    const chunks: Uint8Array[] = [];
    const read = await this.#through(path, (chunk) => {
      chunks.push(chunk);
    });
    return read ? Buffer.concat(chunks).toString("utf8") : null;
  }

  async #lines(path: string): Promise<string[]> {
    return ((await this.#text(path)) ?? "").split("\n").filter((line) => line !== "");
  }

  async #readKeys(): Promise<void> {
    const text = await this.#text(PACK.keys);
    const inPack = text === null ? [] : readKeys(text);
    if (inPack === null) this.#problem("statement_unreadable", { file: PACK.keys });
    const given = (this.given.keys ?? []).filter(isPublicKey);
    const trusted = given.length > 0 ? new Set(given.map(keyIdOf)) : null;
    const keys = [...(inPack ?? [])];
    this.#standing = standings(keys, trusted);
    this.#keys = new Map(keys.map((key) => [key.keyId, key]));
    for (const publicKey of given) {
      const keyId = keyIdOf(publicKey);
      if (this.#keys.has(keyId) && this.#standing.get(keyId) !== "wrong") continue;
      this.#keys.set(keyId, { keyId, publicKey, createdAt: null, retiredAt: null, endorsement: "" });
      this.#standing.set(keyId, "given");
    }
    for (const [keyId, standing] of this.#standing) {
      if (standing === "wrong") this.#problem("key_wrong", { file: PACK.keys, keyId });
      if (standing === "unendorsed") this.#problem(trusted ? "unknown_key" : "key_unendorsed", { file: PACK.keys, keyId });
    }
  }

  /** Whether the statement is signed rightly by a key that is trusted; what is wrong with it is said. */
  #signed({ text, keyId, signature }: SignedText, where: Omit<PackProblem, "kind" | "message">, name: string): boolean {
    const key = this.#keys.get(keyId);
    const standing = this.#standing.get(keyId);
    if (!key) {
      this.#problem("unknown_key", { ...where, keyId }, `${name}.`);
      return false;
    }
    if (!isSignedBy(key.publicKey, text, signature)) {
      this.#problem("signature_wrong", { ...where, keyId }, `${name}.`);
      return false;
    }
    return standing !== "wrong" && standing !== "unendorsed";
  }

  async #checkSignature(manifest: string | null): Promise<void> {
    const text = await this.#text(PACK.signature);
    if (text === null) {
      this.#problem("signature_missing", { file: PACK.signature });
      return;
    }
    try {
      const { keyId, signature } = JSON.parse(text) as Partial<SignedText>;
      if (typeof keyId !== "string" || typeof signature !== "string") throw new SyntaxError("no signature");
      if (manifest !== null) this.#signed({ text: manifest, keyId, signature }, { file: PACK.signature }, "The manifest");
    } catch {
      this.#problem("statement_unreadable", { file: PACK.signature });
    }
  }

  async #readAnchors(): Promise<void> {
    let before: string | null = null;
    for (const [index, line] of (await this.#lines(PACK.checkpoints)).entries()) {
      const where = { file: PACK.checkpoints };
      const signed = readSigned(line);
      const checkpoint = signed && readCheckpoint(signed.text);
      if (!checkpoint) {
        this.#problem("statement_unreadable", where, `Line ${index + 1}.`);
        continue;
      }
      if (checkpoint.previous !== before) this.#problem("checkpoints_broken", { ...where, sequence: checkpoint.sequence });
      before = checkpointHash(signed.text);
      this.#checkpoints += 1;
      this.#anchor(signed, `checkpoint of ${checkpoint.at}`, where);
    }
    for (const [index, line] of (await this.#lines(PACK.receipts)).entries()) {
      const signed = readSigned(line);
      if (signed && this.#anchor(signed, `receipt ${index + 1}`, { file: PACK.receipts })) this.#receipts += 1;
      else if (!signed) this.#problem("statement_unreadable", { file: PACK.receipts }, `Line ${index + 1}.`);
    }
    for (const { name, signed } of this.given.statements ?? [])
      if (!this.#anchor(signed, name, { file: name })) this.#problem("statement_unreadable", { file: name });
  }

  /** Takes a signed state of the history to hold the entries against. False: the statement tells none. */
  #anchor(signed: SignedText, name: string, where: { file: string }): boolean {
    const state = signedState(signed.text);
    if (!state) return false;
    const good = this.#signed(signed, { ...where, sequence: state.sequence }, sentence(name));
    if (this.#manifest && state.organization !== this.#manifest.organization.id)
      this.#problem("other_organization", { ...where, sequence: state.sequence }, `${sentence(name)}.`);
    else this.#anchors.push({ ...state, name, keyId: signed.keyId, good, met: false });
    return true;
  }

  async #readHistory(): Promise<{ entries: number; head: ChainHead }> {
    const manifest = this.#manifest;
    const verifier = new ChainVerifier({ organizationId: manifest?.organization.id ?? null });
    const anchored = new Map<number, Anchor[]>();
    for (const anchor of this.#anchors) anchored.set(anchor.sequence, [...(anchored.get(anchor.sequence) ?? []), anchor]);
    let entries = 0;
    let unreadable = 0;
    // A state of before the first entry.
    for (const anchor of anchored.get(0) ?? []) anchor.met = true;
    const take = (line: string) => {
      entries += 1;
      const parts = readHistoryLine(line);
      if (!parts) {
        unreadable += 1;
        if (unreadable <= 5) this.#problem("history_unreadable", { file: PACK.history, sequence: entries }, `Line ${entries}.`);
        return;
      }
      const { hash, header, payload, salt } = parts;
      const sequence = Number(header.slice(header.lastIndexOf(":") + 1, -1));
      const read = verifier.add({
        sequence: Number.isSafeInteger(sequence) ? sequence : entries,
        hash,
        header,
        payloadText: payload,
        saltHex: salt,
        erased: payload === null,
      });
      if (!read) return;
      const anchors = anchored.get(read.sequence);
      if (anchors) for (const anchor of anchors) this.#meet(anchor, hash);
      try {
        this.#replay.apply({ header, payloadText: payload }, read);
      } catch {
        this.#replay.apply({ header, payloadText: null }, read);
      }
      if (read.sequence === manifest?.contentSequence) this.#content = contentToldBy(this.#replay, manifest.organization.id);
    };
    if (!this.#present.has(PACK.history)) this.#problem("file_missing", { file: PACK.history });
    else {
      const lines = new Lines();
      let since = 0;
      await this.#through(PACK.history, async (chunk) => {
        for (const line of lines.add(chunk)) {
          take(line);
          since += 1;
          if (since % BREATHE === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      });
      for (const line of lines.end()) take(line);
    }
    const { head, problems } = verifier.finish(manifest?.head ?? null);
    for (const { kind, sequence, entity, entityRef, field } of problems)
      this.#problem(
        kind,
        {
          file: PACK.history,
          sequence,
          ...(entity ? { entity } : {}),
          ...(entityRef ? { ref: entityRef } : {}),
          ...(field ? { field } : {}),
        },
        `Entry ${sequence}.`,
      );
    return { entries, head };
  }

  #meet(anchor: Anchor, hash: string): void {
    anchor.met = anchor.hash === hash;
    if (!anchor.met)
      this.#problem("checkpoint_mismatch", { sequence: anchor.sequence }, `${sentence(anchor.name)} names entry ${anchor.sequence}.`);
  }

  #checkAnchors(head: ChainHead): void {
    // What was promised by the manifest is named already; a statement tells of more than that.
    const told = this.#problems.some(({ kind }) => kind === "tail_dropped");
    const beyond = this.#anchors.filter(({ sequence }) => sequence > head.sequence).sort((a, b) => b.sequence - a.sequence)[0];
    if (beyond && !told)
      this.#problem(
        "tail_dropped",
        { file: PACK.history, sequence: head.sequence + 1 },
        `Entries ${head.sequence + 1} to ${beyond.sequence}: ${beyond.name} was made of them.`,
      );
  }

  #checkContent(text: string | null): void {
    const manifest = this.#manifest;
    if (!manifest) return;
    const file = PACK.content;
    if (text === null) return;
    if (manifest.version && this.#hashes.get(file) !== manifest.version.contentHash)
      this.#problem("content_changed", { file }, `Version ${manifest.version.number}.`);
    if (manifest.version) this.#checkVersion(manifest.version, manifest.contentSequence);
    if (!this.#content) {
      this.#problem(
        "content_not_from_history",
        { file, sequence: manifest.contentSequence },
        `Entry ${manifest.contentSequence} is not there.`,
      );
      return;
    }
    const differences = this.#content.with(text);
    if (differences === null) this.#problem("content_unreadable", { file });
    else
      for (const { entity, ref, field } of differences)
        this.#problem(
          "content_not_from_history",
          { file, entity, ref, ...(field ? { field } : {}) },
          `${entity} ${ref}${field ? `, ${field}` : ""}.`,
        );
  }

  #checkVersion({ id, number, contentHash }: NonNullable<PackManifest["version"]>, sequence: number): void {
    const record = this.#replay.records.get("register-version")?.get(id);
    const known = record ? stateOf(record) : null;
    if (record?.unknownSince) return;
    const right = known && known.number === number && known.contentHash === contentHash && known.historySequence === sequence;
    if (!right) this.#problem("version_unknown", { file: PACK.manifest, ref: number }, `Version ${number}.`);
  }

  async #checkReceipts(content: string | null): Promise<void> {
    const version = this.#manifest?.version;
    if (!version) return;
    const given = (this.given.statements ?? []).map(({ name, signed }) => ({ name, signed }));
    const inPack = (await this.#lines(PACK.receipts)).flatMap((line) => {
      const signed = readSigned(line);
      return signed ? [{ name: PACK.receipts as string, signed }] : [];
    });
    const hash = content === null ? "" : this.#hashes.get(PACK.content);
    for (const { name, signed } of [...inPack, ...given]) {
      const receipt = safeJson(signed.text) as { version?: { id?: unknown }; contentHash?: unknown } | null;
      if (receipt?.version?.id !== version.id || typeof receipt.contentHash !== "string") continue;
      if (receipt.contentHash !== hash) this.#problem("receipt_mismatch", { file: name, ref: version.number });
    }
  }

  async #checkMinutes(): Promise<void> {
    for (const [index, line] of (await this.#lines(PACK.minutes)).entries()) {
      const found = safeJson(line) as { content?: unknown; contentHash?: unknown; receipt?: unknown } | null;
      if (typeof found?.content !== "string" || typeof found.contentHash !== "string") {
        this.#problem("statement_unreadable", { file: PACK.minutes }, `Line ${index + 1}.`);
        continue;
      }
      const where = { file: PACK.minutes };
      if (createHash("sha256").update(found.content).digest("hex") !== found.contentHash)
        this.#problem("minutes_changed", where, `Line ${index + 1}.`);
      const receipt = typeof found.receipt === "string" && found.receipt !== "" ? readSigned(found.receipt) : null;
      if (!receipt) continue;
      this.#signed(receipt, where, `The receipt of the minutes in line ${index + 1}`);
      const said = safeJson(receipt.text) as { contentHash?: unknown } | null;
      if (typeof said?.contentHash === "string" && said.contentHash !== found.contentHash)
        this.#problem("minutes_changed", where, `Line ${index + 1}.`);
    }
  }

  /** The list of evidence against the history, and the files against the list. */
  async #checkEvidence(): Promise<void> {
    const listed = new Map<string, PackEvidence>();
    for (const [index, line] of (await this.#lines(PACK.evidence)).entries()) {
      const found = safeJson(line) as PackEvidence | null;
      if (typeof found?.id !== "string" || typeof found.ref !== "string")
        this.#problem("statement_unreadable", { file: PACK.evidence }, `Line ${index + 1}.`);
      else listed.set(found.id, found);
    }
    for (const record of this.#replay.records.get("evidence")?.values() ?? []) {
      const { contentHash = null, fileName } = stateOf(record);
      const told = listed.get(record.id);
      listed.delete(record.id);
      const ref = record.ref ?? "";
      const where = { file: told?.path ?? PACK.evidence, entity: "evidence", ref };
      if (!told) this.#problem("evidence_missing", where, `${ref} is not in the list.`);
      else if (!(record.unknownSince && contentHash === null) && (told.sha256 ?? null) !== contentHash)
        this.#problem("evidence_changed", where, `${ref}: the list names another hash than the history.`);
      else if (told.sha256 === null) continue;
      else if (told.state === "missing" || told.state === "changed")
        this.#problem(
          told.state === "missing" ? "evidence_missing" : "evidence_changed",
          where,
          `${ref} (${String(fileName)}): so it was when the pack was made.`,
        );
      else if (told.path !== null && !this.#present.has(told.path))
        this.#problem("evidence_missing", where, `${ref} (${String(fileName)}).`);
      else if (told.path === null && this.#manifest?.evidence === "files")
        this.#problem("evidence_missing", where, `${ref} (${String(fileName)}).`);
      else if (told.path !== null && (await this.#hashOf(told.path)) !== told.sha256)
        this.#problem("evidence_changed", where, `${ref} (${String(fileName)}).`);
    }
    for (const { ref } of listed.values()) this.#problem("evidence_added", { file: PACK.evidence, ref }, `${ref}.`);
  }

  async #hashOf(path: string): Promise<string> {
    if (!this.#hashes.has(path)) {
      await this.#through(path, () => {});
      if (path.startsWith(EVIDENCE_FOLDER)) this.#evidenceFiles += 1;
    }
    return this.#hashes.get(path) ?? "";
  }

  /** Every file against the manifest. */
  async #checkFiles(): Promise<void> {
    const named = new Set<string>([PACK.manifest, PACK.signature]);
    const blamed = new Set(this.#problems.map(({ file }) => file));
    for (const { path, size, sha256 } of this.#manifest?.files ?? []) {
      named.add(path);
      const evidence = path.startsWith(EVIDENCE_FOLDER);
      if (!this.#present.has(path)) {
        if (!blamed.has(path)) this.#problem(evidence ? "evidence_missing" : "file_missing", { file: path }, `${path}.`);
      } else if ((await this.#hashOf(path)) !== sha256 || this.#present.get(path) !== size) {
        if (!(evidence && blamed.has(path))) this.#problem(evidence ? "evidence_changed" : "file_changed", { file: path }, `${path}.`);
      }
    }
    if (!this.#manifest) return;
    for (const path of this.#present.keys())
      if (!named.has(path)) this.#problem(path.startsWith(EVIDENCE_FOLDER) ? "evidence_added" : "file_added", { file: path }, `${path}.`);
  }
}

/** Lines out of pieces that end anywhere. */
class Lines {
  #rest: Uint8Array = new Uint8Array(0);

  add(chunk: Uint8Array): string[] {
    const bytes = this.#rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([this.#rest, chunk]);
    const last = bytes.lastIndexOf(0x0a);
    // A copy: whoever reads may use the piece again.
    this.#rest = Buffer.from(bytes.subarray(last + 1));
    return last < 0 ? [] : bytes.subarray(0, last).toString("utf8").split("\n");
  }

  end(): string[] {
    return this.#rest.length === 0 ? [] : [Buffer.from(this.#rest).toString("utf8")];
  }
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The state of the history that a checkpoint or a receipt tells; null where the text tells none. */
function signedState(text: string): (ChainHead & { organization: string; at: string }) | null {
  const checkpoint = readCheckpoint(text);
  if (checkpoint) return checkpoint;
  const found = safeJson(text) as {
    organization?: { id?: unknown } | string;
    head?: { sequence?: unknown; hash?: unknown };
    approvedAt?: unknown;
    signedAt?: unknown;
    at?: unknown;
  } | null;
  const organization = typeof found?.organization === "object" ? found.organization?.id : found?.organization;
  const { sequence, hash } = found?.head ?? {};
  if (typeof organization !== "string" || typeof sequence !== "number" || typeof hash !== "string") return null;
  return { organization, sequence, hash, at: String(found?.approvedAt ?? found?.signedAt ?? found?.at ?? "") };
}

/** The keys of a pack; null when the text holds none. */
export function readKeys(text: string): PublicKey[] | null {
  const found = safeJson(text) as { format?: unknown; keys?: unknown } | null;
  if (found?.format !== KEYS_FORMAT || !Array.isArray(found.keys)) return null;
  const keys = found.keys as Partial<PublicKey>[];
  if (!keys.every((key) => typeof key?.keyId === "string" && typeof key.publicKey === "string")) return null;
  return keys.map(({ keyId, publicKey, createdAt = null, retiredAt = null, endorsement }) => ({
    keyId: keyId!,
    publicKey: publicKey!,
    createdAt,
    retiredAt,
    endorsement: typeof endorsement === "string" ? endorsement : "",
  }));
}
