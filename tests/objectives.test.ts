import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { HIGH_FROM_PRODUCT } from "@/domain/priority";
import { funnelOf } from "@/features/funnel/queries";
import { nameVectors } from "@/features/influence-map/mutations";
import { influenceMap, vectorNames, vectorProfile } from "@/features/influence-map/queries";
import { vectorNaming } from "@/features/influence-map/schema";
import { createParty, decidePartyRelevance } from "@/features/interested-parties/mutations";
import { listParties } from "@/features/interested-parties/queries";
import { newParty } from "@/features/interested-parties/schema";
import { partyTable } from "@/features/interested-parties/table";
import { createObjective as createAction } from "@/features/objectives/actions";
import {
  bringBackObjective,
  chooseObjectives,
  createObjective,
  linkRequirements,
  retireObjective,
  updateObjective,
} from "@/features/objectives/mutations";
import {
  exportObjectives,
  getObjective,
  listObjectives,
  objectiveOptions,
  objectivesOf,
  requirementOptions,
} from "@/features/objectives/queries";
import { newObjective, objectiveChange, objectiveRequirements } from "@/features/objectives/schema";
import { OBJECTIVE_TABLE } from "@/features/objectives/table";
import { exportRanking, rankRequirements } from "@/features/priorities/queries";
import { PRIORITY_TABLE } from "@/features/priorities/table";
import { createRequirement, decideIsms, decidePriority, decideRelevance, retireRequirement } from "@/features/requirements/mutations";
import { listRequirements } from "@/features/requirements/queries";
import { ismsInput, priorityInput, relevanceInput, requirementInput } from "@/features/requirements/schema";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { Conflict, Forbidden, Invalid, NotFound, ReasonRequired, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const party = (access: Access, input: Partial<z.input<typeof newParty>> & { name: string }) =>
  createParty(access, newParty.parse({ category: "external", ...input }));
const requirement = (access: Access, input: Partial<z.input<typeof requirementInput>> & { partyId: string; statement: string }) =>
  createRequirement(access, requirementInput.parse({ kind: "business", ...input }));
const objective = (access: Access, title: string) => createObjective(access, newObjective.parse({ title }));
const serve = (access: Access, id: string, requirementIds: string[], reason = "") =>
  linkRequirements(access, objectiveRequirements.parse({ id, requirementIds, reason }));
const ranked = async (access: Access, query = "") =>
  (await rankRequirements(access, parseTableState(new URLSearchParams(query), PRIORITY_TABLE))).rows;

describe.skipIf(world.skip)("Nordwind's objectives", () => {
  it("Mira keeps a small list: enters, changes, retires and brings back", async () => {
    const mira = await world.as("mira");
    const first = await objective(mira, "Restore every customer service within 4 hours");
    expect(first).toMatchObject({ ref: "OBJ-001", version: 1 });
    const changed = await updateObjective(
      mira,
      objectiveChange.parse({
        id: first.id,
        version: 1,
        title: "Restore every customer service within 2 hours",
        ownerId: world.people.carla.id,
      }),
    );
    expect(await getObjective(await world.as("vera"), "OBJ-001")).toMatchObject({
      title: "Restore every customer service within 2 hours",
      ownerName: "Carla Neumann",
      requirements: [],
    });
    await expect(updateObjective(mira, objectiveChange.parse({ id: first.id, version: 1, title: "Other" }))).rejects.toThrow(Conflict);
    const retired = await retireObjective(mira, { ...changed, reason: "Replaced by the recovery programme" });
    await expect(retireObjective(mira, { ...retired, reason: "Again" })).rejects.toThrow(Refused);
    await expect(
      updateObjective(mira, objectiveChange.parse({ id: retired.id, version: retired.version, title: "Other" })),
    ).rejects.toThrow(Refused);
    const list = async (query: string) => (await listObjectives(mira, parseTableState(new URLSearchParams(query), OBJECTIVE_TABLE))).rows;
    expect(await list("")).toEqual([]);
    expect(await list("status=retired")).toHaveLength(1);
    await bringBackObjective(mira, { ...retired, reason: "" });
    expect(await list("q=restore+2")).toHaveLength(1);
    expect(await list("noRequirement=1")).toHaveLength(1);
    expect(await list("unowned=1")).toEqual([]);
    await expect(createObjective(mira, newObjective.parse({ title: "X", ownerId: world.people.kim.id }))).rejects.toThrow(Invalid);
  });

  it("links requirements, each with its own history, and asks for a reason where something is decided", async () => {
    const mira = await world.as("mira");
    const clinic = await party(mira, { name: "Elbmarsch clinics" });
    const target = await objective(mira, "Win two hospitals as customers");
    const other = await objective(mira, "Keep the certificate");
    const backups = await requirement(mira, { partyId: clinic.id, statement: "Backups are encrypted" });
    const audits = await requirement(mira, { partyId: clinic.id, statement: "An audit report is sent every year" });
    expect(await serve(mira, target.id, [backups.id, audits.id])).toEqual({ changed: 2 });
    expect(await serve(mira, other.id, [audits.id])).toEqual({ changed: 1 });
    expect((await getObjective(mira, target.ref)).requirements).toMatchObject([
      { ref: backups.ref, partyName: "Elbmarsch clinics", others: [] },
      { ref: audits.ref, others: [{ ref: other.ref }] },
    ]);
    const [entry] = await world.sql<{ payload: string }>(
      `SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity_id = $1 ORDER BY e.sequence DESC LIMIT 1`,
      [backups.id],
    );
    expect(JSON.parse(entry!.payload).fields.objectiveIds).toEqual({ before: [], after: [target.id] });
    await decideRelevance(
      mira,
      relevanceInput.parse({ id: backups.id, version: 2, relevance: "relevant", cia: ["confidentiality"], reason: "Patient data" }),
    );
    await expect(serve(mira, target.id, [audits.id])).rejects.toThrow(ReasonRequired);
    // Nothing of the refused change stands.
    expect((await getObjective(mira, target.ref)).requirements).toHaveLength(2);
    expect(await serve(mira, target.id, [audits.id], "It serves the certificate instead")).toEqual({ changed: 1 });
    expect(await serve(mira, target.id, [audits.id])).toEqual({ changed: 0 });
    const old = await requirement(mira, { partyId: clinic.id, statement: "Faxes are answered" });
    await retireRequirement(mira, { id: old.id, version: 1, reason: "No faxes any more" });
    await expect(serve(mira, target.id, [audits.id, old.id])).rejects.toThrow(Invalid);
    expect((await requirementOptions(mira, { q: "elbmarsch backup" })).map(({ ref }) => ref)).toEqual([backups.ref]);
    expect((await requirementOptions(mira, { q: "faxes" })).length).toBe(0);
  });

  it("is shut for other tenants and for roles that may not write", async () => {
    const [mira, kim] = [await world.as("mira"), await world.as("kim")];
    const own = await objective(mira, "Answer every data subject within 20 days");
    const theirs = await objective(kim, "Ship the beta");
    await expect(getObjective(kim, own.ref)).rejects.toThrow(NotFound);
    await expect(retireObjective(kim, { ...own, reason: "No" })).rejects.toThrow(NotFound);
    await expect(serve(kim, own.id, [])).rejects.toThrow(NotFound);
    const clinic = await party(mira, { name: "Hospital Wedel" });
    const need = await requirement(mira, { partyId: clinic.id, statement: "Availability of 99.9 percent" });
    await expect(serve(kim, theirs.id, [need.id])).rejects.toThrow(Invalid);
    expect((await objectiveOptions(kim)).map(({ title }) => title)).toEqual(["Ship the beta"]);
    expect(await requirementOptions(kim, { q: "" })).toEqual([]);
    expect((await listObjectives(kim, parseTableState(new URLSearchParams("q=data"), OBJECTIVE_TABLE))).rows).toEqual([]);
    await expect(serve(await world.as("aisha"), own.id, [])).rejects.toThrow(Forbidden);
    for (const who of ["carla", "jonas", "aisha", "vera"] as const) {
      const answer = await withRequest(await world.request(who), () => createAction("nordwind", { title: "Mine" }));
      expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
    }
  });
});

describe.skipIf(world.skip)("the ranking of requirements", () => {
  it("orders by the own or the proposed priority, shows the sum, and marks what departs from it", async () => {
    const mira = await world.as("mira");
    const weak = await party(mira, { name: "Applicants", power: 1 });
    const strong = await party(mira, { name: "Bank Alster", power: 4 });
    const law = await requirement(mira, { partyId: weak.id, statement: "Data of applicants is deleted", kind: "legal", impactIfUnmet: 2 });
    const product = await requirement(mira, { partyId: strong.id, statement: "Report incidents in a day", impactIfUnmet: 3 });
    const low = await requirement(mira, { partyId: weak.id, statement: "A newsletter", impactIfUnmet: 2 });
    const lifted = await decidePriority(
      mira,
      priorityInput.parse({ id: low.id, version: 1, priority: "high", priorityJustification: "The board promised it" }),
    );
    await decidePriority(mira, priorityInput.parse({ id: product.id, version: 1, priority: "high" }));
    const mine = (await ranked(mira, "size=100")).filter(({ id }) => [law.id, product.id, low.id].includes(id));
    expect(mine.map(({ id }) => id)).toEqual([product.id, law.id, low.id]);
    const [first, second, third] = mine;
    expect(first).toMatchObject({
      priority: "high",
      overridden: false,
      proposal: { proposed: "high", product: HIGH_FROM_PRODUCT },
      decidedBy: "Mira Lindqvist",
    });
    expect(second).toMatchObject({ priority: null, overridden: false, proposal: { proposed: "high", legalForce: "law" } });
    expect(third).toMatchObject({
      priority: "high",
      overridden: true,
      justification: "The board promised it",
      proposal: { proposed: "low" },
    });
    expect(lifted.version).toBe(2);
    expect((await ranked(mira, "decision=overridden")).map(({ id }) => id)).toEqual([low.id]);
    expect((await ranked(mira, "decision=followed")).map(({ id }) => id)).toEqual([product.id]);
    expect((await ranked(mira, "decision=open&q=applicants")).map(({ id }) => id)).toEqual([law.id]);
    const target = await objective(mira, "Be a fair employer");
    await serve(mira, target.id, [law.id]);
    expect((await ranked(mira, `objective=${target.ref}`)).map(({ objectives }) => objectives)).toEqual([
      [{ ref: target.ref, title: "Be a fair employer" }],
    ]);
    expect((await ranked(mira, "objective=none&size=100")).map(({ id }) => id)).not.toContain(law.id);
    expect(await ranked(await world.as("kim"))).toEqual([]);
  });

  it("ranks in the database exactly as the domain proposes", async () => {
    const mira = await world.as("mira");
    const parties = [
      await party(mira, { name: "P0" }),
      ...(await Promise.all([1, 2, 3, 5].map((power) => party(mira, { name: `P${power}`, power })))),
      await party(mira, { name: "Gang", power: 5, adverse: true }),
    ];
    for (const { id } of parties) {
      for (const kind of ["legal", "contractual", "business", "social"] as const) {
        for (const impactIfUnmet of [null, 1, 3, 5])
          await requirement(mira, { partyId: id, statement: `${kind} ${impactIfUnmet}`, kind, impactIfUnmet });
      }
    }
    const rows = [...(await ranked(mira, "decision=open&size=100&page=1")), ...(await ranked(mira, "decision=open&size=100&page=2"))];
    expect(rows.length).toBeGreaterThanOrEqual(96);
    const rank = { high: 3, medium: 2, low: 1 };
    const order = rows.map(({ proposal }) => (proposal.proposed ? rank[proposal.proposed] : 0) * 100 + (proposal.product ?? -1));
    expect(order).toEqual([...order].sort((a, b) => b - a));
    for (const word of ["high", "medium", "low", "none"]) {
      const found = await ranked(mira, `decision=open&size=100&priority=${word}`);
      expect(found.length).toBeGreaterThan(0);
      for (const { proposal } of found) expect(proposal.proposed ?? "none").toBe(word);
    }
  }, 120_000);
});

describe.skipIf(world.skip)("the funnel", () => {
  it("counts what the lists behind its numbers show, number by number", async () => {
    const mira = await world.as("mira");
    const relevant = await party(mira, { name: "Regulator" });
    await decidePartyRelevance(mira, { ...relevant, relevance: "relevant", rationale: "Supervises us" });
    const wish = await requirement(mira, { partyId: relevant.id, statement: "A hotline at night", binding: "wish" });
    await decideRelevance(
      mira,
      relevanceInput.parse({ id: wish.id, version: 1, relevance: "discarded", reason: "Not about information security" }),
    );
    const need = await requirement(mira, { partyId: relevant.id, statement: "Incidents are reported" });
    const decided = await decideRelevance(
      mira,
      relevanceInput.parse({ id: need.id, version: 1, relevance: "relevant", cia: ["availability"], reason: "Outages" }),
    );
    await decideIsms(
      mira,
      ismsInput.parse({
        id: need.id,
        version: decided.version,
        ismsDecision: "addressed",
        ismsDecisionRationale: "Incident process",
        howAddressed: "Incident process",
        reason: "",
      }),
    );
    const { steps, beside } = await funnelOf(mira);
    const numbers = [...steps, ...steps.flatMap((step) => step.exits), ...beside];
    expect(numbers.length).toBeGreaterThanOrEqual(14);
    for (const { key, count, list, query } of numbers) {
      const parameters = new URLSearchParams(query);
      const { matching } =
        list === "requirements"
          ? await listRequirements(mira, parseTableState(parameters, REQUIREMENT_TABLE))
          : await listParties(mira, parseTableState(parameters, partyTable(mira)));
      expect([key, matching]).toEqual([key, count]);
    }
    const count = (key: string) => numbers.find((number) => number.key === key)!.count;
    expect(count("addressed")).toBe(1);
    expect(count("discarded")).toBe(1);
    expect(count("wishes")).toBe(1);
    expect(count("partiesRelevant") + count("partiesUndecided") + count("partiesNotRelevant")).toBe(count("parties"));
    expect(count("relevant") + count("undecided") + count("discarded")).toBe(count("requirements"));
    expect((await funnelOf(await world.as("kim"))).steps.every((step) => step.count === 0)).toBe(true);
  });
});

describe.skipIf(world.skip)("the influence map", () => {
  it("carries parties and their requirements by vector, shortened, never from elsewhere", async () => {
    const mira = await world.as("mira");
    const press = await party(mira, { name: "👩‍🚀 صحافة", influenceVector: "supply_surroundings" });
    for (let index = 0; index < 27; index += 1)
      await requirement(mira, { partyId: press.id, statement: `${index} ${"long ".repeat(100)}` });
    const { parties, total } = await influenceMap(await world.as("vera"));
    const found = parties.find(({ ref }) => ref === press.ref)!;
    expect(found).toMatchObject({ name: "👩‍🚀 صحافة", vector: "supply_surroundings", requirementCount: 27 });
    expect(found.requirements).toHaveLength(25);
    expect(Math.max(...found.requirements.map(({ statement }) => statement.length))).toBeLessThanOrEqual(160);
    expect(total).toBe(parties.length);
    expect(await influenceMap(await world.as("kim"))).toEqual({ parties: [], total: 0 });
  });

  it("lets the organisation name its vectors", async () => {
    const mira = await world.as("mira");
    const before = await vectorProfile(mira);
    expect(before.own).toEqual([]);
    const name = (input: object) => nameVectors(mira, vectorNaming.parse({ id: before.id, version: before.version, ...input }));
    await expect(name({ workforce: "Crew", owners_capital: "crew" })).rejects.toThrow(Invalid);
    const { version } = await name({ workforce: "Crew" });
    expect(await vectorNames(mira)).toMatchObject({ workforce: "Crew", legal_oversight: "Law and oversight" });
    await expect(name({ workforce: "Staff" })).rejects.toThrow(Conflict);
    await nameVectors(mira, vectorNaming.parse({ id: before.id, version }));
    expect((await vectorProfile(mira)).own).toEqual([]);
    await expect(nameVectors(await world.as("kim"), vectorNaming.parse({ id: before.id, version: version + 1 }))).rejects.toThrow(NotFound);
  });
});

describe.skipIf(world.skip)("the objectives of one requirement", () => {
  it("Carla says on the requirement's own page which objectives it serves; a retired one stays", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const kept = await objective(mira, "No unencrypted backup leaves the building");
    const old = await objective(mira, "Paper archive in the cellar");
    const { id: partyId } = await party(mira, { name: "Archive customer" });
    const made = await requirement(mira, { partyId, statement: "Backups are encrypted with AES-256." });
    await serve(mira, old.id, [made.id]);
    await retireObjective(mira, { id: old.id, version: 1, reason: "Cleared out" });
    const chosen = { id: made.id, version: 2, objectiveIds: [kept.id], reason: "" };
    const { version } = await chooseObjectives(carla, chosen);
    expect(await objectivesOf(carla, made.id)).toMatchObject([
      { id: kept.id, status: "active" },
      { id: old.id, status: "retired" },
    ]);
    await expect(chooseObjectives(carla, chosen)).rejects.toThrow(Conflict);
    await expect(chooseObjectives(carla, { ...chosen, version, objectiveIds: [old.id] })).rejects.toThrow(Invalid);
  });

  it("leaves as a file, in words and with every row", async () => {
    const mira = await world.as("mira");
    const list = await exportObjectives(
      mira,
      parseTableState(new URLSearchParams("size=25&status=active&status=retired&sort=ref"), OBJECTIVE_TABLE),
    );
    expect(list.columns.map(({ label }) => label)).toEqual(["Ref", "Objective", "Requirements", "Owner", "Status"]);
    expect(list.rows.length).toBe(
      (await listObjectives(mira, parseTableState(new URLSearchParams("status=active&status=retired"), OBJECTIVE_TABLE))).total,
    );
    expect(new Set(list.rows.map(({ status }) => status))).toEqual(new Set(["Active", "Retired"]));
    const state = parseTableState(new URLSearchParams("q=AES-256"), PRIORITY_TABLE);
    const ranking = await exportRanking(mira, state);
    expect(ranking.rows).toHaveLength((await rankRequirements(mira, state)).matching);
    expect(ranking.rows[0]).toMatchObject({ objectives: expect.stringContaining("No unencrypted backup"), priority: null });
  });
});
