import { problemText, readMessageId } from "@/domain/mail-delivery";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { NotFound, Refused } from "@/server/errors";
import { queueMail, wakeAfter } from "@/server/outbox";
import { change, type RecordWriter } from "@/server/record";
import { type Marked, markMails, tellOwner } from "./marking";
import type { MailInput } from "./schema";

/** Puts a mail that was given up, refused or withdrawn among the waiting again, with all its attempts. Throws NotFound, Refused for any other. */
export async function sendAgain(access: Access, { id }: MailInput): Promise<{ id: string }> {
  return change(access, async (record) => {
    const [mail] = await record.tx.$queryRaw<Marked[]>`
      UPDATE mail_message SET status = 'waiting', attempts = 0, not_before = ${now()}, problem = ''
       WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid
         AND (status IN ('given_up', 'refused', 'withdrawn') OR (status = 'waiting' AND attempts > 0))
      RETURNING id, entity, record_id AS "recordId", kind, status, problem, sent_at AS "sentAt"`;
    if (!mail) return refuse(access, record.tx, id, "mail-not_to_repeat");
    await tellOwner(record, mail);
    wakeAfter(record);
    return { id };
  });
}

/** Takes a mail back that has not gone out, and tells what it belongs to. Throws NotFound, Refused where it is on its way or has gone. */
export async function withdrawMail(access: Access, { id }: MailInput): Promise<{ id: string }> {
  return change(access, async (record) => {
    const [mail] = await record.tx.$queryRaw<Marked[]>`
      UPDATE mail_message SET status = 'withdrawn', problem = 'taken-back'
       WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid AND status = 'waiting'
      RETURNING id, entity, record_id AS "recordId", kind, status, problem, sent_at AS "sentAt"`;
    if (!mail) return refuse(access, record.tx, id, "mail-gone");
    await tellOwner(record, mail);
    return { id };
  });
}

/** A mail to the reader themselves, so that they see whether mail arrives. */
export async function sendTestMail(access: Access): Promise<{ to: string }> {
  const { user } = access;
  if (!user) throw new NotFound();
  const t = translator("mail");
  await change(access, (record) =>
    queueMail(record, [
      {
        kind: "test",
        toEmail: user.email,
        toName: user.name,
        subject: t("testSubject", { organization: access.organization.name }),
        body: t("testBody", { name: user.name, organization: access.organization.name }),
        userId: user.id,
      },
    ]),
  );
  return { to: user.email };
}

/**
 * What a mail server sent back afterwards: the mail that the Message-ID names is marked as bounced, and what it belongs to hears of it. False: it
 * names no mail of this organisation, or one that had not gone out.
 */
export async function mailBounced(access: Access, messageId: string, problem: string): Promise<boolean> {
  const named = readMessageId(messageId);
  if (named?.organizationId !== access.organization.id) return false;
  return change(access, async (record) => {
    const mail = await record.tx.mailMessage.findUnique({
      where: { organizationId_id: { organizationId: access.organization.id, id: named.mailId } },
      select: { status: true },
    });
    if (mail?.status !== "sent") return false;
    await markMails(access, [{ id: named.mailId, status: "bounced", problem: problemText(problem), messageId: "" }]);
    return true;
  });
}

async function refuse(access: Access, tx: RecordWriter["tx"], id: string, code: string): Promise<never> {
  const found = await tx.mailMessage.count({ where: { organizationId: access.organization.id, id } });
  if (found === 0) throw new NotFound();
  throw new Refused(code);
}
