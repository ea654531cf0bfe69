import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { daysBetween } from "@/domain/dates";
import { LONGEST_FEEDBACK } from "@/domain/engagement";
import { readMessageId } from "@/domain/mail-delivery";
import { ownWords, splitAt } from "@/domain/mail-reply";
import { recordEngagement } from "@/features/engagement/mutations";
import { mailBounced } from "@/features/mail/mutations";
import { translator } from "@/lib/translate";
import { type Access, systemAccess } from "@/server/access";
import { today } from "@/server/clock";
import { mailInboxFolder } from "@/server/env";
import { Refused } from "@/server/errors";
import { houseOf } from "@/server/guests";
import { once } from "@/server/jobs";
import { log } from "@/server/log";
import { LARGEST_MAIL, type ReadMail, readMail } from "@/server/read-mail";
import { inTenant } from "@/server/tenant";

/**
 * The intake folder: what a mail server or a program puts there is read once. Which organisation a mail belongs to is told only by the Message-ID of
 * ours that it answers, never by an address in it.
 */
export interface Intake {
  feedback: number;
  bounced: number;
  /** Reports of mails that are only late, absence notes, what was read before. */
  ignored: number;
  failed: number;
}

const MOST_AT_ONCE = 50;
/** A file that is still being written is left for the next look. */
const SETTLED_MS = 3_000;
const ABANDONED_MS = 15 * 60_000;

/** Reads what waits in the intake folder (MAIL_INBOX_DIR); without one, nothing. May run in several processes beside each other. */
export async function takeInMail(): Promise<Intake> {
  const done: Intake = { feedback: 0, bounced: 0, ignored: 0, failed: 0 };
  const folder = mailInboxFolder();
  if (!folder) return done;
  for (const name of ["reading", "done", "failed"]) await mkdir(path.join(folder, name), { recursive: true, mode: 0o700 });
  await takeUpAgain(folder);
  const names = (await readdir(folder)).filter((name) => /\.eml$/i.test(name)).sort();
  for (const name of names.slice(0, MOST_AT_ONCE)) {
    const outcome = await takeIn(folder, name);
    if (outcome) done[outcome] += 1;
  }
  return done;
}

/** What a process that died had in its hands goes back; that it was read already is known by its content. */
async function takeUpAgain(folder: string): Promise<void> {
  for (const name of await readdir(path.join(folder, "reading"))) {
    const file = path.join(folder, "reading", name);
    const found = await lstat(file).catch(() => null);
    if (found && Math.abs(Date.now() - found.ctimeMs) > ABANDONED_MS)
      await rename(file, path.join(folder, name.slice(name.indexOf("_") + 1))).catch(() => {});
  }
}

async function takeIn(folder: string, name: string): Promise<keyof Intake | null> {
  const waiting = path.join(folder, name);
  const found = await lstat(waiting).catch(() => null);
  if (!found || Math.abs(Date.now() - found.mtimeMs) < SETTLED_MS) return null;
  const claimed = path.join(folder, "reading", `${randomUUID()}_${name}`);
  try {
    await rename(waiting, claimed);
  } catch {
    // Another process was faster.
    return null;
  }
  let outcome: keyof Intake;
  try {
    outcome = found.isFile() ? await readOne(claimed, found.size) : "failed";
  } catch (error) {
    if (!(error instanceof Refused)) {
      // The database is away, or the like: the mail waits where it was.
      await rename(claimed, waiting).catch(() => {});
      log("error", "a mail of the intake folder could not be taken in now", error);
      return null;
    }
    outcome = "failed";
  }
  if (outcome === "failed") log("warn", `a mail of the intake folder belongs to nothing here or cannot be read: ${name}`);
  await rename(claimed, path.join(folder, outcome === "failed" ? "failed" : "done", `${today()}-${path.basename(claimed)}`));
  return outcome;
}

async function readOne(file: string, size: number): Promise<keyof Intake> {
  if (size > LARGEST_MAIL) throw new Refused("mail-too-big");
  const bytes = await readFile(file);
  const mail = await readMail(bytes);
  if (mail.report) return bounced(mail);
  for (const messageId of [...mail.answersTo].reverse()) {
    const ours = await ourMail(messageId);
    if (!ours) continue;
    if (mail.automatic) return "ignored";
    return (await feedbackOf(ours, mail, createHash("sha256").update(bytes).digest("hex"))) ? "feedback" : "ignored";
  }
  return "failed";
}

