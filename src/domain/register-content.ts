import { createHash } from "node:crypto";
import type { CanonicalValue } from "./audit-trail";

/**
 * What a version of the register holds (docs/decisions/0007): the recorded fields of the records it consists of, as the history tells them. The same
 * content comes out of the live tables and out of the replayed history, so that an approved version can be held against the history by anybody.
 */
export const CONTENT_FORMAT = "goldthread-register-v1";

/** The records that a version consists of, in the order in which they are shown. */
export const CONTENT_ENTITIES = [
  "organization",
  "interested-party",
  "requirement",
  "source",
  "obligation",
  "context-issue",
  "objective",
  "scope-unit",
  "own-control",
  "soa-entry",
  "risk",
  "document",
  "evidence",
] as const;
export type ContentEntity = (typeof CONTENT_ENTITIES)[number];

const KINDS: ReadonlySet<string> = new Set(CONTENT_ENTITIES);

/** Whether records of this kind belong to the content of a version. */
export function isContentEntity(entity: string): entity is ContentEntity {
  return KINDS.has(entity);
}

/** Contact data of people (erasing somebody never touches an approved version) and when something was last looked at, which a review changes. */
const ABOUT_A_LOOK_OR_A_PERSON = [
  "version",
  "representative",
  "representativeContact",
  "confirmedBy",
  "lastReviewedAt",
  "createdAt",
  "updatedAt",
];

/** What quotes a version cannot be part of it; how versions are approved, when people are reminded, and how papers look, is not what they hold. */
const LEFT_OUT: Readonly<Record<string, ReadonlySet<string>>> = {
  organization: new Set([
    ...ABOUT_A_LOOK_OR_A_PERSON,
    "scopeRegisterVersion",
    "approvalInReview",
    "soleApproverReason",
    "soleApproverSince",
    "feedbackDueDays",
    "announceDays",
    "escalateAfterDays",
    "documentPrefix",
    "logoSha256",
    "logoType",
  ]),
  document: new Set([...ABOUT_A_LOOK_OR_A_PERSON, "quotedRegisterVersion"]),
};
const LEFT_OUT_ANYWHERE: ReadonlySet<string> = new Set(ABOUT_A_LOOK_OR_A_PERSON);

/** Whether a field of such a record belongs to the content of a version. */
export function isContentField(entity: string, field: string): boolean {
  return !(LEFT_OUT[entity] ?? LEFT_OUT_ANYWHERE).has(field);
}

/** Whether a change of these fields changes the content. Null: the record began, or nobody can say which fields. */
export function touchesContent(entity: string, fields: readonly string[] | null): boolean {
  return isContentEntity(entity) && (fields === null || fields.some((field) => isContentField(entity, field)));
}

/**
 * Fields that came with a later migration and did not begin empty: the history of an older record never names them. They are left out where they
 * say what the migration put there, so that both ways to the content agree.
 */
const USUAL: Readonly<Record<string, Readonly<Record<string, CanonicalValue>>>> = {
  organization: { riskAcceptanceLevel: 6, evidenceWarnDays: 30, reviewRemindDays: 30, reviewRepeatDays: 7 },
};

/** The value of a field that is left out because it says nothing more than that; undefined where there is none. */
export function usualValue(entity: string, field: string): CanonicalValue | undefined {
  return USUAL[entity]?.[field];
}

/** A record as the history knows it, from wherever it was read. */
export interface ContentSource {
  entity: string;
  id: string;
  fields: Readonly<Record<string, unknown>>;
}

/** A record in a content: its id, and the fields that say something; keys in their canonical order. */
export type ContentRecord = { id: string } & Readonly<Record<string, CanonicalValue>>;

export interface RegisterContent {
  format: typeof CONTENT_FORMAT;
  organizationId: string;
  records: Readonly<Partial<Record<ContentEntity, readonly ContentRecord[]>>>;
}

/** Collects a content record by record, so that a large register can be read page by page. */
export class ContentBuilder {
  readonly #kinds = new Map<ContentEntity, Kind>();

  constructor(readonly organizationId: string) {}

  add({ entity, id, fields }: ContentSource): void {
    if (!isContentEntity(entity)) return;
    let kind = this.#kinds.get(entity);
    if (!kind) {
      kind = new Kind(entity);
      this.#kinds.set(entity, kind);
    }
    kind.add(id, fields);
  }

