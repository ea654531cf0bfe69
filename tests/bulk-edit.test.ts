import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { editRows as editAction } from "@/features/bulk-edit/actions";
import { editRows, undoEdits } from "@/features/bulk-edit/mutations";
import { editableRows, matchingRows } from "@/features/bulk-edit/queries";
import { editRowsInput } from "@/features/bulk-edit/schema";
import { createParty, decidePartyRelevance } from "@/features/interested-parties/mutations";
import { getParty } from "@/features/interested-parties/queries";
import { newParty } from "@/features/interested-parties/schema";
import { createRequirement } from "@/features/requirements/mutations";
import { getRequirement } from "@/features/requirements/queries";
import { requirementInput } from "@/features/requirements/schema";
import { createSource } from "@/features/sources/mutations";
import { sourceInput } from "@/features/sources/schema";
import type { Access } from "@/server/access-value";
import { NotFound, Refused } from "@/server/errors";
import { withRequest } from "@/server/request";
import { openWorld } from "./support/world";

const world = openWorld();

const party = (access: Access, name: string, more: Partial<z.input<typeof newParty>> = {}) =>
  createParty(access, newParty.parse({ name, category: "external", ...more }));
const requirement = (access: Access, partyId: string, statement: string, more: Partial<z.input<typeof requirementInput>> = {}) =>
  createRequirement(access, requirementInput.parse({ partyId, statement, kind: "business", ...more }));
const edit = (access: Access, input: z.input<typeof editRowsInput>) => editRows(access, editRowsInput.parse(input));
const target = ({ id, version }: { id: string; version: number }) => ({ id, version });
/** What the history says of the records of one batch. */
const entries = (batchId: string) =>
  world.sql<{ entity_ref: string; action: string; payload: string }>(
    "SELECT e.entity_ref, e.action, p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.batch_id = $1 ORDER BY e.sequence",
    [batchId],
  );

