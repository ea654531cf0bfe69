import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { addDays } from "@/domain/dates";
import {
  addLine,
  bringBackLine,
  dismissProposal,
  markDone,
  retireLine,
  takeProposals,
  updateLine,
} from "@/features/communication/mutations";
import { exportLines, getLine, lineProposals, listLines, planCounts } from "@/features/communication/queries";
import { lineChange, lineDone, newLine, takenProposals } from "@/features/communication/schema";
import { COMMUNICATION_TABLE } from "@/features/communication/table";
import { getEntry } from "@/features/engagement/queries";
import { sendAgain, withdrawMail } from "@/features/mail/mutations";
import { myWork } from "@/features/my-work/queries";
import { dropNotice, giveNotice, moveStart, reopenNotice, startNotices } from "@/features/notices/mutations";
import { getNotice, listNotices, noticesOfEvent } from "@/features/notices/queries";
import { importRegister } from "@/features/register-file/mutations";
import { exportRegister } from "@/features/register-file/queries";
import { readLiveFacts } from "@/features/self-assessment/facts";
import { needNotTell, tellByMail, tellOtherwise } from "@/features/telling/mutations";
import { mailTexts, partiesToTell, toTell } from "@/features/telling/queries";
import { toldByMail } from "@/features/telling/schema";
import { dismissEvent, logEvent } from "@/features/triggers/mutations";
import { newEvent } from "@/features/triggers/schema";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { now, setClock, today } from "@/server/clock";
import { Conflict, Invalid, Refused } from "@/server/errors";
import { change, type Values } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();
let parties = 0;

async function party(access: Access, more: Values = {}) {
  parties += 1;
  return change(access, async (record) => {
    const values = { name: `Party ${parties}`, category: "external", status: "active", relevance: "relevant", relevanceRationale: "x" };
    const { id, ref } = await record.create("interested-party", { ...values, relevanceDecidedAt: "2026-01-02", ...more });
    return { id, ref: ref ?? "" };
  });
}
async function requirement(access: Access, partyId: string, more: Values = {}) {
  return change(access, async (record) => {
    const { id, ref, version } = await record.create("requirement", {
      partyId,
      statement: "You tell us within 24 hours after you notice an incident.",
      kind: "business",
      status: "active",
      binding: "requirement",
      strength: "need",
      relevance: "relevant",
      cia: ["integrity"],
      relevanceDecidedAt: "2026-01-02",
      ismsDecision: "addressed",
      ismsDecidedAt: "2026-01-02",
      howAddressed: "By the incident process",
      ...more,
    });
    return { id, ref: ref ?? "", version };
  });
}
const rewrite = (access: Access, id: string, patch: Values) =>
  change(access, async (record) => {
    const { version } = await record.get("requirement", id);
    return record.update("requirement", id, version, patch, { reason: "Amended" });
  });
const line = (partyId: string, more: Partial<z.input<typeof newLine>> = {}) =>
  newLine.parse({ partyId, what: "How your requirements are met", frequencyDays: 90, withWhom: "Desk", how: "Letter", ...more });
const list = async (access: Access, query: string) =>
  (await listLines(access, parseTableState(new URLSearchParams(query), COMMUNICATION_TABLE))).rows;
const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return Object.keys(error.fieldErrors);
  if (error instanceof Refused) return error.code;
  throw error ?? new Error("was taken");
};
const contact = (access: Access, partyId: string, more: Values = {}) =>
  change(access, (record) =>
    record.create("party-contact", { partyId, name: "Ida", email: `ida-${partyId}@party.example`, language: "de", ...more }),
  );

