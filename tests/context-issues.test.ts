import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { determineClimate as determineAction, retireIssue as retireAction } from "@/features/context-issues/actions";
import { bringBackIssue, createIssue, determineClimate, retireIssue, tieParties, updateIssue } from "@/features/context-issues/mutations";
import { climateState, exportIssues, getIssue, issueOptions, listIssues } from "@/features/context-issues/queries";
import { issueChange, newIssue } from "@/features/context-issues/schema";
import { ISSUE_TABLE } from "@/features/context-issues/table";
import { createParty, decidePartyRelevance } from "@/features/interested-parties/mutations";
import { getParty } from "@/features/interested-parties/queries";
import { newParty } from "@/features/interested-parties/schema";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, NotFound, ReasonRequired } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const enter = (access: Access, input: Partial<z.input<typeof newIssue>> & { title: string }) =>
  createIssue(access, newIssue.parse({ category: "external", ...input }));
const party = (access: Access, name: string) => createParty(access, newParty.parse({ name, category: "external" }));
const state = (query = "") => parseTableState(new URLSearchParams(query), ISSUE_TABLE);

describe.skipIf(world.skip)("Nordwind's context (clause 4.1)", () => {
  it("Mira enters issues, Aisha reads them, Kim sees none", async () => {
    const mira = await world.as("mira");
    expect(await enter(mira, { title: "Energy prices", pestle: ["economic", "environmental"] })).toMatchObject({
      ref: "ISS-001",
      version: 1,
    });
    await enter(mira, { title: "Heat waves", climateRelated: true });
    await enter(mira, { title: "Shortage of administrators", category: "internal", ownerId: world.people.olaf.id });
    const aisha = await world.as("aisha");
    expect(await getIssue(aisha, "ISS-003")).toMatchObject({ title: "Shortage of administrators", ownerName: "Olaf Brandt", parties: [] });
    expect((await listIssues(aisha, state("climate=yes"))).rows.map((row) => row.title)).toEqual(["Heat waves"]);
    expect((await listIssues(aisha, state("q=ENERGY"))).rows.map((row) => row.ref)).toEqual(["ISS-001"]);
    expect((await listIssues(aisha, state("sort=-ref"))).rows.map((row) => row.ref)).toEqual(["ISS-003", "ISS-002", "ISS-001"]);
    expect(await listIssues(aisha, state("category=internal"))).toMatchObject({ matching: 1, total: 3 });
    expect((await exportIssues(aisha, state("category=internal"))).rows).toEqual([
      ["ISS-003", "Shortage of administrators", "Internal", "", "No", 0, "Olaf Brandt"],
    ]);
    const kim = await world.as("kim");
    await expect(getIssue(kim, "ISS-001")).rejects.toThrow(NotFound);
    expect(await listIssues(kim, state())).toEqual({ rows: [], matching: 0, total: 0 });
  });

  it("retires with a reason and brings back; refs stay taken", async () => {
    const mira = await world.as("mira");
    let issue = await enter(mira, { title: "Office move" });
    expect(
      await withRequest(await world.request("mira"), () => retireAction("nordwind", { id: issue.id, version: 1, reason: " " })),
    ).toMatchObject({
      kind: "invalid",
      fieldErrors: { reason: expect.any(String) },
    });
    issue = await retireIssue(mira, { ...issue, reason: "The move is done" });
    await expect(retireIssue(mira, { ...issue, reason: "Again" })).rejects.toThrow("issue-already_retired");
    expect((await issueOptions(mira)).map((option) => option.ref)).not.toContain(issue.ref);
    expect((await issueOptions(mira, { including: [issue.id] })).map((option) => option.ref)).toContain(issue.ref);
    expect((await listIssues(mira, state("status=retired"))).rows).toMatchObject([{ ref: issue.ref }]);
    issue = await bringBackIssue(mira, { ...issue, reason: "" });
    expect(await getIssue(mira, issue.ref)).toMatchObject({ status: "active", retiredAt: null, retiredReason: "" });
    const lost = updateIssue(mira, issueChange.parse({ id: issue.id, version: 1, title: "Move", category: "internal" }));
    await expect(lost).rejects.toThrow(Conflict);
    await updateIssue(mira, issueChange.parse({ id: issue.id, version: issue.version, title: "Second move", category: "internal" }));
    expect((await getIssue(mira, issue.ref)).title).toBe("Second move");
  });

  it("ties parties from the issue's side, and the party shows it; a decided party asks why", async () => {
    const mira = await world.as("mira");
    const issue = await getIssue(mira, "ISS-001");
    const [supplier, neighbour] = [await party(mira, "Electricity supplier"), await party(mira, "Neighbours")];
    expect(await tieParties(mira, { id: issue.id, partyIds: [supplier.id, neighbour.id], reason: "" })).toEqual({ changed: 2 });
    expect((await getParty(mira, supplier.ref)).issues).toMatchObject([{ ref: "ISS-001" }]);
    expect((await getIssue(mira, "ISS-001")).parties.map((tied) => tied.name)).toEqual(["Electricity supplier", "Neighbours"]);
    expect(await tieParties(mira, { id: issue.id, partyIds: [neighbour.id, supplier.id], reason: "" })).toEqual({ changed: 0 });
    await decidePartyRelevance(mira, { ...supplier, version: 2, relevance: "relevant", rationale: "Without power no hosting" });
    await expect(tieParties(mira, { id: issue.id, partyIds: [neighbour.id], reason: "" })).rejects.toThrow(ReasonRequired);
    await tieParties(mira, { id: issue.id, partyIds: [neighbour.id], reason: "Prices are fixed for five years" });
    expect((await getParty(mira, supplier.ref)).issues).toEqual([]);
    expect((await listIssues(mira, state("noParty=1"))).rows.map((row) => row.ref)).not.toContain("ISS-001");
    for (const partyId of [uuid(), (await party(await world.as("kim"), "Investor")).id]) {
      await expect(tieParties(mira, { id: issue.id, partyIds: [partyId], reason: "" })).rejects.toMatchObject({
        fieldErrors: { partyIds: expect.any(String) },
      });
    }
    await expect(tieParties(await world.as("kim"), { id: issue.id, partyIds: [], reason: "" })).rejects.toThrow(NotFound);
  });

  it("determines climate change with a reason, a day and a person, and keeps it in the history", async () => {
    const mira = await world.as("mira");
    const before = await climateState(await world.as("aisha"));
    expect(before).toMatchObject({ climateDecision: "undetermined", climateDecidedAt: null, relatedIssues: 1 });
    await expect(
      determineClimate(mira, { version: before.version, climateDecision: "not_relevant", climateRationale: "  " }),
    ).rejects.toMatchObject({
      fieldErrors: { climateRationale: expect.stringContaining("because") },
    });
    const rationale = "Heat waves stopped the cooling twice in 2025";
    const { version } = await determineClimate(mira, { version: before.version, climateDecision: "relevant", climateRationale: rationale });
    expect(await climateState(mira)).toMatchObject({
      version,
      climateDecision: "relevant",
      climateRationale: rationale,
      climateDecidedAt: today(),
      climateDecidedBy: "Mira Lindqvist",
    });
    await expect(
      determineClimate(mira, { version: before.version, climateDecision: "undetermined", climateRationale: "" }),
    ).rejects.toThrow(Conflict);
    const [entry] = await world.sql<{ action: string; payload: string }>(
      "SELECT e.action, p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.organization_id = $1 AND e.entity = 'organization' ORDER BY e.sequence DESC LIMIT 1",
      [world.nordwind.id],
    );
    expect(entry).toMatchObject({ action: "determine-climate" });
    expect(JSON.parse(entry!.payload)).toMatchObject({
      reason: rationale,
      fields: { climateDecision: { before: "undetermined", after: "relevant" } },
    });
    for (const name of ["carla", "aisha", "vera"] as const) {
      const answer = await withRequest(await world.request(name), () =>
        determineAction("nordwind", { version, climateDecision: "not_relevant", climateRationale: "No" }),
      );
      expect(answer).toMatchObject({ ok: false, kind: "forbidden" });
    }
  });
});
