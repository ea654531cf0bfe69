import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/dates";
import { completeAction } from "@/features/actions/mutations";
import { actionsOf } from "@/features/actions/queries";
import { editRows, undoEdits } from "@/features/bulk-edit/mutations";
import { editRowsInput } from "@/features/bulk-edit/schema";
import { decideIsms, decideRelevance, updateRequirement } from "@/features/requirements/mutations";
import { getRequirement } from "@/features/requirements/queries";
import { requirementInput } from "@/features/requirements/schema";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict } from "@/server/errors";
import { change, type Values } from "@/server/record";
import { openWorld } from "./support/world";

const world = openWorld();

/** A requirement in force that is linked and decided. */
async function inForce(access: Access, values: Values = {}) {
  return change(access, async (record) => {
    const { id: partyId } = await record.create("interested-party", { name: "Harbour Bank", category: "external", status: "active" });
    const { id, ref } = await record.create("requirement", {
      partyId,
      statement: "Incidents are told within 24 hours",
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
      ownerId: world.people.carla.id,
      links: [
        { targetType: "control", targetRef: "A.5.24", rationale: "" },
        { targetType: "clause", targetRef: "Clause 7.4", rationale: "" },
      ],
      ...values,
    });
    return { id, ref: ref ?? "" };
  });
}
const now = async (access: Access, ref: string) => (await getRequirement(access, ref))!;
async function write(access: Access, ref: string, changed: Record<string, unknown>) {
  const { id, version, values } = await now(access, ref);
  const fields = Object.fromEntries(Object.keys(requirementInput.shape).map((name) => [name, (values as never as Values)[name]]));
  return updateRequirement(access, { ...requirementInput.parse({ ...fields, ...changed }), id, version, reason: "Amendment 3" });
}
const tasks = (access: Access, requirementId: string) => actionsOf(access, { requirementId });

describe.skipIf(world.skip)("a need that changed", () => {
  it("opens one task that names what answers it, and the task grows while it is open", async () => {
    const mira = await world.as("mira");
    const { id, ref } = await inForce(mira);
    await write(mira, ref, { note: "Called them" });
    expect(await tasks(mira, id)).toEqual([]);
    await write(mira, ref, { statement: "Incidents are told within 4 hours" });
    const [task] = await tasks(mira, id);
    expect(task).toMatchObject({
      title: `${ref} changed: look at A.5.24`,
      kind: "task",
      status: "open",
      origin: "changed_need",
      originRef: ref,
      dueAt: addDays(today(), 30),
      ownerName: world.people.carla.name,
      requestedBy: world.people.mira.name,
    });
    expect(task!.description).toContain("“Incidents are told within 24 hours” became “Incidents are told within 4 hours”");
    await write(await world.as("carla"), ref, { binding: "wish" });
    const grown = await tasks(mira, id);
    expect(grown).toHaveLength(1);
    expect(grown[0]!.description).toMatch(/by Carla Neumann[\s\S]*Requirement or wish[\s\S]*by Mira Lindqvist/);
    // What is done is done: the next change is another task.
    const [{ version }] = (await world.sql<{ version: number }>("SELECT version FROM action WHERE id = $1", [task!.id])) as [
      { version: number },
    ];
    await completeAction(mira, { id: task!.id, version, result: "Plan amended" });
    await write(mira, ref, { statement: "Incidents are told within an hour" });
    expect((await tasks(mira, id)).map(({ status }) => status)).toEqual(["open", "done"]);
  });

  it("by a decision does so too; one that was never decided before does not, unless it takes the ground from under the links", async () => {
    const mira = await world.as("mira");
    const decided = await inForce(mira);
    const { version } = await now(mira, decided.ref);
    const given = {
      id: decided.id,
      version,
      links: [{ targetType: "control" as const, targetRef: "A.5.24", rationale: "" }],
    };
    await decideIsms(mira, {
      ...given,
      ismsDecision: "not_addressed",
      ismsDecisionRationale: "Facility does it",
      howAddressed: "",
      reason: "Facility does it",
    });
    expect(await tasks(mira, decided.id)).toHaveLength(1);

    const fresh = await inForce(mira, {
      relevance: "undecided",
      relevanceDecidedAt: null,
      ismsDecision: "undecided",
      ismsDecidedAt: null,
      howAddressed: "",
    });
    const relevant = { id: fresh.id, relevance: "relevant" as const, cia: ["integrity" as const], ciaRationale: "", reason: "Ours" };
    await decideRelevance(mira, { ...relevant, version: (await now(mira, fresh.ref)).version });
    expect(await tasks(mira, fresh.id)).toEqual([]);
    await decideRelevance(mira, { ...relevant, relevance: "discarded", cia: [], version: (await now(mira, fresh.ref)).version });
    expect(await tasks(mira, fresh.id)).toHaveLength(1);
  });

  it("leaves drafts alone, and what nothing answers yet", async () => {
    const mira = await world.as("mira");
    for (const values of [{ status: "draft" }, { links: [{ targetType: "clause", targetRef: "Clause 7.4", rationale: "" }] }]) {
      const { id, ref } = await inForce(mira, values);
      await write(mira, ref, { statement: "Something else" });
      expect(await tasks(mira, id)).toEqual([]);
    }
  });

  it("is told once by a bulk edit, which can still be taken back", async () => {
    const mira = await world.as("mira");
    const { id, ref } = await inForce(mira);
    const { version } = await now(mira, ref);
    const rows = [{ id, version }];
    const edit = editRowsInput.parse({
      list: "requirements",
      rows,
      change: { field: "strength", value: "expectation" },
      reason: "Talked to them",
    });
    const { batchId, results } = await editRows(mira, edit);
    expect(results).toMatchObject([{ outcome: "changed" }]);
    expect(await tasks(mira, id)).toHaveLength(1);
    expect(await undoEdits(mira, { batchId })).toEqual({ restored: 1, kept: [] });
    const [task] = await tasks(mira, id);
    expect(task!.description.match(/Changed on/g)).toHaveLength(2);
    expect((await now(mira, ref)).values.strength).toBe("need");
  });

  it("is left out where the edit itself fails: no task without a change", async () => {
    const mira = await world.as("mira");
    const { id, ref } = await inForce(mira);
    const { values } = await now(mira, ref);
    const fields = Object.fromEntries(Object.keys(requirementInput.shape).map((name) => [name, (values as never as Values)[name]]));
    const stale = { ...requirementInput.parse({ ...fields, statement: "Late" }), id, version: 7, reason: "x" };
    await expect(updateRequirement(mira, stale)).rejects.toThrow(Conflict);
    expect(await tasks(mira, id)).toEqual([]);
  });
});
