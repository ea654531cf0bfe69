import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { NO_RISK_REF, USUAL_SCALE } from "@/domain/risk";
import { bringBackBudgetLine, createBudgetLine, retireBudgetLine, updateBudgetLine } from "@/features/budget/mutations";
import { getBudgetLine, listBudgetLines, payableOptions } from "@/features/budget/queries";
import { budgetLineChange, newBudgetLine } from "@/features/budget/schema";
import { BUDGET_TABLE } from "@/features/budget/table";
import { createParty } from "@/features/interested-parties/mutations";
import { newParty } from "@/features/interested-parties/schema";
import { requirementsBehind } from "@/features/linked-requirements/queries";
import { createRequirement, decideRelevance, retireRequirement } from "@/features/requirements/mutations";
import { relevanceInput, requirementInput } from "@/features/requirements/schema";
import * as riskActions from "@/features/risks/actions";
import { acceptRisk, bringBackRisk, createRisk, nameRiskScale, retireRisk, updateRisk } from "@/features/risks/mutations";
import {
  adverseAims,
  adversePartyOptions,
  exportRisks,
  getRisk,
  listRisks,
  riskMap,
  riskRules,
  startOfRisk,
} from "@/features/risks/queries";
import { newRisk, riskChange, riskScaleChange } from "@/features/risks/schema";
import { RISK_TABLE } from "@/features/risks/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, Forbidden, Invalid, ReasonRequired, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const risk = (access: Access, input: Partial<z.input<typeof newRisk>> & { title: string }) =>
  createRisk(access, newRisk.parse({ kind: "threat", ...input }));
const alter = (access: Access, saved: { id: string; version: number }, input: Partial<z.input<typeof riskChange>> & { title: string }) =>
  updateRisk(access, riskChange.parse({ kind: "threat", id: saved.id, version: saved.version, ...input }));
const list = async (access: Access, query: string) =>
  (await listRisks(access, parseTableState(new URLSearchParams(query), RISK_TABLE))).rows;
const aim = async (access: Access, name: string, statement: string, adverse = true) => {
  const party = await createParty(access, newParty.parse({ name, category: "external", adverse }));
  const requirement = await createRequirement(
    access,
    requirementInput.parse({ partyId: party.id, statement, kind: "business", concern: "Money" }),
  );
  return { party, requirement };
};
const rescale = async (access: Access, input: Partial<z.input<typeof riskScaleChange>>) => {
  const { id, version, scale, acceptanceLevel } = await riskRules(access);
  const usual = { likelihoodLevels: [...scale.likelihood], impactLevels: [...scale.impact], riskAcceptanceLevel: acceptanceLevel };
  return nameRiskScale(access, riskScaleChange.parse({ id, version, ...usual, ...input }));
};
const faults = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Invalid) return error.fieldErrors;
    throw error;
  }
  throw new Error("was taken");
};

