import { canonicalText, type Replay, stateOf } from "./audit-trail";
import {
  ContentBuilder,
  type ContentRecord,
  contentText,
  isContentEntity,
  parseContent,
  type RegisterContent,
  refOf,
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

/** The content as the history tells it at this moment of the replay. The replay may go on afterwards. */
export function contentToldBy(replay: Replay, organizationId: string): ContentComparison {
  const builder = new ContentBuilder(organizationId);
  const erased = new Set<string>();
  for (const [entity, records] of replay.records) {
    if (!isContentEntity(entity)) continue;
    for (const record of records.values()) {
      if (record.unknownSince !== null) erased.add(record.id);
      builder.add({ entity, id: record.id, fields: stateOf(record) });
    }
  }
  const expected = builder.finish();
  return {
    with(text) {
      if (contentText(expected) === text) return [];
      try {
        return differences(expected, parseContent(text), erased);
      } catch {
        return null;
      }
    },
  };
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
