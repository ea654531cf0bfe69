import { hash as hashOnce } from "node:crypto";

/**
 * The history (architecture.md, "The history"): the canonical form of a change, how entries are linked into one chain per organisation, how the
 * chain is verified, and how the register it describes is held against the live tables. Tamper-evident, not tamper-proof: somebody who can
 * rewrite the whole chain and its head is found only by a checkpoint kept elsewhere. `node:crypto` is used for SHA-256 alone: no randomness, no clock.
 */
export const CHAIN_PREFIX = "goldthread-history-v1\n";
const PAYLOAD_PREFIX = "goldthread-payload-v1\n";
/** What the first entry of a chain names as its predecessor. */
export const GENESIS_HASH = "0".repeat(64);
/** The entry that explains an erased payload: `entity` and `action` as here, `entityId` as {@link erasedEntryId} has it. */
export const ERASURE = { entity: "history-entry", action: "erase" } as const;

/** How an entry of the history is named as a record: its sequence in decimal, in the form of an id as all records have one. */
export function erasedEntryId(sequence: number): string {
  return String(sequence)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// Joining prefix and text as strings costs more than hashing them, so they are joined in one reused buffer (measured over 100,000 entries). UTF-8
// needs at most three bytes for each UTF-16 code unit.
const joined = Buffer.allocUnsafe(64 * 1024);

function sha256(prefix: string, text: string): string {
  if ((prefix.length + text.length) * 3 > joined.length) return hashOnce("sha256", prefix + text, "hex");
  const length = joined.write(prefix, "utf8");
  return hashOnce("sha256", joined.subarray(0, length + joined.write(text, length, "utf8")), "hex");
}

/** A value as the history holds it: days as "YYYY-MM-DD", instants as ISO strings in UTC. */
export type CanonicalValue = null | boolean | number | string | CanonicalValue[] | { [key: string]: CanonicalValue };
export type CanonicalRecord = Record<string, CanonicalValue>;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * The canonical form of any plain value: absent becomes null, an instant its ISO string, and half a character the replacement character, which is
 * what the database stores for it. Throws TypeError for what has no such form (NaN, bigint, function, symbol).
 */
export function toCanonicalValue(value: unknown): CanonicalValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value.replace(LONE_SURROGATE, "\uFFFD");
  if (typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toCanonicalValue);
  if (typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key.replace(LONE_SURROGATE, "\uFFFD"), toCanonicalValue(inner)]),
    );
  }
  throw new TypeError(`The history cannot hold a value of type ${typeof value}`);
}

/** The canonical text (RFC 8785) of a plain value. Equal values give equal texts. Throws TypeError as {@link toCanonicalValue}. */
export function canonicalText(value: unknown): string {
  if (typeof value === "string") return textOf(value);
  if (value === null || value === undefined) return "null";
  return serialise(toCanonicalValue(value));
}

/** The canonical text of a text. Half a character comes out of JSON.stringify as an escape, which is how it is noticed: looking first costs more. */
function textOf(value: string): string {
  const text = JSON.stringify(value);
  return text.includes("\\ud") ? JSON.stringify(toCanonicalValue(value)) : text;
}

// RFC 8785 asks for keys in the order of their UTF-16 code units, which is how JavaScript sorts, and for numbers and strings as JSON.stringify writes them.
function serialise(value: CanonicalValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(serialise).join(",")}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${serialise(value[key]!)}`).join(",")}}`;
}

export interface FieldChange {
  before: CanonicalValue;
  after: CanonicalValue;
}

/**
 * The fields that differ between two states of a record, compared in canonical form; absent and null are the same. A created record has
 * `before` null, a removed one `after` null.
 */
export function diffFields(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): Record<string, FieldChange> {
  const was = toCanonicalValue(before ?? {}) as CanonicalRecord;
  const is = toCanonicalValue(after ?? {}) as CanonicalRecord;
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const changes = names.map((name): [string, FieldChange] => [name, { before: ownValue(was, name), after: ownValue(is, name) }]);
  return Object.fromEntries(changes.filter(([, change]) => !sameValue(change.before, change.after)));
}

/** The canonical text of the `fields` of a payload, made by {@link CreatedFields}. */
export class FieldsText {
  constructor(readonly text: string) {}
}

