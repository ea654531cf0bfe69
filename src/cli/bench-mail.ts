import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTransport } from "nodemailer";
import { MailDelivery } from "@/features/mail/delivery";
import type { Access } from "@/server/access-value";
import { mailSettings } from "@/server/env";
import { messageOf } from "@/server/mail-message";
import { CONNECTIONS } from "@/server/mail-transport";
import { queueMail } from "@/server/outbox";
import { change } from "@/server/record";

interface Bench {
  access: Access;
  add(line: { what: string; size: string; ours: string; baseline: string; ratio: string; aim: string }): void;
  record(what: string, size: string, ours: number, baseline: number, aim: string): void;
  /** One page of a long list, through the application and as SQL by hand: how they do while mails go out. */
  list: () => Promise<unknown>;
  bareList: () => Promise<unknown>;
}

const MAILS = 2_000;
const ROUNDS = 3;
const FROM = "register@example.org";
const BODY =
  "Good morning,\n\nthis is what we recorded as your need. Right, change, or no longer?\n\nhttps://register.example.org/ask/x.y\n\nNordwind";

/** A mail server in a process of its own that takes everything and keeps nothing; prints its port. */
const SERVER = `
import { SMTPServer } from "smtp-server";
const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], logger: false,
  onData(stream, _session, callback) { stream.on("data", () => {}); stream.on("end", callback); } });
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
`;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** A batch of confirmation mails from the database to a local mail server, against a bare loop of the mail library over as many connections. */
export async function benchMail({ access, add, record, list, bareList }: Bench): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "goldthread-bench-"));
  const server = spawn(process.execPath, ["--input-type=module", "-e", SERVER], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const port = Number(String(await new Promise((resolve) => server.stdout.once("data", resolve))).trim());
    const settings = () => ({
      ...mailSettings({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: FROM }),
      journalFolder: path.join(folder, "journal"),
    });
    const queue = () =>
      change(
        access,
        (writer) =>
          queueMail(
            writer,
            Array.from({ length: MAILS }, (_, index) => ({
              kind: "test",
              toEmail: `n${index}@example.org`,
              toName: `Recipient ${index}`,
              subject: "What we recorded as your need",
              body: BODY,
            })),
          ),
        { timeout: 60_000 },
      );
    const ours = async () => {
      const delivery = new MailDelivery(settings);
      await delivery.run();
      await delivery.stop();
    };
    const bare = () => bareLoop(port, access.organization.id);
    const [mine, theirs]: [number[], number[]] = [[], []];
    for (let round = -1; round < ROUNDS; round += 1) {
      await queue();
      for (const [times, work] of [
        [mine, ours],
        [theirs, bare],
      ] as const) {
        const began = performance.now();
        await work();
        if (round >= 0) times.push(MAILS / ((performance.now() - began) / 1_000));
      }
    }
    const [us, them] = [median(mine), median(theirs)];
    add({
      what: "Confirmation mails to a local mail server, per second",
      size: `${MAILS.toLocaleString("en")} mails`,
      ours: `${us.toFixed(0)}/s`,
      baseline: `${them.toFixed(0)}/s`,
      ratio: (us / them).toFixed(2),
      aim: ">= 0.5",
    });
    process.stderr.write(`  mails: ${us.toFixed(0)}/s against ${them.toFixed(0)}/s = ${(us / them).toFixed(2)}\n`);
    await queue();
    let sending = true;
    const going = ours().finally(() => {
      sending = false;
    });
    const [app, sql]: [number[], number[]] = [[], []];
    while (sending) {
      for (const [times, work] of [
        [app, list],
        [sql, bareList],
      ] as const) {
        const began = performance.now();
        await work();
        times.push(performance.now() - began);
      }
    }
    await going;
    record("List, 50 rows joined and sorted, while mails go out", `${MAILS.toLocaleString("en")} mails`, median(app), median(sql), "<= 2");
  } finally {
    server.stdin.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function bareLoop(port: number, organizationId: string): Promise<void> {
  const transport = createTransport({
    pool: true,
    host: "127.0.0.1",
    port,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const from = { address: FROM, name: "Nordwind", host: "register.example.org" };
  let next = 0;
  const connection = async () => {
    while (next < MAILS) {
      const index = next++;
      await transport.sendMail(
        messageOf(
          {
            organizationId,
            id: `bare-${index}`,
            toEmail: `n${index}@example.org`,
            toName: `Recipient ${index}`,
            fromName: "Nordwind",
            subject: "What we recorded as your need",
            text: BODY,
            language: "en",
          },
          from,
        ),
      );
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  transport.close();
}
