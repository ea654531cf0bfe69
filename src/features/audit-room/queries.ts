import { isActionOverdue } from "@/domain/action";
import { compareDraws, type DrawnSample, drawSample, type RedrawComparison } from "@/domain/audit-sample";
import { type NamedRecord, recordsByRef } from "@/features/records/queries";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import { readDrawable } from "./candidates";
import { countFacts, type Fact } from "./counting";
import { POINT_FACTS, TOUR } from "./facts";
import { type CheckFact, checksOfPoint } from "./walk";

// Samples ----------------------------------------------------------------------------------------------------------------------------------------

export interface SampleSummary {
  ref: string;
  seed: string;
  drawnOn: string;
  drawnBy: string | null;
  /** The entry of the history after which it was drawn. */
  sequence: number;
  items: number;
}

interface RawSample {
  ref: string;
  seed: string;
  drawnOn: string;
  drawnBy: string | null;
  content: string;
}

const MOST_SAMPLES = 100;

/** The samples that were drawn, newest first, the last hundred. */
export async function listSamples(access: Access): Promise<SampleSummary[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<RawSample[]>`
      SELECT s.ref, s.seed, s.drawn_on::text AS "drawnOn", u.name AS "drawnBy", s.content FROM audit_sample s LEFT JOIN user_account u ON u.id = s.drawn_by_id
       WHERE s.organization_id = ${access.organization.id}::uuid ORDER BY s.created_at DESC, s.id DESC LIMIT ${MOST_SAMPLES}`,
  );
  return rows.map(({ content, ...row }) => {
    const { asOf, items } = readSample(content);
    return { ...row, sequence: asOf.sequence, items: items.length };
  });
}

export interface SampleRecord {
  ref: string;
  seed: string;
  drawnOn: string;
  drawnBy: string | null;
  drawn: DrawnSample;
  /** The same seed drawn from the register as it stands now. */
  again: RedrawComparison;
}

/** A sample with what its seed draws now; null: none of this organisation. Nothing is stored. */
export async function getSample(access: Access, ref: string): Promise<SampleRecord | null> {
  return inTenant(
    access,
    async (tx) => {
      const [row] = await tx.$queryRaw<RawSample[]>`
        SELECT s.ref, s.seed, s.drawn_on::text AS "drawnOn", u.name AS "drawnBy", s.content FROM audit_sample s LEFT JOIN user_account u ON u.id = s.drawn_by_id
         WHERE s.organization_id = ${access.organization.id}::uuid AND s.ref = ${ref}`;
      if (!row) return null;
      const { content, ...facts } = row;
      const drawn = readSample(content);
      const { population, asOf } = await readDrawable(tx, access);
      return { ...facts, drawn, again: compareDraws(drawn, drawSample(drawn.seed, population, asOf)) };
    },
    { snapshot: true },
  );
}

function readSample(content: string): DrawnSample {
  return JSON.parse(content) as DrawnSample;
}

// Private notes ----------------------------------------------------------------------------------------------------------------------------------

export interface OwnNote {
  id: string;
  record: string;
  text: string;
  changedAt: string;
}

const MOST_NOTES = 500;

/** The reader's own notes beside these records, or all of them, newest first. Nobody gets another's, whatever their role. */
export async function ownNotes(access: Access, records: readonly string[] | null = null): Promise<OwnNote[]> {
  const userId = access.user?.id;
  if (!userId || !access.can("audit-note:write")) return [];
  const notes = await inTenant(access, (tx) =>
    tx.auditNote.findMany({
      where: { organizationId: access.organization.id, userId, ...(records ? { entityRef: { in: [...records] } } : {}) },
      select: { id: true, entityRef: true, text: true, updatedAt: true },
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
      take: MOST_NOTES,
    }),
  );
  return notes.map(({ entityRef, updatedAt, ...note }) => ({ ...note, record: entityRef, changedAt: updatedAt.toISOString() }));
}

// Requests for evidence --------------------------------------------------------------------------------------------------------------------------

export interface EvidenceRequestRow {
  id: string;
  ref: string;
  version: number;
  text: string;
  status: "open" | "done" | "retired";
  dueAt: string | null;
  overdue: boolean;
  askedOn: string;
  askedBy: string | null;
  doneAt: string | null;
  result: string;
  /** The record it is about and the evidence it was answered with. */
  records: NamedRecord[];
}

const MOST_REQUESTS = 200;

/** What auditors asked to see, open ones first, those that are due first; narrowed to what is about `record` where one is given. */
export async function evidenceRequests(access: Access, { record = null }: { record?: string | null } = {}): Promise<EvidenceRequestRow[]> {
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<(Omit<EvidenceRequestRow, "records" | "overdue"> & { refs: string[] })[]>`
      SELECT a.id, a.ref, a.version, a.description AS text, a.status, a.due_at::text AS "dueAt", a.created_at::date::text AS "askedOn", u.name AS "askedBy",
             a.done_at::text AS "doneAt", a.result, a.record_refs AS refs
        FROM action a LEFT JOIN user_account u ON u.id = a.requested_by_id
       WHERE a.organization_id = ${access.organization.id}::uuid AND a.kind = 'evidence_request' AND (${record}::text IS NULL OR ${record} = ANY(a.record_refs))
       ORDER BY a.status <> 'open', a.due_at NULLS LAST, a.created_at DESC, a.id DESC LIMIT ${MOST_REQUESTS}`;
    const named = await recordsByRef(
      access,
      rows.flatMap(({ refs }) => refs),
    );
    const byRef = new Map(named.map((one) => [one.ref, one]));
    return rows.map(({ refs, ...row }) => ({
      ...row,
      overdue: isActionOverdue(row, today()),
      records: refs.flatMap((ref) => byRef.get(ref) ?? []),
    }));
  });
}

