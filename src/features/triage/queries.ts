import type { TriageSubject } from "@/domain/triage";
import { CONTRACT_TYPES } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";
import type { TriageFilter } from "./schema";

export interface TriageItem extends Omit<TriageSubject, "party"> {
  id: string;
  ref: string;
  version: number;
  partyWording: string;
  /** Refs of the clauses and controls it is linked to. */
  links: string[];
  documents: { ref: string; title: string; type: string }[];
  obligations: { ref: string; title: string }[];
  party: TriageSubject["party"] & { ref: string; name: string; adverse: boolean };
}

/** Where a batch ended: the ref of its last requirement. */
export interface TriageBatch {
  items: TriageItem[];
  /** All that still wait, these included; the same number as the list filtered by undecided=1. */
  left: number;
}

export const BATCH = 10;

/**
 * The next requirements that wait for triage, in the order of their refs, after `after` (a ref). Read in one statement with the count, because it is
 * asked for while somebody works.
 */
export async function nextForTriage(access: Access, filter: TriageFilter, after: string | null = null): Promise<TriageBatch> {
  const where = waiting(access, filter);
  const rest = after ? Prisma.sql`${where} AND (length(r.ref), r.ref) > (${after.length}::int, ${after})` : where;
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<[{ items: TriageItem[] | null; left: number }]>`
      SELECT (SELECT json_agg(${ITEM} ORDER BY length(r.ref), r.ref)
                FROM (SELECT r.* FROM requirement r WHERE ${rest} ORDER BY length(r.ref), r.ref LIMIT ${BATCH}) r ${PARTY}) AS items,
             (SELECT count(*)::int FROM requirement r WHERE ${where}) AS left`,
  );
  return { items: found.items ?? [], left: found.left };
}

/** One requirement as triage shows it, whatever was decided about it; null when there is none. For going on after somebody else changed it. */
export async function triageItem(access: Access, ref: string): Promise<TriageItem | null> {
  const [found] = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ item: TriageItem }[]>`
      SELECT ${ITEM} AS item FROM requirement r ${PARTY} WHERE r.organization_id = ${access.organization.id}::uuid AND r.ref = ${ref}`,
  );
  return found?.item ?? null;
}

export interface TriageOverview {
  waiting: number;
  discarded: number;
  relevant: number;
  notAddressed: number;
  /** Parties with waiting requirements, most first. */
  parties: { ref: string; name: string; waiting: number }[];
  kinds: { kind: string; waiting: number }[];
}

const MOST_PARTIES = 200;

/** The numbers above the desk; each is a filter of the list of requirements. */
export async function triageOverview(access: Access): Promise<TriageOverview> {
  const organization = Prisma.sql`r.organization_id = ${access.organization.id}::uuid`;
  return inTenant(access, async (tx) => {
    const [counts] = await tx.$queryRaw<[Omit<TriageOverview, "parties" | "kinds"> & { kinds: TriageOverview["kinds"] | null }]>`
      SELECT count(*) FILTER (WHERE ${WAITS})::int AS waiting, count(*) FILTER (WHERE r.relevance = 'discarded')::int AS discarded,
             count(*) FILTER (WHERE r.relevance = 'relevant')::int AS relevant,
             count(*) FILTER (WHERE r.isms_decision = 'not_addressed')::int AS "notAddressed",
             (SELECT json_agg(json_build_object('kind', k.kind, 'waiting', k.waiting) ORDER BY k.waiting DESC)
                FROM (SELECT r.kind, count(*)::int AS waiting FROM requirement r WHERE ${organization} AND ${WAITS} GROUP BY r.kind) k) AS kinds
        FROM requirement r WHERE ${organization} AND r.status <> 'retired'`;
    const parties = await tx.$queryRaw<TriageOverview["parties"]>`
      SELECT p.ref, p.name, w.waiting
        FROM (SELECT r.party_id, count(*)::int AS waiting FROM requirement r WHERE ${organization} AND ${WAITS} GROUP BY r.party_id
               ORDER BY 2 DESC LIMIT ${MOST_PARTIES}) w
        JOIN interested_party p ON p.organization_id = ${access.organization.id}::uuid AND p.id = w.party_id ORDER BY w.waiting DESC, p.name_key`;
    return { ...counts, kinds: counts.kinds ?? [], parties };
  });
}

/** As domain/triage.ts, waitsForTriage. */
const WAITS = Prisma.raw(
  "r.status <> 'retired' AND r.relevance <> 'discarded' AND (r.relevance = 'undecided' OR r.isms_decision = 'undecided')",
);

function waiting(access: Access, filter: TriageFilter): Prisma.Sql {
  const parts = [Prisma.sql`r.organization_id = ${access.organization.id}::uuid`, WAITS];
  if (filter.kind.length > 0) parts.push(Prisma.sql`r.kind = ANY(${filter.kind}::text[])`);
  if (filter.party.length > 0) {
    parts.push(
      Prisma.sql`r.party_id IN (SELECT i.id FROM interested_party i WHERE i.organization_id = ${access.organization.id}::uuid AND i.ref = ANY(${filter.party}::text[]))`,
    );
  }
  return Prisma.join(parts, " AND ");
}

const PARTY = Prisma.raw("JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id");

const ITEM = Prisma.sql`json_build_object(
  'id', r.id, 'ref', r.ref, 'version', r.version, 'status', r.status, 'statement', r.statement, 'partyWording', r.party_wording, 'kind', r.kind,
  'strength', r.strength, 'binding', r.binding, 'sourceType', r.source_type, 'sourceRef', r.source_ref, 'sourceLocator', r.source_locator, 'cia', r.cia,
  'ciaRationale', r.cia_rationale, 'relevance', r.relevance, 'relevanceRationale', r.relevance_rationale, 'discardReason', r.discard_reason,
  'ismsDecision', r.isms_decision, 'ismsDecisionRationale', r.isms_decision_rationale, 'howAddressed', r.how_addressed,
  'linkCount', (SELECT count(*) FROM requirement_link l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id),
  'links', (SELECT coalesce(json_agg(l.target_ref ORDER BY l.target_type COLLATE "C", l.target_ref COLLATE "C"), '[]') FROM requirement_link l
             WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id),
  'obligationCount', (SELECT count(*) FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id),
  'obligations', (SELECT coalesce(json_agg(json_build_object('ref', o.ref, 'title', o.title) ORDER BY l.position), '[]') FROM requirement_obligation l
             JOIN obligation o ON o.organization_id = l.organization_id AND o.id = l.obligation_id
             WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id),
  'contractCount', (SELECT count(*) FROM requirement_source l JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
             WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id AND d.type = ANY(${[...CONTRACT_TYPES]}::text[])),
  'documents', (SELECT coalesce(json_agg(json_build_object('ref', d.ref, 'title', d.title, 'type', d.type) ORDER BY l.position), '[]') FROM requirement_source l
             JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
             WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id),
  'party', json_build_object('ref', p.ref, 'name', p.name, 'status', p.status, 'relevance', p.relevance, 'adverse', p.adverse))`;
