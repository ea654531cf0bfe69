import { describe, expect, it } from "vitest";
import { erasePerson } from "@/features/erasure/mutations";
import { erasurePreview } from "@/features/erasure/queries";
import { ISSUED, MINOR } from "@/features/erasure/traces";
import { pathOf } from "@/features/history/field-words";
import { ANY } from "@/features/history/filter";
import { listHistory, verifyHistory } from "@/features/history/queries";
import { ENTITIES, type EntityName } from "@/server/entities";
import { Forbidden, Invalid, Refused } from "@/server/errors";
import { hashPassword } from "@/server/passwords";
import { change } from "@/server/record";
import { connectionOf, inTenant } from "@/server/tenant";
import { openWorld } from "./support/world";

const world = openWorld();
const PASSWORD = "a password of the owner";
const TERMS = ["Ingrid Sørensen", "ingrid@fjord.example"];

async function story() {
  const olaf = await world.as("olaf");
  await world.sql("UPDATE user_account SET password_hash = $1 WHERE id = $2", [await hashPassword(PASSWORD), world.people.olaf.id]);
  return change(await world.as("mira"), async (record) => {
    const party = await record.create("interested-party", {
      name: "Fjord AS",
      category: "external",
      representative: "Ingrid Sørensen",
      representativeContact: "ingrid@fjord.example",
    });
    const requirement = await record.create(
      "requirement",
      { partyId: party.id, statement: "Reports monthly", kind: "contractual" },
      { reason: "as INGRID  SØRENSEN asked" },
    );
    const comment = await record.create("comment", {
      entity: "interested-party",
      entityId: party.id,
      text: "Ask Ingrid Sørensen again",
      authorId: olaf.user!.id,
    });
    return { party, requirement, comment };
  });
}

