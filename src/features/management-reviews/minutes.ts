import { answerOf, enteredLate, type ItemAnswer, orderOfInput } from "@/domain/management-review";
import { type FactSheet, readFactSheet } from "@/domain/management-review-facts";
import type { ManagementReviewInput, ManagementReviewStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { NotFound } from "@/server/errors";

/** What the minutes say, and nothing that signing itself changes: so that the hash a signer read is the hash that is signed. */
export interface Minutes {
  format: typeof MINUTES_FORMAT;
  organization: string;
  ref: string;
  minutesRef: string;
  title: string;
  heldOn: string;
  place: string;
  chair: string | null;
  attendees: { name: string; topManagement: boolean; department: string }[];
  otherAttendees: string[];
  apologies: string;
  period: { from: string | null; to: string | null; fromSequence: number | null; toSequence: number | null };
  governingVersion: string;
  items: { input: ManagementReviewInput; answer: ItemAnswer; discussion: string; decision: string; facts: FactSheet | null }[];
  decisions: string;
  /** Versions of the register that were approved in this meeting. */
  versions: { number: string; approvedOn: string; contentHash: string; approvedBy: string[] }[];
  raised: MinutesAction[];
  carried: MinutesAction[];
  nextOn: string | null;
  recordedOn: string;
  /** So many days after the meeting it was entered. */
  enteredLate: number;
  note: string;
}

export interface MinutesAction {
  ref: string;
  title: string;
  owner: string | null;
  dueAt: string | null;
}

export const MINUTES_FORMAT = "goldthread-minutes-v1";

export interface MeetingRow {
  id: string;
  ref: string;
  version: number;
  title: string;
  status: ManagementReviewStatus;
  heldOn: string;
  place: string;
  chairId: string | null;
  chair: string | null;
  attendeeIds: string[];
  otherAttendees: string[];
  apologies: string;
  periodFrom: string | null;
  periodTo: string | null;
  fromSequence: number | null;
  toSequence: number | null;
  governingVersion: string;
  minutesRef: string;
  changesText: string;
  feedbackText: string;
  decisions: string;
  carriedActionRefs: string[];
  nextOn: string | null;
  recordedOn: string;
  signedById: string | null;
  signedBy: string | null;
  signedAt: Date | null;
  signedHash: string;
  note: string;
  attendees: { id: string; name: string; topManagement: boolean; department: string }[] | null;
  items: MeetingItem[] | null;
}

export interface MeetingItem {
  id: string;
  version: number;
  input: ManagementReviewInput;
  facts: string;
  discussion: string;
  noChange: boolean;
  decision: string;
}

/** One meeting with its people and its agenda, in one statement. Throws NotFound. */
export async function readMeeting(tx: Tx, access: Access, by: { ref: string } | { id: string }): Promise<MeetingRow> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const where = "ref" in by ? Prisma.sql`m.ref = ${by.ref}` : Prisma.sql`m.id = ${by.id}::uuid`;
  const [found] = await tx.$queryRaw<MeetingRow[]>`
    SELECT m.id::text, m.ref, m.version, m.title, m.status, m.held_on::text AS "heldOn", m.place, m.chair_id::text AS "chairId", c.name AS chair,
           m.attendee_ids AS "attendeeIds", m.other_attendees AS "otherAttendees", m.apologies, m.period_from::text AS "periodFrom",
           m.period_to::text AS "periodTo", m.from_sequence AS "fromSequence", m.to_sequence AS "toSequence", m.governing_version AS "governingVersion",
           m.minutes_ref AS "minutesRef", m.changes_text AS "changesText", m.feedback_text AS "feedbackText", m.decisions,
           m.carried_action_refs AS "carriedActionRefs", m.next_on::text AS "nextOn", m.recorded_on::text AS "recordedOn",
           m.signed_by_id::text AS "signedById", s.name AS "signedBy", m.signed_at AS "signedAt", m.signed_hash AS "signedHash", m.note,
           (SELECT json_agg(json_build_object('id', a.id, 'name', coalesce(u.name, ''), 'topManagement', coalesce(b.is_top_management, false),
                     'department', coalesce(b.department, '')) ORDER BY a.place)
              FROM unnest(m.attendee_ids) WITH ORDINALITY AS a(id, place)
              LEFT JOIN membership b ON b.organization_id = m.organization_id AND b.user_id = a.id::uuid
              LEFT JOIN user_account u ON u.id = b.user_id) AS attendees,
           (SELECT json_agg(json_build_object('id', i.id, 'version', i.version, 'input', i.input, 'facts', i.facts, 'discussion', i.discussion,
                     'noChange', i.no_change, 'decision', i.decision) ORDER BY i.position)
              FROM management_review_item i WHERE i.organization_id = m.organization_id AND i.management_review_id = m.id) AS items
      FROM management_review m LEFT JOIN user_account c ON c.id = m.chair_id LEFT JOIN user_account s ON s.id = m.signed_by_id
     WHERE m.organization_id = ${organization} AND ${where}`;
  if (!found) throw new NotFound();
  return found;
}

