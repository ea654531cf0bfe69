import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { fold } from "@/domain/import/cell-text";
import { readCode } from "@/domain/import/codes";
import { IMPORT_FIELDS } from "@/domain/import/fields";
import { createParty as createPartyAction, decidePartyRelevance as decideAction } from "@/features/interested-parties/actions";
import {
  activateParty,
  bringBackParty,
  createParty,
  decidePartyRelevance,
  recordPartyConfirmation,
  retireParty,
  reviewParty,
  updateParty,
  withdrawPartyConfirmation,
} from "@/features/interested-parties/mutations";
import {
  exportParties,
  getParty,
  listParties,
  ownerOptions,
  partiesCalled,
  partyOpenPoints,
  partyOptions,
} from "@/features/interested-parties/queries";
import { newParty, partyChange } from "@/features/interested-parties/schema";
import { partyTable } from "@/features/interested-parties/table";
import { parseTableState } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access-value";
import { setClock, today } from "@/server/clock";
import { Conflict, Invalid, NotFound, ReasonRequired, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const enter = (access: Access, input: Partial<z.input<typeof newParty>> & { name: string }) =>
  createParty(access, newParty.parse({ category: "external", ...input }));
const write = (
  access: Access,
  { id, version }: { id: string; version: number },
  input: Partial<z.input<typeof partyChange>> & { name: string },
) => updateParty(access, partyChange.parse({ category: "external", id, version, ...input }));
const table = (access: Access, query: string) => parseTableState(new URLSearchParams(query), partyTable(access));
const names = async (access: Access, query: string) => (await listParties(access, table(access, query))).rows.map((row) => row.name);
const actionsOf = (ref: string) =>
  world.sql<{ action: string; payload: string }>(
    `SELECT e.action, p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity_ref = $1 AND e.organization_id = $2 ORDER BY e.sequence`,
    [ref, world.nordwind.id],
  );

describe.skipIf(world.skip)("Nordwind's interested parties", () => {
  it("Mira enters Hafen Logistik AG: a candidate with the first ref, undecided, and Aisha reads it", async () => {
    const mira = await world.as("mira");
    const saved = await enter(mira, {
      name: "Hafen Logistik AG",
      kind: "organisation",
      members: ["Hafen Cargo", "Hafen Cargo"],
      power: 4,
      interest: 5,
    });
    expect(saved).toMatchObject({ ref: "IP-001", version: 1 });
    const seen = await getParty(await world.as("aisha"), "IP-001");
    expect(seen).toMatchObject({
      name: "Hafen Logistik AG",
      status: "candidate",
      relevance: "undecided",
      members: ["Hafen Cargo"],
      scoresAreTemplateDefaults: false,
      requirementCount: 0,
    });
    expect((await actionsOf("IP-001")).map((entry) => entry.action)).toEqual(["create"]);
  });

  it("keeps status and relevance apart", async () => {
    const mira = await world.as("mira");
    let party = await enter(mira, { name: "Data protection authority" });
    await expect(decidePartyRelevance(mira, { ...party, relevance: "relevant", rationale: " " })).rejects.toThrow(Invalid);
    party = await decidePartyRelevance(mira, { ...party, relevance: "relevant", rationale: "Supervises how we process personal data" });
    expect(await getParty(mira, party.ref)).toMatchObject({
      status: "candidate",
      relevance: "relevant",
      relevanceDecidedAt: today(),
      relevanceDecidedBy: "Mira Lindqvist",
    });
    party = await activateParty(mira, { ...party, reason: "" });
    await expect(activateParty(mira, { ...party, reason: "" })).rejects.toThrow("party-already_active");
    party = await retireParty(mira, { ...party, reason: "Another authority is competent since the move" });
    expect(await getParty(mira, party.ref)).toMatchObject({
      status: "retired",
      relevance: "relevant",
      retiredAt: today(),
      retiredReason: "Another authority is competent since the move",
    });
    await expect(decidePartyRelevance(mira, { ...party, relevance: "not_relevant", rationale: "Gone" })).rejects.toThrow(Refused);
    await expect(reviewParty(mira, { ...party, reason: "" })).rejects.toThrow("party-retired");
    // The undo of the toast: no reason asked for, and the decision still stands.
    party = await bringBackParty(mira, { ...party, reason: "" });
    expect(await getParty(mira, party.ref)).toMatchObject({ status: "active", relevance: "relevant", retiredAt: null, retiredReason: "" });
    expect((await actionsOf(party.ref)).map((entry) => entry.action)).toEqual([
      "create",
      "decide-relevance",
      "activate",
      "retire",
      "bring-back",
    ]);
  });

  it("comes back as a candidate when its relevance was never decided", async () => {
    const mira = await world.as("mira");
    let party = await enter(mira, { name: "Neighbours of the data centre" });
    party = await activateParty(mira, { ...party, reason: "" });
    party = await retireParty(mira, { ...party, reason: "Doubled" });
    await expect(retireParty(mira, { ...party, reason: "Doubled" })).rejects.toThrow("party-already_retired");
    await bringBackParty(mira, { ...party, reason: "" });
    expect((await getParty(mira, party.ref)).status).toBe("candidate");
  });

  it("asks for a reason once the party is decided or confirmed, and keeps it in the history", async () => {
    const mira = await world.as("mira");
    let party = await enter(mira, { name: "Works council", category: "internal" });
    party = await write(mira, party, { name: "Works council", category: "internal", note: "Meets monthly" });
    party = await decidePartyRelevance(mira, { ...party, relevance: "relevant", rationale: "Has rights on monitoring" });
    const change = { name: "Works council Hamburg", category: "internal" as const, note: "Meets monthly" };
    await expect(write(mira, party, change)).rejects.toThrow(ReasonRequired);
    expect((await getParty(mira, party.ref)).name).toBe("Works council");
    party = await write(mira, party, { ...change, reason: "There are two now" });
    const last = JSON.parse((await actionsOf(party.ref)).at(-1)!.payload);
    expect(last).toMatchObject({
      reason: "There are two now",
      fields: { name: { before: "Works council", after: "Works council Hamburg" } },
    });
    await expect(decidePartyRelevance(mira, { ...party, relevance: "undecided", rationale: "" })).rejects.toThrow(Invalid);
    await decidePartyRelevance(mira, { ...party, relevance: "undecided", rationale: "To be discussed with Jonas" });
    expect(await getParty(mira, party.ref)).toMatchObject({ relevance: "undecided", relevanceDecidedAt: null, relevanceDecidedBy: null });
  });

  it("never asks ransomware groups to confirm, and takes engagement back when a party turns out adverse", async () => {
    const mira = await world.as("mira");
    let attackers = await enter(mira, { name: "Ransomware groups", adverse: true, engagementTarget: "neutral" });
    expect((await getParty(mira, attackers.ref)).stance?.engagementTarget).toBeNull();
    await expect(
      recordPartyConfirmation(mira, { ...attackers, confirmedAt: null, confirmedBy: "Nobody", confirmationMethod: "", reason: "" }),
    ).rejects.toThrow("party-adverse_never_confirms");
    attackers = await activateParty(mira, { ...attackers, reason: "" });
    let partner = await enter(mira, { name: "Reseller Süd", engagementCurrent: "supportive" });
    partner = await recordPartyConfirmation(mira, {
      ...partner,
      confirmedAt: "2026-01-15",
      confirmedBy: "Ms Okafor",
      confirmationMethod: "Call",
      reason: "",
    });
    await expect(write(mira, partner, { name: "Reseller Süd", adverse: true })).rejects.toThrow(ReasonRequired);
    await write(mira, partner, { name: "Reseller Süd", adverse: true, engagementCurrent: "supportive", reason: "Became a competitor" });
    expect(await getParty(mira, partner.ref)).toMatchObject({
      adverse: true,
      confirmedAt: null,
      confirmedBy: "",
      stance: { engagementCurrent: null },
    });
  });

  it("records a confirmation with its day and person, and takes it back with a reason", async () => {
    const mira = await world.as("mira");
    let party = await enter(mira, { name: "Cyber insurer" });
    const confirmation = { confirmedAt: "2026-03-02", confirmedBy: "", confirmationMethod: "Renewal meeting", reason: "" };
    await expect(recordPartyConfirmation(mira, { ...party, ...confirmation })).rejects.toMatchObject({
      fieldErrors: { confirmedBy: expect.any(String) },
    });
    await expect(
      recordPartyConfirmation(mira, { ...party, ...confirmation, confirmedBy: "Mr Vogt", confirmedAt: "2999-01-01" }),
    ).rejects.toMatchObject({
      fieldErrors: { confirmedAt: expect.any(String) },
    });
    party = await recordPartyConfirmation(mira, { ...party, ...confirmation, confirmedBy: "Mr Vogt" });
    party = await reviewParty(mira, { ...party, reason: "" });
    expect(await getParty(mira, party.ref)).toMatchObject({ confirmedAt: "2026-03-02", confirmedBy: "Mr Vogt", lastReviewedAt: today() });
    await withdrawPartyConfirmation(mira, { ...party, reason: "He has left the insurer" });
    expect(await getParty(mira, party.ref)).toMatchObject({ confirmedAt: null, confirmedBy: "" });
  });

  it("counts scores of the catalogue as not assessed until somebody touches or takes over one", async () => {
    const mira = await world.as("mira");
    const template = () =>
      change(mira, (record) =>
        record.create("interested-party", {
          name: "Media",
          category: "external",
          power: 3,
          interest: 2,
          support: 0,
          scoresAreTemplateDefaults: true,
          templateKey: "media",
        }),
      );
    const scores = { power: 3, interest: 2, support: 0 };
    const [first, second] = [await template(), await template()];
    await write(mira, first, { name: "Media houses", ...scores });
    expect((await getParty(mira, first.ref!)).scoresAreTemplateDefaults).toBe(true);
    expect(await names(mira, "assessed=no&q=media+houses")).toEqual(["Media houses"]);
    await write(mira, { ...first, version: 2 }, { name: "Media houses", ...scores, power: 4 });
    expect((await getParty(mira, first.ref!)).scoresAreTemplateDefaults).toBe(false);
    await write(mira, second, { name: "Media", ...scores, scoresConfirmed: true });
    expect((await getParty(mira, second.ref!)).scoresAreTemplateDefaults).toBe(false);
    expect(await names(mira, "assessed=yes&q=media+houses")).toEqual(["Media houses"]);
  });

  it("shows the loser of a race what stands there now", async () => {
    const [mira, olaf] = [await world.as("mira"), await world.as("olaf")];
    const party = await enter(mira, { name: "Landlord" });
    await write(olaf, party, { name: "Landlord of the office", note: "Sets the rules at the gate" });
    const lost = await write(mira, party, { name: "Landlord Elbe Immobilien" }).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Conflict);
    expect((lost as Conflict).current).toMatchObject({ version: 2, changedBy: "Olaf Brandt", values: { name: "Landlord of the office" } });
    expect((await getParty(mira, party.ref)).name).toBe("Landlord of the office");
  });

  it("makes one party of a double click", async () => {
    const request = await world.request("mira");
    const input = { name: "Certification body", category: "external", idempotencyKey: uuid() };
    const answers = await withRequest(request, () =>
      Promise.all([createPartyAction("nordwind", input), createPartyAction("nordwind", input)]),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ ok: true });
    const mira = await world.as("mira");
    expect(await names(mira, "q=certification+body")).toHaveLength(1);
  });

  it("lets Carla write but not decide, Aisha and Vera do neither", async () => {
    const carla = await world.as("carla");
    const party = await enter(carla, { name: "Applicants" });
    const decision = { id: party.id, version: party.version, relevance: "relevant", rationale: "We hold their files" };
    for (const name of ["carla", "aisha", "vera", "jonas"] as const) {
      expect(await withRequest(await world.request(name), () => decideAction("nordwind", decision))).toMatchObject({
        ok: false,
        kind: "forbidden",
      });
    }
    for (const name of ["aisha", "vera", "jonas"] as const) {
      expect(
        await withRequest(await world.request(name), () => createPartyAction("nordwind", { name: "X", category: "external" })),
      ).toMatchObject({ ok: false, kind: "forbidden" });
    }
    expect(await withRequest(await world.request("mira"), () => decideAction("nordwind", { ...decision, status: "active" }))).toMatchObject(
      {
        ok: false,
        kind: "invalid",
        fieldErrors: { status: expect.stringContaining("status") },
      },
    );
    expect((await getParty(carla, party.ref)).relevance).toBe("undecided");
  });

  it("refuses owners and issues of elsewhere like ones that do not exist", async () => {
    const mira = await world.as("mira");
    const kim = await world.as("kim");
    const theirs = await change(kim, (record) => record.create("context-issue", { title: "Growth", category: "internal" }));
    for (const ownerId of [world.people.kim.id, uuid()])
      await expect(enter(mira, { name: "Y", ownerId })).rejects.toMatchObject({ fieldErrors: { ownerId: expect.any(String) } });
    for (const issueIds of [[theirs.id], [uuid()]])
      await expect(enter(mira, { name: "Y", issueIds })).rejects.toMatchObject({ fieldErrors: { issueIds: expect.any(String) } });
    expect(await names(mira, "q=y&owner=none")).not.toContain("Y");
    await expect(getParty(kim, "IP-001")).rejects.toThrow(NotFound);
    const own = await partyOptions(mira, { q: "hafen" });
    await expect(write(kim, { id: own[0]!.id, version: 1 }, { name: "Mine now" })).rejects.toThrow(NotFound);
  });

  it("names those who are called the same, without forbidding it", async () => {
    const mira = await world.as("mira");
    expect(await partiesCalled(mira, "  HAFEN logistik, AG ")).toMatchObject([{ ref: "IP-001" }]);
    expect(await partiesCalled(mira, "Hafen Logistik AG", { except: (await getParty(mira, "IP-001")).id })).toEqual([]);
    expect(await partiesCalled(mira, "Hafen")).toEqual([]);
    expect(await partiesCalled(await world.as("kim"), "Hafen Logistik AG")).toEqual([]);
    expect((await enter(mira, { name: "Hafen Logistik AG" })).ref).toMatch(/^IP-\d{3}$/);
  });

  it("hides support and attitude from Vera in lists, records, sorting and exports", async () => {
    const mira = await world.as("mira");
    const vera = await world.as("vera");
    const party = await enter(mira, {
      name: "Head of sales",
      kind: "person",
      support: -2,
      attitude: "negative",
      engagementCurrent: "resistant",
    });
    expect((await getParty(mira, party.ref)).stance).toEqual({
      support: -2,
      attitude: "negative",
      engagementCurrent: "resistant",
      engagementTarget: null,
    });
    expect((await getParty(vera, party.ref)).stance).toBeNull();
    expect(JSON.stringify(await getParty(vera, party.ref))).not.toMatch(/resistant|negative/);
    expect(table(vera, "sort=-support&columns=ref,name,support,attitude")).toMatchObject({
      sort: { column: "ref" },
      columns: ["ref", "name"],
    });
    // Even a state that was made for somebody else shows her nothing.
    const state = table(mira, "sort=-support&columns=ref,name,support,attitude,engagementCurrent");
    expect(JSON.stringify(await listParties(vera, state))).not.toMatch(/resistant|negative|"support":-?\d/);
    const exported = await exportParties(vera, state);
    expect(exported.columns.map((column) => column.key)).toEqual(["ref", "name"]);
    const full = await exportParties(mira, state);
    expect(full.columns.map((column) => column.label)).toEqual(["Ref", "Party", "Support", "Attitude", "Engagement current"]);
    expect(full.rows).toContainEqual([party.ref, "Head of sales", -2, "Negative", "Resistant"]);
  });

  it("exports under headings that the importer recognises, the count of requirements aside", async () => {
    const mira = await world.as("mira");
    const all = partyTable(mira).columns.map((column) => column.id);
    const { columns } = await exportParties(mira, { ...table(mira, ""), columns: all });
    const known = new Set(Object.values(IMPORT_FIELDS).flatMap((field) => field.headings));
    expect(columns.map((column) => column.label).filter((label) => !known.has(fold(label)))).toEqual(["Requirement count"]);
    // The words in the cells come back as what they stand for.
    const groups = {
      category: "partyCategory",
      party_kind: "partyKind",
      party_status: "partyStatus",
      party_relevance: "partyRelevance",
      pestle: "pestle",
      influence_vector: "influenceVector",
      relation: "partyRelation",
      attitude: "attitude",
      engagement_current: "engagementLevel",
      identification_method: "identificationMethod",
    } as const;
    for (const [field, group] of Object.entries(groups) as [keyof typeof groups, string][]) {
      for (const code of IMPORT_FIELDS[field].codes!)
        expect([field, readCode(field, translator(`vocabulary.${group}`)(code))]).toEqual([field, code]);
    }
  });

  it("searches, filters, sorts and pages as the address says", async () => {
    const kim = await world.as("kim");
    await change(kim, async (record) => {
      await record.createMany(
        "interested-party",
        Array.from({ length: 30 }, (_, index) => ({
          name: `Client ${index + 1}${index === 6 ? " 100% Müller_Söhne" : ""}`,
          category: index % 2 ? "internal" : "external",
          power: (index % 5) + 1,
          interest: 3,
          pestle: index === 3 ? ["legal", "social"] : [],
          ownerId: index === 4 ? world.people.kim.id : null,
          status: index === 5 ? "retired" : index === 7 ? "active" : "candidate",
          scoresAreTemplateDefaults: index === 9,
        })),
      );
    });
    const first = await listParties(kim, table(kim, "size=25"));
    expect(first).toMatchObject({ matching: 29, total: 29 });
    expect(first.rows).toHaveLength(25);
    expect(await names(kim, "size=25&page=2")).toHaveLength(4);
    expect(await names(kim, "sort=name&size=25")).toMatchObject({ 0: "Client 1", 1: "Client 2" });
    expect(await names(kim, "q=muller")).toEqual(["Client 7 100% Müller_Söhne"]);
    expect(await names(kim, "q=100%25")).toEqual(["Client 7 100% Müller_Söhne"]);
    expect(await names(kim, "q=client+zzz")).toEqual([]);
    expect(await names(kim, "status=retired")).toEqual(["Client 6"]);
    expect(await names(kim, "pestle=legal")).toEqual(["Client 4"]);
    expect(await names(kim, "owner=mine")).toEqual(["Client 5"]);
    expect((await listParties(kim, table(kim, "owner=none"))).matching).toBe(28);
    expect(await names(kim, "sort=-power&size=25")).toMatchObject({ 0: "Client 5" });
    expect((await listParties(kim, table(kim, "sort=-power&size=100"))).rows.at(-1)?.name).toBe("Client 10");
    expect(await names(kim, "status=active&overdue=1")).toEqual(["Client 8"]);
    expect((await exportParties(kim, table(kim, "size=25&category=internal"))).rows).toHaveLength(14);
  });

  it("counts open points by the same rules as the list they lead to", async () => {
    const mira = await world.as("mira");
    const points = await partyOpenPoints(mira);
    for (const name of ["undecided", "unowned", "unconfirmed", "noRequirement", "overdue"] as const) {
      expect([name, (await listParties(mira, table(mira, `${name}=1&size=100`))).matching]).toEqual([name, points[name]]);
    }
    expect(points.total).toBe((await listParties(mira, table(mira, ""))).total);
  });

  it("counts the requirements of each party, retired ones aside", async () => {
    const mira = await world.as("mira");
    const party = await getParty(mira, "IP-001");
    await change(mira, (record) =>
      record.createMany("requirement", [
        { partyId: party.id, statement: "Backups are encrypted", kind: "contractual" },
        { partyId: party.id, statement: "We are told of incidents within a day", kind: "contractual" },
        { partyId: party.id, statement: "Old", kind: "contractual", status: "retired", retiredAt: today(), retiredReason: "Ended" },
      ]),
    );
    expect((await listParties(mira, table(mira, "sort=-requirements"))).rows[0]).toMatchObject({ ref: "IP-001", requirements: 2 });
    expect(await getParty(mira, "IP-001")).toMatchObject({
      requirementCount: 2,
      requirements: [{ statement: "Backups are encrypted" }, {}],
    });
    expect(await names(mira, "noRequirement=1&size=100&q=IP-001")).toEqual([]);
  });

  it("is overdue the day after the anniversary, not on it", async () => {
    const mira = await world.as("mira");
    let party = await enter(mira, { name: "Tax office" });
    party = await activateParty(mira, { ...party, reason: "" });
    try {
      setClock(new Date("2027-01-31T10:00:00Z"));
      await reviewParty(mira, { ...party, reason: "" });
      setClock(new Date("2028-01-31T10:00:00Z"));
      expect(await names(mira, "overdue=1&q=tax+office")).toEqual([]);
      setClock(new Date("2028-02-01T10:00:00Z"));
      expect(await names(mira, "overdue=1&q=tax+office")).toEqual(["Tax office"]);
    } finally {
      setClock(null);
    }
  });

  it("offers members as owners", async () => {
    expect((await ownerOptions(await world.as("mira"))).map((owner) => owner.name)).toEqual([
      "Aisha Rahman",
      "Carla Neumann",
      "Jonas Weber",
      "Mira Lindqvist",
      "Olaf Brandt",
      "Vera Klein",
    ]);
  });
});
