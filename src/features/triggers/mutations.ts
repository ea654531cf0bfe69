import { v7 as uuid } from "uuid";
import { addDays } from "@/domain/dates";
import {
  deliveredRule,
  dueOn,
  judgeClosing,
  judgeDismissing,
  judgeOccurrence,
  rulesInForce,
  type StoredRule,
  type TriggerRule,
} from "@/domain/trigger-event";
import { createAction } from "@/features/actions/mutations";
import { requireOwner } from "@/features/interested-parties/mutations";
import { openScopedReview } from "@/features/reviews/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change, type RecordWriter, type Stored } from "@/server/record";
import type { ActionOfEvent, EventChange, EventDeed, NewEvent, RuleInput, RuleReturn } from "./schema";

interface SavedEvent {
  id: string;
  ref: string;
  version: number;
}

interface EventValues {
  ref: string;
  eventKey: string;
  title: string;
  occurredOn: string;
  dueDays: number;
  partyIds: string[];
  status: string;
  correctiveActionId: string | null;
  ownerId: string | null;
}

// Events -------------------------------------------------------------------------------------------------------------------------------------------

/**
 * Logs something that happened, with the days that the rule gives today, and opens the scoped review and the corrective action where that is asked for.
 * Throws Invalid for a day that is still to come, a kind that is switched off, and parties, people or actions that are not there.
 */
export async function logEvent(
  access: Access,
  input: NewEvent,
): Promise<SavedEvent & { reviewRef: string | null; actionRef: string | null }> {
  return change(access, async (record) => {
    const { eventKey, title, description, occurredOn, partyIds, ownerId, note } = input;
    refuseUnless(judgeOccurrence(occurredOn, today()));
    const rule = await ruleOf(record, access, eventKey);
    if (!rule?.active) throw new Invalid({ eventKey: translator("validation")("not_an_option") });
    await requireOwner(record, access, ownerId);
    const parties = await requireParties(record, access, [...partyIds, ...input.morePartyIds], []);
    const created = await record.create("trigger-event", {
      eventKey,
      title,
      description,
      occurredOn,
      loggedOn: today(),
      loggedById: access.user?.id ?? null,
      dueDays: rule.dueDays,
      partyIds: parties,
      ownerId,
      note,
    });
    const action =
      input.corrective === "later" ? null : await correctiveActionOf(record, access, created, { ...input, corrective: input.corrective });
    const event = action
      ? await record.update("trigger-event", created.id, created.version, { correctiveActionId: action.id }, { action: "link-action" })
      : created;
    const review = input.openReview ? await reviewOf(access, event, rule) : null;
    return { ...saved(event), reviewRef: review?.ref ?? null, actionRef: action?.ref ?? null };
  });
}

/** Throws Conflict, NotFound, Invalid, Refused for one that is closed or dismissed, and for other parties while a review of it walks through them. */
export async function updateEvent(access: Access, { id, version, reason, morePartyIds, ...values }: EventChange): Promise<SavedEvent> {
  return change(access, async (record) => {
    refuseUnless(judgeOccurrence(values.occurredOn, today()));
    const stands = valuesOf(await locked(record, access, id));
    if (values.ownerId !== stands.ownerId) await requireOwner(record, access, values.ownerId);
    const partyIds = await requireParties(record, access, [...values.partyIds, ...morePartyIds], stands.partyIds);
    const moved = partyIds.length !== stands.partyIds.length || partyIds.some((partyId) => !stands.partyIds.includes(partyId));
    if (moved && (await lastReview(record, access, id)) !== null) throw new Refused("trigger-parties_in_review");
    const patch = (event: Stored) => {
      if (valuesOf(event).status !== "open") throw new Refused("trigger-not_open");
      return { ...values, partyIds: moved ? partyIds : valuesOf(event).partyIds };
    };
    return saved(await record.update("trigger-event", id, version, patch, { reason }));
  });
}

/** Opens the review with the prompts of its rule, where the event has none so far. */
export async function openReviewOfEvent(access: Access, { id, version, reason }: EventDeed): Promise<SavedEvent & { reviewRef: string }> {
  return change(access, async (record) => {
    const event = await locked(record, access, id);
    // Whoever opened the page before somebody else opened the review is told by this.
    if (event.version !== version) await record.update("trigger-event", id, version, {});
    if (valuesOf(event).status !== "open") throw new Refused("trigger-not_open");
    if ((await lastReview(record, access, id)) !== null) throw new Refused("trigger-has_review");
    const review = await reviewOf(access, event, await ruleOf(record, access, valuesOf(event).eventKey));
    if (reason) record.note("trigger-event", id, event.ref ?? "", "update", { reason });
    return { ...saved(event), reviewRef: review.ref };
  });
}

