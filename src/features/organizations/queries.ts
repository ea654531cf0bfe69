import type { Role } from "@/domain/vocabulary";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant, systemTask } from "@/server/tenant";

export interface OwnOrganization {
  slug: string;
  name: string;
  role: Role;
}

/** The organisations a person belongs to at this moment, by name. */
export async function organizationsOf(user: { id: string }): Promise<OwnOrganization[]> {
  return systemTask(
    (tx) => tx.$queryRaw<OwnOrganization[]>`
      SELECT o.slug, o.name, m.role FROM membership m JOIN organization o ON o.id = m.organization_id
       WHERE m.user_id = ${user.id}::uuid AND m.ended_at IS NULL ORDER BY lower(o.name), o.slug LIMIT 500`,
    { userId: user.id },
  );
}

export interface ShellFacts {
  organizations: { slug: string; name: string }[];
  /** Stands at the head of every printed page. */
  classification: string;
}

/** What the frame of every page needs, in one round trip. */
export async function shellFacts(access: Access): Promise<ShellFacts> {
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[ShellFacts]>`
      SELECT coalesce((SELECT p.classification FROM organization_profile p WHERE p.organization_id = ${access.organization.id}::uuid), '') AS classification,
             coalesce((SELECT jsonb_agg(jsonb_build_object('slug', o.slug, 'name', o.name) ORDER BY lower(o.name), o.slug)
                         FROM membership m JOIN organization o ON o.id = m.organization_id
                        WHERE m.user_id = ${access.user?.id ?? null}::uuid AND m.ended_at IS NULL), '[]') AS organizations`,
  );
  return row;
}

export interface OrganizationProfile {
  id: string;
  version: number;
  name: string;
  ismsScope: string;
  reviewIntervalMonths: number;
  reviewRemindDays: number;
  announceDays: number;
  escalateAfterDays: number;
  feedbackDueDays: number;
  openChannel: string;
  conflictProcessRef: string;
  reviewRepeatDays: number;
  triageMaxDays: number;
  confirmMaxDays: number;
  conflictMaxDays: number;
  triggerDefaultDays: number;
  evidenceWarnDays: number;
  registerOwnerId: string | null;
  accountableId: string | null;
  classification: string;
  languages: string[];
}

/** The organisation's own facts and rules. Throws NotFound when it has none (a half-made organisation). */
export async function organizationProfile(access: Access): Promise<OrganizationProfile> {
  const found = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirst({
      where: { organizationId: access.organization.id },
      select: {
        id: true,
        version: true,
        name: true,
        ismsScope: true,
        reviewIntervalMonths: true,
        reviewRemindDays: true,
        announceDays: true,
        escalateAfterDays: true,
        feedbackDueDays: true,
        openChannel: true,
        conflictProcessRef: true,
        reviewRepeatDays: true,
        triageMaxDays: true,
        confirmMaxDays: true,
        conflictMaxDays: true,
        triggerDefaultDays: true,
        evidenceWarnDays: true,
        registerOwnerId: true,
        accountableId: true,
        classification: true,
        languages: true,
      },
    }),
  );
  if (!found) throw new NotFound();
  return found;
}