/**
 * The fields of records that begin, as their payloads hold them: the same text as of `diffFields(null, values)`, written at once. A large import has
 * thousands of such records of one kind, whose names need to be sorted once.
 */
export class CreatedFields {
  #names: readonly string[] = [];
  #members: readonly { readonly name: string; readonly also: boolean; readonly opening: string; last: unknown; text: string }[] = [];
  readonly #also: Readonly<Record<string, unknown>>;

  /** `also`: fields that each of the records has beside its own. */
  constructor(also: Readonly<Record<string, unknown>> = {}) {
    this.#also = also;
  }

  of(values: Readonly<Record<string, unknown>>): FieldsText {
    const names = Object.keys(values);
    const also = Object.keys(this.#also);
    if (names.length + also.length !== this.#names.length || !names.every((name, at) => this.#given[at] === name)) {
      this.#given = names;
      this.#names = [...names, ...also].sort();
      this.#members = this.#names.map((name) => ({
        name,
        also: Object.hasOwn(this.#also, name),
        opening: `${textOf(name)}:{"after":`,
        last: undefined,
        text: "",
      }));
    }
    const members: string[] = [];
    for (const member of this.#members) {
      const value = member.also ? this.#also[member.name] : values[member.name];
      if (value === null || value === undefined) continue;
      // Most fields of such records say what the record before said. A list or an object may say something else by now, though it is the same one.
      if (value !== member.last || typeof value === "object") {
        member.text = `${member.opening}${Array.isArray(value) && value.length === 0 ? "[]" : canonicalText(value)},"before":null}`;
        member.last = value;
      }
      members.push(member.text);
    }
    // Joined, not added up: thousands of these texts wait for the end of a change, and a text added up of parts keeps all of them.
    return new FieldsText(`{${members.join(",")}}`);
  }

  /** The names as the last record gave them. */
  #given: readonly string[] = [];
}

function ownValue(record: CanonicalRecord, name: string): CanonicalValue {
  return Object.hasOwn(record, name) ? record[name]! : null;
}

function sameValue(a: CanonicalValue, b: CanonicalValue): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0) return true;
  return serialise(a) === serialise(b);
}

/** Why and what. It stands beside the chain, so that it can be erased: everything that may name a person belongs here, the actor's name included. */
export interface HistoryPayload {
  fields: Record<string, FieldChange>;
  reason: string | null;
  note?: string;
  actorName?: string;
}

export type ActorKind = "user" | "system" | "token";

export interface EntryFacts {
  organizationId: string;
  sequence: number;
  previousHash: string;
  /** Instant in UTC as Date#toISOString writes it. */
  at: string;
  /** The name goes into the payload, not the header: a header can never be erased (reliability.md R18). */
  actor: { id: string; name?: string; kind: ActorKind };
  entity: string;
  entityId: string;
  entityRef: string | null;
  action: string;
  requestId: string | null;
  /** What belongs together, such as the records of one import. */
  batchId?: string | null;
}

/** What the stored header text says once parsed. */
export interface HistoryHeader {
  organizationId: string;
  sequence: number;
  previousHash: string;
  at: string;
  actor: { id: string; kind: ActorKind };
  entity: string;
  entityId: string;
  entityRef: string | null;
  action: string;
  requestId: string | null;
  batchId: string | null;
  payloadHash: string;
}

export interface BuiltEntry {
  sequence: number;
  previousHash: string;
  /** The exact text that was hashed; store it byte for byte. */
  header: string;
  hash: string;
  payloadText: string;
  payloadHash: string;
  saltHex: string;
}

/** The salted hash by which the header commits to a payload without revealing it. */
export function payloadCommitment(payloadText: string, saltHex: string): string {
  return sha256(`${PAYLOAD_PREFIX}${saltHex}\n`, payloadText);
}

/** The hash of an entry: SHA-256 over "goldthread-history-v1\n" and the exact header text, as lower-case hex. */
export function headerHash(header: string): string {
  return sha256(CHAIN_PREFIX, header);
}

/**
 * One entry of the chain, ready to store. `previousHash` is the hash of the head (GENESIS_HASH for the first), `saltHex` at least 16 random bytes
 * that the caller draws. Throws RangeError when sequence, previous hash, time or salt have not their form, TypeError for values without canonical form.
 */
