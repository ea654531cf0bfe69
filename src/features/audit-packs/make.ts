import type { FileHandle } from "node:fs/promises";
import { EVIDENCE_FOLDER, KEYS_FORMAT, manifestText, PACK, type PackEvidence, type PackFile, type PackManifest } from "@/domain/audit-pack";
import { canonicalText, type Replay, stateOf } from "@/domain/audit-trail";
import { ContentBuilder, contentHash, contentText, isContentEntity, parseContent } from "@/domain/register-content";
import { signedLine } from "@/domain/signed-text";
import { checkpoint } from "@/features/checkpoints/mutations";
import { liveAssessment } from "@/features/self-assessment/queries";
import { translator } from "@/lib/translate";
import { ZipWriter } from "@/lib/zip/write";
import type { Access } from "@/server/access";
import { type BlobStore, blobStore } from "@/server/blob-store";
import { now } from "@/server/clock";
import { NotFound } from "@/server/errors";
import { sign } from "@/server/signing";
import { verifierSource } from "@/server/verifier-source";
import { historyPages } from "./history-pages";
import { indexPage } from "./index-page";
import { readParts } from "./parts";

export interface PackWish {
  /** The version whose content it holds; null: the draft as it stands. */
  versionId: string | null;
  evidence: boolean;
}

export interface MadePack {
  manifest: PackManifest;
  bytes: number;
  /** Evidence files that the store did not have, or has changed. */
  damaged: number;
}

/**
 * Makes a pack into an empty open file. First the history is signed as it stands, so that the pack holds exactly what that checkpoint vouches for; then
 * everything streams: a gigabyte of evidence is never in memory. Throws NotFound for a version whose content was never frozen.
 */
export async function makePack(access: Access, { versionId, evidence }: PackWish, file: FileHandle): Promise<MadePack> {
  const { sequence: last, hash } = await checkpoint(access, "export");
  const parts = await readParts(access, versionId, last);
  if (versionId !== null && !parts.content) throw new NotFound();
  const zip = new ZipWriter(file);
  const files: PackFile[] = [];
  const add = async (path: string, content: Parameters<ZipWriter["add"]>[1]) => {
    files.push(await zip.add(path, content));
  };
  await add(PACK.readme, translator("auditPack")("readme"));
  await add(PACK.verifier, await verifierSource());
  await add(PACK.keys, `${canonicalText({ format: KEYS_FORMAT, keys: parts.keys })}\n`);
  await add(PACK.versions, `${canonicalText(parts.versions)}\n`);
  await add(PACK.checkpoints, lines(parts.checkpoints.map(signedLine)));
  await add(PACK.receipts, lines(parts.receipts));
  await add(PACK.minutes, lines(parts.minutes.map(canonicalText)));
  let filed: PackEvidence[] = [];
  let draft = "";
  const pages = historyPages(access, last, (sequence, replay) => {
    if (sequence !== last) return;
    filed = evidenceOf(replay);
    if (!parts.content) draft = draftOf(replay, access.organization.id);
  });
  await add(PACK.history, pages);
  const content = parts.content?.text ?? draft;
  await add(PACK.content, content);
  if (access.can("self-assessment:read")) await add(PACK.assessment, `${canonicalText(await assessment(access))}\n`);
  let damaged = 0;
  const store = blobStore();
  if (evidence) {
    for (const item of filed) {
      if (item.sha256 === null) continue;
      const found = await addEvidence(store, access.organization.id, zip, item);
      if (found) files.push(found);
      if (item.state !== "intact") damaged += 1;
    }
  }
  await add(PACK.evidence, lines(filed.map(canonicalText)));
  const manifest: PackManifest = {
    organization: access.organization,
    madeAt: now().toISOString(),
    madeBy: access.actor.name,
    version: parts.content && { id: parts.content.id, number: parts.content.number, contentHash: parts.content.contentHash },
    contentSequence: parts.content?.sequence ?? last,
    head: { sequence: last, hash },
    evidence: evidence ? "files" : "hashes",
    files,
  };
  await add(PACK.index, indexPage({ manifest, parts, evidence: filed, content: parseContent(content), contentHash: contentHash(content) }));
  const text = manifestText(manifest);
  await zip.add(PACK.manifest, text);
  await zip.add(PACK.signature, `${canonicalText(await sign(text))}\n`);
  return { manifest, bytes: await zip.finish(), damaged };
}

const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join("");

function draftOf(replay: Replay, organizationId: string): string {
  const builder = new ContentBuilder(organizationId);
  for (const [entity, records] of replay.records) {
    if (!isContentEntity(entity)) continue;
    for (const record of records.values()) builder.add({ entity, id: record.id, fields: stateOf(record) });
  }
  return contentText(builder.finish());
}

function evidenceOf(replay: Replay): PackEvidence[] {
  const filed = [...(replay.records.get("evidence")?.values() ?? [])].map((record): PackEvidence => {
    const { title, fileName, mediaType, size, contentHash: sha256 } = stateOf(record);
    return {
      id: record.id,
      ref: record.ref ?? "",
      title: text(title) ?? "",
      fileName: text(fileName),
      mediaType: text(mediaType),
      size: typeof size === "number" ? size : null,
      sha256: text(sha256),
      path: null,
      state: text(sha256) === null ? "none" : "unchecked",
    };
  });
  return filed.sort((a, b) => a.ref.length - b.ref.length || (a.ref < b.ref ? -1 : 1));
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

const ENDING = /\.([a-z0-9]{1,8})$/i;

/** Streams a piece of evidence into the pack and tells in the list what came: the file under a name of ours, never under one that somebody typed. */
async function addEvidence(store: BlobStore, organizationId: string, zip: ZipWriter, item: PackEvidence): Promise<PackFile | null> {
  const stream = await store.read(organizationId, item.sha256!).catch(() => null);
  if (!stream) {
    item.state = "missing";
    return null;
  }
  const ending = ENDING.exec(item.fileName ?? "")?.[1]?.toLowerCase() ?? "bin";
  const ref = /^[A-Z]{1,6}-\d{1,9}$/.test(item.ref) ? item.ref : item.id;
  const written = await zip.add(`${EVIDENCE_FOLDER}${ref}-${item.sha256!.slice(0, 12)}.${ending}`, stream as AsyncIterable<Uint8Array>);
  item.path = written.path;
  item.state = written.sha256 === item.sha256 ? "intact" : "changed";
  return written;
}

/** The self-assessment as of now. What would mend a finding is nobody's business outside of the organisation. */
async function assessment(access: Access): Promise<object> {
  const { today, findings, unanswered } = await liveAssessment(access);
  return {
    asOf: today,
    unanswered: unanswered.map(({ check }) => check),
    findings: findings.map(({ check, severity, criterion, clause, title, open }) => ({ check, severity, criterion, clause, title, open })),
  };
}
