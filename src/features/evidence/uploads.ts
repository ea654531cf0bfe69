import { v7 as uuid } from "uuid";
import { type FileRefusal, judgeFileName } from "@/domain/evidence-file";
import type { Access } from "@/server/access";
import { blobStore, type StagedFile } from "@/server/blob-store";
import {
  appendIncoming,
  incomingPath,
  incomingSize,
  removeIncoming,
  removeStaged,
  stageIncoming,
  sweepIncoming,
} from "@/server/blob-store-incoming";
import { now } from "@/server/clock";
import { evidenceSettings } from "@/server/env";
import { NotFound, Refused } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { inspectFile } from "./inspect";
import type { UploadStart } from "./schema";

/**
 * The way in for files: a start, pieces one behind the other, and an end at which the content is looked at. What is received stands in the table and on
 * the disk, so that a closed tab or a broken connection costs the piece that was under way at most. An upload belongs to the person who began it.
 */

/** So many bytes come in one request at most; the browser sends half of it. */
export const LARGEST_PIECE = 8 * 1024 * 1024;
/** Files on their way in at one time, in an organisation. */
const MOST_RUNNING = 10;
/** Files that came in completely and wait for their details. */
const MOST_WAITING = 100;
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Not touched for so long, an unfinished upload gives way when another is begun and there is no room. */
const IDLE_MS = 15 * 60 * 1000;

export interface UploadState {
  id: string;
  name: string;
  size: number;
  /** How many bytes are here: where to go on. */
  received: number;
}

/** A refused file in words: what is wrong with it and what would do instead. */
export function refuseFile(code: FileRefusal, found = ""): Refused {
  return new Refused(`evidence-file_${code}`, { found, limit: Math.floor(evidenceSettings().maxBytes / 1024 / 1024) });
}

/**
 * Begins an upload. One that broke off is gone on with under its id: name and length alone do not say that it is the same file. Throws Refused for a name
 * or a length that no evidence has, and when too many are under way. Uploads that nobody touched for a day are removed here.
 */
export async function startUpload(access: Access, { name: given, size }: UploadStart): Promise<UploadState> {
  const verdict = judgeFileName(given);
  if (!verdict.ok) throw refuseFile(verdict.code, verdict.found);
  if (size === 0) throw refuseFile("empty");
  if (size > evidenceSettings().maxBytes) throw refuseFile("too_big");
  await sweepUploads(access);
  const [user, at] = [ownerOf(access), now()];
  const { state, dropped } = await inTenant(access, async (tx) => {
    // Two that begin at the same moment count each other.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`uploads ${access.organization.id}`}, 0))`;
    const all = await tx.upload.findMany({ orderBy: { updatedAt: "asc" } });
    const running = all.filter((one) => one.received < one.size);
    let dropped: string | null = null;
    if (running.length >= MOST_RUNNING) {
      const idle = running[0]!;
      if (at.getTime() - idle.updatedAt.getTime() < IDLE_MS) throw new Refused("evidence-uploads_running", { count: MOST_RUNNING });
      await tx.upload.deleteMany({ where: { id: idle.id } });
      dropped = idle.id;
    }
    if (all.length - running.length >= MOST_WAITING) throw new Refused("evidence-uploads_waiting", { count: MOST_WAITING });
    const row = {
      organizationId: access.organization.id,
      id: uuid(),
      userId: user,
      fileName: verdict.name,
      size: BigInt(size),
      createdAt: at,
      updatedAt: at,
    };
    await tx.upload.create({ data: row });
    return { state: stateOf({ ...row, received: 0n }), dropped };
  });
  if (dropped) await removeIncoming(access.organization.id, dropped);
  return state;
}

/** Where an upload stands. Throws NotFound for one that is finished, given up, or somebody else's. */
export async function uploadState(access: Access, uploadId: string): Promise<UploadState> {
  const state = await readUpload(access, uploadId);
  // After a power loss the disk may hold less than was noted.
  return { ...state, received: Math.min(state.received, await incomingSize(access.organization.id, uploadId)) };
}

/** The uploads that this person has not finished. */
export async function unfinishedUploads(access: Access): Promise<UploadState[]> {
  if (!access.user) return [];
  const rows = await inTenant(access, (tx) => tx.upload.findMany({ where: { userId: ownerOf(access) }, orderBy: { createdAt: "asc" } }));
  return rows.map(stateOf).filter(({ received, size }) => received < size);
}

/** A second request for the same upload takes over: the first one's connection is dead, even if this side has not noticed. */
const writing = new Map<string, { stop: AbortController; done: Promise<unknown> }>();

/**
 * Takes the next piece. The first byte must be the one that is missing, otherwise Refused("evidence-upload_offset") says which that is; a broken stream
 * keeps what arrived. With the last byte the content is looked at: a file that is refused is removed at once and Refused says why.
 */
