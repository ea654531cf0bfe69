import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { makeBackup } from "@/server/backup";
import { type BackupHeader, BackupWriter, checkBackup, FIRST_LINE } from "@/server/backup-file";
import { blobStore } from "@/server/blob-store";
import { setClock } from "@/server/clock";
import { dumpsOf, makeDump } from "@/server/dumps";
import { readMigrations } from "@/server/migrations";
import { change } from "@/server/record";
import { addressFile, lockOwner } from "../scripts/steps.mjs";
import { engine, openWorld } from "./support/world";

const world = openWorld();
let folder: string;
let whole: string;

const CONTENT = Buffer.from("minutes of the meeting\n");
const HASH = createHash("sha256").update(CONTENT).digest("hex");

async function store(content: Buffer): Promise<string> {
  const hash = createHash("sha256").update(content).digest("hex");
  const file = path.join(process.env.DATA_DIR!, "evidence", "staged");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  await blobStore().put(world.nordwind.id, { path: file, hash, size: content.length });
  return hash;
}

/** A place of its own for a restore: on PostgreSQL an empty database with an owner who is no superuser, on the embedded engine a new folder. */
async function emptyPlace(): Promise<{ env: Record<string, string>; query: (text: string) => Promise<pg.QueryResultRow[]>; data: string }> {
  const data = mkdtempSync(path.join(tmpdir(), "goldthread-place-"));
  if (engine === "embedded") {
    return {
      data,
      env: { DATA_DIR: data },
      query: async (text) => {
        const { startEmbeddedDatabase } = await import("../scripts/steps.mjs");
        const database = await startEmbeddedDatabase(data);
        try {
          return await asked(database.url, text);
        } finally {
          await database.close();
        }
      },
    };
  }
  const name = `goldthread_place_${process.pid}_${randomBytes(4).toString("hex")}`;
  const admin = inject("postgresql")!;
  await asked(
    admin,
    "DO $$ BEGIN CREATE ROLE goldthread_place LOGIN CREATEROLE PASSWORD 'test'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
  );
  // Roles of the whole cluster were made by somebody else; giving them on is their right in PostgreSQL 16 and newer.
  await asked(admin, "DO $$ BEGIN EXECUTE 'GRANT app_rw, app_eraser TO goldthread_place WITH ADMIN OPTION'; END $$");
  await asked(admin, `CREATE DATABASE ${name} OWNER goldthread_place`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const superuser = url.href;
  url.username = "goldthread_place";
  url.password = "test";
  const owner = url.href;
  url.username = "goldthread_test";
  return {
    data,
    env: { DATA_DIR: data, DATABASE_URL: url.href, MIGRATION_DATABASE_URL: owner },
    query: (text) => asked(superuser, text),
  };
}

async function asked(url: string, text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

interface Run {
  code: number | null;
  out: string;
  errors: string;
}

function begin(
  program: string,
  args: string[],
  env: Record<string, string>,
): { child: ChildProcess; ended: Promise<Run>; said: () => string } {
  const child = spawn(process.execPath, ["--import", "tsx", `src/cli/${program}.ts`, ...args], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, HOME: process.env.HOME, ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let errors = "";
  child.stdout!.on("data", (data) => {
    out += data;
  });
  child.stderr!.on("data", (data) => {
    errors += data;
  });
  return { child, said: () => errors, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, out, errors }))) };
}

const run = (program: string, args: string[], env: Record<string, string>) => begin(program, args, env).ended;

/** The owner of the world's database. */
function ownerUrl(): string {
  if (engine === "embedded") return world.url;
  const url = new URL(world.url);
  url.username = "postgres";
  url.password = "";
  return url.href;
}

