import { type GuidedParty, guideFor, guideKeyFor } from "@/domain/interview-guide";
import { searchKey } from "@/domain/normalise";
import type { ElicitationMethod, PartyStatus } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";
import type { InterviewColumn, InterviewTableState } from "./table";

export interface InterviewRow {
  id: string;
  ref: string;
  partyRef: string;
  partyName: string;
  heldOn: string;
  status: "open" | "closed";
  method: ElicitationMethod;
  interviewees: string;
  interviewer: string | null;
  /** Answers that say something, and how many of them became a record or a field. */
  answers: number;
  used: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const like = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

const SORTS: Partial<Record<InterviewColumn, string>> = {
  ref: "length(i.ref)",
  party: "p.name_key",
  heldOn: "i.held_on",
  status: "i.status",
  method: "i.method",
  interviewer: "lower(u.name)",
};

/** One page of the conversations with parties, as the address says. */
export async function listInterviews(
  access: Access,
  state: InterviewTableState,
): Promise<{ rows: InterviewRow[]; matching: number; total: number }> {
  const organizationId = access.organization.id;
  const { filters, q, sort, page, pageSize } = state;
  const narrowed: Prisma.Sql[] = [Prisma.sql`TRUE`];
  for (const word of searchKey(q).split(" ").filter(Boolean)) {
    narrowed.push(
      Prisma.sql`(p.search_text LIKE ${like(word)} OR lower(i.ref || ' ' || i.interviewees || ' ' || i.note) LIKE ${like(word)})`,
    );
  }
  if (filters.status) narrowed.push(Prisma.sql`i.status = ANY(${filters.status}::text[])`);
  if (filters.method) narrowed.push(Prisma.sql`i.method = ANY(${filters.method}::text[])`);
  if (filters.party) narrowed.push(Prisma.sql`p.ref = ANY(${filters.party}::text[])`);
  if (filters.interviewer) {
    const people = filters.interviewer
      .flatMap((value) => (value === "mine" ? [access.user?.id ?? ""] : [value]))
      .filter((value) => UUID.test(value));
    narrowed.push(Prisma.sql`i.interviewer_id = ANY(${people}::uuid[])`);
  }
  const where = Prisma.join(narrowed, " AND ");
  const direction = Prisma.raw(sort.descending ? "DESC NULLS LAST" : "ASC NULLS LAST");
  const from = Prisma.sql`FROM interview i JOIN interested_party p ON p.organization_id = i.organization_id AND p.id = i.party_id
    LEFT JOIN user_account u ON u.id = i.interviewer_id WHERE i.organization_id = ${organizationId}::uuid`;
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<InterviewRow[]>`
      SELECT page.*, coalesce(a.answers, 0) AS answers, coalesce(a.used, 0) AS used FROM (
        SELECT i.id, i.ref, p.ref AS "partyRef", p.name AS "partyName", i.held_on::text AS "heldOn", i.status, i.method, i.interviewees, u.name AS interviewer,
               row_number() OVER (ORDER BY ${Prisma.raw(SORTS[sort.column] ?? "i.held_on")} ${direction}, length(i.ref) DESC, i.ref DESC) AS place
          ${from} AND ${where} ORDER BY place LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}) page
        LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE w.answer <> '')::int AS answers, count(*) FILTER (WHERE cardinality(w.used_for) > 0)::int AS used
          FROM interview_answer w WHERE w.organization_id = ${organizationId}::uuid AND w.interview_id = page.id) a ON TRUE
       ORDER BY page.place`;
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${where})::int AS matching, count(*)::int AS total ${from}`;
    return { rows: rows.map(({ place: _place, ...row }: InterviewRow & { place?: unknown }) => row), ...counts };
  });
}

export interface InterviewAnswer {
  id: string;
  version: number;
  questionKey: string;
  question: string;
  answer: string;
  usedFor: string[];
}

/** The party in the fields that an answer can fill, for showing what stands there now. */
export interface InterviewParty extends GuidedParty {
  id: string;
  ref: string;
  version: number;
  name: string;
  status: PartyStatus;
  values: Record<string, unknown>;
}

export interface InterviewRequirement {
  id: string;
  ref: string;
  version: number;
  statement: string;
  values: Record<string, unknown>;
}

export interface InterviewRecord {
  id: string;
  ref: string;
  version: number;
  partyId: string;
  method: ElicitationMethod;
  heldOn: string;
  interviewerId: string | null;
  interviewer: string | null;
  interviewees: string;
  guide: string;
  status: "open" | "closed";
  note: string;
  party: InterviewParty;
  answers: InterviewAnswer[];
  /** The party's requirements, at most two hundred, so that an answer can fill one of them. */
  requirements: InterviewRequirement[];
}

/** One interview with everything its page shows; null where there is none of that ref. */
export async function getInterview(access: Access, ref: string): Promise<InterviewRecord | null> {
  const organizationId = access.organization.id;
  return inTenant(access, async (tx) => {
    const [head] = await tx.$queryRaw<Omit<InterviewRecord, "party" | "answers" | "requirements">[]>`
      SELECT i.id, i.ref, i.version, i.party_id AS "partyId", i.method, i.held_on::text AS "heldOn", i.interviewer_id AS "interviewerId", u.name AS interviewer,
             i.interviewees, i.guide, i.status, i.note
        FROM interview i LEFT JOIN user_account u ON u.id = i.interviewer_id WHERE i.organization_id = ${organizationId}::uuid AND i.ref = ${ref}`;
    if (!head) return null;
    const answers = await tx.interviewAnswer.findMany({
      where: { organizationId, interviewId: head.id },
      select: { id: true, version: true, questionKey: true, question: true, answer: true, usedFor: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return { ...head, answers, ...(await answering(tx, organizationId, head.partyId)) };
  });
}

/** A party with its requirements, at most two hundred, in the fields that an answer can fill. */
async function answering(
  tx: Tx,
  organizationId: string,
  partyId: string,
): Promise<{ party: InterviewParty; requirements: InterviewRequirement[] }> {
  const party = await tx.interestedParty.findFirstOrThrow({
    where: { organizationId, id: partyId },
    select: {
      id: true,
      ref: true,
      version: true,
      name: true,
      status: true,
      category: true,
      templateKey: true,
      influenceVector: true,
      adverse: true,
      representative: true,
      relation: true,
      attitude: true,
      pestle: true,
      power: true,
      support: true,
      note: true,
    },
  });
  const requirements = await tx.requirement.findMany({
    where: { organizationId, partyId, status: { not: "retired" } },
    select: {
      id: true,
      ref: true,
      version: true,
      statement: true,
      benefit: true,
      measurableTarget: true,
      concern: true,
      strength: true,
      sourceRef: true,
      sourceLocator: true,
      impactIfUnmet: true,
      cia: true,
      effectiveFrom: true,
      climateRelated: true,
      confirmedAt: true,
      confirmedBy: true,
      fulfilmentStatus: true,
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const { id, ref: partyRef, version, name, status, category, templateKey, influenceVector, adverse, ...values } = party;
  return {
    party: { id, ref: partyRef, version, name, status, category, templateKey, influenceVector, adverse, values } as InterviewParty,
    requirements: requirements.map(({ id: requirementId, ref: requirementRef, version: requirementVersion, statement, ...rest }) => ({
      id: requirementId,
      ref: requirementRef,
      version: requirementVersion,
      statement,
      values: { ...rest, effectiveFrom: dayOf(rest.effectiveFrom), confirmedAt: dayOf(rest.confirmedAt) },
    })),
  };
}

/** Parties of this organisation whose answers are looked at, with what an answer can fill; those that are not there are left out. */
export async function answeringParties(
  access: Access,
  partyIds: readonly string[],
): Promise<{ party: InterviewParty; requirements: InterviewRequirement[] }[]> {
  const organizationId = access.organization.id;
  return inTenant(access, async (tx) => {
    const found = await tx.interestedParty.findMany({ where: { organizationId, id: { in: [...partyIds] } }, select: { id: true } });
    const parties = [];
    for (const { id } of found) parties.push(await answering(tx, organizationId, id));
    return parties;
  });
}

const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

export interface InterviewCandidate {
  id: string;
  ref: string;
  name: string;
  category: string;
  guide: string;
  /** Keys of the groups that the guide for it has. */
  groups: string[];
}

/**
 * Parties that can be talked to: not retired, not adverse. Searched by `q`; `including` names refs that must be among them.
 */
export async function interviewCandidates(
  access: Access,
  { q = "", ref = "", limit = 50 }: { q?: string; ref?: string; limit?: number } = {},
): Promise<InterviewCandidate[]> {
  const words = searchKey(q)
    .split(" ")
    .filter(Boolean)
    .map((word) => Prisma.sql`AND p.search_text LIKE ${like(word)}`);
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(GuidedParty & { id: string; ref: string; name: string })[]>`
      SELECT p.id, p.ref, p.name, p.category, p.template_key AS "templateKey", p.influence_vector AS "influenceVector", p.adverse FROM interested_party p
       WHERE p.organization_id = ${access.organization.id}::uuid AND p.status <> 'retired' AND NOT p.adverse
         ${words.length > 0 ? Prisma.join(words, " ") : Prisma.empty}
       ORDER BY (p.ref = ${ref}) DESC, p.name_key, p.id LIMIT ${Math.min(limit, 200)}`,
  );
  return rows.map(({ id, ref: partyRef, name, ...party }) => ({
    id,
    ref: partyRef,
    name,
    category: party.category,
    guide: guideKeyFor({ ...party }),
    groups: guideFor({ ...party }),
  }));
}

/** The party of a printed guide; null where there is none of that ref. */
export async function guidedParty(access: Access, ref: string): Promise<(GuidedParty & { ref: string; name: string }) | null> {
  const [party] = await inTenant(
    access,
    (tx) => tx.$queryRaw<(GuidedParty & { ref: string; name: string })[]>`
      SELECT ref, name, category, template_key AS "templateKey", influence_vector AS "influenceVector", adverse FROM interested_party
       WHERE organization_id = ${access.organization.id}::uuid AND ref = ${ref} AND status <> 'retired'`,
  );
  return party ?? null;
}
