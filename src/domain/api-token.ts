import type { Permission } from "@/domain/permissions";

/** What a program may be let in to do, chosen one by one. */
export const API_SCOPES = ["measurement:write", "criterion:read"] as const satisfies readonly Permission[];
export type ApiScope = (typeof API_SCOPES)[number];

export const USUAL_TOKEN_DAYS = 90;
export const MOST_TOKEN_DAYS = 366;

export type ApiTokenState = "open" | "expired" | "revoked";

/** Expired at the very instant that was named. */
export function apiTokenState({ expiresAt, revokedAt }: { expiresAt: string; revokedAt: string | null }, now: string): ApiTokenState {
  if (revokedAt !== null) return "revoked";
  return Date.parse(expiresAt) <= Date.parse(now) ? "expired" : "open";
}
