import { v7 as uuid } from "uuid";
import { now } from "./clock";
import type { RecordWriter } from "./record";

/** Mail on its way: queued in the transaction of what it tells about, sent afterwards by features/mail. */
export interface NewMail {
  /** ask, ask-reminder, survey, survey-reminder, feedback-answer, notice, digest, invitation, test: for lists and limits. */
  kind: string;
  toEmail: string;
  toName?: string;
  language?: string;
  /** One line; line breaks are taken out. */
  subject: string;
  /** Plain text; the page beside it is made from it. "{link}" is replaced at sending by the address of `linkId`. */
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
