import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChecks } from "@/domain/audit-checks/run";
import { activateParty, createParty, decidePartyRelevance, updateParty } from "@/features/interested-parties/mutations";
import { newParty, partyChange } from "@/features/interested-parties/schema";
import { listQuality, qualityOfTargets } from "@/features/quality/queries";
import { importRegister } from "@/features/register-file/mutations";
import { createRequirement, decideIsms, decideRelevance } from "@/features/requirements/mutations";
import { ismsInput, relevanceInput, requirementInput } from "@/features/requirements/schema";
import * as actions from "@/features/self-assessment/actions";
import { readLiveFacts } from "@/features/self-assessment/facts";
import { acceptForNow, assessFile, keepRun, withdrawAcceptance } from "@/features/self-assessment/mutations";
import { getKeptRun, listKeptRuns, liveAssessment, qualityOfRows } from "@/features/self-assessment/queries";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { Conflict, Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { cleanRegister, PUBLISHED, TODAY } from "./support/oracle";
import { openWorld } from "./support/world";

const world = openWorld();
const at = (day: string) => setClock(new Date(`${day}T10:00:00Z`));
const checks = async (access: Access) => (await liveAssessment(access)).findings.map(({ check }) => check);
const finding = async (access: Access, check: string) => (await liveAssessment(access)).findings.find((one) => one.check === check);
const faults = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Invalid)) throw error ?? new Error("was taken");
  return error.fieldErrors;
};

afterAll(() => setClock(null));

