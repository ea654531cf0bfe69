import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface PackChoices {
  /** Versions whose content was frozen here, the newest first. */
  versions: { id: string; number: string; status: string; approvedOn: string | null }[];
  /** Pieces of evidence with a file, and how many bytes those have. */
  evidenceFiles: number;
  evidenceBytes: number;
  entries: number;
}

/** What a pack can be made of. */
export async function packChoices(access: Access): Promise<PackChoices> {
  const organizationId = access.organization.id;
  return inTenant(
    access,
    async (tx) => {
      const versions = await tx.$queryRaw<{ id: string; number: string; status: string; approvedOn: string | null }[]>`
        SELECT v.id, v.number, v.status, v.approved_on::text AS "approvedOn" FROM register_version v
         WHERE v.organization_id = ${organizationId}::uuid AND v.content_hash <> ''
           AND EXISTS (SELECT 1 FROM register_version_content c
                        WHERE c.organization_id = v.organization_id AND c.version_id = v.id AND c.content_hash = v.content_hash)
         ORDER BY v.major DESC, v.minor DESC`;
      const [facts] = await tx.$queryRaw<{ files: number; bytes: number; entries: number }[]>`
        SELECT count(*)::int AS files, coalesce(sum(size), 0)::float8 AS bytes,
               (SELECT h.sequence::float8 FROM history_head h WHERE h.organization_id = ${organizationId}::uuid) AS entries
          FROM evidence WHERE organization_id = ${organizationId}::uuid AND content_hash IS NOT NULL`;
      return { versions, evidenceFiles: facts!.files, evidenceBytes: facts!.bytes, entries: facts!.entries ?? 0 };
    },
    { live: true },
  );
}
