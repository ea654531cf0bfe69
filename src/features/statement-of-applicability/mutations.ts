import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { canonicalText } from "@/domain/audit-trail";
import { annexControl } from "@/domain/controls";
import { type RowOutcome, undoIsOpen } from "@/domain/list-edits";
import { parseReference } from "@/domain/references";
import {
  challengesOf,
  differencesOf,
  mayState,
  nextNumbers,
  STATEMENT_FORMAT,
  type StatementContent,
  type StatementEntry,
  type StatementLine,
} from "@/domain/statement-of-applicability";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { failureOf } from "@/server/action";
import { now, today } from "@/server/clock";
import { Conflict, Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { log } from "@/server/log";
import { change, inBatch, type RecordWriter, type Values } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { applicabilityOf } from "./lines";
import { readLeaning, readStatement } from "./live";
import { issuedStatement, issuedStatements } from "./queries";
import type { ControlStatement, StatementEdit, StatementEdits, StatementIssue } from "./schema";

export interface StatedControl {
  control: string;
  version: number;
}

/**
 * Says everything about one control: applicable or not, reasons and words of the organisation's own, implementation, owner. Throws Conflict, Refused for
 * what is no control of this organisation, Invalid where an exclusion that somebody asked against has no justification.
 */
export async function stateControl(access: Access, { control, version, reason, ...values }: ControlStatement): Promise<StatedControl> {
  try {
    return await change(access, (record) => state(record, access, { control, version, reason }, () => values));
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // As the form holds it, so that both texts can be laid side by side.
    throw new Conflict({ ...error.current, values: { ...error.current.values, applicable: applicabilityOf(error.current.values) } });
  }
}

type Stated = Partial<Omit<ControlStatement, "control" | "version" | "reason">>;

async function state(
  record: RecordWriter,
  access: Access,
  { control, version, reason }: { control: string; version: number; reason: string },
  patch: (before: Values) => Stated,
): Promise<StatedControl> {
  await requireControl(record, access, control);
  // Two people may decide about a control that has no entry yet: the second waits and then meets the first one's.
  await record.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`soa ${access.organization.id} ${control}`}, 0))`;
  const entry = await record.tx.soaEntry.findFirst({
    where: { organizationId: access.organization.id, controlRef: control },
    select: { id: true },
  });
  if (!entry && version > 0) throw new NotFound();
  const before: Values = entry ? (await record.get("soa-entry", entry.id)).values : { applicable: null, reasons: [], justification: "" };
  const wanted = patch(before);
  if (wanted.ownerId !== undefined && wanted.ownerId !== before.ownerId) await requireOwner(record, access, wanted.ownerId);
  const after = { ...before, ...wanted };
  const excluding = after.applicable === false && (before.applicable !== false || after.justification !== before.justification);
  if (excluding) await requireAnswer(access, { ...(after as unknown as StatementEntry), controlRef: control });
  const decided = (["applicable", "reasons", "justification"] as const).some(
    (name) => JSON.stringify(after[name] ?? null) !== JSON.stringify(before[name] ?? null),
  );
  const values: Values = {
    ...wanted,
    ...(decided
      ? { decidedAt: after.applicable === null ? null : today(), decidedById: after.applicable === null ? null : (access.user?.id ?? null) }
      : {}),
  };
  const action = decided ? "decide-applicability" : "update";
  const stored = entry
    ? await record.update("soa-entry", entry.id, version, values, { action, reason })
    : await record.create("soa-entry", { controlRef: control, ...values }, { action, reason });
  return { control, version: stored.version };
}

/** Throws Refused with what was given instead of a control. */
async function requireControl(record: RecordWriter, access: Access, ref: string): Promise<void> {
  if (annexControl(ref)) return;
  const own = await record.tx.ownControl.findFirst({ where: { organizationId: access.organization.id, ref }, select: { status: true } });
  if (own?.status === "active") return;
  if (own) throw new Refused("soa-retired_control", { ref });
  const parsed = parseReference(ref);
  if (parsed.kind === "clause") throw new Refused("soa-clause_given", { ref: parsed.ref });
  if (parsed.kind === "legacy")
    throw new Refused("soa-legacy_given", { ref, suggestions: parsed.suggestions.map((suggestion) => suggestion.ref).join(", ") });
  throw new Refused("soa-unknown_control", { ref });
}

const MOST_NAMED = 8;

async function requireAnswer(access: Access, entry: StatementEntry): Promise<void> {
  const leaning = (await readLeaning(access, [entry.controlRef])).get(entry.controlRef) ?? { requirements: [], risks: [], evidence: 0 };
  if (mayState(entry, leaning).ok) return;
  const [challenge] = challengesOf(entry, leaning);
  if (challenge?.code !== "excluded_but_asked") return;
  const { refs, names } = challenge;
  throw new Invalid({
    justification: translator("refusals")("soa-excluded_but_asked", {
      control: entry.controlRef,
      count: refs.length,
      refs: refs.slice(0, MOST_NAMED).join(", ") + (refs.length > MOST_NAMED ? " …" : ""),
      names: names.slice(0, MOST_NAMED).join("; ") + (names.length > MOST_NAMED ? " …" : ""),
    }),
  });
}

// Several at once --------------------------------------------------------------------------------------------------------------------------------

export interface StatementRowResult {
  /** The ref of the control. */
  id: string;
  outcome: RowOutcome;
  version?: number;
  message?: string;
  changedBy?: string;
  changedAt?: string;
}

/**
 * Makes one change to each of the controls, every one in a transaction of its own: what is refused for one, or was changed by somebody meanwhile, does
 * not stop the others. Nothing is thrown for a row; each has its result, in the order given.
 */
export async function editStatement(access: Access, input: StatementEdits): Promise<{ batchId: string; results: StatementRowResult[] }> {
  if (!access.can("control:write")) throw new Forbidden("control:write");
  const batchId = uuid();
  const results: StatementRowResult[] = [];
  let away: string | null = null;
  for (const { id: control, version } of new Map(input.rows.map((row) => [row.id, row])).values()) {
    if (away) {
      results.push({ id: control, outcome: "failed", message: away });
      continue;
    }
    try {
      const saved = await inBatch(batchId, () =>
        change(access, (record) => state(record, access, { control, version, reason: input.reason }, () => statedBy(input.change))),
      );
      results.push({ id: control, outcome: saved.version === version ? "unchanged" : "changed", version: saved.version });
    } catch (error) {
      const result = resultOf(control, error);
      if (result.outcome === "failed") away = result.message ?? null;
      results.push(result);
    }
  }
  return { batchId, results };
}

function statedBy(edit: StatementEdit): Stated {
  switch (edit.field) {
    case "applicable":
      return { applicable: edit.value, ...(edit.justification ? { justification: edit.justification } : {}) };
    case "reasons":
      return { reasons: edit.value };
    case "justification":
      return { justification: edit.value };
    case "implementation":
      return { implementationStatus: edit.value };
    case "note":
      return { implementationNote: edit.value };
    case "owner":
      return { ownerId: edit.value };
  }
}

function resultOf(id: string, error: unknown): StatementRowResult {
  let failure: ReturnType<typeof failureOf>;
  try {
    failure = failureOf(error);
  } catch {
    log("error", "a control could not be changed", error);
    return { id, outcome: "refused", message: translator("errors")("unavailable") };
  }
  switch (failure.kind) {
    case "invalid":
      return { id, outcome: "refused", message: Object.values(failure.fieldErrors).join(" ") || failure.message };
    case "conflict":
      return {
        id,
        outcome: "conflict",
        message: failure.message,
        changedBy: failure.current.changedBy,
        changedAt: failure.current.changedAt,
      };
    case "reason_required":
      return { id, outcome: "reason_required", message: failure.message };
    case "unavailable":
      return { id, outcome: "failed", message: failure.message };
    default:
      return { id, outcome: "refused", message: failure.message };
  }
}

/**
 * Takes a change of several controls back, shortly after it was made and by whoever made it; a control that somebody has touched since stays as it is.
 * Throws NotFound for a batch that is not one's own, Refused("undo-too-late").
 */
export async function undoStatement(
  access: Access,
  { batchId }: { batchId: string },
): Promise<{ restored: number; kept: { ref: string; message: string }[] }> {
  const entries = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; control: string; at: Date; actorId: string | null; entity: string; payload: string }[]>`
      SELECT e.entity_id AS id, e.entity_ref AS control, e.at, e.actor_id AS "actorId", e.entity, p.payload FROM history_entry e
        JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence AND p.payload IS NOT NULL
       WHERE e.organization_id = ${access.organization.id}::uuid AND e.batch_id = ${batchId}::uuid ORDER BY e.sequence`,
  );
  const own =
    entries.length > 0 && entries.every(({ actorId, entity }) => entity === "soa-entry" && actorId !== null && actorId === access.user?.id);
  if (!own) throw new NotFound();
  if (entries.some(({ at }) => !undoIsOpen(at, now()))) throw new Refused("undo-too-late");
  const outcome = { restored: 0, kept: [] as { ref: string; message: string }[] };
  const undoing = uuid();
  for (const { id, control, payload } of entries) {
    const {
      version,
      controlRef: _same,
      ...fields
    } = (JSON.parse(payload) as { fields: Record<string, { before: unknown; after: unknown }> }).fields;
    const before = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.before ?? UNDECIDED[name] ?? null]));
    try {
      await inBatch(undoing, () =>
        change(access, (record) =>
          record.update("soa-entry", id, Number(version?.after), before, {
            action: "undo-edit",
            reason: translator("bulkEdit")("undoReason"),
          }),
        ),
      );
      outcome.restored += 1;
    } catch (error) {
      outcome.kept.push({ ref: control, message: resultOf(control, error).message ?? "" });
    }
  }
  return outcome;
}

/** What an entry holds that says nothing: the state before the first decision. */
const UNDECIDED: Values = { reasons: [], justification: "", implementationNote: "" };

// Issuing ----------------------------------------------------------------------------------------------------------------------------------------

/**
 * Issues the statement as it stands: its content is frozen as canonical JSON with its SHA-256 and never changed again. Throws Refused where nothing
 * changed since the last issue, or somebody issued one meanwhile, and Invalid where a later issue does not say what changed.
 */
export async function issueStatement(
  access: Access,
  { step, last, changeSummary }: StatementIssue,
): Promise<{ number: string; contentHash: string }> {
  return change(access, async (record) => {
    await record.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`soa issue ${access.organization.id}`}, 0))`;
    const latest = (await issuedStatements(access))[0]?.number ?? null;
    if ((latest ?? "") !== last) throw new Refused("soa-issued_meanwhile", { number: latest ?? "" });
    const lines = (await readStatement(access)).map(frozen);
    if (latest) {
      const { content } = await issuedStatement(access, latest);
      if (differencesOf(content.lines, lines).length === 0) throw new Refused("soa-nothing_changed", { number: latest });
      if (changeSummary === "") throw new Invalid({ changeSummary: translator("validation")("required") });
    }
    const content: StatementContent = {
      format: STATEMENT_FORMAT,
      organization: access.organization.name,
      number: nextNumbers(latest)[step],
      issuedOn: today(),
      issuedBy: access.user?.name ?? "",
      lines,
    };
    const text = canonicalText(content);
    const contentHash = createHash("sha256").update(text).digest("hex");
    const { number, issuedOn } = content;
    await record.create(
      "soa-version",
      { number, issuedOn, issuedById: access.user?.id ?? null, changeSummary, content: text, contentHash },
      { action: "issue", reason: changeSummary || null },
    );
    return { number, contentHash };
  });
}

/** A line without what is only of the moment. */
function frozen({
  control,
  title,
  applicable,
  reasons,
  written,
  justification,
  implementationStatus,
  implementationNote,
  owner,
}: StatementLine): StatementLine {
  return { control, title, applicable, reasons, written, justification, implementationStatus, implementationNote, owner };
}
