import { judgeMeasuredOn, judgeTarget, type ReadMeasured, readMeasured, type Target } from "@/domain/criterion";
import type { Direction } from "@/domain/vocabulary";
import { requireOwner } from "@/features/interested-parties/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { type StoredLines, storeLines } from "./many";
import { lockCriterion, measured } from "./measured";
import type { CriterionChange, CriterionDeed, ManyLines, MeasurementChange, NewCriterion, NewMeasurement } from "./schema";

export interface SavedCriterion {
  id: string;
  ref: string;
  version: number;
}

// Criteria -----------------------------------------------------------------------------------------------------------------------------------------

/** Sets what is measured for a requirement. Throws Invalid for numbers that are none, a requirement that is not there or retired, and a stranger as owner. */
export async function createCriterion(access: Access, input: NewCriterion): Promise<SavedCriterion> {
  return change(access, async (record) => {
    const where = { organizationId: access.organization.id, id: input.requirementId, status: { not: "retired" } };
    if ((await record.tx.requirement.count({ where })) === 0)
      throw new Invalid({ requirementId: translator("validation")("not_an_option") });
    await requireOwner(record, access, input.ownerId);
    return saved(await record.create("criterion", { ...input, ...readTarget(input) }));
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for a retired one; another target than values were measured against needs a reason. */
export async function updateCriterion(access: Access, { id, version, reason, ...values }: CriterionChange): Promise<SavedCriterion> {
  return change(access, async (record) => {
    const before = await record.get("criterion", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const target = readTarget(values);
    const patch = (criterion: Stored) => {
      requireStatus(criterion, "active");
      // Somebody of the house was chosen in place of the person whom a register file named.
      return { ...values, ...target, ...(values.ownerId ? { ownerLabel: "" } : {}) };
    };
    return saved(
      await record.update("criterion", id, version, patch, {
        reason,
        reasonNeeded: (stood, changed) =>
          stood.lastValue !== "" && changed.some((field) => ["target", "threshold", "direction", "unit"].includes(field)),
      }),
    );
  });
}

export async function retireCriterion(access: Access, { id, version, reason }: CriterionDeed): Promise<SavedCriterion> {
  return change(access, async (record) => {
    const patch = (criterion: Stored) => {
      requireStatus(criterion, "active");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("criterion", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackCriterion(access: Access, { id, version, reason }: CriterionDeed): Promise<SavedCriterion> {
  return change(access, async (record) => {
    const patch = (criterion: Stored) => {
      requireStatus(criterion, "retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("criterion", id, version, patch, { action: "bring-back", reason }));
  });
}

// Measurements -------------------------------------------------------------------------------------------------------------------------------------

export interface SavedMeasurement {
  id: string;
  version: number;
  criterionRef: string;
  /** The action that the missed target opened, if it did now. */
  actionRef: string | null;
}

/** Enters a value. Throws Invalid for a day to come, a value that is none or of another unit, and a day that was measured already. */
export async function addMeasurement(access: Access, { criterionId, measuredOn, value, note }: NewMeasurement): Promise<SavedMeasurement> {
  return change(access, async (record) => {
    const criterion = await lockCriterion(record, criterionId);
    requireStatus(criterion, "active");
    const read = readValue(value, String(criterion.values.unit));
    requireDay(measuredOn);
    await requireFreeDay(record, criterion, measuredOn, null);
    const stored = await record.create("measurement", { criterionId, measuredOn, value: read, origin: "hand", note });
    const opened = await measured(record, access, [criterionId], new Set([stored.id]));
    return savedMeasurement(stored, criterion, opened);
  });
}

/** Corrects a value, its day or its note, with a reason: what stood there stays in the history. */
export async function correctMeasurement(
  access: Access,
  { id, version, measuredOn, value, note, reason }: MeasurementChange,
): Promise<SavedMeasurement> {
  return change(access, async (record) => {
    const before = await record.get("measurement", id);
    const criterion = await lockCriterion(record, String(before.values.criterionId));
    requireStatus(criterion, "active");
    const read = readValue(value, String(criterion.values.unit));
    requireDay(measuredOn);
    await requireFreeDay(record, criterion, measuredOn, id);
    const stored = await record.update("measurement", id, version, { measuredOn, value: read, note }, { action: "correct", reason });
    const moved = before.values.value !== read || before.values.measuredOn !== measuredOn;
    const opened = await measured(record, access, [criterion.id], new Set(moved ? [id] : []));
    return savedMeasurement(stored, criterion, opened);
  });
}

/** Stores the lines of a file that somebody looked at: everything or nothing, or only what is right. Throws Refused where all were wanted and one is wrong. */
export async function storeMeasurements(access: Access, { lines, only }: ManyLines): Promise<StoredLines> {
  return storeLines(access, lines, { only, origin: "csv" });
}

/** The same for a program, which writes values as numbers are kept and days as ISO writes them: all of it or nothing. */
export async function storeMeasurementsOfProgram(access: Access, { lines, only }: ManyLines): Promise<StoredLines> {
  return storeLines(access, lines, { only, origin: "api", strict: true });
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

/** Target and threshold as they are kept. Throws Invalid with a sentence for each. */
function readTarget({
  unit,
  target,
  threshold,
  direction,
}: {
  unit: string;
  target: string;
  threshold: string;
  direction: Direction;
}): Target {
  const [wanted, warning] = [readMeasured(target, unit), threshold === "" ? null : readMeasured(threshold, unit)];
  const faults: Record<string, string> = {};
  if (!wanted.ok) faults.target = sentenceOf(wanted, target, unit);
  if (warning && !warning.ok) faults.threshold = sentenceOf(warning, threshold, unit);
  if (!wanted.ok || (warning && !warning.ok)) throw new Invalid(faults);
  const read = { direction, target: wanted.value, threshold: warning?.value ?? "" };
  const ruling = judgeTarget(read);
  if (!ruling.ok)
    throw new Invalid({ threshold: translator("monitoring.problem")(`${ruling.code}_${direction}`, { target: read.target }) });
  return read;
}

function readValue(text: string, unit: string): string {
  const read = readMeasured(text, unit);
  if (!read.ok) throw new Invalid({ value: sentenceOf(read, text, unit) });
  return read.value;
}

function sentenceOf(read: Exclude<ReadMeasured, { ok: true }>, given: string, unit: string): string {
  const t = translator("monitoring.problem");
  if ("given" in read) return t(read.problem, { given: read.given, unit });
  return t(`value_${read.problem}`, { given });
}

function requireDay(measuredOn: string): void {
  const ruling = judgeMeasuredOn(measuredOn, today());
  if (!ruling.ok) throw new Invalid({ measuredOn: translator("monitoring.problem")(ruling.code, { day: measuredOn }) });
}

async function requireFreeDay(record: RecordWriter, criterion: Stored, measuredOn: string, own: string | null): Promise<void> {
  const [stood] = await record.tx.$queryRaw<{ id: string; value: string }[]>`
    SELECT id, value FROM measurement WHERE organization_id = ${record.access.organization.id}::uuid AND criterion_id = ${criterion.id}::uuid
       AND measured_on = ${measuredOn}::date`;
  if (!stood || stood.id === own) return;
  throw new Invalid({
    measuredOn: translator("monitoring.problem")("measured_already", { ref: criterion.ref ?? "", day: measuredOn, value: stood.value }),
  });
}

function requireStatus({ values }: Stored, status: "active" | "retired"): void {
  if (values.status !== status) throw new Refused(`criterion-not_${status}`);
}

function saved({ id, ref, version }: Stored): SavedCriterion {
  return { id, ref: ref ?? "", version };
}

function savedMeasurement(stored: Stored, criterion: Stored, opened: ReadonlyMap<string, string>): SavedMeasurement {
  return { id: stored.id, version: stored.version, criterionRef: criterion.ref ?? "", actionRef: opened.get(criterion.id) ?? null };
}
