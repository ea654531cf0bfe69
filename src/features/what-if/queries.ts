import { targetOfRef } from "@/domain/thread-links";
import type { Binding, LinkTargetType, RequirementKind } from "@/domain/vocabulary";
import {
  compareLosses,
  type DroppableKind,
  droppable,
  lossOf,
  OUTCOMES,
  type Outcome,
  type RequirementLoss,
  supportsOf,
} from "@/domain/what-if";
import { writtenRef } from "@/domain/written-ref";
import { resolveTargets, threadsOf } from "@/features/threads/queries";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

/** Something that is dropped in thought. */
export interface Drop {
  ref: string;
  kind: DroppableKind;
  title: string;
  /** What falls with it: the contracts and the evidence of a supplier, what a budget line pays for. Itself where it is a target. */
  falls: string[];
  /** Budget line: "EUR 120000" as its parts; null: no amount is written. */
  amount: { amount: number; currency: string } | null;
  period: string;
  /** Budget line: how many requirements stand behind it, of how many parties, and how many of them are law. */
  behind: { requirements: number; parties: number; legal: number } | null;
}

export interface LostRow {
  id: string;
  ref: string;
  statement: string;
  partyRef: string;
  partyName: string;
  kind: RequirementKind;
  binding: Binding;
  loss: RequirementLoss;
}

export interface WhatIf {
  drops: Drop[];
  /** What was asked for and is nothing that can be dropped here. */
  unknown: string[];
  rows: LostRow[];
  counts: Record<Outcome, number>;
  /** Parties that would lose something, entirely or partly. */
  parties: number;
  /** Requirements that lean on something dropped and are looked at here, of how many. */
  looked: number;
  leaning: number;
  /** They lean on it too, but are not addressed yet: no cover to lose. */
  notAddressed: number;
  /** Requirements of a dropped party itself: they end with it. */
  own: number;
}

/** Beyond this the answer is "very many", and the first of them, law first, say whose. */
const MOST_READ = 1_000;

/**
 * Which requirements of whom would lose their cover without the given records. Reads only; nothing is changed by asking. Budget lines are known only to
 * whoever may read the budget. A handful of statements, however many requirements lean on what is dropped.
 */
