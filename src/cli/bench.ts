// npm run bench: how fast, as ratios, each against its own baseline in the same run, at full size and at a tenth of it. Asserts nothing.
// Needs PostgreSQL's server programs (a throw-away cluster is started) or TEST_DATABASE_URL. "npm run bench -- --quick" leaves out the whole page;
// "npm run bench -- --only import,verify" measures some parts alone, "--size tenth" one size; "npm run bench -- --browser" traces a running instance in a
// browser instead (bench-browser.ts).
import { execFileSync } from "node:child_process";
import path from "node:path";
import autocannon from "autocannon";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { GENESIS_HASH } from "@/domain/audit-trail";
import { searchKey, sortKey } from "@/domain/normalise";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { parseTableState } from "@/lib/table-state";
import { resolveAccess, systemAccess } from "@/server/access";
import type { Access } from "@/server/access-value";
import { change } from "@/server/record";
import { startSession } from "@/server/sessions";
import { systemTask } from "@/server/tenant";
import { ROWS_SQL, SEARCH_SQL } from "../../tests/bench/rows-sql";
import { bareNext, endServer, ensureBuilt, ownServer } from "../../tests/bench/servers.mjs";
import { serverPrograms, startCluster } from "../../tests/support/postgresql";
import { benchAsOf } from "./bench-as-of";
import { benchBackup } from "./bench-backup";
import { benchBrowser } from "./bench-browser";
import { checksBench } from "./bench-checks";
import { benchConflicts } from "./bench-conflicts";
import { benchEvidence } from "./bench-evidence";
import { benchImport } from "./bench-import";
import { benchMail } from "./bench-mail";
import { benchPapers } from "./bench-papers";
import { benchThreads, drawThreads } from "./bench-threads";
import { benchVerify } from "./bench-verify";
import { benchVersions } from "./bench-versions";

const SECRET = "a secret for the bench, long enough for anybody";
const ORIGIN = "http://127.0.0.1:3977";
const quick = process.argv.includes("--quick");
/** What can be asked for with --only. Those from "lists" to "page" are measured in one filled register. */
const REGISTER_PARTS = ["lists", "edits", "evidence", "papers", "conflicts", "threads", "as-of", "versions", "mail", "page"];
const PARTS = ["checks", ...REGISTER_PARTS, "import", "verify", "pack", "backup"];
const only = option("--only")?.split(",") ?? PARTS.filter((part) => !(quick && part === "page"));
const full = { requirements: 20_000, parties: 5_000, entries: 100_000, rows: 10_000 };
const tenth = { requirements: 2_000, parties: 500, entries: 10_000, rows: 1_000 };
const sizeAsked = option("--size");
const sizes = Object.fromEntries(Object.entries({ tenth, full }).filter(([name]) => sizeAsked === undefined || name === sizeAsked));
for (const part of only) if (!PARTS.includes(part)) refuse(`There is no part "${part}" of the bench. There are: ${PARTS.join(", ")}.`);
if (Object.keys(sizes).length === 0) refuse(`The sizes are "tenth" and "full", not "${sizeAsked}".`);

/** Whether any of these parts is to be measured. */
function wanted(...parts: string[]): boolean {
  return parts.some((part) => only.includes(part));
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : (process.argv[at + 1] ?? "");
}

function refuse(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

interface Line {
  what: string;
  size: string;
  ours: string;
  baseline: string;
  ratio: string;
  aim: string;
}
const lines: Line[] = [];
const add = (line: Line) => lines.push(line);
const say = (text: string) => process.stderr.write(`${text}\n`);
const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Both in turn, so that a drifting machine hits both; the median of each. */
async function pair(times: number, ours: () => Promise<unknown>, baseline: () => Promise<unknown>): Promise<[number, number]> {
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = -2; round < times; round += 1) {
    for (const [list, work] of [
      [a, ours],
      [b, baseline],
    ] as const) {
      const began = performance.now();
      await work();
      if (round >= 0) list.push(performance.now() - began);
    }
  }
  return [median(a), median(b)];
}

