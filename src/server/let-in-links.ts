import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "./env";
import { hashToken } from "./sessions";

/**
 * Links that let somebody in: the invitation of a member, the access of a guest. Where one goes out by mail its secret is derived from AUTH_SECRET and the
 * record's id, so that it can be put in at the moment of sending although only its hash is stored. A link that is only shown has a random secret, which
 * nobody can find again.
 */
export const LET_IN_PATHS = { invitation: "invitations", "guest-access": "guests" } as const;
export type LetInKind = keyof typeof LET_IN_PATHS;

export function isLetInKind(entity: string): entity is LetInKind {
  return Object.hasOwn(LET_IN_PATHS, entity);
}

/** The secret of a link that goes out by mail: 256 bits, base64url. */
export function mailedSecret(kind: LetInKind, organizationId: string, id: string): string {
  return createHmac("sha256", env().authSecret).update(`goldthread-let-in-v1\n${kind}\n${organizationId}\n${id}`).digest("base64url");
}

/** The address of a link, with its secret: shown once to whoever made it, and put into its mail at the moment of sending. Never stored. */
export function letInAddress(kind: LetInKind, organizationId: string, secret: string): string {
  return `${env().appOrigin}/${LET_IN_PATHS[kind]}/${organizationId}.${secret}`;
}

/** The address for the mail of a record. Null: its link was made with a random secret, or with another AUTH_SECRET, and cannot be found again. */
export function mailedAddress(kind: LetInKind, organizationId: string, id: string, tokenHash: string): string | null {
  const secret = mailedSecret(kind, organizationId, id);
  const [made, kept] = [Buffer.from(hashToken(secret)), Buffer.from(tokenHash)];
  return made.length === kept.length && timingSafeEqual(made, kept) ? letInAddress(kind, organizationId, secret) : null;
}
