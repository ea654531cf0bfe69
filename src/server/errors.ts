/**
 * What can go wrong in the words of the application. The doors (action, route, page) turn each into an answer for a person; nothing else catches them.
 */

/** Not there, or not yours: both look the same. */
export class NotFound extends Error {}

/** The role does not hold the permission. */
export class Forbidden extends Error {
  constructor(readonly permission: string) {
    super(permission);
  }
}

/** Nobody is signed in, or no longer. */
export class Unauthenticated extends Error {}

export interface CurrentState {
  version: number;
  values: Record<string, unknown>;
  changedBy: string;
  changedAt: string;
  /** Names of the fields that changed since the version the loser started from. */
  fields: string[];
}

/** Somebody else changed the record first; carries what stands there now. */
export class Conflict extends Error {
  constructor(readonly current: CurrentState) {
    super("conflict");
  }
}

/** The record is confirmed or decided: changing it asks for a reason. */
export class ReasonRequired extends Error {}

/** A rule of the register refuses; `code` is a key under "refusals" in the messages. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(code);
  }
}

/** Input that is wrong at one or more fields; values are keys under "validation" in the messages or finished sentences. */
export class Invalid extends Error {
  constructor(readonly fieldErrors: Record<string, string>) {
    super(Object.keys(fieldErrors).join(", "));
  }
}

/** The database is away or the pool is full: try again in a moment. */
export class Unavailable extends Error {}

const CONNECTION_CODES = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
]);
const CONNECTION_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|ECONNREFUSED|ECONNRESET|ENOENT.*\.s\.PGSQL|server closed the connection|the database system is (starting up|shutting down)|too many (clients|connections)|connection slots|Can't reach database|Unable to start a transaction in the given time|terminating connection|Server has closed the connection/i;

/** Whether an error means that the database cannot be reached or has no connection free, whatever part of the stack says so. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as Error & { code?: string };
  return (
    (code !== undefined && CONNECTION_CODES.has(code)) ||
    CONNECTION_WORDS.test(error.message) ||
    (cause !== undefined && cause !== error && isUnavailable(cause))
  );
}

const RETRY_CODES = new Set(["P2034", "40001", "40P01"]);

/** Whether a whole transaction may simply be tried again: it lost a race inside the database and nothing of it stands. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as Error & {
    code?: string;
    meta?: { driverAdapterError?: { cause?: { originalCode?: string; kind?: string } } };
  };
  const inner = meta?.driverAdapterError?.cause;
  return (
    (code !== undefined && RETRY_CODES.has(code)) ||
    (inner?.originalCode !== undefined && RETRY_CODES.has(inner.originalCode)) ||
    inner?.kind === "TransactionWriteConflict"
  );
}