describe.skipIf(world.skip)("the communication plan", () => {
  it("says what is due next, overdue first, and moves on when it is done", async () => {
    const mira = await world.as("mira");
    const bank = await party(mira);
    const need = await requirement(mira, bank.id, { statement: "Our data is safe.", communicatedAt: null });
    const late = await addLine(mira, line(bank.id, { startsOn: addDays(today(), -10), ownerId: world.people.mira.id }));
    const soon = await addLine(mira, line(bank.id, { what: "Planned changes", startsOn: addDays(today(), 3) }));
    await addLine(mira, line(bank.id, { what: "Later", startsOn: addDays(today(), 60) }));
    expect(late.ref).toBe("COM-001");
    expect((await list(mira, "")).map(({ ref, state }) => [ref, state])).toEqual([
      ["COM-001", "overdue"],
      ["COM-002", "due_soon"],
      ["COM-003", "planned"],
    ]);
    expect((await list(mira, "state=due_soon")).map(({ ref }) => ref)).toEqual([soon.ref]);
    expect(await planCounts(mira)).toEqual({ lines: 3, overdue: 1, running: 0 });
    expect((await myWork(mira)).groups.flatMap(({ items }) => items).filter(({ kind }) => kind === "communication")).toMatchObject([
      { ref: "COM-001", dueOn: addDays(today(), -10) },
    ]);
    const { rows } = await exportLines(mira, parseTableState(new URLSearchParams(""), COMMUNICATION_TABLE));
    expect(rows[0]).toMatchObject({ ref: "COM-001", when: "every 90 days", how: "Letter" });

    const done = lineDone.parse({ id: late.id, version: late.version, on: addDays(today(), -1), how: "Letter", requirementIds: [need.id] });
    const saved = await markDone(mira, done);
    expect(saved.engagementRef).toBe("ENG-001");
    expect(await getLine(mira, "COM-001")).toMatchObject({
      lastDoneOn: addDays(today(), -1),
      nextDueOn: addDays(today(), 89),
      state: "planned",
      done: [{ ref: "ENG-001", type: "notice", heldOn: addDays(today(), -1) }],
    });
    const [told] = await world.sql<{ day: string }>("SELECT communicated_at::text AS day FROM requirement WHERE id = $1", [need.id]);
    expect(told!.day).toBe(addDays(today(), -1));
    // The same page sent again by somebody who still sees the old state is told so, and nothing is logged twice.
    await expect(markDone(mira, done)).rejects.toBeInstanceOf(Conflict);
    // What was done earlier is logged and moves nothing back.
    const earlier = await markDone(mira, { ...done, version: saved.version, on: addDays(today(), -20), requirementIds: [] });
    expect(earlier.engagementRef).toBe("ENG-002");
    expect((await getLine(mira, "COM-001"))!.lastDoneOn).toBe(addDays(today(), -1));
    expect(await fault(markDone(mira, { ...done, version: saved.version, on: addDays(today(), 1) }))).toEqual(["on"]);
    const other = await requirement(mira, (await party(mira)).id);
    expect(await fault(markDone(mira, { ...done, version: saved.version, requirementIds: [other.id] }))).toEqual(["requirementIds"]);
  });

  it("has no line for attackers, for nobody, and none that says no when", async () => {
    const mira = await world.as("mira");
    const attacker = await party(mira, { adverse: true });
    const bank = await party(mira);
    expect(await fault(addLine(mira, line(attacker.id)))).toEqual(["partyId"]);
    expect(await fault(addLine(mira, line("01900000-0000-7000-8000-000000000000")))).toEqual(["partyId"]);
    expect(await fault(addLine(mira, line(bank.id, { frequencyDays: null })))).toEqual(["whenText"]);
    expect(await fault(addLine(mira, line(bank.id, { clockHours: 24 })))).toEqual(["clockHours"]);
    expect(await fault(addLine(mira, line(bank.id, { ownerId: world.people.kim.id })))).toEqual(["ownerId"]);
    expect(newLine.safeParse({ partyId: bank.id, what: "x", frequencyDays: 0 }).success).toBe(false);
    expect(newLine.safeParse({ partyId: bank.id, what: "x", startsOn: "2026-02-30" }).success).toBe(false);
    const made = await addLine(mira, line(bank.id));
    const gone = await retireLine(mira, { id: made.id, version: made.version, reason: "Contract ended" });
    expect((await list(mira, `party=${bank.ref}`)).map(({ ref }) => ref)).toEqual([]);
    expect((await list(mira, `party=${bank.ref}&state=retired`)).map(({ ref }) => ref)).toEqual([made.ref]);
    const edit = lineChange.parse({ ...line(bank.id), id: made.id, version: gone.version });
    expect(await fault(updateLine(mira, edit))).toBe("communication-retired");
    const back = await bringBackLine(mira, { id: made.id, version: gone.version, reason: "" });
    expect((await updateLine(mira, { ...edit, version: back.version, what: "Other" })).version).toBe(back.version + 1);
  });

  it("is proposed from the grid and from duties to tell, taken as edited, and dismissed for good", async () => {
    const mira = await world.as("mira");
    const clinic = await party(mira, { power: 5, interest: 5, scoresAreTemplateDefaults: false });
    const need = await requirement(mira, clinic.id);
    await party(mira, { power: 5, interest: 5, adverse: true });
    const of = async () => (await lineProposals(mira, { partyRef: clinic.ref })).rows;
    const [grid, notice] = await of();
    expect(grid).toMatchObject({ because: { kind: "grid", duty: "involve_in_decisions" }, frequencyDays: 90 });
    expect(notice).toMatchObject({ eventKey: "incident-internal", clockHours: 24, requirementRefs: [need.ref] });
    expect((await lineProposals(mira)).rows.some(({ partyName }) => partyName === `Party ${parties}`)).toBe(false);
    const input = takenProposals.parse({
      lines: [
        {
          key: notice!.key,
          ...line(clinic.id, { what: "Incidents", frequencyDays: null, eventKey: "incident-internal", clockHours: 12 }),
          requirementIds: [need.id],
        },
      ],
    });
    expect((await takeProposals(mira, input)).refs).toHaveLength(1);
    expect((await of()).map(({ key }) => key)).toEqual([grid!.key]);
    await dismissProposal(mira, { partyId: clinic.id, key: grid!.key, reason: "Their parent is told" });
    expect(await of()).toEqual([]);
  });
});