function record(what: string, size: string, ours: number, baseline: number, aim: string): void {
  lines.push({ what, size, ours: ms(ours), baseline: ms(baseline), ratio: (ours / baseline).toFixed(2), aim });
  say(`  ${what} (${size}): ${ms(ours)} against ${ms(baseline)} = ${(ours / baseline).toFixed(2)}`);
}

async function fill(owner: pg.Client, organizationId: string, userId: string, size: typeof full): Promise<void> {
  const names = ["Clinic", "Bank", "Insurer", "Carrier", "Authority", "Supplier", "Works council", "Landlord"];
  const needs = [
    "encryption at rest",
    "notice of incidents within 24 hours",
    "a right to audit",
    "deletion after the contract",
    "availability of 99.9 %",
    "clear policies",
  ];
  const parties = Array.from({ length: size.parties }, (_, index) => {
    const name = `${names[index % names.length]} ${index}`;
    return {
      id: uuid(),
      ref: `IP-${String(index + 1).padStart(3, "0")}`,
      name,
      name_key: sortKey(name),
      search_text: searchKey(`${name}`),
    };
  });
  await owner.query(
    `INSERT INTO interested_party (organization_id, id, ref, name, category, status, name_key, search_text, owner_id, created_at, updated_at)
     SELECT $1, r.id, r.ref, r.name, 'external', 'active', r.name_key, r.search_text, $3, now(), now()
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, ref text, name text, name_key text, search_text text)`,
    [organizationId, JSON.stringify(parties), userId],
  );
  const kinds = ["contractual", "legal", "business", "social"];
  const requirements = Array.from({ length: size.requirements }, (_, index) => {
    const statement = `We need ${needs[index % needs.length]} for service ${index}`;
    return {
      id: uuid(),
      ref: `REQ-${String(index + 1).padStart(3, "0")}`,
      party_id: parties[(index * 7) % parties.length]!.id,
      statement,
      kind: kinds[index % kinds.length],
      statement_key: sortKey(statement),
      search_text: searchKey(statement),
    };
  });
  await owner.query(
    `INSERT INTO requirement (organization_id, id, ref, party_id, statement, status, kind, strength, binding, source_type, source_ref, source_locator, cia,
                              statement_key, search_text, owner_id, created_at, updated_at)
     SELECT $1, r.id, r.ref, r.party_id, r.statement, 'active', r.kind, 'need', 'requirement', 'contract', 'MSA 2024', '§ 7.2', '{confidentiality}',
            r.statement_key, r.search_text, $3, now(), now()
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, ref text, party_id uuid, statement text, kind text, statement_key text, search_text text)`,
    [organizationId, JSON.stringify(requirements), userId],
  );
  await owner.query(
    `INSERT INTO ref_counter (organization_id, prefix, last) VALUES ($1, 'IP', $2), ($1, 'REQ', $3) ON CONFLICT (organization_id, prefix) DO UPDATE SET last = excluded.last`,
    [organizationId, size.parties, size.requirements],
  );
  await owner.query("ANALYZE");
}

async function createHouse(
  slug: string,
  user: { id: string; name: string; email: string },
): Promise<{ id: string; slug: string; name: string }> {
  const house = { id: uuid(), slug, name: slug };
  await systemTask((tx) => tx.organization.create({ data: { ...house, createdAt: new Date() } }));
  await change(systemAccess(house, "bench"), async (writer) => {
    await writer.tx.historyHead.create({ data: { organizationId: house.id, sequence: 0, hash: GENESIS_HASH } });
    await writer.create("organization", { name: slug });
    await writer.create("membership", { userId: user.id, role: "owner" });
  });
  return house;
}

async function lists(access: Access, pool: pg.Pool, size: string): Promise<void> {
  const state = (query: Record<string, string | string[]>) => parseTableState(query, REQUIREMENT_TABLE);
  const organizationId = access.organization.id;
  const sorted = await pair(
    25,
    () => listRequirements(access, state({ sort: "party" })),
    () => pool.query(ROWS_SQL, [organizationId, 50, 0]),
  );
  record("List, 50 rows joined and sorted: queries of one page", size, ...sorted, "<= 2");
  const found = await pair(
    25,
    () => listRequirements(access, state({ sort: "party", q: "encryption", kind: ["contractual", "legal"] })),
    () => pool.query(SEARCH_SQL, [organizationId, 50, 0]),
  );
  record("List, filtered and searched: queries of one page", size, ...found, "<= 2");
}

