import { canonicalText, parsePayload, type Replay, stateOf } from "./audit-trail";
import {
  CONTENT_FORMAT,
  ContentBuilder,
  type ContentEntity,
  type ContentRecord,
  contentOf,
  contentText,
  isContentEntity,
  isContentField,
  parseContent,
  type RegisterContent,
  refOf,
  usualValue,
} from "./register-content";

export interface ContentDifference {
  entity: string;
  /** The ref, or the id where it has none. */
  ref: string;
  /** Absent: the whole record is there or gone. */
  field?: string;
}

/** What the history says a content must be, taken at one moment of a replay, to be held against a content that somebody brings. */
export interface ContentComparison {
  /** The differences; empty where there are none, null when the text is no content. What was erased since can be compared no more and is passed over. */
  with(text: string): ContentDifference[] | null;
}

const MOST = 100;

/** A record at that moment: the one payload that tells it, or its text in a content where it took more than one. */
interface Told {
  key: string;
  id: string;
  payload: string | null;
  text: string;
}

/** The content as the history tells it at this moment of the replay. The replay may go on afterwards. */
export function contentToldBy(replay: Replay, organizationId: string): ContentComparison {
  const kinds: { entity: ContentEntity; records: Told[] }[] = [];
  const erased = new Set<string>();
  for (const [entity, records] of [...replay.records].sort(([a], [b]) => compare(a, b))) {
    if (!isContentEntity(entity) || records.size === 0) continue;
    const told: Told[] = [];
    for (const record of records.values()) {
      if (record.unknownSince !== null) erased.add(record.id);
      const payload = record.onlyPayload;
      told.push({
        key: record.ref ?? "",
        id: record.id,
        payload,
        text: payload === null ? recordText(entity, record.id, stateOf(record)) : "",
      });
    }
    told.sort((a, b) => a.key.length - b.key.length || compare(a.key, b.key) || compare(a.id, b.id));
    kinds.push({ entity, records: told });
  }
  return {
    with(text) {
      if (isThisContent(text, organizationId, kinds)) return [];
      try {
        const builder = new ContentBuilder(organizationId);
        for (const { entity, records } of kinds) for (const { id, ...told } of records) builder.add({ entity, id, fields: fieldsOf(told) });
        return differences(builder.finish(), parseContent(text), erased);
      } catch {
        return null;
      }
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function recordText(entity: ContentEntity, id: string, fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(contentOf(organizationOfNone, [{ entity, id, fields }]).records[entity]?.[0]);
}
const organizationOfNone = "";

function fieldsOf({ payload, text }: Pick<Told, "payload" | "text">): Record<string, unknown> {
  if (payload === null) return JSON.parse(text) as Record<string, unknown>;
  const fields = Object.entries(parsePayload(payload).fields ?? {});
  return Object.fromEntries(fields.map(([name, { after }]) => [name, after]));
}

/** Whether the text is, letter for letter, the content of these records. A no may also come from a record that only the slow way can tell. */
function isThisContent(
  text: string,
  organizationId: string,
  kinds: readonly { entity: ContentEntity; records: readonly Told[] }[],
): boolean {
  let at = after(text, 0, `{"format":"${CONTENT_FORMAT}","organizationId":${JSON.stringify(organizationId)},"records":{`);
  for (const [index, { entity, records }] of kinds.entries()) {
    at = after(text, at, `${index > 0 ? "," : ""}${JSON.stringify(entity)}:[`);
    const quick = new QuickRecords(entity);
    for (let position = 0; position < records.length && at >= 0; position += 1) {
      const { id, payload, text: told } = records[position]!;
      if (position > 0) at = after(text, at, ",");
      at = payload === null ? after(text, at, told) : quick.after(text, at, id, payload);
    }
    at = after(text, at, "]");
  }
  return after(text, at, "}}") === text.length;
}

/** Where it goes on after this part; -1 where another stands there, or did before. */
const after = (text: string, at: number, part: string) => (at >= 0 && text.startsWith(part, at) ? at + part.length : -1);

const FIELDS = '"fields":{';
const AFTER = '":{"after":';
const CLOSING = ',"before":null}';
const [QUOTE, BACKSLASH, COMMA, BRACE, BRACKET] = [0x22, 0x5c, 0x2c, 0x7b, 0x5b];

interface Member {
  name: string;
  /** How it begins in a payload, and in a content. */
  opening: string;
  prefix: string;
  next: string;
  /** The whole of it in the last record that said nothing here: so it stands in most. */
  skipped: string | null;
  /** The text of the value that is left out because it says nothing more; null: no content field. */
  usual: string | null;
}

/**
 * Holds records of one kind that began and were never changed against a content, by their one payload and without reading it as JSON: names stand there in
 * their order, and a quotation mark inside a text is escaped. Several times as fast as parsing; whatever looks unusual is left to the slow way.
 */
class QuickRecords {
  readonly #members: Member[] = [];

  constructor(private readonly entity: string) {}

  /** Where the content goes on after this record; -1 where it says something else, or the slow way must tell. */
  after(text: string, start: number, id: string, payload: string): number {
    const fields = payload.indexOf(FIELDS);
    if (fields < 0) return -1;
    let from = fields + FIELDS.length;
    let at = start;
    let separator = "{";
    let identified = false;
    for (let index = 0; payload.charCodeAt(from) === QUOTE; index += 1) {
      const skipped = this.#members[index]?.skipped;
      if (skipped && payload.startsWith(skipped, from)) {
        from += skipped.length;
        continue;
      }
      const begins = from;
      const member = this.#memberAt(payload, from, index);
      if (!member) return -1;
      const { name, opening, prefix, usual } = member;
      const value = from + opening.length;
      const end = endOfPlain(payload, value);
      if (end < 0 || !payload.startsWith(CLOSING, end)) return -1;
      from = end + CLOSING.length;
      if (payload.charCodeAt(from) === COMMA) from += 1;
      // Not part of a content, or nothing is said.
      const said = payload.slice(value, end);
      if (usual === null || said === usual || said === "null" || said === '""' || said === "[]") {
        if (usual !== null) member.skipped = payload.slice(begins, from);
        continue;
      }
      if (!identified && name > "id") {
        at = after(text, at, `${separator}"id":"${id}"`);
        separator = ",";
        identified = true;
      }
      at = after(text, after(text, at, separator === "," ? member.next : `${separator}${prefix}`), said);
      if (at < 0) return -1;
      separator = ",";
    }
    if (!payload.startsWith('},"', from)) return -1;
    return identified ? after(text, at, "}") : after(text, at, `${separator}"id":"${id}"}`);
  }

  /** The next member of a payload: nearly always the one that stood there in the record before. */
  #memberAt(payload: string, from: number, index: number): Member | null {
    const before = this.#members[index];
    if (before && payload.startsWith(before.opening, from)) return before;
    const nameEnd = payload.indexOf('"', from + 1);
    const name = payload.slice(from + 1, nameEnd);
    if (nameEnd < 0 || name.includes("\\") || !payload.startsWith(AFTER, nameEnd)) return null;
    const usual = usualValue(this.entity, name);
    const member: Member = {
      name,
      opening: `"${name}${AFTER}`,
      prefix: `"${name}":`,
      next: `,"${name}":`,
      skipped: null,
      usual: name === "id" || !isContentField(this.entity, name) ? null : usual === undefined ? "" : JSON.stringify(usual),
    };
    this.#members[index] = member;
    return member;
  }
}

/** Where a text, a number, a truth value, nothing, or a list of such ends; -1 for anything that holds an object. */
function endOfPlain(payload: string, at: number): number {
  const first = payload.charCodeAt(at);
  if (first === QUOTE) {
    let end = payload.indexOf('"', at + 1);
    while (end > 0 && isEscaped(payload, end)) end = payload.indexOf('"', end + 1);
    return end < 0 ? -1 : end + 1;
  }
  if (first === BRACE || (first === BRACKET && payload.charCodeAt(at + 1) === BRACE)) return -1;
  return payload.indexOf(CLOSING, at);
}

function isEscaped(payload: string, at: number): boolean {
  let before = at - 1;
  while (payload.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - 1 - before) % 2 === 1;
}

function differences(expected: RegisterContent, found: RegisterContent, erased: ReadonlySet<string>): ContentDifference[] {
  const result: ContentDifference[] = [];
  const say = (entity: string, record: ContentRecord, field?: string) => {
    if (result.length < MOST) result.push({ entity, ref: refOf(record) ?? record.id, ...(field ? { field } : {}) });
  };
  if (found.organizationId !== expected.organizationId) result.push({ entity: "organization", ref: String(found.organizationId) });
  const kinds = new Set([...Object.keys(expected.records), ...Object.keys(found.records)]) as Set<keyof RegisterContent["records"]>;
  for (const entity of kinds) {
    const wanted = new Map((expected.records[entity] ?? []).map((record) => [record.id, record]));
    for (const record of found.records[entity] ?? []) {
      const told = wanted.get(record.id);
      wanted.delete(record.id);
      if (!told) {
        say(entity, record);
        continue;
      }
      for (const field of new Set([...Object.keys(told), ...Object.keys(record)])) {
        if (canonicalText(told[field]) === canonicalText(record[field])) continue;
        if (erased.has(record.id) && told[field] === undefined) continue;
        say(entity, record, field);
      }
    }
    for (const record of wanted.values()) say(entity, record);
  }
  // Nothing differs but the text does: written in another form than the one that was signed.
  if (result.length === 0 && erased.size === 0 && contentText(expected) !== contentText(found))
    result.push({ entity: "content", ref: "order" });
  return result;
}
