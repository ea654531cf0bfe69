import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface Received {
  to: string;
  from: string;
  messageId: string;
  raw: string;
  mail: Email;
}

/** A mail server that takes what comes, refuses whom it is told to, and may be slow. */
export async function mailServer({
  answer = () => null,
  delayMs = 0,
}: {
  /** What to say to a recipient: null takes it, a number refuses. */
  answer?: (to: string) => { code: number; text: string } | null;
  delayMs?: number;
} = {}) {
  const received: Received[] = [];
  const refused: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const no = answer(address);
      if (!no) return callback();
      refused.push(address);
      callback(Object.assign(new Error(no.text), { responseCode: no.code }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const from = session.envelope.mailFrom;
        for (const { address } of session.envelope.rcptTo)
          received.push({
            to: address,
            from: from ? from.address : "",
            messageId: /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? "",
            raw,
            mail: null as never,
          });
        setTimeout(callback, delayMs);
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refused,
    parse: (one: Received) => PostalMime.parse(one.raw),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
