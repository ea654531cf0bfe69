import { beforeAll, describe, expect, it } from "vitest";
import { type ChainVerdict, ChainVerifier, type Difference, type LiveRecord, Replay, reconcile } from "@/domain/audit-trail";
import { isOverdue } from "@/domain/dates";
import { statementFindings } from "@/domain/wording";
import { paperAnswer } from "@/features/papers/frame";
import { systemAccess } from "@/server/access";
import { today } from "@/server/clock";
import { ENTITIES, type EntityName } from "@/server/entities";
import { passwordFits } from "@/server/passwords";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { DEMO_PASSWORD, demoSignIns, loadDemo } from "../prisma/seed/demo";
import { readPdf } from "./support/pdf-text";
import { openWorld } from "./support/world";

const world = openWorld();
const houses: Record<string, { id: string; slug: string; name: string }> = {};

describe.skipIf(world.skip)("demo data", () => {
  beforeAll(async () => {
    // The world's own houses would stop the demo data from loading; the history cannot be emptied while its triggers stand.
    await world.sql("SET session_replication_role = replica");
    await world.sql("TRUNCATE organization, user_account, history_entry, history_payload, history_head CASCADE");
    await world.sql("SET session_replication_role = origin");
    expect(await demoSignIns()).toEqual([]);
    // A first start that was killed half-way.
    await world.sql(
      "INSERT INTO organization (id, slug, name, created_at) VALUES (gen_random_uuid(), 'unfinished-1', 'Nordwind Data GmbH', now())",
    );
    await world.sql(
      "INSERT INTO user_account (id, email, name, password_hash, demo, created_at) VALUES (gen_random_uuid(), 'mira@nordwind.example', 'Mira', '!', true, now())",
    );
    await loadDemo();
    const rows = await world.sql<{ id: string; slug: string; name: string }>(
      "SELECT id, slug, name FROM organization WHERE slug <> 'unfinished-1'",
    );
    for (const row of rows) houses[row.slug] = row;
  });

  const count = async (table: string, slug: string, where = "true") =>
    Number((await world.sql(`SELECT count(*) AS n FROM ${table} WHERE organization_id = $1 AND ${where}`, [houses[slug]!.id]))[0]!.n);

  it("is a hosting company with some 25 parties and 70 requirements, and a small second tenant", async () => {
    expect(Object.keys(houses).sort()).toEqual(["kestrel-labs", "nordwind"]);
    expect(await count("interested_party", "nordwind")).toBe(30);
    expect(await count("requirement", "nordwind", "status <> 'retired'")).toBe(80);
    expect(await count("source_document", "nordwind")).toBe(14);
    expect(await count("obligation", "nordwind")).toBe(18);
    expect(await count("context_issue", "nordwind")).toBe(8);
    expect(await count("finding", "nordwind")).toBe(3);
    expect(await count("finding", "nordwind", "status = 'closed' AND effectiveness_checked_at IS NOT NULL")).toBe(1);
    expect(await count("finding", "nordwind", "repeat_of_id IS NOT NULL AND status = 'open' AND due_at < now()")).toBe(1);
    expect(await count("action", "nordwind", "kind = 'audit'")).toBe(6);
    expect(await count("action", "nordwind", "origin = '' AND kind <> 'audit'")).toBe(5);
    expect(await count("action", "nordwind", "origin = 'management_review'")).toBe(2);
    expect(await count("action", "nordwind", "origin = 'trigger' AND kind = 'corrective'")).toBe(1);
    expect(await count("trigger_event", "nordwind", "status = 'closed'")).toBe(1);
    expect(await count("trigger_event", "nordwind", "status = 'open'")).toBe(2);
    expect(await count("management_review", "nordwind", "status = 'signed'")).toBe(1);
    expect(await count("management_review", "nordwind", "status = 'planned' AND held_on > now()")).toBe(1);
    expect(await count("self_assessment", "nordwind")).toBe(1);
    expect(await count("acceptance", "nordwind")).toBe(1);
    expect(await count("interested_party", "kestrel-labs")).toBe(7);
    expect(await count("requirement", "kestrel-labs")).toBe(12);
  });

  it("has somebody in every role who can sign in", async () => {
    const signIns = await demoSignIns();
    expect(
      signIns.filter(({ organization }) => organization === "Nordwind Data GmbH").map(({ email, role }) => `${email} ${role}`),
    ).toEqual([
      "olaf@nordwind.example owner",
      "mira@nordwind.example isms-manager",
      "jonas@nordwind.example leadership",
      "carla@nordwind.example contributor",
      "sven@nordwind.example contributor",
      "petra@nordwind.example contributor",
      "aisha@auditor.example auditor",
      "vera@nordwind.example viewer",
    ]);
    expect(signIns.find(({ email }) => email === "kim@kestrel.example")).toMatchObject({ role: "owner", organization: "Kestrel Labs" });
    const [mira] = await world.sql<{ password_hash: string }>(
      "SELECT password_hash FROM user_account WHERE email = 'mira@nordwind.example'",
    );
    expect(await passwordFits(mira!.password_hash, DEMO_PASSWORD)).toBe(true);
  });

  it.each(["nordwind", "kestrel-labs"])("has a history of %s that verifies and tells what the tables say", async (slug) => {
    const { verdict, differences } = await verify(houses[slug]!);
    expect(verdict.problems).toEqual([]);
    expect(differences).toEqual([]);
    expect(verdict.entries).toBeGreaterThan(slug === "nordwind" ? 300 : 30);
  });

  it("took a year, in order, and ended a few days ago", async () => {
    const [span] = await world.sql<{ first: Date; last: Date; backwards: string }>(
      `SELECT min(at) AS first, max(at) AS last, count(*) FILTER (WHERE at < before) AS backwards
         FROM (SELECT at, lag(at) OVER (ORDER BY sequence) AS before FROM history_entry WHERE organization_id = $1) e`,
      [houses.nordwind!.id],
    );
    const days = (Date.now() - span!.last.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(14);
    expect((span!.last.getTime() - span!.first.getTime()) / 86_400_000).toBeGreaterThan(364);
    expect(Number(span!.backwards)).toBe(0);
    // The clock runs again.
    expect(today()).toBe(new Date().toISOString().slice(0, 10));
  });

  it("asks for and keeps a reason where a confirmed requirement changed", async () => {
    const rows = await world.sql<{ payload: string }>(
      `SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence)
        WHERE e.organization_id = $1 AND e.entity = 'requirement' AND e.action = 'update' AND p.payload LIKE '%48 hours%'`,
      [houses.nordwind!.id],
    );
    expect(rows.map(({ payload }) => JSON.parse(payload).reason)).toEqual([
      "Addendum 2 to the processing agreement: notice within 24 instead of 48 hours",
    ]);
  });

  it("has gaps to find", async () => {
    const n = "nordwind";
    expect(await count("requirement", n, "status <> 'retired' AND relevance = 'undecided'")).toBe(9);
    expect(await count("requirement", n, "relevance = 'relevant' AND isms_decision = 'undecided' AND status = 'active'")).toBe(1);
    expect(await count("requirement", n, "source_type IS NULL")).toBe(1);
    expect(await count("requirement", n, "owner_id IS NULL")).toBe(4);
    expect(await count("requirement", n, "relevance = 'discarded' AND discard_reason <> ''")).toBe(4);
    expect(await count("requirement", n, "isms_decision = 'not_addressed'")).toBe(6);
    expect(await count("requirement", n, "confirmed_at IS NULL AND source_type = 'survey' AND relevance = 'relevant'")).toBeGreaterThan(0);
    expect(await count("interested_party", n, "scores_are_template_defaults")).toBe(4);
    expect(await count("interested_party", n, "relevance = 'not_relevant' AND relevance_rationale <> ''")).toBe(1);
    expect(await count("comment", n, "resolved_at IS NULL")).toBe(2);
    const ended = await count(
      "requirement_source",
      n,
      "source_id IN (SELECT id FROM source_document WHERE effective_to < current_date AND status = 'active') AND requirement_id IN (SELECT id FROM requirement WHERE status = 'active')",
    );
    expect(ended).toBe(1);
    const verified = await world.sql<{ at: string }>(
      "SELECT last_verified_at::text AS at FROM obligation WHERE organization_id = $1 AND status = 'active'",
      [houses[n]!.id],
    );
    expect(verified.filter(({ at }) => isOverdue(at, 12, today()))).toHaveLength(1);
    const reviewed = await world.sql<{ at: string }>(
      "SELECT last_reviewed_at::text AS at FROM interested_party WHERE organization_id = $1 AND status = 'active'",
      [houses[n]!.id],
    );
    expect(reviewed.filter(({ at }) => isOverdue(at, 12, today())).length).toBeGreaterThanOrEqual(2);
    const statements = await world.sql<{ statement: string }>(
      "SELECT statement FROM requirement WHERE organization_id = $1 AND status <> 'retired'",
      [houses[n]!.id],
    );
    const codes = statements.flatMap(({ statement }) => statementFindings(statement).map(({ code }) => code));
    expect(codes).toEqual(expect.arrayContaining(["our_perspective", "vague"]));
    expect(codes.length).toBeLessThan(15);
  });

  it("shows how parties were found, placed and asked, and what the house aims at", async () => {
    const n = "nordwind";
    expect(await count("workshop", n, "status = 'closed' AND kind = 'identification'")).toBe(1);
    expect(await count("workshop", n, "status = 'closed' AND kind = 'voting'")).toBe(1);
    for (const [status, entries] of Object.entries({ promoted: 2, merged: 7, dismissed: 2, open: 0 })) {
      expect(await count("workshop_entry", n, `status = '${status}'`), status).toBe(entries);
    }
    // Four people on four parties, and the agreed value of each.
    expect(await count("workshop_vote", n, "voter_id <> workshop_id")).toBe(16);
    expect(await count("workshop_vote", n, "voter_id = workshop_id")).toBe(4);
    expect(await count("interview", n, "status = 'closed'")).toBe(2);
    expect(await count("interview_answer", n, "cardinality(used_for) > 0")).toBe(3);
    expect(await count("objective", n)).toBe(4);
    expect(await count("requirement_objective", n)).toBe(15);
    expect(await count("catalogue_exclusion", n, "withdrawn_at IS NULL")).toBe(3);
  });

  it("never asks adverse parties for engagement or confirmation", async () => {
    expect(await count("interested_party", "nordwind", "adverse")).toBe(2);
    expect(await count("interested_party", "nordwind", "adverse AND (engagement_target IS NOT NULL OR confirmed_at IS NOT NULL)")).toBe(0);
  });

  it("does nothing the second time", async () => {
    const before = await world.sql(
      "SELECT (SELECT count(*) FROM history_entry) AS entries, (SELECT count(*) FROM user_account) AS accounts",
    );
    await loadDemo();
    expect(
      await world.sql("SELECT (SELECT count(*) FROM history_entry) AS entries, (SELECT count(*) FROM user_account) AS accounts"),
    ).toEqual(before);
  });

  // The last one: a paper that leaves is told in the history.
  it("briefs leadership on two pages, and its next meeting has an agenda with facts", async () => {
    const access = systemAccess(houses.nordwind!, "test");
    const answer = await paperAnswer(access, "leadership-briefing", "pdf", new URLSearchParams());
    expect(readPdf(Buffer.from(await answer.arrayBuffer())).pages.length).toBeLessThanOrEqual(2);
    const [signed] = await world.sql<{ number: string }>(
      `SELECT v.number FROM management_review m JOIN register_version v ON v.organization_id = m.organization_id AND v.management_review_id = m.id
      WHERE m.organization_id = $1 AND m.status = 'signed'`,
      [houses.nordwind!.id],
    );
    expect(signed?.number).toBe("2.0");
    expect(await count("management_review_item", "nordwind", "facts <> ''")).toBe(20);
  });
});

/** The chain of an organisation, and its live tables against what the chain tells. */
async function verify(house: { id: string; slug: string; name: string }): Promise<{ verdict: ChainVerdict; differences: Difference[] }> {
  return inTenant(systemAccess(house, "test"), async (tx) => {
    const rows = await tx.$queryRaw<{ sequence: bigint; hash: string; header: string; payload: string; salt: string }[]>`
      SELECT e.sequence, e.hash, e.header, p.payload, p.salt FROM history_entry e JOIN history_payload p USING (organization_id, sequence)
       WHERE e.organization_id = ${house.id}::uuid ORDER BY e.sequence`;
    const [head] = await tx.$queryRaw<{ sequence: bigint; hash: string }[]>`SELECT sequence, hash FROM history_head`;
    const verifier = new ChainVerifier({ organizationId: house.id });
    const replay = new Replay();
    for (const { sequence, hash, header, payload, salt } of rows) {
      const entry = { sequence: Number(sequence), hash, header, payloadText: payload, saltHex: salt };
      verifier.add(entry);
      replay.apply(entry);
    }
    const live: LiveRecord[] = [];
    for (const entity of Object.keys(ENTITIES) as EntityName[]) {
      for (const { id, ref, version, values } of await readRecords(tx, house.id, entity, null)) {
        live.push({ entity, id, ref, fields: { ...values, version } });
      }
    }
    return {
      verdict: verifier.finish({ sequence: Number(head!.sequence), hash: head!.hash }),
      differences: reconcile(replay.records, live),
    };
  });
}
