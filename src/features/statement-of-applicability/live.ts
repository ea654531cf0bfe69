import { ANNEX_A, type Control, type ControlConcept, type ControlTheme, type ControlType, compareControls } from "@/domain/controls";
import {
  type Challenge,
  challengesOf,
  type Leaning,
  type LeaningRequirement,
  type LeaningRisk,
  requirementCounts,
  type StatementLine,
  writtenReasons,
} from "@/domain/statement-of-applicability";
import type { Cia, ImplementationStatus, SoaReason } from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access-value";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

/** One control in the statement as it stands now. */
export interface LiveLine extends StatementLine, Omit<Control, "ref" | "title"> {
  /** Null: nothing was ever decided about it. */
  entryId: string | null;
  /** Of the entry; 0 where there is none. */
  version: number;
  ownerId: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  challenges: Challenge[];
  /** Addressed requirements that lean on it. */
  asked: number;
  searchText: string;
}

interface EntryRow {
  id: string;
  version: number;
  control: string;
  applicable: boolean | null;
  reasons: SoaReason[];
  justification: string;
  implementationStatus: ImplementationStatus | null;
  implementationNote: string;
  ownerId: string | null;
  owner: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
}

interface OwnRow {
  ref: string;
  title: string;
  theme: ControlTheme;
  types: ControlType[];
  cia: Cia[];
  concepts: ControlConcept[];
  searchText: string;
}

const NOTHING: Leaning = { requirements: [], risks: [], evidence: 0 };

/** The whole statement, in the order of the controls: Annex A and the organisation's own controls in use. */
export async function readStatement(access: Access): Promise<LiveLine[]> {
  return inTenant(access, async (tx) => {
    const organization = Prisma.sql`${access.organization.id}::uuid`;
    const own = await tx.$queryRaw<OwnRow[]>`
      SELECT ref, title, theme, control_types AS types, cia, concepts, search_text AS "searchText" FROM own_control
       WHERE organization_id = ${organization} AND status = 'active'`;
    const entries = await tx.$queryRaw<EntryRow[]>`
      SELECT e.id, e.version, e.control_ref AS control, e.applicable, e.reasons, e.justification, e.implementation_status AS "implementationStatus",
             e.implementation_note AS "implementationNote", e.owner_id AS "ownerId", u.name AS owner, e.decided_at::text AS "decidedAt", d.name AS "decidedBy"
        FROM soa_entry e LEFT JOIN user_account u ON u.id = e.owner_id LEFT JOIN user_account d ON d.id = e.decided_by_id
       WHERE e.organization_id = ${organization}`;
    const leaning = await readLeaning(access, null);
    const entryOf = new Map(entries.map((entry) => [entry.control, entry]));
    const controls = [
      ...ANNEX_A.map((control) => ({ ...control, searchText: "" })),
      ...own.map((row) => ({ ...row, own: true, newIn2022: false })),
    ];
    return controls
      .map((control) => lineOf(control, entryOf.get(control.ref), leaning.get(control.ref) ?? NOTHING))
      .sort((a, b) => compareControls(a.control, b.control));
  });
}

function lineOf({ ref, title, ...control }: Control & { searchText: string }, entry: EntryRow | undefined, leaning: Leaning): LiveLine {
  const stated = {
    controlRef: ref,
    applicable: entry?.applicable ?? null,
    reasons: entry?.reasons ?? [],
    justification: entry?.justification ?? "",
    implementationStatus: entry?.implementationStatus ?? null,
  };
  return {
    ...control,
    control: ref,
    title,
    applicable: stated.applicable,
    reasons: stated.reasons,
    justification: stated.justification,
    implementationStatus: stated.implementationStatus,
    implementationNote: entry?.implementationNote ?? "",
    owner: entry?.owner ?? null,
    ownerId: entry?.ownerId ?? null,
    entryId: entry?.id ?? null,
    version: entry?.version ?? 0,
    decidedAt: entry?.decidedAt ?? null,
    decidedBy: entry?.decidedBy ?? null,
    written: writtenReasons(leaning),
    challenges: challengesOf(stated, leaning),
    asked: new Set(leaning.requirements.filter(requirementCounts).map((requirement) => requirement.ref)).size,
  };
}