export function buildEntry(
  facts: EntryFacts,
  payload: Omit<HistoryPayload, "fields"> & { fields: HistoryPayload["fields"] | FieldsText },
  saltHex: string,
): BuiltEntry {
  const { organizationId, sequence, previousHash, at, actor, entity, entityId, entityRef, action, requestId } = facts;
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    throw new RangeError(`The sequence of a history entry starts at 1, not at ${sequence}`);
  if (!/^[0-9a-f]{64}$/.test(previousHash)) throw new RangeError("The previous hash must be 64 lower-case hexadecimal digits");
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(at)) throw new RangeError(`Not an instant in UTC: ${at}`);
  if (!/^([0-9a-f]{2}){16,}$/.test(saltHex)) throw new RangeError("The salt must be at least 16 bytes of lower-case hexadecimal");
  const actorName = payload.actorName ?? actor.name;
  const fields = payload.fields instanceof FieldsText ? payload.fields.text : canonicalText(payload.fields);
  // The canonical order of the members is written out here and below: sorting the same few names for each of thousands of entries costs more than hashing.
  const payloadText =
    `{${actorName === undefined ? "" : `"actorName":${textOf(actorName)},`}"fields":${fields},` +
    `${payload.note === undefined ? "" : `"note":${textOf(payload.note)},`}"reason":${canonicalText(payload.reason)}}`;
  const payloadHash = payloadCommitment(payloadText, saltHex);
  const header =
    `{"action":${textOf(action)},"actor":{"id":${textOf(actor.id)},"kind":${textOf(actor.kind)}},"at":"${at}","batchId":${canonicalText(facts.batchId)},` +
    `"entity":${textOf(entity)},"entityId":${textOf(entityId)},"entityRef":${canonicalText(entityRef)},"organizationId":${textOf(organizationId)},` +
    `"payloadHash":"${payloadHash}","previousHash":"${previousHash}","requestId":${canonicalText(requestId)},"sequence":${sequence}}`;
  return { sequence, previousHash, header, hash: headerHash(header), payloadText, payloadHash, saltHex };
}

/** The parsed header of a stored entry. Throws SyntaxError when the text is no JSON. */
export function parseHeader(header: string): HistoryHeader {
  return JSON.parse(header) as HistoryHeader;
}

/** The parsed payload of a stored entry. Throws SyntaxError when the text is no JSON. */
export function parsePayload(payloadText: string): HistoryPayload {
  return JSON.parse(payloadText) as HistoryPayload;
}

/** An entry as it was stored and is read back, in the order of the chain. */
export interface StoredEntry {
  sequence: number;
  hash: string;
  header: string;
  payloadText: string | null;
  saltHex: string | null;
  /** The payload was erased on purpose; a later entry (ERASURE) must say so. */
  erased?: boolean;
  /** The copies of header values that stand in columns for filtering; each is held against the header. */
  columns?: Partial<Omit<HistoryHeader, "actor">> & { actorId?: string; actorKind?: string; actorName?: string };
}

export interface ChainHead {
  sequence: number;
  hash: string;
}

export type ChainProblemKind =
  | "header_changed"
  | "header_unreadable"
  | "column_changed"
  | "payload_changed"
  | "payload_missing"
  | "erasure_unexplained"
  | "sequence_gap"
  | "reordered"
  | "previous_hash_mismatch"
  | "other_organization"
  | "tail_dropped"
  | "head_mismatch"
  | "beyond_head";

export interface ChainProblem {
  kind: ChainProblemKind;
  /** The entry that is bad; for a gap the first that is missing, for a dropped tail the first that is gone. */
  sequence: number;
  entity: string | null;
  entityId: string | null;
  entityRef: string | null;
  /** For column_changed: which column. */
  field?: string;
}

export interface ChainVerdict {
  ok: boolean;
  /** How many entries were read. */
  entries: number;
  head: ChainHead;
  /** In the order of the chain, at most 100; the first names the first bad entry. */
  problems: ChainProblem[];
}

const MOST_PROBLEMS = 100;
/** What may stand in columns beside the header, except for the actor. */
const COPIED = [
  "organizationId",
  "sequence",
  "previousHash",
  "at",
  "entity",
  "entityId",
  "entityRef",
  "action",
  "requestId",
  "batchId",
  "payloadHash",
] as const satisfies readonly (keyof HistoryHeader)[];

