import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { completeAction } from "@/features/actions/mutations";
import { getAction } from "@/features/actions/queries";
import { historyOf } from "@/features/history/queries";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import * as actions from "@/features/monitoring/actions";
import { readMeasurementFile } from "@/features/monitoring/file";
import * as monitoring from "@/features/monitoring/mutations";
import {
  criteriaOfRequirement,
  criterionCounts,
  criterionOfAction,
  exportCriteria,
  getCriterion,
  listCriteria,
  previewMeasurements,
} from "@/features/monitoring/queries";
import { newCriterion, newMeasurement } from "@/features/monitoring/schema";
import { CRITERION_TABLE } from "@/features/monitoring/table";
import { paperKindOf } from "@/features/papers/registry";
import { createRequirement } from "@/features/requirements/mutations";
import { requirementInput } from "@/features/requirements/schema";
import { liveAssessment } from "@/features/self-assessment/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Conflict, Invalid, NotFound, ReasonRequired, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { inTenant } from "@/server/tenant";
import { engine, openWorld } from "./support/world";

const world = openWorld();
let mira: Access;
let requirementId: string;
let requirementRef: string;

const criterion = (input: Partial<z.input<typeof newCriterion>> = {}) =>
  newCriterion.parse({
    requirementId,
    metric: "Availability",
    unit: "%",
    target: "99,5",
    direction: "at_least",
    frequencyDays: 30,
    ...input,
  });
const value = (criterionId: string, measuredOn: string, text: string, note = "") =>
  newMeasurement.parse({ criterionId, measuredOn, value: text, note });
const fault = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Invalid) return error.fieldErrors;
  if (error instanceof Refused) return error.code;
  throw error ?? new Error("was taken");
};
const list = async (query: string) =>
  (await listCriteria(mira, parseTableState(new URLSearchParams(query), CRITERION_TABLE))).rows.map(({ ref }) => ref);
const bytes = (text: string) => new TextEncoder().encode(text);

beforeAll(async () => {
  if (world.skip) return;
  setClock(new Date("2026-11-22T10:00:00Z"));
  mira = await world.as("mira");
  const party = await createParty(mira, newParty.parse({ name: "Clinics", category: "external" }));
  const requirement = await createRequirement(
    mira,
    requirementInput.parse({ kind: "contractual", partyId: party.id, statement: "The archive answers" }),
  );
  [requirementId, requirementRef] = [requirement.id, requirement.ref];
});
afterAll(() => setClock(null));

describe.skipIf(world.skip)("criteria", () => {
  it("read numbers as people write them and refuse what has two readings, another unit, or a warning beyond the target", async () => {
    const made = await monitoring.createCriterion(mira, criterion({ target: "99,5 %", threshold: "99.7" }));
    expect((await getCriterion(mira, made.ref))!.values).toMatchObject({ target: "99.5", threshold: "99.7", status: "active" });
    expect(await fault(monitoring.createCriterion(mira, criterion({ target: "1,234" })))).toHaveProperty("target");
    expect(await fault(monitoring.createCriterion(mira, criterion({ target: "98 h" })))).toMatchObject({
      target: expect.stringContaining("“h”"),
    });
    expect(await fault(monitoring.createCriterion(mira, criterion({ threshold: "99" })))).toMatchObject({
      threshold: "A warning comes before the target is missed: it has to be 99.5 or more.",
    });
    expect(await fault(monitoring.createCriterion(mira, criterion({ requirementId: world.nordwind.id })))).toHaveProperty("requirementId");
    expect(await fault(monitoring.createCriterion(mira, criterion({ ownerId: world.people.kim.id })))).toHaveProperty("ownerId");
  });

  it("ask for a reason where a target changes that values were held against, and know who was faster", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion());
    const change = { id, version: 1, metric: "Availability", unit: "%", target: "99", threshold: "", direction: "at_least" as const };
    const rest = { method: "", frequencyDays: 30, ownerId: null, note: "", reason: "" };
    const first = await monitoring.updateCriterion(mira, { ...change, ...rest });
    await monitoring.addMeasurement(mira, value(id, "2026-11-01", "99.9"));
    const stands = (await getCriterion(mira, ref))!.version;
    await expect(monitoring.updateCriterion(mira, { ...change, ...rest, version: stands, target: "98" })).rejects.toThrow(ReasonRequired);
    await expect(monitoring.updateCriterion(mira, { ...change, ...rest, version: first.version })).rejects.toThrow(Conflict);
    await monitoring.updateCriterion(mira, { ...change, ...rest, version: stands, target: "98", reason: "Agreed with the clinics" });
  });

  it("are retired with a reason, take no values then, and come back", async () => {
    const made = await monitoring.createCriterion(mira, criterion());
    const retired = await monitoring.retireCriterion(mira, { id: made.id, version: 1, reason: "Asked nobody" });
    expect(await fault(monitoring.addMeasurement(mira, value(made.id, "2026-11-01", "1")))).toBe("criterion-not_active");
    expect(await list("")).not.toContain(made.ref);
    expect(await list("status=retired")).toContain(made.ref);
    await monitoring.bringBackCriterion(mira, { id: made.id, version: retired.version, reason: "" });
    expect(await list("")).toContain(made.ref);
  });

  it("say on the requirement what the numbers speak for, and never set it", async () => {
    const party = await createParty(mira, newParty.parse({ name: "Banks", category: "external" }));
    const own = await createRequirement(
      mira,
      requirementInput.parse({ kind: "contractual", partyId: party.id, statement: "Restored in four hours" }),
    );
    const { id } = await monitoring.createCriterion(
      mira,
      criterion({ requirementId: own.id, unit: "h", target: "4", direction: "at_most" }),
    );
    await monitoring.addMeasurement(mira, value(id, "2026-11-20", "5,5 hours"));
    expect(await criteriaOfRequirement(mira, own.id)).toMatchObject([{ result: "missed", lastValue: "5.5" }]);
    const [row] = await world.sql<{ status: string }>("SELECT fulfilment_status AS status FROM requirement WHERE id = $1", [own.id]);
    expect(row!.status).toBe("not_assessed");
  });
});