describe.skipIf(world.skip)("a notice", () => {
  it("has a clock that an event starts once, is given late with a reason, and stands in the log", async () => {
    const mira = await world.as("mira");
    const clinic = await party(mira);
    const plan = line(clinic.id, { what: "Breach", frequencyDays: null, eventKey: "incident-internal", clockHours: 24 });
    const made = await addLine(mira, plan);
    const event = await logEvent(
      mira,
      newEvent.parse({ eventKey: "incident-internal", title: "Key lost", occurredOn: today(), partyIds: [clinic.id], openReview: false }),
    );
    const found = await noticesOfEvent(mira, event.id);
    expect(found.lines.find(({ ref }) => ref === made.ref)).toMatchObject({ clockHours: 24, concerned: true });
    const startedAt = new Date(now().getTime() - 30 * 3_600_000).toISOString();
    const start = { lineIds: [made.id], triggerEventId: event.id, startedAt, title: "" };
    expect(await fault(startNotices(mira, { ...start, startedAt: new Date(now().getTime() + 60_000).toISOString() }))).toEqual([
      "startedAt",
    ]);
    // Two who press the button start one clock.
    const both = await Promise.all([startNotices(mira, start), startNotices(await world.as("olaf"), start)]);
    const refs = both.flatMap(({ refs }) => refs);
    expect(refs).toHaveLength(1);
    const running = (await getNotice(mira, refs[0]!))!;
    expect(running).toMatchObject({ state: "overdue", span: { days: 0, hours: 6 }, title: "Key lost", eventRef: event.ref });
    expect(Date.parse(running.dueAt) - Date.parse(running.startedAt)).toBe(24 * 3_600_000);
    expect((await noticesOfEvent(mira, event.id)).lines.map(({ ref }) => ref)).not.toContain(made.ref);
    const give = { id: running.id, version: running.version, doneAt: null, how: "Portal", theirReference: "DSB-77", reason: "" };
    expect(await fault(giveNotice(mira, give))).toEqual(["reason"]);
    const moved = await moveStart(mira, {
      id: running.id,
      version: running.version,
      startedAt: new Date(now().getTime() - 26 * 3_600_000).toISOString(),
      reason: "Read the log again",
    });
    const given = await giveNotice(mira, { ...give, version: moved.version, reason: "The portal was down" });
    await expect(giveNotice(mira, { ...give, version: moved.version, reason: "x" })).rejects.toBeInstanceOf(Conflict);
    expect(await getNotice(mira, refs[0]!)).toMatchObject({
      state: "given_late",
      span: { hours: 2 },
      theirReference: "DSB-77",
      doneBy: "Mira Lindqvist",
      engagementRef: given.engagementRef,
    });
    expect((await getLine(mira, made.ref))!.lastDoneOn).toBe(today());
    const again = await reopenNotice(mira, { id: running.id, version: given.version, reason: "Sent to the wrong desk" });
    expect(await fault(dropNotice(mira, { id: running.id, version: again.version, reason: " " }))).toEqual(["reason"]);
    await dropNotice(mira, { id: running.id, version: again.version, reason: "No personal data" });
    expect((await listNotices(mira)).find(({ ref }) => ref === refs[0])).toMatchObject({ state: "not_needed", reason: "No personal data" });
  });

  it("does not run out earlier when the server's clock goes back an hour, and is given no second time", async () => {
    const mira = await world.as("mira");
    const made = await addLine(mira, line((await party(mira)).id, { frequencyDays: null, eventKey: "incident-internal", clockHours: 1 }));
    const started = now();
    const { refs } = await startNotices(mira, { lineIds: [made.id], triggerEventId: null, startedAt: started.toISOString(), title: "" });
    setClock(new Date(started.getTime() - 3_600_000));
    try {
      const back = (await getNotice(mira, refs[0]!))!;
      expect(back.state).toBe("running");
      expect(
        await fault(giveNotice(mira, { id: back.id, version: back.version, doneAt: null, how: "x", theirReference: "", reason: "" })),
      ).toEqual(["doneAt"]);
    } finally {
      setClock(null);
    }
  });
});

