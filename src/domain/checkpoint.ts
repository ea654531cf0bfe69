import { createHash } from "node:crypto";
import { canonicalText } from "./audit-trail";
import { membersOf } from "./signed-text";

/**
 * A checkpoint: the state of one organisation's history at one moment, signed with a key that the database does not hold. Whoever keeps one can
 * tell later that no entry up to it was changed or dropped.
 */
export const CHECKPOINT_FORMAT = "goldthread-checkpoint-v1";
export const CHECKPOINT_REASONS = ["approval", "export", "daily", "manual"] as const;
export type CheckpointReason = (typeof CHECKPOINT_REASONS)[number];

export interface Checkpoint {
  /** Id of the organisation. */
  organization: string;
  /** How many entries the history had, and the hash of the last. */
  sequence: number;
  hash: string;
  /** Instant in UTC. */
  at: string;
  reason: CheckpointReason;
  /** SHA-256 of the text of the checkpoint before it; null for the first. */
  previous: string | null;
}

/** The exact text that is signed. */
export function checkpointText({ organization, sequence, hash, at, reason, previous }: Checkpoint): string {
  return canonicalText({ format: CHECKPOINT_FORMAT, organization, sequence, hash, at, reason, previous });
}

/** By which the next checkpoint names this one. */
export function checkpointHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

const HASH = /^[0-9a-f]{64}$/;

/** The checkpoint that a signed text tells; null when it is none. */
export function readCheckpoint(text: string): Checkpoint | null {
  const found = membersOf(text, CHECKPOINT_FORMAT);
  if (!found) return null;
  const { organization, sequence, hash, at, reason, previous } = found;
  if (typeof organization !== "string" || typeof at !== "string" || typeof hash !== "string" || !HASH.test(hash)) return null;
  if (typeof sequence !== "number" || !Number.isSafeInteger(sequence) || sequence < 0) return null;
  if (!(CHECKPOINT_REASONS as readonly unknown[]).includes(reason)) return null;
  if (previous !== null && (typeof previous !== "string" || !HASH.test(previous))) return null;
  return { organization, sequence, hash, at, reason: reason as CheckpointReason, previous };
}
