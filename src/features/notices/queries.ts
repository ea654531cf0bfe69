import { type ClockState, clockSpan, clockState, type Span } from "@/domain/communication";
import { NOTICE_STATUSES, type NoticeStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { now } from "@/server/clock";
import { inTenant } from "@/server/tenant";

export interface NoticeRow {
  id: string;
  ref: string;
  version: number;
  title: string;
  partyRef: string;
  partyName: string;
  lineRef: string;
  eventRef: string | null;
  startedAt: string;
  dueAt: string;
  ownerId: string | null;
  ownerName: string | null;
  status: NoticeStatus;
  doneAt: string | null;
  doneBy: string | null;
  how: string;
  theirReference: string;
  reason: string;
  engagementRef: string | null;
  state: ClockState;
  span: Span;
}

type Stored = Omit<NoticeRow, "state" | "span">;

const UTC = (column: string) => `to_char(n.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ROW =
  Prisma.raw(`n.id, n.ref, n.version, n.title, p.ref AS "partyRef", p.name AS "partyName", c.ref AS "lineRef", t.ref AS "eventRef",
  ${UTC("started_at")} AS "startedAt", ${UTC("due_at")} AS "dueAt", n.owner_id AS "ownerId", u.name AS "ownerName", n.status,
  ${UTC("done_at")} AS "doneAt", d.name AS "doneBy", n.how, n.their_reference AS "theirReference", n.reason, e.ref AS "engagementRef"`);
const FROM = Prisma.raw(`FROM notice n JOIN interested_party p ON p.organization_id = n.organization_id AND p.id = n.party_id
  JOIN communication_item c ON c.organization_id = n.organization_id AND c.id = n.communication_item_id
  LEFT JOIN trigger_event t ON t.organization_id = n.organization_id AND t.id = n.trigger_event_id
  LEFT JOIN engagement e ON e.organization_id = n.organization_id AND e.id = n.engagement_id
  LEFT JOIN user_account u ON u.id = n.owner_id LEFT JOIN user_account d ON d.id = n.done_by_id`);

function withClock(row: Stored): NoticeRow {
  const at = now().toISOString();
  return { ...row, state: clockState(row, at), span: clockSpan(row, at) };
}

/** So many that are over are shown, the newest; those that run are all shown. */
const MOST_OVER = 200;

/** Notices: those whose clock runs, the first to run out first, and behind them what was given or dropped. */
export async function listNotices(access: Access): Promise<NoticeRow[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<Stored[]>`
      (SELECT ${ROW} ${FROM} WHERE n.organization_id = ${access.organization.id}::uuid AND n.status = 'running' ORDER BY n.due_at, n.id)
      UNION ALL
      (SELECT ${ROW} ${FROM} WHERE n.organization_id = ${access.organization.id}::uuid AND n.status = ANY(${NOTICE_STATUSES.slice(1)}::text[])
        ORDER BY n.done_at DESC NULLS LAST, n.id LIMIT ${MOST_OVER})`,
  );
  return rows.map(withClock);
}

/** Null: none of this organisation. */
export async function getNotice(access: Access, ref: string): Promise<NoticeRow | null> {
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<Stored[]>`SELECT ${ROW} ${FROM} WHERE n.organization_id = ${access.organization.id}::uuid AND n.ref = ${ref}`,
  );
  return row ? withClock(row) : null;
}

export interface NoticesOfEvent {
  /** Lines of the plan for this kind of event whose clock was not started for it. */
  lines: { id: string; ref: string; what: string; partyRef: string; partyName: string; clockHours: number | null; concerned: boolean }[];
  notices: NoticeRow[];
}

/** Which notices an event calls for by the plan, and the clocks that were started for it. */
export async function noticesOfEvent(access: Access, eventId: string): Promise<NoticesOfEvent> {
  return inTenant(access, async (tx) => {
    const organization = access.organization.id;
    const lines = await tx.$queryRaw<NoticesOfEvent["lines"]>`
      SELECT c.id, c.ref, c.what, p.ref AS "partyRef", p.name AS "partyName", c.clock_hours AS "clockHours", p.id::text = ANY(t.party_ids) AS concerned
        FROM trigger_event t JOIN communication_item c ON c.organization_id = t.organization_id AND c.event_key = t.event_key AND c.status <> 'retired'
        JOIN interested_party p ON p.organization_id = c.organization_id AND p.id = c.party_id AND p.status <> 'retired' AND NOT p.adverse
       WHERE t.organization_id = ${organization}::uuid AND t.id = ${eventId}::uuid AND c.event_key <> ''
         AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.organization_id = t.organization_id AND n.trigger_event_id = t.id AND n.communication_item_id = c.id)
       ORDER BY concerned DESC, c.clock_hours NULLS LAST, length(c.ref), c.ref LIMIT 100`;
    const rows = await tx.$queryRaw<Stored[]>`
      SELECT ${ROW} ${FROM} WHERE n.organization_id = ${organization}::uuid AND n.trigger_event_id = ${eventId}::uuid ORDER BY n.due_at, n.id`;
    return { lines, notices: rows.map(withClock) };
  });
}