describe.skipIf(world.skip)("the self-assessment of the live register", () => {
  beforeAll(() => at("2026-03-02"));

  async function acme(access: Access) {
    const party = await createParty(access, newParty.parse({ name: "Acme AG", category: "external", power: 4, interest: 4 }));
    const decided = await decidePartyRelevance(access, {
      id: party.id,
      version: party.version,
      relevance: "relevant",
      rationale: "Client",
    });
    return activateParty(access, { id: party.id, version: decided.version, reason: "" });
  }

  it("finds what is open, opens its records, and is through with it once the record is mended", async () => {
    const mira = await world.as("mira");
    const party = await acme(mira);
    expect(await finding(mira, "AC-13")).toMatchObject({
      subjects: [party.ref],
      records: [{ entity: "interested-party", ref: party.ref }],
    });
    const requirement = await createRequirement(
      mira,
      requirementInput.parse({ partyId: party.id, statement: "Backups are restored within 4 hours", kind: "contractual" }),
    );
    const decision = {
      id: requirement.id,
      version: requirement.version,
      relevance: "relevant",
      cia: ["availability"],
      reason: "Their data",
    };
    const relevant = await decideRelevance(mira, relevanceInput.parse(decision));
    expect(await checks(mira)).not.toContain("AC-13");
    expect(await finding(mira, "AC-32")).toMatchObject({
      severity: "major",
      clause: "Clause 4.2 c",
      subjects: [requirement.ref],
      text: expect.stringContaining("1 relevant requirement"),
    });
    const addressed = { ismsDecision: "not_addressed", ismsDecisionRationale: "Dealt with by operations", howAddressed: "Runbook" };
    await decideIsms(mira, ismsInput.parse({ id: requirement.id, version: relevant.version, ...addressed }));
    expect(await checks(mira)).not.toContain("AC-32");
  });

  it("answers every check from its own rooms", async () => {
    expect((await liveAssessment(await world.as("mira"))).unanswered).toEqual([]);
  });

  it("says nothing about remedies, so that an auditor may read it", async () => {
    const live = await liveAssessment(await world.as("aisha"));
    expect(live.findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(live)).not.toMatch(/remedy/i);
  });

  it("looks at the reasons that changes were given", async () => {
    const mira = await world.as("mira");
    const party = await createParty(mira, newParty.parse({ name: "Neighbour", category: "external" }));
    await updateParty(mira, partyChange.parse({ id: party.id, version: 1, name: "Neighbours", category: "external", reason: "x" }));
    expect(await finding(mira, "AC-41")).toMatchObject({ sampled: expect.any(Number), records: [{ entity: "change" }] });
  });

  it("marks in a list of rows what it finds about them in the whole register", async () => {
    const mira = await world.as("mira");
    const rows = { "interested-party": "IP", requirement: "REQ", obligation: "OBL", source: "SRC" } as const;
    await createParty(mira, newParty.parse({ name: "Neighbours!", category: "external" }));
    const all = (await listQuality(mira, { kind: null, entity: null, page: 1, pageSize: 500 })).rows;
    expect(all.length).toBeGreaterThan(0);
    for (const [entity, prefix] of Object.entries(rows)) {
      const refs = Array.from({ length: 20 }, (_, index) => `${prefix}-${String(index + 1).padStart(3, "0")}`);
      const marks = await qualityOfRows(mira, entity as keyof typeof rows, refs);
      const seen = [...marks].flatMap(([ref, own]) => own.map(({ kind, title }) => [ref, kind, title]));
      const expected = all.filter((mark) => mark.entity === entity).map(({ ref, kind, why }) => [ref, kind, why]);
      expect(seen.sort()).toEqual(expected.sort());
    }
    expect((await qualityOfTargets(mira, "risk", ["R-001"])).size).toBe(0);
  });

  it("accepts for now: apart until the day, open on the day after, and at once when withdrawn", async () => {
    const mira = await world.as("mira");
    const before = (await finding(mira, "AC-05"))!;
    expect(before.open).toContain("landlord");
    const input = { check: "AC-05", subjects: ["landlord"], reason: "The lease is being renewed", acceptedUntil: "2026-03-12" };
    expect(await faults(acceptForNow(mira, { ...input, acceptedUntil: "2026-03-01" }))).toHaveProperty("acceptedUntil");
    expect(await faults(acceptForNow(mira, { ...input, acceptedUntil: "2027-03-03" }))).toHaveProperty("acceptedUntil");
    await expect(acceptForNow(mira, { ...input, subjects: ["REQ-999"] })).rejects.toThrow(Refused);
    expect(await acceptForNow(mira, input)).toEqual({ accepted: 1 });
    const standing = (await finding(mira, "AC-05"))!;
    expect(standing.open).not.toContain("landlord");
    expect(standing.accepted).toMatchObject([
      {
        subjects: ["landlord"],
        by: { reason: "The lease is being renewed", acceptedBy: world.people.mira.name, acceptedUntil: "2026-03-12" },
      },
    ]);
    at("2026-03-13");
    expect((await finding(mira, "AC-05"))!.open).toContain("landlord");
    at("2026-03-02");
    // Accepting again takes the place of the earlier one; there is one for each subject.
    await acceptForNow(mira, { ...input, subjects: ["*"], reason: "All of them wait for the lease" });
    await acceptForNow(mira, { ...input, reason: "Once more" });
    const both = (await finding(mira, "AC-05"))!;
    expect(both.open).toEqual([]);
    const own = both.accepted.find(({ subjects }) => subjects.includes("landlord"))!.by;
    expect(own.reason).toBe("Once more");
    const whole = both.accepted.find(({ by }) => by.subject === "*")!.by;
    await withdrawAcceptance(mira, { id: whole.id, version: whole.version, reason: "" });
    await expect(withdrawAcceptance(mira, { id: whole.id, version: whole.version, reason: "" })).rejects.toThrow(Conflict);
    await expect(withdrawAcceptance(mira, { id: whole.id, version: whole.version + 1, reason: "" })).rejects.toThrow(Refused);
    expect((await finding(mira, "AC-05"))!.open.length).toBeGreaterThan(0);
    const [entry] = await world.sql<{ count: string }>("SELECT count(*) FROM history_entry WHERE entity = 'acceptance'");
    expect(Number(entry!.count)).toBe(4);
  });

  it("keeps a run word by word, and shows in the next what was closed and what is new", async () => {
    const mira = await world.as("mira");
    const first = await keepRun(mira, { note: "Before the audit" });
    expect(first.ref).toBe("SA-001");
    at("2026-03-20");
    const party = await createParty(mira, newParty.parse({ name: "Unheard GmbH", category: "external" }));
    await world.sql(
      "UPDATE interested_party SET status = 'active', relevance = 'relevant', relevance_decided_at = '2026-03-20' WHERE id = $1",
      [party.id],
    );
    const second = await keepRun(mira, { note: "" });
    const run = (await getKeptRun(await world.as("aisha"), second.ref))!;
    expect(run.content.rules).toMatchObject({ review_interval_months: 12 });
    expect(run.before).toMatchObject({ ref: "SA-001", asOf: "2026-03-02" });
    expect(run.before!.progress.find(({ check }) => check === "AC-13")).toMatchObject({ appeared: [party.ref] });
    const { runs, total } = await listKeptRuns(mira);
    expect(total).toBe(2);
    expect(runs.map(({ ref, note, closed }) => [ref, note, closed === null])).toEqual([
      ["SA-002", "", false],
      ["SA-001", "Before the audit", true],
    ]);
    expect((await getKeptRun(mira, "SA-001"))!.content.findings.some(({ subjects }) => subjects.includes(party.ref))).toBe(false);
    expect(await getKeptRun(await world.as("kim", world.kestrel), "SA-001")).toBeNull();
  });

  it("is run by those who keep the register only; others read or see nothing", async () => {
    for (const name of ["aisha", "jonas", "carla", "vera"] as const) {
      const request = await world.request(name);
      const result = await withRequest(request, () => actions.keepRun("nordwind", { note: "" }));
      expect(result).toMatchObject({ ok: false, kind: "forbidden" });
    }
  });
});

