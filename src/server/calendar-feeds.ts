import type { CalendarScope, Role } from "@/domain/vocabulary";
import { Access } from "./access-value";
import { now } from "./clock";
import { houseOf, readGuestKey } from "./guests";
import { newRequestId } from "./request";
import { hashToken } from "./sessions";
import { connectionOf, inTenant } from "./tenant";

/** Calendar addresses at the door: from the secret in the address to what its person may read at this moment. */
export interface OpenedFeed {
  scope: CalendarScope;
  /** The person's own, as it is now: role and membership are read at each request. */
  access: Access;
}

interface Row {
  id: string;
  scope: CalendarScope;
  user_id: string;
  name: string;
  email: string;
  role: Role;
}

/**
 * What a calendar address opens. Null for what is invented or ended, of somebody who left, was disabled, or may not read the plan any more: all look alike.
 * @param token "organisation's id.secret", as it stands in the address
 */
export async function openFeed(token: string): Promise<OpenedFeed | null> {
  const key = readGuestKey(token);
  const found = key && (await houseOf(key.organizationId));
  if (!key || !found) return null;
  const at = now().toISOString();
  const row = await inTenant(found.access, async (tx) => {
    const connection = connectionOf(tx);
    const [feed] = await connection.rows<Row>(
      `SELECT f.id, f.scope, f.user_id, u.name, u.email, m.role
         FROM calendar_feed f JOIN membership m ON m.organization_id = f.organization_id AND m.user_id = f.user_id AND m.ended_at IS NULL
         JOIN user_account u ON u.id = f.user_id AND u.disabled_at IS NULL
        WHERE f.organization_id = $1::uuid AND f.token_hash = $2 AND f.revoked_at IS NULL`,
      [found.house.id, hashToken(key.secret)],
      { often: true },
    );
    if (feed)
      await connection.count("UPDATE calendar_feed SET last_read_at = $3::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid", [
        found.house.id,
        feed.id,
        at,
      ]);
    return feed;
  });
  if (!row) return null;
  const access = Access.grant({
    organization: found.house,
    user: { id: row.user_id, name: row.name, email: row.email },
    role: row.role,
    requestId: newRequestId(),
  });
  return access.can("communication:read") ? { scope: row.scope, access } : null;
}
