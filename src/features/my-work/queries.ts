import { DAYS_TO_SHOW_EFFECT } from "@/domain/action";
import { endOfWeek, groupWork, type WorkGroup } from "@/domain/my-work";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

export const WORK_KINDS = [
  "action",
  "evidence_request",
  "effect",
  "review",
  "version",
  "returned_version",
  "event",
  "conflict",
  "conflict_decision",
  "management_review",
  "finding",
  "horizon",
  "measurement",
  "survey_closing",
  "survey_results",
  "feedback",
  "ask_answer",
  "ask_round",
  "communication",
  "notice",
  "to_tell",
  "requirement",
  "party",
  "evidence",
  "comment",
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export interface WorkItem {
  kind: WorkKind;
  ref: string;
  title: string;
  /** Below the organisation's home. */
  path: string;
  dueOn: string | null;
  /** How much of it waits: records without a verdict, open comments. */
  left: number;
}

export interface MyWork {
  groups: { when: WorkGroup; items: WorkItem[] }[];
  total: number;
  /** Kinds of which only the most urgent are named, with where all of them stand. */
  more: { kind: WorkKind; count: number; path: string }[];
}

/** So many of each kind are named. */
const MOST_EACH = 25;

interface Part {
  kind: WorkKind;
  /** Columns ref, title, path, due (a day), waiting; unordered. */
  rows: Prisma.Sql;
  /** Where all of them stand, where there can be many. */
  all?: string;
}

/** What waits for the reader in this organisation, the most urgent first. Only of rooms that they may read, and only what they may do something about. */
export async function myWork(access: Access): Promise<MyWork> {
  const parts = partsFor(access);
  if (parts.length === 0) return { groups: [], total: 0, more: [] };
  const found = await inTenant(
    access,
    (tx) =>
      tx.$queryRaw<(WorkItem & { total: number })[]>(
        Prisma.join(
          parts.map(
            ({
              kind,
              rows,
            }) => Prisma.sql`(SELECT ${kind}::text AS kind, ref, title, path, due::text AS "dueOn", waiting::int AS "left", count(*) OVER ()::int AS total
              FROM (${rows}) found ORDER BY due NULLS LAST, length(ref), ref LIMIT ${MOST_EACH})`,
          ),
          " UNION ALL ",
        ),
      ),
    { live: true },
  );
  const totals = new Map(found.map(({ kind, total }) => [kind, total]));
  return {
    groups: groupWork(
      found.map(({ total: _total, ...item }) => item),
      today(),
    ),
    total: [...totals.values()].reduce((sum, count) => sum + count, 0),
    more: parts.flatMap(({ kind, all }) => {
      const count = (totals.get(kind) ?? 0) - MOST_EACH;
      return count > 0 && all ? [{ kind, count, path: all }] : [];
    }),
  };
}

/** How much of the reader's work has a day and is overdue or due within a week, for the rail: of the small tables only, because it stands on every page. */
export async function urgentWork(access: Access): Promise<number> {
  const parts = partsFor(access).filter(({ kind }) => URGENT.has(kind));
  if (parts.length === 0) return 0;
  const union = Prisma.join(
    parts.map(({ rows }) => Prisma.sql`SELECT due FROM (${rows}) found`),
    " UNION ALL ",
  );
  const [row] = await inTenant(
    access,
    (tx) =>
      tx.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS count FROM (${union}) all_of_it WHERE due <= ${endOfWeek(today())}::date`,
    { live: true },
  );
  return row.count;
}

const URGENT: ReadonlySet<WorkKind> = new Set([
  "action",
  "evidence_request",
  "effect",
  "review",
  "event",
  "conflict",
  "management_review",
  "finding",
  "feedback",
  "horizon",
  "measurement",
  "survey_closing",
  "ask_round",
  "communication",
  "notice",
]);

function partsFor(access: Access): Part[] {
  const me = access.user?.id;
  if (!me) return [];
  const org = Prisma.sql`organization_id = ${access.organization.id}::uuid`;
  const mine = Prisma.sql`${org} AND owner_id = ${me}::uuid`;
  const rule = (column: string) => Prisma.sql`(SELECT ${Prisma.raw(column)} FROM organization_profile WHERE ${org})`;
  const parts: Part[] = [];
  if (access.can("action:read")) {
    parts.push(
      {
        kind: "action",
        rows: Prisma.sql`SELECT ref, title, '/actions/' || ref AS path, due_at AS due, 0 AS waiting FROM action
                          WHERE ${mine} AND status = 'open' AND kind <> 'evidence_request'`,
        all: "/actions?owner=mine&status=open",
      },
      {
        // What an auditor asked for and nobody took on waits for whoever runs the register.
        kind: "evidence_request",
        rows: Prisma.sql`SELECT ref, title, '/actions/' || ref AS path, due_at AS due, 0 AS waiting FROM action
                          WHERE ${org} AND status = 'open' AND kind = 'evidence_request'
                            AND (owner_id = ${me}::uuid OR (owner_id IS NULL AND ${access.can("finding:write")}::boolean))`,
        all: "/actions?kind=evidence_request&status=open",
      },
      {
        kind: "effect",
        rows: Prisma.sql`SELECT ref, title, '/actions/' || ref AS path, done_at + ${DAYS_TO_SHOW_EFFECT}::int AS due, 0 AS waiting FROM action
                          WHERE ${mine} AND status = 'done' AND kind = 'corrective' AND effectiveness_checked_at IS NULL AND done_at IS NOT NULL`,
        all: "/actions?owner=mine&unchecked=1",
      },
    );
  }
  if (access.can("review:read")) {
    parts.push({
      kind: "review",
      rows: Prisma.sql`SELECT v.ref, v.title, '/reviews/' || v.ref AS path, v.due_on AS due,
                              (SELECT count(*) FROM review_item i WHERE i.organization_id = v.organization_id AND i.review_id = v.id AND i.verdict = 'open')
                              + (SELECT count(*) FROM review_answer a WHERE a.organization_id = v.organization_id AND a.review_id = v.id AND a.verdict = 'open') AS waiting
                         FROM review v WHERE v.organization_id = ${access.organization.id}::uuid AND v.status = 'open' AND v.retired_at IS NULL
                          AND (v.lead_id = ${me}::uuid OR ${me} = ANY(v.participant_ids))`,
    });
  }
  if (access.can("approval:give")) {
    parts.push({
      kind: "version",
      // Who wrote or submitted it cannot approve it alone; whoever said something about this very content has decided.
      rows: Prisma.sql`SELECT v.number AS ref, v.change_summary AS title, '/versions/' || v.number AS path, NULL::date AS due, 0 AS waiting
                         FROM register_version v WHERE v.organization_id = ${access.organization.id}::uuid AND v.status = 'in_review'
                          AND v.author_id IS DISTINCT FROM ${me}::uuid AND v.submitted_by_id IS DISTINCT FROM ${me}::uuid
                          AND NOT EXISTS (SELECT 1 FROM version_decision d WHERE d.organization_id = v.organization_id AND d.version_id = v.id
                                             AND d.content_hash = v.content_hash AND d.decided_by_id = ${me}::uuid)`,
    });
  }
  if (access.can("version:prepare")) {
    parts.push({
      kind: "returned_version",
      rows: Prisma.sql`SELECT number AS ref, last_return AS title, '/versions/' || number AS path, NULL::date AS due, 0 AS waiting FROM register_version
                        WHERE ${org} AND status = 'draft' AND last_return <> '' AND (author_id = ${me}::uuid OR owner_id = ${me}::uuid)`,
    });
  }
  if (access.can("trigger:write")) {
    parts.push({
      kind: "event",
      rows: Prisma.sql`SELECT ref, title, '/trigger-events/' || ref AS path, occurred_on + due_days AS due, 0 AS waiting FROM trigger_event
                        WHERE ${mine} AND status = 'open'`,
      all: "/trigger-events?owner=mine&status=open",
    });
  }
  if (access.can("conflict:write")) {
    parts.push({
      kind: "conflict",
      rows: Prisma.sql`SELECT ref, title, '/conflicts/' || ref AS path, opened_on + ${rule("conflict_max_days")}::int AS due, 0 AS waiting FROM conflict
                        WHERE ${mine} AND status IN ('open', 'negotiating') AND retired_at IS NULL`,
      all: "/conflicts?owner=mine&status=open&status=negotiating",
    });
  }
  if (access.can("conflict:decide")) {
    parts.push({
      kind: "conflict_decision",
      // What is open too long, and not theirs anyway, waits for top management.
      rows: Prisma.sql`SELECT ref, title, '/conflicts/' || ref AS path, opened_on + ${rule("conflict_max_days")}::int AS due, 0 AS waiting FROM conflict
                        WHERE ${org} AND status IN ('open', 'negotiating') AND retired_at IS NULL AND owner_id IS DISTINCT FROM ${me}::uuid
                          AND opened_on + ${rule("conflict_max_days")}::int < ${today()}::date
                          AND EXISTS (SELECT 1 FROM membership WHERE ${org} AND user_id = ${me}::uuid AND is_top_management AND ended_at IS NULL)`,
    });
  }
  if (access.can("management-review:read")) {
    parts.push({
      kind: "management_review",
      rows: Prisma.sql`SELECT ref, title, '/management-reviews/' || ref AS path, held_on AS due, 0 AS waiting FROM management_review
                        WHERE ${org} AND chair_id = ${me}::uuid AND status <> 'signed'`,
    });
  }
  if (access.can("finding:read")) {
    parts.push({
      kind: "finding",
      rows: Prisma.sql`SELECT ref, title, '/findings/' || ref AS path, due_at AS due, 0 AS waiting FROM finding WHERE ${mine} AND status = 'open'`,
      all: "/findings?owner=mine&status=open",
    });
  }
  if (access.can("engagement:write")) {
    parts.push({
      kind: "feedback",
      // What nobody has taken on waits for whoever answers the parties.
      rows: Prisma.sql`SELECT ref, left(summary, 300) AS title, '/engagement/' || ref AS path,
                              CASE WHEN status IN ('new', 'in_work') THEN due_on END AS due, 0 AS waiting FROM engagement
                        WHERE ${org} AND type = 'feedback' AND retired_at IS NULL AND status IN ('new', 'in_work', 'answered')
                          AND (owner_id = ${me}::uuid OR (owner_id IS NULL AND ${access.can("ask:send")}::boolean))`,
      all: "/engagement/feedback",
    });
  }
  if (access.can("horizon:write")) {
    parts.push({
      kind: "horizon",
      rows: Prisma.sql`SELECT ref, title, '/horizon/' || ref AS path, due_on AS due, 0 AS waiting FROM horizon_note
                        WHERE ${mine} AND status = 'open' AND retired_at IS NULL`,
      all: "/horizon?owner=mine&status=open",
    });
  }
  if (access.can("survey:run")) {
    parts.push(
      {
        kind: "survey_closing",
        rows: Prisma.sql`SELECT ref, title, '/surveys/' || ref AS path, closes_on AS due, 0 AS waiting FROM survey
                          WHERE ${mine} AND status = 'open' AND retired_at IS NULL AND closes_on <= ${today()}::date + ${rule("announce_days")}::int`,
        all: "/surveys?owner=mine&status=open",
      },
      {
        kind: "survey_results",
        rows: Prisma.sql`SELECT s.ref, s.title, '/surveys/' || s.ref || '/results' AS path, s.closes_on AS due, 0 AS waiting FROM survey s
                          WHERE s.organization_id = ${access.organization.id}::uuid AND s.owner_id = ${me}::uuid AND s.status = 'closed' AND s.retired_at IS NULL
                            AND EXISTS (SELECT 1 FROM survey_response r WHERE r.organization_id = s.organization_id AND r.survey_id = s.id)
                            AND NOT EXISTS (SELECT 1 FROM history_entry h WHERE h.organization_id = s.organization_id AND h.entity = 'survey'
                                             AND h.entity_id = s.id AND h.action = 'read-results')`,
        all: "/surveys?owner=mine&status=closed",
      },
    );
  }
  if (access.can("measurement:write")) {
    parts.push({
      kind: "measurement",
      // Announced so many days before, as the organisation wants it.
      rows: Prisma.sql`SELECT ref, metric AS title, '/monitoring/' || ref AS path,
                              coalesce(last_measured_on, (created_at AT TIME ZONE 'UTC')::date) + frequency_days AS due, 0 AS waiting FROM criterion
                        WHERE ${mine} AND status = 'active'
                          AND coalesce(last_measured_on, (created_at AT TIME ZONE 'UTC')::date) + frequency_days <= ${today()}::date + ${rule("announce_days")}::int`,
      all: "/monitoring?owner=mine",
    });
  }
  // Also for who only reads the plan: it is theirs to carry out, whoever enters it then.
  if (access.can("communication:read")) {
    parts.push(
      {
        kind: "communication",
        rows: Prisma.sql`SELECT ref, what AS title, '/communication/' || ref AS path, due, 0 AS waiting FROM (
                           SELECT ref, what, CASE WHEN frequency_days IS NULL THEN CASE WHEN last_done_on IS NULL OR last_done_on < starts_on THEN starts_on END
                             ELSE greatest(starts_on, coalesce(last_done_on + frequency_days, starts_on, (created_at AT TIME ZONE 'UTC')::date)) END AS due
                             FROM communication_item WHERE ${mine} AND status <> 'retired') planned
                          WHERE due <= ${today()}::date + ${rule("announce_days")}::int`,
        all: "/communication?owner=mine",
      },
      {
        // The hour at which the clock runs out stands with the title.
        kind: "notice",
        rows: Prisma.sql`SELECT ref, title || ' (' || to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC)' AS title, '/notices/' || ref AS path,
                                (due_at AT TIME ZONE 'UTC')::date AS due, 0 AS waiting FROM notice WHERE ${mine} AND status = 'running'`,
        all: "/notices",
      },
    );
  }
  if (access.can("communication:write")) parts.push({ kind: "to_tell", rows: partiesToTell(access, me), all: "/communication/to-tell" });
  if (access.can("requirement:confirm")) {
    parts.push({
      kind: "ask_answer",
      rows: Prisma.sql`SELECT b.ref, b.title, '/asks/' || b.ref AS path, NULL::date AS due, count(*) AS waiting
                         FROM ask_batch b JOIN ask a ON a.organization_id = b.organization_id AND a.batch_id = b.id
                         JOIN ask_item i ON i.organization_id = a.organization_id AND i.ask_id = a.id
                        WHERE b.organization_id = ${access.organization.id}::uuid AND i.answer <> '' AND i.verdict = '' GROUP BY b.ref, b.title`,
      all: "/asks",
    });
  }
  if (access.can("ask:send")) {
    parts.push({
      kind: "ask_round",
      rows: Prisma.sql`SELECT * FROM (SELECT b.ref, b.title, '/asks/' || b.ref AS path, b.due_on AS due,
                              (SELECT count(*) FROM ask a WHERE a.organization_id = b.organization_id AND a.batch_id = b.id
                                  AND a.status NOT IN ('answered', 'revoked')) AS waiting
                         FROM ask_batch b WHERE ${mine} AND status = 'open' AND due_on < ${today()}::date) late WHERE waiting > 0`,
      all: "/asks",
    });
  }
  if (access.can("requirement:update")) {
    parts.push({
      kind: "requirement",
      rows: Prisma.sql`SELECT ref, statement AS title, '/requirements/' || ref AS path,
                              (created_at AT TIME ZONE 'UTC')::date + ${rule("triage_max_days")}::int AS due, 0 AS waiting FROM requirement
                        WHERE ${mine} AND status <> 'retired'
                          AND (relevance = 'undecided' OR (relevance = 'relevant' AND isms_decision = 'undecided'))`,
      all: "/requirements?owner=mine&undecided=1",
    });
  }
  if (access.can("interested-party:update")) {
    parts.push({
      kind: "party",
      rows: Prisma.sql`SELECT ref, name AS title, '/interested-parties/' || ref AS path,
                              (created_at AT TIME ZONE 'UTC')::date + ${rule("triage_max_days")}::int AS due, 0 AS waiting FROM interested_party
                        WHERE ${mine} AND status <> 'retired' AND relevance = 'undecided'`,
      all: "/interested-parties?owner=mine&undecided=1",
    });
  }
  if (access.can("evidence:write")) {
    parts.push({
      kind: "evidence",
      rows: Prisma.sql`SELECT e.ref, e.title, '/evidence/' || e.ref AS path, e.valid_until AS due, 0 AS waiting FROM evidence e
                        WHERE e.organization_id = ${access.organization.id}::uuid AND e.status <> 'retired'
                          AND e.valid_until <= ${today()}::date + ${rule("evidence_warn_days")}::int
                          AND (e.owner_id = ${me}::uuid OR EXISTS (SELECT 1 FROM requirement_link l
                                 JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id
                                WHERE l.organization_id = e.organization_id AND l.target_type = 'evidence' AND l.target_ref = e.ref
                                  AND r.owner_id = ${me}::uuid AND r.status <> 'retired'))`,
    });
  }
  if (access.can("comment:write")) parts.push({ kind: "comment", rows: commentsOn(access, me) });
  return parts;
}

/** For the owner of the register: parties that were told something which has changed since (features/telling says what). */
function partiesToTell(access: Access, me: string): Prisma.Sql {
  const entries = (entity: string, condition: string) =>
    Prisma.raw(`FROM history_entry ${entity} JOIN history_payload ${entity}p ON ${entity}p.organization_id = ${entity}.organization_id
      AND ${entity}p.sequence = ${entity}.sequence WHERE ${entity}.organization_id = r.organization_id AND ${entity}.entity = 'requirement'
      AND ${entity}.entity_id = r.id AND ${condition}`);
  const changed = `e.action NOT IN ('create', 'import') AND (ep.payload LIKE '%"howAddressed":{%' OR ep.payload LIKE '%"statement":{%')`;
  const told = `(t.action = 'tell' OR tp.payload LIKE '%"communicatedAt":{%')`;
  const dayOf = Prisma.raw("(e.at AT TIME ZONE 'UTC')::date");
  return Prisma.sql`SELECT p.ref, p.name AS title, '/communication/to-tell/' || p.ref AS path, NULL::date AS due, count(*) AS waiting
      FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
     WHERE r.organization_id = ${access.organization.id}::uuid AND r.status <> 'retired' AND r.relevance = 'relevant' AND r.isms_decision = 'addressed'
       AND p.status = 'active' AND p.relevance = 'relevant' AND NOT p.adverse
       AND r.updated_at >= r.communicated_at::timestamp AT TIME ZONE 'UTC'
       AND EXISTS (SELECT 1 FROM organization_profile o WHERE o.organization_id = r.organization_id AND o.register_owner_id = ${me}::uuid)
       AND EXISTS (SELECT 1 ${entries("e", changed)}
             AND e.sequence > coalesce((SELECT max(n.sequence) ${entries("n", "n.action = 'need-not-tell'")}), 0)
             AND (${dayOf} > r.communicated_at OR (${dayOf} = r.communicated_at
                  AND e.sequence > coalesce((SELECT max(t.sequence) ${entries("t", told)}), 0))))
     GROUP BY p.ref, p.name`;
}

/** Rooms whose records have an owner, by the name under which a remark stands on them. */
const COMMENTED = [
  { entity: "interested-party", table: "interested_party", title: "name", room: "interested-parties" },
  { entity: "requirement", table: "requirement", title: "left(r.statement, 300)", room: "requirements" },
  { entity: "source", table: "source_document", title: "title", room: "sources" },
  { entity: "obligation", table: "obligation", title: "title", room: "obligations" },
  { entity: "risk", table: "risk", title: "title", room: "risks" },
  { entity: "document", table: "isms_document", title: "title", room: "documents" },
  { entity: "evidence", table: "evidence", title: "title", room: "evidence" },
  { entity: "finding", table: "finding", title: "title", room: "findings" },
  { entity: "action", table: "action", title: "title", room: "actions" },
  { entity: "trigger-event", table: "trigger_event", title: "title", room: "trigger-events" },
  { entity: "engagement", table: "engagement", title: "left(r.summary, 300)", room: "engagement" },
] as const;

/** Open remarks of others on what the reader owns, one line for each record. */
function commentsOn(access: Access, me: string): Prisma.Sql {
  const readable = COMMENTED.filter(
    ({ entity }) =>
      (entity !== "finding" || access.can("finding:read")) &&
      (entity !== "action" || access.can("action:read")) &&
      (entity !== "trigger-event" || access.can("trigger:read")) &&
      (entity !== "engagement" || access.can("engagement:read")),
  );
  return Prisma.join(
    readable.map(({ entity, table, title, room }) => {
      const named = title.includes("(") ? title : `r.${title}`;
      return Prisma.sql`SELECT r.ref, ${Prisma.raw(named)} AS title, ${`/${room}/`} || r.ref AS path, NULL::date AS due, c.waiting FROM ${Prisma.raw(table)} r
        JOIN (SELECT entity_id, count(*) AS waiting FROM comment WHERE organization_id = ${access.organization.id}::uuid AND entity = ${entity}
                 AND resolved_at IS NULL AND author_id IS DISTINCT FROM ${me}::uuid GROUP BY entity_id) c ON c.entity_id = r.id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.owner_id = ${me}::uuid`;
    }),
    " UNION ALL ",
  );
}
