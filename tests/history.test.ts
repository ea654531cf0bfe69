import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import { addComment, resolveComment } from "@/features/comments/mutations";
import { listComments } from "@/features/comments/queries";
import { ANY, historyQuery, parseHistoryFilter } from "@/features/history/filter";
import { exportHistory, historyChoices, historyOf, listHistory, verifyHistory } from "@/features/history/queries";
import { readCsv } from "@/lib/csv";
import type { Access } from "@/server/access-value";
import { setClock } from "@/server/clock";
import { NotFound } from "@/server/errors";
import { change } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { createHouse, engine, openWorld } from "./support/world";

const world = openWorld();

const party = (access: Access, values: Record<string, unknown> & { name: string }) =>
  change(access, (record) => record.create("interested-party", { category: "external", ...values }));
const patch = (access: Access, id: string, version: number, values: Record<string, unknown>, reason: string | null = null) =>
  change(access, (record) => record.update("interested-party", id, version, values, { reason }));
const only = (filter: Partial<typeof ANY>) => ({ ...ANY, ...filter });

/** An organisation of its own with a small register, to be tampered with. */
async function victim(): Promise<{ access: Access; id: string }> {
  const slug = `victim-${uuid().slice(-12)}`;
  const house = await createHouse(slug, "Victim", [[world.people.kim, "owner"]]);
  const access = await world.as("kim", house);
  const issue = await change(access, (record) => record.create("context-issue", { title: "Energy prices", category: "external" }));
  const acme = await party(access, { name: "Acme", note: "Largest client", issueIds: [issue.id] });
  await party(access, { name: "Data subjects" });
  await patch(access, acme.id, 1, { note: "Largest client, leaves in May" }, "Notice given");
  expect(await verifyHistory(access)).toMatchObject({ ok: true, entries: 6, records: 5, chainProblems: [], liveProblems: [] });
  return { access, id: house.id };
}

/** What somebody with the database's own password could do: switch the guards off and change what they like. */
async function tamper(text: string, values: unknown[]): Promise<void> {
  for (const table of ["history_entry", "history_payload", "history_head"]) await world.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  try {
    await world.sql(text, values);
  } finally {
    for (const table of ["history_entry", "history_payload", "history_head"]) await world.sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  }
}

