import type pg from "pg";

interface Wire {
  query(text: string): void;
  stream: { pause(): void; resume(): void };
}

/**
 * Runs "COPY … TO STDOUT" and hands every row on as it comes, as the bytes of PostgreSQL's text format. `onRow` may return a promise: then nothing more is
 * taken from the connection until it is kept. Speaks the protocol through the client's own way of sending a query; no further library.
 */
export function copyOut(client: pg.ClientBase, text: string, onRow: (row: Buffer) => Promise<void> | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let wire: Wire | null = null;
    let failure: Error | null = null;
    let waiting: Promise<void> | null = null;
    const finished = () => {
      const settle = () => (failure ? reject(failure) : resolve());
      if (waiting) waiting.then(settle, settle);
      else settle();
    };
    const query = {
      submit(connection: Wire) {
        wire = connection;
        connection.query(text);
      },
      handleCopyData({ chunk }: { chunk: Buffer }) {
        if (failure) return;
        const wait = onRow(chunk);
        if (!wait || waiting) return;
        wire?.stream.pause();
        waiting = wait
          .catch((error: Error) => {
            failure = error;
          })
          .then(() => {
            waiting = null;
            wire?.stream.resume();
          });
      },
      handleRowDescription() {},
      handleDataRow() {},
      handleCommandComplete() {},
      handleEmptyQuery() {},
      handlePortalSuspended() {},
      handleError(error: Error) {
        failure = error;
        reject(error);
      },
      handleReadyForQuery: finished,
    };
    client.query(query as unknown as pg.Submittable);
  });
}