/**
 * Verifies a chain entry by entry, so that 100,000 entries need not be in memory: `add` each in the order of the chain, then `finish`. After a
 * problem it takes the stored hash as true and goes on, so that one edit gives one problem and a second edit is found too.
 */
export class ChainVerifier {
  #organizationId: string | null;
  #expected = 1;
  #previousHash = GENESIS_HASH;
  #entries = 0;
  #problems: ChainProblem[] = [];
  #gaps = new Map<number, ChainProblem>();
  #erased = new Map<number, HistoryHeader>();
  #explained = new Set<string>();

  /** `organizationId`: whose chain it must be; without it the first entry says. */
  constructor({ organizationId = null }: { organizationId?: string | null } = {}) {
    this.#organizationId = organizationId;
  }

  /** Checks the next entry. Returns its header for whoever wants to go on with it, or null when it is not readable. */
  add(entry: StoredEntry): HistoryHeader | null {
    this.#entries += 1;
    if (headerHash(entry.header) !== entry.hash) this.#report("header_changed", entry.sequence, readable(entry.header));
    const header = readable(entry.header);
    if (header === null) {
      this.#report("header_unreadable", entry.sequence, null);
      this.#expected = entry.sequence + 1;
      this.#previousHash = entry.hash;
      return null;
    }
    this.#organizationId ??= header.organizationId;
    if (header.organizationId !== this.#organizationId) this.#report("other_organization", header.sequence, header);
    if (header.sequence !== entry.sequence) this.#report("column_changed", entry.sequence, header, "sequence");
    if (entry.columns) this.#checkColumns(entry.columns, header, entry.payloadText);
    this.#checkPosition(entry, header);
    this.#checkPayload(entry, header);
    if (header.entity === ERASURE.entity && header.action === ERASURE.action) this.#explained.add(header.entityId);
    return header;
  }

  /** The verdict. `expectedHead` is the stored head of the chain (or a checkpoint of it); null where none was kept. */
  finish(expectedHead: ChainHead | null = null): ChainVerdict {
    for (const [sequence, header] of this.#erased) {
      if (!this.#explained.has(erasedEntryId(sequence))) this.#report("erasure_unexplained", sequence, header);
    }
    const head = { sequence: this.#expected - 1, hash: this.#previousHash };
    if (expectedHead && expectedHead.sequence > head.sequence) this.#report("tail_dropped", head.sequence + 1, null);
    else if (expectedHead && expectedHead.sequence < head.sequence) this.#report("beyond_head", expectedHead.sequence + 1, null);
    else if (expectedHead && expectedHead.hash !== head.hash) this.#report("head_mismatch", head.sequence, null);
    return { ok: this.#problems.length === 0, entries: this.#entries, head, problems: this.#problems };
  }

  #checkPosition(entry: StoredEntry, header: HistoryHeader) {
    const gap = this.#gaps.get(header.sequence);
    if (gap) {
      // What looked missing comes later: the entries were reordered, not removed. The earlier report is corrected in place.
      gap.kind = "reordered";
      this.#gaps.delete(header.sequence);
      return;
    }
    if (header.sequence < this.#expected) {
      this.#report("reordered", header.sequence, header);
      return;
    }
    if (header.sequence > this.#expected) {
      const problem = this.#report("sequence_gap", this.#expected, null);
      this.#gaps.set(this.#expected, problem);
    } else if (header.previousHash !== this.#previousHash) {
      this.#report("previous_hash_mismatch", header.sequence, header);
    }
    this.#expected = header.sequence + 1;
    this.#previousHash = entry.hash;
  }

  #checkPayload(entry: StoredEntry, header: HistoryHeader) {
    if (entry.payloadText === null || entry.saltHex === null) {
      if (entry.erased) this.#erased.set(header.sequence, header);
      else this.#report("payload_missing", header.sequence, header);
    } else if (payloadCommitment(entry.payloadText, entry.saltHex) !== header.payloadHash) {
      this.#report("payload_changed", header.sequence, header);
    }
  }

  #checkColumns(
    { actorId, actorKind, actorName, ...columns }: NonNullable<StoredEntry["columns"]>,
    header: HistoryHeader,
    payload: string | null,
  ) {
    for (const name of COPIED) {
      if (columns[name] !== undefined && columns[name] !== header[name]) this.#report("column_changed", header.sequence, header, name);
    }
    if (actorId !== undefined && actorId !== header.actor.id) this.#report("column_changed", header.sequence, header, "actorId");
    if (actorKind !== undefined && actorKind !== header.actor.kind) this.#report("column_changed", header.sequence, header, "actorKind");
    // "actorName" is the first key of the canonical payload: comparing the beginning spares parsing 100,000 payloads.
    if (actorName !== undefined && payload !== null && !payload.startsWith(`{"actorName":${JSON.stringify(actorName)},`)) {
      this.#report("column_changed", header.sequence, header, "actorName");
    }
  }

  #report(kind: ChainProblemKind, sequence: number, header: HistoryHeader | null, field?: string): ChainProblem {
    const problem: ChainProblem = {
      kind,
      sequence,
      entity: header?.entity ?? null,
      entityId: header?.entityId ?? null,
      entityRef: header?.entityRef ?? null,
      ...(field ? { field } : {}),
    };
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(problem);
    return problem;
  }
}

