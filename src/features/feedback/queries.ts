import { LONGEST_FEEDBACK, mayBeGivenFeedbackLink } from "@/domain/engagement";
import { splitAt } from "@/domain/mail-reply";
import type { EngagementStatus, FeedbackKind } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { openPartyLink, partyLinkAddress } from "@/server/party-links";
import { readMail } from "@/server/read-mail";
import { inTenant } from "@/server/tenant";
import { noteOf } from "./intake";

export interface InboxRow {
  ref: string;
  summary: string;
  feedbackKind: FeedbackKind | "";
  status: EngagementStatus;
  heldOn: string;
  dueOn: string | null;
  partyRef: string | null;
  partyName: string | null;
  fromName: string;
  ownerName: string | null;
  origin: string;
}

export interface Inbox {
  rows: InboxRow[];
  /** Of all that is not closed. */
  counts: { new: number; overdue: number; inWork: number; answered: number; closed: number };
}

const MOST_IN_INBOX = 200;

/** Feedback that is not closed: overdue first, then what nobody has taken on, then what is in work and what is answered. */
export async function feedbackInbox(access: Access): Promise<Inbox> {
  const where = Prisma.sql`e.organization_id = ${access.organization.id}::uuid AND e.type = 'feedback' AND e.retired_at IS NULL`;
  const overdue = Prisma.sql`(e.status IN ('new', 'in_work') AND e.due_on < ${today()}::date)`;
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<InboxRow[]>`
      SELECT e.ref, left(e.summary, 300) AS summary, e.feedback_kind AS "feedbackKind", e.status, e.held_on::text AS "heldOn", e.due_on::text AS "dueOn",
             p.ref AS "partyRef", p.name AS "partyName", e.from_name AS "fromName", u.name AS "ownerName", e.origin
        FROM engagement e LEFT JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id
        LEFT JOIN user_account u ON u.id = e.owner_id
       WHERE ${where} AND e.status <> 'closed'
       ORDER BY ${overdue} DESC, array_position(ARRAY['new', 'in_work', 'answered'], e.status), e.due_on NULLS LAST, length(e.ref), e.ref
       LIMIT ${MOST_IN_INBOX}`;
    const [counts] = await tx.$queryRaw<[Inbox["counts"]]>`
      SELECT count(*) FILTER (WHERE e.status = 'new')::int AS new, count(*) FILTER (WHERE ${overdue})::int AS overdue,
             count(*) FILTER (WHERE e.status = 'in_work')::int AS "inWork", count(*) FILTER (WHERE e.status = 'answered')::int AS answered,
             count(*) FILTER (WHERE e.status = 'closed')::int AS closed FROM engagement e WHERE ${where}`;
    return { rows, counts };
  });
}

export interface FeedbackLink {
  id: string;
  address: string;
  recipient: string;
  partyRef: string | null;
  language: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  state: "open" | "expired" | "revoked";
  /** How much was told through it. */
  told: number;
}

/** The links through which something can be told, the open ones first; those that are over stay to be seen. */
export async function feedbackLinks(access: Access): Promise<FeedbackLink[]> {
  const organizationId = access.organization.id;
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<
      (Omit<FeedbackLink, "address" | "state" | "createdAt" | "expiresAt" | "revokedAt"> & {
        createdAt: Date;
        expiresAt: Date | null;
        revokedAt: Date | null;
      })[]
    >`
      SELECT l.id, l.recipient, p.ref AS "partyRef", l.language, l.created_at AS "createdAt", l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt",
             (SELECT count(*)::int FROM engagement e WHERE e.organization_id = l.organization_id AND e.origin = 'link' AND e.origin_ref = l.id::text) AS told
        FROM party_link l LEFT JOIN interested_party p ON p.organization_id = l.organization_id AND p.id = l.party_id
       WHERE l.organization_id = ${organizationId}::uuid AND l.kind = 'feedback'
       ORDER BY l.revoked_at IS NOT NULL, l.created_at DESC LIMIT 200`,
  );
  const at = now();
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    state: row.revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= at ? "expired" : "open",
    address: partyLinkAddress(organizationId, "feedback", row.id),
  }));
}

export interface FeedbackDoor {
  organization: string;
  language: string;
  /** How the organisation can be reached otherwise, in its own words. */
  openChannel: string;
}

/** What a link for feedback opens: nothing of the register, only where what is told goes to. Null: it opens nothing, whatever the reason. */
export async function feedbackDoor(token: string): Promise<FeedbackDoor | null> {
  const link = await openPartyLink("feedback", token);
  if (!link) return null;
  const { access } = link;
  return inTenant(access, async (tx) => {
    const organizationId = access.organization.id;
    if (link.partyId !== null) {
      const party = await tx.interestedParty.findFirst({
        where: { organizationId, id: link.partyId },
        select: { adverse: true, status: true },
      });
      if (!party || !mayBeGivenFeedbackLink(party)) return null;
    }
    const profile = await tx.organizationProfile.findFirst({ where: { organizationId }, select: { openChannel: true } });
    return { organization: access.organization.name, language: link.language, openChannel: profile?.openChannel ?? "" };
  });
}

/** To whom an answer to a feedback can go, and in which language: whoever said it first. */
export async function answerAddresses(access: Access, entryId: string): Promise<{ email: string; name: string; language: string }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ email: string; name: string; language: string }[]>`
      SELECT email, name, language FROM (
        SELECT e.from_email AS email, e.from_name AS name,
               coalesce((SELECT c.language FROM party_contact c WHERE c.organization_id = e.organization_id AND lower(c.email) = lower(e.from_email) LIMIT 1),
                        (SELECT l.language FROM party_link l WHERE l.organization_id = e.organization_id AND l.id::text = e.origin_ref), 'en') AS language, 0 AS place
          FROM engagement e WHERE e.organization_id = ${access.organization.id}::uuid AND e.id = ${entryId}::uuid AND e.from_email <> ''
           AND NOT EXISTS (SELECT 1 FROM party_contact c WHERE c.organization_id = e.organization_id AND lower(c.email) = lower(e.from_email) AND c.no_mail)
        UNION ALL
        SELECT c.email, c.name, c.language, 1 FROM engagement e
          JOIN interested_party p ON p.organization_id = e.organization_id AND p.id = e.party_id AND NOT p.adverse
          JOIN party_contact c ON c.organization_id = e.organization_id AND c.party_id = p.id AND c.retired_at IS NULL AND NOT c.no_mail AND c.email <> ''
         WHERE e.organization_id = ${access.organization.id}::uuid AND e.id = ${entryId}::uuid AND lower(c.email) <> lower(e.from_email)
      ) found ORDER BY place, lower(name), email LIMIT 50`,
  );
}

export interface MailProposal {
  heldOn: string;
  summary: string;
  fromName: string;
  fromEmail: string;
  note: string;
}

/** What a mail would be as feedback; a person looks at it before anything is kept. Throws Refused for what is no mail. */
export async function proposeFromMail(_access: Access, bytes: Uint8Array): Promise<MailProposal> {
  const mail = await readMail(bytes);
  const { beginning, rest } = splitAt(mail.text || mail.subject, LONGEST_FEEDBACK);
  return {
    heldOn: mail.sentOn !== null && mail.sentOn <= today() ? mail.sentOn : today(),
    summary: beginning,
    fromName: mail.fromName,
    fromEmail: mail.fromEmail,
    note: noteOf(mail, { rest }),
  };
}
