import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import pg from "pg";

/**
 * The connection under a transaction of Prisma's. Two things need it: a transaction begins and becomes its organisation in one round trip, and the one
 * writer sends its statements past Prisma's client, which costs more for each than the database does.
 */
export class Connection {
  #client: pg.Client | null;
  readonly #prepared: boolean;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client, prepared: boolean) {
    this.#client = client;
    this.#prepared = prepared;
  }

  /**
   * Runs one statement of the writer's own making; values only as parameters. `often`: the same text comes again and again, so the database keeps it
   * prepared. Throws when the transaction has ended: the connection may be somebody else's by then.
   */
  async rows<T extends object>(text: string, values: readonly unknown[], { often = false } = {}): Promise<T[]> {
    return (await this.#run(text, values, often)).rows as T[];
  }

  /** The same; returns how many rows it touched. */
  async count(text: string, values: readonly unknown[], { often = false } = {}): Promise<number> {
    return (await this.#run(text, values, often)).rowCount ?? 0;
  }

  /** One after the other, as the database answers them: whoever asks for several at once waits in line. */
  #run(text: string, values: readonly unknown[], often: boolean): Promise<pg.QueryResult> {
    const answer = this.#last.then(() => {
      if (!this.#client) throw new Error("The transaction of this statement has ended");
      const name = often && this.#prepared ? nameOf(text) : undefined;
      return this.#client.query({ text, values: values as unknown[], ...(name ? { name } : {}) });
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** @internal */
  end(): void {
    this.#client = null;
  }
}

const names = new Map<string, string>();
/** The writer's texts follow from entities.ts and which fields change: few. Were there ever more, the rest is planned each time. */
const MOST_NAMES = 300;

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < MOST_NAMES) {
    name = `gt_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}

interface Opening {
  begin: string;
  connection: Connection | null;
}

// The client is held by the process (db.ts), so what it looks into is held with it: a bundler may load this module more than once.
const held = globalThis as { goldthreadOpening?: AsyncLocalStorage<Opening> };
held.goldthreadOpening ??= new AsyncLocalStorage<Opening>();
const opening = held.goldthreadOpening;

/**
 * Runs `start`, in which Prisma begins a transaction; that sends `begin` in place of "BEGIN". `connectionOf` tells inside the transaction which connection
 * did so; it throws when none did, so that no work runs in a transaction that was not prepared.
 */
export function beginning<T>(begin: string, start: (connectionOf: () => Connection) => Promise<T>): Promise<T> {
  const asked: Opening = { begin, connection: null };
  return opening.run(asked, () =>
    start(() => {
      if (!asked.connection) throw new Error("The transaction did not begin as it was asked to");
      return asked.connection;
    }),
  );
}

/** The client class of the pool. `prepared`: each connection has a session of its own in the database, which the embedded one has not. */
export function clientClass({ prepared }: { prepared: boolean }): typeof pg.Client {
  return class extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const send = this.query.bind(this) as (...given: unknown[]) => unknown;
      let current: Connection | null = null;
      const begin = async (asked: Opening): Promise<unknown> => {
        const result = await send(asked.begin);
        current = new Connection(this, prepared);
        asked.connection = current;
        return result;
      };
      this.query = ((...given: unknown[]): unknown => {
        const text = textOf(given[0]);
        const asked = text === "BEGIN" ? opening.getStore() : undefined;
        if (asked && !asked.connection) return begin(asked);
        if (text === "COMMIT" || text === "ROLLBACK") {
          current?.end();
          current = null;
        }
        return send(...given);
      }) as pg.Client["query"];
    }
  };
}

function textOf(query: unknown): unknown {
  return typeof query === "object" && query !== null && "text" in query ? query.text : query;
}
