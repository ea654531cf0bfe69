import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import type { ImportProposal, PartyProposal } from "@/domain/import/proposal";
import { sortKey } from "@/domain/normalise";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import type { Tx } from "@/server/db";
import type { EntityName } from "@/server/entities";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { log } from "@/server/log";
import { change, type RecordWriter, type Stored, type Values } from "@/server/record";
import { runSpreadsheetChild } from "@/server/spreadsheet-child";
import { inTenant } from "@/server/tenant";
import { type BatchChoices, patchChoices, readBatchChoices } from "./batch-choices";
import { type ExistingParty, type Matches, matchExisting } from "./existing";
import { endJob, type Job, jobOf, startJob } from "./jobs";
import { proposeAnew, type Reading, storedForm } from "./proposals";
import {
  additionTo,
  type ImportedRecord,
  ownerKey,
  partyRecord,
  type Remark,
  requirementRecord,
  requirementsToWrite,
  type Surroundings,
} from "./records";
import type { ChoicesPatch } from "./schema";

/** One statement for so many records; between two of them the server answers others. */
const SLICE = 250;
const LONG = { timeout: 120_000 };
/** A batch that claims to be under way while nobody works on it: the process died, and its transaction with it. */
const ABANDONED_MS = 60_000;
const MOST_KEPT_LISTED = 500;

// The draft -----------------------------------------------------------------------------------------------------------------------------------

/** Reads an uploaded file in a process of its own and keeps it as a draft. Nothing of it is in the register yet. Throws Refused("spreadsheet"). */
export async function storeUpload(access: Access, file: Uint8Array, fileName: string): Promise<{ id: string }> {
  const answer = await runSpreadsheetChild({ body: { file }, withWorkbook: true });
  if (!answer.ok) throw refusal(answer);
  const id = uuid();
  const workbook = storedForm(file, answer.workbook!);
  const at = now();
  await inTenant(access, (tx) =>
    tx.importBatch.create({
      data: {
        organizationId: access.organization.id,
        id,
        fileName: fileName || translator("import")("unnamed"),
        fileSize: file.byteLength,
        fileSha256: createHash("sha256").update(file).digest("hex"),
        workbook,
        summary: { counts: answer.proposal.counts },
        createdById: access.user?.id ?? access.organization.id,
        createdAt: at,
        updatedAt: at,
      },
      select: { id: true },
    }),
  );
  return { id };
}

/** What is said about a file that cannot be read, in the sentence of its code. */
function refusal({ code, params }: Extract<Reading, { ok: false }>): Refused {
  return new Refused("spreadsheet", { sentence: translator("importErrors")(code, params) });
}

/**
 * Takes over a change of choices, if the file can still be read with it. Two pages open on one import change different choices without losing any.
 * Throws NotFound, Refused("import-not-draft") and Refused("spreadsheet").
 */
