import { mayChangeReview } from "@/domain/management-review";
import type { Ruling } from "@/domain/ruling";
import type { ManagementReviewStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { Invalid, NotFound, Refused } from "@/server/errors";
import type { RecordWriter } from "@/server/record";

export interface Locked {
  ref: string;
  status: ManagementReviewStatus;
  heldOn: string;
}

/** The meeting, held as it is until this is done. Throws NotFound, Refused once it is signed. */
export async function lockMeeting(record: RecordWriter, access: Access, id: string, how: "SHARE" | "UPDATE"): Promise<Locked> {
  const organizationId = access.organization.id;
  const [found] =
    how === "SHARE"
      ? await record.tx.$queryRaw<Locked[]>`
          SELECT ref, status, held_on::text AS "heldOn" FROM management_review
           WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR SHARE`
      : await record.tx.$queryRaw<Locked[]>`
          SELECT ref, status, held_on::text AS "heldOn" FROM management_review
           WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  if (!found) throw new NotFound();
  take(mayChangeReview(found));
  return found;
}

/** What a rule accepted; a refusal about a field is told at the field. */
export function take<T>(ruling: Ruling<T>): T {
  if (ruling.ok) return ruling.value;
  const code = `management-review-${ruling.code}`;
  if (ruling.field) throw new Invalid({ [ruling.field]: translator("refusals")(code) });
  throw new Refused(code);
}