/** The law behind a requirement, and the document it stands in: a contractual one is known by its contract, all others by the law first. */
const LAW = Prisma.raw(`(SELECT coalesce(nullif(o.citation, ''), o.title) FROM requirement_obligation ro
  JOIN obligation o ON o.organization_id = ro.organization_id AND o.id = ro.obligation_id
 WHERE ro.organization_id = r.organization_id AND ro.requirement_id = r.id ORDER BY ro.position LIMIT 1)`);
const DOCUMENT =
  Prisma.raw(`(SELECT s.title FROM requirement_source rs JOIN source_document s ON s.organization_id = rs.organization_id AND s.id = rs.source_id
 WHERE rs.organization_id = r.organization_id AND rs.requirement_id = r.id ORDER BY rs.position LIMIT 1)`);

/**
 * What leans on the controls: addressed relevant requirements (domain/statement-of-applicability says which count; the statement asks for no others, so
 * that a large register is not carried here), and through them risks and evidence. `refs` null: all controls.
 */
export async function readLeaning(access: Access, refs: readonly string[] | null): Promise<Map<string, Leaning>> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const which = refs === null ? Prisma.empty : Prisma.sql`AND l.target_ref = ANY(${[...refs]}::text[])`;
  const linked = Prisma.sql`WITH linked AS MATERIALIZED (
      SELECT DISTINCT l.target_ref AS control, l.requirement_id FROM requirement_link l
        JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired' AND r.relevance = 'relevant'
             AND r.isms_decision = 'addressed'
        JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id AND p.status = 'active' AND p.relevance = 'relevant'
       WHERE l.organization_id = ${organization} AND l.target_type = 'control' ${which})`;
  return inTenant(access, async (tx) => {
    const requirements = await tx.$queryRaw<{ control: string; facts: LeaningRequirement }[]>`
      ${linked}, facts AS MATERIALIZED (
        SELECT r.id, json_build_object('ref', r.ref, 'kind', r.kind, 'status', r.status, 'relevance', r.relevance, 'ismsDecision', r.isms_decision,
                 'partyName', p.name, 'partyStatus', p.status, 'partyRelevance', p.relevance, 'locator', r.source_locator,
                 'source', coalesce(CASE WHEN r.kind = 'contractual' THEN ${DOCUMENT} END, ${LAW}, ${DOCUMENT}, r.source_ref)) AS facts
          FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
         WHERE r.organization_id = ${organization} AND r.id IN (SELECT requirement_id FROM linked))
      SELECT linked.control, facts.facts FROM linked JOIN facts ON facts.id = linked.requirement_id`;
    const risks = await tx.$queryRaw<({ control: string } & LeaningRisk)[]>`
      ${linked} SELECT DISTINCT linked.control, k.ref, k.title, k.kind, k.status, k.treatment
        FROM linked JOIN requirement_link l ON l.organization_id = ${organization} AND l.requirement_id = linked.requirement_id AND l.target_type = 'risk'
        JOIN risk k ON k.organization_id = l.organization_id AND k.ref = l.target_ref`;
    const evidence = await tx.$queryRaw<{ control: string; count: number }[]>`
      ${linked} SELECT linked.control, count(DISTINCT e.ref)::int AS count
        FROM linked JOIN requirement_link l ON l.organization_id = ${organization} AND l.requirement_id = linked.requirement_id AND l.target_type = 'evidence'
        JOIN evidence e ON e.organization_id = l.organization_id AND e.ref = l.target_ref AND e.status <> 'retired'
             AND (e.valid_until IS NULL OR e.valid_until >= ${today()}::date)
       GROUP BY linked.control`;
    const found = new Map<string, { requirements: LeaningRequirement[]; risks: LeaningRisk[]; evidence: number }>();
    const of = (control: string) => {
      const known = found.get(control) ?? { requirements: [], risks: [], evidence: 0 };
      found.set(control, known);
      return known;
    };
    for (const { control, facts } of requirements) of(control).requirements.push(facts);
    for (const { control, ...risk } of risks) of(control).risks.push(risk);
    for (const { control, count } of evidence) of(control).evidence = count;
    return found;
  });
}
