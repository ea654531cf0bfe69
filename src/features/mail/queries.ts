import type { PartyLinkKind } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { mailSettings } from "@/server/env";
import { NotFound } from "@/server/errors";
import { partyLinkAddress } from "@/server/party-links";
import { inTenant } from "@/server/tenant";

/** How a list of mails may be narrowed. */
export const MAIL_FILTERS = ["all", "waiting", "sent", "failed", "withdrawn"] as const;
export type MailFilter = (typeof MAIL_FILTERS)[number];

export const MAIL_STATUSES = ["waiting", "sending", "sent", "refused", "bounced", "given_up", "withdrawn"] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

const STATUSES: Readonly<Record<MailFilter, readonly MailStatus[]>> = {
  all: MAIL_STATUSES,
  waiting: ["waiting", "sending"],
  sent: ["sent"],
  failed: ["refused", "bounced", "given_up"],
  withdrawn: ["withdrawn"],
};

export interface MailRow {
  id: string;
  kind: string;
  toEmail: string;
  toName: string;
  subject: string;
  status: MailStatus;
  attempts: number;
  problem: string;
  createdAt: string;
  sentAt: string | null;
  notBefore: string;
}

export interface MailList {
  rows: MailRow[];
  counts: Record<Exclude<MailFilter, "all">, number>;
  page: number;
  pages: number;
}

const PAGE = 50;

/** The organisation's mails, the newest first, and how many stand in each state. */
export async function listMails(access: Access, { filter, page }: { filter: MailFilter; page: number }): Promise<MailList> {
  const org = access.organization.id;
  const statuses = [...STATUSES[filter]];
  return inTenant(access, async (tx) => {
    const [counted] = await tx.$queryRaw<[MailList["counts"] & { shown: number }]>`
      SELECT count(*) FILTER (WHERE status IN ('waiting', 'sending'))::int AS waiting, count(*) FILTER (WHERE status = 'sent')::int AS sent,
             count(*) FILTER (WHERE status IN ('refused', 'bounced', 'given_up'))::int AS failed,
             count(*) FILTER (WHERE status = 'withdrawn')::int AS withdrawn, count(*) FILTER (WHERE status = ANY(${statuses}))::int AS shown
        FROM mail_message WHERE organization_id = ${org}::uuid`;
    const { shown, ...counts } = counted;
    const pages = Math.max(1, Math.ceil(shown / PAGE));
    const at = Math.min(Math.max(1, page), pages);
    const rows = await tx.mailMessage.findMany({
      where: { organizationId: org, status: { in: statuses } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (at - 1) * PAGE,
      take: PAGE,
      select: {
        id: true,
        kind: true,
        toEmail: true,
        toName: true,
        subject: true,
        status: true,
        attempts: true,
        problem: true,
        createdAt: true,
        sentAt: true,
        notBefore: true,
      },
    });
    return { rows: rows.map(plain), counts, page: at, pages };
  });
}

interface Stored {
  status: string;
  createdAt: Date;
  sentAt: Date | null;
  notBefore: Date;
}

const plain = <Row extends Stored>(row: Row) => ({
  ...row,
  status: row.status as MailStatus,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
  notBefore: row.notBefore.toISOString(),
});

export type OneMail = MailRow & { text: string; language: string; messageId: string };

/** One mail with its words. Its link stands in it only where mails go into the mailbox folder, and only for whoever may run the mail. Throws NotFound. */
export async function getMail(access: Access, id: string): Promise<OneMail> {
  const mail = await inTenant(access, async (tx) => {
    const found = await tx.mailMessage.findUnique({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      select: {
        id: true,
        kind: true,
        toEmail: true,
        toName: true,
        subject: true,
        status: true,
        attempts: true,
        problem: true,
        createdAt: true,
        sentAt: true,
        notBefore: true,
        body: true,
        language: true,
        messageId: true,
        linkId: true,
      },
    });
    if (!found) throw new NotFound();
    const link = found.linkId
      ? await tx.partyLink.findUnique({
          where: { organizationId_id: { organizationId: access.organization.id, id: found.linkId } },
          select: { kind: true },
        })
      : null;
    return { ...found, linkKind: link?.kind as PartyLinkKind | undefined };
  });
  const { body, linkId, linkKind, ...rest } = mail;
  const shown = linkId && linkKind && access.can("mail:run") && mailSettings().smtp === null;
  return { ...plain(rest), text: shown ? body.replaceAll("{link}", partyLinkAddress(access.organization.id, linkKind, linkId)) : body };
}

export interface MailSetup {
  /** The server that takes our mails; null: they are put into the folder. */
  server: string | null;
  encrypted: "always" | "offered" | null;
  from: string;
  fromName: string;
  folder: string;
}

/** How mail goes out of this installation. Never a password, never a user name. */
export function mailSetup(access: Access): MailSetup {
  const { smtp, from, mailboxFolder } = mailSettings();
  return {
    server: smtp && `${smtp.host}:${smtp.port}`,
    encrypted: smtp && (smtp.secure ? "always" : "offered"),
    from: from.address,
    fromName: from.name || access.organization.name,
    folder: `${mailboxFolder}/${access.organization.id}`,
  };
}
