import { IMPLIED_PARTIES } from "@/domain/audit-checks/parties-identified";
import type { BackwardCandidate, Candidate, ChangeCandidate, ForwardCandidate, SamplePopulation } from "@/domain/audit-sample";
import { liveStatement } from "@/features/statement-of-applicability/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";

/** What a sample may be drawn from, as the register stands now. Retired records are left out everywhere. */
export interface Drawable {
  population: SamplePopulation;
  asOf: { sequence: number; hash: string };
}

const LONGEST_TITLE = 160;

export async function readDrawable(tx: Tx, access: Access): Promise<Drawable> {
  const organization = Prisma.sql`organization_id = ${access.organization.id}::uuid`;
  const requirements = await tx.$queryRaw<RequirementRow[]>`
    SELECT ref, left(statement, ${LONGEST_TITLE}) AS title, kind, binding, relevance, isms_decision AS "ismsDecision" FROM requirement
     WHERE ${organization} AND status <> 'retired'
       AND (relevance = 'discarded' OR (relevance = 'relevant' AND isms_decision IN ('addressed', 'not_addressed')))`;
  const statement = await liveStatement(access);
  const [newest] = await tx.$queryRaw<(ChangeCandidate & { entity: string })[]>`
    SELECT e.sequence::float8 AS sequence, e.entity, e.entity_ref AS record FROM history_entry e
     WHERE e.${organization} AND e.entity IN ('interested-party', 'requirement', 'source', 'obligation', 'context-issue') AND e.entity_ref <> ''
     ORDER BY e.sequence DESC LIMIT 1`;
  const triggers = await tx.$queryRaw<{ content: unknown }[]>`
    SELECT content FROM register_annex WHERE ${organization} AND collection = 'triggers'`;
  const [head] = await tx.$queryRaw<{ sequence: number; hash: string }[]>`
    SELECT sequence::float8 AS sequence, hash FROM history_head WHERE ${organization}`;
  if (!head) throw new Error("the organisation has no history head");
  const asCandidate = ({ ref, title }: RequirementRow): Candidate => ({ ref, title, record: ref });
  const relevant = requirements.filter(({ relevance }) => relevance === "relevant");
  return {
    asOf: head,
    population: {
      forward: relevant
        .filter(({ ismsDecision }) => ismsDecision === "addressed")
        .map(
          (row): ForwardCandidate => ({
            ...asCandidate(row),
            source: SOURCE_OF[row.kind] ?? "other",
            mandatory: row.binding === "requirement",
          }),
        ),
      // Stated by the organisation, or written from a requirement that leans on it.
      backward: statement
        .filter(({ applicable }) => applicable === true)
        .map(({ control, title, reasons, written }): BackwardCandidate => {
          const given = new Set<string>([...reasons, ...written.map(({ reason }) => reason)]);
          return {
            ref: control,
            title,
            record: control,
            reasons: (["legal", "contractual"] as const).filter((reason) => given.has(reason)),
          };
        })
        .filter(({ reasons }) => reasons.length > 0),
      discarded: requirements.filter(({ relevance }) => relevance === "discarded").map(asCandidate),
      notAddressed: relevant.filter(({ ismsDecision }) => ismsDecision === "not_addressed").map(asCandidate),
      newestChange: newest ? [changeCandidate(newest)] : [],
      trigger: triggersIn(triggers[0]?.content),
      impliedParty: await impliedParties(tx, access),
    },
  };
}

interface RequirementRow {
  ref: string;
  title: string;
  kind: string;
  binding: string;
  relevance: string;
  ismsDecision: string;
}

const SOURCE_OF: Readonly<Record<string, ForwardCandidate["source"]>> = { legal: "law", regulatory: "law", contractual: "contract" };

function changeCandidate({ sequence, entity, record }: ChangeCandidate & { entity: string }): ChangeCandidate {
  const t = translator("history.entity");
  return { ref: `#${sequence}`, record, sequence, title: `${t.has(entity) ? t(entity) : entity} ${record}` };
}

/** Triggers have no room here; a register file may have brought them, in a form that nobody checked. */
function triggersIn(content: unknown): Candidate[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((one: Record<string, unknown> | null) => {
    if (typeof one !== "object" || one === null) return [];
    const text = (name: string) => (typeof one[name] === "string" ? one[name].slice(0, LONGEST_TITLE) : "");
    const ref = text("ref") || text("id");
    return ref ? [{ ref, title: text("title") || text("description") || ref, record: null }] : [];
  });
}

/** The parties that nearly every organisation has: listed under which ref, ruled out with which reason, or neither. */
async function impliedParties(tx: Tx, access: Access): Promise<Candidate[]> {
  const keys = IMPLIED_PARTIES.map(([key]) => key as string);
  const rows = await tx.$queryRaw<{ key: string; ref: string | null; reason: string | null }[]>`
    SELECT template_key AS key, min(ref) AS ref, NULL AS reason FROM interested_party
     WHERE organization_id = ${access.organization.id}::uuid AND template_key = ANY(${keys}::text[]) AND status <> 'retired' GROUP BY template_key
     UNION ALL
    SELECT template_key, NULL, reason FROM catalogue_exclusion
     WHERE organization_id = ${access.organization.id}::uuid AND template_key = ANY(${keys}::text[]) AND withdrawn_at IS NULL`;
  const t = translator("auditRoom.implied");
  return IMPLIED_PARTIES.map(([key, name]) => {
    const listed = rows.find((row) => row.key === key && row.ref)?.ref ?? null;
    const reason = rows.find((row) => row.key === key && row.reason)?.reason;
    const state = listed ? t("listed", { ref: listed }) : reason ? t("ruledOut", { reason: reason.slice(0, LONGEST_TITLE) }) : t("neither");
    return { ref: key, title: `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${state}`, record: listed };
  });
}