describe.skipIf(world.skip)("the history only grows (R19)", () => {
  const attempts = [
    "UPDATE history_entry SET action = 'x'",
    "DELETE FROM history_entry",
    "TRUNCATE history_entry",
    "UPDATE history_payload SET payload = 'x'",
    "DELETE FROM history_payload",
    "TRUNCATE history_payload CASCADE",
    "DELETE FROM history_head",
    "UPDATE history_head SET sequence = 0",
  ];
  it.each(attempts)("refuses the application: %s", async (statement) => {
    const access = await world.as("olaf");
    const count = () => world.sql("SELECT count(*)::int FROM history_entry");
    const before = await count();
    await expect(inTenant(access, (tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(/denied|append-only|only moves forward/);
    expect(await count()).toEqual(before);
  });

  it.each(attempts.filter((statement) => !statement.startsWith("TRUNCATE history_payload")))(
    "refuses even the owner of the tables: %s",
    async (statement) => {
      await party(await world.as("mira"), { name: `For ${uuid()}` });
      await expect(world.sql(statement)).rejects.toThrow(/append-only|only moves forward/);
    },
  );
});

describe.skipIf(world.skip)("an edit behind the application's back is named", () => {
  it("table, record and field of a changed value", async () => {
    const { access, id } = await victim();
    await world.sql("UPDATE interested_party SET note = 'Harmless' WHERE organization_id = $1 AND ref = 'IP-001'", [id]);
    const found = await verifyHistory(access);
    expect(found).toMatchObject({ ok: false, chainProblems: [], liveProblemCount: 1 });
    expect(found.liveProblems).toMatchObject([
      {
        kind: "field",
        table: "interested_party",
        ref: "IP-001",
        field: "note",
        expected: "Largest client, leaves in May",
        found: "Harmless",
      },
    ]);
  });

  it("a version set back, a link cut, a role raised", async () => {
    const { access, id } = await victim();
    await world.sql("UPDATE interested_party SET version = 1 WHERE organization_id = $1 AND ref = 'IP-001'", [id]);
    await world.sql("DELETE FROM party_issue WHERE organization_id = $1", [id]);
    await world.sql("UPDATE membership SET role = 'auditor' WHERE organization_id = $1", [id]);
    const { liveProblems } = await verifyHistory(access);
    expect(liveProblems.map(({ table, field }) => `${table}.${field}`).sort()).toEqual([
      "interested_party.issueIds",
      "interested_party.version",
      "membership.role",
    ]);
  });

  it("a record that is gone and one that came from nowhere", async () => {
    const { access, id } = await victim();
    await world.sql("UPDATE interested_party SET id = $2 WHERE organization_id = $1 AND ref = 'IP-002'", [id, uuid()]);
    const { liveProblems } = await verifyHistory(access);
    expect(liveProblems.map(({ kind, table, ref }) => [kind, table, ref])).toEqual([
      ["record_unknown", "interested_party", "IP-002"],
      ["record_missing", "interested_party", "IP-002"],
    ]);
  });

  const edits: [string, string, object][] = [
    [
      "a payload",
      "UPDATE history_payload SET payload = replace(payload, 'Notice given', 'Typing error') WHERE organization_id = $1",
      { kind: "payload_changed", sequence: 6, entityRef: "IP-001" },
    ],
    [
      "a payload to rubbish",
      "UPDATE history_payload SET payload = 'x' WHERE organization_id = $1 AND sequence = 6",
      { kind: "payload_changed", sequence: 6 },
    ],
    [
      "a payload removed",
      "DELETE FROM history_payload WHERE organization_id = $1 AND sequence = 6",
      { kind: "payload_missing", sequence: 6 },
    ],
    [
      "a header",
      "UPDATE history_entry SET header = replace(header, 'update', 'create') WHERE organization_id = $1 AND sequence = 6",
      { kind: "header_changed", sequence: 6 },
    ],
    [
      "a header to rubbish",
      "UPDATE history_entry SET header = 'x' WHERE organization_id = $1 AND sequence = 6",
      { kind: "header_changed", sequence: 6 },
    ],
    [
      "the action beside it",
      "UPDATE history_entry SET action = 'review' WHERE organization_id = $1 AND sequence = 6",
      { kind: "column_changed", sequence: 6, field: "action" },
    ],
    [
      "the person beside it",
      "UPDATE history_entry SET actor_id = gen_random_uuid() WHERE organization_id = $1 AND sequence = 6",
      { kind: "column_changed", sequence: 6, field: "actorId" },
    ],
    [
      "the time beside it",
      "UPDATE history_entry SET at = at - interval '1 day' WHERE organization_id = $1 AND sequence = 6",
      { kind: "column_changed", sequence: 6, field: "at" },
    ],
    [
      "a separator slipped in",
      "UPDATE history_entry SET entity_ref = E'IP\\u001e-\\u001f001' WHERE organization_id = $1 AND sequence = 6",
      { kind: "column_changed", sequence: 6, field: "entityRef" },
    ],
    ["an entry removed", "DELETE FROM history_entry WHERE organization_id = $1 AND sequence = 4", { kind: "sequence_gap", sequence: 4 }],
    [
      "the newest entry removed",
      "DELETE FROM history_entry WHERE organization_id = $1 AND sequence = 6",
      { kind: "tail_dropped", sequence: 6 },
    ],
    ["the head", "UPDATE history_head SET hash = repeat('0', 64) WHERE organization_id = $1", { kind: "head_mismatch" }],
    ["the head removed", "DELETE FROM history_head WHERE organization_id = $1", { kind: "head_mismatch" }],
  ];
  it.each(edits)("%s of an entry", async (_what, statement, problem) => {
    const { access, id } = await victim();
    await tamper(statement, [id]);
    const found = await verifyHistory(access);
    expect(found.ok).toBe(false);
    expect(found.chainProblems).toContainEqual(expect.objectContaining(problem));
    // Reading on must be possible all the same.
    expect((await listHistory(access, only({ q: "o" }))).items.length).toBeGreaterThanOrEqual(0);
    await listHistory(access, ANY);
  });

  it("and one organisation's damage is not another's", async () => {
    const { id } = await victim();
    const { access } = await victim();
    await world.sql("UPDATE interested_party SET name = 'Other' WHERE organization_id = $1", [id]);
    expect((await verifyHistory(access)).ok).toBe(true);
  });
});

describe.skipIf(world.skip || engine === "embedded")("sixteen writers at once (R15)", () => {
  it("make one chain without fork or gap, which verifies while they write", async () => {
    const { access, id } = await victim();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 15; turn += 1) await party(access, { name: `Party ${writer}-${turn}` });
    });
    const meanwhile = await verifyHistory(access);
    await Promise.all(writers);
    expect(meanwhile.ok).toBe(true);
    expect(await verifyHistory(access)).toMatchObject({ ok: true, entries: 6 + 240, records: 5 + 240, head: { sequence: 246 } });
    const [{ refs }] = (await world.sql("SELECT count(DISTINCT ref)::int AS refs FROM interested_party WHERE organization_id = $1", [
      id,
    ])) as [{ refs: number }];
    expect(refs).toBe(242);
  });

  it("covers which entries belong together", async () => {
    const { access } = await victim();
    const batchId = uuid();
    await change(access, (record) =>
      record.createMany(
        "interested-party",
        [
          { name: "One", category: "external" },
          { name: "Two", category: "external" },
        ],
        { batchId, action: "import" },
      ),
    );
    expect((await verifyHistory(access)).ok).toBe(true);
    expect((await listHistory(access, only({ batch: batchId }))).items.map(({ record }) => record)).toEqual(["IP-004", "IP-003"]);
  });
});