describe.skipIf(world.skip)("risks and opportunities", () => {
  it("are entered, assessed on the scale, changed, retired and brought back", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const saved = await risk(carla, {
      title: "Backups of all clients are encrypted at once",
      likelihood: 2,
      impact: "5",
      ownerId: world.people.olaf.id,
    });
    expect(saved).toMatchObject({ ref: "R-001", version: 1 });
    expect(await getRisk(await world.as("vera"), "R-001")).toMatchObject({
      values: { likelihood: 2, impact: 5, treatment: null },
      rules: { scale: USUAL_SCALE, acceptanceLevel: 6 },
      ownerName: "Olaf Brandt",
      aboveAcceptance: true,
      acceptanceNeeded: false,
      mayAccept: false,
    });
    const treated = await alter(mira, saved, {
      title: "Backups of all clients are encrypted at once",
      likelihood: 2,
      impact: 5,
      treatment: "modify",
      residualLikelihood: 1,
      residualImpact: 5,
    });
    await expect(alter(mira, saved, { title: "Other" })).rejects.toThrow(Conflict);
    expect(await list(mira, "above=1")).toEqual([]);
    expect(await list(mira, "q=backups&treatment=modify&leftLikelihood=1&leftImpact=5")).toMatchObject([{ ref: "R-001", requirements: 0 }]);
    expect(await list(mira, "likelihood=1&impact=5")).toEqual([]);
    const retired = await retireRisk(mira, { id: treated.id, version: treated.version, reason: "Merged" });
    expect(await list(mira, "")).toEqual([]);
    expect(await list(mira, "status=retired")).toHaveLength(1);
    await expect(retireRisk(mira, { ...retired, reason: "Again" })).rejects.toThrow(Refused);
    await expect(alter(mira, retired, { title: "Other" })).rejects.toThrow(Refused);
    await bringBackRisk(mira, { ...retired, reason: "" });
    expect(await riskMap(mira)).toMatchObject({
      cells: expect.arrayContaining([
        { likelihood: 2, impact: 5, before: 1, left: 0 },
        { likelihood: 1, impact: 5, before: 0, left: 1 },
      ]),
    });
    const file = await exportRisks(mira, parseTableState(new URLSearchParams(), RISK_TABLE));
    expect(file.rows[0]).toMatchObject({ "column.level": 10, "field.likelihood": "Unlikely", "field.residualImpact": "Severe" });
  });

  it("refuses what is not on the scale and says where", async () => {
    const mira = await world.as("mira");
    expect(await faults(risk(mira, { title: "x", likelihood: 6, impact: 1 }))).toHaveProperty("likelihood");
    expect(await faults(risk(mira, { title: "x", likelihood: 3 }))).toHaveProperty("impact");
    expect(await faults(risk(mira, { title: "x", likelihood: 1, impact: 1, residualLikelihood: 2, residualImpact: 1 }))).toHaveProperty(
      "residualLikelihood",
    );
    expect(await faults(risk(mira, { title: "x", ownerId: world.people.kim.id }))).toHaveProperty("ownerId");
    expect(newRisk.safeParse({ title: "x", kind: "threat", acceptedAt: "2026-01-01" }).success).toBe(false);
    expect(newRisk.safeParse({ title: "x", kind: "threat", likelihood: 2.5, impact: 1 }).success).toBe(false);
  });

  it("retained above the level: a reason, then somebody who stands for it until it changes", async () => {
    const [mira, carla, jonas, aisha, vera] = await Promise.all(
      (["mira", "carla", "jonas", "aisha", "vera"] as const).map((one) => world.as(one)),
    );
    const grave = { title: "The data hall floods", likelihood: 2, impact: 5, treatment: "retain" as const };
    expect((await faults(risk(mira!, grave))).treatmentNote).toContain("6");
    const kept = { ...grave, treatmentNote: "Moving costs more than the hall", ownerId: world.people.carla.id };
    const saved = await risk(mira!, kept);
    expect(await list(mira!, "unaccepted=1")).toHaveLength(1);
    // Neither the manager who prepares, nor anybody who only reads.
    for (const access of [mira, aisha, vera]) await expect(acceptRisk(access!, { ...saved, reason: "" })).rejects.toThrow(Forbidden);
    const accepted = await acceptRisk(carla!, { ...saved, reason: "" });
    expect(await getRisk(mira!, saved.ref)).toMatchObject({ values: { acceptedAt: today() }, acceptedBy: "Carla Neumann" });
    await expect(acceptRisk(jonas!, { ...accepted, reason: "" })).rejects.toThrow(Refused);
    const worded = await alter(mira!, accepted, { ...kept, note: "Seen by the insurer" });
    expect(await getRisk(mira!, saved.ref)).toMatchObject({ acceptedBy: "Carla Neumann" });
    await expect(alter(mira!, worded, { ...kept, likelihood: 3 })).rejects.toThrow(ReasonRequired);
    const changed = await alter(mira!, worded, { ...kept, likelihood: 3, reason: "The river was higher than ever" });
    expect(await getRisk(mira!, saved.ref)).toMatchObject({ values: { acceptedAt: null }, acceptedBy: null, acceptanceNeeded: true });
    await acceptRisk(jonas!, { ...changed, reason: "Until the move" });
    expect(await getRisk(mira!, saved.ref)).toMatchObject({ acceptedBy: "Jonas Weber" });
    const small = await risk(mira!, { title: "A visitor reads a screen", likelihood: 1, impact: 2, treatment: "retain" });
    await expect(acceptRisk(jonas!, { ...small, reason: "" })).rejects.toThrow(Refused);
  });

  it("through the door: who may not is refused, rubbish has no effect", async () => {
    const mira = await world.as("mira");
    const saved = await risk(mira, { title: "Door" });
    const call = async (name: "vera" | "aisha" | "carla", input: unknown) =>
      withRequest(await world.request(name), () => riskActions.retireRisk("nordwind", input));
    const input = { id: saved.id, version: 1, reason: "no" };
    expect(await call("vera", input)).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("aisha", input)).toMatchObject({ ok: false, kind: "forbidden" });
    expect(await call("carla", { ...input, status: "active" })).toMatchObject({ ok: false, kind: "invalid" });
    const accept = await withRequest(await world.request("vera"), () => riskActions.acceptRisk("nordwind", { id: saved.id, version: 1 }));
    expect(accept).toMatchObject({ ok: false, kind: "forbidden" });
  });
});