describe.skipIf(world.skip)("changing many rows at once", () => {
  it("gives every row its own result: changed, refused, changed meanwhile by somebody", async () => {
    const mira = await world.as("mira");
    const open = await party(mira, "Open party");
    const decided = await party(mira, "Decided party");
    const since = await decidePartyRelevance(mira, { ...target(decided), relevance: "relevant", rationale: "It is a customer" });
    const beaten = await party(mira, "Contested party");
    await edit(await world.as("carla"), {
      list: "interested-parties",
      rows: [target(beaten)],
      change: { field: "power", value: "5" },
    });
    const change = { field: "owner", value: world.people.jonas.id } as const;
    const { batchId, results } = await edit(mira, {
      list: "interested-parties",
      rows: [target(open), target(since), target(beaten), { id: "00000000-0000-7000-8000-000000000000", version: 1 }],
      change,
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(["changed", "reason_required", "conflict", "refused"]);
    expect(results[2]).toMatchObject({ changedBy: "Carla Neumann", now: { version: 2, values: { power: "5", owner: "" } } });
    expect(await entries(batchId)).toMatchObject([{ entity_ref: open.ref, action: "update" }]);
    const again = await edit(mira, {
      list: "interested-parties",
      rows: [target(since), { ...open, version: 2 }].map(target),
      change,
      reason: "New team",
    });
    expect(again.results.map(({ outcome }) => outcome)).toEqual(["changed", "unchanged"]);
    expect(JSON.parse((await entries(again.batchId))[0]!.payload)).toMatchObject({ reason: "New team" });
    expect(await getParty(mira, since.ref)).toMatchObject({ ownerName: "Jonas Weber", relevance: "relevant" });
  });

  it("asks the role for each row: who writes does not decide, and who reads changes nothing", async () => {
    const [mira, carla] = [await world.as("mira"), await world.as("carla")];
    const row = await party(mira, "A party of Carla's");
    const decide = {
      list: "interested-parties",
      rows: [target(row)],
      change: { field: "relevance", value: "relevant" },
      reason: "r",
    } as const;
    expect((await edit(carla, { ...decide, rows: [target(row)] })).results).toMatchObject([{ outcome: "refused" }]);
    expect((await edit(carla, { ...decide, rows: [target(row)], change: { field: "retire" } })).results).toMatchObject([
      { outcome: "refused" },
    ]);
    expect(
      (await edit(await world.as("vera"), { ...decide, rows: [target(row)], change: { field: "power", value: 3 } })).results,
    ).toMatchObject([{ outcome: "refused" }]);
    for (const name of ["vera", "aisha", "jonas"] as const) {
      const answer = await withRequest(await world.request(name), () => editAction("nordwind", decide));
      expect(answer, name).toMatchObject({ ok: false, kind: "forbidden" });
    }
    expect(await getParty(mira, row.ref)).toMatchObject({ version: 1, relevance: "undecided" });
    expect((await edit(carla, { ...decide, rows: [target(row)], change: { field: "power", value: 3 } })).results).toMatchObject([
      { outcome: "changed" },
    ]);
    // Whoever may not decide is not even sent what a decision starts from.
    const [seen] = await editableRows(carla, "interested-parties", [row.id]);
    expect(seen!.values).not.toHaveProperty("relevance");
  });

  it("keeps everything else of a record as it is", async () => {
    const mira = await world.as("mira");
    const row = await party(mira, "Full party", { members: ["A", "B"], pestle: ["legal"], note: "keep me", silent: true });
    await edit(mira, { list: "interested-parties", rows: [target(row)], change: { field: "interest", value: "4" } });
    expect(await getParty(mira, row.ref)).toMatchObject({
      interest: 4,
      members: ["A", "B"],
      pestle: ["legal"],
      note: "keep me",
      silent: true,
    });
  });

  it("decides requirements through the same rules: goals, how, where instead, justification, force of law", async () => {
    const mira = await world.as("mira");
    const { id: partyId } = await party(mira, "Regulator", { power: 2 });
    const free = await requirement(mira, partyId, "Backups are kept for a year", { cia: ["availability"] });
    const legal = await requirement(mira, partyId, "Incidents are reported within 24 hours", { kind: "legal" });
    const all = async (change: z.input<typeof editRowsInput>["change"], reason = "") => {
      const rows = await editableRows(mira, "requirements", [free.id, legal.id]);
      const inOrder = [free.id, legal.id].map((id) => rows.find((row) => row.id === id)!);
      const { results } = await edit(mira, { list: "requirements", rows: inOrder.map(target), change, reason } as z.input<
        typeof editRowsInput
      >);
      return results.map(({ outcome }) => outcome);
    };
    expect(await all({ field: "strength", value: "expectation" })).toEqual(["changed", "refused"]);
    expect(await all({ field: "binding", value: "wish" })).toEqual(["changed", "refused"]);
    expect(await all({ field: "isms", value: "addressed" }, "r")).toEqual(["refused", "refused"]);
    expect(await all({ field: "relevance", value: "discarded" }, "Not ours")).toEqual(["refused", "changed"]);
    expect(await all({ field: "relevance", value: "relevant" }, "Bears on the service")).toEqual(["changed", "changed"]);
    expect(await all({ field: "isms", value: "not_addressed" }, "Elsewhere")).toEqual(["changed", "refused"]);
    expect(await all({ field: "isms", value: "not_addressed", howAddressed: "By the legal team" }, "Elsewhere")).toEqual([
      "changed",
      "changed",
    ]);
    expect(await all({ field: "priority", value: "high" })).toEqual(["refused", "changed"]);
    expect(await all({ field: "priority", value: "high" }, "The board wants it")).toEqual(["changed", "changed"]);
    expect((await getRequirement(mira, free.ref))!.values).toMatchObject({
      cia: ["availability"],
      howAddressed: "By the legal team",
      priority: "high",
    });
    expect(await all({ field: "impactCategories", value: ["legal", "commercial"] }, "Valued")).toEqual(["changed", "changed"]);
    expect((await getRequirement(mira, free.ref))!.values.impactCategories).toEqual(["commercial", "legal"]);
    const [fixed] = await editableRows(mira, "requirements", [legal.id]);
    expect(fixed).toMatchObject({ fixed: ["strength", "binding"], reasonNeeded: true });
  });

  it("takes all that match, no more than may be changed at once", async () => {
    const mira = await world.as("mira");
    for (const name of ["Bulk one", "Bulk two", "Bulk three"]) await party(mira, name);
    const found = await matchingRows(mira, { list: "interested-parties", query: "q=bulk&page=9&columns=support" });
    expect(found.total).toBe(3);
    expect(found.rows.map(({ version }) => version)).toEqual([1, 1, 1]);
    const tooMany = Array.from({ length: 501 }, () => target({ id: "00000000-0000-7000-8000-000000000000", version: 1 }));
    expect(editRowsInput.safeParse({ list: "sources", rows: tooMany, change: { field: "retire" }, reason: "r" }).success).toBe(false);
    expect(editRowsInput.safeParse({ list: "sources", rows: tooMany.slice(0, 1), change: { field: "ref", value: "SRC-1" } }).success).toBe(
      false,
    );
  });
});

describe.skipIf(world.skip)("taking a change back", () => {
  it("puts back what nobody touched since, with a reason, and keeps the rest", async () => {
    const mira = await world.as("mira");
    const [first, second] = [await party(mira, "First", { power: 2 }), await party(mira, "Second", { power: 3 })];
    const { batchId } = await edit(mira, {
      list: "interested-parties",
      rows: [target(first), target(second)],
      change: { field: "retire" },
      reason: "Gone",
    });
    expect(await getParty(mira, first.ref)).toMatchObject({ status: "retired", retiredReason: "Gone" });
    await edit(await world.as("olaf"), {
      list: "interested-parties",
      rows: [{ id: second.id, version: 2 }],
      change: { field: "bringBack" },
    });
    const outcome = await undoEdits(mira, { batchId });
    expect(outcome).toMatchObject({ restored: 1, kept: [{ ref: second.ref, message: expect.stringContaining("Olaf Brandt") }] });
    expect(await getParty(mira, first.ref)).toMatchObject({
      status: "candidate",
      retiredAt: null,
      retiredReason: "",
      version: 3,
      power: 2,
    });
    const [entry] = await world.sql<{ action: string }>(
      "SELECT action FROM history_entry WHERE entity_id = $1 ORDER BY sequence DESC LIMIT 1",
      [first.id],
    );
    expect(entry!.action).toBe("undo-edit");
    // Once is enough.
    expect(await undoEdits(mira, { batchId })).toMatchObject({ restored: 0 });
  });

  it("brings decisions back whole, links and all", async () => {
    const mira = await world.as("mira");
    const { id: partyId } = await party(mira, "Insurer");
    const made = await requirement(mira, partyId, "Losses are told within a day", {
      cia: ["integrity"],
      links: [{ targetType: "control", targetRef: "A.5.24", rationale: "" }],
    });
    const { batchId } = await edit(mira, {
      list: "requirements",
      rows: [target(made)],
      change: { field: "relevance", value: "relevant", cia: [] },
      reason: "x",
    });
    const before = (await getRequirement(mira, made.ref))!.values;
    expect(before).toMatchObject({ relevance: "relevant", cia: [] });
    expect(await undoEdits(mira, { batchId })).toEqual({ restored: 1, kept: [] });
    expect((await getRequirement(mira, made.ref))!.values).toMatchObject({ relevance: "undecided", cia: ["integrity"] });
  });

  it("is one's own and soon: not of somebody else, not of an import or anything else, not of yesterday", async () => {
    const mira = await world.as("mira");
    const source = await createSource(mira, sourceInput.parse({ title: "Master agreement", type: "contract" }));
    const { batchId } = await edit(mira, { list: "sources", rows: [target(source)], change: { field: "type", value: "policy" } });
    await expect(undoEdits(await world.as("olaf"), { batchId })).rejects.toThrow(NotFound);
    await expect(undoEdits(await world.as("kim"), { batchId })).rejects.toThrow(NotFound);
    await expect(undoEdits(mira, { batchId: "00000000-0000-7000-8000-000000000000" })).rejects.toThrow(NotFound);
    await world.sql("ALTER TABLE history_entry DISABLE TRIGGER USER");
    await world.sql("UPDATE history_entry SET at = at - interval '2 minutes' WHERE batch_id = $1", [batchId]);
    await world.sql("ALTER TABLE history_entry ENABLE TRIGGER USER");
    await expect(undoEdits(mira, { batchId })).rejects.toThrow(Refused);
  });
});
