import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { addDays } from "@/domain/dates";
import { completeAction } from "@/features/actions/mutations";
import { getAction } from "@/features/actions/queries";
import { createParty, retireParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { cancelReview, completeReview } from "@/features/reviews/mutations";
import * as triggerActions from "@/features/triggers/actions";
import * as events from "@/features/triggers/mutations";
import { eventProposal, exportEvents, getEvent, listEvents, openEvents, triggerRules } from "@/features/triggers/queries";
import { eventChange, newEvent, ruleInput } from "@/features/triggers/schema";
import { TRIGGER_TABLE } from "@/features/triggers/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, Invalid, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { engine, openWorld } from "./support/world";

const world = openWorld();
const event = (input: Partial<z.input<typeof newEvent>>) =>
  newEvent.parse({ eventKey: "new-client", title: "Harbour Bank signed", occurredOn: today(), ...input });
const party = (name: string, more: Partial<z.input<typeof newParty>> = {}) =>
  newParty.parse({ name, category: "external", kind: "organisation", ...more });
const list = async (access: Access, query: string) =>
  (await listEvents(access, parseTableState(new URLSearchParams(query), TRIGGER_TABLE))).rows.map(({ ref }) => ref);
const target = (saved: { id: string; version: number }, reason = "Because") => ({ id: saved.id, version: saved.version, reason });
const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors);
  if (error instanceof Refused) return error.code;
  throw error ?? new Error("was taken");
};
/** Says about everything in the review that it holds, as somebody would who goes through it. */
async function finish(access: Access, ref: string) {
  await world.sql("UPDATE review_item SET verdict = 'still_valid' WHERE review_id = (SELECT id FROM review WHERE ref = $1)", [ref]);
  await world.sql(
    "UPDATE review_answer SET verdict = 'no_change', answer = 'Looked' WHERE review_id = (SELECT id FROM review WHERE ref = $1)",
    [ref],
  );
  const [review] = await world.sql<{ id: string; version: number }>("SELECT id, version FROM review WHERE ref = $1", [ref]);
  return completeReview(access, { id: review!.id, version: review!.version, result: "no_change", outcome: "Looked, nothing to change" });
}

