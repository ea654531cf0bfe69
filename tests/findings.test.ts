import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  bringBackAction,
  checkEffectiveness,
  completeAction,
  createAction,
  reopenAction,
  retireAction,
  updateAction,
} from "@/features/actions/mutations";
import { actionsOf, exportActions, getAction, listActions, startOfAction } from "@/features/actions/queries";
import { actionChange, newAction } from "@/features/actions/schema";
import { ACTION_TABLE } from "@/features/actions/table";
import * as findingActions from "@/features/findings/actions";
import { bringBackFinding, closeFinding, createFinding, reopenFinding, retireFinding, updateFinding } from "@/features/findings/mutations";
import { exportFindings, findingOptions, getFinding, listFindings } from "@/features/findings/queries";
import { findingChange, newFinding } from "@/features/findings/schema";
import { FINDING_TABLE } from "@/features/findings/table";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { recordOptions } from "@/features/records/queries";
import { liveAssessment } from "@/features/self-assessment/queries";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, Invalid, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();
const DAYS = { raisedAt: "2026-01-10", dueAt: "2026-04-10" };
const raised = (input: Partial<z.input<typeof newFinding>>) =>
  newFinding.parse({ title: "Decisions missing", clause: "Clause 4.2 c", severity: "minor", origin: "internal_audit", ...DAYS, ...input });
const altered = (saved: { id: string; version: number }, input: Partial<z.input<typeof findingChange>>) =>
  findingChange.parse({
    title: "Decisions missing",
    clause: "Clause 4.2 c",
    severity: "minor",
    origin: "internal_audit",
    ...DAYS,
    id: saved.id,
    version: saved.version,
    ...input,
  });
const WHOLE = {
  cause: "Nobody was asked",
  correctiveAction: "Triage every Monday",
  effectivenessCheckedAt: "2026-03-01",
  effectivenessNote: "Ten of ten decided",
};
const list = async (access: Access, query: string) =>
  (await listFindings(access, parseTableState(new URLSearchParams(query), FINDING_TABLE))).rows.map(({ ref }) => ref);
const tasks = async (access: Access, query: string) =>
  (await listActions(access, parseTableState(new URLSearchParams(query), ACTION_TABLE))).rows.map(({ ref }) => ref);
const faults = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Invalid)) throw error ?? new Error("was taken");
  return error.fieldErrors;
};

describe.skipIf(world.skip)("findings of audits", () => {
  it("are raised, worked on, closed when cause, action and effect are on record, and reopened with a reason", async () => {
    const mira = await world.as("mira");
    const first = await createFinding(mira, raised({ clause: "cl. 4.2 c", ownerId: world.people.carla.id }));
    expect(first).toMatchObject({ ref: "F-001", version: 1 });
    expect(await getFinding(await world.as("aisha"), "F-001")).toMatchObject({
      values: { clause: "Clause 4.2 c", status: "open" },
      ownerName: world.people.carla.name,
      overdue: today() > DAYS.dueAt,
      gaps: ["cause", "correctiveAction", "effectivenessCheckedAt"],
    });
    await expect(closeFinding(mira, { ...first, reason: "" })).rejects.toThrow(Refused);
    const worked = await updateFinding(mira, altered(first, WHOLE));
    await expect(updateFinding(mira, altered(first, {}))).rejects.toThrow(Conflict);
    const closed = await closeFinding(mira, { ...worked, reason: "" });
    expect(await getFinding(mira, "F-001")).toMatchObject({
      values: { status: "closed", closedAt: today() },
      closedBy: world.people.mira.name,
    });
    await expect(updateFinding(mira, altered(closed, {}))).rejects.toThrow(Refused);
    await expect(closeFinding(mira, { ...closed, reason: "" })).rejects.toThrow(Refused);
    const open = await reopenFinding(mira, { ...closed, reason: "Found again in March" });
    const retired = await retireFinding(mira, { ...open, reason: "Was no finding" });
    expect(await list(mira, "")).toEqual([]);
    expect(await list(mira, "status=retired")).toEqual(["F-001"]);
    const back = await bringBackFinding(mira, { ...retired, reason: "" });
    await closeFinding(mira, { ...back, reason: "" });
    expect(await list(mira, "status=closed&q=decisions")).toEqual(["F-001"]);
  });

  it("refuse what can be read in two ways, refs of nothing, and days out of order, each by name", async () => {
    const mira = await world.as("mira");
    expect((await faults(createFinding(mira, raised({ clause: "5.1" })))).clause).toContain("A.5.1");
    expect((await faults(createFinding(mira, raised({ clause: "A.18.1.1" })))).clause).toContain("A.5.31");
    expect(await faults(createFinding(mira, raised({ dueAt: "2026-01-09" })))).toHaveProperty("dueAt");
    expect((await faults(createFinding(mira, raised({ recordRefs: ["REQ-999", "A.5.31"] })))).recordRefs).toContain("REQ-999");
    expect(await faults(createFinding(mira, raised({ ownerId: world.people.kim.id })))).toHaveProperty("ownerId");
    expect(await faults(createFinding(mira, raised({ repeatOfId: world.nordwind.id })))).toHaveProperty("repeatOfId");
  });

  it("that repeat another are shown on both, with what an auditor would mostly grade; they never go round in a circle", async () => {
    const mira = await world.as("mira");
    const [before] = await findingOptions(mira);
    const party = await createParty(mira, newParty.parse({ name: "Insurer", category: "external" }));
    const again = await createFinding(
      mira,
      raised({ title: "Decisions missing again", repeatOfId: before!.id, recordRefs: [party.ref, "A.5.31"] }),
    );
    expect(await getFinding(mira, again.ref)).toMatchObject({
      severityHint: "major",
      repeatOf: { ref: "F-001" },
      records: [
        { ref: party.ref, path: `/interested-parties/${party.ref}`, title: "Insurer" },
        { ref: "A.5.31", path: "/controls/A.5.31" },
      ],
    });
    const earlier = (await getFinding(mira, "F-001"))!;
    expect(earlier.repeats.map(({ ref }) => ref)).toEqual([again.ref]);
    const reopened = await reopenFinding(mira, { id: earlier.id, version: earlier.version, reason: "To see" });
    expect(await faults(updateFinding(mira, altered(reopened, { repeatOfId: again.id })))).toHaveProperty("repeatOfId");
    await closeFinding(mira, { ...reopened, reason: "" });
    expect(await list(mira, "repeat=1")).toEqual([again.ref]);
    expect(await list(mira, `record=${party.ref}`)).toEqual([again.ref]);
    expect(await recordOptions(mira, { q: "insurer" })).toContainEqual({ ref: party.ref, title: "Insurer" });
  });

  it("overdue ones come first in the self-assessment, graver where they repeat", async () => {
    const mira = await world.as("mira");
    const { findings } = await liveAssessment(mira);
    expect(findings.find(({ check }) => check === "AC-67")).toMatchObject({ severity: "major", subjects: ["F-002"] });
    expect(await list(mira, "overdue=1")).toEqual(["F-002"]);
  });

  it("leave as a list in words, and are hidden from viewers", async () => {
    const { rows } = await exportFindings(await world.as("aisha"), parseTableState(new URLSearchParams(), FINDING_TABLE));
    expect(rows[0]).toMatchObject({ ref: "F-002", severity: "Minor", status: "Overdue", repeatOf: "F-001" });
    for (const name of ["vera", "aisha", "carla"] as const) {
      const result = await withRequest(await world.request(name), () => findingActions.createFinding("nordwind", raised({})));
      expect(result).toMatchObject({ ok: false, kind: "forbidden" });
    }
    expect((await world.as("vera")).can("finding:read")).toBe(false);
  });
});

