import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildEntry, diffFields, GENESIS_HASH } from "@/domain/audit-trail";
import { verifyHistory } from "@/features/history/queries";
import { systemAccess } from "@/server/access";
import { connect, useDb } from "@/server/db";
import { columnOf, ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { MigrationRefused, migrate, readMigrations, schemaState } from "@/server/migrations";
import { engine } from "./support/world";

/** R36. Races and killed servers prove something on PostgreSQL only; the embedded database is killed half-way in backup.test.ts and start.test.ts. */
const missing = engine === "embedded" || inject("postgresql") === null;
const MIGRATIONS = readMigrations();
const names = MIGRATIONS.map(({ name }) => name);

let admin: pg.Client;
const made: string[] = [];

async function database(): Promise<string> {
  const name = `goldthread_upgrade_${process.pid}_${randomBytes(4).toString("hex")}`;
  await admin.query(`CREATE DATABASE ${name}`);
  made.push(name);
  const url = new URL(inject("postgresql")!);
  url.pathname = `/${name}`;
  return url.href;
}

async function opened<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const HOUSE = { id: uuid(), slug: "old-house", name: "Old House" };
const PERSON = uuid();
const PARTY = uuid();

/** A few records of each kind that the state knows, written as the release of that time wrote them: the row, and an entry that names its fields. */
const SEED: readonly [EntityName, Record<string, unknown>][] = [
  ["organization", { name: "Old House" }],
  ["membership", { userId: PERSON, role: "owner" }],
  ["interested-party", { id: PARTY, ref: "IP-001", name: "Alpha", category: "external", members: ["a", "b"] }],
  ["interested-party", { ref: "IP-002", name: "Beta", category: "internal", power: 3, interest: 4 }],
  ["requirement", { ref: "REQ-001", partyId: PARTY, statement: "Tell us of incidents", kind: "contractual" }],
  ["context-issue", { ref: "ISS-001", title: "Climate", category: "external", pestle: ["environmental"] }],
  ["source", { ref: "SRC-001", title: "Contract", type: "contract" }],
  ["obligation", { ref: "OBL-001", title: "Act" }],
  ["comment", { entity: "interested-party", entityId: HOUSE.id, text: "A remark" }],
  ["objective", { ref: "OBJ-001", title: "Fewer incidents" }],
  ["workshop", { ref: "WS-001", kind: "identification", title: "Who is there", heldOn: "2026-01-04" }],
  ["scope-unit", { ref: "SU-001", title: "Oslo" }],
  ["risk", { ref: "R-001", title: "Fire" }],
  ["document", { ref: "P-001", title: "Policy" }],
  ["evidence", { ref: "E-001", title: "Minutes", dated: "2026-01-05" }],
  [
    "finding",
    { ref: "F-001", title: "Gap", statement: "None", clause: "4.2", severity: "minor", raisedAt: "2026-01-01", dueAt: "2026-03-01" },
  ],
  ["action", { ref: "ACT-001", title: "Mend" }],
];

async function seed(client: pg.Client): Promise<Map<string, number>> {
  const at = "2026-01-05T08:00:00.000Z";
  await client.query("INSERT INTO organization (id, slug, name, created_at) VALUES ($1, $2, $3, $4)", [
    HOUSE.id,
    HOUSE.slug,
    HOUSE.name,
    at,
  ]);
  await client.query(
    "INSERT INTO user_account (id, email, name, password_hash, created_at) VALUES ($1, 'o@old.example', 'Olga', '!', $2)",
    [PERSON, at],
  );
  let sequence = 0;
  let previousHash = GENESIS_HASH;
  for (const [entity, given] of SEED) {
    const spec: EntitySpec = ENTITIES[entity];
    const known = await client.query<{ name: string }>(
      "SELECT attname::text AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped",
      [spec.table],
    );
    const columns = new Set(known.rows.map(({ name }) => name));
    if (columns.size === 0) continue;
    const id = (given.id as string | undefined) ?? uuid();
    const row: Record<string, unknown> = { organization_id: HOUSE.id, id, updated_at: at };
    if (columns.has("created_at")) row.created_at = at;
    for (const [field, value] of Object.entries(given)) if (columns.has(columnOf(field))) row[columnOf(field)] = value;
    const derived = spec.derive({ ...Object.fromEntries(Object.keys(spec.fields).map((field) => [field, ""])), ...given });
    for (const [field, value] of Object.entries(derived)) if (columns.has(columnOf(field))) row[columnOf(field)] = value;
    const list = Object.keys(row);
    await client.query(
      `INSERT INTO "${spec.table}" (${list.map((name) => `"${name}"`).join(", ")}) VALUES (${list.map((_, n) => `$${n + 1}`).join(", ")})`,
      list.map((name) => row[name]),
    );
    const stored = (
      await client.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM "${spec.table}" t WHERE id = $1`, [id])
    ).rows[0]!.row;
    const fields: Record<string, unknown> = Object.fromEntries(
      Object.entries(spec.fields)
        .filter(([field]) => columns.has(columnOf(field)))
        .map(([field, type]) => {
          const value = stored[columnOf(field)] ?? null;
          return [field, type === "instant" && typeof value === "string" ? new Date(value).toISOString() : value];
        }),
    );
    // Sets of links are part of what an entry tells, empty as they are here; of those whose table was there.
    for (const [name, { table }] of Object.entries(spec.links)) {
      const there = await client.query<{ yes: boolean }>("SELECT to_regclass($1) IS NOT NULL AS yes", [table]);
      if (there.rows[0]!.yes) fields[name] = [];
    }
    if (spec.targets) fields.links = [];
    sequence += 1;
    const entry = buildEntry(
      {
        organizationId: HOUSE.id,
        sequence,
        previousHash,
        at,
        actor: { id: PERSON, kind: "user", name: "Olga" },
        entity,
        entityId: id,
        entityRef: String(given.ref ?? ""),
        action: "create",
        requestId: "r",
        batchId: null,
      },
      { fields: diffFields(null, { ...fields, version: 1 }), reason: null },
      randomBytes(16).toString("hex"),
    );
    previousHash = entry.hash;
    await client.query(
      `INSERT INTO history_entry (organization_id, sequence, hash, header, at, actor_id, actor_kind, action, entity, entity_id, entity_ref, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'user', 'create', $7, $8, $9, 'r')`,
      [HOUSE.id, sequence, entry.hash, entry.header, at, PERSON, entity, id, String(given.ref ?? "")],
    );
    await client.query("INSERT INTO history_payload (organization_id, sequence, payload, salt) VALUES ($1, $2, $3, $4)", [
      HOUSE.id,
      sequence,
      entry.payloadText,
      entry.saltHex,
    ]);
  }
  await client.query("INSERT INTO history_head (organization_id, sequence, hash) VALUES ($1, $2, $3)", [HOUSE.id, sequence, previousHash]);
  return counts(client);
}

async function counts(client: pg.Client): Promise<Map<string, number>> {
  const tables = await client.query<{ name: string }>(
    "SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' ORDER BY 1",
  );
  const result = new Map<string, number>();
  for (const { name } of tables.rows)
    result.set(name, (await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`)).rows[0]!.count);
  return result;
}