describe.skipIf(world.skip)("risks drawn from aims", () => {
  it("an aim of an adverse party becomes a risk that is linked to it", async () => {
    const mira = await world.as("mira");
    const { party, requirement } = await aim(mira, "Ransomware groups", "We want to be paid for the keys");
    expect((await adverseAims(mira)).map(({ ref }) => ref)).toContain(requirement.ref);
    const start = await startOfRisk(mira, requirement.ref);
    expect(start).toMatchObject({ requirementId: requirement.id, concern: "Money", adversePartyId: party.id });
    const drawn = await risk(mira, { title: "Keys are sold back", adversePartyId: party.id, requirementId: requirement.id });
    expect(await requirementsBehind(mira, [drawn.ref])).toMatchObject([
      { ref: requirement.ref, adverse: true, rationale: "Drawn from it" },
    ]);
    expect(await adverseAims(mira, { partyId: party.id })).toMatchObject([{ risks: [{ ref: drawn.ref }], noRisk: null }]);
    expect((await adverseAims(mira)).map(({ ref }) => ref)).not.toContain(requirement.ref);
    expect(await list(mira, `party=${party.ref}`)).toMatchObject([{ ref: drawn.ref, requirements: 1 }]);
    expect((await adversePartyOptions(mira)).map(({ id }) => id)).toContain(party.id);
  });

  it("a decided requirement takes the link with its reason written for it", async () => {
    const mira = await world.as("mira");
    const { requirement } = await aim(mira, "Hospital", "Images are there at night", false);
    const decided = { id: requirement.id, version: 1, relevance: "relevant" as const, cia: ["availability" as const], reason: "Surgery" };
    await decideRelevance(mira, relevanceInput.parse(decided));
    const drawn = await risk(mira, { title: "The archive is down at night", requirementId: requirement.id });
    expect((await requirementsBehind(mira, [drawn.ref])).map(({ ref }) => ref)).toEqual([requirement.ref]);
  });

  it("does not stand beside considered-no-risk, nor on a retired requirement, nor on a party with rights", async () => {
    const mira = await world.as("mira");
    const { party, requirement } = await aim(mira, "Bored teenagers", "We want to be seen");
    const none = [{ targetType: "risk", targetRef: NO_RISK_REF, rationale: "Nothing is defaced that matters" }];
    await change(mira, (record) => record.update("requirement", requirement.id, 1, { links: none }));
    await expect(risk(mira, { title: "Defacement", requirementId: requirement.id })).rejects.toThrow(Refused);
    expect(await list(mira, "q=defacement")).toEqual([]);
    expect(await adverseAims(mira, { partyId: party.id })).toMatchObject([{ risks: [], noRisk: "Nothing is defaced that matters" }]);
    const other = await aim(mira, "Bank", "Audits are answered", false);
    expect(await faults(risk(mira, { title: "x", adversePartyId: other.party.id }))).toHaveProperty("adversePartyId");
    await retireRequirement(mira, { id: other.requirement.id, version: 1, reason: "Gone" });
    await expect(risk(mira, { title: "x", requirementId: other.requirement.id })).rejects.toThrow(Refused);
    expect(await startOfRisk(mira, other.requirement.ref)).toBeNull();
  });
});

describe.skipIf(world.skip)("the organisation's own scale", () => {
  it("bears its own names and is not shortened under risks", async () => {
    const kim = await world.as("kim");
    const four = ["Never", "Seldom", "Often", "Always"];
    await rescale(kim, { likelihoodLevels: four, impactLevels: ["Low", "Middle", "High"], riskAcceptanceLevel: 4 });
    expect((await riskRules(kim)).scale).toEqual({ likelihood: four, impact: ["Low", "Middle", "High"] });
    expect(await faults(risk(kim, { title: "x", likelihood: 1, impact: 4 }))).toHaveProperty("impact");
    const top = await risk(kim, { title: "Top", likelihood: 4, impact: 1 });
    const left = await risk(kim, { title: "Left", likelihood: 4, impact: 3, residualLikelihood: 4, residualImpact: 1 });
    const refused = await faults(rescale(kim, { likelihoodLevels: four.slice(0, 3) }));
    expect(refused.likelihoodLevels).toContain(`${top.ref}, ${left.ref}`);
    expect(refused).not.toHaveProperty("impactLevels");
    const [a, b] = [await retireRisk(kim, { ...top, reason: "Gone" }), await retireRisk(kim, { ...left, reason: "Gone" })];
    await rescale(kim, { likelihoodLevels: four.slice(0, 3) });
    await expect(bringBackRisk(kim, { ...a, reason: "" })).rejects.toThrow(Refused);
    await rescale(kim, { likelihoodLevels: four });
    await bringBackRisk(kim, { ...b, reason: "" });
  });

  it("names are 3 to 10, each said once", async () => {
    const kim = await world.as("kim");
    expect(await faults(rescale(kim, { likelihoodLevels: ["Low", "High"] }))).toHaveProperty("likelihoodLevels");
    expect(await faults(rescale(kim, { impactLevels: ["Low", "low", "High"] }))).toHaveProperty("impactLevels");
    expect(await faults(rescale(kim, { impactLevels: ["Low", " ", "High"] }))).toHaveProperty("impactLevels");
    expect(riskScaleChange.safeParse({ id: world.people.kim.id, version: 1, likelihoodLevels: [], impactLevels: [] }).success).toBe(false);
  });
});