describe.skipIf(world.skip)("trigger events", () => {
  it("propose the parties of the register with the reason, and open the scoped review with their prompts", async () => {
    const mira = await world.as("mira");
    const clients = await createParty(mira, party("Business clients"));
    await world.sql("UPDATE interested_party SET template_key = 'clients' WHERE id = $1", [clients.id]);
    const bank = await createParty(mira, party("Harbour Bank"));
    const insurer = await createParty(mira, party("Insurance companies"));
    const proposal = await eventProposal(mira, "new-client");
    expect(proposal?.rule).toMatchObject({ dueDays: 30, correctiveActionNeeded: false });
    expect(proposal?.parties).toEqual([
      { id: clients.id, ref: clients.ref, name: "Business clients", because: "template", key: "clients" },
    ]);
    expect((await eventProposal(mira, "insurance-renewal"))?.parties).toMatchObject([{ id: insurer.id, because: "name", key: "insurers" }]);
    expect(await eventProposal(mira, "nothing-such")).toBeNull();

    const logged = await events.logEvent(
      await world.as("carla"),
      event({ partyIds: [clients.id], morePartyIds: [bank.id], ownerId: world.people.carla.id }),
    );
    expect(logged).toMatchObject({ ref: "TRG-001", reviewRef: "RV-001", actionRef: null });
    const read = (await getEvent(mira, "TRG-001"))!;
    expect(read).toMatchObject({ dueOn: addDays(today(), 30), overdue: false, loggedAfter: 0, values: { status: "open" }, action: null });
    expect(read.parties.map(({ name }) => name)).toEqual(["Business clients", "Harbour Bank"]);
    expect(read.reviews).toMatchObject([{ ref: "RV-001", status: "open" }]);
    const asked = await world.sql("SELECT prompt FROM review_answer ORDER BY position");
    expect(asked.map(({ prompt }) => prompt)).toEqual((await triggerRules(mira)).find(({ key }) => key === "new-client")?.prompts);
    const walked = await world.sql("SELECT record_ref AS ref FROM review_item ORDER BY record_ref");
    expect(walked.map(({ ref }) => ref)).toEqual([clients.ref, bank.ref]);
    // A review that is running is opened once, and its event is not dismissed under it.
    expect(await fault(events.openReviewOfEvent(mira, target(logged)))).toBe("trigger-has_review");
    expect(await fault(events.dismissEvent(mira, target(logged)))).toBe("trigger-has_review");
    expect(await fault(events.closeEventByHand(mira, target(logged)))).toBe("trigger-review_not_completed");
    const { title, description, occurredOn, ownerId, note } = read.values;
    const other = eventChange.parse({ title, description, occurredOn, ownerId, note, ...target(logged), partyIds: [insurer.id] });
    expect(await fault(events.updateEvent(mira, other))).toBe("trigger-parties_in_review");

    await finish(mira, "RV-001");
    expect(await getEvent(mira, "TRG-001")).toMatchObject({
      values: { status: "closed", closedOn: today() },
      reviews: [{ result: "no_change" }],
    });
  });

  it("are logged afterwards, never beforehand, and say how much later", async () => {
    const mira = await world.as("mira");
    const past = addDays(today(), -40);
    const late = await events.logEvent(mira, event({ occurredOn: past, title: "Old client signed", openReview: false }));
    expect(await getEvent(mira, late.ref)).toMatchObject({
      overdue: true,
      loggedAfter: 40,
      values: { loggedOn: today(), occurredOn: past },
    });
    expect(await fault(events.logEvent(mira, event({ occurredOn: addDays(today(), 1) })))).toEqual(["occurredOn"]);
    expect(newEvent.safeParse({ eventKey: "new-client", title: "x", occurredOn: "2026-02-30" }).success).toBe(false);
    expect(await list(mira, "overdue=1")).toEqual([late.ref]);
    expect(await list(mira, "status=open&kind=new-client")).toEqual([late.ref]);
    expect((await openEvents(mira)).overdue).toBe(1);
    // Two people open its review at once: there is one.
    const both = await Promise.allSettled([
      events.openReviewOfEvent(mira, target(late)),
      events.openReviewOfEvent(await world.as("olaf"), target(late)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { reviews } = (await getEvent(mira, late.ref))!;
    expect(reviews).toHaveLength(1);
    // Once that one is cancelled the event can be dismissed with a reason, and comes back with one.
    const [open] = await world.sql<{ id: string; version: number }>("SELECT id, version FROM review WHERE ref = $1", [reviews[0]!.ref]);
    await cancelReview(mira, { id: open!.id, version: open!.version, reason: "Entered twice" });
    expect(await fault(events.dismissEvent(mira, target(late, " ")))).toEqual(["reason"]);
    const dismissed = await events.dismissEvent(mira, target(late, "Entered twice"));
    expect(await list(mira, "overdue=1")).toEqual([]);
    expect(await fault(events.openReviewOfEvent(mira, target(dismissed)))).toBe("trigger-not_open");
    const { note, ownerId, title } = (await getEvent(mira, late.ref))!.values;
    const change = eventChange.parse({ id: dismissed.id, version: dismissed.version, title, occurredOn: past, note, ownerId, reason: "" });
    expect(await fault(events.updateEvent(mira, change))).toBe("trigger-not_open");
    const action = { corrective: "create" as const, actionTitle: "Late", actionOwnerId: null, actionDueAt: null, correctiveActionId: null };
    expect(await fault(events.setCorrectiveAction(mira, { ...action, id: dismissed.id, version: dismissed.version }))).toBe(
      "trigger-not_open",
    );
    const reopened = await events.reopenEvent(mira, target(dismissed, "It was not the same"));
    expect(await fault(events.reopenEvent(mira, target(reopened)))).toBe("trigger-open");
    expect(await list(mira, "overdue=1")).toEqual([late.ref]);
  });

  it("of an incident ask for the corrective action, and end only with it", async () => {
    const mira = await world.as("mira");
    const incident = await events.logEvent(
      mira,
      event({ eventKey: "incident-internal", title: "Backup tape lost", corrective: "later", occurredOn: addDays(today(), -1) }),
    );
    await finish(mira, incident.reviewRef!);
    const waiting = (await getEvent(mira, incident.ref))!;
    expect(waiting.values.status).toBe("open");
    expect(await fault(events.closeEventByHand(mira, target(waiting)))).toBe("trigger-corrective_action_needed");
    const input = {
      id: waiting.id,
      version: waiting.version,
      actionOwnerId: world.people.carla.id,
      actionDueAt: null,
      correctiveActionId: null,
    };
    expect(await fault(events.setCorrectiveAction(mira, { ...input, corrective: "create", actionTitle: "" }))).toEqual(["actionTitle"]);
    expect(await fault(events.setCorrectiveAction(mira, { ...input, corrective: "link", actionTitle: "" }))).toEqual([
      "correctiveActionId",
    ]);
    const { actionRef } = await events.setCorrectiveAction(mira, { ...input, corrective: "create", actionTitle: "Encrypt the tapes" });
    expect(await getEvent(mira, incident.ref)).toMatchObject({ values: { status: "closed" }, action: { ref: actionRef } });
    const action = (await getAction(mira, actionRef))!;
    expect(action.values).toMatchObject({ kind: "corrective", origin: "trigger", originRef: incident.ref, dueAt: addDays(today(), 30) });
    await completeAction(mira, { id: action.id, version: action.version, result: "Encrypted" });

    // Or with the event at once, or naming one that exists.
    const second = await events.logEvent(
      mira,
      event({
        eventKey: "kpi-breach",
        title: "Patch time missed",
        corrective: "create",
        actionTitle: "Second patch window",
        actionOwnerId: world.people.mira.id,
      }),
    );
    expect((await getAction(mira, second.actionRef!))?.values).toMatchObject({ originRef: second.ref });
    const third = await events.logEvent(
      mira,
      event({
        eventKey: "kpi-breach",
        title: "Patch time missed again",
        corrective: "link",
        correctiveActionId: action.id,
        openReview: false,
      }),
    );
    expect(await getEvent(mira, third.ref)).toMatchObject({ action: { ref: actionRef }, reviews: [] });
  });

  it("refuse parties, people, kinds and actions that are not there, and change nothing then", async () => {
    const mira = await world.as("mira");
    const kim = await world.as("kim");
    const theirs = await createParty(kim, party("Kestrel's client"));
    const gone = await createParty(mira, party("Gone soon"));
    await retireParty(mira, { id: gone.id, version: gone.version, reason: "Gone" });
    const before = (await listEvents(mira, parseTableState({}, TRIGGER_TABLE))).total;
    expect(await fault(events.logEvent(mira, event({ partyIds: [theirs.id] })))).toEqual(["partyIds"]);
    expect(await fault(events.logEvent(mira, event({ partyIds: [gone.id] })))).toEqual(["partyIds"]);
    expect(await fault(events.logEvent(mira, event({ eventKey: "nothing-such" })))).toEqual(["eventKey"]);
    expect(await fault(events.logEvent(mira, event({ ownerId: world.people.kim.id })))).toEqual(["ownerId"]);
    expect(await fault(events.logEvent(mira, event({ corrective: "create", actionTitle: "" })))).toEqual(["actionTitle"]);
    expect((await listEvents(mira, parseTableState({}, TRIGGER_TABLE))).total).toBe(before);
    expect(await listEvents(kim, parseTableState({}, TRIGGER_TABLE))).toEqual({ rows: [], matching: 0, total: 0 });
    expect(await getEvent(kim, "TRG-001")).toBeNull();
  });

  it("are searched, filtered by party and exported with what the list shows", async () => {
    const mira = await world.as("mira");
    expect(await list(mira, "q=harbour+bank")).toContain("TRG-001");
    expect(await list(mira, "owner=none&q=harbour")).toEqual([]);
    const [first] = (await getEvent(mira, "TRG-001"))!.parties;
    expect(await list(mira, `party=${first!.ref}`)).toEqual(["TRG-001"]);
    const { rows } = await exportEvents(mira, parseTableState(new URLSearchParams("q=harbour"), TRIGGER_TABLE));
    expect(rows[0]).toMatchObject({ ref: "TRG-001", kind: "Major new client signed", status: "Closed", review: "RV-001", parties: 2 });
  });
});

describe.skipIf(world.skip)("rules of events", () => {
  const rule = (input: Partial<z.input<typeof ruleInput>>) =>
    ruleInput.parse({ title: "Major new client signed", dueDays: 10, prompts: "One\n\n Two ", usualParties: ["clients"], ...input });
  const of = async (access: Access, key: string) => (await triggerRules(access)).find((one) => one.key === key);

  it("are changed, switched off and put back as delivered; what was logged keeps its days", async () => {
    const mira = await world.as("mira");
    const before = (await getEvent(mira, "TRG-001"))!.dueOn;
    const changed = await events.saveRule(mira, rule({ eventKey: "new-client" }));
    expect(await of(mira, "new-client")).toMatchObject({ dueDays: 10, prompts: ["One", "Two"], changed: true, version: 1, own: false });
    await expect(events.saveRule(mira, rule({ eventKey: "new-client", version: 7 }))).rejects.toThrow(Conflict);
    const off = await events.saveRule(
      mira,
      rule({ eventKey: "new-client", version: changed.version, active: false, reason: "We log them by sector" }),
    );
    expect(await fault(events.logEvent(mira, event({})))).toEqual(["eventKey"]);
    expect(await eventProposal(mira, "new-client")).toBeNull();
    expect((await getEvent(mira, "TRG-001"))!.dueOn).toBe(before);
    await events.returnRule(mira, { eventKey: "new-client", version: off.version, reason: "" });
    expect(await of(mira, "new-client")).toMatchObject({ dueDays: 30, changed: false, active: true });
    expect(await fault(events.returnRule(mira, { eventKey: "annual", version: 1, reason: "" }))).toBe("trigger-rule_is_ours");
  });

  it("of one's own are as good as ours, and belong to one organisation", async () => {
    const mira = await world.as("mira");
    const own = await events.saveRule(
      mira,
      rule({ title: "Emergency drill failed", usualParties: ["internal"], correctiveActionNeeded: true }),
    );
    expect(await of(mira, own.eventKey)).toMatchObject({ own: true, title: "Emergency drill failed" });
    const logged = await events.logEvent(mira, event({ eventKey: own.eventKey, title: "Drill of May", openReview: false }));
    expect(await getEvent(mira, logged.ref)).toMatchObject({ rule: { title: "Emergency drill failed" }, dueOn: addDays(today(), 10) });
    expect(await of(await world.as("kim"), own.eventKey)).toBeUndefined();
    expect(await fault(events.saveRule(mira, rule({ eventKey: "own-made-up" })))).toEqual(["eventKey"]);
    expect(ruleInput.safeParse({ title: "x", dueDays: 4_000 }).success).toBe(false);
    expect(ruleInput.safeParse({ title: "x", dueDays: 4, usualParties: ["martians"] }).success).toBe(false);
    if (engine === "postgresql") {
      const twice = await Promise.allSettled([1, 2].map(() => events.saveRule(mira, rule({ eventKey: "law-change" }))));
      expect(twice.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });

  it("are not changed by a contributor or an auditor, who may read them", async () => {
    for (const name of ["carla", "aisha"] as const) {
      const answer = await withRequest(await world.request(name), () => triggerActions.saveRule("nordwind", { title: "x", dueDays: 3 }));
      expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
    }
    const logged = await withRequest(await world.request("aisha"), () => triggerActions.logEvent("nordwind", event({})));
    expect(logged).toMatchObject({ ok: false, kind: "forbidden" });
  });
});
