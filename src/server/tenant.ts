import { AsyncLocalStorage } from "node:async_hooks";
import type { Access } from "./access-value";
import { beginning, type Connection } from "./connection";
import { db, pastDb, type Tx } from "./db";
import { isRetryable, isUnavailable, Unavailable } from "./errors";

/** The transaction this call runs in, if any, so that queries called inside it join it instead of waiting for themselves. */
const current = new AsyncLocalStorage<{ tx: Tx; organizationId: string | null; pointId: string | null }>();

const LIMITS = { maxWait: 5_000, timeout: 30_000 };

/**
 * Runs `work` in one transaction that is the application's role inside the organisation of `access`: row level security does the rest.
 * Called inside such a transaction of the same organisation it joins it. No I/O, hashing of files or mail inside.
 * Throws Unavailable when the database is away or the pool is full, and whatever `work` throws (then nothing is written).
 * `snapshot`: everything is read as it stood at one moment, for work that compares what several statements say.
 * Where `access` reads the past, so does everything in here; `live` reads and writes today all the same (the history of what was opened or exported).
 */
export async function inTenant<T>(
  access: Access,
  work: (tx: Tx) => Promise<T>,
  { timeout = LIMITS.timeout, snapshot = false, live = false }: { timeout?: number; snapshot?: boolean; live?: boolean } = {},
): Promise<T> {
  const open = current.getStore();
  const pointId = live ? null : (access.past?.pointId ?? null);
  if (open?.organizationId === access.organization.id && open.pointId === pointId) return work(open.tx);
  if (open) throw new Error("A transaction of one organisation, or of one moment, cannot open another's");
  return transaction(access.organization.id, access.user?.id ?? "", work, timeout, snapshot, pointId);
}

/**
 * Leaves the door by name: work on the global tables (accounts, sessions, organisations), which belong to no organisation. The role is the same,
 * so the tables of every tenant stay shut; `userId` opens that person's own memberships for reading.
 */
export async function systemTask<T>(work: (tx: Tx) => Promise<T>, { userId = "" }: { userId?: string } = {}): Promise<T> {
  if (current.getStore()) throw new Error("systemTask inside an open transaction");
  return transaction(null, userId, work, LIMITS.timeout);
}

/** The transaction this call runs in, for what must be stored together with it whatever it belongs to; null outside of any. */
export function openTransaction(): Tx | null {
  return current.getStore()?.tx ?? null;
}

const connections = new WeakMap<Tx, Connection>();

/** The connection of an open transaction, for the one writer and the verification: statements that go past Prisma's client. */
export function connectionOf(tx: Tx): Connection {
  const connection = connections.get(tx);
  if (!connection) throw new Error("This transaction was not begun here");
  return connection;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** BEGIN and who the transaction is, in one message; such a message takes no parameters, so the ids have to be ids. */
function beginningOf(organizationId: string | null, userId: string, snapshot: boolean, pointId: string | null): string {
  for (const id of [organizationId, userId, pointId]) if (id && !UUID.test(id)) throw new Error("A transaction of something that is no id");
  return `BEGIN${snapshot ? " ISOLATION LEVEL REPEATABLE READ" : ""}; SELECT set_config('role', 'app_rw', true), set_config('app.organization_id', '${organizationId ?? ""}', true), set_config('app.user_id', '${userId}', true)${
    pointId ? `, set_config('search_path', 'as_of, public', true), set_config('app.point', '${pointId}', true)` : ""
  }`;
}

async function transaction<T>(
  organizationId: string | null,
  userId: string,
  work: (tx: Tx) => Promise<T>,
  timeout: number,
  snapshot = false,
  pointId: string | null = null,
): Promise<T> {
  const begin = beginningOf(organizationId, userId, snapshot, pointId);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await beginning(begin, (connection) =>
        (pointId ? pastDb() : db()).$transaction(
          async (tx) => {
            connections.set(tx, connection());
            return current.run({ tx, organizationId, pointId }, () => work(tx));
          },
          { ...LIMITS, timeout },
        ),
      );
    } catch (error) {
      if (isUnavailable(error)) {
        markUnavailable();
        throw error instanceof Unavailable ? error : new Unavailable("The database cannot be reached", { cause: error });
      }
      if (!isRetryable(error) || attempt === 5) throw error;
      // Jitter: the two that met once would meet again.
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 + Math.random() * 80));
    }
  }
}

/** Tells our own web server (scripts/serve.mjs) to answer 503 for the page that could not be made. */
function markUnavailable(): void {
  const store = (globalThis as { goldthreadRequest?: AsyncLocalStorage<{ unavailable: boolean }> }).goldthreadRequest?.getStore();
  if (store) store.unavailable = true;
}
