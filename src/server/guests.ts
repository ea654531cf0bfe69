import { timingSafeEqual } from "node:crypto";
import { v7 as uuid } from "uuid";
import { guestPermissions, guestState } from "@/domain/guest-access";
import { addressOf, parseAddress } from "@/domain/past-address";
import type { GuestArea } from "@/domain/vocabulary";
import { Access, type Guest } from "./access-value";
import { pointAt } from "./as-of";
import { now } from "./clock";
import { env } from "./env";
import { newRequestId } from "./request";
import { hashToken, newToken } from "./sessions";
import { connectionOf, inTenant, systemTask } from "./tenant";

/** Guests at the door: from the cookie of a browser in which the link was opened to an Access of exactly one version. */
export const guestCookie = () => `${env().secure ? "__Host-" : ""}goldthread.guest`;

const KEY = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** "organisation's id.secret", as links and cookies carry it. Null: no such text. */
export function readGuestKey(text: string): { organizationId: string; secret: string } | null {
  const match = KEY.exec(text);
  return match ? { organizationId: match[1]!, secret: match[2]! } : null;
}

interface House {
  id: string;
  slug: string;
  name: string;
}

/** The organisation of a key, as an Access that only looks up what the key opens. Null: there is none. */
export async function houseOf(organizationId: string): Promise<{ house: House; access: Access } | null> {
  const rows = await systemTask((tx) =>
    connectionOf(tx).rows<House>("SELECT id, slug, name FROM organization WHERE id = $1::uuid", [organizationId], { often: true }),
  );
  const house = rows[0];
  return house
    ? {
        house,
        access: Access.grant({
          organization: house,
          user: null,
          role: "auditor",
          requestId: newRequestId(),
          systemName: "guest door",
          only: new Set(),
        }),
      }
    : null;
}

export type GuestVerdict = { kind: "access"; access: Access } | { kind: "not_found" } | { kind: "guest_over" };

interface Row {
  session_id: string;
  last_seen_at: Date;
  id: string;
  ref: string;
  name: string;
  body: string;
  areas: GuestArea[];
  period_from: string | null;
  period_to: string | null;
  expires_at: Date;
  revoked_at: Date | null;
  session_ends: Date;
  ended_at: Date | null;
  token_hash: string;
  versions: { number: string; sequence: number; label: string }[];
}

const SESSION = `
  SELECT s.id AS session_id, s.last_seen_at, s.expires_at AS session_ends, s.ended_at, s.token_hash, g.id, g.ref, g.name, g.body, g.areas,
         to_char(g.period_from, 'YYYY-MM-DD') AS period_from, to_char(g.period_to, 'YYYY-MM-DD') AS period_to, g.expires_at, g.revoked_at,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('number', v.number, 'sequence', v.history_sequence) ORDER BY v.major DESC, v.minor DESC), '[]')
            FROM register_version v WHERE v.organization_id = g.organization_id AND v.id::text = ANY(g.version_ids) AND v.history_sequence IS NOT NULL) AS versions
    FROM guest_session s JOIN guest_access g ON g.organization_id = s.organization_id AND g.id = s.guest_access_id
   WHERE s.organization_id = $1::uuid AND s.token_hash = $2`;
const TOUCH_SECONDS = 60;

/**
 * What a guest's cookie opens at this address: a version of their scope, or nothing at all. Null: the cookie is no guest's of this organisation.
 * Revoked and expired bite at once, for the rows are read at each request.
 */
export async function resolveGuest(cookie: string, address: string): Promise<GuestVerdict | null> {
  const key = readGuestKey(cookie);
  const found = key && (await houseOf(key.organizationId));
  if (!key || !found || address.split("~")[0] !== found.house.slug) return null;
  const at = now();
  const hash = hashToken(key.secret);
  const row = await inTenant(found.access, async (tx) => {
    const connection = connectionOf(tx);
    const [session] = await connection.rows<Row>(SESSION, [found.house.id, hash], { often: true });
    if (session && Math.abs(at.getTime() - session.last_seen_at.getTime()) > TOUCH_SECONDS * 1_000)
      await connection.count("UPDATE guest_session SET last_seen_at = $3::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid", [
        found.house.id,
        session.session_id,
        at.toISOString(),
      ]);
    return session;
  });
  if (!row || !timingSafeEqual(Buffer.from(row.token_hash), Buffer.from(hash))) return null;
  const state = guestState({ expiresAt: row.expires_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null }, at.toISOString());
  if (state !== "open" || row.ended_at || row.session_ends <= at) return { kind: "guest_over" };
  const wanted = parseAddress(address)?.past;
  const version = wanted?.kind === "version" ? row.versions.find(({ number }) => number === wanted.number) : undefined;
  if (!version) return { kind: "not_found" };
  const point = await pointAt(found.access, version.sequence);
  const guest: Guest = {
    id: row.id,
    ref: row.ref,
    name: row.body ? `${row.name} (${row.body})` : row.name,
    until: row.expires_at.toISOString(),
    areas: row.areas,
    period: row.areas.includes("history") && row.period_from ? { from: row.period_from, to: row.period_to } : null,
    versions: row.versions.map(({ number }) => number),
  };
  const access = Access.grant({
    organization: found.house,
    user: null,
    role: "auditor",
    requestId: newRequestId(),
    guest,
  }).readingPast(
    { pointId: point.id, sequence: version.sequence, label: version.number, versionNumber: version.number },
    addressOf(found.house.slug, version.number),
    guestPermissions(row.areas),
  );
  return { kind: "access", access };
}

/** A session for a browser in which the link was opened; returns the value for its cookie. Part of the caller's transaction. */
export function newGuestSession(organizationId: string, guestAccessId: string, expiresAt: Date) {
  const secret = newToken();
  const at = now();
  return {
    cookie: `${organizationId}.${secret}`,
    row: { organizationId, id: uuid(), guestAccessId, tokenHash: hashToken(secret), createdAt: at, lastSeenAt: at, expiresAt },
  };
}