  /** The content: kinds in the order of their names, records by ref. */
  finish(): RegisterContent {
    const records: Partial<Record<ContentEntity, ContentRecord[]>> = {};
    for (const entity of [...this.#kinds.keys()].sort()) records[entity] = this.#kinds.get(entity)!.sorted();
    return { format: CONTENT_FORMAT, organizationId: this.organizationId, records };
  }
}

/** The records of one kind. The names of the fields are sorted once for all of them. */
class Kind {
  readonly #known = new Set<string>();
  #names: string[] = ["id"];
  readonly #records: ContentRecord[] = [];
  readonly #usual: Readonly<Record<string, CanonicalValue>>;

  constructor(private readonly entity: ContentEntity) {
    this.#usual = USUAL[entity] ?? {};
  }

  add(id: string, fields: Readonly<Record<string, unknown>>): void {
    for (const name in fields) {
      if (this.#known.has(name)) continue;
      this.#known.add(name);
      if (name !== "id" && isContentField(this.entity, name)) this.#names = [...this.#names, name].sort();
    }
    const record: Record<string, CanonicalValue> = {};
    for (const name of this.#names) {
      const value = name === "id" ? id : fields[name];
      if (value === null || value === undefined || value === "") continue;
      if (typeof value !== "object") {
        if (this.#usual[name] !== value) record[name] = value as CanonicalValue;
      } else if (!Array.isArray(value)) record[name] = ordered(value as CanonicalValue);
      else if (value.length > 0) record[name] = (value as CanonicalValue[]).map(ordered);
    }
    this.#records.push(record as ContentRecord);
  }

  sorted(): ContentRecord[] {
    const keyed = this.#records.map((record) => ({ record, key: keyOf(record) }));
    keyed.sort((a, b) => a.key.length - b.key.length || compare(a.key, b.key) || compare(a.record.id, b.record.id));
    return keyed.map(({ record }) => record);
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function keyOf(record: ContentRecord): string {
  const key = record.ref ?? record.controlRef ?? "";
  return typeof key === "string" ? key : "";
}

/** Nested values with their keys in canonical order; members that say nothing are left out, as they are in a record. */
function ordered(value: CanonicalValue): CanonicalValue {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(ordered);
  const result: { [key: string]: CanonicalValue } = {};
  for (const name of Object.keys(value).sort()) if (value[name] !== null && value[name] !== "") result[name] = ordered(value[name]!);
  return result;
}

/** The content of all these records; what belongs to no version is passed over. */
export function contentOf(organizationId: string, records: Iterable<ContentSource>): RegisterContent {
  const builder = new ContentBuilder(organizationId);
  for (const record of records) builder.add(record);
  return builder.finish();
}

/** The canonical text (RFC 8785) of a content made here: its keys already stand in their order, so that writing it is one pass. */
export function contentText(content: RegisterContent): string {
  return JSON.stringify(content);
}

/** SHA-256 of the canonical text, as lower-case hex: what an approval signs. */
export function contentHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A stored content. Throws SyntaxError for anything that is none. */
export function parseContent(text: string): RegisterContent {
  const content = JSON.parse(text) as Partial<RegisterContent> | null;
  if (content?.format !== CONTENT_FORMAT || typeof content.records !== "object" || typeof content.organizationId !== "string")
    throw new SyntaxError(`Not a content of the format ${CONTENT_FORMAT}`);
  return content as RegisterContent;
}

/** How many records of each kind. */
export function contentCounts(content: RegisterContent): Partial<Record<ContentEntity, number>> {
  return Object.fromEntries(CONTENT_ENTITIES.map((entity) => [entity, content.records[entity]?.length ?? 0]).filter(([, count]) => count));
}

/** How a record is called: its name, statement or title. */
export function titleOf(record: ContentRecord): string {
  const title = record.name ?? record.statement ?? record.title ?? record.controlRef;
  return typeof title === "string" ? title : "";
}

/** Its ref; of a line of the statement of applicability the control's. */
export function refOf(record: ContentRecord): string | null {
  const ref = record.ref ?? record.controlRef;
  return typeof ref === "string" ? ref : null;
}
