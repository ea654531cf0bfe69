import { guestProblems, MOST_OPENINGS_A_DAY } from "@/domain/guest-access";
import { addressOf } from "@/domain/past-address";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { env } from "@/server/env";
import { Invalid, Refused } from "@/server/errors";
import { newGuestSession } from "@/server/guests";
import { change } from "@/server/record";
import { hashToken, newToken } from "@/server/sessions";
import { guestVersions, openGuestLink } from "./queries";
import type { GuestInput } from "./schema";

/**
 * Lets a guest in: makes a link that is returned this once and of which only a hash is kept.
 * @throws Invalid when the scope names no version, a version that cannot be read, or a history without a period
 */
export async function inviteGuest(
  access: Access,
  { days, ...wanted }: GuestInput,
): Promise<{ id: string; ref: string; link: string; expiresAt: string }> {
  const t = translator("guests.problem");
  const problems: Record<string, string> = Object.fromEntries(
    Object.entries(guestProblems(wanted)).map(([field, problem]) => [field, t(problem)]),
  );
  const known = new Set((await guestVersions(access)).map(({ id }) => id));
  if (!problems.versionIds && wanted.versionIds.some((id) => !known.has(id))) problems.versionIds = t("unknown_version");
  if (wanted.periodTo && wanted.periodTo > today()) problems.periodTo = t("period_to_come");
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  const secret = newToken();
  const expiresAt = new Date(now().getTime() + days * 86_400_000).toISOString();
  const tokenHash = hashToken(secret);
  const made = await change(access, (record) =>
    record.create(
      "guest-access",
      { ...wanted, expiresAt, invitedById: access.user?.id ?? null, tokenHash },
      { action: "invite", reason: wanted.purpose },
    ),
  );
  return { id: made.id, ref: made.ref!, link: `${env().appOrigin}/guests/${access.organization.id}.${secret}`, expiresAt };
}

/** Ends a guest's access before its time: their next request opens nothing. */
export async function revokeGuest(
  access: Access,
  { id, version }: { id: string; version: number },
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const { values } = await record.get("guest-access", id);
    if (values.revokedAt) throw new Refused("guest-gone");
    const stored = await record.update(
      "guest-access",
      id,
      version,
      { revokedAt: now().toISOString(), revokedById: access.user?.id ?? null },
      { action: "revoke" },
    );
    return { id, version: stored.version };
  });
}

/**
 * Opens a link in a browser: a session of its own, as long as the access lasts. Returns the value for the cookie and where to go.
 * @throws Refused("guest-gone") for every link that opens nothing, Refused("guest-worn") when it was opened too often today
 */
export async function openAsGuest(token: string): Promise<{ cookie: string; path: string; maxAge: number }> {
  const found = await openGuestLink(token);
  if (!found) throw new Refused("guest-gone");
  const { link, access } = found;
  const organizationId = access.organization.id;
  const path = await change(access, async (record) => {
    const opened = await record.tx.guestSession.count({
      where: { organizationId, guestAccessId: link.id, createdAt: { gt: new Date(now().getTime() - 86_400_000) } },
    });
    if (opened >= MOST_OPENINGS_A_DAY) throw new Refused("guest-worn");
    const [version] = await record.tx.registerVersion.findMany({
      where: { organizationId, id: { in: link.versionIds }, historySequence: { not: null } },
      orderBy: [{ major: "desc" }, { minor: "desc" }],
      select: { number: true },
      take: 1,
    });
    if (!version) throw new Refused("guest-gone");
    const session = newGuestSession(organizationId, link.id, link.expiresAt);
    await record.tx.guestSession.create({ data: session.row });
    if (!link.firstOpenedAt)
      await record.update("guest-access", link.id, link.version, { firstOpenedAt: now().toISOString() }, { action: "open" });
    return { cookie: session.cookie, path: `/${addressOf(access.organization.slug, version.number)}` };
  });
  return { ...path, maxAge: Math.max(1, Math.floor((link.expiresAt.getTime() - now().getTime()) / 1_000)) };
}
