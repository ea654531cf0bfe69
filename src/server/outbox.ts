import { v7 as uuid } from "uuid";
import { now } from "./clock";
import type { RecordWriter } from "./record";

/** Mail on its way: queued in the transaction of what it tells about, sent afterwards by features/mail. */
export interface NewMail {
  /** ask, ask-reminder, survey, survey-reminder, feedback-answer, notice, digest, invitation, guest, test: for lists and limits. */
  kind: string;
  toEmail: string;
  toName?: string;
  language?: string;
  /** One line; line breaks are taken out. */
  subject: string;
  /** Plain text; the page beside it is made from it. "{link}" is replaced at sending by the address of `linkId`, or of the invitation or guest it belongs to. */
  body: string;
  linkId?: string | null;
  /** The same key is queued once in an organisation. */
  dedupeKey?: string | null;
  /** The record it belongs to: what becomes of the mail is written there too. */
  entity?: string;
  recordId?: string | null;
  /** The member it is for. */
  userId?: string | null;
  notBefore?: Date;
}

/** What became of a mail, told to whatever it belongs to, in the change that marks the mail. */
export interface SettledMail {
  id: string;
  recordId: string;
  kind: string;
  /** "withdrawn": it will not go out; "waiting": somebody put it among the waiting again. */
  status: "sent" | "refused" | "bounced" | "given_up" | "withdrawn" | "waiting";
  /** The server's words, or a sentence of ours; empty where it was sent or waits. */
  problem: string;
  sentAt: Date | null;
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

type Wake = (organizationId: string) => void;

/** On the process itself: what Next starts with the server and what it answers requests with are bundles of their own, each with its modules. */
const held = globalThis as { goldthreadMailQueued?: Set<Wake> };
held.goldthreadMailQueued ??= new Set();
const waiting = held.goldthreadMailQueued;

/** `wake` is called with the organisation whenever mail was queued in this process. Returns how to stop it. */
export function onMailQueued(wake: Wake): () => void {
  waiting.add(wake);
  return () => void waiting.delete(wake);
}

/** Wakes whoever carries mail out, once this change is stored. */
export function wakeAfter(record: RecordWriter): void {
  record.afterCommit(async () => {
    for (const wake of waiting) wake(record.access.organization.id);
  });
}

/** Queues mails as part of a change. Returns the ids in the same order; null where the dedupe key had been queued before. */
export async function queueMail(record: RecordWriter, mails: readonly NewMail[]): Promise<(string | null)[]> {
  if (mails.length === 0) return [];
  const organizationId = record.access.organization.id;
  const at = now();
  const rows = mails.map((mail) => ({
    organizationId,
    id: uuid(),
    kind: mail.kind,
    toEmail: oneLine(mail.toEmail),
    toName: oneLine(mail.toName ?? "").slice(0, 200),
    language: mail.language ?? "en",
    subject: oneLine(mail.subject).slice(0, 300),
    body: mail.body,
    linkId: mail.linkId ?? null,
    dedupeKey: mail.dedupeKey ?? null,
    entity: mail.entity ?? "",
    recordId: mail.recordId ?? null,
    userId: mail.userId ?? null,
    notBefore: mail.notBefore ?? at,
    createdAt: at,
  }));
  const stored = new Set<string>();
  for (let start = 0; start < rows.length; start += 500) {
    const made = await record.tx.mailMessage.createManyAndReturn({
      data: rows.slice(start, start + 500),
      skipDuplicates: true,
      select: { id: true },
    });
    for (const { id } of made) stored.add(id);
  }
  wakeAfter(record);
  return rows.map(({ id }) => (stored.has(id) ? id : null));
}

/** Mail of a record that has not left yet does not leave any more, because the link in it has ended. */
export async function dropWaitingMail(record: RecordWriter, entity: string, recordId: string): Promise<void> {
  await record.tx.mailMessage.updateMany({
    where: { organizationId: record.access.organization.id, entity, recordId, status: "waiting" },
    data: { status: "withdrawn", problem: "link-ended" },
  });
}

/** Notes in the history of a record what its mail did, where it did not reach anybody or was put on its way again. */
export function noteUndelivered(
  record: RecordWriter,
  { recordId, status, problem }: SettledMail,
  { entity, ref }: { entity: string; ref: string },
): void {
  if (status === "sent") return;
  const action = status === "waiting" ? "mail-again" : status === "withdrawn" ? "mail-taken-back" : "send-failed";
  record.note(entity, recordId, ref, action, { reason: problem.slice(0, 1_000) || null });
}