export async function saveChoices(access: Access, { id, patch }: { id: string; patch: ChoicesPatch }): Promise<{ version: number }> {
  if (touchesReading(patch)) {
    const batch = await draft(access, id);
    const reading = await proposeAnew(batch.workbook, patchChoices(batch.choices, patch));
    if (!reading.ok) throw refusal(reading);
  }
  return inTenant(access, async (tx) => {
    const [row] = await tx.$queryRaw<{ status: string; choices: unknown }[]>`
      SELECT status, choices FROM import_batch WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
    if (!row) throw new NotFound();
    if (row.status !== "draft") throw new Refused("import-not-draft");
    const choices = patchChoices(readBatchChoices(row.choices), patch);
    const { version } = await tx.importBatch.update({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      data: { choices: choices as unknown as Prisma.InputJsonValue, version: { increment: 1 }, updatedAt: now() },
      select: { version: true },
    });
    return { version };
  });
}

/** Another sheet, encoding or heading can make a file unreadable; other choices cannot. */
function touchesReading(patch: ChoicesPatch): boolean {
  return ["encoding", "delimiter", "sheet", "headerRows"].some((name) => patch[name as keyof ChoicesPatch] !== undefined);
}

interface DraftBatch {
  id: string;
  fileName: string;
  status: string;
  workbook: string;
  choices: BatchChoices;
}

async function draft(access: Access, id: string): Promise<DraftBatch> {
  const batch = await inTenant(access, (tx) =>
    tx.importBatch.findUnique({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      select: { id: true, fileName: true, status: true, workbook: true, choices: true },
    }),
  );
  if (!batch) throw new NotFound();
  if (batch.workbook === null) throw new Refused("import-not-draft");
  return { ...batch, workbook: batch.workbook, choices: readBatchChoices(batch.choices) };
}

/** Throws the draft away together with what was read of the file. Throws NotFound and Refused("import-not-draft"). */
export async function discardImport(access: Access, { id }: { id: string }): Promise<void> {
  await inTenant(access, async (tx) => {
    const count = await tx.importBatch.updateMany({
      where: { organizationId: access.organization.id, id, status: "draft" },
      data: { status: "discarded", workbook: null, updatedAt: now(), version: { increment: 1 } },
    });
    if (count.count === 0) throw await notDraft(tx, access, id);
  });
}

async function notDraft(tx: Tx, access: Access, id: string): Promise<Error> {
  const batch = await tx.importBatch.findUnique({
    where: { organizationId_id: { organizationId: access.organization.id, id } },
    select: { id: true },
  });
  return batch ? new Refused("import-not-draft") : new NotFound();
}

// The commit ----------------------------------------------------------------------------------------------------------------------------------

export interface ImportResult {
  parties: number;
  requirements: number;
  retired: number;
  sources: number;
  comments: number;
  /** Parties of the register that the import added to. */
  changed: number;
  /** Requirements that stood in the register already and were left out. */
  standing: number;
  skippedRows: number;
}

/**
 * Claims the draft and writes it in the background, so that the page can be left. A second click finds it claimed and does nothing.
 * Throws NotFound and Refused("import-not-draft").
 */
export async function startCommit(access: Access, { id, reason }: { id: string; reason: string }): Promise<{ status: string }> {
  const claimed = await claim(access, id, reason);
  if (claimed.now) {
    const job = startJob(id);
    void writeImport(access, id, reason, job).catch((error: unknown) => log("error", "an import failed", error));
  }
  return { status: claimed.status };
}

/** The same, waiting for the end: for tests and the command line. Throws what went wrong; then nothing was written. */
export async function commitImport(access: Access, { id, reason }: { id: string; reason: string }): Promise<ImportResult | null> {
  const claimed = await claim(access, id, reason);
  return claimed.now ? writeImport(access, id, reason, startJob(id)) : null;
}

async function claim(access: Access, id: string, reason: string): Promise<{ now: boolean; status: string }> {
  if (reason.trim() === "") throw new Invalid({ reason: translator("import")("reasonMissing") });
  return inTenant(access, async (tx) => {
    const { count } = await tx.importBatch.updateMany({
      where: { organizationId: access.organization.id, id, status: "draft" },
      data: { status: "committing", reason, updatedAt: now(), version: { increment: 1 } },
    });
    if (count === 1) return { now: true, status: "committing" };
    const batch = await tx.importBatch.findUnique({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      select: { status: true },
    });
    if (!batch) throw new NotFound();
    if (batch.status === "committing" || batch.status === "committed") return { now: false, status: batch.status };
    throw new Refused("import-not-draft");
  });
}

async function writeImport(access: Access, id: string, reason: string, job: Job): Promise<ImportResult> {
  try {
    const batch = await draft(access, id);
    const reading = await proposeAnew(batch.workbook, batch.choices);
    if (!reading.ok) throw refusal(reading);
    const { proposal } = reading;
    const matches = await matchExisting(access, proposal, batch.choices);
    const around: Surroundings = {
      fileName: batch.fileName,
      day: today(),
      userId: access.user?.id ?? null,
      choices: batch.choices,
      owners: await membersByName(access),
    };
    return await change(
      access,
      (record) => new Commit(access, record, { id, reason, fileName: batch.fileName }, around, proposal, matches, job).run(),
      LONG,
    );
  } catch (error) {
    await release(access, id, error);
    throw error;
  } finally {
    endJob(id);
  }
}

/** The draft as it was, with a sentence about what went wrong. The transaction has taken everything else back. */
async function release(access: Access, id: string, error: unknown): Promise<void> {
  const sentence = error instanceof Refused ? translator("refusals")(error.code, error.params) : translator("import")("failedText");
  try {
    await inTenant(
      access,
      (tx) => tx.$executeRaw`
        UPDATE import_batch SET status = 'draft', version = version + 1, updated_at = ${now()}, summary = summary || jsonb_build_object('error', ${sentence}::text)
         WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid AND status = 'committing'`,
    );
  } catch (failure) {
    // The database is away: the batch becomes a draft again when somebody looks at it (releaseAbandoned).
    log("warn", "an import could not be released", failure);
  }
}

/** A batch whose writer died becomes a draft again. Called whenever somebody looks at it. */
export async function releaseAbandoned(access: Access, id: string): Promise<void> {
  if (jobOf(id)) return;
  const before = new Date(now().getTime() - ABANDONED_MS);
  await inTenant(
    access,
    (tx) => tx.$executeRaw`
      UPDATE import_batch SET status = 'draft', version = version + 1, updated_at = ${now()}, summary = summary || jsonb_build_object('error', ${translator("import")("interrupted")}::text)
       WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid AND status = 'committing' AND updated_at < ${before}`,
  );
}

/** Names and addresses of members; a name that two people bear names nobody. */
async function membersByName(access: Access): Promise<Map<string, string>> {
  const members = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ id: string; name: string; email: string }[]>`
      SELECT u.id, u.name, u.email FROM membership m JOIN user_account u ON u.id = m.user_id
       WHERE m.organization_id = ${access.organization.id}::uuid AND m.ended_at IS NULL`,
  );
  const found = new Map<string, string | null>();
  for (const { id, name, email } of members) {
    const key = ownerKey(name);
    found.set(key, found.has(key) ? null : id);
    found.set(ownerKey(email), id);
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
}

/**
 * Checks of foreign keys keep the plan of the first rows they saw, a walk over a table that was all but empty then. While thousands of rows go in, the
 * plan has to follow the table: without this, 10,000 rows take ten times as long in a young database.
 */
async function planAnew(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`;
}

interface Trace {
  entity: EntityName;
  record_id: string;
  record_version: number;
  effect: "created" | "changed";
  before: Values | null;
}

/** One import being written, inside its one transaction. */
class Commit {
  private readonly traces: Trace[] = [];
  private readonly remarks: { entity: EntityName; entityId: string; remark: Remark }[] = [];

  constructor(
    private readonly access: Access,
    private readonly record: RecordWriter,
    private readonly batch: { id: string; reason: string; fileName: string },
    private readonly around: Surroundings,
    private readonly proposal: ImportProposal,
    private readonly matches: Matches,
    private readonly job: Job,
  ) {}

  async run(): Promise<ImportResult> {
    const { proposal, job, around, matches } = this;
    const parties = proposal.parties.filter((party) => !party.skip);
    const requirements = requirementsToWrite(proposal, around.choices, matches.requirements);
    job.phase = "writing";
    job.total = parties.length + requirements.length;
    await planAnew(this.record.tx);
    await this.reserveRefs(proposal);
    const ids = await this.writeParties(parties);
    const sources = around.choices.createSources ? await this.writeSources(requirements) : new Map<string, string>();
    const retired = await this.writeRequirements(requirements, ids, sources);
    await this.writeComments();
    await this.writeTraces();
    const wanted = parties.flatMap((party) => party.requirements.filter((requirement) => !requirement.skip)).length;
    const result: ImportResult = {
      parties: parties.length - matches.taken.size,
      requirements: requirements.length,
      retired,
      sources: this.traces.filter(({ entity, effect }) => entity === "source" && effect === "created").length,
      comments: this.remarks.length,
      changed: this.traces.filter(({ effect }) => effect === "changed").length,
      standing: wanted - requirements.length,
      skippedRows: proposal.skippedRows.length,
    };
    await this.finish(result);
    job.phase = "history";
    return result;
  }

  private options() {
    return { reason: this.batch.reason, action: "import", batchId: this.batch.id };
  }

  private async createMany(entity: EntityName, rows: readonly Values[], counted: boolean): Promise<Stored[]> {
    const stored: Stored[] = [];
    for (let start = 0; start < rows.length; start += SLICE) {
      const slice = await this.record.createMany(entity, rows.slice(start, start + SLICE), this.options());
      for (const { id, version } of slice)
        this.traces.push({ entity, record_id: id, record_version: version, effect: "created", before: null });
      stored.push(...slice);
      if (counted) this.job.done += slice.length;
      await breathe();
    }
    return stored;
  }

  /** Party of the file -> id in the register. */
  private async writeParties(parties: ImportProposal["parties"]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    const fresh: { id: string; record: ImportedRecord }[] = [];
    for (const [at, party] of parties.entries()) {
      const existing = this.matches.taken.get(party.id);
      const record = partyRecord(party, this.around, existing ? existing.ref : this.freeRef(party.fields.party_ref, /^IP-\d{1,9}$/));
      if (existing) {
        ids.set(party.id, existing.id);
        await this.addTo(existing, record, party);
        this.job.done += 1;
      } else fresh.push({ id: party.id, record });
      if (at % SLICE === SLICE - 1) await breathe();
    }
    const stored = await this.createMany(
      "interested-party",
      fresh.map(({ record }) => record.values),
      true,
    );
    for (const [at, { id, record }] of fresh.entries()) {
      ids.set(id, stored[at]!.id);
      for (const remark of record.comments) this.remarks.push({ entity: "interested-party", entityId: stored[at]!.id, remark });
    }
    return ids;
  }

  private async addTo(existing: ExistingParty, imported: ImportedRecord, party: PartyProposal): Promise<void> {
    const before = await this.record.get("interested-party", existing.id);
    const patch = additionTo(before.values, imported, this.around, party);
    for (const remark of imported.comments) this.remarks.push({ entity: "interested-party", entityId: existing.id, remark });
    const after = await this.record.update("interested-party", existing.id, before.version, patch, this.options());
    if (after.version === before.version) return;
    const trace = this.traces.find((known) => known.record_id === existing.id);
    // Two parties of the file can be added to one of the register: undo then goes back to before the first.
    if (trace) trace.record_version = after.version;
    else
      this.traces.push({
        entity: "interested-party",
        record_id: existing.id,
        record_version: after.version,
        effect: "changed",
        before: before.values,
      });
  }

  /** Refs that the file brings along push the counters up first, so that none of them is drawn for another record on the way. */
  private async reserveRefs(proposal: ImportProposal): Promise<void> {
    const highest = (refs: unknown[], prefix: string) =>
      refs.reduce<number>((most, ref) => Math.max(most, Number(new RegExp(`^${prefix}-(\\d{1,9})$`).exec(String(ref))?.[1] ?? 0)), 0);
    const numbers: [string, number][] = [
      [
        "IP",
        highest(
          proposal.parties.map(({ fields }) => fields.party_ref),
          "IP",
        ),
      ],
      [
        "REQ",
        highest(
          proposal.parties.flatMap((party) => party.requirements.map(({ fields }) => fields.requirement_ref)),
          "REQ",
        ),
      ],
    ];
    for (const [prefix, last] of numbers) {
      if (last === 0) continue;
      await this.record.tx.$executeRaw`
        INSERT INTO ref_counter (organization_id, prefix, last) VALUES (${this.access.organization.id}::uuid, ${prefix}, ${last}::int)
        ON CONFLICT (organization_id, prefix) DO UPDATE SET last = greatest(ref_counter.last, excluded.last)`;
    }
  }

  /** A ref of one of our own lists is kept where it is free. */
  private freeRef(given: unknown, form: RegExp): string | null {
    if (typeof given !== "string" || !form.test(given) || this.matches.refs.has(given)) return null;
    this.matches.refs.add(given);
    return given;
  }

  /** Source as the file names it -> id of the document: one that exists under that title, or a new one. */
  private async writeSources(requirements: ReturnType<typeof requirementsToWrite>): Promise<Map<string, string>> {
    const titles = new Map<string, { title: string; type: string }>();
    for (const { requirement } of requirements) {
      if (!requirement.sourceRef) continue;
      const type =
        requirement.kind === "contractual"
          ? "contract"
          : requirement.kind === "legal" || requirement.kind === "regulatory"
            ? "law"
            : "other";
      const key = sortKey(requirement.sourceRef);
      if (!titles.has(key)) titles.set(key, { title: requirement.sourceRef, type });
    }
    const known = await this.record.tx.$queryRaw<{ id: string; key: string }[]>`
      SELECT id, title_key AS key FROM source_document WHERE organization_id = ${this.access.organization.id}::uuid AND status = 'active' ORDER BY ref DESC`;
    const ids = new Map(known.map(({ id, key }) => [key, id]));
    const missing = [...titles].filter(([key]) => !ids.has(key));
    const stored = await this.createMany(
      "source",
      missing.map(([, { title, type }]) => ({ title, type, note: translator("import.note")("source", { file: this.batch.fileName }) })),
      false,
    );
    for (const [at, [key]] of missing.entries()) ids.set(key, stored[at]!.id);
    return ids;
  }

  private async writeRequirements(
    requirements: ReturnType<typeof requirementsToWrite>,
    parties: ReadonlyMap<string, string>,
    sources: ReadonlyMap<string, string>,
  ): Promise<number> {
    let retired = 0;
    for (let start = 0; start < requirements.length; start += SLICE) {
      const records = requirements.slice(start, start + SLICE).map(({ party, requirement }) => {
        const record = requirementRecord(requirement, this.around, this.freeRef(requirement.fields.requirement_ref, /^REQ-\d{1,9}$/));
        const source = requirement.sourceRef ? sources.get(sortKey(requirement.sourceRef)) : undefined;
        return {
          values: { ...record.values, partyId: parties.get(party.id)!, sourceIds: source ? [source] : [] } as Values,
          comments: record.comments,
        };
      });
      retired += records.filter(({ values }) => values.status === "retired").length;
      const stored = await this.createMany(
        "requirement",
        records.map(({ values }) => values),
        true,
      );
      for (const [at, { comments }] of records.entries())
        for (const remark of comments) this.remarks.push({ entity: "requirement", entityId: stored[at]!.id, remark });
    }
    return retired;
  }

  /** Comments of cells and questions that the file left open stand as unresolved comments at their record. */
  private async writeComments(): Promise<void> {
    await this.createMany(
      "comment",
      this.remarks.map(({ entity, entityId, remark }) => ({ entity, entityId, text: remark.text, origin: remark.origin, authorId: null })),
      false,
    );
  }

  private async writeTraces(): Promise<void> {
    for (let start = 0; start < this.traces.length; start += SLICE * 4) {
      await this.record.tx.$executeRaw`
        INSERT INTO import_record (organization_id, batch_id, entity, record_id, record_version, effect, before)
        SELECT ${this.access.organization.id}::uuid, ${this.batch.id}::uuid, r.entity, r.record_id, r.record_version, r.effect, r.before
          FROM jsonb_to_recordset(${JSON.stringify(this.traces.slice(start, start + SLICE * 4))}::jsonb)
            AS r(entity text, record_id uuid, record_version int, effect text, before jsonb)`;
    }
  }

  private async finish(result: ImportResult): Promise<void> {
    const { count } = await this.record.tx.importBatch.updateMany({
      where: { organizationId: this.access.organization.id, id: this.batch.id, status: "committing" },
      data: {
        status: "committed",
        committedAt: now(),
        updatedAt: now(),
        version: { increment: 1 },
        summary: { counts: this.proposal.counts, result: result as unknown as Prisma.InputJsonValue },
      },
    });
    // Somebody took the batch for abandoned: then it must not stand twice.
    if (count !== 1) throw new Refused("import-not-draft");
    this.record.note("import-batch", this.batch.id, this.batch.fileName, "import", {
      reason: this.batch.reason,
      batchId: this.batch.id,
      note: translator("import")("historyNote", { file: this.batch.fileName, ...result }),
    });
  }
}

// The undo ------------------------------------------------------------------------------------------------------------------------------------

export interface UndoResult {
  retired: number;
  restored: number;
  resolved: number;
  /** Records that somebody touched since, or that others rest on: they stay as they are. */
  kept: { entity: string; ref: string; title: string; why: "touched" | "in_use" }[];
  keptTotal: number;
}

/**
 * Takes an import back: what it created and nobody touched since is retired, what it changed and nobody touched since is as before, its comments are
 * resolved. Everything else is kept and listed. Throws NotFound and Refused("import-not-committed").
 */
export async function undoImport(access: Access, { id }: { id: string }): Promise<UndoResult> {
  return change(
    access,
    async (record) => {
      const [batch] = await record.tx.$queryRaw<{ status: string; fileName: string }[]>`
        SELECT status, file_name AS "fileName" FROM import_batch WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
      if (!batch) throw new NotFound();
      if (batch.status !== "committed") throw new Refused("import-not-committed");
      await planAnew(record.tx);
      const result = await takeBack(access, record, id, batch.fileName);
      await record.tx.$executeRaw`
        UPDATE import_batch SET status = 'undone', undone_at = ${now()}, updated_at = ${now()}, version = version + 1,
               summary = summary || jsonb_build_object('undo', ${JSON.stringify(result)}::jsonb)
         WHERE organization_id = ${access.organization.id}::uuid AND id = ${id}::uuid`;
      record.note("import-batch", id, batch.fileName, "import-undo", {
        batchId: id,
        note: translator("import")("undoNote", {
          file: batch.fileName,
          retired: result.retired,
          restored: result.restored,
          kept: result.keptTotal,
        }),
      });
      return result;
    },
    LONG,
  );
}

interface Made {
  id: string;
  ref: string;
  title: string;
  version: number;
  untouched: boolean;
}

async function takeBack(access: Access, record: RecordWriter, batchId: string, fileName: string): Promise<UndoResult> {
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
