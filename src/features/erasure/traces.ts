import { likePatterns, mentions, payloadMentions } from "@/domain/erasure";
import { fieldLabel } from "@/features/history/entry-lines";
import { pathOf } from "@/features/history/field-words";
import type { Tx } from "@/server/db";
import { columnOf, ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { connectionOf } from "@/server/tenant";

/** Where a person still stands. */
export interface Trace {
  entity: EntityName;
  id: string;
  /** Its ref, where it has one. */
  ref: string;
  /** Below the organisation's address; null where the record has no page. */
  path: string | null;
  fields: string[];
}

interface Traces {
  /** Records that people edit: to be changed there first. */
  live: Trace[];
  /** Small records that have no form of their own any more: the erasure takes the terms out of them. */
  minor: Trace[];
  /** Issued, approved and signed documents: they stay as they were issued. */
  issued: Trace[];
  /** What the history said, by the number of the entry. */
  entries: number[];
  /** Entries that name the person where nothing is ever erased. */
  headers: number;
}

/** Issued or signed: kept to the letter, whatever stands in them. */
export const ISSUED: ReadonlySet<EntityName> = new Set([
  "soa-version",
  "self-assessment",
  "audit-sample",
  "register-version",
  "version-decision",
  "assurance-sheet",
]);
/** Without a page on which they could be edited: the erasure itself replaces the words. */
export const MINOR: ReadonlySet<EntityName> = new Set([
  "comment",
  "invitation",
  "guest-access",
  "acceptance",
  "catalogue-exclusion",
  "workshop-entry",
  "interview-answer",
  "review-item",
  "review-answer",
  "party-contact",
  "party-link",
  "ask",
  "ask-item",
  "survey-question",
  "survey-invitation",
  "survey-response",
  "survey-answer",
  "measurement",
  "conflict-step",
  "conflict-dismissal",
]);

/** Columns beside the records in which copies of what people wrote stand; the terms are taken out of them. Names from here only. */
export const COPIES: readonly { table: string; column: string; key: readonly string[]; plain?: true }[] = [
  { table: "mail_message", column: "to_email", key: ["id"], plain: true },
  { table: "mail_message", column: "to_name", key: ["id"], plain: true },
  { table: "mail_message", column: "subject", key: ["id"], plain: true },
  { table: "mail_message", column: "body", key: ["id"], plain: true },
  { table: "mail_message", column: "problem", key: ["id"], plain: true },
  { table: "digest", column: "content", key: ["id"], plain: true },
  { table: "import_record", column: "before", key: ["batch_id", "entity", "record_id"] },
  { table: "import_batch", column: "choices", key: ["id"] },
  { table: "import_batch", column: "summary", key: ["id"] },
  { table: "register_annex", column: "content", key: ["id"] },
  { table: "idempotency_key", column: "answer", key: ["key"] },
];

const PAGE = 1_000;

/** Looks everywhere in the organisation for the terms; one transaction, so that the answer is of one moment. */
export async function tracesOf(tx: Tx, organizationId: string, terms: readonly string[]): Promise<Traces> {
  const connection = connectionOf(tx);
  const patterns = likePatterns(terms);
  const named = mentions(terms);
  const traces: Traces = { live: [], minor: [], issued: [], entries: [], headers: 0 };
  for (const entity of Object.keys(ENTITIES) as EntityName[]) {
    const spec: EntitySpec = ENTITIES[entity];
    const fields = Object.entries(spec.fields)
      .filter(([, type]) => type === "text" || type === "list")
      .map(([field]) => field);
    const columns = fields.map((field) => `'${field}', t."${columnOf(field)}"`);
    // At most a hundred arguments go into one function: two objects are joined.
    const half = Math.ceil(columns.length / 2);
    const values = `jsonb_build_object(${columns.slice(0, half).join(", ")}) || jsonb_build_object(${columns.slice(half).join(", ")})`;
    const rows = await connection.rows<{ id: string; ref: string | null; signed: boolean; values: Record<string, unknown> }>(
      `SELECT id, ref, signed, values FROM (
         SELECT t.id, ${spec.prefix ? "t.ref" : "NULL::text"} AS ref, ${signedOf(entity)} AS signed, ${values} AS values
           FROM "${spec.table}" t WHERE t.organization_id = $1::uuid) r WHERE values::text ILIKE ANY($2::text[]) ORDER BY ref, id`,
      [organizationId, patterns],
    );
    for (const { id, ref, signed, values: found } of rows) {
      const touched = fields.filter((field) => named(found[field]));
      if (touched.length === 0) continue;
      const trace = { entity, id, ref: ref ?? "", path: pathOf(entity, ref ?? ""), fields: touched.map(fieldLabel) };
      if (ISSUED.has(entity) || signed) traces.issued.push(trace);
      else if (MINOR.has(entity)) traces.minor.push(trace);
      else traces.live.push(trace);
    }
  }
  const said = payloadMentions(terms);
  for (let after = 0; ; ) {
    const rows = await connection.rows<{ sequence: number; payload: string }>(
      `SELECT sequence::float8 AS sequence, payload FROM history_payload
        WHERE organization_id = $1::uuid AND sequence > $2::bigint AND payload ILIKE ANY($3::text[]) ORDER BY sequence LIMIT ${PAGE}`,
      [organizationId, after, patterns],
    );
    for (const { sequence, payload } of rows) if (said(payload)) traces.entries.push(sequence);
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.sequence;
  }
  const headers = await connection.rows<{ ref: string }>(
    "SELECT entity_ref AS ref FROM history_entry WHERE organization_id = $1::uuid AND entity_ref ILIKE ANY($2::text[])",
    [organizationId, patterns],
  );
  traces.headers = headers.filter(({ ref }) => named(ref)).length;
  return traces;
}

/** Whether the minutes that a record belongs to are signed. */
function signedOf(entity: EntityName): string {
  if (entity === "management-review") return "t.status = 'signed'";
  if (entity === "management-review-item")
    return "EXISTS (SELECT 1 FROM management_review m WHERE m.organization_id = t.organization_id AND m.id = t.management_review_id AND m.status = 'signed')";
  return "false";
}
