import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { DiskStore } from "./blob-store-disk";
import { S3Store } from "./blob-store-s3";
import { evidenceSettings } from "./env";

/** A file that is complete and will not change any more: where it lies until it is in the store, and what it is. */
export interface StagedFile {
  path: string;
  /** SHA-256 of its bytes, in hex. */
  hash: string;
  size: number;
}

/**
 * Files by their content: organisation and SHA-256 name them, nothing that a person typed. Two files of the same content in one organisation are one;
 * of two organisations they are two, so that none learns what the other holds.
 */
export interface BlobStore {
  /** Takes a staged file in. The same content again replaces what stood there, which mends a damaged one. The staged file is gone or may be removed afterwards. */
  put(organizationId: string, file: StagedFile): Promise<void>;
  /** The bytes as they are stored, not checked; null where there are none. */
  read(organizationId: string, hash: string): Promise<Readable | null>;
}

/** The store of this installation: a folder, or a bucket where one is set. */
export function blobStore(): BlobStore {
  const { folder, s3 } = evidenceSettings();
  return s3 ? new S3Store(s3) : new DiskStore(folder);
}

/** Whether there is a file of that content at all; null where the store does not answer. It is not read through. */
export async function isStored(store: BlobStore, organizationId: string, hash: string): Promise<boolean | null> {
  try {
    const stream = await store.read(organizationId, hash);
    stream?.destroy();
    return stream !== null;
  } catch {
    return null;
  }
}

export type BlobState = "intact" | "changed" | "missing";

/** Reads a file through and holds it against its hash. */
export async function checkBlob(store: BlobStore, organizationId: string, hash: string): Promise<BlobState> {
  const stream = await store.read(organizationId, hash);
  if (!stream) return "missing";
  const digest = createHash("sha256");
  for await (const chunk of stream) digest.update(chunk as Buffer);
  return digest.digest("hex") === hash ? "intact" : "changed";
}

/**
 * The bytes of a file that was found intact, hashed once more on the way out: the last piece is held back until the whole is known to be right, so
 * that a file which changes between the check and the sending arrives broken off, never whole and wrong.
 */
export async function openChecked(store: BlobStore, organizationId: string, hash: string): Promise<Readable | null> {
  const stream = await store.read(organizationId, hash);
  return stream && Readable.from(checked(stream, hash), { objectMode: false });
}

async function* checked(stream: Readable, hash: string): AsyncGenerator<Buffer> {
  const digest = createHash("sha256");
  let held: Buffer | null = null;
  for await (const chunk of stream) {
    digest.update(chunk as Buffer);
    if (held) yield held;
    held = chunk as Buffer;
  }
  if (digest.digest("hex") !== hash) throw new Error("a stored file changed while it was read");
  if (held) yield held;
}