describe.skipIf(world.skip)("measurements", () => {
  it("refuse a day to come, another unit, and a day that was measured; a correction keeps what stood there", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion());
    expect(await fault(monitoring.addMeasurement(mira, value(id, "2026-11-23", "99")))).toMatchObject({
      measuredOn: "2026-11-23 is still to come. A measurement tells what was.",
    });
    expect(await fault(monitoring.addMeasurement(mira, value(id, "2026-11-20", "98 h")))).toMatchObject({
      value: "The criterion is measured in %, not in “h”. Nothing is converted: enter the number in %.",
    });
    const first = await monitoring.addMeasurement(mira, value(id, "2026-11-20", "99,8"));
    expect(await fault(monitoring.addMeasurement(mira, value(id, "2026-11-20", "99.9")))).toMatchObject({
      measuredOn: expect.stringContaining(`${ref} was measured on 2026-11-20 already: 99.8.`),
    });
    const fixed = { id: first.id, measuredOn: "2026-11-20", value: "99,9", note: "", reason: "Misread" };
    await monitoring.correctMeasurement(mira, { ...fixed, version: 1 });
    await expect(monitoring.correctMeasurement(mira, { ...fixed, version: 1, value: "99.7" })).rejects.toThrow(Conflict);
    expect((await getCriterion(mira, ref))!).toMatchObject({
      values: { lastValue: "99.9" },
      measurements: [{ value: "99.9", version: 2 }],
    });
    const told = await historyOf(mira, "measurement", first.id);
    expect(JSON.stringify(told)).toContain("99.8");
    expect(JSON.stringify(told)).toContain("Misread");
  });

  it("before the requirement was recorded may be; an older value does not become the last one", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion());
    await monitoring.addMeasurement(mira, value(id, "2026-11-01", "99.9"));
    await monitoring.addMeasurement(mira, value(id, "2025-01-01", "12"));
    expect((await getCriterion(mira, ref))!.values).toMatchObject({ lastValue: "99.9", lastMeasuredOn: "2026-11-01", actionId: null });
  });

  it("that miss the target open an action, once while it is open, for the owner who is still here", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion({ ownerId: world.people.carla.id }));
    const missed = await monitoring.addMeasurement(mira, value(id, "2026-10-01", "99.1"));
    const action = (await getAction(mira, missed.actionRef!))!;
    expect(action.values).toMatchObject({ kind: "corrective", origin: "measurement", originRef: ref, status: "open" });
    expect(action.values.title).toContain("99.1 % instead of at least 99.5 %");
    expect(action.ownerName).toBe("Carla Neumann");
    expect((await monitoring.addMeasurement(mira, value(id, "2026-10-08", "98"))).actionRef).toBeNull();
    expect((await monitoring.addMeasurement(mira, value(id, "2026-10-15", "99.9"))).actionRef).toBeNull();
    expect(await criterionOfAction(mira, action.id)).toMatchObject({ ref, result: "met", actionStatus: "open" });
    await completeAction(mira, { id: action.id, version: action.version, result: "Storage doubled" });
    const again = await monitoring.addMeasurement(mira, value(id, "2026-10-22", "97"));
    expect(again.actionRef).not.toBeNull();
    expect(again.actionRef).not.toBe(missed.actionRef);
    // Another note of the same value opens nothing more.
    const { measurements } = (await getCriterion(mira, ref))!;
    await monitoring.correctMeasurement(mira, { ...measurements[0]!, note: "Seen twice", reason: "Note" });
    const [count] = await world.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM action WHERE origin = 'measurement' AND origin_ref = $1",
      [ref],
    );
    expect(count!.n).toBe(2);
  });

  it.skipIf(engine === "embedded")("at the same time store one value for a day and open one action", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion());
    const all = await Promise.allSettled([
      ...["90", "91", "92"].map((text) => monitoring.addMeasurement(mira, value(id, "2026-11-01", text))),
      ...["2026-11-02", "2026-11-03"].map((day) => monitoring.addMeasurement(mira, value(id, day, "90"))),
    ]);
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Invalid);
    const [count] = await world.sql<{ n: number }>("SELECT count(*)::int AS n FROM action WHERE origin_ref = $1", [ref]);
    expect(count!.n).toBe(1);
    expect((await getCriterion(mira, ref))!.values).toMatchObject({ lastMeasuredOn: "2026-11-03" });
  });

  it("are overdue the day after, are counted, listed first and waited for", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion({ ownerId: world.people.mira.id, frequencyDays: 7 }));
    await monitoring.addMeasurement(mira, value(id, "2026-11-14", "100"));
    expect((await getCriterion(mira, ref))!).toMatchObject({ overdue: true, nextOn: "2026-11-21", result: "met" });
    expect(await list("overdue=1")).toContain(ref);
    expect((await criterionCounts(mira)).overdue).toBeGreaterThan(0);
    const first = await listCriteria(mira, parseTableState(new URLSearchParams(), CRITERION_TABLE));
    expect(first.rows[0]!.result).toBe("missed");
    const { rows } = await exportCriteria(mira, parseTableState(new URLSearchParams("overdue=1"), CRITERION_TABLE));
    expect(rows[0]).toMatchObject({ target: "at least 99.5 %" });
    await monitoring.addMeasurement(mira, value(id, "2026-11-15", "100"));
    expect((await getCriterion(mira, ref))!.overdue).toBe(false);
  });
});

