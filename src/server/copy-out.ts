import type pg from "pg";

interface Stream {
  pause(): void;
  resume(): void;
  listeners(event: "data"): ((bytes: Buffer) => void)[];
  on(event: "data", listener: (bytes: Buffer) => void): void;
  off(event: "data", listener: (bytes: Buffer) => void): void;
}

interface Wire {
  query(text: string): void;
  stream: Stream;
}

const COPY_DATA = 0x64;
/** A letter and four bytes of length, which counts itself but not the letter. */
const HEAD = 5;

/**
 * Runs "COPY … TO STDOUT" and hands every row on as it comes, as the bytes of PostgreSQL's text format; they are valid during the call only. `onRow` may
 * return a promise: then nothing more is taken from the connection until it is kept. Rows are taken off the stream before the client sees it, because one
 * event for each of hundreds of thousands of rows costs more than everything else; all other messages go to the client as always.
 */
export function copyOut(client: pg.ClientBase, text: string, onRow: (row: Buffer) => Promise<void> | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let stream: Stream | null = null;
    let usual: ((bytes: Buffer) => void)[] = [];
    let rest: Buffer = Buffer.alloc(0);
    let failure: Error | null = null;
    let waiting: Promise<void> | null = null;

    const take = (row: Buffer) => {
      if (failure) return;
      const wait = onRow(row);
      if (!wait || waiting) return;
      stream?.pause();
      waiting = wait
        .catch((error: Error) => {
          failure = error;
        })
        .then(() => {
          waiting = null;
          stream?.resume();
        });
    };
    const filter = (bytes: Buffer) => {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      let at = 0;
      while (all.length - at >= HEAD) {
        const end = at + 1 + all.readUInt32BE(at + 1);
        if (end > all.length) break;
        if (all[at] === COPY_DATA) take(all.subarray(at + HEAD, end));
        else for (const listener of usual) listener(all.subarray(at, end));
        at = end;
      }
      rest = at === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(at));
    };
    const settle = () => {
      stream?.off("data", filter);
      for (const listener of usual) stream?.on("data", listener);
      usual = [];
      const done = () => (failure ? reject(failure) : resolve());
      if (waiting) waiting.then(done, done);
      else done();
    };
    const query = {
      submit(connection: Wire) {
        stream = connection.stream;
        usual = stream.listeners("data");
        for (const listener of usual) stream.off("data", listener);
        stream.on("data", filter);
        connection.query(text);
      },
      handleRowDescription() {},
      handleDataRow() {},
      handleCopyData() {},
      handleCommandComplete() {},
      handleEmptyQuery() {},
      handlePortalSuspended() {},
      handleError(error: Error) {
        failure = error;
        // The connection itself may be gone; then nothing follows.
        reject(error);
      },
      handleReadyForQuery: settle,
    };
    client.query(query as unknown as pg.Submittable);
  });
}
