import { createHash, randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { now } from "./clock";
import type { Tx } from "./db";
import { connectionOf, systemTask } from "./tenant";

export const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 12;
/** The row is touched at most this often, so that reading pages does not write at every click. */
const TOUCH_SECONDS = 60;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A random value of 256 bits for cookies and links. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export interface SignedIn {
  sessionId: string;
  user: { id: string; name: string; email: string };
}

/** Starts a session and returns the value for the cookie; only its hash is stored. */
export async function startSession(userId: string, userAgent: string): Promise<string> {
  const token = newToken();
  const at = now();
  await systemTask((tx) =>
    tx.session.create({
      data: {
        id: uuid(),
        tokenHash: hashToken(token),
        userId,
        createdAt: at,
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + ABSOLUTE_HOURS * 3_600_000),
        userAgent: userAgent.slice(0, 300),
      },
    }),
  );
  return token;
}

/** Ends one session: its cookie fails at the next request. */
export async function endSession(token: string): Promise<void> {
  await systemTask((tx) => tx.session.updateMany({ where: { tokenHash: hashToken(token), endedAt: null }, data: { endedAt: now() } }));
}

interface SessionRow {
  id: string;
  user_id: string;
  name: string;
  email: string;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  disabled_at: Date | null;
}

/** From here on the transaction is that person's too: it sees their memberships, and nothing else more than before. */
const READ = `
  SELECT s.id, s.user_id, u.name, u.email, s.last_seen_at, s.expires_at, s.ended_at, u.disabled_at, set_config('app.user_id', s.user_id::text, true)
    FROM session s JOIN user_account u ON u.id = s.user_id WHERE s.token_hash = $1`;

/**
 * Who holds the session of this cookie value, or null: unknown, ended, idle for 30 minutes, older than 12 hours, or the account is disabled.
 * Runs inside the door's transaction.
 */
export async function readSession(tx: Tx, token: string): Promise<SignedIn | null> {
  const at = now();
  const rows = await connectionOf(tx).rows<SessionRow>(READ, [hashToken(token)], { often: true });
  const row = rows[0];
  if (!row || row.ended_at || row.disabled_at || row.expires_at <= at) return null;
  const idle = at.getTime() - row.last_seen_at.getTime();
  if (idle > IDLE_MINUTES * 60_000) return null;
  if (idle > TOUCH_SECONDS * 1_000)
    await tx.$executeRaw`UPDATE session SET last_seen_at = ${at} WHERE id = ${row.id}::uuid AND last_seen_at < ${at}`;
  return { sessionId: row.id, user: { id: row.user_id, name: row.name, email: row.email } };
}
