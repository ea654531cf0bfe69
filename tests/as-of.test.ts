import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAST_PERMISSIONS } from "@/domain/permissions";
import { getParty, listParties } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { gridOf } from "@/features/power-interest/queries";
import { getRequirement, listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { searchRecords } from "@/features/search/queries";
import { listStatement } from "@/features/statement-of-applicability/queries";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { threadOf } from "@/features/threads/queries";
import { parseTableState } from "@/lib/table-state";
import { resolveAccess, type Verdict } from "@/server/access";
import type { Access } from "@/server/access-value";
import { lastSequenceOn, pointAt } from "@/server/as-of";
import { setClock } from "@/server/clock";
import { Refused } from "@/server/errors";
import { PAST_TABLES } from "@/server/past-tables";
import { change } from "@/server/record";
import { startSession } from "@/server/sessions";
import { inTenant } from "@/server/tenant";
import { loadDemo } from "../prisma/seed/demo";
import { openWorld } from "./support/world";

const world = openWorld();
let mira: Access;

async function verdict(email: string, address: string): Promise<Verdict> {
  const [user] = await world.sql<{ id: string }>("SELECT id FROM user_account WHERE email = $1", [email]);
  return resolveAccess(await startSession(user!.id, "test"), address);
}

async function enter(email: string, address: string): Promise<Access> {
  const found = await verdict(email, address);
  if (found.kind !== "access") throw new Error(`${email} at ${address}: ${found.kind}`);
  return found.access;
}

const head = async () =>
  (await world.sql<{ sequence: number }>("SELECT sequence::int FROM history_head WHERE organization_id = $1", [mira.organization.id]))[0]!
    .sequence;

/** What the pages would show of the whole register. */
async function pagesOf(access: Access) {
  const parties = await listParties(access, parseTableState(new URLSearchParams("size=100&sort=name"), partyTable(access)));
  const requirements = await listRequirements(access, parseTableState(new URLSearchParams("size=100&sort=ref"), REQUIREMENT_TABLE));
  return {
    parties,
    requirements,
    party: await getParty(access, "IP-001"),
    requirement: await getRequirement(access, "REQ-001"),
    thread: await threadOf(access, "REQ-001"),
    grid: await gridOf(access, {}),
    statement: await listStatement(access, parseTableState(new URLSearchParams("size=100"), STATEMENT_TABLE)),
    // Actions are today's business and are not shown in the past.
    found: (await searchRecords(access, "backup")).filter(({ path }) => !path.startsWith("/actions/")),
  };
}

describe.skipIf(world.skip)("the register as it stood", () => {
  beforeAll(async () => {
    await world.sql("SET session_replication_role = replica");
    await world.sql("TRUNCATE organization, user_account, history_entry, history_payload, history_head CASCADE");
    await world.sql("SET session_replication_role = origin");
    await loadDemo();
    mira = await enter("mira@nordwind.example", "nordwind");
  });
  afterAll(() => setClock(null));

  it("replays every table of the register exactly as it stands", async () => {
    const point = await pointAt(mira, await head());
    for (const table of PAST_TABLES) {
      const rows = (from: string, where: string) =>
        world.sql<{ row: Record<string, unknown> }>(
          `SELECT to_jsonb(t) - 'updated_at' - 'point_id' AS row FROM ${from} t WHERE ${where} ORDER BY (to_jsonb(t) - 'updated_at' - 'point_id')::text`,
        );
      const live = await rows(table, `organization_id = '${mira.organization.id}'`);
      const past = await rows(`past.past_${table}`, `point_id = '${point.id}'`);
      expect(past, table).toEqual(live);
    }
  });

  it("shows on every page what stood there, whatever was changed since, and nothing of it may be written", async () => {
    setClock(new Date("2026-10-01T10:00:00Z"));
    const before = await pagesOf(mira);
    const sequence = await head();
    await change(mira, async (record) => {
      for (const { id } of (await listParties(mira, parseTableState(new URLSearchParams("size=100"), partyTable(mira)))).rows) {
        const { version } = await record.get("interested-party", id);
        await record.update(
          "interested-party",
          id,
          version,
          { name: `Renamed ${id}`, power: 1, interest: 1, representative: "Somebody else" },
          { reason: "test" },
        );
      }
      for (const { id } of before.requirements.rows) {
        const { version } = await record.get("requirement", id);
        await record.update(
          "requirement",
          id,
          version,
          { statement: `Something else ${id}`, links: [], sourceIds: [] },
          { reason: "test" },
        );
      }
      await record.create("interested-party", { name: "A new one", category: "external" });
    });
    const past = mira.readingPast(
      { ...(await pointOf(sequence)), label: "2026-10-01", versionNumber: null },
      "nordwind~2026-10-01",
      PAST_PERMISSIONS,
    );
    const [then, now] = [await pagesOf(past), await pagesOf(mira)];
    for (const page of Object.keys(before) as (keyof typeof before)[]) {
      const text = JSON.stringify(then[page]).replaceAll("nordwind~2026-10-01", "nordwind");
      expect(JSON.parse(text), page).toEqual(JSON.parse(JSON.stringify(before[page])));
      if (page !== "found") expect(now[page], page).not.toEqual(before[page]);
    }
  });

  const pointOf = async (sequence: number) => {
    const { id } = await pointAt(mira, sequence);
    return { pointId: id, sequence };
  };

  it("two that ask for the same moment at once get the same", async () => {
    const sequence = (await head()) - 3;
    const points = await Promise.all([1, 2, 3, 4].map(() => pointAt(mira, sequence)));
    expect(new Set(points.map(({ id }) => id)).size).toBe(1);
    const [count] = await world.sql<{ n: number }>("SELECT count(*)::int AS n FROM past.past_requirement WHERE point_id = $1", [
      points[0]!.id,
    ]);
    expect(count!.n).toBeGreaterThan(50);
  });

  it("is entered by a day in the address, with reading rights only", async () => {
    const access = await enter("mira@nordwind.example", "nordwind~2026-06-30");
    expect(access.past).toMatchObject({ label: "2026-06-30", sequence: await lastSequenceOn(mira, "2026-06-30") });
    expect(access.organization.slug).toBe("nordwind~2026-06-30");
    expect(access.can("interested-party:read")).toBe(true);
    for (const refused of ["interested-party:update", "import:run", "member:invite", "history:read", "approval:give"] as const)
      expect(access.can(refused), refused).toBe(false);
    // Mira sees what Vera does not, then as now.
    expect((await enter("vera@nordwind.example", "nordwind~2026-06-30")).can("party-support:read")).toBe(false);
  });

  it.each([
    ["nordwind~1999-01-01", "before_first"],
    ["nordwind~2999-01-01", "to_come"],
    ["nordwind~97.3", "unknown_version"],
    ["nordwind~latest", "unreadable"],
    ["nordwind~2026-02-31", "unreadable"],
  ])("%s is refused in words: %s", async (address, why) => {
    expect(await verdict("mira@nordwind.example", address)).toMatchObject({ kind: "no_past", why });
  });

  it("tells a stranger nothing more than that there is no such organisation", async () => {
    for (const address of ["nordwind~1999-01-01", "nordwind~2026-06-30", "nordwind~1.0", "nobody~1.0"])
      expect(await verdict("kim@kestrel.example", address)).toEqual({ kind: "not_found" });
    expect(await resolveAccess(null, "nordwind~2026-06-30")).toEqual({ kind: "anonymous" });
  });

  it("stays inside its organisation, also when a point of another is named", async () => {
    const kim = await enter("kim@kestrel.example", "kestrel-labs");
    const { pointId, sequence } = await pointOf(await head());
    const thief = kim.readingPast({ pointId, sequence, label: "x", versionNumber: null }, "kestrel-labs", new Set());
    expect(await inTenant(thief, (tx) => tx.interestedParty.count())).toBe(0);
    expect(await inTenant(thief, (tx) => tx.$queryRaw`SELECT 1 FROM past.past_interested_party`)).toEqual([]);
  });

  it("writes nothing through the past's own names", async () => {
    const past = await enter("mira@nordwind.example", "nordwind~2026-06-30");
    await expect(inTenant(past, (tx) => tx.interestedParty.updateMany({ data: { name: "x" } }))).rejects.toThrow();
    await expect(inTenant(past, (tx) => tx.comment.deleteMany())).rejects.toThrow();
    await expect(change(past, (record) => record.create("interested-party", { name: "Too late", category: "external" }))).rejects.toEqual(
      new Refused("past-read_only"),
    );
    // What is noted about reading it stands in today's history.
    const before = await head();
    await change(past, async (record) => record.note("page", past.organization.id, "IP-001", "open", { note: "/nordwind~2026-06-30" }));
    expect(await head()).toBe(before + 1);
  });
});
