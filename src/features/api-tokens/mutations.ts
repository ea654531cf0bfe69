import type { ApiScope } from "@/domain/api-token";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { newApiToken } from "@/server/api-tokens";
import { now } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import type { NewToken } from "./schema";

const MILLISECONDS_OF_A_DAY = 86_400_000;

/** Lets a program in: makes a token that is returned this once and of which only a hash is kept. Throws Invalid for what its maker may not do themselves. */
export async function makeToken(
  access: Access,
  { days, name, scopes }: NewToken,
): Promise<{ id: string; token: string; expiresAt: string }> {
  if (!scopes.every((scope: ApiScope) => access.can(scope))) throw new Invalid({ scopes: translator("validation")("not_an_option") });
  const { token, tokenHash } = newApiToken(access.organization.id);
  const expiresAt = new Date(now().getTime() + days * MILLISECONDS_OF_A_DAY).toISOString();
  const made = await change(access, (record) => record.create("api-token", { name, scopes, expiresAt, tokenHash }));
  return { id: made.id, token, expiresAt };
}

/** Ends a token at once: the program's next call is refused. */
export async function revokeToken(
  access: Access,
  { id, version }: { id: string; version: number },
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const { values } = await record.get("api-token", id);
    if (values.revokedAt) throw new Refused("api-token-revoked");
    const stored = await record.update("api-token", id, version, { revokedAt: now().toISOString() }, { action: "revoke" });
    return { id, version: stored.version };
  });
}