describe.skipIf(world.skip)("who must be told", () => {
  it("hears of its own requirements and of nothing else, in its language, as one interaction", async () => {
    const mira = await world.as("mira");
    const bank = await party(mira);
    const other = await party(mira);
    const ida = await contact(mira, bank.id);
    const stranger = await contact(mira, other.id);
    const [one, two] = [
      await requirement(mira, bank.id),
      await requirement(mira, bank.id, { statement: "Second need", howAddressed: "Second answer" }),
    ];
    const foreign = await requirement(mira, other.id, { statement: "CANARY of another party" });
    const page = (await toTell(mira, bank.ref))!;
    expect(page.requirements.map(({ ref }) => ref)).toEqual([one.ref, two.ref]);
    const { texts } = await mailTexts(mira, { partyId: bank.id, requirementIds: [one.id, two.id, foreign.id], listChanges: false });
    expect(texts.map(({ language }) => language)).toEqual(["de"]);
    expect(texts[0]!.body).toContain("Second answer");
    expect(texts[0]!.body).not.toContain("CANARY");
    const input = toldByMail.parse({
      partyId: bank.id,
      requirementIds: [one.id, two.id],
      upTo: page.upTo,
      contactIds: [ida.id],
      texts: texts.map(({ language, subject, body }) => ({ language, subject, body })),
    });
    expect(await fault(tellByMail(mira, { ...input, contactIds: [stranger.id] }))).toEqual(["contactIds"]);
    expect(await fault(tellByMail(mira, { ...input, contactIds: [] }))).toEqual(["contactIds"]);
    expect(await fault(tellByMail(mira, { ...input, requirementIds: [foreign.id] }))).toEqual(["requirementIds"]);
    const told = await tellByMail(mira, input);
    expect(told.mails).toBe(1);
    const mails = await world.sql<{ to_email: string; language: string; kind: string }>(
      "SELECT to_email, language, kind FROM mail_message",
    );
    expect(mails).toEqual([{ to_email: ida.values.email, language: "de", kind: "notice" }]);
    const logged1 = (await getEntry(mira, told.engagementRef))!;
    expect(logged1.mails).toMatchObject([{ toEmail: ida.values.email, status: "waiting", problem: "" }]);
    await withdrawMail(mira, { id: logged1.mails[0]!.id });
    expect((await getEntry(mira, told.engagementRef))!.mails).toMatchObject([{ status: "withdrawn", problem: "taken-back" }]);
    expect(
      await world.sql("SELECT action FROM history_entry WHERE entity = 'engagement' AND entity_id = $1 ORDER BY sequence DESC LIMIT 1", [
        logged1.id,
      ]),
    ).toEqual([{ action: "mail-taken-back" }]);
    await sendAgain(mira, { id: logged1.mails[0]!.id });
    expect((await toTell(mira, bank.ref))!.requirements).toEqual([]);
    // Told already: who still has the old page open is not heard twice.
    expect(await fault(tellByMail(mira, input))).toBe("telling-moved_on");
    const logged = await world.sql<{ requirement_ids: string[] }>("SELECT requirement_ids FROM engagement WHERE ref = $1", [
      told.engagementRef,
    ]);
    expect(new Set(logged[0]!.requirement_ids)).toEqual(new Set([one.id, two.id]));

    // On the same day the answer changes: they must be told again, in words.
    await rewrite(mira, one.id, { howAddressed: "By a new process" });
    const after = (await toTell(mira, bank.ref))!;
    expect(after.requirements).toMatchObject([
      { ref: one.ref, changes: [{ field: "howAddressed", before: "By the incident process", after: "By a new process" }] },
    ]);
    const about = { partyId: bank.id, requirementIds: [one.id], listChanges: false, upTo: after.upTo };
    expect(await fault(tellOtherwise(mira, { ...about, on: addDays(today(), 1), type: "meeting", how: "Talked" }))).toEqual(["on"]);
    await tellOtherwise(mira, { ...about, on: today(), type: "meeting", how: "Talked" });
    expect((await toTell(mira, bank.ref))!.requirements).toEqual([]);
    // A change that they need not hear of makes no interaction and no false day.
    await rewrite(mira, one.id, { howAddressed: "By a new process." });
    const comma = (await toTell(mira, bank.ref))!;
    const before = await world.sql("SELECT id FROM engagement");
    await needNotTell(mira, { ...about, upTo: comma.upTo, reason: "A full stop" });
    expect((await toTell(mira, bank.ref))!.requirements).toEqual([]);
    expect(await world.sql("SELECT id FROM engagement")).toHaveLength(before.length);
    expect((await partiesToTell(mira)).map(({ ref }) => ref)).toContain(other.ref);
    expect((await partiesToTell(mira)).map(({ ref }) => ref)).not.toContain(bank.ref);
  });

  it("never hears anything where it is adverse; what changed meanwhile is not settled", async () => {
    const mira = await world.as("mira");
    const attacker = await party(mira, { adverse: true });
    const aim = await requirement(mira, attacker.id, { communicatedAt: null });
    expect(await toTell(mira, attacker.ref)).toBeNull();
    const about = { partyId: attacker.id, requirementIds: [aim.id], listChanges: false, upTo: 1_000_000 };
    expect(await fault(tellOtherwise(mira, { ...about, on: today(), type: "meeting", how: "x" }))).toBe("telling-adverse");
    const bank = await party(mira);
    const need = await requirement(mira, bank.id);
    const page = (await toTell(mira, bank.ref))!;
    await rewrite(mira, need.id, { statement: "Something else" });
    const stale = { partyId: bank.id, requirementIds: [need.id], listChanges: false, upTo: page.upTo };
    expect(await fault(tellOtherwise(mira, { ...stale, on: today(), type: "meeting", how: "x" }))).toBe("telling-moved_on");
    const fresh = { ...stale, upTo: 1_000_000 };
    expect(await fault(tellOtherwise(mira, { ...fresh, requirementIds: [], on: today(), type: "meeting", how: "x" }))).toEqual([
      "requirementIds",
    ]);
    await world.sql("UPDATE interested_party SET status = 'retired', retired_at = current_date WHERE id = $1", [bank.id]);
    expect(await fault(tellOtherwise(mira, { ...fresh, on: today(), type: "meeting", how: "x" }))).toBe("telling-retired");
  });

  it("that is out of the plan is not carried out, and no clock starts for it or for what was dismissed", async () => {
    const mira = await world.as("mira");
    const bank = await party(mira);
    const made = await addLine(mira, line(bank.id, { frequencyDays: null, eventKey: "incident-internal", clockHours: 24 }));
    const stranger = line(bank.id, { obligationId: bank.id });
    expect(await fault(addLine(mira, stranger))).toEqual(["obligationId"]);
    const deed = ({ id, version }: { id: string; version: number }) => ({ id, version, reason: "So" });
    const start = { lineIds: [made.id], triggerEventId: null as string | null, startedAt: now().toISOString(), title: "" };
    expect(await fault(startNotices(mira, { ...start, triggerEventId: bank.id }))).toEqual(["triggerEventId"]);
    expect(await fault(startNotices(mira, { ...start, lineIds: [bank.id] }))).toEqual(["lineIds"]);
    const occurred = { title: "Key found", occurredOn: today(), partyIds: [bank.id], openReview: false };
    const other = await logEvent(mira, newEvent.parse({ ...occurred, eventKey: "new-client" }));
    expect(await fault(startNotices(mira, { ...start, triggerEventId: other.id }))).toEqual(["lineIds"]);
    const event = await logEvent(mira, newEvent.parse({ ...occurred, eventKey: "incident-internal" }));
    await dismissEvent(mira, deed(event));
    expect(await fault(startNotices(mira, { ...start, triggerEventId: event.id }))).toBe("notice-event_dismissed");
    const { refs } = await startNotices(mira, start);
    const running = (await getNotice(mira, refs[0]!))!;
    expect(await fault(reopenNotice(mira, deed(running)))).toBe("notice-running");
    const dropped = await dropNotice(mira, deed(running));
    expect(await fault(moveStart(mira, { ...deed(dropped), startedAt: start.startedAt }))).toBe("notice-not_running");
    expect(await fault(bringBackLine(mira, deed(made)))).toBe("communication-not_retired");
    const retired = await retireLine(mira, deed(made));
    expect(await fault(retireLine(mira, deed(retired)))).toBe("communication-retired");
    expect(await fault(markDone(mira, lineDone.parse({ id: made.id, version: retired.version, on: today(), how: "Letter" })))).toBe(
      "communication-retired",
    );
    expect(await fault(startNotices(mira, start))).toEqual(["lineIds"]);
    await world.sql("UPDATE interested_party SET adverse = true WHERE id = $1", [bank.id]);
    expect(await fault(bringBackLine(mira, deed(retired)))).toEqual(["partyId"]);
  });

  it("hears of the list only within the organisation, from the day the plan names it", async () => {
    const mira = await world.as("mira");
    const council = await party(mira, { category: "internal" });
    expect((await toTell(mira, council.ref))!.listChanges).toEqual([]);
    await addLine(mira, line(council.id));
    const fresh = await party(mira, { name: "Fresh party" });
    const page = (await toTell(mira, council.ref))!;
    expect(page.listChanges).toMatchObject([{ ref: fresh.ref, kind: "added" }]);
    const about = { partyId: council.id, requirementIds: [], listChanges: true, upTo: page.upTo };
    // Of the members only those who still are.
    const mail = {
      ...about,
      contactIds: [],
      memberIds: [world.people.carla.id],
      texts: [{ language: "en", subject: "News", body: "News" }],
    };
    await world.sql("UPDATE membership SET ended_at = now() WHERE user_id = $1", [world.people.carla.id]);
    expect(await fault(tellByMail(mira, toldByMail.parse(mail)))).toEqual(["memberIds"]);
    await world.sql("UPDATE membership SET ended_at = NULL WHERE user_id = $1", [world.people.carla.id]);
    await tellOtherwise(mira, { ...about, on: today(), type: "meeting", how: "Monthly talk" });
    expect((await toTell(mira, council.ref))!.listChanges).toEqual([]);
    const bank = await party(mira);
    expect(await fault(tellOtherwise(mira, { ...about, partyId: bank.id, upTo: 1_000_000, on: today(), type: "meeting", how: "x" }))).toBe(
      "telling-list_is_internal",
    );
  });
});