describe.skipIf(world.skip)("reading the history", () => {
  afterEach(() => setClock(null));

  it("tells who, when, what before and after in words, and why", async () => {
    setClock(new Date("2026-03-12T09:41:07.000Z"));
    const mira = await world.as("mira");
    const regulator = await party(mira, { name: "Data protection authority", ownerId: world.people.olaf.id });
    await patch(
      mira,
      regulator.id,
      1,
      { note: "Answers within four weeks", support: 1, ownerId: world.people.carla.id, status: "active" },
      "Talked to them",
    );
    await patch(mira, regulator.id, 2, { note: "Answers within two weeks" });
    const { items, more } = await historyOf(mira, "interested-party", regulator.id, { limit: 2 });
    expect(more).toBe(true);
    expect(items[0]!.lines).toEqual([
      {
        field: "note",
        label: "Note",
        before: "Answers within four weeks",
        after: "Answers within two weeks",
        parts: [
          { kind: "same", text: "Answers within " },
          { kind: "removed", text: "four" },
          { kind: "added", text: "two" },
          { kind: "same", text: " weeks" },
        ],
      },
    ]);
    expect(items[1]).toMatchObject({ who: "Mira Lindqvist", at: "2026-03-12T09:41:07.000Z", reason: "Talked to them", action: "update" });
    expect(Object.fromEntries(items[1]!.lines.map(({ label, before, after }) => [label, [before, after]]))).toEqual({
      Status: ["Candidate", "Active"],
      Support: ["", "1"],
      Owner: ["Olaf Brandt", "Carla Neumann"],
      Note: ["", "Answers within four weeks"],
    });
    const older = await historyOf(mira, "interested-party", regulator.id, { before: items[1]!.sequence });
    expect(older.items.map(({ action }) => action)).toEqual(["create"]);
  });

  it("hides support from those who may not see it, and everything from those who may not read it", async () => {
    const mira = await world.as("mira");
    const lobby = await party(mira, { name: "Lobby" });
    await patch(mira, lobby.id, 1, { support: -2, attitude: "negative", note: "Met in March" });
    const vera = await world.as("vera");
    expect(await historyOf(vera, "interested-party", lobby.id)).toEqual({ items: [], more: false });
    const [entry] = (await listHistory(vera, only({ ref: lobby.ref! }))).items;
    expect(entry!.lines.map(({ field }) => field)).toEqual(["note"]);
  });

  it("is narrowed by record, person, action, days and words of the reason, page by page", async () => {
    const mira = await world.as("mira");
    const carla = await world.as("carla");
    setClock(new Date("2026-01-31T23:30:00.000Z"));
    const bank = await party(mira, { name: "House bank" });
    setClock(new Date("2026-02-01T00:30:00.000Z"));
    await patch(carla, bank.id, 1, { note: "Loan" }, 'Said "50% or more"');
    const list = async (filter: Partial<typeof ANY>) =>
      (await listHistory(mira, only({ ref: bank.ref!, ...filter }))).items.map(({ action }) => action);
    expect(await list({})).toEqual(["update", "create"]);
    expect(await list({ ref: bank.ref!.toLowerCase() })).toEqual(["update", "create"]);
    expect(await list({ personId: world.people.carla.id })).toEqual(["update"]);
    expect(await list({ action: "create" })).toEqual(["create"]);
    expect(await list({ entity: "requirement" })).toEqual([]);
    expect(await list({ to: "2026-01-31" })).toEqual(["create"]);
    expect(await list({ from: "2026-02-01", to: "2026-02-01" })).toEqual(["update"]);
    expect(await list({ q: "SAID" })).toEqual(["update"]);
    expect(await list({ q: '"50% or' })).toEqual(["update"]);
    expect(await list({ q: "5_%" })).toEqual([]);
    expect(await list({ q: "Loan" })).toEqual([]);
    const first = await listHistory(mira, only({ ref: bank.ref! }), 1);
    expect(first.more).toBe(true);
    expect(await list({ before: first.items[0]!.sequence })).toEqual(["create"]);
    expect((await historyChoices(mira)).actions).toContain("update");
    expect((await historyChoices(await world.as("kim"))).people.map(({ name }) => name)).toEqual(["Kim Adeyemi"]);
    expect((await listHistory(await world.as("kim"), only({ ref: bank.ref! }))).items).toEqual([]);
  });

  it("leaves as CSV that no spreadsheet program runs", async () => {
    const mira = await world.as("mira");
    const made = await party(mira, { name: "=HYPERLINK(1)" });
    const { csv, entries } = await exportHistory(mira, only({ ref: made.ref! }));
    expect(entries).toBe(1);
    expect(csv).not.toMatch(/(^|,)"?=HYPERLINK/m);
    const [header, ...rows] = readCsv(new TextEncoder().encode(csv)).sheets[0]!.rows.map(({ cells }) => cells);
    expect(header).toContain("Before");
    expect(rows.some((cells) => String(cells[8]).includes("HYPERLINK(1)"))).toBe(true);
  });

  it("reads its filter from an address typed by people", () => {
    const filter = parseHistoryFilter({
      entity: "requirement",
      ref: "REQ-1",
      person: "x",
      from: "2026-02-30",
      to: "2026-02-28",
      q: ["a\u0000b", "c"],
      before: "12",
      action: "DROP",
    });
    expect(filter).toEqual({ ...ANY, entity: "requirement", ref: "REQ-1", to: "2026-02-28", q: "a b", before: 12 });
    expect(parseHistoryFilter(Object.fromEntries(new URLSearchParams(historyQuery(filter))))).toEqual(filter);
    expect(historyQuery(ANY)).toBe("");
  });
});

describe.skipIf(world.skip)("comments on a record", () => {
  it("stay open until somebody resolves them with a word", async () => {
    const [mira, jonas, aisha] = [await world.as("mira"), await world.as("jonas"), await world.as("aisha")];
    const { id: entityId } = await party(mira, { name: "Insurer" });
    const first = await addComment(jonas, { entity: "interested-party", entityId, text: "Is the policy still running?" });
    await addComment(mira, { entity: "interested-party", entityId, text: "Ask for the new policy." });
    await resolveComment(mira, { ...first, resolution: "Runs until May." });
    expect(
      (await listComments(aisha, "interested-party", entityId)).map(({ text, author, resolved }) => [text, author, resolved?.word ?? null]),
    ).toEqual([
      ["Ask for the new policy.", "Mira Lindqvist", null],
      ["Is the policy still running?", "Jonas Weber", "Runs until May."],
    ]);
    await expect(resolveComment(mira, { ...first, version: 2, resolution: "Again" })).rejects.toThrow("comment-resolved");
    const kim = await world.as("kim");
    await expect(addComment(kim, { entity: "interested-party", entityId, text: "Hello" })).rejects.toThrow(NotFound);
    expect(await listComments(kim, "interested-party", entityId)).toEqual([]);
    expect((await listHistory(mira, only({ entity: "comment", action: "resolve" }))).items[0]).toMatchObject({ who: "Mira Lindqvist" });
  });
});