// The canonical header without escaped characters, which is nearly every one: four times as fast as parsing it as JSON. Anything else is parsed.
const PLAIN = '"([^"\\\\]*)"';
const CANONICAL_HEADER = new RegExp(
  `^\\{"action":${PLAIN},"actor":\\{"id":${PLAIN},"kind":"(user|system|token)"\\},"at":${PLAIN},"batchId":(?:null|${PLAIN}),"entity":${PLAIN},` +
    `"entityId":${PLAIN},"entityRef":(?:null|${PLAIN}),"organizationId":${PLAIN},"payloadHash":${PLAIN},"previousHash":${PLAIN},` +
    `"requestId":(?:null|${PLAIN}),"sequence":([1-9]\\d{0,14})\\}$`,
);

function readable(header: string): HistoryHeader | null {
  const plain = CANONICAL_HEADER.exec(header);
  if (!plain) return parsed(header);
  return {
    action: plain[1]!,
    actor: { id: plain[2]!, kind: plain[3] as ActorKind },
    at: plain[4]!,
    batchId: plain[5] ?? null,
    entity: plain[6]!,
    entityId: plain[7]!,
    entityRef: plain[8] ?? null,
    organizationId: plain[9]!,
    payloadHash: plain[10]!,
    previousHash: plain[11]!,
    requestId: plain[12] ?? null,
    sequence: Number(plain[13]),
  };
}

function parsed(header: string): HistoryHeader | null {
  try {
    const candidate: unknown = JSON.parse(header);
    if (typeof candidate !== "object" || candidate === null) return null;
    const { sequence, actor } = candidate as Partial<HistoryHeader>;
    return typeof sequence === "number" && typeof actor === "object" && actor !== null ? (candidate as HistoryHeader) : null;
  } catch {
    return null;
  }
}

/** Verifies a whole chain given in order. See {@link ChainVerifier} for what it names and how it goes on after a problem. */
export function verifyChain(
  entries: Iterable<StoredEntry>,
  { expectedHead = null, organizationId = null }: { expectedHead?: ChainHead | null; organizationId?: string | null } = {},
): ChainVerdict {
  const verifier = new ChainVerifier({ organizationId });
  for (const entry of entries) verifier.add(entry);
  return verifier.finish(expectedHead);
}

/** The last state of one record as the history tells it. */
export interface ReplayedRecord {
  entity: string;
  id: string;
  ref: string | null;
  /** The last change of each field; its `after` is what the record says. Null while `onlyPayload` says it all. */
  changes: Record<string, FieldChange> | null;
  /** The payload of a record's one and only entry, parsed when somebody needs it: most records of a large register were never edited. */
  onlyPayload: string | null;
  lastSequence: number;
  /** Fields last set before this entry cannot be held against the live record: what the entry changed was erased. */
  unknownSince: number | null;
}

/**
 * Replays a chain into the last known state of each record. `apply` in the order of the chain; the action "delete" ends a record, every other
 * action sets the fields its payload names.
 */
export class Replay {
  readonly records = new Map<string, Map<string, ReplayedRecord>>();