async function edits(access: Access, pool: pg.Pool, size: string): Promise<void> {
  const made = await change(access, (writer) => writer.create("interested-party", { name: "Edited", category: "external" }));
  let version = 1;
  const ours = async () => {
    version = (
      await change(access, (writer) =>
        writer.update("interested-party", made.id, version, { note: `note ${version}` }, { reason: "bench" }),
      )
    ).version;
  };
  let round = 0;
  const bare = async () => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("UPDATE interested_party SET note = $3 WHERE organization_id = $1 AND id = $2", [
        access.organization.id,
        made.id,
        `bare ${round++}`,
      ]);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  };
  record("One edit: guarded update and history entry", size, ...(await pair(150, ours, bare)), "<= 4");
}

async function load(url: string, cookie: string): Promise<number> {
  const result = await autocannon({ url, connections: 10, duration: 8, headers: cookie ? { cookie } : {} });
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers were no 2xx`);
  return result.requests.average;
}

async function wholePage(access: Access, url: string, ownerUrl: string, userId: string, size: string): Promise<void> {
  const session = await encode({ token: { sid: await startSession(userId, "bench") }, secret: SECRET });
  const env = { ...process.env, DATABASE_URL: url, APP_URL: ORIGIN, AUTH_SECRET: SECRET, PORT: "3977", NODE_ENV: "production" as const };
  const ours = await ownServer(env);
  const bare = await bareNext(
    { ...process.env, BENCH_URL: ownerUrl, BENCH_ORGANIZATION: access.organization.id, NODE_ENV: "production" },
    3978,
  );
  try {
    const page = `${ORIGIN}/${access.organization.slug}/requirements?sort=party`;
    const cookie = `goldthread.session=${session}`;
    await load("http://127.0.0.1:3978/", "");
    await load(page, cookie);
    const baseline = await load("http://127.0.0.1:3978/", "");
    const us = await load(page, cookie);
    lines.push({
      what: "Whole page, requests per second",
      size,
      ours: `${us.toFixed(0)}/s`,
      baseline: `${baseline.toFixed(0)}/s`,
      ratio: (us / baseline).toFixed(2),
      aim: ">= 0.5",
    });
    say(`  whole page: ${us.toFixed(0)}/s against ${baseline.toFixed(0)}/s = ${(us / baseline).toFixed(2)}`);
  } finally {
    await endServer(ours);
    bare.kill("SIGTERM");
  }
}

if (process.argv.includes("--browser")) {
  await benchBrowser();
  process.exit(0);
}

// As in production: the bundled child reads the spreadsheets.
Object.assign(process.env, { NODE_ENV: "production" });
await ensureBuilt();
const programs = serverPrograms();
const cluster = process.env.TEST_DATABASE_URL ? null : programs ? await startCluster(programs) : null;
const superuser = process.env.TEST_DATABASE_URL ?? cluster?.url;
if (!superuser) {
  console.error("The bench needs PostgreSQL: install its server, or set TEST_DATABASE_URL.");
  process.exit(1);
}
try {
  const admin = new pg.Client({ connectionString: superuser });
  await admin.connect();
  const name = `goldthread_bench_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.query("DO $$ BEGIN CREATE ROLE goldthread_bench LOGIN PASSWORD 'bench'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  const ownerUrl = new URL(superuser);
  ownerUrl.pathname = `/${name}`;
  const url = new URL(ownerUrl);
  url.username = "goldthread_bench";
  url.password = "bench";
  execFileSync(process.execPath, ["--import", "tsx", path.resolve("src/cli/migrate.ts")], {
    env: { ...process.env, MIGRATION_DATABASE_URL: ownerUrl.href, DATABASE_URL: url.href },
  });
  Object.assign(process.env, { DATABASE_URL: url.href, APP_URL: ORIGIN, AUTH_SECRET: SECRET });
  const owner = new pg.Client({ connectionString: ownerUrl.href });
  await owner.connect();
  const pool = new pg.Pool({ connectionString: ownerUrl.href, max: 4 });
  // At the end the database is dropped, while connections may still be closing.
  pool.on("error", () => {});
  const user = { id: uuid(), name: "Bench", email: "bench@example.org" };
  await systemTask((tx) => tx.userAccount.create({ data: { ...user, passwordHash: "!", createdAt: new Date() } }));
  const enter = async (slug: string): Promise<Access> => {
    const verdict = await resolveAccess(await startSession(user.id, "bench"), slug);
    if (verdict.kind !== "access") throw new Error("the bench is not let in");
    return verdict.access;
  };
  /** One register of that size, and everything that is measured in it. */
  const register = async (slug: string, size: typeof full, label: string) => {
    const house = await createHouse(slug, user);
    await fill(owner, house.id, user.id, size);
    const access = await enter(slug);
    if (wanted("lists")) await lists(access, pool, label);
    if (wanted("edits")) await edits(access, pool, label);
    if (wanted("evidence") && size === tenth) await benchEvidence({ access, add, record });
    if (wanted("papers") && size === tenth) await benchPapers({ pair, record });
    if (wanted("conflicts") && size === full) benchConflicts({ record });
    await drawThreads(owner, house.id, user.id);
    if (wanted("threads")) await benchThreads({ access, pool, size: label, pair, record });
    if (wanted("as-of")) await benchAsOf({ access, owner, size: label, pair, record });
    if (wanted("versions")) await benchVersions({ access, size: label, pair, record });
    if (wanted("mail") && size === full)
      await benchMail({
        access,
        add,
        record,
        list: () => listRequirements(access, parseTableState({ sort: "party" }, REQUIREMENT_TABLE)),
        bareList: () => pool.query(ROWS_SQL, [house.id, 50, 0]),
      });
    if (wanted("page")) await wholePage(access, url.href, ownerUrl.href, user.id, label);
  };
  for (const [slug, size] of Object.entries(sizes)) {
    const label = `${size.requirements.toLocaleString("en")} x ${size.parties.toLocaleString("en")}`;
    say(`${slug}: ${label}`);
    if (wanted("checks")) {
      const checks = checksBench(size.parties);
      record(
        "All 71 audit checks, against only reading the same objects",
        checks.size,
        ...(await pair(25, checks.run, checks.read)),
        "<= 10",
      );
    }
    if (wanted(...REGISTER_PARTS, "backup")) await register(slug, size, label);
    if (wanted("import")) {
      const access = await enter((await createHouse(`${slug}-import`, user)).slug);
      await benchImport({ access, pool, rows: size.rows, ownerUrl: ownerUrl.href, median, say, add, record });
    }
    if (wanted("verify", "pack")) {
      const access = await enter((await createHouse(`${slug}-verify`, user)).slug);
      await benchVerify({ access, pool, entries: size.entries, wanted, say, pair, record });
    }
  }
  if (wanted("backup")) {
    await benchBackup({
      ownerUrl: ownerUrl.href,
      programs,
      size: "everything above",
      env: { ...process.env, DATABASE_URL: url.href, APP_URL: "http://127.0.0.1:3979", AUTH_SECRET: SECRET, PORT: "3979" },
      add,
      record,
    });
  }
  const width = (key: keyof Line) => Math.max(key.length, ...lines.map((line) => line[key].length));
  const columns: (keyof Line)[] = ["what", "size", "ours", "baseline", "ratio", "aim"];
  const row = (line: Record<keyof Line, string>) => columns.map((key) => line[key].padEnd(width(key))).join("  ");
  console.log(`\n${row({ what: "what", size: "size", ours: "ours", baseline: "baseline", ratio: "ratio", aim: "aim" })}`);
  for (const line of lines) console.log(row(line));
  await owner.end();
  await pool.end();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`).catch(() => {});
  await admin.end();
} finally {
  cluster?.stop();
}
process.exit(0);
