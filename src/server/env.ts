import { createPrivateKey, type KeyObject } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { mailAddressOf } from "@/domain/mail-address";

/** Every variable the application knows; .env.example explains them (a test holds both lists against each other). */
export const KNOWN_VARIABLES = [
  "DATABASE_URL",
  "MIGRATION_DATABASE_URL",
  "TEST_DATABASE_URL",
  "DATA_DIR",
  "PORT",
  "APP_URL",
  "AUTH_SECRET",
  "DATABASE_POOL_MAX",
  "DEMO_DATA",
  "TRUST_PROXY",
  "EVIDENCE_MAX_MB",
  "EVIDENCE_S3_ENDPOINT",
  "EVIDENCE_S3_BUCKET",
  "EVIDENCE_S3_REGION",
  "EVIDENCE_S3_ACCESS_KEY_ID",
  "EVIDENCE_S3_SECRET_ACCESS_KEY",
  "CHECKPOINT_KEY",
  "SMTP_URL",
  "MAIL_FROM",
  "MAIL_FROM_NAME",
  "JOBS",
  "MAIL_INBOX_DIR",
] as const;

const MINIMUM_SECRET_LENGTH = 32;

const schema = z.object({
  DATABASE_URL: z.string().regex(/^(postgres(ql)?:\/\/|socket:)/, "must begin with postgresql://"),
  APP_URL: z.url({ protocol: /^https?$/ }),
  AUTH_SECRET: z.string().min(MINIMUM_SECRET_LENGTH, `must have at least ${MINIMUM_SECRET_LENGTH} characters`),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(100).default(10),
  /** Set by the start script, never by hand: the database is the embedded one. */
  GOLDTHREAD_EMBEDDED: z.literal("1").optional(),
});

/** A bucket for evidence: all four or none, the region has a usual value. */
const S3_VARIABLES = ["EVIDENCE_S3_ENDPOINT", "EVIDENCE_S3_BUCKET", "EVIDENCE_S3_ACCESS_KEY_ID", "EVIDENCE_S3_SECRET_ACCESS_KEY"] as const;

const MEGABYTE = 1024 * 1024;
const USUAL_MAX_MB = 250;
/** The database counts a file's bytes in 31 bits. */
const LARGEST_MAX_MB = 2_000;

export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface EvidenceSettings {
  /** Files on their way in, and the store itself unless it is a bucket. Outside of everything that is served. */
  folder: string;
  maxBytes: number;
  s3: S3Settings | null;
}

/** The folder of everything that is kept beside the database. */
export function dataFolder(): string {
  return path.resolve(/* turbopackIgnore: true */ process.env.GOLDTHREAD_ROOT || ".", process.env.DATA_DIR || ".data");
}

