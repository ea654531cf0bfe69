import { TARGET_MARK_KINDS, type TargetFacts, type TargetMark, targetMarks } from "@/domain/audit-checks/quality-of-targets";
import { findingsBySubject, type QualityKind, type QualityMark, qualityKind } from "@/domain/audit-checks/x-ray";
import { recordsByRef } from "@/features/records/queries";
import { liveAssessment } from "@/features/self-assessment/queries";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";

/** What is wrong with single records, for lists and for the page of all of them. No finding and no button: it is simply seen. */
export type MarkedTarget = "risk" | "document" | "evidence" | "control";

const TABLES: Record<MarkedTarget, { table: string; ref: string; columns: string; living: string }> = {
  risk: { table: "risk", ref: "ref", columns: 't.review_due_at::text AS "reviewDueAt"', living: "t.status = 'active'" },
  document: {
    table: "isms_document",
    ref: "ref",
    columns: `t.review_due_at::text AS "reviewDueAt"`,
    living: "t.status = 'active' AND t.current",
  },
  evidence: { table: "evidence", ref: "ref", columns: 't.valid_until::text AS "validUntil"', living: "t.status = 'active'" },
  control: { table: "soa_entry", ref: "control_ref", columns: "t.applicable, t.justification", living: "true" },
};

async function readTargets(access: Access, target: MarkedTarget, refs: readonly string[] | null): Promise<TargetFacts[]> {
  const { table, ref, columns, living } = TABLES[target];
  const column = Prisma.raw(`t.${ref}`);
  const wanted = refs ? Prisma.sql`${column} = ANY(${[...refs]}::text[])` : Prisma.sql`true`;
  return inTenant(
    access,
    (tx) => tx.$queryRaw<TargetFacts[]>`
      SELECT ${column} AS ref, ${Prisma.raw(columns)}, coalesce(l.count, 0)::int AS "askedBy"
        FROM ${Prisma.raw(table)} t
        LEFT JOIN (SELECT l.target_ref, count(*) AS count FROM requirement_link l
                     JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired'
                    WHERE l.organization_id = ${access.organization.id}::uuid
                      AND ${refs ? Prisma.sql`l.target_ref = ANY(${[...refs]}::text[])` : Prisma.sql`true`}
                    GROUP BY 1) l ON l.target_ref = ${column}
       WHERE t.organization_id = ${access.organization.id}::uuid AND ${Prisma.raw(living)} AND ${wanted}
       ORDER BY length(${column}), ${column}`,
  );
}

/** The quality marks of some records that requirements lead to, by ref. */
export async function qualityOfTargets(
  access: Access,
  target: MarkedTarget,
  refs: readonly string[],
): Promise<Map<string, Pick<QualityMark, "kind" | "title">[]>> {
  if (refs.length === 0) return new Map();
  const found = (await readTargets(access, target, refs)).map((one) => [one.ref, targetMarks(one, today()).map(asMark)] as const);
  return new Map(found.filter(([, marks]) => marks.length > 0));
}

function asMark(mark: TargetMark): Pick<QualityMark, "kind" | "title"> {
  return { kind: TARGET_MARK_KINDS[mark], title: translator("quality.target")(mark) };
}

export interface MarkedRecord {
  ref: string;
  entity: string;
  kind: QualityKind;
  why: string;
  title: string;
  /** Below the organisation's home; null where it opens nothing. */
  path: string | null;
}

const KINDS: readonly QualityKind[] = ["orphan", "stale", "vague", "duplicate"];
const ENTITIES = ["interested-party", "requirement", "source", "obligation", "document", "risk", "evidence", "control"] as const;

export interface QualityPage {
  rows: MarkedRecord[];
  matching: number;
  /** How many marks of each kind and of each noun there are, whatever is chosen. */
  kinds: { kind: QualityKind; count: number }[];
  entities: { entity: string; count: number }[];
}

/** All marks of the register by kind, narrowed to a kind or a noun, one page of them with what the records are called. */
export async function listQuality(
  access: Access,
  { kind, entity, page, pageSize }: { kind: string | null; entity: string | null; page: number; pageSize: number },
): Promise<QualityPage> {
  return inTenant(
    access,
    async () => {
      const { findings } = await liveAssessment(access);
      const marks: Pick<MarkedRecord, "ref" | "entity" | "kind" | "why">[] = [];
      for (const [ref, own] of findingsBySubject(findings)) {
        for (const finding of own) {
          const of = qualityKind(finding.check);
          const record = finding.records.find((one) => one.ref === ref);
          if (of && record && (ENTITIES as readonly string[]).includes(record.entity))
            marks.push({ ref, entity: record.entity, kind: of, why: finding.title });
        }
      }
      for (const target of ["risk", "document", "evidence", "control"] as const) {
        for (const one of await readTargets(access, target, null)) {
          for (const mark of targetMarks(one, today())) {
            const { kind: of, title } = asMark(mark);
            marks.push({ ref: one.ref, entity: target, kind: of, why: title });
          }
        }
      }
      marks.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
      const chosen = marks.filter((mark) => (!kind || mark.kind === kind) && (!entity || mark.entity === entity));
      const shown = chosen.slice((page - 1) * pageSize, page * pageSize);
      const records = new Map(
        (
          await recordsByRef(
            access,
            shown.map(({ ref }) => ref),
          )
        ).map((record) => [record.ref, record]),
      );
      const count = (test: (mark: (typeof marks)[number]) => boolean) => marks.filter(test).length;
      return {
        rows: shown.map((mark) => ({ ...mark, title: records.get(mark.ref)?.title ?? "", path: records.get(mark.ref)?.path ?? null })),
        matching: chosen.length,
        kinds: KINDS.map((one) => ({ kind: one, count: count((mark) => mark.kind === one) })).filter((one) => one.count > 0),
        entities: ENTITIES.map((one) => ({ entity: one, count: count((mark) => mark.entity === one) })).filter((one) => one.count > 0),
      };
    },
    { snapshot: true },
  );
}
