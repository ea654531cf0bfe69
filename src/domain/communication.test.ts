import { describe, expect, it } from "vitest";
import * as plan from "./communication";
import { noticeDuties, type ProposingParty, proposeLines } from "./communication-proposals";

const line = (more: Partial<plan.PlanLine> = {}): plan.PlanLine => ({
  status: "active",
  frequencyDays: 90,
  eventKey: "",
  startsOn: null,
  lastDoneOn: null,
  enteredOn: "2026-01-10",
  ...more,
});

describe("a line of the plan", () => {
  it.each([
    ["from the day it was done last", line({ lastDoneOn: "2026-03-01" }), "2026-05-30"],
    ["from the day it starts on", line({ startsOn: "2026-02-01" }), "2026-02-01"],
    ["from the day it was entered", line(), "2026-01-10"],
    ["never before it starts", line({ lastDoneOn: "2026-01-01", startsOn: "2026-09-01" }), "2026-09-01"],
    ["once, on a single day", line({ frequencyDays: null, startsOn: "2026-02-01" }), "2026-02-01"],
    ["and not again once that was done", line({ frequencyDays: null, startsOn: "2026-02-01", lastDoneOn: "2026-02-01" }), null],
    ["over a leap day", line({ frequencyDays: 1, lastDoneOn: "2028-02-28" }), "2028-02-29"],
    ["never, only on an event", line({ frequencyDays: null, eventKey: "incident-internal" }), null],
    ["never, once it is retired", line({ status: "retired" }), null],
  ])("is due %s", (_name, of, due) => {
    expect(plan.nextDueOn(of)).toBe(due);
  });

  it("is on time on its day and overdue from the next", () => {
    const of = line({ startsOn: "2026-06-10" });
    const states = ["2026-06-02", "2026-06-03", "2026-06-10", "2026-06-11"].map((day) => plan.lineState(of, day, 7));
    expect(states).toEqual(["planned", "due_soon", "due_soon", "overdue"]);
    expect(plan.lineState(line({ status: "retired" }), "2030-01-01", 7)).toBe("retired");
    expect(plan.lineState(line({ frequencyDays: null, eventKey: "x" }), "2030-01-01", 7)).toBe("on_event");
    expect(plan.lineState(line({ frequencyDays: null }), "2030-01-01", 7)).toBe("open");
  });

  it("says when, has a clock only with an event, and never names an attacker", () => {
    const when = { whenText: "", frequencyDays: null, eventKey: "", clockHours: null, startsOn: null };
    const party = { adverse: false, status: "active" };
    expect(plan.judgeLine(when, party)).toMatchObject({ ok: false, code: "no_when" });
    expect(plan.judgeLine({ ...when, whenText: "each autumn" }, party)).toMatchObject({ ok: true });
    expect(plan.judgeLine({ ...when, frequencyDays: 30, clockHours: 24 }, party)).toMatchObject({ ok: false, code: "clock_without_event" });
    expect(plan.judgeLine({ ...when, frequencyDays: 30 }, { ...party, adverse: true })).toMatchObject({ ok: false, code: "adverse" });
    expect(plan.judgeLine({ ...when, frequencyDays: 30 }, { ...party, status: "retired" })).toMatchObject({ code: "party_retired" });
  });

  it("was done on a day that has come", () => {
    expect(plan.judgeDone("2026-02-30", "2026-03-01")).toMatchObject({ code: "not_a_day" });
    expect(plan.judgeDone("2026-03-02", "2026-03-01")).toMatchObject({ code: "in_the_future" });
    expect(plan.judgeDone("2026-03-01", "2026-03-01").ok).toBe(true);
  });
});

