import { type KnownCriterion, type RawLine, type ReadLine, readLines } from "@/domain/measurement-lines";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { Refused } from "@/server/errors";
import { change } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { lockCriteria, measured } from "./measured";

/** Measurements that come many at once: from a file that somebody looks at first, or from a program. */

/** A line with its problems as sentences. */
export interface JudgedLine extends Omit<ReadLine, "problems" | "criterionId"> {
  problems: string[];
  hints: string[];
}

/** What would become of each line; nothing is stored. */
export async function previewLines(access: Access, lines: readonly RawLine[], strict: boolean): Promise<JudgedLine[]> {
  return inTenant(access, async (tx) => (await judge(tx, access, lines, strict)).map(said));
}

export interface StoredLines {
  stored: number;
  /** The same value stood on that day already. */
  stood: number;
  left: number;
  actionRefs: string[];
  /** In order of the lines that came. */
  lines: JudgedLine[];
}

/**
 * Stores what is right: everything or nothing, or only the good lines. Read anew here, with the criteria locked, whatever was shown before.
 * Throws Refused("measurements-bad_lines") where a line is wrong and all of them were wanted.
 */
export async function storeLines(
  access: Access,
  lines: readonly RawLine[],
  { only, origin, strict = false }: { only: "all" | "good"; origin: "csv" | "api"; strict?: boolean },
): Promise<StoredLines> {
  return change(access, async (record) => {
    const first = await judge(record.tx, access, lines, strict);
    const ids = [...new Set(first.flatMap(({ criterionId }) => criterionId ?? []))];
    await lockCriteria(record, ids);
    const judged = await judge(record.tx, access, lines, strict);
    const bad = judged.filter(({ state }) => state === "bad").length;
    if (bad > 0 && only === "all") throw new Refused("measurements-bad_lines", { count: bad });
    const good = judged.filter(({ state }) => state === "good");
    const rows = good.map(({ criterionId, measuredOn, value, note }) => ({ criterionId, measuredOn, value, note, origin }));
    const stored = await record.createMany("measurement", rows, { action: origin === "csv" ? "import" : "create" });
    const touched = [...new Set(good.map(({ criterionId }) => criterionId!))];
    const opened = await measured(record, access, touched, new Set(stored.map(({ id }) => id)));
    return {
      stored: stored.length,
      stood: judged.length - good.length - bad,
      left: bad,
      actionRefs: [...opened.values()],
      lines: judged.map(said),
    };
  });
}

interface KnownRow extends Omit<KnownCriterion, "stood"> {
  stood: Record<string, string> | null;
}

async function judge(tx: Tx, access: Access, lines: readonly RawLine[], strict: boolean): Promise<ReadLine[]> {
  const refs = [...new Set(lines.map(({ ref }) => ref.trim().toUpperCase().slice(0, 40)))];
  const rows = await tx.$queryRaw<KnownRow[]>`
    SELECT c.id, c.ref, c.unit, c.status, to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "requirementSince",
           (SELECT json_object_agg(m.measured_on, m.value) FROM measurement m
             WHERE m.organization_id = c.organization_id AND m.criterion_id = c.id) AS stood
      FROM criterion c JOIN requirement r ON r.organization_id = c.organization_id AND r.id = c.requirement_id
     WHERE c.organization_id = ${access.organization.id}::uuid AND c.ref = ANY(${refs}::text[])`;
  const known = new Map(rows.map((row) => [row.ref, { ...row, stood: new Map(Object.entries(row.stood ?? {})) }]));
  return readLines(lines, known, { today: today(), strict });
}

function said({ problems, criterionId: _criterionId, ...line }: ReadLine): JudgedLine {
  const t = translator("monitoring.problem");
  return {
    ...line,
    problems: problems.map(({ code, params }) => t(code, params)),
    hints: line.beforeRequirement && line.state === "good" ? [translator("monitoring")("beforeRequirement")] : [],
  };
}
