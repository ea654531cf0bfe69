import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "@/domain/dates";
import * as obligationActions from "@/features/obligations/actions";
import * as obligations from "@/features/obligations/mutations";
import { exportObligations, getObligation, listObligations, obligationOptions } from "@/features/obligations/queries";
import { obligationInput } from "@/features/obligations/schema";
import { OBLIGATION_TABLE, type ObligationTableState } from "@/features/obligations/table";
import { createRequirement, retireRequirement } from "@/features/requirements/mutations";
import { requirementInput } from "@/features/requirements/schema";
import * as sourceActions from "@/features/sources/actions";
import * as sources from "@/features/sources/mutations";
import { exportSources, getSource, listSources, sourceOptions } from "@/features/sources/queries";
import { sourceInput } from "@/features/sources/schema";
import { SOURCE_TABLE, type SourceTableState } from "@/features/sources/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Conflict, Invalid, NotFound } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();
const sourceList = (query: string): SourceTableState => parseTableState(new URLSearchParams(query), SOURCE_TABLE);
const obligationList = (query: string): ObligationTableState => parseTableState(new URLSearchParams(query), OBLIGATION_TABLE);

describe.skipIf(world.skip)("what requirements rest on", () => {
  let mira: Access;
  let acme: string;
  let yesterday: string;
  let tomorrow: string;

  beforeAll(async () => {
    if (world.skip) return;
    mira = await world.as("mira");
    const party = await change(mira, (writer) =>
      writer.create("interested-party", { name: "Acme Bank AG", category: "external", kind: "organisation", status: "active" }),
    );
    acme = party.id;
    [yesterday, tomorrow] = [addDays(today(), -1), addDays(today(), 1)];
  });

  const sourceRefs = async (query: string, access = mira) => (await listSources(access, sourceList(query))).rows.map(({ ref }) => ref);
  const obligationRefs = async (query: string, access = mira) =>
    (await listObligations(access, obligationList(query))).rows.map(({ ref }) => ref);

  it("keeps a document with its counterparty, its end and the requirements of it", async () => {
    const msa = await sources.createSource(
      mira,
      sourceInput.parse({ title: "Master service agreement", type: "contract", counterpartyPartyId: acme, effectiveTo: yesterday }),
    );
    const lease = await sources.createSource(
      mira,
      sourceInput.parse({ title: "Lease of the hall", type: "lease", effectiveFrom: tomorrow, ownerId: world.people.olaf.id }),
    );
    const write = (statement: string) =>
      createRequirement(
        mira,
        requirementInput.parse({ partyId: acme, statement, kind: "contractual", sourceIds: [msa.id, lease.id], sourceLocator: "§ 7.2" }),
      );
    const [first, second] = [await write("Our data is encrypted."), await write("We may audit once a year.")];
    await retireRequirement(mira, { id: second.id, version: 1, reason: "struck out" });
    const found = await getSource(mira, msa.ref);
    expect(found).toMatchObject({ term: "ended", counterparty: { name: "Acme Bank AG" } });
    expect(found?.requirements.map(({ ref, status, locator }) => [ref, status, locator])).toEqual([
      [first.ref, "draft", "§ 7.2"],
      [second.ref, "retired", "§ 7.2"],
    ]);
    expect((await listSources(mira, sourceList("term=ended"))).rows).toMatchObject([{ ref: msa.ref, requirements: 1 }]);
    expect(await sourceRefs("term=upcoming")).toEqual([lease.ref]);
    expect(await sourceRefs("unowned=1")).toEqual([msa.ref]);
    expect(await sourceRefs("counterparty=IP-001")).toEqual([msa.ref]);
    expect(await sourceRefs("q=hall+lease")).toEqual([lease.ref]);
    expect((await sourceOptions(mira, { q: "hall" })).map(({ value }) => value)).toEqual([lease.id]);
    const file = await exportSources(mira, sourceList("term=ended"));
    expect(file.rows).toMatchObject([
      { title: "Master service agreement", party: "Acme Bank AG", effectiveTo: yesterday, requirements: 1 },
    ]);
  });

  it("retires a document without taking it from its requirements, and brings it back", async () => {
    const policy = await sources.createSource(mira, sourceInput.parse({ title: "Cyber insurance policy", type: "insurance_policy" }));
    const requirement = await createRequirement(
      mira,
      requirementInput.parse({ partyId: acme, statement: "Two factors are used.", kind: "business", sourceIds: [policy.id] }),
    );
    await expect(sources.retireSource(mira, { id: policy.id, version: 1, reason: "" })).rejects.toThrow(Invalid);
    await sources.retireSource(mira, { id: policy.id, version: 1, reason: "replaced" });
    expect(await sourceRefs("")).not.toContain(policy.ref);
    expect(await sourceRefs("status=retired")).toEqual([policy.ref]);
    expect((await getSource(mira, policy.ref))?.requirements.map(({ ref }) => ref)).toEqual([requirement.ref]);
    const edit = { ...sourceInput.parse({ title: "Changed", type: "other" }), id: policy.id, version: 2, reason: "" };
    await expect(sources.updateSource(mira, edit)).rejects.toMatchObject({ code: "source.retired" });
    await expect(
      createRequirement(
        mira,
        requirementInput.parse({ partyId: acme, statement: "On a dead paper.", kind: "business", sourceIds: [policy.id] }),
      ),
    ).rejects.toThrow(Invalid);
    await sources.bringBackSource(mira, { id: policy.id, version: 2, reason: "" });
    await sources.updateSource(mira, { ...edit, version: 3 });
    await expect(sources.updateSource(mira, { ...edit, title: "Too late", version: 3 })).rejects.toThrow(Conflict);
  });

  it("knows law before it is in force and after it has ended", async () => {
    const law = (title: string, fields: Record<string, unknown>) =>
      obligations.createObligation(mira, obligationInput.parse({ title, authorityPartyId: acme, ...fields }));
    const coming = await law("Coming act", { effectiveFrom: tomorrow });
    const current = await law("Current act", { effectiveFrom: today(), effectiveTo: today(), citation: "§ 8a BSIG" });
    const past = await law("Past act", { effectiveTo: yesterday });
    expect(await obligationRefs("force=upcoming")).toEqual([coming.ref]);
    expect(await obligationRefs("force=in_force")).toEqual([current.ref]);
    expect(await obligationRefs("force=ended")).toEqual([past.ref]);
    expect(await obligationRefs("sort=-title")).toEqual([past.ref, current.ref, coming.ref]);
    expect((await obligationOptions(mira, { q: "8a bsig" })).map(({ value }) => value)).toEqual([current.id]);
    await expect(law("Backwards act", { effectiveFrom: tomorrow, effectiveTo: yesterday })).rejects.toMatchObject({
      fieldErrors: { effectiveTo: expect.any(String) },
    });
    await expect(law("Not ours", { applicable: false })).rejects.toMatchObject({ fieldErrors: { applicability: expect.any(String) } });
    const not = await law("Not ours", { applicable: false, applicability: "We operate no network for the public." });
    expect(await obligationRefs("applicable=no")).toEqual([not.ref]);
  });

  it("remembers who last looked, and says when it is due again", async () => {
    const gdpr = await obligations.createObligation(mira, obligationInput.parse({ title: "General Data Protection Regulation" }));
    expect((await getObligation(mira, gdpr.ref))?.verificationDue).toBe(true);
    expect(await obligationRefs("unverified=1")).toContain(gdpr.ref);
    await obligations.verifyObligation(await world.as("carla"), { id: gdpr.id, version: 1, reason: "Consolidated text of today" });
    expect(await getObligation(mira, gdpr.ref)).toMatchObject({
      verificationDue: false,
      verifiedBy: "Carla Neumann",
      values: { lastVerifiedAt: today() },
    });
    await world.sql("UPDATE obligation SET last_verified_at = ($2::date - interval '12 months')::date WHERE id = $1", [gdpr.id, today()]);
    expect((await getObligation(mira, gdpr.ref))?.verificationDue).toBe(false);
    await world.sql("UPDATE obligation SET last_verified_at = ($2::date - interval '12 months' - interval '1 day')::date WHERE id = $1", [
      gdpr.id,
      today(),
    ]);
    expect((await getObligation(mira, gdpr.ref))?.verificationDue).toBe(true);
    const one = await createRequirement(
      mira,
      requirementInput.parse({ partyId: acme, statement: "Breaches are told.", kind: "business", obligationIds: [gdpr.id] }),
    );
    expect((await getObligation(mira, gdpr.ref))?.requirements).toMatchObject([{ ref: one.ref, partyName: "Acme Bank AG" }]);
    await obligations.updateObligation(mira, {
      ...obligationInput.parse({ title: "GDPR", howComplied: "Privacy programme" }),
      id: gdpr.id,
      version: 2,
      reason: "",
    });
    await obligations.retireObligation(mira, { id: gdpr.id, version: 3, reason: "for the test" });
    await obligations.bringBackObligation(mira, { id: gdpr.id, version: 4, reason: "" });
    expect((await exportObligations(mira, obligationList("q=gdpr&columns=howComplied"))).rows).toEqual([
      { ref: gdpr.ref, title: "GDPR", howComplied: "Privacy programme" },
    ]);
  });

  it("sorts by every column and takes no word of the address into the statement", async () => {
    for (const { id } of SOURCE_TABLE.columns) expect((await listSources(mira, sourceList(`sort=${id}&owner=x'--`))).rows).toEqual([]);
    for (const { id } of OBLIGATION_TABLE.columns)
      expect((await listObligations(mira, obligationList(`sort=-${id}`))).rows.length).toBeGreaterThan(3);
  });

  it("lets an auditor and a viewer read, and nobody else's organisation anything", async () => {
    const [source, obligation] = [(await sourceRefs(""))[0]!, (await obligationRefs(""))[0]!];
    for (const name of ["aisha", "vera"] as const) {
      expect(await getSource(await world.as(name), source)).not.toBeNull();
      await withRequest(await world.request(name), async () => {
        expect(await sourceActions.createSource("nordwind", { title: "x", type: "other" })).toMatchObject({ ok: false, kind: "forbidden" });
        expect(await obligationActions.createObligation("nordwind", { title: "x" })).toMatchObject({ ok: false, kind: "forbidden" });
      });
    }
    const kim = await world.as("kim");
    expect(await getSource(kim, source)).toBeNull();
    expect(await getObligation(kim, obligation)).toBeNull();
    expect((await listSources(kim, sourceList(""))).total + (await listObligations(kim, obligationList(""))).total).toBe(0);
    const { id } = (await getObligation(mira, obligation))!;
    await expect(obligations.verifyObligation(kim, { id, version: 1, reason: "" })).rejects.toThrow(NotFound);
    await expect(sources.createSource(kim, sourceInput.parse({ title: "x", type: "other", counterpartyPartyId: acme }))).rejects.toThrow(
      Invalid,
    );
  });
});
