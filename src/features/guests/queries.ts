import { type GuestState, guestState } from "@/domain/guest-access";
import type { GuestArea, MailStatus } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { NotFound } from "@/server/errors";
import { houseOf, readGuestKey } from "@/server/guests";
import { hashToken } from "@/server/sessions";
import { inTenant } from "@/server/tenant";

export interface GuestRow {
  id: string;
  version: number;
  ref: string;
  name: string;
  email: string;
  body: string;
  purpose: string;
  areas: GuestArea[];
  versions: string[];
  periodFrom: string | null;
  periodTo: string | null;
  expiresAt: string;
  revokedAt: string | null;
  invitedBy: string | null;
  firstOpenedAt: string | null;
  /** Browsers in which the link was opened, and pages that were opened in them. */
  sessions: number;
  openings: number;
  lastSeenAt: string | null;
  /** What became of the mail that carries the link, and where it went; null where it was only shown. */
  mail: { status: MailStatus; problem: string; attempts: number; toEmail: string; sentAt: string | null } | null;
  state: GuestState;
}

type Stored = Omit<GuestRow, "state">;

async function read(access: Access, ref: string | null): Promise<GuestRow[]> {
  const at = now().toISOString();
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<Stored[]>`
      SELECT g.id, g.version, g.ref, g.name, g.email, g.body, g.purpose, g.areas,
             (SELECT coalesce(array_agg(v.number ORDER BY v.major DESC, v.minor DESC), '{}') FROM register_version v
               WHERE v.organization_id = g.organization_id AND v.id::text = ANY(g.version_ids)) AS versions,
             to_char(g.period_from, 'YYYY-MM-DD') AS "periodFrom", to_char(g.period_to, 'YYYY-MM-DD') AS "periodTo",
             g.expires_at AS "expiresAt", g.revoked_at AS "revokedAt", g.first_opened_at AS "firstOpenedAt", u.name AS "invitedBy",
             (SELECT count(*)::int FROM guest_session s WHERE s.organization_id = g.organization_id AND s.guest_access_id = g.id) AS sessions,
             (SELECT max(s.last_seen_at) FROM guest_session s WHERE s.organization_id = g.organization_id AND s.guest_access_id = g.id) AS "lastSeenAt",
             (SELECT json_build_object('status', m.status, 'problem', m.problem, 'attempts', m.attempts, 'toEmail', m.to_email, 'sentAt', m.sent_at)
                FROM mail_message m WHERE m.organization_id = g.organization_id AND m.entity = 'guest-access' AND m.record_id = g.id
               ORDER BY m.created_at DESC LIMIT 1) AS mail,
             (SELECT count(*)::int FROM history_entry e WHERE e.organization_id = g.organization_id AND e.entity = 'guest-access'
                AND e.entity_id = g.id AND e.action = 'open') AS openings
        FROM guest_access g LEFT JOIN user_account u ON u.id = g.invited_by_id
       WHERE g.organization_id = ${access.organization.id}::uuid AND (${ref}::text IS NULL OR g.ref = ${ref}::text)
       ORDER BY g.expires_at DESC, g.ref DESC LIMIT 500`,
  );
  const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : (value as string | null));
  return rows.map((row) => {
    const [expiresAt, revokedAt] = [iso(row.expiresAt)!, iso(row.revokedAt)];
    return {
      ...row,
      expiresAt,
      revokedAt,
      firstOpenedAt: iso(row.firstOpenedAt),
      lastSeenAt: iso(row.lastSeenAt),
      state: guestState({ expiresAt, revokedAt }, at),
    };
  });
}

/** Everybody who was let in by a link, whose access ends last first. */
export async function listGuests(access: Access): Promise<GuestRow[]> {
  return read(access, null);
}

/** One guest. Throws NotFound. */
export async function getGuest(access: Access, ref: string): Promise<GuestRow> {
  const [row] = await read(access, ref);
  if (!row) throw new NotFound();
  return row;
}

/** Versions that a guest can be let in to: those whose content was frozen here and approved, newest first. */
export async function guestVersions(access: Access): Promise<{ id: string; number: string; governs: boolean }[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; number: string; governs: boolean }[]>`
      SELECT v.id, v.number, v.status = 'approved' AS governs FROM register_version v
       WHERE v.organization_id = ${access.organization.id}::uuid AND v.status IN ('approved', 'superseded') AND v.history_sequence IS NOT NULL
       ORDER BY v.major DESC, v.minor DESC LIMIT 50`,
  );
}

export interface OpenGuestLink {
  id: string;
  version: number;
  expiresAt: Date;
  firstOpenedAt: Date | null;
  versionIds: string[];
}

/** What a link opens at this moment. Null: expired, withdrawn, invented, of another organisation: all look alike. Opening a page uses nothing up. */
export async function openGuestLink(token: string): Promise<{ link: OpenGuestLink; access: Access } | null> {
  const key = readGuestKey(token);
  const found = key && (await houseOf(key.organizationId));
  if (!key || !found) return null;
  const link = await inTenant(found.access, (tx) =>
    tx.guestAccess.findFirst({
      where: { organizationId: found.house.id, tokenHash: hashToken(key.secret), revokedAt: null, expiresAt: { gt: now() } },
      select: { id: true, version: true, expiresAt: true, firstOpenedAt: true, versionIds: true },
    }),
  );
  return link && { link, access: found.access };
}
