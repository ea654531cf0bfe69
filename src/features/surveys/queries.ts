import { type GuidedParty, guideFor } from "@/domain/interview-guide";
import { searchKey } from "@/domain/normalise";
import type { SurveyQuestionKind, SurveyStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { containsWords, ownedBy } from "@/server/list-conditions";
import { partyLinkAddress } from "@/server/party-links";
import { inTenant } from "@/server/tenant";
import type { SurveyColumn, SurveyTableState } from "./table";

export interface SurveyRow {
  id: string;
  ref: string;
  title: string;
  status: SurveyStatus;
  anonymous: boolean;
  closesOn: string | null;
  ownerName: string | null;
  parties: number;
  asked: number;
  answers: number;
  /** Answers that became a record or a field. */
  used: number;
  retired: boolean;
}

const ORDER: Partial<Record<SurveyColumn, string>> = {
  ref: "length(s.ref)",
  title: "s.title_key",
  status: "array_position(ARRAY['open','draft','closed']::text[], s.status)",
  kind: "s.anonymous",
  answers: "answers",
  closesOn: "s.closes_on",
  owner: "lower(u.name)",
};

/** One page of the surveys, those that run first. */
export async function listSurveys(
  access: Access,
  { filters, q, sort, page, pageSize }: SurveyTableState,
): Promise<{ rows: SurveyRow[]; matching: number; total: number }> {
  const organizationId = access.organization.id;
  const scope = Prisma.sql`s.organization_id = ${organizationId}::uuid AND (s.retired_at IS NULL) = ${!filters.retired}::boolean`;
  const narrowed = [Prisma.sql`true`, ...containsWords("s.search_text", q)];
  if (filters.status) narrowed.push(Prisma.sql`s.status = ANY(${filters.status}::text[])`);
  if (filters.kind) narrowed.push(Prisma.sql`(CASE WHEN s.anonymous THEN 'anonymous' ELSE 'named' END) = ANY(${filters.kind}::text[])`);
  if (filters.owner) narrowed.push(ownedBy(access, "s.owner_id", filters.owner));
  if (filters.party) {
    narrowed.push(Prisma.sql`s.party_ids && ARRAY(SELECT p.id::text FROM interested_party p
      WHERE p.organization_id = ${organizationId}::uuid AND p.ref = ANY(${filters.party}::text[]))`);
  }
  const where = Prisma.join(narrowed, " AND ");
  const direction = sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[sort.column] ?? ORDER.ref} ${direction} NULLS LAST, s.closes_on DESC NULLS LAST, length(s.ref) DESC, s.ref DESC`,
  );
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<SurveyRow[]>`
      SELECT s.id, s.ref, s.title, s.status, s.anonymous, s.closes_on::text AS "closesOn", u.name AS "ownerName", cardinality(s.party_ids) AS parties,
             (SELECT count(*)::int FROM survey_invitation i
               WHERE i.organization_id = s.organization_id AND i.survey_id = s.id AND i.status <> 'revoked') AS asked,
             (SELECT count(*)::int FROM survey_response r WHERE r.organization_id = s.organization_id AND r.survey_id = s.id) AS answers,
             (SELECT count(*)::int FROM survey_response r JOIN survey_answer a ON a.organization_id = r.organization_id AND a.response_id = r.id
               WHERE r.organization_id = s.organization_id AND r.survey_id = s.id AND cardinality(a.used_for) > 0) AS used,
             s.retired_at IS NOT NULL AS retired
        FROM survey s LEFT JOIN user_account u ON u.id = s.owner_id
       WHERE ${scope} AND ${where} ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*)::int AS total FROM survey s WHERE ${scope}`;
    return { rows, ...counts };
  });
}

// One survey -----------------------------------------------------------------------------------------------------------------------------------------

export interface SurveyQuestion {
  id: string;
  version: number;
  questionKey: string;
  question: string;
  kind: SurveyQuestionKind;
  options: string[];
  required: boolean;
}

export interface SurveyParty {
  id: string;
  ref: string;
  name: string;
  retired: boolean;
  adverse: boolean;
}

export interface SurveyRecord {
  id: string;
  ref: string;
  version: number;
  title: string;
  introduction: string;
  partyIds: string[];
  anonymous: boolean;
  language: string;
  status: SurveyStatus;
  closesOn: string | null;
  remindDays: number;
  ownerId: string | null;
  ownerName: string | null;
  linkId: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
  parties: SurveyParty[];
  questions: SurveyQuestion[];
  asked: number;
  answers: number;
  /** Somebody said that the results were looked at. */
  resultsRead: boolean;
}

/** Null: none of this organisation. */
export async function getSurvey(access: Access, ref: string): Promise<SurveyRecord | null> {
  const organizationId = access.organization.id;
  return inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<Omit<SurveyRecord, "questions">[]>`
      SELECT s.id, s.ref, s.version, s.title, s.introduction, s.party_ids AS "partyIds", s.anonymous, s.language, s.status,
             s.closes_on::text AS "closesOn", s.remind_days AS "remindDays", s.owner_id AS "ownerId", u.name AS "ownerName", s.link_id AS "linkId", s.note,
             s.retired_at::text AS "retiredAt", s.retired_reason AS "retiredReason",
             (SELECT coalesce(json_agg(json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'retired', p.status = 'retired', 'adverse', p.adverse)
                                       ORDER BY p.name_key, p.id), '[]') FROM interested_party p
               WHERE p.organization_id = s.organization_id AND p.id::text = ANY(s.party_ids)) AS parties,
             (SELECT count(*)::int FROM survey_invitation i
               WHERE i.organization_id = s.organization_id AND i.survey_id = s.id AND i.status <> 'revoked') AS asked,
             (SELECT count(*)::int FROM survey_response r WHERE r.organization_id = s.organization_id AND r.survey_id = s.id) AS answers,
             EXISTS (SELECT 1 FROM history_entry h WHERE h.organization_id = s.organization_id AND h.entity = 'survey' AND h.entity_id = s.id
                      AND h.action = 'read-results') AS "resultsRead"
        FROM survey s LEFT JOIN user_account u ON u.id = s.owner_id WHERE s.organization_id = ${organizationId}::uuid AND s.ref = ${ref}`;
    if (!found) return null;
    const questions = await tx.surveyQuestion.findMany({
      where: { organizationId, surveyId: found.id, position: { gte: 0 } },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, version: true, questionKey: true, question: true, kind: true, options: true, required: true },
    });
    return { ...found, questions: questions as SurveyQuestion[] };
  });
}

export interface SurveyInvitation {
  id: string;
  version: number;
  partyRef: string | null;
  partyName: string | null;
  name: string;
  email: string;
  status: string;
  sentOn: string | null;
  answeredOn: string | null;
  reminders: number;
  problem: string;
  /** The address that opens it, for whoever may send it; null where there is none any more, and of an anonymous survey. */
  address: string | null;
}

/** Who was asked. Of an anonymous survey it never says who answered, for nobody knows. */
export async function surveyInvitations(access: Access, surveyId: string): Promise<SurveyInvitation[]> {
  const organizationId = access.organization.id;
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<SurveyInvitation, "address"> & { linkId: string | null; anonymous: boolean })[]>`
      SELECT i.id, i.version, p.ref AS "partyRef", p.name AS "partyName", i.recipient_name AS name, i.recipient_email AS email, i.status,
             to_char(i.sent_at, 'YYYY-MM-DD') AS "sentOn", to_char(i.answered_at, 'YYYY-MM-DD') AS "answeredOn", i.reminders,
             i.delivery_problem AS problem, i.link_id AS "linkId", s.anonymous
        FROM survey_invitation i JOIN survey s ON s.organization_id = i.organization_id AND s.id = i.survey_id
        LEFT JOIN interested_party p ON p.organization_id = i.organization_id AND p.id = i.party_id
       WHERE i.organization_id = ${organizationId}::uuid AND i.survey_id = ${surveyId}::uuid
       ORDER BY array_position(ARRAY['refused','waiting','sent','answered','revoked']::text[], i.status), lower(i.recipient_name), i.id`,
  );
  const shown = access.can("survey:run");
  return rows.map(({ linkId, anonymous, ...row }) => ({
    ...row,
    address: shown && linkId && !anonymous && row.status !== "revoked" ? partyLinkAddress(organizationId, "survey", linkId) : null,
  }));
}

/** The link for all of an anonymous survey, for whoever may pass it on. */
export async function commonAddress(access: Access, surveyId: string): Promise<string | null> {
  if (!access.can("survey:run")) return null;
  const organizationId = access.organization.id;
  const found = await inTenant(access, (tx) =>
    tx.survey.findFirst({ where: { organizationId, id: surveyId, anonymous: true }, select: { linkId: true } }),
  );
  return found?.linkId ? partyLinkAddress(organizationId, "survey", found.linkId) : null;
}

export interface GivenAnswer {
  id: string;
  version: number;
  questionId: string;
  answer: string;
  usedFor: string[];
  partyId: string | null;
  respondent: string;
  answeredOn: string;
}

/**
 * Every answer that says something, question by question. Of an anonymous survey in an order that says nothing about who wrote what: by their text.
 */
export async function surveyAnswers(access: Access, surveyId: string): Promise<GivenAnswer[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<GivenAnswer[]>`
      SELECT a.id, a.version, a.question_id AS "questionId", a.answer, a.used_for AS "usedFor", r.party_id AS "partyId", r.respondent,
             r.answered_on::text AS "answeredOn"
        FROM survey_answer a JOIN survey_response r ON r.organization_id = a.organization_id AND r.id = a.response_id
        JOIN survey s ON s.organization_id = r.organization_id AND s.id = r.survey_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.survey_id = ${surveyId}::uuid AND a.answer <> ''
       ORDER BY a.question_id, CASE WHEN s.anonymous THEN NULL ELSE r.answered_on END, lower(r.respondent), a.answer, a.id`,
  );
}

/** How many responses there are of each party; null: of no party that is known. */
export async function responsesByParty(access: Access, surveyId: string): Promise<Map<string | null, number>> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ partyId: string | null; count: number }[]>`
      SELECT party_id AS "partyId", count(*)::int AS count FROM survey_response
       WHERE organization_id = ${access.organization.id}::uuid AND survey_id = ${surveyId}::uuid GROUP BY party_id`,
  );
  return new Map(rows.map(({ partyId, count }) => [partyId, count]));
}

export interface AskableParty {
  id: string;
  ref: string;
  name: string;
  /** Keys of the groups of questions that suit it. */
  groups: string[];
}

/** Parties that can be asked: not retired, not adverse. Searched by `q`; `ids` are among them wherever they stand in the order. */
export async function askableParties(
  access: Access,
  { q = "", ids = [], ref = "" }: { q?: string; ids?: readonly string[]; ref?: string } = {},
): Promise<AskableParty[]> {
  const words = searchKey(q).split(" ").filter(Boolean).join(" ");
  const narrowed = Prisma.join([Prisma.sql`true`, ...containsWords("p.search_text", words)], " AND ");
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(GuidedParty & { id: string; ref: string; name: string })[]>`
      SELECT p.id, p.ref, p.name, p.category, p.template_key AS "templateKey", p.influence_vector AS "influenceVector", p.adverse
        FROM interested_party p
       WHERE p.organization_id = ${access.organization.id}::uuid AND p.status <> 'retired' AND NOT p.adverse
         AND (${narrowed} OR p.id = ANY(${[...ids]}::uuid[]))
       ORDER BY (p.id = ANY(${[...ids]}::uuid[]) OR p.ref = ${ref}) DESC, p.name_key, p.id LIMIT 100`,
  );
  return rows.map(({ id, ref: partyRef, name, ...party }) => ({ id, ref: partyRef, name, groups: guideFor(party) }));
}
