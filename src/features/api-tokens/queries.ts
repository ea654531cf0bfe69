import { type ApiScope, type ApiTokenState, apiTokenState } from "@/domain/api-token";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { inTenant } from "@/server/tenant";

export interface TokenRow {
  id: string;
  version: number;
  name: string;
  scopes: ApiScope[];
  expiresAt: string;
  lastUsedAt: string | null;
  createdAt: string;
  creator: string | null;
  /** Whether whoever made it is still here; without them it opens nothing. */
  creatorIsHere: boolean;
  state: ApiTokenState;
}

interface Row extends Omit<TokenRow, "state" | "expiresAt" | "lastUsedAt" | "createdAt"> {
  expiresAt: Date;
  lastUsedAt: Date | null;
  createdAt: Date;
  revokedAt: Date | null;
}

/** The tokens of the organisation, those that still open something first. Their secrets are nowhere. */
export async function listTokens(access: Access): Promise<TokenRow[]> {
  const at = now().toISOString();
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<Row[]>`
      SELECT t.id, t.version, t.name, t.scopes, t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt", t.last_used_at AS "lastUsedAt",
             t.created_at AS "createdAt", u.name AS creator, m.user_id IS NOT NULL AS "creatorIsHere"
        FROM api_token t LEFT JOIN user_account u ON u.id = t.created_by_id
        LEFT JOIN membership m ON m.organization_id = t.organization_id AND m.user_id = t.created_by_id AND m.ended_at IS NULL
       WHERE t.organization_id = ${access.organization.id}::uuid
       ORDER BY t.revoked_at IS NULL AND t.expires_at > ${at}::timestamptz DESC, t.created_at DESC LIMIT 200`,
  );
  return rows.map(({ revokedAt, ...row }) => {
    const expiresAt = row.expiresAt.toISOString();
    return {
      ...row,
      expiresAt,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      state: apiTokenState({ expiresAt, revokedAt: revokedAt?.toISOString() ?? null }, at),
    };
  });
}