describe.skipIf(world.skip)("a file of values", () => {
  it("is read with decimal commas, points and quoted formulas; each wrong line is named and nothing stored", async () => {
    const { ref, id } = await monitoring.createCriterion(mira, criterion());
    await monitoring.addMeasurement(mira, value(id, "2026-10-31", "99.6"));
    const text = [
      "sep=;\r\nref;date;value;note",
      `${ref};31.10.2026;99,6;`,
      `${ref};20.11.2026;99,8 %;"=1+1, as text"`,
      `${ref};2026-11-20;99,7;`,
      `${ref};2027-01-01;99,7;`,
      "KPI-999;2026-11-01;1;",
      `${ref};2026-11-02;98 h;`,
      `${ref};2026-11-03;1.234;`,
      `${ref};2026-11-04;=2+2;`,
    ].join("\r\n");
    const lines = readMeasurementFile(bytes(text.replace("sep=;\r\n", "")));
    const judged = await previewMeasurements(mira, lines);
    expect(judged.map(({ line, state }) => [line, state])).toEqual([
      [2, "stands"],
      [3, "good"],
      [4, "bad"],
      [5, "bad"],
      [6, "bad"],
      [7, "bad"],
      [8, "bad"],
      [9, "bad"],
    ]);
    expect(judged[2]!.problems).toEqual([`${ref} stands twice for 2026-11-20: also in line 3.`]);
    expect(await fault(monitoring.storeMeasurements(mira, { lines, only: "all" }))).toBe("measurements-bad_lines");
    expect((await getCriterion(mira, ref))!.measurements).toHaveLength(1);
    expect(await monitoring.storeMeasurements(mira, { lines, only: "good" })).toMatchObject({ stored: 1, stood: 1, left: 6 });
    expect((await getCriterion(mira, ref))!.measurements[0]).toMatchObject({ value: "99.8", origin: "csv", note: "=1+1, as text" });
  });

  it("says what columns it misses, and that it holds nothing or too much", async () => {
    expect(() => readMeasurementFile(bytes("kpi,amount\nKPI-001,1\n"))).toThrow(expect.objectContaining({ code: "measurements-columns" }));
    expect(() => readMeasurementFile(bytes("ref,date,value\n"))).toThrow(expect.objectContaining({ code: "measurements-none" }));
    expect(() => readMeasurementFile(bytes(`ref,date,value\n${"KPI-001,2026-01-01,1\n".repeat(2_001)}`))).toThrow(
      expect.objectContaining({ code: "measurements-too_many" }),
    );
    expect(() => readMeasurementFile(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toThrow(Refused);
  });

  it("stores everything or nothing, and opens one action for a criterion", async () => {
    const { ref } = await monitoring.createCriterion(mira, criterion());
    const lines = ["2026-09-01", "2026-10-01", "2026-11-01"].map((day, at) => ({
      line: at + 2,
      ref: ref.toLowerCase(),
      day,
      value: "9",
      note: "",
    }));
    const stored = await monitoring.storeMeasurements(mira, { lines, only: "all" });
    expect(stored).toMatchObject({ stored: 3, left: 0, actionRefs: [expect.stringMatching(/^ACT-/)] });
    expect(await monitoring.storeMeasurements(mira, { lines, only: "all" })).toMatchObject({ stored: 0, stood: 3 });
  });
});

describe.skipIf(world.skip)("who may", () => {
  it("measure: contributors; set criteria: the ISMS manager; read: everybody but viewers", async () => {
    const { id } = await monitoring.createCriterion(mira, criterion());
    const ask = async (name: "carla" | "vera" | "aisha") =>
      withRequest(await world.request(name), () =>
        actions.addMeasurement("nordwind", { criterionId: id, measuredOn: "2026-11-01", value: "99,9", note: "" }),
      );
    expect(await ask("vera")).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await ask("aisha")).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await ask("carla")).toMatchObject({ ok: true });
    const set = withRequest(await world.request("carla"), () => actions.createCriterion("nordwind", { ...criterion() }));
    expect(await set).toMatchObject({ ok: false, kind: "forbidden" });
    expect((await world.as("vera")).can("criterion:read")).toBe(false);
  });

  it("not from another house", async () => {
    const { id, ref } = await monitoring.createCriterion(mira, criterion());
    const kim = await world.as("kim");
    expect(await getCriterion(kim, ref)).toBeNull();
    await expect(monitoring.addMeasurement(kim, value(id, "2026-11-01", "1"))).rejects.toThrow(NotFound);
    const lines = [{ line: 1, ref, day: "2026-11-01", value: "1", note: "" }];
    expect((await previewMeasurements(kim, lines))[0]!.problems).toEqual([`${ref} is no criterion of this register.`]);
  });
});

