import { judgeEvidence } from "@/domain/evidence";
import { requireOwner } from "@/features/interested-parties/mutations";
import { linkTargets } from "@/features/threads/mutations";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { type BlobState, blobStore, checkBlob, openChecked } from "@/server/blob-store";
import { removeIncoming } from "@/server/blob-store-incoming";
import { today } from "@/server/clock";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { log } from "@/server/log";
import { change, type RecordWriter, type Stored } from "@/server/record";
import { inTenant } from "@/server/tenant";
import { type FileCheck, verifyEvidence } from "./queries";
import type { EvidenceChange, EvidenceRetirement, EvidenceReturn, FileReplacement, NewEvidence } from "./schema";
import { takeIn } from "./uploads";

export interface SavedEvidence {
  id: string;
  ref: string;
  version: number;
}

/**
 * Files evidence: a file that came in, or a link or place. With `serves` it is linked to that requirement in the same transaction; on a decided
 * requirement the rationale is the reason of that change. Throws Invalid, Refused for a file that is not taken, NotFound for an upload that is gone.
 */
export async function createEvidence(access: Access, { uploadId, serves, ...values }: NewEvidence): Promise<SavedEvidence> {
  judge(values, uploadId !== null);
  if (serves && !access.can("requirement:update")) throw new Forbidden("requirement:update");
  const file = uploadId ? await takeIn(access, uploadId) : null;
  const created = await change(access, async (record) => {
    await requireOwner(record, access, values.ownerId);
    // Gone between the two looks: another request filed it. A retry of that very request was answered before it came here.
    if (uploadId && (!file || !(await forgetUpload(record, access, uploadId)))) throw new NotFound();
    const stored = await record.create("evidence", { ...values, ...file });
    if (serves) {
      const requirement = await record.get("requirement", serves.requirementId);
      const { rationale, coverage } = serves;
      await linkTargets(access, {
        id: requirement.id,
        version: requirement.version,
        reason: rationale,
        links: [{ type: "evidence", ref: stored.ref!, rationale, coverage }],
      });
    }
    return saved(stored);
  });
  if (uploadId) await removeIncoming(access.organization.id, uploadId);
  return created;
}

/** What is said about the evidence; its file stays as it is. Throws Conflict, NotFound, Invalid, Refused for retired evidence. */
export async function updateEvidence(access: Access, { id, version, reason, ...values }: EvidenceChange): Promise<SavedEvidence> {
  return change(access, async (record) => {
    const before = await record.get("evidence", id);
    if (values.ownerId !== before.values.ownerId) await requireOwner(record, access, values.ownerId);
    const patch = (evidence: Stored) => {
      if (evidence.values.status === "retired") throw new Refused("evidence-retired");
      judge(values, evidence.values.contentHash !== null);
      return { ...values };
    };
    return saved(await record.update("evidence", id, version, patch, { reason }));
  });
}

/**
 * Puts another file in the place of the stored one (or of a link), with the day it is from. The history keeps the hash of the earlier file, and the store
 * its bytes. Throws Conflict, NotFound, Invalid, Refused for the same content, for a file that is not taken and for retired evidence.
 */
export async function replaceFile(
  access: Access,
  { id, version, uploadId, dated, validUntil, reason }: FileReplacement,
): Promise<SavedEvidence> {
  const file = await takeIn(access, uploadId);
  const replaced = await change(access, async (record) => {
    if (!file || !(await forgetUpload(record, access, uploadId))) throw new NotFound();
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("evidence-retired");
      if (values.contentHash === file.contentHash) throw new Refused("evidence-same_file");
      judge({ title: String(values.title), origin: String(values.origin), location: "", dated, validUntil }, true);
      return { ...file, location: "", dated, validUntil };
    };
    return saved(await record.update("evidence", id, version, patch, { action: "replace-file", reason }));
  });
  await removeIncoming(access.organization.id, uploadId);
  return replaced;
}

/** active -> retired; requirements keep pointing to it, which then shows as a gap of their thread. The file stays in the store. */
export async function retireEvidence(access: Access, { id, version, reason }: EvidenceRetirement): Promise<SavedEvidence> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status === "retired") throw new Refused("evidence-already_retired");
      return { status: "retired", retiredAt: today(), retiredReason: reason };
    };
    return saved(await record.update("evidence", id, version, patch, { action: "retire", reason }));
  });
}

export async function bringBackEvidence(access: Access, { id, version, reason }: EvidenceReturn): Promise<SavedEvidence> {
  return change(access, async (record) => {
    const patch = ({ values }: Stored) => {
      if (values.status !== "retired") throw new Refused("evidence-not_retired");
      return { status: "active", retiredAt: null, retiredReason: "" };
    };
    return saved(await record.update("evidence", id, version, patch, { action: "bring-back", reason }));
  });
}

export interface OpenedFile {
  ref: string;
  fileName: string;
  mediaType: string;
  size: number;
  body: NodeJS.ReadableStream;
}

/**
 * The file of a piece of evidence for handing out. It is read through and held against its hash before the first byte leaves, and the download is entered
 * in the history. Throws NotFound, and Refused("evidence-file_changed" or "evidence-file_gone") for a file that is not what was filed; that stands in the
 * history and in the log.
 */
export async function openFile(access: Access, ref: string): Promise<OpenedFile> {
  const row = await inTenant(access, (tx) =>
    tx.evidence.findFirst({
      where: { ref },
      select: { id: true, ref: true, fileName: true, mediaType: true, size: true, contentHash: true },
    }),
  );
  if (!row?.contentHash) throw new NotFound();
  const { id, contentHash } = row;
  const store = blobStore();
  const state = await checkBlob(store, access.organization.id, contentHash);
  const body = state === "intact" ? await openChecked(store, access.organization.id, contentHash) : null;
  if (!body) {
    const found: BlobState = state === "intact" ? "missing" : state;
    log("warn", `evidence ${ref} of ${access.organization.slug}: the stored file is ${found}`);
    await change(access, async (record) =>
      record.note("evidence", id, ref, "download-refused", { note: translator("evidence.check")(found) }),
    );
    throw new Refused(found === "changed" ? "evidence-file_changed" : "evidence-file_gone", { ref });
  }
  await change(access, async (record) => record.note("evidence", id, ref, "download", { note: row.fileName }));
  return { ref, fileName: row.fileName, mediaType: row.mediaType, size: row.size ?? 0, body };
}

/** Holds every stored file against its hash, and enters in the history what was found. */
export async function checkFiles(access: Access): Promise<FileCheck> {
  const result = await verifyEvidence(access);
  const { checked, missing, changed } = result;
  await change(access, async (record) =>
    record.note("evidence-files", access.organization.id, translator("evidence")("title"), "verify-files", {
      note: translator("evidence.check")("note", { checked, missing: missing.length, changed: changed.length }),
    }),
  );
  return result;
}

function judge(values: Parameters<typeof judgeEvidence>[0], hasFile: boolean): void {
  const ruling = judgeEvidence(values, hasFile, today());
  if (!ruling.ok) throw new Invalid({ [ruling.field ?? "title"]: translator("refusals")(`evidence-${ruling.code}`) });
}

/** The upload's row goes with the transaction that files it; false where another transaction did. */
async function forgetUpload(record: RecordWriter, access: Access, uploadId: string): Promise<boolean> {
  const { count } = await record.tx.upload.deleteMany({ where: { id: uploadId, userId: access.user?.id ?? access.organization.id } });
  return count === 1;
}

function saved({ id, ref, version }: Stored): SavedEvidence {
  return { id, ref: ref ?? "", version };
}