export async function whatIf(access: Access, asked: readonly string[]): Promise<WhatIf> {
  return inTenant(access, async (tx) => {
    const wanted = asked.map((text) => ({ text, ref: writtenRef(text) }));
    const known = wanted.flatMap(({ ref }) => {
      const kind = ref === null ? null : droppable(ref);
      return kind && (kind !== "budget-line" || access.can("budget:read")) ? [{ ref: ref!, kind }] : [];
    });
    const drops = await readDrops(access, tx, [...new Map(known.map((one) => [one.ref, one])).values()]);
    const found = new Set(drops.map(({ ref }) => ref));
    const unknown = wanted.flatMap(({ text, ref }) => (ref !== null && found.has(ref) ? [] : [text]));
    const parties = drops.filter(({ kind }) => kind === "party").map(({ ref }) => ref);
    const falling = [...new Set(drops.flatMap(({ falls }) => falls))];
    const empty: WhatIf = {
      drops,
      unknown,
      rows: [],
      counts: { entirely: 0, partly: 0, not: 0 },
      parties: 0,
      looked: 0,
      leaning: 0,
      notAddressed: 0,
      own: 0,
    };
    if (drops.length === 0) return empty;
    const organization = Prisma.sql`${access.organization.id}::uuid`;
    const [leaning] = await tx.$queryRaw<
      [{ own: number; notAddressed: number; leaning: number; rows: { id: string; binding: Binding }[] | null }]
    >`
      WITH touched AS MATERIALIZED (
        SELECT k.requirement_id AS id FROM requirement_link k WHERE k.organization_id = ${organization} AND k.target_ref = ANY(${falling}::text[])
        UNION SELECT x.requirement_id FROM requirement_source x JOIN source_document s ON s.organization_id = x.organization_id AND s.id = x.source_id
          WHERE x.organization_id = ${organization} AND s.ref = ANY(${falling}::text[])
        UNION SELECT x.requirement_id FROM requirement_obligation x JOIN obligation o ON o.organization_id = x.organization_id AND o.id = x.obligation_id
          WHERE x.organization_id = ${organization} AND o.ref = ANY(${falling}::text[])),
      live AS MATERIALIZED (
        SELECT r.id, r.ref, r.kind, r.binding, r.isms_decision, r.relevance = 'relevant' AND r.isms_decision = 'addressed' AS addressed,
               p.ref = ANY(${parties}::text[]) AS own
          FROM touched t JOIN requirement r ON r.organization_id = ${organization} AND r.id = t.id
          JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
         WHERE r.status <> 'retired' AND r.relevance <> 'discarded')
      SELECT (SELECT count(*)::int FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
               WHERE r.organization_id = ${organization} AND r.status <> 'retired' AND r.relevance <> 'discarded' AND p.ref = ANY(${parties}::text[])) AS own,
             (SELECT count(*)::int FROM live WHERE NOT addressed AND NOT own) AS "notAddressed",
             (SELECT count(*)::int FROM live WHERE addressed AND NOT own) AS leaning,
             (SELECT json_agg(json_build_object('id', x.id, 'binding', x.binding)) FROM (
                SELECT id, binding FROM live WHERE addressed AND NOT own
                 ORDER BY array_position(ARRAY['legal', 'regulatory', 'contractual', 'business', 'social'], kind),
                          array_position(ARRAY['requirement', 'undecided', 'wish'], binding), length(ref), ref LIMIT ${MOST_READ}) x) AS rows`;
    const bindings = new Map((leaning.rows ?? []).map(({ id, binding }) => [id, binding]));
    const threads = await threadsOf(access, [...bindings.keys()]);
    const gone = new Set(falling);
    const rows = threads.flatMap((thread): LostRow[] => {
      const loss = lossOf(supportsOf(thread.links, thread.sources, today()), gone);
      if (!loss) return [];
      const { id, ref, kind, party } = thread;
      return [
        { id, ref, statement: thread.thread.statement, partyRef: party.ref, partyName: party.name, kind, binding: bindings.get(id)!, loss },
      ];
    });
    rows.sort(compareLosses);
    const losing = rows.filter(({ loss }) => loss.outcome !== "not");
    return {
      ...empty,
      rows,
      counts: Object.fromEntries(
        OUTCOMES.map((outcome) => [outcome, rows.filter(({ loss }) => loss.outcome === outcome).length]),
      ) as WhatIf["counts"],
      parties: new Set(losing.map(({ partyRef }) => partyRef)).size,
      looked: threads.length,
      leaning: leaning.leaning,
      notAddressed: leaning.notAddressed,
      own: leaning.own,
    };
  });
}

type Tx = { $queryRaw<T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T> };

interface RawRecord {
  kind: "party" | "source" | "obligation" | "budget-line";
  ref: string;
  title: string;
  falls: string[] | null;
  amount: number | null;
  currency: string;
  period: string;
  behind: Drop["behind"];
}