  apply(entry: Pick<StoredEntry, "header" | "payloadText">, header: HistoryHeader = parseHeader(entry.header)): void {
    if (header.action === "delete") {
      this.records.get(header.entity)?.delete(header.entityId);
      return;
    }
    if (header.entity === ERASURE.entity) return;
    let ofKind = this.records.get(header.entity);
    if (!ofKind) {
      ofKind = new Map();
      this.records.set(header.entity, ofKind);
    }
    let record = ofKind.get(header.entityId);
    if (!record) {
      record = {
        entity: header.entity,
        id: header.entityId,
        ref: header.entityRef,
        changes: null,
        onlyPayload: null,
        lastSequence: 0,
        unknownSince: null,
      };
      ofKind.set(header.entityId, record);
    }
    const first = record.lastSequence === 0;
    record.ref = header.entityRef ?? record.ref;
    record.lastSequence = header.sequence;
    if (entry.payloadText === null) {
      record.unknownSince = header.sequence;
      record.onlyPayload = null;
      record.changes = {};
    } else if (first) {
      record.onlyPayload = entry.payloadText;
    } else {
      const fields = fieldsOf(entry.payloadText);
      const changes = changesOf(record);
      for (const name of Object.keys(fields)) {
        // Plain assignment of this one name would set the prototype instead of a field.
        if (name === "__proto__")
          Object.defineProperty(changes, name, { value: fields[name], enumerable: true, configurable: true, writable: true });
        else changes[name] = fields[name]!;
      }
    }
  }
}

/** What is known of each field, parsed now if it was not before. A payload that cannot be read leaves everything unknown; the verifier has named it. */
function changesOf(record: ReplayedRecord): Record<string, FieldChange> {
  if (record.changes === null) {
    try {
      record.changes = fieldsOf(record.onlyPayload ?? "");
    } catch {
      record.changes = {};
      record.unknownSince = record.lastSequence;
    }
    record.onlyPayload = null;
  }
  return record.changes;
}

/** What the history tells of a record: each field as it was last set. */
export function stateOf(record: ReplayedRecord): Record<string, CanonicalValue> {
  return Object.fromEntries(Object.entries(changesOf(record)).map(([name, { after }]) => [name, after]));
}

function fieldsOf(payloadText: string): Record<string, FieldChange> {
  const { fields } = parsePayload(payloadText);
  if (typeof fields !== "object" || fields === null) throw new SyntaxError("The payload of a history entry names no fields");
  return fields;
}

/** By kind and id. */
type ReplayedRecords = ReadonlyMap<string, ReadonlyMap<string, ReplayedRecord>>;

/** The last known state of each record that the entries tell of. Throws SyntaxError when a text is no JSON: verify first. */
export function replay(entries: Iterable<Pick<StoredEntry, "header" | "payloadText">>): ReplayedRecords {
  const result = new Replay();
  for (const entry of entries) result.apply(entry);
  return result.records;
}

const FIELDS_MEMBER = '"fields":{';
const CLOSING = ',"before":null}';
const [COMMA, QUOTE] = [0x2c, 0x22];

/** Where the canonical text of the value ends that stands at this place of the payload; -1 when something else stands there. */
function endOfValue(payload: string, at: number, value: unknown): number {
  // A text without a backslash that stands there as it is needs no escapes, and has none there.
  if (typeof value === "string" && payload.charCodeAt(at) === QUOTE && payload.startsWith(value, at + 1) && !value.includes("\\")) {
    const end = at + 1 + value.length;
    if (payload.charCodeAt(end) === QUOTE) return end + 1;
  }
  const text = canonicalText(value);
  return payload.startsWith(text, at) ? at + text.length : -1;
}

/** A record as it stands in the live table, reduced to the fields the writer records. */
export interface LiveRecord {
  entity: string;
  id: string;
  ref: string | null;
  fields: Readonly<Record<string, unknown>>;
}

export type Difference =
  | { kind: "field"; entity: string; id: string; ref: string | null; field: string; expected: CanonicalValue; found: CanonicalValue }
  | { kind: "record_missing" | "record_unknown"; entity: string; id: string; ref: string | null };

type AddedLater = (entity: string) => Readonly<Record<string, unknown>>;