// Tour and walk ----------------------------------------------------------------------------------------------------------------------------------

export interface Decider {
  /** Which of the three decisions. */
  part: "a" | "b" | "c";
  name: string | null;
  count: number;
  newest: string | null;
}

export interface RoomFacts {
  scope: string;
  registerOwner: string | null;
  accountable: string | null;
  climateDecision: "undetermined" | "relevant" | "not_relevant";
  climateRationale: string;
  climateDecidedAt: string | null;
  climateDecidedBy: string | null;
  deciders: Decider[];
  /** The state of the register that is shown: the head of its history. */
  head: { sequence: number; hash: string };
  parts: { part: "a" | "b" | "c"; path: string; facts: Fact[] }[];
}

const MOST_DECIDERS = 3;

/** Everything the start page of the auditor's room says, at one moment. */
export async function roomFacts(access: Access): Promise<RoomFacts> {
  return inTenant(
    access,
    async (tx) => {
      const [profile] = await tx.$queryRaw<Omit<RoomFacts, "deciders" | "parts">[]>`
        SELECT o.isms_scope AS scope, owner.name AS "registerOwner", accountable.name AS accountable, o.climate_decision AS "climateDecision",
               o.climate_rationale AS "climateRationale", o.climate_decided_at::text AS "climateDecidedAt", climate.name AS "climateDecidedBy",
               (SELECT json_build_object('sequence', h.sequence, 'hash', h.hash) FROM history_head h WHERE h.organization_id = o.organization_id) AS head
          FROM organization_profile o LEFT JOIN user_account owner ON owner.id = o.register_owner_id
          LEFT JOIN user_account accountable ON accountable.id = o.accountable_id LEFT JOIN user_account climate ON climate.id = o.climate_decided_by_id
         WHERE o.organization_id = ${access.organization.id}::uuid`;
      if (!profile) throw new Error("the organisation has no profile");
      const deciders = await tx.$queryRaw<Decider[]>`
        SELECT part, u.name, count(*)::int AS count, max(decided_at)::text AS newest FROM (
          SELECT 'a' AS part, relevance_decided_by_id AS person, relevance_decided_at AS decided_at FROM interested_party
           WHERE organization_id = ${access.organization.id}::uuid AND relevance <> 'undecided' AND status <> 'retired'
          UNION ALL
          SELECT 'b', relevance_decided_by_id, relevance_decided_at FROM requirement
           WHERE organization_id = ${access.organization.id}::uuid AND relevance <> 'undecided' AND status <> 'retired'
          UNION ALL
          SELECT 'c', isms_decided_by_id, isms_decided_at FROM requirement
           WHERE organization_id = ${access.organization.id}::uuid AND relevance = 'relevant' AND isms_decision <> 'undecided' AND status <> 'retired') d
          LEFT JOIN user_account u ON u.id = d.person GROUP BY part, u.id, u.name ORDER BY part, count(*) DESC, u.name`;
      const parts: RoomFacts["parts"] = [];
      for (const { part, path, facts } of TOUR) parts.push({ part, path, facts: await countFacts(access, facts) });
      const first = (part: string) => deciders.filter((decider) => decider.part === part).slice(0, MOST_DECIDERS);
      return { ...profile, deciders: [...first("a"), ...first("b"), ...first("c")], parts };
    },
    { snapshot: true },
  );
}

export interface PointFacts {
  facts: Fact[];
  checks: CheckFact[];
}

/** One audit point: what the register holds for it, and what of it is shown; null: there is no such point. */
export async function pointFacts(access: Access, point: number): Promise<PointFacts | null> {
  const spec = Object.hasOwn(POINT_FACTS, point) ? POINT_FACTS[point] : null;
  if (!spec) return null;
  return inTenant(access, async () => ({ facts: await countFacts(access, spec.facts), checks: await checksOfPoint(access, point) }), {
    snapshot: true,
  });
}

// Threads ----------------------------------------------------------------------------------------------------------------------------------------

export interface ThreadEvidence {
  ref: string;
  title: string;
  dated: string | null;
  validUntil: string | null;
  expired: boolean;
  origin: string;
  contentHash: string | null;
  addedBy: string | null;
}

/** The evidence that a requirement links, with what makes it evidence: date, origin, validity, who added it, and the hash of its content. */
export async function evidenceOfRequirement(access: Access, requirementId: string): Promise<ThreadEvidence[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<Omit<ThreadEvidence, "expired">[]>`
      SELECT e.ref, e.title, e.dated::text, e.valid_until::text AS "validUntil", e.origin, e.content_hash AS "contentHash", u.name AS "addedBy"
        FROM requirement_link l JOIN evidence e ON e.organization_id = l.organization_id AND e.ref = l.target_ref
        LEFT JOIN user_account u ON u.id = e.created_by_id
       WHERE l.organization_id = ${access.organization.id}::uuid AND l.requirement_id = ${requirementId}::uuid AND l.target_type = 'evidence'
       ORDER BY length(e.ref), e.ref`,
  );
  return rows.map((row) => ({ ...row, expired: row.validUntil !== null && row.validUntil < today() }));
}
