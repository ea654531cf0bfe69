import { reminderDue } from "@/domain/ask";
import type { PartyStatus } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { once } from "@/server/jobs";
import { queueMail } from "@/server/outbox";
import type { RecordWriter, Stored } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { askMail, type LetterKind, lastDayOf } from "./mails";

/** Reminders of a round: by itself on their days, or by hand. At most one a day for each ask, whoever asks for it. */

interface Unanswered {
  id: string;
  version: number;
  partyId: string;
  recipientName: string;
  recipientEmail: string;
  language: string;
  linkId: string;
  status: string;
  reminders: number;
  sentOn: string | null;
  lastRemindedOn: string | null;
  partyStatus: PartyStatus;
  adverse: boolean;
  /** They do not want mail, or no longer speak for the party. */
  silent: boolean;
  items: number;
}

/** The asks of a round that are on their way and unanswered, locked. */
async function unanswered(record: RecordWriter, batchId: string, askId: string | null): Promise<Unanswered[]> {
  const org = record.access.organization.id;
  return record.tx.$queryRaw<Unanswered[]>`
    SELECT a.id, a.version, a.party_id AS "partyId", a.recipient_name AS "recipientName", a.recipient_email AS "recipientEmail", a.language,
           a.link_id AS "linkId", a.status, a.reminders, (a.sent_at AT TIME ZONE 'UTC')::date::text AS "sentOn",
           (a.last_reminded_at AT TIME ZONE 'UTC')::date::text AS "lastRemindedOn", p.status AS "partyStatus", p.adverse,
           EXISTS (SELECT 1 FROM party_contact c WHERE c.organization_id = a.organization_id AND c.party_id = a.party_id
                      AND lower(c.email) = lower(a.recipient_email) AND (c.no_mail OR c.retired_at IS NOT NULL))
           AND NOT EXISTS (SELECT 1 FROM party_contact c WHERE c.organization_id = a.organization_id AND c.party_id = a.party_id
                      AND lower(c.email) = lower(a.recipient_email) AND NOT c.no_mail AND c.retired_at IS NULL) AS silent,
           (SELECT count(*)::int FROM ask_item i WHERE i.organization_id = a.organization_id AND i.ask_id = a.id) AS items
      FROM ask a JOIN interested_party p ON p.organization_id = a.organization_id AND p.id = a.party_id
     WHERE a.organization_id = ${org}::uuid AND a.batch_id = ${batchId}::uuid AND a.status IN ('sent', 'opened')
       AND (${askId}::text IS NULL OR a.id = ${askId}::uuid)
     ORDER BY a.id FOR UPDATE OF a`;
}

const mayStillBeWrittenTo = (ask: Unanswered) => !ask.silent && !ask.adverse && ask.partyStatus !== "retired";

async function queue(record: RecordWriter, batch: Stored, asks: readonly { ask: Unanswered; kind: LetterKind }[]): Promise<void> {
  const { title, message, dueOn, expiresAt } = batch.values as Record<string, string>;
  const organization = record.access.organization.name;
  const expiresOn = lastDayOf(new Date(expiresAt!));
  await queueMail(
    record,
    asks.map(({ ask, kind }) => ({
      kind: "ask-reminder",
      toEmail: ask.recipientEmail,
      toName: ask.recipientName,
      language: ask.language,
      ...askMail(kind, {
        organization,
        title: title!,
        message: message!,
        dueOn: dueOn!,
        expiresOn,
        language: ask.language,
        recipientName: ask.recipientName,
        count: ask.items,
      }),
      linkId: ask.linkId,
      dedupeKey: `ask:${ask.id}:reminder:${today()}`,
      entity: "ask",
      recordId: ask.id,
    })),
  );
  // The same count goes in one statement.
  const byCount = new Map<number, Unanswered[]>();
  for (const { ask } of asks) byCount.set(ask.reminders, [...(byCount.get(ask.reminders) ?? []), ask]);
  for (const [count, group] of byCount)
    await record.updateMany("ask", group, { reminders: count + 1, lastRemindedAt: now().toISOString() }, { action: "remind" });
}

/** By hand, whatever the days say; whoever was reminded or written to today is left alone. */
export async function remind(record: RecordWriter, batch: Stored, askId: string | null): Promise<{ reminded: number; skipped: number }> {
  const asks = await unanswered(record, batch.id, askId);
  const day = today();
  const due = asks.filter((ask) => mayStillBeWrittenTo(ask) && (ask.lastRemindedOn ?? "") < day && (ask.sentOn ?? day) < day);
  const kind: LetterKind = String(batch.values.dueOn) <= day ? "due" : "before";
  await queue(
    record,
    batch,
    due.map((ask) => ({ ask, kind })),
  );
  return { reminded: due.length, skipped: asks.length - due.length };
}

/** By itself: every open round once a day. */
export async function remindDue(access: Access): Promise<void> {
  const rounds = await inTenant(access, (tx) =>
    tx.askBatch.findMany({
      where: { organizationId: access.organization.id, status: "open", remindDays: { gt: 0 }, expiresAt: { gt: now() } },
      select: { id: true },
    }),
  );
  for (const { id } of rounds) {
    await once(access, "ask-reminders", `${id}:${today()}`, async (record) => {
      const batch = await record.get("ask-batch", id);
      const { dueOn, expiresAt, remindDays, status } = batch.values as Record<string, string | number>;
      const life = { batchStatus: String(status), dueOn: String(dueOn), expiresAt: String(expiresAt), remindDays: Number(remindDays) };
      const due = (await unanswered(record, id, null)).filter(mayStillBeWrittenTo).flatMap((ask) => {
        const kind = reminderDue({ ...ask, ...life }, today());
        return kind ? [{ ask, kind }] : [];
      });
      await queue(record, batch, due);
    });
  }
}
