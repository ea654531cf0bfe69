import pg from "pg";
import { env } from "./env";

/** How long an answer may take; a load balancer that waits longer than that has other worries. */
const ANSWER_WITHIN_MS = 150;
/** A question to the database that is open for longer than this counts as no answer. The embedded database works serially, so a big import delays it. */
const LONGEST_WAIT_MS = 5_000;

export interface Health {
  status: "ok" | "unavailable";
  application: { ok: true; uptimeSeconds: number };
  /** `latencyMs` of the last answer; `waitingMs` when the current question has none yet. */
  database: { ok: boolean; latencyMs: number | null; waitingMs: number | null };
}

interface Probe {
  startedAt: number;
  outcome: Promise<{ ok: boolean; latencyMs: number | null }>;
}

let client: pg.Client | null = null;
let running: Probe | null = null;
let lastLatencyMs: number | null = null;

/**
 * How the parts are doing. It has a connection of its own, so that it never queues behind a full pool, asks one question at a time however often it is
 * called, and answers within 150 ms whatever the database does.
 */
export async function checkHealth(): Promise<Health> {
  running ??= probe();
  const { startedAt, outcome } = running;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ANSWER_WITHIN_MS);
  });
  const answer = await Promise.race([outcome, late]);
  clearTimeout(timer);
  const waitingMs = answer ? null : Math.round(performance.now() - startedAt);
  const ok = answer ? answer.ok : lastLatencyMs !== null && waitingMs! < LONGEST_WAIT_MS;
  const database = { ok, latencyMs: answer?.latencyMs ?? (ok ? lastLatencyMs : null), waitingMs };
  return { status: ok ? "ok" : "unavailable", application: { ok: true, uptimeSeconds: Math.round(process.uptime()) }, database };
}

function probe(): Probe {
  const startedAt = performance.now();
  const outcome = ask()
    .then(() => {
      lastLatencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
      return { ok: true, latencyMs: lastLatencyMs };
    })
    .catch(() => {
      lastLatencyMs = null;
      return { ok: false, latencyMs: null };
    })
    .finally(() => {
      running = null;
    });
  return { startedAt, outcome };
}

async function ask(): Promise<void> {
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
