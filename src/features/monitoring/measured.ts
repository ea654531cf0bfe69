import { latestOf, opensAction, type SeriesPoint, type Target, withUnit } from "@/domain/criterion";
import { addDays } from "@/domain/dates";
import { createAction } from "@/features/actions/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { NotFound } from "@/server/errors";
import type { RecordWriter, Stored } from "@/server/record";

/** What follows from values that were just stored: the criterion says its last one, and a missed target opens an action, once. */

const USUAL_DAYS_OF_ACTION = 30;
const LONGEST_TITLE = 300;

/** The criterion; whoever stores a value for it at the same time waits. Throws NotFound. */
export async function lockCriterion(record: RecordWriter, id: string): Promise<Stored> {
  await lockCriteria(record, [id]);
  return record.get("criterion", id);
}

/** In one order, so that two files that name the same criteria wait for each other instead of both for ever. */
export async function lockCriteria(record: RecordWriter, ids: readonly string[]): Promise<void> {
  const found = await record.tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM criterion WHERE organization_id = ${record.access.organization.id}::uuid AND id = ANY(${[...ids].sort()}::uuid[])
     ORDER BY id FOR UPDATE`;
  if (found.length !== new Set(ids).size) throw new NotFound();
}

interface Point extends SeriesPoint {
  id: string;
}

/**
 * Brings criteria up to date after measurements of theirs were stored or corrected (`moved`: those whose value or day is new). The criteria are locked by the
 * caller. Answers with the actions that missed targets opened, by criterion.
 */
export async function measured(
  record: RecordWriter,
  access: Access,
  criterionIds: readonly string[],
  moved: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const opened = new Map<string, string>();
  for (const id of criterionIds) {
    const series = await record.tx.$queryRaw<Point[]>`
      SELECT id, measured_on::text AS "measuredOn", value FROM measurement
       WHERE organization_id = ${access.organization.id}::uuid AND criterion_id = ${id}::uuid ORDER BY measured_on DESC LIMIT 1`;
    const last = latestOf(series);
    if (!last) continue;
    const criterion = await record.get("criterion", id);
    const target = criterion.values as unknown as Target;
    const actionOpen = await isOpen(record, criterion.values.actionId as string | null);
    const opens = opensAction(target, { lastValue: last.value, moved: moved.has(last.id), actionOpen });
    const action = opens ? await openAction(record, access, criterion, last) : null;
    if (action) opened.set(id, action.ref);
    await record.update(
      "criterion",
      id,
      criterion.version,
      { lastValue: last.value, lastMeasuredOn: last.measuredOn, ...(action ? { actionId: action.id } : {}) },
      { action: "measure" },
    );
  }
  return opened;
}

async function isOpen(record: RecordWriter, actionId: string | null): Promise<boolean> {
  if (!actionId) return false;
  const where = { organizationId: record.access.organization.id, id: actionId, status: "open" };
  return (await record.tx.action.count({ where })) > 0;
}

async function openAction(
  record: RecordWriter,
  access: Access,
  criterion: Stored,
  last: SeriesPoint,
): Promise<{ id: string; ref: string }> {
  const t = translator("monitoring");
  const { metric, unit, target, direction, requirementId, ownerId } = criterion.values as Record<string, string>;
  const organizationId = access.organization.id;
  const requirement = await record.tx.requirement.findFirst({
    where: { organizationId, id: requirementId },
    select: { ref: true, ownerId: true, status: true },
  });
  // Whoever owns the criterion, else the requirement, else the register; of them the first who is still here.
  const [owner] = await record.tx.$queryRaw<{ id: string }[]>`
    SELECT m.user_id AS id FROM membership m
      JOIN unnest(ARRAY[${ownerId ?? null}::uuid, ${requirement?.ownerId ?? null}::uuid,
                        (SELECT register_owner_id FROM organization_profile WHERE organization_id = ${organizationId}::uuid)])
           WITH ORDINALITY AS wanted(id, place) ON wanted.id = m.user_id
     WHERE m.organization_id = ${organizationId}::uuid AND m.ended_at IS NULL ORDER BY wanted.place LIMIT 1`;
  const words = {
    ref: criterion.ref ?? "",
    metric: metric ?? "",
    value: withUnit(last.value, unit ?? ""),
    target: t(`target.${direction}`, { value: withUnit(target ?? "", unit ?? "") }),
    day: last.measuredOn,
  };
  return createAction(
    access,
    {
      title: t("missedAction.title", words).slice(0, LONGEST_TITLE),
      kind: "corrective",
      description: t("missedAction.text", words),
      requirementId: requirement && requirement.status !== "retired" ? (requirementId ?? null) : null,
      findingId: null,
      recordRefs: [],
      dueAt: addDays(today(), USUAL_DAYS_OF_ACTION),
      ownerId: owner?.id ?? null,
      cause: t("missedAction.cause", words),
      note: "",
    },
    { origin: "measurement", originRef: criterion.ref ?? "" },
  );
}
