import { closeSync, openSync, writeSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import { createTransport } from "nodemailer";
import { type Attempt, attemptOf, problemText, type SmtpFault } from "@/domain/mail-delivery";
import type { SmtpSettings } from "@/server/env";
import { noteProcess } from "@/server/mail-journal";
import { messageOf, type OutgoingMail, type Sender } from "@/server/mail-message";

/**
 * The process that speaks with the mail server. First line of stdin: the settings; then one mail a line; stdout: what became of each. Its life does not
 * hang on its parent's: when that is gone, even by kill -9 in the middle of a batch, the few mails in flight are brought to their end and noted in
 * the journal before it ends too, so that none is in doubt.
 */
export interface SenderSettings {
  smtp: SmtpSettings;
  from: Sender;
  journal: string;
  connections: number;
}

const QUIET_MS = 15_000;
const SOCKET_MS = 60_000;
/** No server takes longer over one mail; whoever drips its answers does not hold a connection for ever. */
const LONGEST_MS = 4 * 60_000;
/** How long a sender without a parent still waits for answers. */
const DRAIN_MS = 45_000;

const LOCAL = new Set(["127.0.0.1", "::1", "localhost"]);

function start({ smtp, from, journal, connections }: SenderSettings) {
  noteProcess(journal);
  const file = openSync(journal, "a");
  const transport = createTransport({
    pool: true,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    // A password never crosses a network in the clear.
    requireTLS: !smtp.secure && smtp.user !== "" && !LOCAL.has(smtp.host),
    ...(smtp.user ? { auth: { user: smtp.user, pass: smtp.password } } : {}),
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    // The database decides what is tried again.
    maxRequeues: 0,
    connectionTimeout: QUIET_MS,
    greetingTimeout: QUIET_MS,
    socketTimeout: SOCKET_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const waiting: OutgoingMail[] = [];
  let flying = 0;
  let ending = false;
  const note = (letter: string, mail: OutgoingMail) => writeSync(file, `${letter} ${mail.organizationId} ${mail.id}\n`);
  const answer = (id: string, attempt: Attempt | { outcome: "unstarted" }) => process.stdout.write(`${JSON.stringify({ id, attempt })}\n`);
  const finish = () => {
    if (!ending || flying > 0) return;
    writeSync(file, ".\n");
    closeSync(file);
    process.exit(0);
  };
  const send = async (mail: OutgoingMail): Promise<Attempt> => {
    note("b", mail);
    const late = setTimeout(() => process.exit(1), LONGEST_MS);
    try {
      const info = await transport.sendMail(messageOf(mail, from));
      note("s", mail);
      const [refused] = info.rejected;
      return refused ? { outcome: "refused", problem: problemText(info.response) } : { outcome: "sent" };
    } catch (error) {
      note("f", mail);
      return attemptOf(error as SmtpFault & Error);
    } finally {
      clearTimeout(late);
    }
  };
  const next = () => {
    while (!ending && flying < connections && waiting.length > 0) {
      const mail = waiting.shift()!;
      flying += 1;
      void send(mail).then((attempt) => {
        flying -= 1;
        answer(mail.id, attempt);
        // The server is away: the rest is not tried one by one.
        if (attempt.outcome === "later" && attempt.down) for (const other of waiting.splice(0)) answer(other.id, { outcome: "unstarted" });
        next();
        finish();
      });
    }
  };
  return {
    take(mail: OutgoingMail) {
      waiting.push(mail);
      next();
    },
    end() {
      ending = true;
      waiting.length = 0;
      setTimeout(() => process.exit(1), DRAIN_MS).unref();
      finish();
    },
  };
}

// Whoever is told to stop brings what is in flight to its end; the parent closes stdin when it goes, in whatever way.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
let sender: ReturnType<typeof start> | null = null;
createInterface({ input: process.stdin })
  .on("line", (line) => {
    if (sender) sender.take(JSON.parse(line) as OutgoingMail);
    else sender = start(JSON.parse(line) as SenderSettings);
  })
  .on("close", () => (sender ? sender.end() : process.exit(0)));
