import type { ReviewVerdict } from "@/domain/review";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import { containsWords } from "@/server/list-conditions";
import type { ItemFilter, ReviewItemEntity } from "./items";

/** One record of a review as lists and the walk show it. */
export interface ReviewItemRow {
  id: string;
  version: number;
  position: number;
  entity: ReviewItemEntity;
  recordId: string;
  ref: string;
  title: string;
  /** Retired since the review was opened. */
  retired: boolean;
  /** The party that a requirement is of, or the party itself. */
  party: { id: string; ref: string; name: string } | null;
  /** Of a party: how much of it is still open, the party included. */
  openOfParty: number;
  verdict: ReviewVerdict;
  note: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** What the walk shows of the record, already in words. */
export interface WalkItem extends ReviewItemRow {
  facts: { label: string; value: string }[];
}

const JOINS = Prisma.raw(`
  LEFT JOIN interested_party p ON p.organization_id = i.organization_id AND p.id = i.record_id AND i.entity = 'interested-party'
  LEFT JOIN requirement r ON r.organization_id = i.organization_id AND r.id = i.record_id AND i.entity = 'requirement'
  LEFT JOIN interested_party q ON q.organization_id = i.organization_id AND q.id = r.party_id
  LEFT JOIN obligation o ON o.organization_id = i.organization_id AND o.id = i.record_id AND i.entity = 'obligation'
  LEFT JOIN source_document s ON s.organization_id = i.organization_id AND s.id = i.record_id AND i.entity = 'source'
  LEFT JOIN user_account u ON u.id = i.decided_by_id`);

const ROW = Prisma.raw(`i.id::text, i.version, i.position, i.entity, i.record_id::text AS "recordId", i.record_ref AS ref,
  coalesce(p.name, r.statement, o.title, s.title, '') AS title, coalesce(p.status, r.status, o.status, s.status, '') = 'retired' AS retired,
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'ref', p.ref, 'name', p.name)
       WHEN q.id IS NOT NULL THEN json_build_object('id', q.id, 'ref', q.ref, 'name', q.name) END AS party,
  CASE WHEN p.id IS NULL THEN 0 ELSE (i.verdict = 'open')::int + (SELECT count(*)::int FROM requirement n JOIN review_item j
     ON j.organization_id = n.organization_id AND j.review_id = i.review_id AND j.entity = 'requirement' AND j.record_id = n.id AND j.verdict = 'open'
   WHERE n.organization_id = i.organization_id AND n.party_id = p.id) END AS "openOfParty",
  i.verdict, i.note, u.name AS "decidedBy", (i.decided_at AT TIME ZONE 'UTC')::date::text AS "decidedAt"`);

const FACTS = Prisma.raw(`CASE i.entity
  WHEN 'interested-party' THEN json_build_object('category', p.category, 'relevance', p.relevance, 'relevanceRationale', p.relevance_rationale,
    'ownerId', (SELECT name FROM user_account WHERE id = p.owner_id), 'confirmedAt', p.confirmed_at, 'lastReviewedAt', p.last_reviewed_at, 'note', p.note)
  WHEN 'requirement' THEN json_build_object('kind', r.kind, 'relevance', r.relevance, 'discardReason', r.discard_reason, 'ismsDecision', r.isms_decision,
    'howAddressed', r.how_addressed, 'sourceRef', concat_ws(' ', nullif(r.source_ref, ''), nullif(r.source_locator, '')),
    'ownerId', (SELECT name FROM user_account WHERE id = r.owner_id), 'fulfilmentStatus', r.fulfilment_status, 'effectiveTo', r.effective_to,
    'lastReviewedAt', r.last_reviewed_at)
  WHEN 'obligation' THEN json_build_object('kind', o.kind, 'citation', o.citation, 'howComplied', o.how_complied,
    'ownerId', (SELECT name FROM user_account WHERE id = o.owner_id), 'effectiveTo', o.effective_to, 'lastVerifiedAt', o.last_verified_at)
  ELSE json_build_object('type', s.type, 'edition', s.edition, 'ownerId', (SELECT name FROM user_account WHERE id = s.owner_id),
    'effectiveTo', s.effective_to) END AS facts`);

const SEARCHED = ["interested_party", "requirement", "obligation", "source_document"] as const;

function conditions(
  organizationId: string,
  reviewId: string,
  { verdict, entity, q }: Pick<ItemFilter, "verdict" | "entity" | "q">,
): Prisma.Sql {
  const parts = [Prisma.sql`i.organization_id = ${organizationId}::uuid AND i.review_id = ${reviewId}::uuid`];
  if (verdict) parts.push(Prisma.sql`i.verdict = ${verdict}`);
  if (entity) parts.push(Prisma.sql`i.entity = ${entity}`);
  const words = containsWords("t.search_text", q);
  if (words.length > 0) {
    const found = SEARCHED.map(
      (table) =>
        Prisma.sql`SELECT t.id FROM ${Prisma.raw(table)} t WHERE t.organization_id = ${organizationId}::uuid AND ${Prisma.join(words, " AND ")}`,
    );
    parts.push(Prisma.sql`i.record_id IN (${Prisma.join(found, " UNION ALL ")})`);
  }
  return Prisma.join(parts, " AND ");
}

/** One page of the records of a review in the order of the walk. */
export function selectPage(organizationId: string, reviewId: string, filter: ItemFilter, pageSize: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${ROW} FROM (SELECT i.* FROM review_item i WHERE ${conditions(organizationId, reviewId, filter)}
      ORDER BY i.position, i.id LIMIT ${pageSize} OFFSET ${(filter.page - 1) * pageSize}) i ${JOINS} ORDER BY i.position, i.id`;
}

export function selectCount(organizationId: string, reviewId: string, filter: ItemFilter): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS matching FROM review_item i WHERE ${conditions(organizationId, reviewId, filter)}`;
}

/** The next open records behind a position, or one record by its id. */
export function selectWalk(organizationId: string, reviewId: string, from: { after: number } | { id: string }, batch: number): Prisma.Sql {
  const which = "id" in from ? Prisma.sql`i.id = ${from.id}::uuid` : Prisma.sql`i.verdict = 'open' AND i.position > ${from.after}`;
  return Prisma.sql`
    SELECT ${ROW}, ${FACTS} FROM (SELECT i.* FROM review_item i
      WHERE i.organization_id = ${organizationId}::uuid AND i.review_id = ${reviewId}::uuid AND ${which}
      ORDER BY i.position, i.id LIMIT ${batch}) i ${JOINS} ORDER BY i.position, i.id`;
}

/** Fields whose values are words of the vocabulary, by kind of record. */
const VOCABULARY: Readonly<Record<string, string>> = {
  "interested-party.category": "partyCategory",
  "interested-party.relevance": "partyRelevance",
  "requirement.kind": "requirementKind",
  "requirement.relevance": "requirementRelevance",
  "requirement.ismsDecision": "ismsDecision",
  "requirement.fulfilmentStatus": "fulfilmentStatus",
  "obligation.kind": "obligationKind",
  "source.type": "sourceDocumentType",
};

/** The record's facts in words; what says nothing is left out, but never the owner: that nobody has one is worth seeing. */
export function factsInWords(entity: ReviewItemEntity, facts: Readonly<Record<string, string | null>>): WalkItem["facts"] {
  const [label, word, t] = [translator("fields"), translator("vocabulary"), translator("reviews")];
  return Object.entries(facts).flatMap(([field, value]) => {
    if (value === null || value === "") return field === "ownerId" ? [{ label: label(field), value: t("nobody") }] : [];
    const group = VOCABULARY[`${entity}.${field}`];
    return [{ label: label(field), value: group ? word(`${group}.${value}`) : value }];
  });
}
