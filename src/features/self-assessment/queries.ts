import { type Acceptance, type StandingFinding, withAcceptances } from "@/domain/audit-checks/acceptance";
import { atAGlance, type Glance } from "@/domain/audit-checks/at-a-glance";
import type { OrgFacts } from "@/domain/audit-checks/facts";
import { type KeptRun, type Progress, progressBetween, readKeptRun } from "@/domain/audit-checks/kept-run";
import { runChecks } from "@/domain/audit-checks/run";
import { answeredOnly, type FactsCollection, type UnansweredCheck, unansweredChecks } from "@/domain/audit-checks/unanswered";
import { groupedMinors, type QualityMark, qualityMarks } from "@/domain/audit-checks/x-ray";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { inTenant } from "@/server/tenant";
import { readLiveFacts } from "./facts";
import { readFactsOfRows, type XrayedEntity } from "./facts-of-rows";

/** The checks over the live register as it stands now, what is accepted for now set apart. Nothing is stored. */
export interface LiveAssessment {
  today: string;
  org: OrgFacts;
  /** By check; those of which nothing is open any more have an empty `open`. */
  findings: StandingFinding[];
  unanswered: UnansweredCheck[];
  /** Collections of a register file that the checks cannot read. */
  unread: FactsCollection[];
  /** Clauses with three or more minors that are open, which an auditor would offer to group. */
  grouped: { clause: string; checks: string[] }[];
  glance: Glance;
}

export async function liveAssessment(access: Access): Promise<LiveAssessment> {
  return inTenant(
    access,
    async (tx) => {
      const { facts, held, unread } = await readLiveFacts(access);
      const day = today();
      const unanswered = unansweredChecks(held);
      const found = answeredOnly(runChecks(facts, day), unanswered);
      const findings = withAcceptances(found, await readAcceptances(tx, access), day);
      const grouped = groupedMinors(findings.filter(({ open }) => open.length > 0));
      return { today: day, org: facts.org, findings, unanswered, unread, grouped, glance: atAGlance(facts, day, findings, unanswered) };
    },
    { snapshot: true },
  );
}

/** The quality marks of some records of a list, by ref: the checks over what stands around them, not over the register. */
export async function qualityOfRows(access: Access, entity: XrayedEntity, refs: readonly string[]): Promise<Map<string, QualityMark[]>> {
  if (refs.length === 0) return new Map();
  return qualityMarks(runChecks(await readFactsOfRows(access, entity, refs), today()), refs);
}

async function readAcceptances(tx: Tx, access: Access): Promise<Acceptance[]> {
  return tx.$queryRaw<Acceptance[]>`
    SELECT a.id, a.version, a.check_id AS "check", a.subject, a.reason, a.accepted_at::text AS "acceptedAt", a.accepted_until::text AS "acceptedUntil",
           u.name AS "acceptedBy", a.withdrawn_at::text AS "withdrawnAt"
      FROM acceptance a LEFT JOIN user_account u ON u.id = a.accepted_by_id
     WHERE a.organization_id = ${access.organization.id}::uuid ORDER BY a.check_id, length(a.subject), a.subject`;
}

export interface KeptRunSummary {
  ref: string;
  asOf: string;
  keptAt: string;
  keptBy: string | null;
  majors: number;
  minors: number;
  opportunities: number;
  note: string;
}

const SUMMARY = `s.ref, s.as_of::text AS "asOf", s.created_at AS "at", u.name AS "keptBy", s.majors, s.minors, s.opportunities, s.note
  FROM self_assessment s LEFT JOIN user_account u ON u.id = s.ran_by_id WHERE s.organization_id = $1::uuid`;
type SummaryRow = Omit<KeptRunSummary, "keptAt"> & { at: Date };
const summary = ({ at, ...row }: SummaryRow): KeptRunSummary => ({ ...row, keptAt: at.toISOString() });

const NEWEST = 10;

/** The newest runs that were kept, each with what was closed and what is new since the one before; and how many there are. */
export async function listKeptRuns(
  access: Access,
): Promise<{ runs: (KeptRunSummary & { closed: number | null; appeared: number | null })[]; total: number }> {
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRawUnsafe<(SummaryRow & { content: string })[]>(
      `SELECT s.content, ${SUMMARY} ORDER BY s.created_at DESC, length(s.ref) DESC, s.ref DESC LIMIT ${NEWEST + 1}`,
      access.organization.id,
    );
    const total = await tx.selfAssessment.count({ where: { organizationId: access.organization.id } });
    const contents = rows.map(({ content }) => readKeptRun(content));
    const runs = rows.slice(0, NEWEST).map(({ content: _content, ...row }, index) => {
      const before = contents[index + 1];
      const progress = before ? progressBetween(before, contents[index]!) : null;
      const count = (of: "closed" | "appeared") => progress?.reduce((sum, one) => sum + one[of].length, 0) ?? null;
      return { ...summary(row), closed: count("closed"), appeared: count("appeared") };
    });
    return { runs, total };
  });
}

export interface KeptRunRecord extends KeptRunSummary {
  id: string;
  content: KeptRun;
  /** The run kept before it, and what changed since; null for the first. */
  before: { ref: string; asOf: string; progress: Progress[] } | null;
}

/** A run as it was kept; null: none of this organisation. */
export async function getKeptRun(access: Access, ref: string): Promise<KeptRunRecord | null> {
  return inTenant(access, async (tx) => {
    const [row] = await tx.$queryRawUnsafe<(SummaryRow & { id: string; content: string })[]>(
      `SELECT s.id, s.content, ${SUMMARY} AND s.ref = $2`,
      access.organization.id,
      ref,
    );
    if (!row) return null;
    const [before] = await tx.$queryRaw<{ ref: string; asOf: string; content: string }[]>`
      SELECT ref, as_of::text AS "asOf", content FROM self_assessment
       WHERE organization_id = ${access.organization.id}::uuid AND (created_at, length(ref), ref) < (${row.at}, ${ref.length}::int, ${ref})
       ORDER BY created_at DESC, length(ref) DESC, ref DESC LIMIT 1`;
    const { content: text, id, ...rest } = row;
    const content = readKeptRun(text);
    return {
      ...summary(rest),
      id,
      content,
      before: before ? { ref: before.ref, asOf: before.asOf, progress: progressBetween(readKeptRun(before.content), content) } : null,
    };
  });
}
