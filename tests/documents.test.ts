import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { addDays } from "@/domain/dates";
import { addComment } from "@/features/comments/mutations";
import { listComments } from "@/features/comments/queries";
import * as documentActions from "@/features/documents/actions";
import { bringBackDocument, createDocument, retireDocument, updateDocument } from "@/features/documents/mutations";
import { exportDocuments, getDocument, listDocuments } from "@/features/documents/queries";
import { documentChange, newDocument } from "@/features/documents/schema";
import { DOCUMENT_TABLE } from "@/features/documents/table";
import * as scopeActions from "@/features/scope-units/actions";
import { bringBackScopeUnit, createScopeUnit, retireScopeUnit, updateScopeUnit } from "@/features/scope-units/mutations";
import { exportScopeUnits, getScopeUnit, listScopeUnits, scopeStatement } from "@/features/scope-units/queries";
import { newScopeUnit, scopeUnitChange } from "@/features/scope-units/schema";
import { SCOPE_UNIT_TABLE } from "@/features/scope-units/table";
import { parseTableState } from "@/lib/table-state";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { Conflict, Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const document = (access: Access, input: Partial<z.input<typeof newDocument>> & { title: string }) =>
  createDocument(access, newDocument.parse({ type: "policy", ...input }));
const list = async (access: Access, query: string) =>
  (await listDocuments(access, parseTableState(new URLSearchParams(query), DOCUMENT_TABLE))).rows;

describe.skipIf(world.skip)("documents of the ISMS", () => {
  it("are entered, changed, retired and brought back", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const saved = await document(carla, {
      title: "Information security policy",
      edition: "4",
      approvedOn: today(),
      reviewDueAt: addDays(today(), 365),
      location: "https://wiki.nordwind.example/policy",
      audience: "All staff",
      ownerId: world.people.mira.id,
    });
    expect(saved).toMatchObject({ ref: "P-001", version: 1 });
    expect(await getDocument(await world.as("vera"), "P-001")).toMatchObject({
      ownerName: "Mira Lindqvist",
      review: "planned",
      otherVersion: null,
    });
    const patch = { id: saved.id, version: 1, title: "Information security policy", type: "policy" as const };
    const changed = await updateDocument(mira, documentChange.parse({ ...patch, edition: "5", current: false }));
    await expect(updateDocument(mira, documentChange.parse(patch))).rejects.toThrow(Conflict);
    expect(await list(mira, "inForce=no")).toHaveLength(1);
    expect(await list(mira, "inForce=yes")).toEqual([]);
    await addComment(carla, { entity: "document", entityId: saved.id, text: "The short version is missing" });
    expect(await listComments(mira, "document", saved.id)).toHaveLength(1);
    const retired = await retireDocument(mira, { ...changed, reason: "Replaced" });
    await expect(retireDocument(mira, { ...retired, reason: "Again" })).rejects.toThrow(Refused);
    await expect(updateDocument(mira, documentChange.parse({ ...patch, version: retired.version }))).rejects.toThrow(Refused);
    expect(await list(mira, "")).toEqual([]);
    await bringBackDocument(mira, { ...retired, reason: "" });
    expect(await list(mira, "q=security&unapproved=1&unlinked=1")).toHaveLength(1);
  });

  it("say what is overdue, what is due soon, and which register they quote", async () => {
    const mira = await world.as("mira");
    const due = (title: string, days: number, more = {}) =>
      document(mira, { title, type: "procedure", reviewDueAt: addDays(today(), days), ...more });
    const late = await due("Suppliers", -1, { quotedRegisterVersion: "1.0" });
    await due("Today", 0);
    await due("In a month", 30);
    await due("Later", 31);
    const titles = async (query: string) => (await list(mira, `type=procedure&sort=reviewDueAt&${query}`)).map(({ title }) => title);
    expect(await titles("review=overdue")).toEqual(["Suppliers"]);
    expect(await titles("review=soon")).toEqual(["Today", "In a month"]);
    expect((await getDocument(mira, late.ref))?.otherVersion).toBeNull();
    await change(mira, async (record) => {
      const profile = await record.tx.organizationProfile.findFirstOrThrow({ where: { organizationId: mira.organization.id } });
      await record.update("organization", profile.id, profile.version, { scopeRegisterVersion: "2.0" });
    });
    expect((await getDocument(mira, late.ref))?.otherVersion).toBe("2.0");
    expect((await list(mira, "q=suppliers"))[0]).toMatchObject({ quotesAnother: true });
    expect(await scopeStatement(mira)).toMatchObject({ scopeRegisterVersion: "2.0" });
    const file = await exportDocuments(mira, parseTableState(new URLSearchParams("review=overdue"), DOCUMENT_TABLE));
    expect(file.rows).toMatchObject([{ title: "Suppliers", type: "Procedure", inForce: "Yes", registerVersion: "1.0" }]);
  });

  it("refuse days that cannot be, addresses that a browser would run, and owners from elsewhere", async () => {
    const mira = await world.as("mira");
    const faults = async (input: Partial<z.input<typeof newDocument>>) => {
      const error = await document(mira, { title: "x", ...input }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Invalid);
      return Object.keys((error as Invalid).fieldErrors);
    };
    expect(await faults({ approvedOn: addDays(today(), 1) })).toEqual(["approvedOn"]);
    expect(await faults({ approvedOn: today(), reviewDueAt: addDays(today(), -1) })).toEqual(["reviewDueAt"]);
    expect(await faults({ location: "javascript:alert(1)" })).toEqual(["location"]);
    expect(await faults({ ownerId: world.people.kim.id })).toEqual(["ownerId"]);
    expect(newDocument.safeParse({ title: "x", type: "law" }).success).toBe(false);
  });

  it("viewer and auditor read and cannot write; the contributor writes documents and no scope", async () => {
    const input = { title: "x", type: "policy" };
    for (const name of ["vera", "aisha"] as const) {
      expect(await withRequest(await world.request(name), () => documentActions.createDocument("nordwind", input))).toMatchObject({
        kind: "forbidden",
      });
    }
    const unit = { title: "x", kind: "site" };
    expect(await withRequest(await world.request("carla"), () => scopeActions.createScopeUnit("nordwind", unit))).toMatchObject({
      kind: "forbidden",
    });
  });
});

