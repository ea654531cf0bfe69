import type { MailStatus, Role } from "@/domain/vocabulary";
import { type Access, systemAccess } from "@/server/access";
import { now } from "@/server/clock";
import { hashToken } from "@/server/sessions";
import { inTenant, systemTask } from "@/server/tenant";

export interface Member {
  id: string;
  version: number;
  userId: string;
  name: string;
  email: string;
  role: Role;
  department: string;
  isTopManagement: boolean;
  since: string;
  /** Null: a member at this moment. */
  endedAt: string | null;
}

/** Everybody who is or was a member, those of today first. */
export async function listMembers(access: Access): Promise<Member[]> {
  const rows = await inTenant(access, (tx) =>
    tx.membership.findMany({
      where: { organizationId: access.organization.id },
      select: {
        id: true,
        version: true,
        userId: true,
        role: true,
        department: true,
        isTopManagement: true,
        createdAt: true,
        endedAt: true,
        user: { select: { name: true, email: true } },
      },
      take: 2_000,
    }),
  );
  return rows
    .map(({ user, createdAt, endedAt, role, ...row }) => ({
      ...row,
      ...user,
      role: role as Role,
      since: createdAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }))
    .sort(
      (a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1),
    );
}

export interface PendingInvitation {
  id: string;
  version: number;
  email: string;
  role: Role;
  expiresAt: string;
  expired: boolean;
  invitedBy: string;
  /** What became of the mail that carries its link; null where it was only shown. */
  mail: { status: MailStatus; problem: string; attempts: number; sentAt: string | null } | null;
}

/** Invitations that nobody has accepted and nobody has revoked; the expired ones too, so that they can be made anew. */
export async function pendingInvitations(access: Access): Promise<PendingInvitation[]> {
  const at = now();
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<
      {
        id: string;
        version: number;
        email: string;
        role: Role;
        expires_at: Date;
        invited_by: string | null;
        mail: PendingInvitation["mail"];
      }[]
    >`
      SELECT i.id, i.version, i.email, i.role, i.expires_at, u.name AS invited_by,
             (SELECT json_build_object('status', m.status, 'problem', m.problem, 'attempts', m.attempts, 'sentAt', m.sent_at) FROM mail_message m
               WHERE m.organization_id = i.organization_id AND m.entity = 'invitation' AND m.record_id = i.id
               ORDER BY m.created_at DESC LIMIT 1) AS mail FROM invitation i LEFT JOIN user_account u ON u.id = i.invited_by_id
       WHERE i.organization_id = ${access.organization.id}::uuid AND i.accepted_at IS NULL AND i.revoked_at IS NULL
       ORDER BY i.created_at DESC, i.id DESC LIMIT 500`,
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    email: row.email,
    role: row.role,
    expiresAt: row.expires_at.toISOString(),
    expired: row.expires_at <= at,
    invitedBy: row.invited_by ?? "",
    mail: row.mail,
  }));
}

export interface OpenInvitation {
  /** Made for the organisation of the invitation and nothing else; whoever holds the link has been let this far. */
  access: Access;
  id: string;
  version: number;
  email: string;
  role: Role;
  expiresAt: string;
  invitedById: string;
}

const TOKEN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** The invitation that a link stands for, or null when there is none that could still be accepted: expired, revoked, used and invented look alike. */
export async function openInvitation(token: string): Promise<OpenInvitation | null> {
  const [, organizationId, secret] = TOKEN.exec(token) ?? [];
  if (!organizationId || !secret) return null;
  const organization = await systemTask((tx) =>
    tx.organization.findUnique({ where: { id: organizationId }, select: { id: true, slug: true, name: true } }),
  );
  if (!organization) return null;
  const access = systemAccess(organization, "invitation");
  const row = await inTenant(access, (tx) =>
    tx.invitation.findFirst({
      where: { organizationId, tokenHash: hashToken(secret), acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
      select: { id: true, version: true, email: true, role: true, expiresAt: true, invitedById: true },
    }),
  );
  return row && { ...row, access, role: row.role as Role, expiresAt: row.expiresAt.toISOString() };
}
