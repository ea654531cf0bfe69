import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, inject } from "vitest";
import { GENESIS_HASH } from "@/domain/audit-trail";
import type { Role } from "@/domain/vocabulary";
import { resolveAccess, systemAccess } from "@/server/access";
import type { Access } from "@/server/access-value";
import { connect, useDb } from "@/server/db";
import { change } from "@/server/record";
import type { RequestFacts } from "@/server/request";
import { startSession } from "@/server/sessions";
import { systemTask } from "@/server/tenant";
import { startEmbeddedDatabase } from "../../scripts/steps.mjs";

export const APP_URL = "http://127.0.0.1:3999";
const SECRET = "a secret for the tests, long enough for anybody";
export const engine = process.env.TEST_ENGINE === "embedded" ? "embedded" : "postgresql";

export interface Person {
  id: string;
  name: string;
  email: string;
}

export interface House {
  id: string;
  slug: string;
  name: string;
}

/**
 * Two organisations and their people on a database of their own:
 * Nordwind Data GmbH with Olaf (owner), Mira (ISMS manager), Carla (contributor), Jonas (leadership), Aisha (auditor), Vera (viewer);
 * Kestrel Labs with Kim (owner). Fields are filled before the first test.
 */
export interface World {
  nordwind: House;
  kestrel: House;
  people: Record<"olaf" | "mira" | "carla" | "jonas" | "aisha" | "vera" | "kim", Person>;
  /** The Access of a person, resolved through the real door at this moment. */
  as(name: keyof World["people"], house?: House): Promise<Access>;
  /** A request of that person's browser, for calling actions and route handlers. */
  request(name: keyof World["people"] | null, overrides?: Partial<RequestFacts>): Promise<RequestFacts>;
  /** SQL as the owner of the database, behind the application's back. */
  sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The application's own connection string. */
  url: string;
  /** Whether this engine is on the machine; false only for PostgreSQL. */
  available: boolean;
}

/** Call once at the top of a test file. `skip` is true where the engine is missing. */
export function openWorld(): World & { skip: boolean } {
  const missing = engine === "postgresql" && inject("postgresql") === null;
  const world = { available: !missing, skip: missing } as World & { skip: boolean };
  let close: () => Promise<void> = async () => {};
  beforeAll(async () => {
    if (missing) return;
    const opened = engine === "embedded" ? await openEmbedded() : await openPostgresql();
    process.env.DATABASE_URL = opened.url;
    process.env.APP_URL = APP_URL;
    process.env.AUTH_SECRET = SECRET;
    // Files of evidence go to a folder of their own.
    const data = mkdtempSync(path.join(tmpdir(), "goldthread-data-"));
    process.env.DATA_DIR = data;
    if (engine === "embedded") process.env.GOLDTHREAD_EMBEDDED = "1";
    const client = connect(opened.url, engine === "embedded" ? 4 : 10, { prepared: engine !== "embedded" });
    // biome-ignore lint/correctness/useHookAtTopLevel: this is no hook of React
    useDb(client);
    const owner = new pg.Client({ connectionString: opened.ownerUrl });
    await owner.connect();
    close = async () => {
      await client.$disconnect();
      await owner.end();
      await opened.close();
      rmSync(data, { recursive: true, force: true });
    };
    world.url = opened.url;
    world.sql = async (text, values) => (await owner.query(text, values)).rows;
    world.people = {
      olaf: await createPerson("Olaf Brandt", "olaf@nordwind.example"),
      mira: await createPerson("Mira Lindqvist", "mira@nordwind.example"),
      carla: await createPerson("Carla Neumann", "carla@nordwind.example"),
      jonas: await createPerson("Jonas Weber", "jonas@nordwind.example"),
      aisha: await createPerson("Aisha Rahman", "aisha@auditor.example"),
      vera: await createPerson("Vera Klein", "vera@nordwind.example"),
      kim: await createPerson("Kim Adeyemi", "kim@kestrel.example"),
    };
    const { olaf, mira, carla, jonas, aisha, vera, kim } = world.people;
    world.nordwind = await createHouse("nordwind", "Nordwind Data GmbH", [
      [olaf, "owner"],
      [mira, "isms-manager"],
      [carla, "contributor"],
      [jonas, "leadership"],
      [aisha, "auditor"],
      [vera, "viewer"],
    ]);
    world.kestrel = await createHouse("kestrel-labs", "Kestrel Labs", [[kim, "owner"]]);
    world.as = async (name, house = name === "kim" ? world.kestrel : world.nordwind) => {
      const verdict = await resolveAccess(await startSession(world.people[name].id, "test"), house.slug);
      if (verdict.kind !== "access") throw new Error(`${name} is not let in: ${verdict.kind}`);
      return verdict.access;
    };
    world.request = async (name, overrides = {}) => {
      const sid = name ? await startSession(world.people[name].id, "test") : null;
      const cookie = sid ? await encode({ token: { sid }, secret: SECRET }) : undefined;
      return {
        origin: APP_URL,
        cookie: (wanted) => (wanted === "goldthread.session" ? cookie : undefined),
        address: "192.0.2.7",
        userAgent: "test",
        ...overrides,
      };
    };
  });
  afterAll(() => close());
  return world;
}

/** An account without a usable password; sign-in tests set one. */
export async function createPerson(name: string, email: string): Promise<Person> {
  const id = uuid();
  await systemTask((tx) => tx.userAccount.create({ data: { id, name, email, passwordHash: "!", createdAt: new Date() } }));
  return { id, name, email };
}

/** An organisation with its profile, the head of its history, and members. */
export async function createHouse(slug: string, name: string, members: [Person, Role][]): Promise<House> {
  const house = { id: uuid(), slug, name };
  await systemTask((tx) => tx.organization.create({ data: { ...house, createdAt: new Date() } }));
  await change(systemAccess(house, "test"), async (record) => {
    await record.tx.historyHead.create({ data: { organizationId: house.id, sequence: 0, hash: GENESIS_HASH } });
    await record.create("organization", { name });
    await record.createMany(
      "membership",
      members.map(([person, role]) => ({ userId: person.id, role })),
    );
  });
  return house;
}

async function openPostgresql() {
  const superuser = inject("postgresql")!;
  const name = `goldthread_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  const admin = new pg.Client({ connectionString: superuser });
  await admin.connect();
  // Copying a template needs nobody connected to it, another file copying included: one after the other.
  await admin.query("SELECT pg_advisory_lock(4201)");
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject("template")}`);
  await admin.query("SELECT pg_advisory_unlock(4201)");
  const ownerUrl = new URL(superuser);
  ownerUrl.pathname = `/${name}`;
  const url = new URL(ownerUrl);
  url.username = "goldthread_test";
  url.password = "test";
  return {
    url: url.href,
    ownerUrl: ownerUrl.href,
    close: async () => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

async function openEmbedded() {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-world-"));
  cpSync(inject("embeddedTemplate")!, folder, {
    recursive: true,
    filter: (source) => !source.endsWith("socket") && !source.endsWith(".lock"),
  });
  const database = await startEmbeddedDatabase(folder);
  return {
    url: database.url,
    ownerUrl: database.url,
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
