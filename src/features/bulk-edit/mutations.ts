import { v7 as uuid } from "uuid";
import type { FieldChange } from "@/domain/audit-trail";
import { editPermission, type RowOutcome, undoIsOpen, undoPermission } from "@/domain/list-edits";
import { openTaskForChangedNeed } from "@/features/actions/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { failureOf } from "@/server/action";
import { now } from "@/server/clock";
import type { EntityName } from "@/server/entities";
import { Forbidden, NotFound, Refused } from "@/server/errors";
import { log } from "@/server/log";
import { change, inBatch } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { applyEdit } from "./apply";
import { type EditRow, editableRows } from "./queries";
import type { EditRowsInput } from "./schema";

/** How one row went. A refusal says why; a conflict also says who was faster and what stands there now. */
export interface RowResult {
  id: string;
  outcome: RowOutcome;
  /** Its version after the change. */
  version?: number;
  message?: string;
  changedBy?: string;
  changedAt?: string;
  now?: EditRow;
}

export interface EditOutcome {
  /** Under this the history keeps all of it together; the change can be taken back by it. */
  batchId: string;
  results: RowResult[];
}

/**
 * Makes one change to each of the rows, every row in a transaction of its own: what is refused for one, or was changed by somebody meanwhile, does not stop
 * the others. The role is asked for each row. Nothing is thrown for a row; each has its result, in the order given.
 */
export async function editRows(access: Access, input: EditRowsInput): Promise<EditOutcome> {
  const batchId = uuid();
  const needed = editPermission(input.list, input.change.field);
  const rows = [...new Map(input.rows.map((row) => [row.id, row])).values()];
  const results: RowResult[] = [];
  let away: string | null = null;
  for (const row of rows) {
    if (away) {
      results.push({ id: row.id, outcome: "failed", message: away });
      continue;
    }
    try {
      if (needed === null || !access.can(needed)) throw new Forbidden(needed ?? "nothing");
      const saved = await inBatch(batchId, () => change(access, () => applyEdit(access, input, row, input.reason)));
      results.push({ id: row.id, outcome: saved.version === row.version ? "unchanged" : "changed", version: saved.version });
    } catch (error) {
      const failed = resultOf(row.id, error);
      if (failed.outcome === "failed") away = failed.message ?? null;
      results.push(failed);
    }
  }
  const beaten = results.filter(({ outcome }) => outcome === "conflict");
  if (beaten.length > 0) {
    const stands = new Map(
      (
        await editableRows(
          access,
          input.list,
          beaten.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    for (const result of beaten) result.now = stands.get(result.id);
  }
  return { batchId, results };
}

function resultOf(id: string, error: unknown): RowResult {
  let failure: ReturnType<typeof failureOf>;
  try {
    failure = failureOf(error);
  } catch {
    // A defect of ours in one row; the others are independent of it.
    log("error", "a row could not be changed", error);
    return { id, outcome: "refused", message: translator("errors")("unavailable") };
  }
  switch (failure.kind) {
    case "invalid":
      return { id, outcome: "refused", message: Object.values(failure.fieldErrors).join(" ") || failure.message };
    case "conflict": {
      const { changedBy, changedAt } = failure.current;
      return { id, outcome: "conflict", message: failure.message, changedBy, changedAt };
    }
    case "reason_required":
      return { id, outcome: "reason_required", message: failure.message };
    case "unavailable":
      return { id, outcome: "failed", message: failure.message };
    default:
      return { id, outcome: "refused", message: failure.message };
  }
}

export interface UndoOutcome {
  restored: number;
  /** Rows that somebody has touched since, or that may not be put back: they stay as they are, each with the reason. */
  kept: { ref: string; message: string }[];
}

interface BatchEntry {
  entity: string;
  entityId: string;
  entityRef: string;
  action: string;
  at: Date;
  actorId: string | null;
  payload: string;
}

/**
 * Takes a change of rows back, shortly after it was made and by whoever made it: each row that nobody has touched since gets what stood there before,
 * through the one writer and with a reason. The role is asked for each row. Throws NotFound for a batch that is not one's own or no change of rows, and
 * Refused("undo-too-late").
 */
export async function undoEdits(access: Access, { batchId }: { batchId: string }): Promise<UndoOutcome> {
  const entries = await inTenant(
    access,
    (tx) => tx.$queryRaw<BatchEntry[]>`
      SELECT e.entity, e.entity_id AS "entityId", e.entity_ref AS "entityRef", e.action, e.at, e.actor_id AS "actorId", p.payload
        FROM history_entry e JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence AND p.payload IS NOT NULL
       WHERE e.organization_id = ${access.organization.id}::uuid AND e.batch_id = ${batchId}::uuid
         AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.organization_id = e.organization_id AND b.id = e.batch_id)
       ORDER BY e.sequence`,
  );
  const own = entries.length > 0 && entries.every(({ actorId }) => actorId !== null && actorId === access.user?.id);
  if (!own || entries.some(({ entity, action }) => undoPermission(entity, action) === null)) throw new NotFound();
  if (entries.some(({ at }) => !undoIsOpen(at, now()))) throw new Refused("undo-too-late");
  const t = translator("bulkEdit");
  const outcome: UndoOutcome = { restored: 0, kept: [] };
  const undoing = uuid();
  for (const entry of entries) {
    const { version, ...fields } = (JSON.parse(entry.payload) as { fields: Record<string, FieldChange> }).fields;
    try {
      const needed = undoPermission(entry.entity, entry.action);
      if (needed === null || !access.can(needed)) throw new Forbidden(needed ?? "nothing");
      const before = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.before]));
      await inBatch(undoing, () =>
        change(access, async (record) => {
          const restored = await record.update(entry.entity as EntityName, entry.entityId, Number(version?.after), before, {
            action: "undo-edit",
            reason: t("undoReason"),
          });
          if (entry.entity !== "requirement") return;
          const edited = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.after]));
          await openTaskForChangedNeed(access, { ...restored.values, ...edited }, restored);
        }),
      );
      outcome.restored += 1;
    } catch (error) {
      const { message } = resultOf(entry.entityId, error);
      outcome.kept.push({ ref: entry.entityRef, message: message ?? t("undoKept") });
    }
  }
  return outcome;
}