/**
 * Holds the live tables against the replayed history and names each difference: a field that says something else, a record that is gone
 * (record_missing), a record that the history never saw (record_unknown). Absent and null are the same. Only fields that the live record offers
 * are compared; after an erased payload only those that were set since. A field that came with a later migration (`addedLater`, by entity) counts as
 * written with its first value where the history never names it. `compare` each live record, then `finish`.
 */
export class Reconciliation {
  readonly #replayed: ReplayedRecords;
  readonly #seen = new Set<ReplayedRecord>();
  readonly #differences: Difference[] = [];
  readonly #members = new Map<string, { name: string; opening: string }[]>();
  readonly #addedLater: AddedLater;

  constructor(replayed: ReplayedRecords, addedLater: AddedLater = () => ({})) {
    this.#replayed = replayed;
    this.#addedLater = addedLater;
  }

  compare({ entity, id, ref, fields }: LiveRecord): void {
    const expected = this.#replayed.get(entity)?.get(id);
    if (!expected) {
      this.#differences.push({ kind: "record_unknown", entity, id, ref });
      return;
    }
    this.#seen.add(expected);
    if (expected.onlyPayload !== null && this.#saysTheSame(expected.onlyPayload, entity, fields)) return;
    const changes = changesOf(expected);
    const { unknownSince } = expected;
    const addedLater = this.#addedLater(entity);
    for (const field of Object.keys(fields)) {
      const value = fields[field];
      const known = Object.hasOwn(changes, field);
      if (!known && unknownSince !== null) continue;
      // Older than the field: nobody wrote it, so it must hold what the migration put there.
      const told = known ? (changes[field]?.after ?? null) : toCanonicalValue(addedLater[field] ?? null);
      // Nearly every field is the same text, number or nothing: those need no canonical form.
      if (told === value || (told === null && value === undefined)) continue;
      const found = toCanonicalValue(value);
      if (!sameValue(told, found)) {
        this.#differences.push({ kind: "field", entity, id, ref: ref ?? expected.ref, field, expected: told, found });
      }
    }
  }

  /**
   * Whether the payload of a record's one entry names exactly these fields: then their canonical text, in the order of their names, is what stands in
   * it. Several times as fast as parsing the payload; where it does not stand there, the fields are compared one by one.
   */
  #saysTheSame(payload: string, entity: string, fields: Readonly<Record<string, unknown>>): boolean {
    let members = this.#members.get(entity);
    if (!members) {
      members = Object.keys(fields)
        .sort()
        .map((name) => ({ name, opening: `${JSON.stringify(name)}:{"after":` }));
      this.#members.set(entity, members);
    }
    let present = 0;
    for (const _name in fields) present += 1;
    if (present !== members.length) return false;
    // A quotation mark inside a value is escaped, so these characters stand nowhere but at the member itself.
    const start = payload.indexOf(FIELDS_MEMBER);
    if (start < 0) return false;
    const first = start + FIELDS_MEMBER.length;
    let at = first;
    for (const { name, opening } of members) {
      const value = fields[name];
      if (value === undefined) return false;
      if (value === null) continue;
      if (at > first) {
        if (payload.charCodeAt(at) !== COMMA) return false;
        at += 1;
      }
      if (!payload.startsWith(opening, at)) return false;
      at = endOfValue(payload, at + opening.length, value);
      if (at < 0 || !payload.startsWith(CLOSING, at)) return false;
      at += CLOSING.length;
    }
    return payload.startsWith('},"', at);
  }

  /** All differences. `entities` limits which missing records count, for callers that read some tables only. */
  finish({ entities }: { entities?: ReadonlySet<string> } = {}): Difference[] {
    for (const [entity, records] of this.#replayed) {
      if (entities && !entities.has(entity)) continue;
      for (const record of records.values())
        if (!this.#seen.has(record)) this.#differences.push({ kind: "record_missing", entity, id: record.id, ref: record.ref });
    }
    return this.#differences;
  }
}

/** The differences between the replayed history and live records given at once; see {@link Reconciliation}. */
export function reconcile(
  replayed: ReplayedRecords,
  live: Iterable<LiveRecord>,
  { entities }: { entities?: ReadonlySet<string> } = {},
): Difference[] {
  const reconciliation = new Reconciliation(replayed);
  for (const record of live) reconciliation.compare(record);
  return reconciliation.finish({ entities });
}