describe.skipIf(world.skip)("actions", () => {
  it("answer a finding, are done with a result, looked at for their effect, and reopened", async () => {
    const carla = await world.as("carla");
    const finding = (await getFinding(carla, "F-002"))!;
    const saved = await createAction(
      carla,
      newAction.parse({
        title: "Triage every Monday",
        kind: "corrective",
        findingId: finding.id,
        ownerId: world.people.carla.id,
        dueAt: "2026-02-01",
      }),
    );
    expect(saved.ref).toBe("ACT-001");
    expect(await getAction(carla, "ACT-001")).toMatchObject({
      finding: { ref: "F-002" },
      overdue: true,
      requestedBy: world.people.carla.name,
    });
    expect((await actionsOf(carla, { findingId: finding.id })).map(({ ref }) => ref)).toEqual(["ACT-001"]);
    expect(await tasks(carla, "owner=mine&overdue=1")).toEqual(["ACT-001"]);
    const done = await completeAction(carla, { id: saved.id, version: saved.version, result: "Held since January" });
    expect(await tasks(carla, "unchecked=1")).toEqual(["ACT-001"]);
    const check = { id: saved.id, effectivenessNote: "Ten of ten" };
    expect(
      await faults(checkEffectiveness(carla, { ...check, version: done.version, effectivenessCheckedAt: "2026-01-01" })),
    ).toHaveProperty("effectivenessCheckedAt");
    const checked = await checkEffectiveness(carla, { ...check, version: done.version, effectivenessCheckedAt: today() });
    expect(await tasks(carla, "unchecked=1")).toEqual([]);
    const open = await reopenAction(carla, { ...checked, reason: "Not held in March" });
    expect(await getAction(carla, "ACT-001")).toMatchObject({
      values: { status: "open", effectivenessCheckedAt: null, result: "Held since January" },
    });
    const retired = await retireAction(carla, { ...open, reason: "Answered by another" });
    await bringBackAction(carla, { ...retired, reason: "" });
    const { rows } = await exportActions(carla, parseTableState(new URLSearchParams(), ACTION_TABLE));
    expect(rows[0]).toMatchObject({ kind: "Corrective action", answers: "F-002", status: "Overdue" });
  });

  it("keep a request of evidence what it is, and refuse what is not there", async () => {
    const mira = await world.as("mira");
    const task = await createAction(mira, newAction.parse({ title: "Ask the insurer", kind: "task" }));
    const change = { title: "Ask the insurer", kind: "evidence_request" as const, id: task.id, version: task.version };
    await expect(updateAction(mira, actionChange.parse(change))).rejects.toThrow(Refused);
    expect(newAction.safeParse({ title: "x", kind: "evidence_request" }).success).toBe(false);
    expect(await faults(createAction(mira, newAction.parse({ title: "x", kind: "task", recordRefs: ["E-404"] })))).toHaveProperty(
      "recordRefs",
    );
    expect(
      await faults(createAction(mira, newAction.parse({ title: "x", kind: "task", requirementId: world.nordwind.id }))),
    ).toHaveProperty("requirementId");
    await expect(completeAction(mira, { id: task.id, version: 7, result: "Done" })).rejects.toThrow(Conflict);
    expect(await startOfAction(mira, { requirement: "REQ-999", finding: "F-002" })).toMatchObject({
      requirement: null,
      finding: { ref: "F-002" },
    });
  });
});
