/** What becomes of a mail after an attempt, and when the next one is made. */

/** What a mail server's answer means for one mail. */
export type Attempt =
  | { outcome: "sent" }
  /** It will never be taken: the recipient or the mail itself was refused for good. */
  | { outcome: "refused"; problem: string }
  /** Another time. `down`: the server as a whole does not take mail now, so others need not be tried. */
  | { outcome: "later"; problem: string; down: boolean };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Pauses after the first, second ... attempt; a little more than two days together. */
const PAUSES = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, ...Array<number>(7).fill(6 * HOUR)];
export const MOST_ATTEMPTS = PAUSES.length + 1;

/** How long to wait after so many attempts, in milliseconds; null: it is given up. Counted in attempts, so that a clock that is set changes nothing. */
export function pauseAfter(attempts: number): number | null {
  return PAUSES[Math.max(attempts, 1) - 1] ?? null;
}

const LONGEST_PROBLEM = 300;

/** The server's words as one short line. */
export function problemText(words: string): string {
  const line = words.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ").trim();
  return line.length > LONGEST_PROBLEM ? `${line.slice(0, LONGEST_PROBLEM - 1)}…` : line;
}

export interface SmtpFault {
  message: string;
  /** The library's word for what failed: ECONNECTION, ETIMEDOUT, EAUTH, EENVELOPE, EMESSAGE ... */
  code?: string | undefined;
  /** The server's number, where it said one. */
  responseCode?: number | undefined;
  response?: string | undefined;
  /** The SMTP command that was answered. */
  command?: string | undefined;
}

/** What a failed attempt means: 5xx on the recipient or on the mail itself is final; everything else is tried again. */
export function attemptOf(fault: SmtpFault): Attempt {
  const problem = problemText(fault.response || fault.message);
  const number = fault.responseCode ?? 0;
  const aboutThisMail = fault.command === "RCPT TO" || fault.command === "DATA" || fault.code === "EMESSAGE";
  if (aboutThisMail && number >= 500) return { outcome: "refused", problem };
  const thisOne = aboutThisMail && number >= 400 && number !== 421;
  return { outcome: "later", problem, down: !thisOne };
}

const PAUSE_WHEN_DOWN = [30_000, 60_000, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE];

/** How long the mail server is left alone after it was away so many times in a row. */
export function pauseWhenDown(times: number): number {
  return PAUSE_WHEN_DOWN[Math.min(Math.max(times, 1), PAUSE_WHEN_DOWN.length) - 1]!;
}

const MESSAGE_ID = /^<?([0-9a-f-]{36})\.([0-9a-f-]{36})@[^<>\s]+>?$/i;

/** The stable Message-ID of a mail: the same at every attempt, so that whoever got it twice can tell. */
export function messageIdOf(organizationId: string, mailId: string, host: string): string {
  return `<${organizationId}.${mailId}@${host}>`;
}

/** Which mail a Message-ID names; null where it is none of ours. */
export function readMessageId(messageId: string): { organizationId: string; mailId: string } | null {
  const found = MESSAGE_ID.exec(messageId.trim());
  return found ? { organizationId: found[1]!.toLowerCase(), mailId: found[2]!.toLowerCase() } : null;
}

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** The text as a plain, accessible page: its language, its title, paragraphs, addresses as links. Everything in it is escaped. */
export function mailHtml({ text, subject, language }: { text: string; subject: string; language: string }): string {
  const paragraphs = text
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => `<p style="margin:0 0 1em">${paragraph.trim().split("\n").map(lineHtml).join("<br>\n")}</p>`);
  return [
    `<!doctype html>\n<html lang="${escapeHtml(language)}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${escapeHtml(subject)}</title></head>`,
    `<body style="font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0;padding:1.5em;max-width:42em">`,
    ...paragraphs,
    "</body>\n</html>\n",
  ].join("\n");
}

function lineHtml(line: string): string {
  let html = "";
  let at = 0;
  for (const found of line.matchAll(ADDRESS)) {
    html += escapeHtml(line.slice(at, found.index));
    html += `<a href="${escapeHtml(found[0])}">${escapeHtml(found[0])}</a>`;
    at = found.index + found[0].length;
  }
  return html + escapeHtml(line.slice(at));
}