async function bounced({ report }: ReadMail): Promise<keyof Intake> {
  let ours = false;
  let marked = false;
  for (const messageId of report!.messageIds) {
    const found = await ourMail(messageId);
    if (!found) continue;
    ours = true;
    if (report!.failed) marked = (await mailBounced(found.access, messageId, report!.problem)) || marked;
  }
  return marked ? "bounced" : ours ? "ignored" : "failed";
}

interface OurMail {
  access: Access;
  /** Whose answer it is; null: nobody's in the register. */
  partyId: string | null;
  subject: string;
}

/** The mail of ours that a Message-ID names, and the party it went to. Null: none, or one to a member of the organisation itself. */
async function ourMail(messageId: string): Promise<OurMail | null> {
  const named = readMessageId(messageId);
  const found = named && (await houseOf(named.organizationId).catch(() => null));
  if (!named || !found) return null;
  const access = systemAccess(found.house, "mail intake");
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ userId: string | null; partyId: string | null; subject: string }[]>`
      SELECT m.user_id AS "userId", m.subject,
             coalesce((SELECT a.party_id FROM ask a WHERE m.entity = 'ask' AND a.organization_id = m.organization_id AND a.id = m.record_id),
                      (SELECT i.party_id FROM survey_invitation i WHERE m.entity = 'survey-invitation' AND i.organization_id = m.organization_id AND i.id = m.record_id),
                      (SELECT e.party_id FROM engagement e WHERE m.entity = 'engagement' AND e.organization_id = m.organization_id AND e.id = m.record_id),
                      (SELECT n.party_id FROM notice n WHERE m.entity = 'notice' AND n.organization_id = m.organization_id AND n.id = m.record_id),
                      (SELECT s.party_id FROM assurance_sheet s WHERE m.entity = 'assurance-sheet' AND s.organization_id = m.organization_id AND s.id = m.record_id),
                      (SELECT l.party_id FROM party_link l WHERE l.organization_id = m.organization_id AND l.id = m.link_id)) AS "partyId"
        FROM mail_message m WHERE m.organization_id = ${named.organizationId}::uuid AND m.id = ${named.mailId}::uuid`,
  );
  return row && !row.userId ? { access, partyId: row.partyId, subject: row.subject } : null;
}

/** False: this very mail was taken in before. */
async function feedbackOf({ access, partyId, subject }: OurMail, mail: ReadMail, hash: string): Promise<boolean> {
  const made = await once(access, "mail-intake", hash, async (record) => {
    const t = translator("feedback");
    const { beginning, rest } = splitAt(ownWords(mail.text) || mail.subject, LONGEST_FEEDBACK);
    const party = partyId === null ? null : (await record.get("interested-party", partyId)).values;
    // The day that a mail gives itself counts where it can be true.
    const days = mail.sentOn === null ? -1 : daysBetween(mail.sentOn, today());
    const sentOn = days >= 0 && days <= 30 ? mail.sentOn! : today();
    return recordEngagement(record, {
      partyId: party && party.status !== "retired" ? partyId : null,
      type: "feedback",
      heldOn: sentOn,
      channel: "mail",
      summary: beginning,
      feedbackKind: "suggestion",
      fromName: mail.fromName,
      fromEmail: mail.fromEmail,
      origin: "mail",
      note: noteOf(mail, { answered: t("answersMail", { subject }), rest }),
    });
  });
  return made !== null;
}

const LONGEST_NOTE = 9_000;

/** What a mail brings beside its words: what it answers, its subject, what was attached, and what had no room. */
export function noteOf(mail: ReadMail, { answered = "", rest = "" }: { answered?: string; rest?: string } = {}): string {
  const t = translator("feedback");
  return [
    answered,
    mail.subject && t("mailWasCalled", { subject: mail.subject }),
    mail.attachments.length > 0 && t("attached", { names: mail.attachments.join(", ") }),
    rest && `${t("goesOn")}\n${splitAt(rest, LONGEST_NOTE - 2_000).beginning}`,
  ]
    .filter(Boolean)
    .join("\n")
    .slice(0, LONGEST_NOTE);
}
