import { type ChangeKind, changeKind, type FactList, type FactRow, listOf, MOST_FACT_ROWS } from "@/domain/management-review-facts";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";

/** What the facts of a meeting cover: after `from`, up to and with `to`. Null `from`: everything, for nothing was reviewed before. */
export interface Period {
  from: string | null;
  to: string;
  fromSequence: number;
  toSequence: number;
}

/**
 * What the facts cover: from the last signed review before this meeting (from the beginning where there is none) until today, in days and in entries of
 * the history. A review that a register file brought knows no entries: then from the first one after its day and after the file was read in.
 */
export async function periodOf(tx: Tx, access: Access, meeting: { id: string; heldOn: string }): Promise<Period> {
  const organizationId = access.organization.id;
  const [before] = await tx.$queryRaw<{ day: string; sequence: number | null }[]>`
    SELECT coalesce(period_to, held_on)::text AS day, to_sequence AS sequence FROM management_review
     WHERE organization_id = ${organizationId}::uuid AND id <> ${meeting.id}::uuid AND held_on <= ${meeting.heldOn}::date
       AND (status = 'signed' OR status = 'held' AND to_sequence IS NULL)
     ORDER BY held_on DESC, to_sequence DESC NULLS LAST LIMIT 1`;
  const [head] = await tx.$queryRaw<{ sequence: number; since: number }[]>`
    SELECT h.sequence::int AS sequence,
           greatest((SELECT coalesce(max(e.sequence), 0) FROM history_entry e WHERE e.organization_id = h.organization_id
                        AND e.at < ${before ? `${before.day}T23:59:59.999Z` : "1000-01-01T00:00:00Z"}::timestamptz),
                    (SELECT coalesce(max(e.sequence), 0) FROM history_entry e WHERE e.organization_id = h.organization_id
                        AND e.entity = 'register-file' AND e.action = 'import'))::int AS since
      FROM history_head h WHERE h.organization_id = ${organizationId}::uuid`;
  if (!head) throw new Error("the organisation has no history head");
  return {
    from: before?.day ?? null,
    to: today(),
    fromSequence: before ? (before.sequence ?? head.since) : 0,
    toSequence: head.sequence,
  };
}

/** The kinds of records of which changes are told, with where their names stand. */
const TOLD = {
  "context-issue": { table: "context_issue", title: "title" },
  "interested-party": { table: "interested_party", title: "name" },
  requirement: { table: "requirement", title: "statement" },
  obligation: { table: "obligation", title: "title" },
  risk: { table: "risk", title: "title" },
} as const;
export type ToldEntity = keyof typeof TOLD;

export interface ToldChange extends FactRow {
  entity: ToldEntity;
  kind: ChangeKind;
}

/** Entries that tell of no change: somebody read, exported or looked. */
const NO_CHANGE = ["open", "export", "download", "download-refused", "verify-files"];

/**
 * Which records of the told kinds the history says were changed in the period, each once, in the order of their refs, with what happened to them and the
 * names of the changed fields. One pass over the entries of the period.
 */
export async function changesIn(tx: Tx, access: Access, period: Period): Promise<ToldChange[]> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const rows = await tx.$queryRaw<{ entity: ToldEntity; id: string; ref: string; actions: string[]; fields: string[] | null }[]>`
    SELECT e.entity, e.entity_id::text AS id, max(e.entity_ref) AS ref, array_agg(DISTINCT e.action) AS actions,
           array_agg(DISTINCT k.field) FILTER (WHERE k.field IS NOT NULL) AS fields
      FROM history_entry e
      LEFT JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence AND e.action NOT IN ('create', 'import')
      LEFT JOIN LATERAL jsonb_object_keys(coalesce(p.payload::jsonb -> 'fields', '{}'::jsonb)) AS k(field) ON true
     WHERE e.organization_id = ${organization} AND e.sequence > ${period.fromSequence}::bigint AND e.sequence <= ${period.toSequence}::bigint
       AND e.entity = ANY(${Object.keys(TOLD)}::text[]) AND e.action <> ALL(${NO_CHANGE}::text[])
     GROUP BY e.entity, e.entity_id ORDER BY length(max(e.entity_ref)), max(e.entity_ref)`;
  const t = translator("fields");
  return rows.map(({ entity, ref, actions, fields }) => {
    const named = (fields ?? []).filter((field) => field !== "version" && t.has(field)).map((field) => t(field));
    const shown = named.slice(0, 4).join(", ");
    const kind = changeKind({ actions, fields: fields ?? [] });
    return { entity, ref, title: "", kind, detail: kind === "added" || kind === "retired" ? "" : named.length > 4 ? `${shown} …` : shown };
  });
}

const ORDER: readonly ChangeKind[] = ["added", "retired", "decided", "changed"];

/** One list for each kind of change of one kind of record: "partiesAdded", "partiesRetired". Names are looked up for what is shown. */
export async function listsOfChanges(
  tx: Tx,
  access: Access,
  changes: readonly ToldChange[],
  entity: ToldEntity,
  prefix: string,
): Promise<FactList[]> {
  const own = changes.filter((change) => change.entity === entity);
  const lists = ORDER.map((kind) => ({ kind, all: own.filter((change) => change.kind === kind) }));
  const shown = lists.flatMap(({ all }) => all.slice(0, MOST_FACT_ROWS).map(({ ref }) => ref));
  const { table, title } = TOLD[entity];
  const names = shown.length
    ? await tx.$queryRawUnsafe<{ ref: string; title: string }[]>(
        `SELECT ref, left(${title}, 160) AS title FROM "${table}" WHERE organization_id = $1::uuid AND ref = ANY($2::text[])`,
        access.organization.id,
        shown,
      )
    : [];
  const byRef = new Map(names.map((named) => [named.ref, named.title]));
  return lists.map(({ kind, all }) =>
    listOf(
      `${prefix}_${kind}`,
      all.slice(0, MOST_FACT_ROWS).map(({ ref, detail }) => ({ entity, ref, title: byRef.get(ref) ?? ref, detail })),
      all.length,
    ),
  );
}

/** How many entries of the history came after the facts were taken; what was written in the meeting itself does not count. */
export async function changesAfter(tx: Tx, access: Access, sequence: number): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM history_entry e
     WHERE e.organization_id = ${access.organization.id}::uuid AND e.sequence > ${sequence}::bigint
       AND e.entity NOT IN ('management-review', 'management-review-item', 'list-export', 'page', 'saved-view', 'checkpoint', 'issued-copy')
       AND e.action <> ALL(${NO_CHANGE}::text[])`;
  return row.count;
}
