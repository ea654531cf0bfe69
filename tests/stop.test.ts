import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeToken } from "@/features/api-tokens/mutations";
import { newToken } from "@/features/api-tokens/schema";
import { createCriterion } from "@/features/monitoring/mutations";
import { newCriterion } from "@/features/monitoring/schema";
import { change } from "@/server/record";
import { addressFile, isBuilt, lockOwner, startEmbeddedDatabase } from "../scripts/steps.mjs";
import { engine, openWorld } from "./support/world";

/**
 * R37: the server that is built, started as "npm start" does it. Twenty clients read and write without a pause, an auditor opens one record after the
 * other, and then the signal comes.
 */
const world = openWorld();
const built = isBuilt();
if (!built)
  console.warn("The application is not built as it stands (npm run build, or npm start once): the tests of stopping it are skipped.");

const LOAD_MS = Number(process.env.SOAK_STOP_MS ?? 2_500);
const READERS = 8;
const WRITERS = 11;
const PARTIES = 150;
/** A token may call sixty times a minute. */
const CALLS = 55;

describe.skipIf(world.skip || !built)("the server is told to end (R37)", () => {
  let folder: string;
  let port: number;
  let child: ChildProcess;
  let said = "";
  const tokens: string[] = [];
  const cookies = { mira: "", aisha: "" };
  let criterion = "";

  beforeAll(async () => {
    const mira = await world.as("mira");
    const [party] = await change(mira, (record) =>
      record.createMany(
        "interested-party",
        Array.from({ length: PARTIES }, (_, number) => ({ name: `Party ${number}`, category: "external" })),
      ),
    );
    const requirement = await change(mira, (record) =>
      record.create("requirement", { partyId: party!.id, statement: "The archive answers", kind: "contractual" }),
    );
    const rule = { metric: "Availability", unit: "%", target: "1", direction: "at_least", frequencyDays: 30 };
    criterion = (await createCriterion(mira, newCriterion.parse({ ...rule, requirementId: requirement.id }))).ref;
    for (let number = 0; number < 3 * WRITERS; number += 1)
      tokens.push((await makeToken(mira, newToken.parse({ name: `Probe ${number}`, scopes: ["measurement:write"], days: 30 }))).token);
    for (const name of ["mira", "aisha"] as const) cookies[name] = (await world.request(name)).cookie("goldthread.session")!;
    folder = mkdtempSync(path.join(tmpdir(), "goldthread-stop-"));
    if (engine === "embedded") {
      // Nobody writes: after a checkpoint the files are the database.
      await world.sql("CHECKPOINT");
      const source = path.dirname(decodeURIComponent(new URL(world.url).searchParams.get("host")!));
      cpSync(path.join(source, "postgres"), path.join(folder, "postgres"), { recursive: true });
    }
    port = await freePort();
    child = start({
      PORT: String(port),
      DATA_DIR: folder,
      DEMO_DATA: "0",
      AUTH_SECRET: process.env.AUTH_SECRET!,
      ...(engine === "postgresql" ? { DATABASE_URL: world.url, APP_URL: `http://127.0.0.1:${port}` } : {}),
    });
    await new Promise<void>((resolve, reject) => {
      const hear = (data: Buffer) => {
        said += data;
        if (said.includes("Stop with Ctrl-C")) resolve();
      };
      child.stdout!.on("data", hear);
      child.stderr!.on("data", hear);
      child.once("exit", () => reject(new Error(said)));
    });
  }, 240_000);
  afterAll(async () => {
    if (child && child.exitCode === null) child.kill("SIGKILL");
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  interface Answer {
    status: number;
    /** The server keeps the connection for another request. */
    open: boolean;
    body: string;
  }

  /** One request on the client's own connection, which stays open; null: there was nobody to connect to. */
  const ask = (agent: http.Agent, options: http.RequestOptions, pieces: (string | Promise<string>)[] = []): Promise<Answer | null> =>
    new Promise((resolve, reject) => {
      const request = http.request({ host: "127.0.0.1", port, agent, ...options }, (response) => {
        let body = "";
        response.on("data", (data) => {
          body += data;
        });
        response.on("end", () =>
          response.complete
            ? resolve({ status: response.statusCode!, open: response.headers.connection !== "close", body })
            : reject(new Error("broken off")),
        );
        response.on("error", reject);
      });
      request.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNREFUSED" ? resolve(null) : reject(error)));
      void (async () => {
        for (const piece of pieces) request.write(await piece);
        request.end();
      })();
    });

  const day = (number: number) => new Date(Date.UTC(1990, 0, 1 + number)).toISOString().slice(0, 10);
  const writing = (token: string) => ({
    method: "POST",
    path: "/api/v1/nordwind/measurements",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } as Record<string, string>,
  });
  const measurement = (measuredOn: string) => JSON.stringify({ measurements: [{ criterion, measuredOn, value: "5" }] });

  it("under load: what was begun is answered, what was answered is kept, what an auditor opened is noted, and the database is closed last", async () => {
    const answered: string[] = [];
    const opened: string[] = [];
    const statuses = new Map<number, number>();
    const broken: string[] = [];
    let [running, next, warm, atSignal] = [0, 0, 0, 0];
    const client = async (work: (agent: http.Agent, turn: number) => Promise<Answer | null>) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      for (let turn = 0; ; turn += 1) {
        running += 1;
        try {
          const answer = await work(agent, turn);
          if (answer === null) return agent.destroy();
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          if (turn === 1) warm += 1;
          if (answer.status !== 200) broken.push(`${answer.status} ${answer.body.slice(0, 200)}`);
          if (!answer.open) return agent.destroy();
        } catch (error) {
          broken.push(String(error));
          return agent.destroy();
        } finally {
          running -= 1;
        }
      }
    };
    const read = (name: keyof typeof cookies, path: string) => ({ path, headers: { cookie: `goldthread.session=${cookies[name]}` } });
    const rooms = ["/nordwind/interested-parties", "/nordwind/requirements", "/nordwind/history", "/nordwind"];
    const clients = [
      ...Array.from({ length: READERS }, (_, number) =>
        client((agent, turn) => ask(agent, read("mira", rooms[(number + turn) % rooms.length]!))),
      ),
      ...Array.from({ length: WRITERS }, (_, number) =>
        client(async (agent, turn) => {
          const token = tokens[number + WRITERS * Math.floor(turn / CALLS)]!;
          const measuredOn = day(next++);
          const answer = await ask(agent, writing(token), [measurement(measuredOn)]);
          if (answer?.status === 200) answered.push(measuredOn);
          return answer;
        }),
      ),
      client(async (agent, turn) => {
        const ref = `IP-${String((turn % PARTIES) + 1).padStart(3, "0")}`;
        const answer = await ask(agent, read("aisha", `/nordwind/interested-parties/${ref}`));
        if (answer?.status === 200) opened.push(ref);
        return answer;
      }),
    ];
    // One more is in the middle of sending when the signal comes, and goes on two seconds later.
    let goOn: (rest: string) => void = () => {};
    const rest = new Promise<string>((resolve) => {
      goOn = resolve;
    });
    const slowDay = day(next++);
    const text = measurement(slowDay);
    const slow = writing(tokens.at(-1)!);
    slow.headers["content-length"] = String(text.length);
    const slowly = ask(new http.Agent({ keepAlive: true }), slow, [text.slice(0, 20), rest]);

    await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
    while (warm < clients.length && broken.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    atSignal = running;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const signalled = performance.now();
    child.kill("SIGTERM");
    // A service manager tells every process of the service at once.
    const database = engine === "embedded" ? lockOwner(path.join(folder, "database.lock")) : null;
    if (database) process.kill(database.pid, "SIGTERM");
    setTimeout(() => goOn(text.slice(20)), 2_000);
    const last = await slowly.catch((error: unknown) => void broken.push(`the slow one: ${error}`));
    await Promise.all(clients);
    const code = await ended;
    console.info(
      `${engine}: ${JSON.stringify([...statuses])} answers, ${answered.length} writes, ${opened.length} opened; ${atSignal} under way at the signal; ended ${Math.round(performance.now() - signalled)} ms after it`,
    );

    expect(code, said).toBe(0);
    expect(broken).toEqual([]);
    expect(atSignal).toBe(READERS + WRITERS + 1);
    expect([last?.status, JSON.parse(last?.body ?? "{}").stored]).toEqual([200, 1]);
    expect(said).not.toMatch(/"level":"(error|warn)"|broken off|ended unexpectedly/);
    const rows = await afterwards<{ day: string }>("SELECT measured_on::text AS day FROM measurement");
    expect(rows.map((row) => row.day).sort()).toEqual([...answered, slowDay].sort());
    const notes = await afterwards<{ ref: string }>("SELECT entity_ref AS ref FROM history_entry WHERE action = 'open'");
    expect(notes.map(({ ref }) => ref).sort()).toEqual([...new Set(opened)].sort());
    for (const file of ["lock", "database.lock", path.basename(addressFile(folder))])
      expect(existsSync(path.join(folder, file)), file).toBe(false);
  }, 120_000);

  it.skipIf(engine === "embedded")(
    "a weak role and demo users: the start ends in one clear line",
    async () => {
      const ends = (url: string) =>
        new Promise<{ code: number | null; said: string[] }>((resolve) => {
          const settings = { AUTH_SECRET: process.env.AUTH_SECRET!, APP_URL: "https://register.example.org", DATABASE_URL: url };
          const refused = start({ ...settings, PORT: String(port), DATA_DIR: folder });
          let errors = "";
          refused.stderr!.on("data", (data) => {
            errors += data;
          });
          // Beside the steps that are on their way only what refuses is said.
          const said = () => errors.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("·"));
          refused.once("close", (code) => resolve({ code, said: said() }));
        });
      const weak = new URL(world.url);
      Object.assign(weak, { username: "postgres", password: "" });
      const role = await ends(weak.href);
      expect(role).toEqual({
        code: 1,
        said: [expect.stringContaining("a superuser, for whom row level security does not hold")],
      });
      await world.sql("UPDATE user_account SET demo = true WHERE email = 'vera@nordwind.example'");
      const demo = await ends(world.url);
      await world.sql("UPDATE user_account SET demo = false");
      expect(demo).toEqual({
        code: 1,
        said: ["The database holds demo users with a known password. Production starts on a database without them."],
      });
    },
    60_000,
  );

  async function afterwards<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    if (engine === "postgresql") return world.sql<Row>(text);
    const database = await startEmbeddedDatabase(folder);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
      await database.close();
    }
  }
});

function start(variables: Record<string, string>): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables };
  return spawn(process.execPath, ["scripts/start.mjs"], { env: env as unknown as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
