import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface Moments {
  /** Versions whose content can be read, newest first. */
  versions: { number: string; status: string; approvedOn: string | null }[];
  /** The first day of the history; null while nothing was written. */
  firstDay: string | null;
}

/** What of the past can be read: versions that were frozen here, and every day since the first change. */
export async function moments(access: Access): Promise<Moments> {
  return inTenant(access, async (tx) => {
    const [row] = await tx.$queryRaw<[Moments]>`
      SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('number', v.number, 'status', v.status, 'approvedOn', v.approved_on) ORDER BY v.major DESC, v.minor DESC)
                         FROM register_version v WHERE v.organization_id = ${access.organization.id}::uuid AND v.history_sequence IS NOT NULL), '[]') AS versions,
             (SELECT to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM history_entry e
               WHERE e.organization_id = ${access.organization.id}::uuid ORDER BY e.sequence LIMIT 1) AS "firstDay"`;
    return row;
  });
}