describe.skipIf(world.skip)("backup and restore", () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "goldthread-backup-"));
    whole = path.join(folder, "whole.gtbackup");
    await store(CONTENT);
    const gone = createHash("sha256").update("never stored").digest("hex");
    await change(await world.as("mira"), async (record) => {
      const party = await record.create("interested-party", {
        name: "Tab\there, line\nthere, back\\slash, „quotes“ \u{1F9F5}",
        category: "external",
        members: ['a "b"', "c\\d", "e,f"],
      });
      await record.create("requirement", { partyId: party.id, statement: "Kept", kind: "contractual" });
      await record.create("evidence", {
        title: "Minutes",
        dated: "2026-01-01",
        contentHash: HASH,
        fileName: "m.txt",
        mediaType: "text/plain",
        size: CONTENT.length,
      });
      await record.create("evidence", {
        title: "Lost",
        dated: "2026-01-01",
        contentHash: gone,
        fileName: "l.txt",
        mediaType: "text/plain",
        size: 1,
      });
    });
    mkdirSync(path.join(process.env.DATA_DIR!, "checkpoints"), { recursive: true });
    writeFileSync(path.join(process.env.DATA_DIR!, "checkpoints", `${world.nordwind.id}.jsonl`), "{}\n");
    mkdirSync(path.join(process.env.DATA_DIR!, "keys", "public"), { recursive: true });
    writeFileSync(path.join(process.env.DATA_DIR!, "keys", "checkpoint.key"), "PRIVATE-KEY-CANARY");
    writeFileSync(path.join(process.env.DATA_DIR!, "keys", "public", "k1.json"), "{}");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds everything of one moment while people write, and restores into an empty place whose history verifies", async () => {
    const access = await world.as("mira");
    let writing = true;
    const writers = Promise.all(
      Array.from({ length: 3 }, async (_, writer) => {
        for (let number = 0; writing; number += 1)
          await change(access, async (record) => {
            const party = await record.create("interested-party", { name: `Party ${writer}.${number}`, category: "external" });
            await record.create("requirement", { partyId: party.id, statement: `Of ${writer}.${number}`, kind: "contractual" });
          });
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const report = await makeBackup(whole, ownerUrl());
    writing = false;
    await writers;
    expect(report).toMatchObject({ organizations: 2, blobs: 1, missing: [expect.objectContaining({ state: "missing" })] });
    const { header, manifest } = await checkBackup(whole);
    expect(header).toMatchObject({ format: "goldthread-backup", version: 1, evidence: true, keys: false });
    expect(header.migrations.map(({ name }) => name)).toEqual(readMigrations().map(({ name }) => name));
    const rowsOf = (name: string) => manifest.parts.find((part) => part.kind === "table" && part.name === name)!.rows;
    // Every party came with its requirement, in one transaction.
    expect(rowsOf("interested_party")).toBe(rowsOf("requirement"));
    expect(manifest.parts.some((part) => part.kind === "table" && part.name === "as_of_point")).toBe(false);
    expect(readFileSync(whole).includes("PRIVATE-KEY-CANARY")).toBe(false);

    const place = await emptyPlace();
    const answer = await run("restore", [whole], place.env);
    expect(answer.errors.replace(/^· .*\n/gm, "")).toBe("");
    expect(answer.code).toBe(0);
    expect(answer.out).toMatch(/nordwind: the history verifies, \d+ entries/);
    expect(answer.out).toMatch(/kestrel-labs: the history verifies/);
    expect(readFileSync(path.join(place.data, "evidence", world.nordwind.id, HASH.slice(0, 2), HASH))).toEqual(CONTENT);
    expect(readFileSync(path.join(place.data, "checkpoints", `${world.nordwind.id}.jsonl`), "utf8")).toBe("{}\n");
    expect(existsSync(path.join(place.data, "keys", "checkpoint.key"))).toBe(false);
    expect(existsSync(path.join(place.data, "evidence", ".restoring"))).toBe(false);
    const [party] = await place.query("SELECT name, members FROM interested_party WHERE name LIKE 'Tab%'");
    expect(party).toEqual({ name: "Tab\there, line\nthere, back\\slash, „quotes“ \u{1F9F5}", members: ['a "b"', "c\\d", "e,f"] });
    // The walls stand again.
    const walls = await place.query(
      "SELECT (SELECT count(*)::int FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity) AS open, (SELECT count(*)::int FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D') AS asleep",
    );
    expect(walls).toEqual([{ open: 0, asleep: 0 }]);

    // Nothing is restored over it.
    const again = await run("restore", [whole], place.env);
    expect(again.code).toBe(1);
    expect(again.errors).toMatch(/holds (data|files) already/);
    rmSync(path.join(place.data, "evidence"), { recursive: true, force: true });
    rmSync(path.join(place.data, "checkpoints"), { recursive: true, force: true });
    const third = await run("restore", [whole], place.env);
    expect(third.errors).toMatch(/holds data already \(2 in organization\).*Nothing was changed/);
    expect(existsSync(path.join(place.data, "evidence", world.nordwind.id))).toBe(false);
    rmSync(place.data, { recursive: true, force: true });
  }, 300_000);

  it("refuses a file that is damaged, cut off, of another kind or of a newer version, before anything is touched", async () => {
    const good = readFileSync(whole);
    const bad: [string, Buffer, RegExp][] = [
      ["cut off", good.subarray(0, good.length - 10), /ends in the middle/],
      ["half", good.subarray(0, good.length >> 1), /damaged/],
      ["with something behind it", Buffer.concat([good, Buffer.from("x")]), /follows after its end/],
      ["something else", Buffer.from("-- PostgreSQL database dump\n".repeat(50)), /no backup of Goldthread/],
      ["empty", Buffer.alloc(0), /no backup of Goldthread/],
      [
        "of an unknown format",
        Buffer.concat([Buffer.from(FIRST_LINE.replace("1", "2")), good.subarray(FIRST_LINE.length)]),
        /format of this backup is not known/,
      ],
    ];
    for (const at of [FIRST_LINE.length + 2, 200, good.length >> 2, good.length >> 1, good.length - 200, good.length - 3]) {
      const changed = Buffer.from(good);
      changed[at] = changed[at]! ^ 1;
      bad.push([`one bit off at ${at}`, changed, /damaged|format/]);
    }
    for (const [title, bytes, sentence] of bad) {
      const file = path.join(folder, "bad.gtbackup");
      writeFileSync(file, bytes);
      await expect(checkBackup(file), title).rejects.toThrow(sentence);
    }
    const place = mkdtempSync(path.join(tmpdir(), "goldthread-place-"));
    const answer = await run("restore", [path.join(folder, "bad.gtbackup")], { DATA_DIR: place });
    expect(answer.code).toBe(1);
    expect(answer.errors).toMatch(/damaged/);
    expect(readdirSync(place)).toEqual([]);

    const newer = path.join(folder, "newer.gtbackup");
    const header: BackupHeader = {
      format: "goldthread-backup",
      version: 1,
      madeAt: "2030-01-01T00:00:00.000Z",
      migrations: [...readMigrations().map(({ name, checksum }) => ({ name, checksum })), { name: "99990101000000_future", checksum: "x" }],
      evidence: true,
      keys: false,
    };
    await made(newer, header);
    const future = await run("restore", [newer], { DATA_DIR: place });
    expect(future.errors).toMatch(/made by a newer Goldthread \(it has the migration 99990101000000_future\).*Nothing was changed/);
    const other = path.join(folder, "other.gtbackup");
    await made(other, { ...header, migrations: [{ name: readMigrations()[0]!.name, checksum: "x" }] });
    expect((await run("restore", [other], { DATA_DIR: place })).errors).toMatch(/is another one here than in the backup/);
    mkdirSync(path.join(place, "evidence", "somebody"), { recursive: true });
    writeFileSync(path.join(place, "evidence", "somebody", "file"), "x");
    expect((await run("restore", [whole], { DATA_DIR: place })).errors).toMatch(/holds files already.*Nothing was changed/);
    expect(readdirSync(place)).toEqual(["evidence"]);
    expect((await run("restore", [path.join(folder, "none")], { DATA_DIR: place })).errors).toMatch(/There is no file/);
    rmSync(place, { recursive: true, force: true });
  }, 120_000);

  it("is packed when the name says so, never written over another, and says when a stored file is not what it was", async () => {
    const packed = path.join(folder, "packed.gtbackup.gz");
    const stored = path.join(process.env.DATA_DIR!, "evidence", world.nordwind.id, HASH.slice(0, 2), HASH);
    writeFileSync(stored, "changed");
    const report = await makeBackup(packed, ownerUrl(), { keys: true });
    expect(report.missing.map(({ state }) => state).sort()).toEqual(["changed", "missing"]);
    writeFileSync(stored, CONTENT);
    expect(report.bytes).toBeLessThan(readFileSync(whole).length / 2);
    const { header, manifest } = await checkBackup(packed);
    expect(header.keys).toBe(true);
    expect(manifest.parts.filter(({ kind }) => kind === "file").map((part) => (part as { path: string }).path)).toContain(
      "keys/checkpoint.key",
    );
    const bytes = readFileSync(packed);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path.join(folder, "bad.gz"), bytes);
    await expect(checkBackup(path.join(folder, "bad.gz"))).rejects.toThrow(/damaged/);
    await expect(makeBackup(packed, ownerUrl())).rejects.toThrow(/not written over another/);
    expect(readdirSync(folder).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("runs from the command line on a running database", async () => {
    const file = path.join(folder, "cli.gtbackup");
    const answer = await run("backup", [file], {
      DATABASE_URL: world.url,
      DATA_DIR: process.env.DATA_DIR!,
      MIGRATION_DATABASE_URL: ownerUrl(),
    });
    expect(answer.errors).toBe("");
    expect(answer.out).toMatch(/2 organisation\(s\), \d+ rows in \d+ tables, 1 stored file/);
    expect(answer.out).toMatch(/private key that signs checkpoints is not in it/);
    expect((await run("backup", [], {})).errors).toMatch(/Usage/);
    expect((await run("backup", [file, "--nonsense"], {})).errors).toMatch(/no option --nonsense/);
  }, 60_000);

  it.skipIf(engine === "embedded")("sees every organisation also through an owner for whom row level security holds", async () => {
    await world.sql(
      "DO $$ BEGIN CREATE ROLE goldthread_reader LOGIN PASSWORD 'test'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
    );
    await world.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO goldthread_reader");
    const url = new URL(world.url);
    url.username = "goldthread_reader";
    const [through, direct] = [path.join(folder, "through"), path.join(folder, "direct")];
    await makeBackup(through, url.href);
    await makeBackup(direct, ownerUrl());
    const rows = async (file: string) =>
      (await checkBackup(file)).manifest.parts
        .filter(({ kind }) => kind === "table")
        .map((part) => [(part as { name: string }).name, part.rows]);
    expect(await rows(through)).toEqual(await rows(direct));
    await world.sql("REVOKE SELECT ON interested_party FROM goldthread_reader");
    await expect(makeBackup(path.join(folder, "shut"), url.href)).rejects.toThrow(/may not read interested_party/);
    expect(existsSync(path.join(folder, "shut"))).toBe(false);
  });

  it("dumps by schedule: without the stored files, and remembers why one failed", async () => {
    const dump = await makeDump(ownerUrl());
    const state = await dumpsOf();
    expect(state).toMatchObject({ dumps: [dump], failure: null });
    const { header, manifest } = await checkBackup(path.join(state.folder, dump.name));
    expect(header.evidence).toBe(false);
    expect(manifest.parts.some(({ kind }) => kind === "blob")).toBe(false);
    setClock(new Date(Date.now() + 60_000));
    await expect(makeDump("postgresql://nobody@127.0.0.1:1/none")).rejects.toThrow();
    expect((await dumpsOf()).failure?.message).toMatch(/ECONNREFUSED/);
    expect((await dumpsOf()).dumps).toHaveLength(1);
    setClock(new Date(Date.now() + 120_000));
    await makeDump(ownerUrl());
    expect(await dumpsOf()).toMatchObject({ failure: null, dumps: [{}] });
    setClock(null);
  });

  it("killed half-way, leaves a place that can be restored again", async () => {
    const place = await emptyPlace();
    // Large enough that filling takes a while.
    const large = await store(randomBytes(48 * 1024 * 1024));
    await change(await world.as("mira"), (record) =>
      record.create("evidence", {
        title: "Film",
        dated: "2026-01-01",
        contentHash: large,
        fileName: "f",
        mediaType: "video/mp4",
        size: 48 * 1024 * 1024,
      }),
    );
    const heavy = path.join(folder, "heavy.gtbackup");
    await makeBackup(heavy, ownerUrl());
    for (const moment of ["Making the tables", "Filling them"]) {
      const { child, ended, said } = begin("restore", [heavy], place.env);
      const reached = () => said().includes(moment);
      child.stderr!.on("data", () => {
        if (reached()) child.kill("SIGKILL");
      });
      const { code, errors } = await ended;
      expect({ code, reached: reached() }, errors).toEqual({ code: null, reached: true });
      // The database of the killed one still closes for a moment.
      while (lockOwner(path.join(place.data, "database.lock"))) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const answer = await run("restore", [heavy], place.env);
    expect(answer.errors.replace(/^· .*\n/gm, "")).toBe("");
    expect(answer.out).toMatch(/nordwind: the history verifies/);
    rmSync(place.data, { recursive: true, force: true });
  }, 300_000);
});

describe.skipIf(engine === "postgresql")("the embedded database is reached whether the application runs or not", () => {
  it("says where it is, and a backup finds it", async () => {
    const { startEmbeddedDatabase } = await import("../scripts/steps.mjs");
    const data = mkdtempSync(path.join(tmpdir(), "goldthread-reach-"));
    const answer = await run("backup", [path.join(data, "none")], { DATA_DIR: data });
    expect(answer.code).toBe(1);
    expect(answer.errors).toMatch(/no register of Goldthread yet/);
    expect(existsSync(path.join(data, "none"))).toBe(false);
    const database = await startEmbeddedDatabase(data);
    expect(JSON.parse(readFileSync(addressFile(data), "utf8"))).toEqual({ pid: database.pid, url: database.url });
    await run("migrate", [], { MIGRATION_DATABASE_URL: database.url });
    const running = await run("backup", [path.join(data, "running")], { DATA_DIR: data });
    expect(running.out).toMatch(/0 organisation\(s\)/);
    const refused = await run("restore", [path.join(data, "running")], { DATA_DIR: data });
    expect(refused.errors).toMatch(/The application runs on .* Nothing was changed/);
    await database.close();
    expect(existsSync(addressFile(data))).toBe(false);
    rmSync(data, { recursive: true, force: true });
  }, 120_000);
});

/** A backup with nothing in it. */
async function made(file: string, header: BackupHeader): Promise<void> {
  const pieces: Buffer[] = [];
  const out = new Writable({
    write(piece: Buffer, _, done) {
      pieces.push(piece);
      done();
    },
  });
  const writer = new BackupWriter(out);
  writer.begin(header);
  await writer.finish([]);
  writeFileSync(file, Buffer.concat(pieces));
}