/** An Ed25519 private key from PKCS8, as PEM (line breaks also written as \\n) or as base64 of its DER form; null when it is none. */
export function ed25519KeyOf(text: string): KeyObject | null {
  try {
    const plain = text.trim().replaceAll("\\n", "\n");
    const key = plain.startsWith("-----")
      ? createPrivateKey(plain)
      : createPrivateKey({ key: Buffer.from(plain, "base64"), format: "der", type: "pkcs8" });
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}

/** Where evidence is kept and how large a file may be. Throws an Error where a variable is wrong. */
export function evidenceSettings(variables: Readonly<Record<string, string | undefined>> = process.env): EvidenceSettings {
  const wrong = evidenceRefusals(variables);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return {
    folder: path.resolve(/* turbopackIgnore: true */ variables.DATA_DIR || ".data", "evidence"),
    maxBytes: Number(variables.EVIDENCE_MAX_MB || USUAL_MAX_MB) * MEGABYTE,
    s3: variables.EVIDENCE_S3_ENDPOINT
      ? {
          endpoint: variables.EVIDENCE_S3_ENDPOINT.replace(/\/+$/, ""),
          bucket: variables.EVIDENCE_S3_BUCKET ?? "",
          region: variables.EVIDENCE_S3_REGION || "us-east-1",
          accessKeyId: variables.EVIDENCE_S3_ACCESS_KEY_ID ?? "",
          secretAccessKey: variables.EVIDENCE_S3_SECRET_ACCESS_KEY ?? "",
        }
      : null,
  };
}

function evidenceRefusals(variables: Readonly<Record<string, string | undefined>>): string[] {
  const lines: string[] = [];
  const most = variables.EVIDENCE_MAX_MB;
  if (most && !(/^\d{1,4}$/.test(most) && Number(most) >= 1 && Number(most) <= LARGEST_MAX_MB))
    lines.push(`EVIDENCE_MAX_MB must be a number from 1 to ${LARGEST_MAX_MB}, not "${most}".`);
  const missing = S3_VARIABLES.filter((name) => !variables[name]);
  if (missing.length > 0 && missing.length < S3_VARIABLES.length)
    lines.push(
      `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing: evidence goes to a bucket when all of EVIDENCE_S3_* are set.`,
    );
  const endpoint = variables.EVIDENCE_S3_ENDPOINT;
  if (endpoint && !/^https?:\/\/[^/\s]+(\/[^\s?#]*)?$/.test(endpoint))
    lines.push("EVIDENCE_S3_ENDPOINT must be an address, e.g. https://s3.eu-central-1.amazonaws.com.");
  return lines;
}

export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). */
  secure: boolean;
  user: string;
  password: string;
}

export interface MailSettings {
  /** Null: mails are put into the mailbox folder. */
  smtp: SmtpSettings | null;
  from: { address: string; name: string };
  mailboxFolder: string;
  journalFolder: string;
}

const USUAL_PORTS: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };

function smtpSettingsOf(text: string): SmtpSettings | null {
  try {
    const url = new URL(text);
    const port = url.port ? Number(url.port) : USUAL_PORTS[url.protocol];
    if (!port || !url.hostname || (url.pathname !== "" && url.pathname !== "/") || url.search || url.hash) return null;
    if (Boolean(url.username) !== Boolean(url.password)) return null;
    return {
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port,
      secure: url.protocol === "smtps:",
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
  } catch {
    return null;
  }
}

/** How mail goes out. Throws an Error where a variable is wrong. */
export function mailSettings(variables: Readonly<Record<string, string | undefined>> = process.env): MailSettings {
  const wrong = mailRefusals(variables);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const folder = dataFolder();
  return {
    smtp: variables.SMTP_URL ? smtpSettingsOf(variables.SMTP_URL) : null,
    from: { address: mailAddressOf(variables.MAIL_FROM ?? "") ?? "goldthread@localhost.localdomain", name: variables.MAIL_FROM_NAME ?? "" },
    mailboxFolder: path.join(folder, "mailbox"),
    journalFolder: path.join(folder, "mail-journal"),
  };
}

function mailRefusals(variables: Readonly<Record<string, string | undefined>>): string[] {
  const lines: string[] = [];
  if (variables.SMTP_URL && !smtpSettingsOf(variables.SMTP_URL))
    lines.push(
      "SMTP_URL must be smtp://user:password@host:port or smtps://... (special characters in the password percent-encoded, both or neither of user and password).",
    );
  if (variables.MAIL_FROM && !mailAddressOf(variables.MAIL_FROM))
    lines.push("MAIL_FROM must be one mail address without a name, e.g. register@example.org.");
  if (variables.SMTP_URL && !variables.MAIL_FROM)
    lines.push("MAIL_FROM is missing: with SMTP_URL set, mails need an address they come from.");
  if (/[\p{Cc}\u2028\u2029]/u.test(variables.MAIL_FROM_NAME ?? "")) lines.push("MAIL_FROM_NAME must be one line.");
  return lines;
}

/** The folder into which a mail server or a program puts answers and reports that came back; null: none is taken in. */
export function mailInboxFolder(variables: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const folder = variables.MAIL_INBOX_DIR;
  return folder ? path.resolve(/* turbopackIgnore: true */ process.env.GOLDTHREAD_ROOT || ".", folder) : null;
}

/** Whether this process carries out the recurring work itself; JOBS=0 leaves it to "npm run jobs". */
export function runsJobs(variables: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return variables.JOBS !== "0";
}

export interface Env {
  databaseUrl: string;
  /** Origin only: scheme, host and port, as a browser sends it. */
  appOrigin: string;
  secure: boolean;
  authSecret: string;
  poolMax: number;
  embedded: boolean;
}

let parsed: Env | undefined;

/** The settings of this process, read once. Throws an Error with one line for each wrong or missing variable. */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse(process.env);
    if (!result.success) throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
    const embedded = result.data.GOLDTHREAD_EMBEDDED === "1";
    const origin = new URL(result.data.APP_URL).origin;
    parsed = {
      databaseUrl: result.data.DATABASE_URL,
      appOrigin: origin,
      secure: origin.startsWith("https:"),
      authSecret: result.data.AUTH_SECRET,
      // PGlite serves one connection at a time; more than four only queue up inside it.
      poolMax: embedded ? Math.min(4, result.data.DATABASE_POOL_MAX) : result.data.DATABASE_POOL_MAX,
      embedded,
    };
  }
  return parsed;
}

