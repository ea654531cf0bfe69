import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusalsOfDatabase } from "@/server/database-checks";
import { misspelt, refusals } from "@/server/env";
import { MigrationRefused, migrate } from "@/server/migrations";
import { isInstalled, startEmbeddedDatabase, takeLock } from "../scripts/steps.mjs";
import { engine, openWorld } from "./support/world";

const world = openWorld();

describe.skipIf(engine === "embedded")("settings", () => {
  const good = { DATABASE_URL: "postgresql://app@127.0.0.1/x", APP_URL: "https://register.example.org", AUTH_SECRET: "s".repeat(32) };

  it("starts with good ones", () => {
    expect(refusals(good, { production: true })).toEqual([]);
  });

  it.each([
    ["a missing secret", { AUTH_SECRET: undefined }, /AUTH_SECRET is missing/],
    ["a short secret", { AUTH_SECRET: "short" }, /AUTH_SECRET is too short/],
    ["no address", { APP_URL: "" }, /APP_URL is missing/],
    ["an address without TLS", { APP_URL: "http://register.example.org" }, /APP_URL must be an https address/],
    ["a port that is none", { PORT: "http" }, /PORT must be a number/],
  ])("refuses %s in one clear line", (_, change, line) => {
    const lines = refusals({ ...good, ...change }, { production: true });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
    expect(lines[0]).not.toContain("\n");
  });

  it("reports what is misspelt, and nothing else of the environment", () => {
    expect(misspelt({ DATABSE_URL: "x", AUTH_SECRT: "y", PATH: "/bin", HOME: "/", DATA_DIR: ".data", PORTS: "1" })).toEqual([
      { found: "DATABSE_URL", meant: "DATABASE_URL" },
      { found: "AUTH_SECRT", meant: "AUTH_SECRET" },
      { found: "PORTS", meant: "PORT" },
    ]);
  });
});

describe.skipIf(world.skip || engine === "embedded")("the database of production", () => {
  it("is taken with a plain role", async () => {
    expect(await refusalsOfDatabase(world.url, { embedded: false })).toEqual([]);
  });

  it("is refused to a superuser and to an owner", async () => {
    const superuser = new URL(world.url);
    superuser.username = "postgres";
    superuser.password = "";
    expect(await refusalsOfDatabase(superuser.href, { embedded: false })).toEqual([expect.stringMatching(/superuser/)]);
    await world.sql(
      "DO $$ BEGIN CREATE ROLE goldthread_owner_test LOGIN PASSWORD 'test'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
    );
    await world.sql("GRANT ALL ON SCHEMA public TO goldthread_owner_test; ALTER TABLE saved_view OWNER TO goldthread_owner_test");
    const owner = new URL(world.url);
    owner.username = "goldthread_owner_test";
    owner.password = "test";
    expect(await refusalsOfDatabase(owner.href, { embedded: false })).toContainEqual(expect.stringMatching(/owns the tables/));
    await world.sql("ALTER TABLE saved_view OWNER TO postgres");
  });

  it("is refused to a role that walks through the walls", async () => {
    await world.sql(
      "DO $$ BEGIN CREATE ROLE goldthread_bypass_test LOGIN BYPASSRLS PASSWORD 'test'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
    );
    await world.sql("GRANT app_rw TO goldthread_bypass_test");
    const bypass = new URL(world.url);
    bypass.username = "goldthread_bypass_test";
    bypass.password = "test";
    expect(await refusalsOfDatabase(bypass.href, { embedded: false })).toEqual([
      expect.stringMatching(/^The role goldthread_bypass_test of DATABASE_URL has BYPASSRLS\. [^\n]+$/),
    ]);
  });

  it("is refused when a newer Goldthread migrated it, and not migrated on either", async () => {
    await world.sql(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ('newer', 'x', '99990101000000_of_a_newer_version', now(), now(), 1)",
    );
    await world.sql("GRANT SELECT ON _prisma_migrations TO goldthread_test");
    const refusal = expect.stringMatching(/newer Goldthread \(99990101000000_of_a_newer_version\)/);
    expect(await refusalsOfDatabase(world.url, { embedded: false })).toEqual([refusal]);
    const owner = new URL(world.url);
    owner.username = "postgres";
    owner.password = "";
    await expect(migrate(owner.href)).rejects.toThrow(MigrationRefused);
    await world.sql("DELETE FROM _prisma_migrations WHERE id = 'newer'");
    expect(await refusalsOfDatabase(world.url, { embedded: false })).toEqual([]);
  });

  it("is refused with demo users in it", async () => {
    await world.sql("UPDATE user_account SET demo = true WHERE email = 'vera@nordwind.example'");
    expect(await refusalsOfDatabase(world.url, { embedded: false })).toEqual([expect.stringMatching(/demo users/)]);
    await world.sql("UPDATE user_account SET demo = false");
  });

  it("is refused when an applied migration was changed", async () => {
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    await client.end();
    await world.sql("UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name LIKE '%_register'");
    await world.sql("GRANT SELECT ON _prisma_migrations TO goldthread_test");
    expect(await refusalsOfDatabase(world.url, { embedded: false })).toEqual([
      expect.stringMatching(/was changed after it had been applied/),
    ]);
  });
});

