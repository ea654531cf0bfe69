import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { dataFolder, env } from "./env";
import { type Ailment, ailmentOf } from "./errors";

/** How long an answer may take; a load balancer that waits longer than that has other worries. */
const ANSWER_WITHIN_MS = 150;
/** A question that is open for longer than this counts as no answer. The embedded database works serially, so a big import delays it. */
const LONGEST_WAIT_MS = 5_000;
/** Less room than one piece of an upload takes is none. */
const LEAST_ROOM = 8 * 1024 * 1024;

interface Part {
  ok: boolean;
  /** Of the last answer. */
  latencyMs: number | null;
  /** How long the current question has had no answer; null when it has one. */
  waitingMs: number | null;
}

/**
 * "unavailable": nothing works. "impaired": the register can be read and changed, but files cannot be taken in; `files.problem` says why.
 */
export interface Health {
  status: "ok" | "impaired" | "unavailable";
  application: { ok: true; uptimeSeconds: number };
  database: Part;
  files: Part & { problem: Ailment | null };
}

/** One question to one part, asked once at a time however often somebody wants to know. */
class Probe {
  #running: { startedAt: number; outcome: Promise<number | null> } | null = null;
  #lastLatencyMs: number | null = null;

  /** `failure`: why the last question had no answer; before the first, what is taken for true until it is answered. */
  constructor(
    private readonly question: () => Promise<void>,
    public failure: unknown,
  ) {}

  async look(): Promise<Part> {
    this.#running ??= this.#ask();
    const { startedAt, outcome } = this.#running;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
    });
    const answer = await Promise.race([outcome, late]);
    clearTimeout(timer);
    if (answer !== undefined) return { ok: answer !== null, latencyMs: answer, waitingMs: null };
    const waitingMs = Math.round(performance.now() - startedAt);
    const ok = this.failure === null && waitingMs < LONGEST_WAIT_MS;
    return { ok, latencyMs: ok ? this.#lastLatencyMs : null, waitingMs };
  }

  #ask(): { startedAt: number; outcome: Promise<number | null> } {
    const startedAt = performance.now();
    const outcome = this.question()
      .then(() => {
        this.failure = null;
        this.#lastLatencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
        return this.#lastLatencyMs;
      })
      .catch((error: unknown) => {
        this.failure = error;
        this.#lastLatencyMs = null;
        return null;
      })
      .finally(() => {
        this.#running = null;
      });
    return { startedAt, outcome };
  }
}

const database = new Probe(askDatabase, "not asked yet");
const files = new Probe(askFiles, null);

/**
 * How the parts are doing. The database is asked on a connection of its own, so that the question never queues behind a full pool; into the folder for
 * files a few bytes are written. Answers within 150 ms whatever the parts do.
 */
export async function checkHealth(): Promise<Health> {
  const [databaseNow, filesNow] = await Promise.all([database.look(), files.look()]);
  return {
    status: !databaseNow.ok ? "unavailable" : filesNow.ok ? "ok" : "impaired",
    application: { ok: true, uptimeSeconds: Math.round(process.uptime()) },
    database: databaseNow,
    files: { ...filesNow, problem: filesNow.ok ? null : (ailmentOf(files.failure) ?? "files_away") },
  };
}

async function askFiles(): Promise<void> {
  const folder = dataFolder();
  const trial = path.join(/* turbopackIgnore: true */ folder, `.health-${process.pid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(trial, Buffer.alloc(4_096), { mode: 0o600 });
  await rm(trial, { force: true });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < LEAST_ROOM) throw Object.assign(new Error("no room left"), { code: "ENOSPC", syscall: "statfs" });
}

let client: pg.Client | null = null;

async function askDatabase(): Promise<void> {
  if (!client) {
    const fresh = new pg.Client({
      connectionString: env().databaseUrl,
      connectionTimeoutMillis: LONGEST_WAIT_MS,
      query_timeout: 2 * LONGEST_WAIT_MS,
      keepAlive: true,
    });
    fresh.on("error", () => forget(fresh));
    fresh.on("end", () => forget(fresh));
    await fresh.connect();
    client = fresh;
  }
  const asked = client;
  try {
    await asked.query("SELECT 1");
  } catch (error) {
    forget(asked);
    void asked.end().catch(() => undefined);
    throw error;
  }
}

function forget(gone: pg.Client): void {
  if (client === gone) client = null;
}
