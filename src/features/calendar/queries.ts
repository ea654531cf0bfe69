import type { CalendarDate } from "@/domain/calendar";
import type { CalendarScope } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { env } from "@/server/env";
import { inTenant } from "@/server/tenant";

export interface FeedRow {
  id: string;
  scope: CalendarScope;
  createdAt: string;
  lastReadAt: string | null;
}

/** The reader's own calendar addresses that still work; never their secrets. */
export async function ownFeeds(access: Access): Promise<FeedRow[]> {
  if (!access.user) return [];
  const where = { organizationId: access.organization.id, userId: access.user.id, revokedAt: null };
  const rows = await inTenant(access, (tx) => tx.calendarFeed.findMany({ where, orderBy: { createdAt: "asc" } }));
  return rows.map(({ id, scope, createdAt, lastReadAt }) => ({
    id,
    scope: scope as CalendarScope,
    createdAt: createdAt.toISOString(),
    lastReadAt: lastReadAt?.toISOString() ?? null,
  }));
}

/** Days that are over for so long are left out; a calendar is no archive. */
const DAYS_BACK = 90;
const MOST = 2_000;

const KINDS = ["communication", "notice", "review", "management_review", "action", "measurement", "ask"] as const;
type Kind = (typeof KINDS)[number];

interface Part {
  kind: Kind;
  room: string;
  /** Columns id, ref, day or instant as text, owner. */
  rows: Prisma.Sql;
}

/**
 * The dates of the plan, of clocks, reviews, actions, measurements and asks that the reader may read: all, or those that are theirs. In words only the
 * kind and the ref: no name of a party and no title leaves the house this way.
 */
export async function calendarDates(access: Access, scope: CalendarScope): Promise<CalendarDate[]> {
  const parts = partsFor(access);
  if (parts.length === 0) return [];
  const mine = scope === "mine" ? Prisma.sql`owner = ${access.user?.id ?? null}::uuid` : Prisma.sql`true`;
  const union = Prisma.join(
    parts.map(({ kind, rows }) => Prisma.sql`SELECT ${kind}::text AS kind, id::text, ref, at, owner FROM (${rows}) found`),
    " UNION ALL ",
  );
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ kind: Kind; id: string; ref: string; at: string }[]>`
      SELECT kind, id, ref, at FROM (${union}) dates WHERE at IS NOT NULL AND left(at, 10)::date >= ${today()}::date - ${DAYS_BACK}::int AND ${mine}
       ORDER BY at, kind, ref LIMIT ${MOST}`,
  );
  const t = translator("calendar");
  const rooms = new Map(parts.map(({ kind, room }) => [kind, room]));
  const { slug, id: organization } = access.organization;
  return rows.map(({ kind, id, ref, at }) => ({
    uid: `${kind}-${id}@${organization}`,
    summary: t(`summary.${kind}`, { ref }),
    url: `${env().appOrigin}/${slug}/${rooms.get(kind)}/${ref}`,
    at,
  }));
}

function partsFor(access: Access): Part[] {
  const org = Prisma.sql`organization_id = ${access.organization.id}::uuid`;
  const parts: (Part & { may: boolean })[] = [
    {
      kind: "communication",
      room: "communication",
      may: access.can("communication:read"),
      rows: Prisma.sql`SELECT id, ref, owner_id AS owner, (CASE WHEN frequency_days IS NULL
            THEN CASE WHEN last_done_on IS NULL OR last_done_on < starts_on THEN starts_on END
            ELSE greatest(starts_on, coalesce(last_done_on + frequency_days, starts_on, (created_at AT TIME ZONE 'UTC')::date)) END)::text AS at
          FROM communication_item WHERE ${org} AND status <> 'retired'`,
    },
    {
      kind: "notice",
      room: "notices",
      may: access.can("communication:read"),
      rows: Prisma.sql`SELECT id, ref, owner_id AS owner, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
          FROM notice WHERE ${org} AND status = 'running'`,
    },
    {
      kind: "review",
      room: "reviews",
      may: access.can("review:read"),
      rows: Prisma.sql`SELECT id, ref, lead_id AS owner, due_on::text AS at FROM review WHERE ${org} AND status IN ('planned', 'open') AND retired_at IS NULL`,
    },
    {
      kind: "management_review",
      room: "management-reviews",
      may: access.can("management-review:read"),
      rows: Prisma.sql`SELECT id, ref, chair_id AS owner, held_on::text AS at FROM management_review WHERE ${org} AND status = 'planned'`,
    },
    {
      kind: "action",
      room: "actions",
      may: access.can("action:read"),
      rows: Prisma.sql`SELECT id, ref, owner_id AS owner, due_at::text AS at FROM action WHERE ${org} AND status = 'open'`,
    },
    {
      kind: "measurement",
      room: "monitoring",
      may: access.can("criterion:read"),
      rows: Prisma.sql`SELECT id, ref, owner_id AS owner, coalesce(last_measured_on + frequency_days, (created_at AT TIME ZONE 'UTC')::date)::text AS at
          FROM criterion WHERE ${org} AND status <> 'retired'`,
    },
    {
      kind: "ask",
      room: "asks",
      may: access.can("ask:read"),
      rows: Prisma.sql`SELECT id, ref, owner_id AS owner, due_on::text AS at FROM ask_batch WHERE ${org} AND status = 'open'`,
    },
  ];
  return parts.filter(({ may }) => may);
}
