import { setImmediate as breathe } from "node:timers/promises";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import type { Tx } from "@/server/db";
import type { EntityName } from "@/server/entities";
import type { RecordWriter, Values } from "@/server/record";

/** One statement for so many records; between two of them the server answers others. */
const SLICE = 500;
const MOST_KEPT_LISTED = 500;

export interface UndoResult {
  retired: number;
  restored: number;
  resolved: number;
  /** Records that somebody touched since, or that others rest on: they stay as they are. */
  kept: { entity: string; ref: string; title: string; why: "touched" | "in_use" }[];
  keptTotal: number;
}

interface Made {
  id: string;
  ref: string;
  title: string;
  version: number;
  untouched: boolean;
}

/** Takes back what an import made, inside the change that undoes it; what somebody touched since or what others rest on is kept and listed. */
export async function takeBack(access: Access, record: RecordWriter, batchId: string, fileName: string): Promise<UndoResult> {
  const reason = translator("import")("undoReason", { file: fileName });
  const options = { reason, action: "import-undo", batchId };
  const result: UndoResult = { retired: 0, restored: 0, resolved: 0, kept: [], keptTotal: 0 };
  const keep = (entity: string, { ref, title }: Made, why: "touched" | "in_use") => {
    result.keptTotal += 1;
    if (result.kept.length < MOST_KEPT_LISTED) result.kept.push({ entity, ref, title: title.slice(0, 200), why });
  };
  const retire = async (entity: EntityName, made: readonly Made[], used: ReadonlySet<string>) => {
    const going: Made[] = [];
    for (const one of made) {
      if (!one.untouched) keep(entity, one, "touched");
      else if (used.has(one.id)) keep(entity, one, "in_use");
      else going.push(one);
    }
    const patch = { status: "retired", retiredAt: today(), retiredReason: reason };
    await updateSliced(record, entity, going, patch, options);
    result.retired += going.length;
  };
  const comments = await madeBy(record.tx, access, batchId, "comment", Prisma.sql`''`, Prisma.sql`t.text`);
  const open = comments.filter(({ untouched }) => untouched);
  await updateSliced(
    record,
    "comment",
    open,
    { resolvedAt: now().toISOString(), resolvedById: access.user?.id ?? null, resolution: reason },
    options,
  );
  result.resolved = open.length;
  const requirements = await madeBy(record.tx, access, batchId, "requirement", Prisma.sql`t.ref`, Prisma.sql`t.statement`);
  await retire("requirement", requirements, new Set());
  const usedParties = await idsInUse(record.tx, access, batchId, "interested-party");
  await retire(
    "interested-party",
    await madeBy(record.tx, access, batchId, "interested-party", Prisma.sql`t.ref`, Prisma.sql`t.name`),
    usedParties,
  );
  const usedSources = await idsInUse(record.tx, access, batchId, "source");
  await retire("source", await madeBy(record.tx, access, batchId, "source", Prisma.sql`t.ref`, Prisma.sql`t.title`), usedSources);
  const changed = await record.tx.$queryRaw<{ id: string; version: number; before: Values }[]>`
    SELECT record_id AS id, record_version AS version, before FROM import_record
     WHERE organization_id = ${access.organization.id}::uuid AND batch_id = ${batchId}::uuid AND effect = 'changed'`;
  for (const { id, version, before } of changed) {
    const stands = await record.get("interested-party", id);
    if (stands.version !== version)
      keep("interested-party", { id, ref: stands.ref ?? "", title: String(stands.values.name), version, untouched: false }, "touched");
    else {
      const { ref: _ref, ...values } = before;
      await record.update("interested-party", id, version, values, options);
      result.restored += 1;
    }
  }
  return result;
}

async function updateSliced(
  record: RecordWriter,
  entity: EntityName,
  made: readonly Made[],
  patch: Values,
  options: { reason: string; action: string; batchId: string },
): Promise<void> {
  for (let start = 0; start < made.length; start += SLICE) {
    await record.updateMany(entity, made.slice(start, start + SLICE), patch, options);
    await breathe();
  }
}

const TABLE = {
  comment: "comment",
  requirement: "requirement",
  "interested-party": "interested_party",
  source: "source_document",
} as const;

/** Ids of one kind that the import created. */
async function idsMade(tx: Tx, access: Access, batchId: string, entity: keyof typeof TABLE): Promise<string[]> {
  const rows = await tx.importRecord.findMany({
    where: { organizationId: access.organization.id, batchId, entity, effect: "created" },
    select: { recordId: true },
  });
  return rows.map(({ recordId }) => recordId);
}

/** How many ids one question names. Joining with the list of the import instead leaves a planner without statistics to guess, and it guesses badly. */
const ASKED = 2_000;

async function inSlices<T>(ids: readonly string[], ask: (slice: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += ASKED) found.push(...(await ask(ids.slice(start, start + ASKED))));
  return found;
}

/** What the import created of one kind, retired records of the file itself left out: they are what they would become. */
async function madeBy(
  tx: Tx,
  access: Access,
  batchId: string,
  entity: keyof typeof TABLE,
  ref: Prisma.Sql,
  title: Prisma.Sql,
): Promise<Made[]> {
  const records = await tx.importRecord.findMany({
    where: { organizationId: access.organization.id, batchId, entity, effect: "created" },
    select: { recordId: true, recordVersion: true },
  });
  const versions = new Map(records.map(({ recordId, recordVersion }) => [recordId, recordVersion]));
  const open = entity === "comment" ? Prisma.sql`t.resolved_at IS NULL` : Prisma.sql`t.status <> 'retired'`;
  const rows = await inSlices(
    [...versions.keys()],
    (ids) => tx.$queryRaw<Omit<Made, "untouched">[]>`
      SELECT t.id, ${ref} AS ref, left(${title}, 200) AS title, t.version FROM ${Prisma.raw(`"${TABLE[entity]}"`)} t
       WHERE t.organization_id = ${access.organization.id}::uuid AND t.id = ANY(${ids}::uuid[]) AND ${open}`,
  );
  return rows.map((row) => ({ ...row, untouched: versions.get(row.id) === row.version }));
}

/** Parties or sources of the import on which a requirement still rests, whoever entered it. Asked for after the import's own are retired. */
async function idsInUse(tx: Tx, access: Access, batchId: string, what: "interested-party" | "source"): Promise<Set<string>> {
  const organization = access.organization.id;
  const rows = await inSlices(await idsMade(tx, access, batchId, what), (ids) =>
    what === "interested-party"
      ? tx.$queryRaw<{ id: string }[]>`
          SELECT DISTINCT q.party_id AS id FROM requirement q
           WHERE q.organization_id = ${organization}::uuid AND q.party_id = ANY(${ids}::uuid[]) AND q.status <> 'retired'`
      : tx.$queryRaw<{ id: string }[]>`
          SELECT DISTINCT s.source_id AS id FROM requirement_source s
            JOIN requirement q ON q.organization_id = s.organization_id AND q.id = s.requirement_id
           WHERE s.organization_id = ${organization}::uuid AND s.source_id = ANY(${ids}::uuid[]) AND q.status <> 'retired'`,
  );
  return new Set(rows.map(({ id }) => id));
}
