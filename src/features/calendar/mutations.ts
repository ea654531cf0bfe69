import { v7 as uuid } from "uuid";
import type { CalendarScope } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { env } from "@/server/env";
import { Forbidden, NotFound } from "@/server/errors";
import { hashToken, newToken } from "@/server/sessions";
import { inTenant } from "@/server/tenant";

/**
 * Makes a calendar address of the reader's own and ends the one of the same scope that they had. The address is told once: only the hash of its secret is
 * kept. A convenience of a person, no part of the register.
 */
export async function makeFeed(access: Access, { scope }: { scope: CalendarScope }): Promise<{ address: string }> {
  const { user, organization } = access;
  if (!user) throw new Forbidden("communication:read");
  const secret = newToken();
  await inTenant(access, async (tx) => {
    const at = now();
    await tx.calendarFeed.updateMany({
      where: { organizationId: organization.id, userId: user.id, scope, revokedAt: null },
      data: { revokedAt: at },
    });
    await tx.calendarFeed.create({
      data: { organizationId: organization.id, id: uuid(), userId: user.id, scope, tokenHash: hashToken(secret), createdAt: at },
    });
  });
  return { address: `${env().appOrigin}/calendar/${organization.id}.${secret}` };
}

/** Ends an address of one's own. Throws NotFound for anybody else's. */
export async function endFeed(access: Access, { id }: { id: string }): Promise<{ ended: true }> {
  const ended = await inTenant(access, (tx) =>
    tx.calendarFeed.updateMany({
      where: {
        organizationId: access.organization.id,
        id,
        userId: access.user?.id ?? "00000000-0000-0000-0000-000000000000",
        revokedAt: null,
      },
      data: { revokedAt: now() },
    }),
  );
  if (ended.count === 0) throw new NotFound();
  return { ended: true };
}