describe.skipIf(world.skip)("a person who left is forgotten (R18)", () => {
  it("is shown where they stand, must go from the records first, and then from what the history said", async () => {
    const { party, comment } = await story();
    const olaf = await world.as("olaf");
    const before = await erasurePreview(olaf, TERMS);
    expect(before.live.lines).toEqual([
      expect.objectContaining({ record: `Interested party ${party.ref}`, path: `/interested-parties/${party.ref}` }),
    ]);
    expect(before.live.lines[0]!.fields).toHaveLength(2);
    expect(before).toMatchObject({ minor: 1, entries: 3, headers: 0 });
    const input = { terms: TERMS, reason: "Left the company and asked for it", password: PASSWORD };
    await expect(erasePerson(olaf, { ...input, entries: before.entries })).rejects.toThrow(
      expect.objectContaining({ code: "erasure-live" }),
    );

    await change(await world.as("mira"), (record) =>
      record.update("interested-party", party.id, party.version, { representative: "", representativeContact: "" }),
    );
    const after = await erasurePreview(olaf, TERMS);
    expect(after).toMatchObject({ live: { lines: [] }, entries: 4 });
    await expect(erasePerson(olaf, { ...input, entries: 3 })).rejects.toThrow(expect.objectContaining({ code: "erasure-moved" }));
    await expect(erasePerson(olaf, { ...input, entries: 4, password: "wrong" })).rejects.toThrow(Invalid);
    await expect(erasePerson(olaf, { ...input, entries: 4, reason: "Ingrid Sørensen left" })).rejects.toThrow(Invalid);
    expect(await erasurePreview(olaf, TERMS)).toEqual(after);

    // What was written to them, and what others were reminded of, holds their name too.
    await world.sql(
      `INSERT INTO mail_message (organization_id, id, kind, to_email, to_name, subject, body, problem, status, not_before, created_at)
       VALUES ($1, gen_random_uuid(), 'ask', 'ingrid@fjord.example', 'Ingrid Sørensen', 'To Ingrid Sørensen', 'Dear Ingrid Sørensen', '550 <ingrid@fjord.example>', 'refused', now(), now())`,
      [world.nordwind.id],
    );
    await world.sql(
      `INSERT INTO digest (organization_id, id, user_id, day, content, created_at)
       VALUES ($1, gen_random_uuid(), $2, current_date, '{"groups":[{"group":"due","items":[{"title":"Call Ingrid Sørensen"}]}]}', now())`,
      [world.nordwind.id, world.people.mira.id],
    );

    expect(await erasePerson(olaf, { ...input, entries: 4 })).toEqual({ entries: 4 });
    expect((await world.sql("SELECT content::jsonb #>> '{groups,0,items,0,title}' AS title FROM digest"))[0]).toEqual({
      title: "Call [erased]",
    });
    const verdict = await verifyHistory(olaf);
    expect({ ok: verdict.ok, chain: verdict.chainProblems, live: verdict.liveProblems }).toEqual({ ok: true, chain: [], live: [] });

    // Nowhere in the database, whichever table.
    const tables = await world.sql<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    );
    for (const { name } of tables) {
      const rows = await world.sql(
        `SELECT 1 FROM "${name}" t WHERE to_jsonb(t)::text ILIKE '%Sørensen%' OR to_jsonb(t)::text ILIKE '%ingrid@%'`,
      );
      expect(rows, name).toEqual([]);
    }
    expect(await world.sql("SELECT text FROM comment WHERE id = $1", [comment.id])).toEqual([{ text: "Ask [erased] again" }]);

    const { items } = await listHistory(olaf, { ...ANY, ref: party.ref! });
    expect(items.map(({ erased, erasure }) => [erased, erasure?.by])).toEqual([
      [true, "Olaf Brandt"],
      [true, "Olaf Brandt"],
    ]);
    const told = await listHistory(olaf, { ...ANY, entity: "history-entry" });
    expect(told.items).toHaveLength(4);
    const [erasing] = (await listHistory(olaf, { ...ANY, action: "erase" })).items;
    expect(erasing).toMatchObject({ who: "Olaf Brandt", reason: "Left the company and asked for it" });

    // The record can be edited on, and what is set from now on is held against it again.
    const [row] = await world.sql<{ version: number }>("SELECT version FROM interested_party WHERE id = $1", [party.id]);
    await change(await world.as("mira"), (record) =>
      record.update("interested-party", party.id, row!.version, { representative: "The office" }),
    );
    expect((await verifyHistory(olaf)).ok).toBe(true);
    await world.sql("UPDATE interested_party SET representative = 'Somebody' WHERE id = $1", [party.id]);
    expect((await verifyHistory(olaf)).liveProblems).toMatchObject([{ ref: party.ref, field: "representative" }]);
    await world.sql("UPDATE interested_party SET representative = 'The office' WHERE id = $1", [party.id]);
    await expect(erasePerson(olaf, { ...input, entries: 0 })).rejects.toThrow(Refused);
  });

  it("also where they stand in records that nobody can edit: an invitation to a survey, an answer, a step of a conflict", async () => {
    const olaf = await world.as("olaf");
    await world.sql("UPDATE user_account SET password_hash = $1 WHERE id = $2", [await hashPassword(PASSWORD), world.people.olaf.id]);
    const name = "Bjarne Kvist";
    const invitation = await change(olaf, async (record) => {
      const survey = await record.create("survey", { title: "Yearly" });
      return record.create("survey-invitation", { surveyId: survey.id, recipientName: name, recipientEmail: "someone@fjord.example" });
    });
    const preview = await erasurePreview(olaf, [name]);
    expect(preview).toMatchObject({ live: { lines: [] }, minor: 1 });
    await erasePerson(olaf, { terms: [name], entries: preview.entries, reason: "Asked for it", password: PASSWORD });
    expect(await world.sql("SELECT recipient_name FROM survey_invitation WHERE id = $1", [invitation.id])).toEqual([
      { recipient_name: "[erased]" },
    ]);
    expect((await verifyHistory(olaf)).ok).toBe(true);
    // Agenda items of a management review are edited in its meeting until it is signed.
    const edited: readonly EntityName[] = ["management-review-item"];
    const texts = (entity: EntityName) => Object.values(ENTITIES[entity].fields).some((type) => type === "text" || type === "list");
    const stuck = (Object.keys(ENTITIES) as EntityName[]).filter(
      (entity) => texts(entity) && !pathOf(entity, "X-1") && !MINOR.has(entity) && !ISSUED.has(entity) && !edited.includes(entity),
    );
    expect(stuck).toEqual([]);
  });

  it("by nobody but the owner, and in no other organisation", async () => {
    await change(await world.as("kim"), async (record) => {
      await record.create(
        "context-issue",
        { title: "Talk of the north", category: "internal", description: "" },
        { reason: "Per Hansen said so" },
      );
    });
    for (const name of ["mira", "jonas", "carla", "aisha", "vera"] as const) {
      const access = await world.as(name);
      await expect(erasurePreview(access, ["Per Hansen"])).rejects.toThrow(Forbidden);
      await expect(erasePerson(access, { terms: ["Per Hansen"], entries: 0, reason: "x", password: "x" })).rejects.toThrow(Forbidden);
    }
    expect((await erasurePreview(await world.as("olaf"), ["Per Hansen"])).entries).toBe(0);
    expect((await erasurePreview(await world.as("kim"), ["Per Hansen"])).entries).toBe(1);
  });

  it("the database lets no other way of changing a payload through", async () => {
    const access = await world.as("olaf");
    const tries = [
      // The application's role has no such right.
      ["", "UPDATE history_payload SET payload = NULL, salt = NULL, erased_at = now() WHERE sequence = 1"],
      // The eraser may only erase.
      ["app_eraser", "UPDATE history_payload SET payload = 'x' WHERE sequence = 1"],
      ["app_eraser", "UPDATE history_payload SET payload = NULL, salt = NULL WHERE sequence = 1"],
      ["app_eraser", "UPDATE history_payload SET payload = NULL, erased_at = now() WHERE sequence = 1"],
      ["app_eraser", "UPDATE history_payload SET sequence = 9999 WHERE sequence = 1"],
      ["app_eraser", "DELETE FROM history_payload WHERE sequence = 1"],
      ["app_eraser", "UPDATE history_entry SET action = 'x' WHERE sequence = 1"],
      ["app_eraser", "SELECT name FROM interested_party"],
    ] as const;
    for (const [role, statement] of tries) {
      const attempt = inTenant(access, async (tx) => {
        if (role) await connectionOf(tx).rows("SELECT set_config('role', $1, true)", [role]);
        await connectionOf(tx).count(statement, []);
      });
      await expect(attempt, statement).rejects.toThrow(/permission denied|append-only|check constraint/);
    }
    // Behind row level security the eraser sees its own organisation only.
    const [foreign] = await world.sql<{ id: string }>("SELECT id FROM organization WHERE slug = 'kestrel-labs'");
    const count = await inTenant(access, async (tx) => {
      await connectionOf(tx).rows("SELECT set_config('role', 'app_eraser', true)", []);
      return connectionOf(tx).count(
        "UPDATE history_payload SET payload = NULL, salt = NULL, erased_at = now() WHERE organization_id = $1::uuid",
        [foreign!.id],
      );
    });
    expect(count).toBe(0);
    expect((await verifyHistory(access)).chainProblems).toEqual([]);
  });

  it("an erasure that no entry tells of is found", async () => {
    await world.sql("ALTER TABLE history_payload DISABLE TRIGGER USER");
    await world.sql(
      "UPDATE history_payload SET payload = NULL, salt = NULL, erased_at = now() WHERE organization_id = $1 AND sequence = 2",
      [world.nordwind.id],
    );
    await world.sql("ALTER TABLE history_payload ENABLE TRIGGER USER");
    expect((await verifyHistory(await world.as("olaf"))).chainProblems).toMatchObject([{ kind: "erasure_unexplained", sequence: 2 }]);
  });
});