describe.skipIf(world.skip)("what is made of it", () => {
  it("answers the checks on measured requirements and on missed targets", async () => {
    const { unanswered } = await liveAssessment(mira);
    expect(unanswered.map(({ check }) => check.id)).not.toContain("AC-57");
    expect(unanswered.map(({ check }) => check.id)).not.toContain("AC-58");
  });

  it("plan and report name the values, the missed targets with their actions, and what was not measured", async () => {
    const load = async (key: string, query: Record<string, string> = {}) => {
      const kind = paperKindOf(key)!;
      return inTenant(mira, () => kind.load(mira, kind.options.parse(query), "pdf"), { snapshot: true });
    };
    const { ref, id } = await monitoring.createCriterion(
      mira,
      criterion({ metric: "Sessions ended in time", method: "Read from the log" }),
    );
    const { actionRef } = await monitoring.addMeasurement(mira, value(id, "2026-06-15", "42", "Holiday"));
    const plan = JSON.stringify((await load("monitoring-plan")).paper);
    for (const words of [ref, "Sessions ended in time", "Read from the log", "at least 99.5 %", "every 30 days", requirementRef])
      expect(plan).toContain(words);
    const report = await load("monitoring-report", { from: "2026-06-01", to: "2026-06-30" });
    for (const words of [ref, "42 %", "Target missed", "Holiday"]) expect(JSON.stringify(report.paper)).toContain(words);
    expect(JSON.stringify((await load("monitoring-report")).paper)).toContain(actionRef);
    expect(JSON.stringify((await load("monitoring-report", { from: "2024-01-01", to: "2024-12-31" })).paper)).not.toContain("Holiday");
  });
});