/**
 * What stands in the way of starting, one clear line each; empty when nothing does. Production means: a database of its own by DATABASE_URL.
 * @param variables the process environment
 */
export function refusals(variables: Readonly<Record<string, string | undefined>>, { production }: { production: boolean }): string[] {
  const lines: string[] = [];
  if (production) {
    const secret = variables.AUTH_SECRET ?? "";
    if (!secret) lines.push("AUTH_SECRET is missing: set it to a random text of at least 32 characters (openssl rand -base64 32).");
    else if (secret.length < MINIMUM_SECRET_LENGTH)
      lines.push(`AUTH_SECRET is too short: it has ${secret.length} characters and needs at least 32.`);
    const url = variables.APP_URL ?? "";
    if (!url) lines.push("APP_URL is missing: set it to the address people open, e.g. https://register.example.org.");
    else if (!isAllowedOrigin(url))
      lines.push("APP_URL must be an https address (http only for 127.0.0.1 and localhost), e.g. https://register.example.org.");
  }
  lines.push(...evidenceRefusals(variables), ...mailRefusals(variables));
  if (variables.JOBS && !["0", "1"].includes(variables.JOBS)) lines.push(`JOBS must be 0 or 1, not "${variables.JOBS}".`);
  if (variables.CHECKPOINT_KEY && !ed25519KeyOf(variables.CHECKPOINT_KEY))
    lines.push("CHECKPOINT_KEY must be an Ed25519 private key (PKCS8, as PEM or base64): openssl genpkey -algorithm ed25519.");
  const port = variables.PORT;
  if (port !== undefined && !/^\d{1,5}$/.test(port)) lines.push(`PORT must be a number from 0 to 65535, not "${port}".`);
  return lines;
}

function isAllowedOrigin(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname));
  } catch {
    return false;
  }
}

/** Variables that look like one of ours but are spelt otherwise, each with what was probably meant. */
export function misspelt(variables: Readonly<Record<string, string | undefined>>): { found: string; meant: string }[] {
  const known = new Set<string>(KNOWN_VARIABLES);
  return Object.keys(variables)
    .filter((name) => !known.has(name) && name.length >= 4)
    .flatMap((found) => {
      const meant = KNOWN_VARIABLES.find((name) => distance(found.toUpperCase(), name) <= (name.length > 6 ? 2 : 1));
      return meant ? [{ found, meant }] : [];
    });
}

/** Edit distance, with a swap of two neighbours counted as one. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = best;
    }
  }
  return rows[a.length]![b.length]!;
}