describe.skipIf(world.skip)("a register file", () => {
  beforeAll(() => at(TODAY));

  it("is checked as the command line does, and nothing of it is stored", async () => {
    const kim = await world.as("kim", world.kestrel);
    expect(await assessFile(kim, cleanRegister())).toEqual({ today: TODAY, findings: [] });
    const register = cleanRegister();
    const [check, mutation] = Object.entries(PUBLISHED).find(([, { alsoFires }]) => alsoFires.length === 0)!;
    mutation.change(register);
    expect((await assessFile(kim, register)).findings).toMatchObject([{ check, subjects: mutation.expected }]);
    expect(await faults(assessFile(kim, { parties: [{ id: "a", power: "many" }] }))).toHaveProperty("parties[0].power");
    const [row] = await world.sql<{ count: string }>("SELECT count(*) FROM self_assessment WHERE organization_id = $1", [world.kestrel.id]);
    expect(row!.count).toBe("0");
  });

  it("says in the live register what it said as a file: the oracle finds nothing", async () => {
    const kim = await world.as("kim", world.kestrel);
    await importRegister(kim, cleanRegister());
    const { facts, unread } = await readLiveFacts(kim);
    expect(unread).toEqual([]);
    const quality = await listQuality(kim, { kind: null, entity: "requirement", page: 1, pageSize: 50 });
    expect(quality.rows).toEqual([]);
    const refs = facts.requirements.map(({ ref }) => ref);
    expect((await qualityOfRows(kim, "requirement", refs)).size).toBe(0);
    expect(runChecks(facts, TODAY).map(({ check, subjects }) => [check, subjects])).toEqual([]);
    expect((await liveAssessment(kim)).unanswered).toEqual([]);
  });

  it("with a collection that the checks cannot read spoils no other", async () => {
    const kim = await world.as("kim", world.kestrel);
    await world.sql(
      `INSERT INTO register_annex (organization_id, id, collection, content, created_at, updated_at)
       VALUES ($1, gen_random_uuid(), 'kpis', '[{"id": "x", "last_measured_at": "yesterday"}]', now(), now())`,
      [world.kestrel.id],
    );
    const live = await liveAssessment(kim);
    expect(live.unread).toEqual(["kpis"]);
    expect(live.unanswered).toEqual([]);
    await change(kim, async () => {});
  });
});
