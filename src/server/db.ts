import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/generated/prisma/client";
import { clientClass } from "./connection";
import { env } from "./env";

export type Db = PrismaClient;
/** What a query or mutation gets: the client inside its one transaction. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

// A bundler may load this module more than once; what belongs together is held by the process.
const held = globalThis as {
  goldthreadDatabase?: PrismaClient;
  goldthreadPools?: WeakMap<PrismaClient, pg.Pool>;
  goldthreadReaders?: WeakMap<PrismaClient, PrismaClient>;
};
held.goldthreadPools ??= new WeakMap();
held.goldthreadReaders ??= new WeakMap();
const [pools, readers] = [held.goldthreadPools, held.goldthreadReaders];

/**
 * The one client of this process, opened at first use (never at import: `next build` imports every module in several workers).
 * Only tenant.ts asks for it.
 */
export function db(): PrismaClient {
  held.goldthreadDatabase ??= connect(env().databaseUrl, env().poolMax, { prepared: !env().embedded });
  return held.goldthreadDatabase;
}

/**
 * A client for a connection string, with a bounded pool and bounded waits so that a full pool or an absent database answers soon.
 * `prepared`: statements may be kept prepared; not on the embedded database, whose connections share one session.
 */
export function connect(connectionString: string, poolMax: number, { prepared = false } = {}): PrismaClient {
  const pool = new pg.Pool({
    connectionString,
    Client: clientClass({ prepared }),
    max: poolMax,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  pools.set(client, pool);
  return client;
}

/** The same client for the register as it stood: on the same connections, its statements name the schema "as_of" (see past-schema.ts). */
export function pastDb(): PrismaClient {
  const client = db();
  let reader = readers.get(client);
  if (!reader) {
    reader = new PrismaClient({ adapter: new PrismaPg(pools.get(client) as pg.Pool, { schema: "as_of" }) });
    readers.set(client, reader);
  }
  return reader;
}

/** For tests, which point one process at several databases. */
export function useDb(client: PrismaClient): void {
  held.goldthreadDatabase = client;
}
