import { type CanonicalValue, canonicalText, type FieldChange } from "./audit-trail";
import { CONTENT_ENTITIES, type ContentEntity, type ContentRecord, type RegisterContent, refOf, titleOf } from "./register-content";

/** What became of a record between two contents of the register. A record is retired, never deleted; "removed" is one that an import took back. */
export const RECORD_CHANGES = ["added", "changed", "retired", "restored", "removed"] as const;
export type RecordChange = (typeof RECORD_CHANGES)[number];

export interface RecordDifference {
  entity: ContentEntity;
  id: string;
  ref: string | null;
  title: string;
  change: RecordChange;
  /** The fields that differ; all that say something of a record that was added or removed. */
  fields: Record<string, FieldChange>;
}

export interface RegisterDifference {
  /** Grouped by kind in the order of the register, by ref inside. */
  records: RecordDifference[];
  counts: Record<RecordChange, number>;
}

/** The difference of two contents, record by record and field by field. `before` null: there was nothing before. */
export function registerDifference(before: RegisterContent | null, after: RegisterContent): RegisterDifference {
  const records: RecordDifference[] = [];
  const counts: Record<RecordChange, number> = { added: 0, changed: 0, retired: 0, restored: 0, removed: 0 };
  const found = (entity: ContentEntity, record: ContentRecord, change: RecordChange, fields: Record<string, FieldChange>) => {
    counts[change] += 1;
    records.push({ entity, id: record.id, ref: refOf(record), title: titleOf(record), change, fields });
  };
  for (const entity of CONTENT_ENTITIES) {
    const was = new Map((before?.records[entity] ?? []).map((record) => [record.id, record]));
    for (const record of after.records[entity] ?? []) {
      const earlier = was.get(record.id);
      if (!earlier) {
        found(entity, record, "added", fieldsOf(null, record));
        continue;
      }
      was.delete(record.id);
      if (same(earlier, record)) continue;
      found(entity, record, lifeOf(earlier, record), fieldsOf(earlier, record));
    }
    for (const gone of was.values()) found(entity, gone, "removed", fieldsOf(gone, null));
  }
  return { records, counts };
}

/** How many records differ. */
export function changedRecords({ counts }: Pick<RegisterDifference, "counts">): number {
  return RECORD_CHANGES.reduce((sum, change) => sum + counts[change], 0);
}

function lifeOf(before: ContentRecord, after: ContentRecord): RecordChange {
  const retired = (record: ContentRecord) => record.status === "retired" || record.retiredAt !== undefined;
  if (retired(before) === retired(after)) return "changed";
  return retired(after) ? "retired" : "restored";
}

// Both were written with their keys in one order, so nearly every pair is compared without looking anything up.
function same(a: ContentRecord, b: ContentRecord): boolean {
  let left = 0;
  for (const name in a) {
    if (!sameValue(a[name], b[name])) return false;
    left += 1;
  }
  for (const _name in b) left -= 1;
  return left === 0;
}

function sameValue(a: CanonicalValue | undefined, b: CanonicalValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => sameValue(item, b[at]));
  return canonicalText(a) === canonicalText(b);
}

function fieldsOf(before: ContentRecord | null, after: ContentRecord | null): Record<string, FieldChange> {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((name) => name !== "id").sort();
  const changes: Record<string, FieldChange> = {};
  for (const name of names) {
    const [was, is] = [before?.[name], after?.[name]];
    if (!sameValue(was, is)) changes[name] = { before: was ?? null, after: is ?? null };
  }
  return changes;
}

/** What several entries of the history did to a record taken together. */
export interface Touched {
  entity: string;
  id: string;
  /** In the order of the chain; null: the record began or ended, or what was changed is not known any more. */
  fields: Readonly<Record<string, FieldChange>> | null;
}

/** How many records say something else after these changes than before them: what was changed and changed back is no difference. */
export function touchedRecords(touched: Iterable<Touched>, counts: (entity: string, field: string) => boolean): number {
  const records = new Map<string, Map<string, FieldChange> | null>();
  for (const { entity, id, fields } of touched) {
    const key = `${entity} ${id}`;
    if (fields === null) records.set(key, null);
    const known = records.get(key);
    if (known === null || fields === null) continue;
    const net = known ?? new Map<string, FieldChange>();
    records.set(key, net);
    for (const [name, change] of Object.entries(fields)) {
      if (!counts(entity, name)) continue;
      const first = net.get(name) ?? change;
      net.set(name, { before: first.before, after: change.after });
    }
  }
  let sum = 0;
  for (const net of records.values())
    if (net === null || [...net.values()].some(({ before, after }) => !sameValue(emptied(before), emptied(after)))) sum += 1;
  return sum;
}

/** Nothing, an empty text and an empty list say the same. */
function emptied(value: CanonicalValue): CanonicalValue {
  return value === "" || (Array.isArray(value) && value.length === 0) ? null : value;
}
