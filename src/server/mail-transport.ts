import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { createTransport } from "nodemailer";
import type { Attempt } from "@/domain/mail-delivery";
import { env, type MailSettings } from "./env";
import { journalFile, noteProcess } from "./mail-journal";
import { messageOf, type OutgoingMail, type Sender } from "./mail-message";

/** `unstarted`: it was not tried, because the server is away. `unknown`: the sender ended in the middle; its journal tells. */
export type SendResult = Attempt | { outcome: "unstarted" } | { outcome: "unknown" };

/** One way for mails to go out, under a name of its own that stands on every mail it claims. */
export interface MailTransport {
  readonly owner: string;
  send(mail: OutgoingMail): Promise<SendResult>;
  /** Waits until nothing is in flight; then nothing can be sent any more. */
  close(): Promise<void>;
}

/** So many mails are on their way at once. */
export const CONNECTIONS = 5;

export function openTransport(settings: MailSettings): MailTransport {
  const owner = `${hostname().replace(/[^\w.-]/g, "_")}-${process.pid}-${randomBytes(6).toString("hex")}`;
  const from = { ...settings.from, host: new URL(env().appOrigin).hostname };
  // Before the first mail is claimed: a journal that lies there tells others that we are alive.
  noteProcess(journalFile(settings.journalFolder, owner));
  return settings.smtp ? new SmtpSender(owner, settings, from) : new Mailbox(owner, settings.mailboxFolder, from);
}

/** One file for each mail, under its id: putting the same mail there twice changes nothing. */
class Mailbox implements MailTransport {
  readonly #composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

  constructor(
    readonly owner: string,
    readonly folder: string,
    readonly from: Sender,
  ) {}

  async send(mail: OutgoingMail): Promise<SendResult> {
    const folder = join(/* turbopackIgnore: true */ this.folder, mail.organizationId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { message } = await this.#composer.sendMail(messageOf(mail, this.from));
    const partial = join(folder, `.${mail.id}.${randomBytes(4).toString("hex")}`);
    const file = await open(partial, "wx", 0o600);
    try {
      await file.writeFile(message as Buffer);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, join(folder, `${mail.id}.eml`));
    return { outcome: "sent" };
  }

  async close(): Promise<void> {}
}

class SmtpSender implements MailTransport {
  readonly #asked = new Map<string, (result: SendResult) => void>();
  readonly #journal: string;
  #child: ChildProcess | null = null;
  #gone: Promise<void> = Promise.resolve();

  constructor(
    readonly owner: string,
    readonly settings: MailSettings,
    readonly from: Sender,
  ) {
    this.#journal = journalFile(settings.journalFolder, owner);
  }

  send(mail: OutgoingMail): Promise<SendResult> {
    const child = this.#child ?? this.#start();
    return new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve({ outcome: "unknown" });
      this.#asked.set(mail.id, resolve);
      child.stdin!.write(`${JSON.stringify(mail)}\n`);
    });
  }

  #start(): ChildProcess {
    const root = process.env.GOLDTHREAD_ROOT ?? process.cwd();
    const bundle = join(/* turbopackIgnore: true */ root, "dist", "mail-sender-child.mjs");
    // A bundle is as old as the last build; anything but production runs the source.
    const built = process.env.NODE_ENV === "production" && existsSync(bundle);
    const command = built ? [bundle] : ["--import", "tsx", join(/* turbopackIgnore: true */ root, "src", "cli", "mail-sender-child.ts")];
    const child = spawn(process.execPath, ["--no-warnings", ...command], {
      cwd: root,
      // Next.js declares NODE_ENV as always there; the child gets what it needs by its first line.
      env: (process.env.NODE_EXTRA_CA_CERTS
        ? { NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS }
        : {}) as unknown as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "ignore"],
      // In a group of its own: what is meant for us does not hit it in the middle of a mail.
      detached: true,
    });
    this.#child = child;
    child.unref();
    child.stdin!.on("error", () => {});
    this.#gone = new Promise((resolve) => {
      const over = () => {
        for (const answer of this.#asked.values()) answer({ outcome: "unknown" });
        this.#asked.clear();
        resolve();
      };
      child.once("error", over);
      child.once("close", over);
    });
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const { id, attempt } = JSON.parse(line) as { id: string; attempt: SendResult };
      this.#asked.get(id)?.(attempt);
      this.#asked.delete(id);
    });
    child.stdin!.write(
      `${JSON.stringify({ smtp: this.settings.smtp, from: this.from, journal: this.#journal, connections: CONNECTIONS })}\n`,
    );
    return child;
  }

  async close(): Promise<void> {
    this.#child?.stdin?.end();
    await this.#gone;
  }
}