describe("a clock", () => {
  const startedAt = "2026-10-24T13:00:00.000Z";
  const clock: plan.Clock = { status: "running", startedAt, dueAt: plan.clockEnd(startedAt, 24), doneAt: null };

  it("runs its hours in UTC, also through the night in which the clocks are changed", () => {
    // In Hamburg the wall says 15:00 when it starts and 14:00 when it ends.
    expect(clock.dueAt).toBe("2026-10-25T13:00:00.000Z");
    expect(plan.clockEnd("2026-03-28T12:30:00.000Z", 72)).toBe("2026-03-31T12:30:00.000Z");
  });

  it("has little left in its last quarter, is on time at its end and late a moment after", () => {
    const at = (now: string) => plan.clockState(clock, now);
    expect(at("2026-10-25T07:00:00.000Z")).toBe("running");
    expect(at("2026-10-25T07:00:00.001Z")).toBe("little_left");
    expect(at("2026-10-25T13:00:00.000Z")).toBe("little_left");
    expect(at("2026-10-25T13:00:00.001Z")).toBe("overdue");
    // The clock of the server went back behind its start: it has not run out.
    expect(at("2026-10-24T12:00:00.000Z")).toBe("running");
    expect(plan.clockSpan(clock, "2026-10-25T10:29:59.000Z")).toEqual({ days: 0, hours: 2, minutes: 30 });
    expect(plan.clockSpan(clock, "2026-10-27T15:05:00.000Z")).toEqual({ days: 2, hours: 2, minutes: 5 });
  });

  it("is given late with a reason, and how", () => {
    const given = (doneAt: string, more: Partial<{ how: string; reason: string }> = {}) =>
      plan.judgeGiven(clock, { doneAt, how: "Portal", reason: "", ...more }, "2026-10-26T00:00:00.000Z");
    expect(given("2026-10-25T13:00:00.000Z")).toEqual({ ok: true, value: { late: false } });
    expect(given("2026-10-25T14:00:00.000Z")).toMatchObject({ code: "late_needs_reason", field: "reason" });
    expect(given("2026-10-25T14:00:00.000Z", { reason: "Portal was down" })).toEqual({ ok: true, value: { late: true } });
    expect(given("2026-10-25T13:00:00.000Z", { how: " " })).toMatchObject({ code: "how_needed" });
    expect(given("2026-10-26T01:00:00.000Z")).toMatchObject({ code: "in_the_future" });
    expect(given("2026-10-24T12:59:00.000Z")).toMatchObject({ code: "before_start" });
    expect(plan.clockState({ ...clock, status: "done", doneAt: "2026-10-25T15:20:00.000Z" }, "2030-01-01T00:00:00.000Z")).toBe(
      "given_late",
    );
    expect(plan.clockState({ ...clock, status: "done", doneAt: "2026-10-25T12:00:00.000Z" }, "2030-01-01T00:00:00.000Z")).toBe("given");
    expect(plan.judgeGiven({ ...clock, status: "done" }, { doneAt: startedAt, how: "x", reason: "" }, startedAt)).toMatchObject({
      code: "not_running",
    });
  });

  it("starts when we knew, not later, and stops with a reason where nothing is to be told", () => {
    expect(plan.judgeStart("2026-10-24T13:00:01.000Z", startedAt)).toMatchObject({ code: "in_the_future" });
    expect(plan.judgeStart(startedAt, startedAt).ok).toBe(true);
    expect(plan.judgeNotNeeded(clock, "")).toMatchObject({ code: "reason_needed" });
    expect(plan.judgeNotNeeded({ status: "done" }, "x")).toMatchObject({ code: "not_running" });
    expect(plan.clockState({ ...clock, status: "not_needed" }, "2030-01-01T00:00:00.000Z")).toBe("not_needed");
  });
});

describe("who must be told", () => {
  const change = (day: string, sequence: number) => ({ day, sequence });
  it("is told of what changed after the last telling, also on the same day", () => {
    const changes = [change("2026-03-01", 10), change("2026-03-05", 20), change("2026-03-05", 30), change("2026-03-09", 40)];
    const of = (more: Partial<Parameters<typeof plan.untold>[1]>) =>
      plan.untold(changes, { on: "2026-03-05", settledAt: 25, notNeededAt: 0, ...more }).map(({ sequence }) => sequence);
    expect(of({})).toEqual([30, 40]);
    expect(of({ notNeededAt: 40 })).toEqual([]);
    expect(of({ on: null })).toEqual([10, 20, 30, 40]);
    // Entered today, but they were told on an earlier day: what came in between they do not know.
    expect(of({ on: "2026-03-02", settledAt: 99 })).toEqual([20, 30, 40]);
  });
});