describe.skipIf(world.skip)("parts of the scope", () => {
  it("are entered, changed, retired and brought back", async () => {
    const mira = await world.as("mira");
    const saved = await createScopeUnit(mira, newScopeUnit.parse({ title: "Data hall Billbrook", kind: "site" }));
    expect(saved.ref).toBe("SU-001");
    const patch = { id: saved.id, version: 1, title: "Data hall Billbrook", kind: "site" as const, description: "Up to the fence" };
    const changed = await updateScopeUnit(mira, scopeUnitChange.parse(patch));
    await expect(updateScopeUnit(mira, scopeUnitChange.parse(patch))).rejects.toThrow(Conflict);
    const rows = async (query: string) => (await listScopeUnits(mira, parseTableState(new URLSearchParams(query), SCOPE_UNIT_TABLE))).rows;
    expect(await rows("q=fence&kind=site&unlinked=1")).toMatchObject([{ ref: "SU-001", requirements: 0 }]);
    const file = await exportScopeUnits(mira, parseTableState(new URLSearchParams(), SCOPE_UNIT_TABLE));
    expect(file.rows).toMatchObject([{ ref: "SU-001", kind: "Site", description: "Up to the fence" }]);
    const retired = await retireScopeUnit(mira, { ...changed, reason: "Sold" });
    expect(await getScopeUnit(mira, "SU-001")).toMatchObject({ values: { status: "retired", retiredReason: "Sold" } });
    await expect(updateScopeUnit(mira, scopeUnitChange.parse({ ...patch, version: retired.version }))).rejects.toThrow(Refused);
    await bringBackScopeUnit(mira, { ...retired, reason: "" });
    expect(await rows("")).toHaveLength(1);
    expect(await getScopeUnit(await world.as("kim"), "SU-001")).toBeNull();
  });
});