/** Opens the corrective action of an event, or names one that exists. With it the event may be over: its review may have been completed already. */
export async function setCorrectiveAction(access: Access, input: ActionOfEvent): Promise<SavedEvent & { actionRef: string }> {
  return change(access, async (record) => {
    const event = await locked(record, access, input.id);
    if (valuesOf(event).status !== "open") throw new Refused("trigger-not_open");
    if (event.version !== input.version) await record.update("trigger-event", input.id, input.version, {});
    const action = await correctiveActionOf(record, access, event, input);
    await record.update("trigger-event", input.id, input.version, { correctiveActionId: action.id }, { action: "link-action" });
    await closeIfComplete(record, access, input.id);
    return { ...saved(await record.get("trigger-event", input.id)), actionRef: action.ref };
  });
}

/** open -> closed by a person, once its review is completed and its corrective action exists. Throws Refused naming what is missing. */
export async function closeEventByHand(access: Access, { id, version, reason }: EventDeed): Promise<SavedEvent> {
  return change(access, async (record) => {
    const event = await locked(record, access, id);
    const reviewCompleted = (await lastReview(record, access, id)) === "completed";
    const correctiveActionNeeded = (await ruleOf(record, access, valuesOf(event).eventKey))?.correctiveActionNeeded ?? false;
    const patch = (now: Stored) => {
      const { status, correctiveActionId } = valuesOf(now);
      refuseUnless(judgeClosing({ status, correctiveActionId, correctiveActionNeeded, reviewCompleted }));
      return { status: "closed", closedOn: today() };
    };
    return saved(await record.update("trigger-event", id, version, patch, { action: "close", reason }));
  });
}

/** Ends the event whose corrective action was the last thing missing. A review that is completed ends its event by itself (features/reviews). */
async function closeIfComplete(record: RecordWriter, access: Access, id: string): Promise<void> {
  const event = await locked(record, access, id);
  const { status, correctiveActionId, eventKey } = valuesOf(event);
  const ruling = judgeClosing({
    status,
    correctiveActionId,
    correctiveActionNeeded: (await ruleOf(record, access, eventKey))?.correctiveActionNeeded ?? false,
    reviewCompleted: (await lastReview(record, access, id)) === "completed",
  });
  if (ruling.ok) await record.update("trigger-event", id, event.version, { status: "closed", closedOn: today() }, { action: "close" });
}

/** open -> dismissed with a reason: entered twice, not ours. What was looked at without a change is reviewed, not dismissed. */
export async function dismissEvent(access: Access, { id, version, reason }: EventDeed): Promise<SavedEvent> {
  return change(access, async (record) => {
    await locked(record, access, id);
    const reviewStatus = await lastReview(record, access, id);
    const patch = (event: Stored) => {
      refuseUnless(judgeDismissing({ status: valuesOf(event).status, reviewStatus }, reason));
      return { status: "dismissed", closedOn: today(), dismissedReason: reason };
    };
    return saved(await record.update("trigger-event", id, version, patch, { action: "dismiss", reason }));
  });
}

/** closed or dismissed -> open, with a reason. */
export async function reopenEvent(access: Access, { id, version, reason }: EventDeed): Promise<SavedEvent> {
  return change(access, async (record) => {
    const patch = (event: Stored) => {
      if (valuesOf(event).status === "open") throw new Refused("trigger-open");
      return { status: "open", closedOn: null, dismissedReason: "" };
    };
    return saved(await record.update("trigger-event", id, version, patch, { action: "reopen", reason }));
  });
}

// Rules --------------------------------------------------------------------------------------------------------------------------------------------

/** Keeps what the organisation makes of one of our rules, or one of its own. Events that are logged already keep the days they were given. */
export async function saveRule(
  access: Access,
  { eventKey, version, reason, ...values }: RuleInput,
): Promise<{ eventKey: string; version: number }> {
  return change(access, async (record) => {
    const kept = eventKey === null ? null : await keptRule(record, access, eventKey);
    if (kept) {
      const updated = await record.update("trigger-rule", kept.id, version ?? 0, values, { reason });
      return { eventKey: String(updated.values.eventKey), version: updated.version };
    }
    if (eventKey !== null && deliveredRule(eventKey) === null) throw new Invalid({ eventKey: translator("validation")("not_an_option") });
    const own = eventKey === null;
    const created = await record.create("trigger-rule", { eventKey: eventKey ?? `own-${uuid()}`, ...values, own }, { reason });
    return { eventKey: String(created.values.eventKey), version: created.version };
  });
}

