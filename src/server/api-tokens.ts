import { API_SCOPES, type ApiScope, apiTokenState } from "@/domain/api-token";
import type { Role } from "@/domain/vocabulary";
import { Access } from "./access-value";
import { mayAsk } from "./ask-limit";
import { now } from "./clock";
import { Forbidden, Unauthenticated } from "./errors";
import { houseOf, readGuestKey } from "./guests";
import { newRequestId } from "./request";
import { hashToken, newToken } from "./sessions";
import { connectionOf, inTenant } from "./tenant";

/** Programs at the door: from the header of a request to an Access that may do what its token was made for. Cookies are not looked at. */

const PREFIX = "gt_";
const BEARER = /^Bearer +(\S{1,200})$/i;
const MOST_A_MINUTE = 60;
const WINDOW = 60_000;
const MOST_REMEMBERED = 10_000;
const TOUCH_SECONDS = 60;

/** Too many calls in a minute; `seconds` until the next may be made. */
export class TooMany extends Error {
  constructor(readonly seconds: number) {
    super("too many");
  }
}

/** A secret to be shown once, and what is kept of it. */
export function newApiToken(organizationId: string): { token: string; tokenHash: string } {
  const secret = newToken();
  return { token: `${PREFIX}${organizationId}.${secret}`, tokenHash: hashToken(secret) };
}

interface Row {
  id: string;
  name: string;
  scopes: string[];
  expires_at: Date;
  revoked_at: Date | null;
  last_used_at: Date | null;
  creator: string | null;
  role: Role | null;
}

/**
 * Who calls. The token acts for whoever made it, with the role that person holds now and never more than its scopes.
 * Throws Unauthenticated alike for a token that is missing, invented, expired, revoked, of another organisation, or of somebody who left;
 * Forbidden where it was not made for `scope`; TooMany.
 */
export async function enterByToken(request: Request, slug: string, scope: ApiScope): Promise<Access> {
  const given = BEARER.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const key = given.startsWith(PREFIX) ? readGuestKey(given.slice(PREFIX.length)) : null;
  const found = key && (await houseOf(key.organizationId));
  const row = key && found && found.house.slug === slug ? await readToken(found.access, hashToken(key.secret)) : null;
  const at = now();
  const open =
    row?.role &&
    apiTokenState({ expiresAt: row.expires_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null }, at.toISOString()) ===
      "open";
  if (!found || !row?.role || !open) {
    // Whoever guesses is slowed down before they are answered.
    if (!mayAsk(request.headers.get("x-goldthread-peer") ?? "unknown", at.getTime())) throw new TooMany(WINDOW / 1_000);
    throw new Unauthenticated();
  }
  const wait = secondsToWait(row.id, at.getTime());
  if (wait > 0) throw new TooMany(wait);
  const access = Access.grant({
    organization: found.house,
    user: null,
    role: row.role,
    requestId: newRequestId(),
    token: { id: row.id, name: `${row.name} (token of ${row.creator ?? "somebody who left"})` },
    only: new Set(API_SCOPES.filter((one) => row.scopes.includes(one))),
  });
  if (!access.can(scope)) throw new Forbidden(scope);
  if (!row.last_used_at || Math.abs(at.getTime() - row.last_used_at.getTime()) > TOUCH_SECONDS * 1_000) await touch(access, row.id, at);
  return access;
}

async function readToken(access: Access, tokenHash: string): Promise<Row | null> {
  const [row] = await inTenant(access, (tx) =>
    connectionOf(tx).rows<Row>(
      `SELECT t.id, t.name, t.scopes, t.expires_at, t.revoked_at, t.last_used_at, u.name AS creator, m.role
         FROM api_token t LEFT JOIN user_account u ON u.id = t.created_by_id AND u.disabled_at IS NULL
         LEFT JOIN membership m ON m.organization_id = t.organization_id AND m.user_id = u.id AND m.ended_at IS NULL
        WHERE t.organization_id = $1::uuid AND t.token_hash = $2`,
      [access.organization.id, tokenHash],
      { often: true },
    ),
  );
  return row ?? null;
}

/** When it was last used is no change of the register. */
async function touch(access: Access, id: string, at: Date): Promise<void> {
  await inTenant(access, (tx) =>
    connectionOf(tx).count("UPDATE api_token SET last_used_at = $3::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid", [
      access.organization.id,
      id,
      at.toISOString(),
    ]),
  );
}

const asked = new Map<string, { since: number; count: number }>();

/** Zero where this token may call now: so often a minute, in this process. */
function secondsToWait(id: string, at: number): number {
  const before = asked.get(id);
  if (!before || at - before.since >= WINDOW || at < before.since) {
    asked.delete(id);
    asked.set(id, { since: at, count: 1 });
    if (asked.size > MOST_REMEMBERED) asked.delete(asked.keys().next().value!);
    return 0;
  }
  before.count += 1;
  return before.count <= MOST_A_MINUTE ? 0 : Math.max(1, Math.ceil((before.since + WINDOW - at) / 1_000));
}
