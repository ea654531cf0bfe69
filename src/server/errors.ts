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

/** What Goldthread stands on and what can be wrong with it; a key under "errors" in the messages. "unavailable": the database is away or the pool is full. */
export type Ailment = "unavailable" | "database_full" | "database_read_only" | "files_full" | "files_read_only" | "files_away";

/** A part that Goldthread stands on is away or takes nothing in: try again in a moment. */
export class Unavailable extends Error {
  readonly ailment: Ailment | null;

  constructor(message: string, { ailment, ...options }: ErrorOptions & { ailment?: Ailment } = {}) {
    super(message, options);
    this.ailment = ailment ?? null;
  }
}

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
  /timeout exceeded when trying to connect|Connection terminated|ECONNREFUSED|ECONNRESET|ENOENT.*\.s\.PGSQL|server closed the connection|the database system is (starting up|shutting down)|too many (clients|connections)|connection slots|Can't reach database|Unable to start a transaction in the given time|terminating connection|Server has closed the connection|Client has encountered a connection error/i;

const FULL_WORDS = /No space left on device|could not (extend|write to) file/i;
const READ_ONLY_WORDS = /cannot execute .+ in a read-only transaction/i;
/** SQLSTATE disk_full and read_only_sql_transaction. */
const DATABASE_CODES: Readonly<Record<string, Ailment>> = { "53100": "database_full", "25006": "database_read_only" };
const FILE_CODES: Readonly<Record<string, Ailment>> = {
  ENOSPC: "files_full",
  EDQUOT: "files_full",
  EROFS: "files_read_only",
  EACCES: "files_read_only",
  EPERM: "files_read_only",
  EIO: "files_away",
};

/** What is wrong with the part that an error comes from, whatever part of the stack says so; null where the error is about something else. */
export function ailmentOf(error: unknown): Ailment | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof Unavailable && error.ailment) return error.ailment;
  const { code = "", cause, syscall } = error as Error & { code?: string; syscall?: string };
  const inner = cause !== undefined && cause !== error ? ailmentOf(cause) : null;
  if (inner) return inner;
  const files = syscall && syscall !== "connect" && !syscall.startsWith("spawn") ? FILE_CODES[code] : undefined;
  if (files) return files;
  if (DATABASE_CODES[code]) return DATABASE_CODES[code];
  if (FULL_WORDS.test(error.message)) return "database_full";
  if (READ_ONLY_WORDS.test(error.message)) return "database_read_only";
  return error instanceof Unavailable || CONNECTION_CODES.has(code) || CONNECTION_WORDS.test(error.message) ? "unavailable" : null;
}

/** Whether an error means that a part which Goldthread stands on is away or takes nothing in. */
export function isUnavailable(error: unknown): boolean {
  return ailmentOf(error) !== null;
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