async function verified(url: string): Promise<unknown> {
  process.env.DATABASE_URL = url;
  process.env.APP_URL = "http://127.0.0.1:3999";
  process.env.AUTH_SECRET = "a secret for the tests, long enough for anybody";
  const client = connect(url, 2);
  // biome-ignore lint/correctness/useHookAtTopLevel: this is no hook of React
  useDb(client);
  try {
    const { ok, chainProblems, liveProblems, entries } = await verifyHistory(systemAccess(HOUSE, "test"));
    return { ok, chainProblems, liveProblems, entries };
  } finally {
    await client.$disconnect();
  }
}

function migrating(url: string): { child: ChildProcess; ended: Promise<{ code: number | null; out: string }> } {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/migrate.ts"], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, HOME: process.env.HOME, MIGRATION_DATABASE_URL: url } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (data) => {
      out += data;
    });
  return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, out }))) };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never came to that");
}

describe.skipIf(missing)("upgrade", () => {
  beforeAll(async () => {
    admin = new pg.Client({ connectionString: inject("postgresql")! });
    await admin.connect();
  });
  afterAll(async () => {
    for (const name of made) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  });

  it.each(names.slice(0, -1).map((name, at) => [name, at + 1] as const))(
    "from the state of %s: no row is lost and the history verifies",
    async (_, count) => {
      const url = await database();
      await migrate(url, { migrations: MIGRATIONS.slice(0, count) });
      const before = await opened(url, seed);
      expect(await migrate(url)).toEqual(names.slice(count));
      const after = await opened(url, counts);
      for (const [table, rows] of before) expect([table, after.get(table)]).toEqual([table, rows]);
      const entries = before.get("history_entry")!;
      expect(entries).toBeGreaterThan(5);
      expect(await verified(url)).toEqual({ ok: true, chainProblems: [], liveProblems: [], entries });
      expect(await migrate(url)).toEqual([]);
    },
  );

  it("killed at any step, the next one goes on: what had not begun, what was rolled back, what was applied and not yet noted", async () => {
    const url = await database();
    await migrate(url, { migrations: MIGRATIONS.slice(0, 1) });
    const before = await opened(url, seed);
    const started = (name: string, logs: string | null) =>
      opened(url, (client) =>
        client.query(
          "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count, logs) VALUES ($1, $2, $3, now(), 0, $4)",
          [uuid(), MIGRATIONS.find((migration) => migration.name === name)!.checksum, name, logs],
        ),
      );
    // Noted as begun, and killed before anything of it happened.
    await started(names[1]!, null);
    expect(await migrate(url, { migrations: MIGRATIONS.slice(0, 2) })).toEqual([names[1]]);
    // Applied to its end, and killed before the end was noted.
    await opened(url, (client) => client.query(MIGRATIONS[2]!.sql));
    await started(names[2]!, "goldthread: applied");
    expect(await migrate(url)).toEqual(names.slice(3));
    expect(await opened(url, (client) => schemaState(client))).toEqual({ pending: [], refusal: null });
    const left = await opened(url, (client) =>
      client.query("SELECT 1 FROM _prisma_migrations WHERE finished_at IS NULL OR logs IS NOT NULL"),
    );
    expect(left.rowCount).toBe(0);
    const after = await opened(url, counts);
    for (const [table, rows] of before) expect([table, after.get(table)]).toEqual([table, rows]);
    expect(await verified(url)).toMatchObject({ ok: true });
  });

  it.each([0, 1, 2, 4])(
    "kill -9 in the middle of migration %i: the next one waits for what the database still runs, and finishes",
    async (at) => {
      const url = await database();
      if (at > 0) await migrate(url, { migrations: MIGRATIONS.slice(0, at) });
      // Whoever holds the lock of the scripts stops the migration exactly between its beginning and its end.
      const holder = new pg.Client({ connectionString: url });
      await holder.connect();
      await holder.query("SELECT pg_advisory_lock(hashtext('goldthread-migration-script'))");
      const { child, ended } = migrating(url);
      const waits = () =>
        opened(
          url,
          async (client) =>
            ((
              await client.query(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
              )
            ).rowCount ?? 0) > 0,
        );
      // The first thing that waits for it is the taking up of what an earlier one left, where there is a state at all.
      await until(waits);
      if (at > 0) {
        await holder.query("SELECT pg_advisory_unlock(hashtext('goldthread-migration-script'))");
        await new Promise((resolve) => setTimeout(resolve, 30 * at));
      }
      child.kill("SIGKILL");
      await ended;
      const second = migrating(url);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await holder.end();
      const answer = await second.ended;
      expect(answer).toMatchObject({ code: 0 });
      expect(await opened(url, (client) => schemaState(client))).toEqual({ pending: [], refusal: null });
      const [shape, fresh] = [await opened(url, structure), await freshStructure()];
      expect(shape).toEqual(fresh);
    },
  );

  it("two that start together: one migrates, the other waits and finds it done", async () => {
    const url = await database();
    const answers = await Promise.all([migrating(url).ended, migrating(url).ended]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0]);
    expect(answers.map(({ out }) => out.includes("Nothing to apply")).sort()).toEqual([false, true]);
  });

  it("one that fails by itself leaves nothing behind, and says so to whoever comes next", async () => {
    const url = await database();
    await migrate(url);
    const bad = { name: "20991231000000_bad", sql: "CREATE TABLE half_way (n int);\nSELECT 1 / 0;\n", checksum: "x" };
    await expect(migrate(url, { migrations: [...MIGRATIONS, bad] })).rejects.toThrow();
    expect((await opened(url, (client) => client.query("SELECT to_regclass('half_way') AS name"))).rows).toEqual([{ name: null }]);
    await expect(migrate(url, { migrations: [...MIGRATIONS, bad] })).rejects.toThrow(/failed half-way earlier/);
  });

  it("refuses a changed migration and a newer database, touching neither", async () => {
    const url = await database();
    await migrate(url, { migrations: MIGRATIONS.slice(0, 3) });
    const changed = MIGRATIONS.map((migration, at) =>
      at === 1 ? { ...migration, sql: `${migration.sql}\n`, checksum: "other" } : migration,
    );
    await expect(migrate(url, { migrations: changed })).rejects.toThrow(MigrationRefused);
    await expect(migrate(url, { migrations: MIGRATIONS.slice(0, 2) })).rejects.toThrow(/migrated by a newer Goldthread/);
    expect((await opened(url, (client) => schemaState(client))).pending).toEqual(names.slice(3));
  });
});

async function structure(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) AS line FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}

let fresh: Promise<string[]> | null = null;

function freshStructure(): Promise<string[]> {
  fresh ??= (async () => {
    const url = await database();
    await migrate(url);
    return opened(url, structure);
  })();
  return fresh;
}