describe("duties to tell in the words of a requirement", () => {
  it.each([
    ["You tell us within 24 hours after you notice an incident that touches our patient data.", [24]],
    ["You notify us of a breach of your own personal data within 72 hours after becoming aware of it.", [72]],
    ["An early warning within twenty-four (24) hours and a report of the incident no later than 72 hours, informing us of both.", [24, 72]],
    ["Report every security incident within two days.", [48]],
    ["Der Auftragnehmer meldet Vorfälle mit Patientendatenbezug binnen 24 Stunden nach Kenntnis.", [24]],
    ["Sicherheitsvorfälle sind innerhalb von 3 Tagen zu melden; Meldung an die Behörde.", [72]],
    ["Le prestataire notifie tout incident dans les 48 heures.", [48]],
    ["You inform us of a data breach within one month.", [720]],
    ["A 24-hour notification of incidents is owed.", [24]],
  ])("%s", (text, hours) => {
    expect(noticeDuties(text).map(({ clockHours }) => clockHours)).toEqual(hours);
  });

  it("takes 24 hours of its own where only haste is asked for, and says so", () => {
    expect(noticeDuties("As processor you tell the controller of a breach without undue delay.")).toEqual([
      { eventKey: "incident-internal", clockHours: 24, guessed: true },
    ]);
  });

  it.each([
    "Logs that name employees are deleted after 90 days.",
    "After a total failure of the hall the core platform runs again within 8 hours.",
    "You answer reports of abuse from your addresses within 24 hours.",
    "You announce a new subprocessor 30 days before it touches our data, and we may object.",
    "You inform us about a change of subprocessors within 30 days in advance.",
    "Keep incident logs for 90 days and show the report.",
    "Notify us of incidents within 99999 hours.",
    "",
  ])("finds none in: %s", (text) => {
    expect(noticeDuties(text)).toEqual([]);
  });

  it("answers quickly to a text made to be slow", () => {
    const started = performance.now();
    noticeDuties(`notify incident ${"within the first ".repeat(3_000)}${"a".repeat(20_000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("proposals", () => {
  const party = (more: Partial<ProposingParty> = {}): ProposingParty => ({
    id: "p",
    status: "active",
    relevance: "relevant",
    adverse: false,
    power: 5,
    interest: 5,
    scoresAreTemplateDefaults: false,
    requirements: [],
    lines: [],
    dismissed: [],
    ...more,
  });
  const incident = { id: "r1", ref: "REQ-001", statement: "You tell us within 24 hours of an incident.", obligationId: "o1" };

  it("follow from the place on the grid, with the reason", () => {
    const duties = [
      [5, 5, "involve_in_decisions", 90],
      [5, 1, "consult_before_changes", 180],
      [1, 5, "inform_regularly", 180],
      [1, 1, "watch_for_change", 365],
    ] as const;
    for (const [power, interest, duty, frequencyDays] of duties)
      expect(proposeLines(party({ power, interest }))).toMatchObject([{ because: { kind: "grid", duty }, frequencyDays }]);
    expect(proposeLines(party({ power: null }))).toEqual([]);
    expect(proposeLines(party({ scoresAreTemplateDefaults: true }))).toEqual([]);
    expect(proposeLines(party({ lines: [{ frequencyDays: 30, eventKey: "", clockHours: null, requirementIds: [] }] }))).toEqual([]);
  });

  it("follow from what law and contract oblige us to tell, one line for each clock", () => {
    const same = { ...incident, id: "r2", ref: "REQ-002" };
    const found = proposeLines(party({ power: null, requirements: [incident, same] }));
    expect(found).toMatchObject([
      { key: "notice:incident-internal:24", clockHours: 24, requirementIds: ["r1", "r2"], obligationId: "o1", frequencyDays: null },
    ]);
    const planned = { frequencyDays: null, eventKey: "incident-internal", clockHours: 12, requirementIds: [] };
    expect(proposeLines(party({ power: null, requirements: [incident], lines: [planned] }))).toEqual([]);
    const longer = { ...planned, clockHours: 72 };
    expect(proposeLines(party({ power: null, requirements: [incident], lines: [longer] }))).toHaveLength(1);
    expect(proposeLines(party({ power: null, requirements: [incident], dismissed: ["notice:incident-internal:24"] }))).toEqual([]);
  });

  it.each([
    ["adverse", { adverse: true }],
    ["retired", { status: "retired" }],
    ["a candidate", { status: "candidate" }],
    ["not relevant", { relevance: "not_relevant" }],
  ])("are never made for a party that is %s", (_name, more) => {
    expect(proposeLines(party({ requirements: [incident], ...more }))).toEqual([]);
  });
});
