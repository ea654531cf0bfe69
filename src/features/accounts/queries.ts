import { now } from "@/server/clock";
import { ABSOLUTE_HOURS, IDLE_MINUTES, type SignedIn } from "@/server/sessions";
import { systemTask } from "@/server/tenant";

export interface OpenSession {
  id: string;
  /** This very browser. */
  current: boolean;
  startedAt: string;
  lastSeenAt: string;
  endsAt: string;
  userAgent: string;
}

/** The sessions of a person that still open a page, this one first. */
export async function openSessions({ user, sessionId }: SignedIn): Promise<OpenSession[]> {
  const at = now();
  const idleSince = new Date(at.getTime() - IDLE_MINUTES * 60_000);
  const rows = await systemTask((tx) =>
    tx.session.findMany({
      where: { userId: user.id, endedAt: null, expiresAt: { gt: at }, lastSeenAt: { gte: idleSince } },
      select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, userAgent: true },
      orderBy: { lastSeenAt: "desc" },
      take: 100,
    }),
  );
  return rows
    .map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      startedAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      endsAt: row.expiresAt.toISOString(),
      userAgent: row.userAgent,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}

export const SESSION_RULES = { idleMinutes: IDLE_MINUTES, absoluteHours: ABSOLUTE_HOURS };
