import { enteredLate, hashOfMinutes, judgeSigner, openForSigning, type SigningStop, signedLate } from "@/domain/management-review";
import type { ManagementReviewStatus } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";
import { changesAfter } from "./changes";
import { type MeetingItem, type MeetingRow, type Minutes, minutesOf, readMeeting, readMinutes } from "./minutes";
import { soleApproverReason, writersOf } from "./signers";

export type { MeetingItem, Minutes } from "./minutes";

export interface ManagementReviewRow {
  ref: string;
  title: string;
  status: ManagementReviewStatus;
  heldOn: string;
  attendees: number;
  topManagement: number;
  governingVersion: string;
  /** Numbers of the versions that were approved in the meeting. */
  approved: string[];
  answered: number;
  inputs: number;
  signedBy: string | null;
  signedOn: string | null;
  enteredLate: number;
  nextOn: string | null;
}

const MOST_REVIEWS = 500;

/** All management reviews, the newest meeting first. */
export async function listManagementReviews(access: Access): Promise<ManagementReviewRow[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<ManagementReviewRow, "enteredLate"> & { recordedOn: string })[]>`
      SELECT m.ref, m.title, m.status, m.held_on::text AS "heldOn", cardinality(m.attendee_ids) + cardinality(m.other_attendees) AS attendees,
             (SELECT count(*)::int FROM membership b WHERE b.organization_id = m.organization_id AND b.is_top_management
                 AND b.user_id::text = ANY(m.attendee_ids)) AS "topManagement",
             m.governing_version AS "governingVersion",
             ARRAY(SELECT v.number FROM register_version v WHERE v.organization_id = m.organization_id AND v.management_review_id = m.id
                      AND v.approved_at IS NOT NULL ORDER BY v.major, v.minor) AS approved,
             coalesce(i.answered, 0) AS answered, coalesce(i.inputs, 0) AS inputs, s.name AS "signedBy", m.signed_at::date::text AS "signedOn",
             m.recorded_on::text AS "recordedOn", m.next_on::text AS "nextOn"
        FROM management_review m
        LEFT JOIN user_account s ON s.id = m.signed_by_id
        LEFT JOIN (SELECT management_review_id, count(*)::int AS inputs, count(*) FILTER (WHERE no_change OR btrim(discussion) <> '')::int AS answered
                     FROM management_review_item WHERE organization_id = ${access.organization.id}::uuid GROUP BY 1) i ON i.management_review_id = m.id
       WHERE m.organization_id = ${access.organization.id}::uuid ORDER BY m.held_on DESC, length(m.ref) DESC, m.ref DESC LIMIT ${MOST_REVIEWS}`,
  );
  return rows.map(({ recordedOn, ...row }) => ({ ...row, enteredLate: enteredLate({ heldOn: row.heldOn, recordedOn }) }));
}

export interface Attendee {
  value: string;
  label: string;
  hint?: string;
  topManagement: boolean;
}

/** Members for chair and attendees, top management first; who is named already stays although they have left. */
export async function attendeeOptions(
  access: Access,
  named: { chairId: string | null; attendeeIds: readonly string[] } = { chairId: null, attendeeIds: [] },
): Promise<Attendee[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; name: string; department: string; top: boolean }[]>`
      SELECT b.user_id::text AS id, u.name, b.department, b.is_top_management AS top FROM membership b JOIN user_account u ON u.id = b.user_id
       WHERE b.organization_id = ${access.organization.id}::uuid AND b.role <> 'auditor'
         AND (b.ended_at IS NULL OR b.user_id::text = ANY(${[...named.attendeeIds, named.chairId ?? ""]}::text[]))
       ORDER BY b.is_top_management DESC, lower(u.name)`,
  );
  const t = translator("managementReviews");
  return rows.map(({ id, name, department, top }) => ({
    value: id,
    label: [name, department].filter(Boolean).join(", "),
    ...(top ? { hint: t("topManagement") } : {}),
    topManagement: top,
  }));
}

export interface VersionOfMeeting {
  id: string;
  version: number;
  number: string;
  status: string;
  changeSummary: string;
  contentHash: string;
}

export interface ManagementReviewRecord extends Omit<MeetingRow, "attendees" | "items" | "signedAt" | "signedBy"> {
  signedBy: string | null;
  signedAt: string | null;
  attendees: NonNullable<MeetingRow["attendees"]>;
  items: MeetingItem[];
  /** Days after the meeting on which it was entered; over thirty days until it was signed. */
  enteredLate: number;
  signedLate: number;
  stops: SigningStop[];
  /** The minutes, as they were signed or as they stand. */
  minutes: Minutes;
  /** Of `minutes`: what a signature would cover. */
  hash: string;
  receipt: string;
  /** Why the reader may not sign although the role may: "own_minutes"; null: they may. */
  signerRefused: string | null;
  /** Whether signing would use the exception of a very small organisation. */
  signerException: string;
  /** Changes of the register after the facts were taken. */
  changesSince: number;
  /** In review now, so that it can be approved in the meeting; null: none. */
  inReview: VersionOfMeeting | null;
}

/** One management review by its ref, with the minutes as they would be signed. Throws NotFound. */
export async function getManagementReview(access: Access, ref: string): Promise<ManagementReviewRecord> {
  return inTenant(access, async (tx) => {
    const meeting = await readMeeting(tx, access, { ref });
    const signed = await tx.signedMinutes.findFirst({
      where: { organizationId: access.organization.id, managementReviewId: meeting.id },
      select: { content: true, contentHash: true, receipt: true },
    });
    const minutes = signed?.content ? readMinutes(signed.content) : await minutesOf(tx, access, meeting);
    const { attendees, items, signedAt, ...rest } = meeting;
    const signedOn = signedAt?.toISOString() ?? null;
    const signer = access.user
      ? judgeSigner({
          signerId: access.user.id,
          writerIds: meeting.status === "signed" ? [] : await writersOf(tx, access, meeting.id),
          soleApproverReason: await soleApproverReason(tx, access),
        })
      : null;
    return {
      ...rest,
      signedAt: signedOn,
      attendees: attendees ?? [],
      items: items ?? [],
      enteredLate: enteredLate(meeting),
      signedLate: signedLate({ heldOn: meeting.heldOn, signedOn: signedOn?.slice(0, 10) ?? null }),
      stops: openForSigning({ ...meeting, attendees: attendees ?? [], items: items ?? [] }, today()),
      minutes,
      hash: signed?.contentHash || hashOfMinutes(minutes).hash,
      receipt: signed?.receipt ?? "",
      signerRefused: signer && !signer.ok ? signer.code : null,
      signerException: signer?.ok ? signer.value.exception : "",
      changesSince: meeting.status === "signed" || meeting.toSequence === null ? 0 : await changesAfter(tx, access, meeting.toSequence),
      inReview: meeting.status === "signed" ? null : await versionInReview(tx, access),
    };
  });
}

async function versionInReview(tx: Tx, access: Access): Promise<VersionOfMeeting | null> {
  const [found] = await tx.$queryRaw<VersionOfMeeting[]>`
    SELECT id::text, version, number, status, change_summary AS "changeSummary", content_hash AS "contentHash" FROM register_version
     WHERE organization_id = ${access.organization.id}::uuid AND status = 'in_review' ORDER BY major DESC, minor DESC LIMIT 1`;
  return found ?? null;
}

export { type Briefing, leadershipBriefing } from "./briefing";