describe.skipIf(world.skip)("lines of the budget", () => {
  const line = (access: Access, input: Partial<z.input<typeof newBudgetLine>> & { title: string }) =>
    createBudgetLine(access, newBudgetLine.parse(input));

  it("pay for records that exist, and show whose requirements stand behind them", async () => {
    const mira = await world.as("mira");
    const { requirement } = await aim(mira, "Clinic group", "Backups are tested every month", false);
    const links = [{ targetType: "control", targetRef: "A.8.13", rationale: "Backup", coverage: "fully" }];
    await change(mira, (record) => record.update("requirement", requirement.id, 1, { links }));
    const flood = await risk(mira, { title: "Flood" });
    const saved = await line(mira, { title: "Second copy", amount: "48000", currency: "eur", targetRefs: ["A.8.13", flood.ref, "A.8.13"] });
    expect(await getBudgetLine(mira, saved.ref)).toMatchObject({
      values: { amount: 48_000, currency: "EUR", targetRefs: ["A.8.13", flood.ref] },
      targets: [
        { ref: "A.8.13", type: "control", retired: false },
        { ref: flood.ref, type: "risk", title: "Flood" },
      ],
    });
    expect(await requirementsBehind(mira, ["A.8.13", flood.ref])).toMatchObject([
      { ref: requirement.ref, partyName: "Clinic group", kind: "business", coverage: "fully", targetRef: "A.8.13" },
    ]);
    const rows = async (query: string) => (await listBudgetLines(mira, parseTableState(new URLSearchParams(query), BUDGET_TABLE))).rows;
    expect(await rows("")).toMatchObject([{ ref: saved.ref, requirements: 1 }]);
    expect(await rows("unlinked=1")).toEqual([]);
    expect(await rows(`target=${flood.ref}`)).toHaveLength(1);
    // What became of it since does not stop a change of the line.
    await retireRisk(mira, { ...flood, reason: "Moved uphill" });
    const change2 = { id: saved.id, version: 1, title: "Second copy", targetRefs: ["A.8.13", flood.ref] };
    const changed = await updateBudgetLine(mira, budgetLineChange.parse(change2));
    const retired = await retireBudgetLine(mira, { ...changed, reason: "Cut" });
    await expect(retireBudgetLine(mira, { ...retired, reason: "Again" })).rejects.toThrow(Refused);
    await bringBackBudgetLine(mira, { ...retired, reason: "" });
  });

  it("refuses dead refs, what cannot be paid for and an amount without currency, by name", async () => {
    const mira = await world.as("mira");
    expect((await faults(line(mira, { title: "x", targetRefs: ["R-999", "P-999"] }))).targetRefs).toContain("R-999, P-999");
    expect((await faults(line(mira, { title: "x", targetRefs: ["A.9.99"] }))).targetRefs).toContain("A.9.99");
    expect((await faults(line(mira, { title: "x", targetRefs: ["Clause 7.4"] }))).targetRefs).toContain("Clause 7.4");
    const gone = await risk(mira, { title: "Old" });
    await retireRisk(mira, { ...gone, reason: "Old" });
    expect((await faults(line(mira, { title: "x", targetRefs: [gone.ref] }))).targetRefs).toContain(gone.ref);
    expect(await faults(line(mira, { title: "x", amount: 5 }))).toHaveProperty("currency");
    expect(newBudgetLine.safeParse({ title: "x", amount: 12.5 }).success).toBe(false);
    expect((await payableOptions(mira, { q: "A.8.13" })).map(({ ref }) => ref)).toEqual(["A.8.13"]);
  });

  it("another tenant's refs are no refs here", async () => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim")];
    const theirs = await risk(mira, { title: "Theirs" });
    expect((await faults(line(kim, { title: "x", targetRefs: [theirs.ref] }))).targetRefs).toContain(theirs.ref);
  });
});
