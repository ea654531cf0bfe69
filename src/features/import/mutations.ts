import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { Invalid, NotFound, Refused } from "@/server/errors";
import { log } from "@/server/log";
import { change } from "@/server/record";
import { runSpreadsheetChild } from "@/server/spreadsheet-child";
import { inTenant } from "@/server/tenant";
import { type BatchChoices, patchChoices, readBatchChoices } from "./batch-choices";
import { Commit, type ImportResult } from "./commit";
import { matchExisting } from "./existing";
import { endJob, type Job, jobOf, startJob } from "./jobs";
import { planAnew } from "./plan-anew";
import { propose, proposeAnew, type Reading, remember, storedForm } from "./proposals";
import { ownerKey, type Surroundings } from "./records";
import type { ChoicesPatch } from "./schema";
import { takeBack, type UndoResult } from "./undo";

const LONG = { timeout: 120_000 };
/** A batch that claims to be under way while nobody works on it: the process died, and its transaction with it. */
const ABANDONED_MS = 60_000;

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
  // What the file says without any choice was proposed just now: the preview and the commit need not read it again.
  remember({ id, version: 1 }, { ok: true, proposal: answer.proposal });
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
  version: number;
  workbook: string;
  choices: BatchChoices;
}

async function draft(access: Access, id: string): Promise<DraftBatch> {
  const batch = await inTenant(access, (tx) =>
    tx.importBatch.findUnique({
      where: { organizationId_id: { organizationId: access.organization.id, id } },
      select: { id: true, fileName: true, status: true, version: true, workbook: true, choices: true },
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
    // Claiming it raised the version once; since then its choices cannot change.
    const reading = await propose({ id, version: batch.version - 1, workbook: async () => batch.workbook }, batch.choices);
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

// The undo ------------------------------------------------------------------------------------------------------------------------------------

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