describe.skipIf(engine === "postgresql")("one owner for each data folder", () => {
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "goldthread-lock-"));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const holder = () =>
    new Promise<ChildProcess>((resolve) => {
      const steps = path.resolve("scripts/steps.mjs");
      const child = spawn(process.execPath, [
        "-e",
        `import(${JSON.stringify(steps)}).then((s)=>{s.takeLock(${JSON.stringify(path.join(folder, "lock"))});console.log("held");setInterval(()=>{},1000)})`,
      ]);
      children.push(child);
      child.stdout!.once("data", () => resolve(child));
    });

  it("refuses the second at once and names the pid of the first", async () => {
    const first = await holder();
    expect(() => takeLock(path.join(folder, "lock"))).toThrow(new RegExp(`process ${first.pid}\\.`));
  });

  it("takes over from one that was killed", async () => {
    const first = await holder();
    const ended = new Promise((resolve) => first.once("exit", resolve));
    first.kill("SIGKILL");
    await ended;
    const unlock = takeLock(path.join(folder, "lock"));
    expect(JSON.parse(readFileSync(path.join(folder, "lock"), "utf8")).pid).toBe(process.pid);
    unlock();
  });

  it("takes over a lock that holds rubbish, or the pid of a stranger that was given the number again", () => {
    writeFileSync(path.join(folder, "lock"), "rubbish");
    takeLock(path.join(folder, "lock"))();
    writeFileSync(path.join(folder, "lock"), JSON.stringify({ pid: 1, began: "another time" }));
    takeLock(path.join(folder, "lock"))();
  });

  it("keeps what was committed when the database is killed, and lets a second opener wait or refuse", async () => {
    const first = await startEmbeddedDatabase(folder);
    const client = new pg.Client({ connectionString: first.url });
    client.on("error", () => {});
    await client.connect();
    await client.query("CREATE TABLE kept (n int)");
    for (let n = 0; n < 20; n += 1) await client.query("INSERT INTO kept VALUES ($1)", [n]);
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    const second = await startEmbeddedDatabase(folder);
    const again = new pg.Client({ connectionString: second.url });
    await again.connect();
    expect((await again.query("SELECT count(*)::int AS count FROM kept")).rows[0].count).toBe(20);
    await again.end();
    await second.close();
  });
});

describe.skipIf(engine === "embedded" || !isInstalled())("npm start", () => {
  const begin = (variables: Record<string, string>) =>
    spawnSync(process.execPath, ["scripts/start.mjs"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables } as unknown as NodeJS.ProcessEnv,
      timeout: 60_000,
    });
  const good = { DATABASE_URL: "postgresql://app@127.0.0.1:1/x", APP_URL: "https://register.example.org", AUTH_SECRET: "s".repeat(32) };

  it.each([
    ["a missing secret", { AUTH_SECRET: "" }, "AUTH_SECRET is missing"],
    ["a short secret", { AUTH_SECRET: "short" }, "AUTH_SECRET is too short"],
    ["an address without TLS", { APP_URL: "http://register.example.org" }, "APP_URL must be an https address"],
  ])("refuses %s in one line before anything is built (R37)", (_, change, line) => {
    const answer = begin({ ...good, ...change });
    expect(answer.status).toBe(1);
    expect(answer.stderr.trim().split("\n")).toEqual([expect.stringContaining(line)]);
    expect(answer.stdout).toBe("");
  });
});