describe.skipIf(world.skip)("the plan", () => {
  it("stands in the facts of the checks and in the register file", async () => {
    const mira = await world.as("mira");
    const { facts, held } = await readLiveFacts(mira);
    expect(held.has("comms")).toBe(true);
    expect(facts.comms.find(({ ref }) => ref === "COM-001")).toMatchObject({
      what: "How your requirements are met",
      when: "90 days",
      frequency_days: 90,
      with_whom: "Desk",
      last_done_at: addDays(today(), -1),
    });
    const file = await exportRegister(mira);
    expect(file.comms.find(({ ref }) => ref === "COM-001")).toMatchObject({
      frequency_days: 90,
      last_done_at: addDays(today(), -1),
      status: "active",
    });
    expect(file.notices.length).toBeGreaterThan(1);
    // In another house the same plan stands, clock for clock; only who does it is nobody there.
    const kim = await world.as("kim", world.kestrel);
    await importRegister(kim, JSON.parse(JSON.stringify(file)));
    const there = await exportRegister(kim);
    const known = <T extends object>(records: readonly T[]) =>
      records.map((record) => ({ ...record, owner_id: null, owner_label: "", done_by: null }));
    expect(known(there.comms)).toEqual(known(file.comms));
    expect(known(there.notices)).toEqual(known(file.notices));
  });
});
