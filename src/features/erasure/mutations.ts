import { ERASURE, erasedEntryId } from "@/domain/audit-trail";
import { likePatterns, mentions, withoutMentions } from "@/domain/erasure";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { forgetPoints } from "@/server/as-of";
import { now } from "@/server/clock";
import type { Connection } from "@/server/connection";
import { columnOf, ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { parameter } from "@/server/insert-rows";
import { requirePassword } from "@/server/password-again";
import { change } from "@/server/record";
import { connectionOf } from "@/server/tenant";
import { COPIES, type Trace, tracesOf } from "./traces";

const TIMEOUT = 120_000;

interface ErasureInput {
  terms: string[];
  /** How many entries the preview showed. */
  entries: number;
  reason: string;
  password: string;
}

/**
 * Erases what entries of the history say where they name a person, for good: payload and salt go, the entry and its hash stay, and an entry of its own tells of
 * each. Copies of old texts (comments, invitations, what an import could be taken back to, readable past) lose the words too. Records that people edit must be
 * free of them first, and so must the reason. All in one transaction.
 * Throws Forbidden, Invalid, Refused("erasure-live" | "erasure-moved" | "erasure-nothing" | "erasure-role").
 */
export async function erasePerson(access: Access, { terms, entries, reason, password }: ErasureInput): Promise<{ entries: number }> {
  if (!access.can("erasure:run")) throw new Forbidden("erasure:run");
  if (mentions(terms)(reason)) throw new Invalid({ reason: translator("erasure")("reasonNames") });
  await requirePassword(access, password);
  const organizationId = access.organization.id;
  return change(
    access,
    async (record) => {
      const connection = connectionOf(record.tx);
      const traces = await tracesOf(record.tx, organizationId, terms);
      if (traces.live.length > 0) throw new Refused("erasure-live", { count: traces.live.length });
      if (traces.entries.length !== entries) throw new Refused("erasure-moved");
      if (traces.entries.length + traces.minor.length === 0) throw new Refused("erasure-nothing");
      await eraseEntries(connection, organizationId, traces.entries);
      for (const sequence of traces.entries)
        record.note(ERASURE.entity, erasedEntryId(sequence), String(sequence), ERASURE.action, { reason });
      for (const trace of traces.minor) await scrubRecord(connection, organizationId, trace, terms);
      await scrubCopies(connection, organizationId, terms);
      await forgetPoints(connection, organizationId);
      return { entries: traces.entries.length };
    },
    { timeout: TIMEOUT },
  );
}

const NOT_ALLOWED = "42501";

/** As the one role that may, for this one statement. */
async function eraseEntries(connection: Connection, organizationId: string, sequences: readonly number[]): Promise<void> {
  if (sequences.length === 0) return;
  try {
    await connection.rows("SELECT set_config('role', 'app_eraser', true)", []);
  } catch (error) {
    const { code } = error as { code?: string };
    // The operator has not given the application's login role this right.
    if (code === NOT_ALLOWED || code === "22023") throw new Refused("erasure-role");
    throw error;
  }
  const erased = await connection.count(
    `UPDATE history_payload SET payload = NULL, salt = NULL, erased_at = $3::timestamptz
      WHERE organization_id = $1::uuid AND sequence = ANY($2::bigint[]) AND erased_at IS NULL`,
    [organizationId, sequences, now().toISOString()],
  );
  await connection.rows("SELECT set_config('role', 'app_rw', true)", []);
  // Somebody else erased one of them meanwhile.
  if (erased !== sequences.length) throw new Refused("erasure-moved");
}

/** The entries that told these words are erased with them, so that nothing is left to hold the record against. */
async function scrubRecord(connection: Connection, organizationId: string, trace: Trace, terms: readonly string[]): Promise<void> {
  const spec: EntitySpec = ENTITIES[trace.entity as EntityName];
  const scrub = withoutMentions(terms);
  const texts = Object.entries(spec.fields).filter(([, type]) => type === "text" || type === "list");
  const [row] = await connection.rows<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM "${spec.table}" t WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    [organizationId, trace.id],
  );
  if (!row) return;
  const values: Record<string, unknown> = {};
  for (const field of Object.keys(spec.fields)) values[field] = row.row[columnOf(field)] ?? null;
  const set: Record<string, unknown> = {};
  const listed = new Set<string>();
  for (const [field, type] of texts) {
    values[field] = scrub(values[field]);
    set[columnOf(field)] = values[field];
    if (type === "list") listed.add(columnOf(field));
  }
  for (const [field, value] of Object.entries(spec.derive(values))) set[columnOf(field)] = value;
  const columns = Object.keys(set);
  await connection.count(
    `UPDATE "${spec.table}" SET ${columns.map((column, at) => `"${column}" = $${at + 3}::text${listed.has(column) ? "[]" : ""}`).join(", ")}
      WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [organizationId, trace.id, ...columns.map((column) => parameter(set[column], listed.has(column) ? "text[]" : "text"))],
  );
}

async function scrubCopies(connection: Connection, organizationId: string, terms: readonly string[]): Promise<void> {
  const patterns = likePatterns(terms);
  const scrub = withoutMentions(terms);
  for (const { table, column, key, plain } of COPIES) {
    const rows = await connection.rows<{ key: string[]; value: unknown }>(
      `SELECT ARRAY[${key.map((name) => `"${name}"::text`).join(", ")}] AS key, "${column}" AS value FROM "${table}"
        WHERE organization_id = $1::uuid AND "${column}"::text ILIKE ANY($2::text[])`,
      [organizationId, patterns],
    );
    for (const row of rows)
      await connection.count(
        `UPDATE "${table}" SET "${column}" = $2::${plain ? "text" : "jsonb"} WHERE organization_id = $1::uuid AND ${key.map((name, at) => `"${name}"::text = $${at + 3}`).join(" AND ")}`,
        [organizationId, plain ? scrub(row.value) : JSON.stringify(scrub(row.value)), ...row.key],
      );
  }
  // The sheet of an import that is over is needed no more; one that waits is a draft, and people can discard it.
  await connection.count(
    "UPDATE import_batch SET workbook = NULL WHERE organization_id = $1::uuid AND status NOT IN ('draft', 'committing') AND workbook ILIKE ANY($2::text[])",
    [organizationId, patterns],
  );
}