/** What the dropped refs are, in the order asked for; those that do not exist are left out. */
async function readDrops(access: Access, tx: Tx, wanted: readonly { ref: string; kind: DroppableKind }[]): Promise<Drop[]> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const refs = (...kinds: DroppableKind[]) => wanted.filter(({ kind }) => kinds.includes(kind)).map(({ ref }) => ref);
  const targets = wanted.flatMap(({ ref, kind }) =>
    ["control", "scope", "risk", "document", "evidence"].includes(kind) ? [targetOfRef(ref)!] : [],
  );
  const resolved = new Map((await resolveTargets(access, targets)).map((one) => [one.ref, one.target]));
  // A supplier takes along its contracts and the evidence that comes from it.
  const rows = await tx.$queryRaw<RawRecord[]>`
    SELECT 'party' AS kind, p.ref, p.name AS title, NULL::int AS amount, '' AS currency, '' AS period, NULL::json AS behind,
           ARRAY(SELECT s.ref FROM source_document s WHERE s.organization_id = p.organization_id AND s.counterparty_party_id = p.id AND s.status <> 'retired' ORDER BY s.ref)
           || ARRAY(SELECT e.ref FROM evidence e WHERE e.organization_id = p.organization_id AND e.status <> 'retired' AND length(p.name) > 3
                AND position(lower(p.name) IN lower(e.origin)) > 0 ORDER BY e.ref) AS falls
      FROM interested_party p WHERE p.organization_id = ${organization} AND p.ref = ANY(${refs("party")}::text[])
    UNION ALL
    SELECT 'source', s.ref, s.title, NULL, '', '', NULL, ARRAY[s.ref] FROM source_document s WHERE s.organization_id = ${organization} AND s.ref = ANY(${refs("source")}::text[])
    UNION ALL
    SELECT 'obligation', o.ref, o.title, NULL, '', '', NULL, ARRAY[o.ref] FROM obligation o WHERE o.organization_id = ${organization} AND o.ref = ANY(${refs("obligation")}::text[])
    UNION ALL
    SELECT 'budget-line', b.ref, b.title, b.amount, b.currency, b.period,
           (SELECT json_build_object('requirements', count(*), 'parties', count(DISTINCT r.party_id), 'legal', count(*) FILTER (WHERE r.kind IN ('legal', 'regulatory')))
              FROM requirement r WHERE r.organization_id = b.organization_id AND r.status <> 'retired' AND r.relevance <> 'discarded' AND r.id IN (
                SELECT k.requirement_id FROM requirement_link k WHERE k.organization_id = b.organization_id AND k.target_ref = ANY(b.target_refs))),
           b.target_refs
      FROM budget_line b WHERE b.organization_id = ${organization} AND b.ref = ANY(${refs("budget-line")}::text[])`;
  const records = new Map(rows.map((row) => [row.ref, row]));
  return wanted.flatMap(({ ref, kind }): Drop[] => {
    const record = records.get(ref);
    if (record) {
      const { title, falls, amount, currency, period, behind } = record;
      return [{ ref, kind, title, falls: falls ?? [], amount: amount === null ? null : { amount, currency }, period, behind }];
    }
    const target = resolved.get(ref);
    return target ? [{ ref, kind, title: target.title, falls: [ref], amount: null, period: "", behind: null }] : [];
  });
}

/** What leadership may think away: controls and the like that requirements lean on, suppliers, contracts, parts of the scope, budget lines. */
export async function droppableOptions(access: Access): Promise<{ ref: string; title: string }[]> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const budget = access.can("budget:read");
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<{ ref: string; title: string; type: LinkTargetType | null }[]>`
      (SELECT k.target_ref AS ref, '' AS title, min(k.target_type) AS type FROM requirement_link k
        WHERE k.organization_id = ${organization} AND k.target_type IN ('control', 'risk', 'policy', 'procedure', 'evidence') AND k.target_ref <> 'none'
        GROUP BY k.target_ref ORDER BY count(*) DESC, k.target_ref LIMIT 150)
      UNION ALL (SELECT u.ref, u.title, NULL FROM scope_unit u WHERE u.organization_id = ${organization} AND u.status <> 'retired' ORDER BY u.ref LIMIT 50)
      UNION ALL (SELECT p.ref, p.name, NULL FROM interested_party p WHERE p.organization_id = ${organization} AND p.status <> 'retired'
          AND EXISTS (SELECT FROM source_document s WHERE s.organization_id = p.organization_id AND s.counterparty_party_id = p.id AND s.status <> 'retired') ORDER BY p.ref LIMIT 50)
      UNION ALL (SELECT s.ref, s.title, NULL FROM source_document s WHERE s.organization_id = ${organization} AND s.status <> 'retired' ORDER BY s.ref LIMIT 50)
      UNION ALL (SELECT b.ref, b.title, NULL FROM budget_line b WHERE ${budget} AND b.organization_id = ${organization} AND b.status <> 'retired' ORDER BY b.ref LIMIT 50)`;
    const targets = rows.flatMap(({ ref, type }) => (type ? [{ ref, type }] : []));
    const titles = new Map((await resolveTargets(access, targets)).map(({ ref, target }) => [ref, target?.title]));
    return rows.flatMap(({ ref, title, type }) => {
      const name = type ? titles.get(ref) : title;
      return name === undefined ? [] : [{ ref, title: name }];
    });
  });
}