/** The minutes as they stand now, from the meeting and the records it made. */
export async function minutesOf(tx: Tx, access: Access, meeting: MeetingRow): Promise<Minutes> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const actions = await tx.$queryRaw<(MinutesAction & { raised: boolean })[]>`
    SELECT a.ref, a.title, u.name AS owner, a.due_at::text AS "dueAt", a.origin_ref = ${meeting.ref} AS raised
      FROM action a LEFT JOIN user_account u ON u.id = a.owner_id
     WHERE a.organization_id = ${organization} AND a.status <> 'retired'
       AND (a.origin = 'management_review' AND a.origin_ref = ${meeting.ref} OR a.ref = ANY(${meeting.carriedActionRefs}::text[]))
     ORDER BY length(a.ref), a.ref`;
  const versions = await tx.$queryRaw<Minutes["versions"]>`
    SELECT v.number, v.approved_on::text AS "approvedOn", v.approved_hash AS "contentHash",
           coalesce((SELECT array_agg(u.name ORDER BY u.name) FROM user_account u WHERE u.id::text = ANY(v.approved_by_ids)), ARRAY[]::text[]) AS "approvedBy"
      FROM register_version v WHERE v.organization_id = ${organization} AND v.management_review_id = ${meeting.id}::uuid AND v.approved_at IS NOT NULL
     ORDER BY v.major, v.minor`;
  const named = ({ ref, title, owner, dueAt }: MinutesAction): MinutesAction => ({ ref, title, owner, dueAt });
  return {
    format: MINUTES_FORMAT,
    organization: access.organization.name,
    ref: meeting.ref,
    minutesRef: meeting.minutesRef || meeting.ref,
    title: meeting.title,
    heldOn: meeting.heldOn,
    place: meeting.place,
    chair: meeting.chair,
    attendees: (meeting.attendees ?? []).map(({ name, topManagement, department }) => ({ name, topManagement, department })),
    otherAttendees: meeting.otherAttendees,
    apologies: meeting.apologies,
    period: { from: meeting.periodFrom, to: meeting.periodTo, fromSequence: meeting.fromSequence, toSequence: meeting.toSequence },
    governingVersion: meeting.governingVersion,
    items: [...(meeting.items ?? [])]
      .sort((a, b) => orderOfInput(a.input) - orderOfInput(b.input))
      .map((item) => ({
        input: item.input,
        answer: answerOf(item),
        discussion: item.discussion,
        decision: item.decision,
        facts: readFactSheet(item.facts),
      })),
    decisions: meeting.decisions,
    versions,
    raised: actions.filter(({ raised }) => raised).map(named),
    carried: actions.filter(({ raised }) => !raised).map(named),
    nextOn: meeting.nextOn,
    recordedOn: meeting.recordedOn,
    enteredLate: enteredLate(meeting),
    note: meeting.note,
  };
}

/** Minutes as they were signed, read back from their canonical text. */
export function readMinutes(content: string): Minutes {
  return JSON.parse(content) as Minutes;
}