/** One of our rules as we deliver it. */
export async function returnRule(
  access: Access,
  { eventKey, version, reason }: RuleReturn,
): Promise<{ eventKey: string; version: number }> {
  return change(access, async (record) => {
    const delivered = deliveredRule(eventKey);
    const kept = await keptRule(record, access, eventKey);
    if (!delivered || !kept) throw new Refused("trigger-rule_is_ours");
    const { key: _key, changed: _changed, ...values } = delivered;
    const updated = await record.update("trigger-rule", kept.id, version, { ...values }, { action: "back-to-ours", reason });
    return { eventKey, version: updated.version };
  });
}

async function keptRule(record: RecordWriter, access: Access, eventKey: string): Promise<Stored | null> {
  const where = { organizationId: access.organization.id, eventKey };
  const found = await record.tx.triggerRule.findFirst({ where, select: { id: true } });
  return found ? record.get("trigger-rule", found.id) : null;
}

// Inside -------------------------------------------------------------------------------------------------------------------------------------------

async function ruleOf(record: RecordWriter, access: Access, eventKey: string): Promise<TriggerRule | null> {
  const kept = await keptRule(record, access, eventKey);
  return rulesInForce(kept ? [kept.values as unknown as StoredRule] : []).find(({ key }) => key === eventKey) ?? null;
}

/** The event as it stands; whoever opens a review of it or ends it at the same time waits. */
async function locked(record: RecordWriter, access: Access, id: string): Promise<Stored> {
  await record.tx
    .$queryRaw`SELECT 1 FROM trigger_event WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return record.get("trigger-event", id);
}

/** Status of the latest review of an event; a cancelled one counts as none. */
async function lastReview(record: RecordWriter, access: Access, eventId: string): Promise<string | null> {
  const found = await record.tx.review.findFirst({
    where: { organizationId: access.organization.id, triggerEventId: eventId, status: { not: "cancelled" }, retiredAt: null },
    orderBy: { createdAt: "desc" },
    select: { status: true },
  });
  return found?.status ?? null;
}

async function reviewOf(access: Access, event: Stored, rule: TriggerRule | null): Promise<{ id: string; ref: string }> {
  const { title, partyIds } = valuesOf(event);
  return openScopedReview(access, {
    triggerEventId: event.id,
    title: translator("triggers")("reviewTitle", { ref: event.ref ?? "", title }),
    partyIds,
    full: rule?.fullReview ?? false,
    prompts: rule?.prompts ?? [],
    dueOn: dueOn(valuesOf(event)),
  });
}

const USUAL_DAYS_OF_ACTION = 30;

async function correctiveActionOf(
  record: RecordWriter,
  access: Access,
  event: Stored,
  input: Omit<ActionOfEvent, "id" | "version">,
): Promise<{ id: string; ref: string }> {
  const { title, partyIds } = valuesOf(event);
  if (input.corrective === "create") {
    if (input.actionTitle === "") throw new Invalid({ actionTitle: translator("validation")("required") });
    const parties = await record.tx.interestedParty.findMany({
      where: { organizationId: access.organization.id, id: { in: partyIds.slice(0, 200) } },
      select: { ref: true },
    });
    return createAction(
      access,
      {
        title: input.actionTitle,
        kind: "corrective",
        description: "",
        requirementId: null,
        findingId: null,
        recordRefs: parties.map(({ ref }) => ref),
        dueAt: input.actionDueAt ?? addDays(today(), USUAL_DAYS_OF_ACTION),
        ownerId: input.actionOwnerId,
        cause: translator("triggers")("actionCause", { ref: event.ref ?? "", title }),
        note: "",
      },
      { origin: "trigger", originRef: event.ref ?? "" },
    );
  }
  const action = input.correctiveActionId
    ? await record.tx.action.findFirst({
        where: { organizationId: access.organization.id, id: input.correctiveActionId, kind: "corrective", status: { not: "retired" } },
        select: { id: true, ref: true },
      })
    : null;
  if (!action) throw new Invalid({ correctiveActionId: translator("validation")("not_an_option") });
  return action;
}

/** The parties, each once. What stood there already may have been retired since. */
async function requireParties(record: RecordWriter, access: Access, ids: readonly string[], stood: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  const added = wanted.filter((id) => !stood.includes(id));
  if (added.length === 0) return wanted;
  const where = { organizationId: access.organization.id, id: { in: added }, status: { not: "retired" } };
  if ((await record.tx.interestedParty.count({ where })) !== added.length) {
    throw new Invalid({ partyIds: translator("validation")("not_an_option") });
  }
  return wanted;
}

function refuseUnless(ruling: { ok: true } | { ok: false; code: string; field: string | null }): void {
  if (ruling.ok) return;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(`trigger-${ruling.code}`) });
  throw new Refused(`trigger-${ruling.code}`);
}

function valuesOf(event: Stored): EventValues {
  return event.values as unknown as EventValues;
}

function saved({ id, ref, version }: Stored): SavedEvent {
  return { id, ref: ref ?? "", version };
}
