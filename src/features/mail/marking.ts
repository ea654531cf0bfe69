import { mailProblem } from "@/lib/mail-problem";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { log } from "@/server/log";
import type { SettledMail } from "@/server/outbox";
import { change, type RecordWriter } from "@/server/record";
import { handlerOf } from "./settled";

/** What is written on a mail after an attempt. */
export interface Mark {
  id: string;
  status: "sent" | "refused" | "given_up" | "bounced" | "waiting" | "withdrawn";
  /** Null: what stands there stays. */
  problem: string | null;
  messageId: string;
  attempts?: number;
  notBefore?: Date;
}

/** A mail of which something became. */
export interface Marked {
  id: string;
  entity: string;
  recordId: string | null;
  kind: string;
  status: SettledMail["status"];
  problem: string;
  sentAt: Date | null;
}

const TRIES = 3;

/**
 * Marks mails and tells what they belong to, in one change. Where telling fails (somebody changes the record at that moment), each mail is tried for
 * itself; in the end the mail is marked all the same, because it is out.
 */
export async function markMails(access: Access, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  try {
    await change(access, (record) => write(record, marks, true));
  } catch (error) {
    if (marks.length === 1) return markOne(access, marks[0]!, error);
    for (const mark of marks) await markMails(access, [mark]);
  }
}

async function markOne(access: Access, mark: Mark, first: unknown): Promise<void> {
  let last = first;
  for (let tries = 1; tries < TRIES; tries += 1) {
    try {
      return await change(access, (record) => write(record, [mark], true));
    } catch (error) {
      last = error;
    }
  }
  await change(access, (record) => write(record, [mark], false));
  log("error", "what became of a mail could not be written on what it belongs to", last);
}

async function write(record: RecordWriter, marks: readonly Mark[], tell: boolean): Promise<void> {
  const org = record.access.organization.id;
  const at = now();
  const rows = JSON.stringify(
    marks.map((mark) => ({
      id: mark.id,
      status: mark.status,
      problem: mark.problem,
      message_id: mark.messageId,
      attempts: mark.attempts ?? null,
      not_before: mark.notBefore?.toISOString() ?? null,
    })),
  );
  // What is settled stays so: a second word about the same mail changes nothing, except that a sent one may come back.
  const settled = await record.tx.$queryRaw<Marked[]>`
    UPDATE mail_message m
       SET status = r.status, problem = coalesce(r.problem, m.problem), message_id = CASE WHEN r.message_id <> '' THEN r.message_id ELSE m.message_id END,
           attempts = coalesce(r.attempts, m.attempts), not_before = coalesce(r.not_before, m.not_before), lease_owner = '', lease_until = NULL,
           sent_at = CASE WHEN r.status = 'sent' THEN ${at} ELSE m.sent_at END
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, status text, problem text, message_id text, attempts int, not_before timestamptz)
     WHERE m.organization_id = ${org}::uuid AND m.id = r.id
       AND (m.status IN ('waiting', 'sending') OR (r.status = 'sent' AND m.status = 'given_up') OR (r.status = 'bounced' AND m.status = 'sent'))
    RETURNING m.id, m.entity, m.record_id AS "recordId", m.kind, m.status, m.problem, m.sent_at AS "sentAt"`;
  // What waits for its next attempt is news to nobody.
  if (tell) for (const mail of settled) if (mail.status !== "waiting") await tellOwner(record, mail);
}

/** Tells what became of a mail to the record that it belongs to. */
export async function tellOwner(record: RecordWriter, { entity, recordId, problem, ...mail }: Marked): Promise<void> {
  if (recordId) await handlerOf(entity)?.(record, { ...mail, recordId, problem: mailProblem(problem) });
}
