import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";

/** Everybody who wrote in the meeting or its agenda, from the history. */
export async function writersOf(tx: Tx, access: Access, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e.actor_id::text AS id FROM history_entry e
     WHERE e.organization_id = ${access.organization.id}::uuid AND e.actor_id IS NOT NULL AND e.action <> 'open'
       AND (e.entity = 'management-review' AND e.entity_id = ${id}::uuid
            OR e.entity = 'management-review-item' AND e.entity_id IN (SELECT i.id FROM management_review_item i
                 WHERE i.organization_id = ${access.organization.id}::uuid AND i.management_review_id = ${id}::uuid))`;
  return rows.map(({ id: writer }) => writer);
}

export async function soleApproverReason(tx: Tx, access: Access): Promise<string> {
  const profile = await tx.organizationProfile.findFirst({
    where: { organizationId: access.organization.id },
    select: { soleApproverReason: true },
  });
  return profile?.soleApproverReason ?? "";
}