export async function receivePiece(
  access: Access,
  uploadId: string,
  offset: number,
  body: ReadableStream<Uint8Array> | null,
): Promise<UploadState> {
  const earlier = writing.get(uploadId);
  if (earlier) await readUpload(access, uploadId);
  earlier?.stop.abort(new Error("another request goes on with this upload"));
  await earlier?.done.catch(() => {});
  const stop = new AbortController();
  const done = receive(access, uploadId, offset, body, stop.signal);
  const entry = { stop, done };
  writing.set(uploadId, entry);
  try {
    return await done;
  } finally {
    if (writing.get(uploadId) === entry) writing.delete(uploadId);
  }
}

async function receive(
  access: Access,
  uploadId: string,
  offset: number,
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
): Promise<UploadState> {
  const { id: organizationId } = access.organization;
  const state = await uploadState(access, uploadId);
  if (offset !== state.received) throw new Refused("evidence-upload_offset", { received: state.received });
  const most = Math.min(LARGEST_PIECE, state.size - offset);
  const { written } = body
    ? await appendIncoming(organizationId, uploadId, body, { offset, most, signal, tooMuch: () => new Refused("evidence-upload_too_much") })
    : { written: 0 };
  const received = offset + written;
  const counted = await inTenant(
    access,
    (tx) =>
      tx.$executeRaw`UPDATE upload SET received = ${received}, updated_at = ${now()} WHERE organization_id = ${organizationId}::uuid AND id = ${uploadId}::uuid`,
  );
  if (counted === 0) throw new NotFound();
  if (received === state.size) await lookAt(access, state);
  return { ...state, received };
}

/** The first look, so that a refusal is said while the person is still there. What is filed later is looked at again, on the copy that is stored. */
async function lookAt(access: Access, { id, name }: UploadState): Promise<void> {
  const verdict = judgeFileName(name);
  const result = verdict.ok ? await inspectFile(incomingPath(access.organization.id, id), verdict.kind) : verdict;
  if (result.ok) return;
  await cancelUpload(access, id);
  throw refuseFile(result.code, verdict.ok ? verdict.extension : "");
}

/** Gives an upload up; nothing of it stays. Throws NotFound for somebody else's. */
export async function cancelUpload(access: Access, uploadId: string): Promise<void> {
  if (!UUID.test(uploadId)) throw new NotFound();
  await inTenant(access, async (tx) => {
    const { count } = await tx.upload.deleteMany({ where: { id: uploadId, userId: ownerOf(access) } });
    if (count === 0) throw new NotFound();
  });
  await removeIncoming(access.organization.id, uploadId);
}

export interface TakenFile {
  contentHash: string;
  fileName: string;
  mediaType: string;
  size: number;
}

/**
 * Moves a complete upload into the store by its content and says what it is; null where there is no such upload (any more). The upload itself stays until
 * `forgetUpload`, so that filing can be tried again. Throws Refused for a file that is not taken (nothing of it stays) or not complete.
 */
export async function takeIn(access: Access, uploadId: string): Promise<TakenFile | null> {
  const { id: organizationId } = access.organization;
  const state = await readUpload(access, uploadId).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!state) return null;
  if (state.received < state.size) throw new Refused("evidence-upload_incomplete");
  const staged = await stageIncoming(organizationId, uploadId);
  if (!staged) return null;
  try {
    return await file(access, state, staged);
  } finally {
    await removeStaged(staged);
  }
}

async function file(access: Access, state: UploadState, staged: StagedFile): Promise<TakenFile> {
  const verdict = judgeFileName(state.name);
  if (staged.size !== state.size) throw new Refused("evidence-upload_incomplete");
  const result = verdict.ok ? await inspectFile(staged.path, verdict.kind) : verdict;
  if (!verdict.ok || !result.ok) {
    await cancelUpload(access, state.id).catch(() => {});
    throw refuseFile(result.ok ? "extension" : result.code, verdict.ok ? verdict.extension : verdict.found);
  }
  await blobStore().put(access.organization.id, staged);
  return { contentHash: staged.hash, fileName: verdict.name, mediaType: result.mediaType, size: staged.size };
}

/** Removes uploads that nobody touched for a day, and files that belong to none. Says how many rows. */
export async function sweepUploads(access: Access): Promise<number> {
  const before = new Date(now().getTime() - KEPT_MS);
  const { count } = await inTenant(access, (tx) => tx.upload.deleteMany({ where: { updatedAt: { lt: before } } }));
  await sweepIncoming(access.organization.id, before);
  return count;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function readUpload(access: Access, uploadId: string): Promise<UploadState> {
  if (!UUID.test(uploadId)) throw new NotFound();
  const row = await inTenant(access, (tx) => tx.upload.findFirst({ where: { id: uploadId, userId: ownerOf(access) } }));
  if (!row) throw new NotFound();
  return stateOf(row);
}

function stateOf(row: { id: string; fileName: string; size: bigint; received: bigint }): UploadState {
  return { id: row.id, name: row.fileName, size: Number(row.size), received: Number(row.received) };
}

function ownerOf(access: Access): string {
  if (!access.user) throw new NotFound();
  return access.user.id;
}
