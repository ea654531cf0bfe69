import PostalMime, { type Attachment, type Email } from "postal-mime";
import { mailAddressOf } from "@/domain/mail-address";
import { textOfHtml } from "@/domain/mail-html";
import { Refused } from "./errors";

/** A mail as somebody else sent it: nothing in it is believed, and nothing is fetched. Attachments are named, never kept. */
export interface ReadMail {
  fromName: string;
  /** Empty where it is not exactly one address. */
  fromEmail: string;
  subject: string;
  /** The day on which it was sent, as it says itself; null where it does not. */
  sentOn: string | null;
  /** Plain text; of a mail in HTML only, its text. */
  text: string;
  attachments: string[];
  /** Message-IDs of the mails that it answers. */
  answersTo: string[];
  /** Written by a program: an absence note, a report. */
  automatic: boolean;
  report: DeliveryReport | null;
}

/** What a mail server says about a mail that it was given. */
export interface DeliveryReport {
  /** Message-IDs of the mails it is about. */
  messageIds: string[];
  /** False: it is only late, or has arrived. */
  failed: boolean;
  problem: string;
}

export const LARGEST_MAIL = 5 * 1024 * 1024;
const MOST_HEADERS = 256 * 1024;
const DEEPEST = 20;
const MOST_ATTACHMENTS = 50;
/** More than anybody writes; the rest of a file of five megabytes is quoted mail. */
const LONGEST_TEXT = 200_000;

/**
 * Reads an .eml file. Throws Refused("mail-unreadable") for what is no mail, Refused("mail-outlook") for Outlook's own format, and
 * Refused("mail-too-big").
 */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  if (bytes.byteLength > LARGEST_MAIL) throw new Refused("mail-too-big", { limit: LARGEST_MAIL / 1024 / 1024 });
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) throw new Refused("mail-outlook");
  if (linesOf(bytes) > MOST_LINES) throw new Refused("mail-unreadable");
  const mail = await parsed(bytes);
  const from = mail.from && "address" in mail.from && mail.from.address !== undefined ? mail.from : null;
  const text = plain(mail.text || textOfHtml(mail.html ?? ""));
  // Any file can be taken apart as a mail; one that somebody wrote says who and what.
  if (!mail.from || (text === "" && !mail.subject && mail.attachments.length === 0)) throw new Refused("mail-unreadable");
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? "";
  const automatic =
    /^auto-(?!no)|^autoreply/i.test(header("auto-submitted").trim()) ||
    header("x-autoreply") !== "" ||
    /^\s*<\s*>\s*$/.test(header("return-path"));
  return {
    fromName: oneLine(from?.name ?? "").slice(0, 200),
    fromEmail: mailAddressOf(from?.address ?? "") ?? "",
    subject: oneLine(mail.subject ?? "").slice(0, 300),
    sentOn: dayOf(mail.date),
    text,
    attachments: mail.attachments
      .filter(({ mimeType, filename }) => filename !== null || !mimeType.startsWith("message/"))
      .slice(0, MOST_ATTACHMENTS)
      .map(({ filename, mimeType }) => oneLine(filename ?? mimeType).slice(0, 120)),
    answersTo: messageIdsIn(`${mail.inReplyTo ?? ""} ${mail.references ?? ""}`),
    automatic,
    report: reportOf(mail, header("content-type"), from?.address ?? "", text),
  };
}

/** The library takes its time for each line; five megabytes of attachments are 70,000. */
const MOST_LINES = 100_000;

function linesOf(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: DEEPEST, maxHeadersSize: MOST_HEADERS });
  } catch {
    throw new Refused("mail-unreadable");
  }
}

/** The other control characters, and signs that turn the order of writing, have no business in what is shown. */
const plain = (text: string) =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim();

const oneLine = (text: string) =>
  plain(text)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ")
    .trim();

function dayOf(date: string | undefined): string | null {
  const at = date ? new Date(date) : null;
  return at && !Number.isNaN(at.getTime()) && at.getTime() > 0 ? at.toISOString().slice(0, 10) : null;
}

const MESSAGE_IDS = /<[^<>\s]{1,400}>/g;

function messageIdsIn(text: string): string[] {
  return [...new Set(text.slice(0, 20_000).match(MESSAGE_IDS) ?? [])].slice(0, 100);
}

const REPORTED = new Set(["message/delivery-status", "message/global-delivery-status"]);
const QUOTED = new Set(["message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers"]);

function reportOf(mail: Email, contentType: string, from: string, text: string): DeliveryReport | null {
  const contents = (types: ReadonlySet<string>) =>
    mail.attachments
      .filter(({ mimeType }) => types.has(mimeType))
      .map(contentOf)
      .join("\n");
  const status = contents(REPORTED);
  const isReport = /multipart\/report/i.test(contentType) || status !== "";
  const byServer = /^(mailer-daemon|postmaster)@/i.test(from);
  if (!isReport && !byServer) return null;
  const quoted = contents(QUOTED);
  const ids = [
    ...`${status}\n${quoted}\n${byServer ? text : ""}`.matchAll(
      /^[> \t]{0,40}(?:original-)?message-id:[ \t\r\n]{0,20}(<[^<>\s]{1,400}>)/gim,
    ),
  ].map((found) => found[1]!);
  const action = /^action:[ \t]*([a-z]+)/im.exec(status)?.[1]?.toLowerCase() ?? (byServer ? "failed" : "");
  const said =
    /^diagnostic-code:[ \t]*(.+(?:\r?\n[ \t].+)*)/im.exec(status)?.[1] ??
    /^status:[ \t]*(.+)/im.exec(status)?.[1] ??
    text.split("\n")[0] ??
    "";
  return { messageIds: [...new Set(ids)], failed: action === "failed", problem: oneLine(said).slice(0, 300) };
}

function contentOf({ content }: Attachment): string {
  return typeof content === "string"
    ? content
    : Buffer.from(content as ArrayBuffer)
        .toString("utf8")
        .slice(0, 200_000);
}
