import { v7 as uuid } from "uuid";
import { GENESIS_HASH } from "@/domain/audit-trail";
import { translator } from "@/lib/translate";
import { type Access, systemAccess } from "@/server/access";
import { now } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { change } from "@/server/record";
import type { SignedIn } from "@/server/sessions";
import { systemTask } from "@/server/tenant";
import type { OrganizationInput, ProfileInput } from "./schema";

/**
 * Makes an organisation with its profile, the head of its history and its first owner: the person who asks.
 * @throws Invalid when the address is taken
 */
export async function createOrganization(user: SignedIn["user"], input: OrganizationInput): Promise<{ slug: string }> {
  const house = { id: uuid(), slug: input.slug, name: input.name };
  // In a transaction of its own, before the tenant's: the table of organisations belongs to none of them. Should the second fail, nobody is a
  // member of what is left, so it is never seen; its address stays taken.
  const made = await systemTask(
    (tx) => tx.$executeRaw`
      INSERT INTO organization (id, slug, name, created_at) VALUES (${house.id}::uuid, ${house.slug}, ${house.name}, ${now()})
      ON CONFLICT (slug) DO NOTHING`,
  );
  if (made === 0) throw new Invalid({ slug: translator("validation")("slug_taken") });
  await change(systemAccess(house, "", user), async (record) => {
    await record.tx.historyHead.create({ data: { organizationId: house.id, sequence: 0, hash: GENESIS_HASH } });
    await record.create("organization", { name: house.name });
    await record.create("membership", { userId: user.id, role: "owner" });
  });
  return { slug: house.slug };
}

/**
 * Changes the organisation's own facts and rules. The name that the address and the lists show follows the profile.
 * @throws Invalid when the register's owner or the accountable person is no (or no longer a) member
 */
export async function updateProfile(
  access: Access,
  { id, version, reason, ...patch }: ProfileInput,
): Promise<{ id: string; version: number }> {
  const stored = await change(access, async (record) => {
    const before = await record.get("organization", id);
    const t = translator("organizations");
    for (const field of ["registerOwnerId", "accountableId"] as const) {
      const userId = patch[field];
      if (!userId || before.values[field] === userId) continue;
      const member = await record.tx.membership.findFirst({
        where: { organizationId: access.organization.id, userId, endedAt: null },
        select: { isTopManagement: true, role: true },
      });
      if (!member) throw new Invalid({ [field]: t("noMember") });
      if (field === "accountableId" && !member.isTopManagement) throw new Invalid({ accountableId: t("notTopManagement") });
    }
    const after = await record.update("organization", id, version, patch, { reason });
    if (before.values.name !== patch.name) {
      await record.tx.$executeRaw`UPDATE organization SET name = ${patch.name} WHERE id = ${access.organization.id}::uuid`;
    }
    return after;
  });
  return { id: stored.id, version: stored.version };
}
