import { canonicalText } from "./audit-trail";

/**
 * The audit pack: what one file hands to an auditor, and in which form (docs/audit-pack.md). The manifest names every file with its size and SHA-256 and
 * is signed; the history, the content of the version, the evidence, the checkpoints and receipts prove each other beyond that.
 */
export const PACK_FORMAT = "goldthread-audit-pack-v1";
export const KEYS_FORMAT = "goldthread-keys-v1";

/** Where each part stands in the pack. */
export const PACK = {
  manifest: "manifest.json",
  signature: "manifest.signature.json",
  keys: "keys.json",
  history: "history.jsonl",
  content: "content.json",
  versions: "versions.json",
  checkpoints: "checkpoints.jsonl",
  receipts: "receipts.jsonl",
  minutes: "minutes.jsonl",
  evidence: "evidence.jsonl",
  assessment: "self-assessment.json",
  verifier: "verify.mjs",
  index: "index.html",
  readme: "README.txt",
} as const;
export const EVIDENCE_FOLDER = "evidence/";

export interface PackFile {
  path: string;
  size: number;
  sha256: string;
}

export interface PackManifest {
  organization: { id: string; slug: string; name: string };
  /** Instant in UTC, and who made it. */
  madeAt: string;
  madeBy: string;
  /** The version whose content it holds; null: that of the draft. */
  version: { id: string; number: string; contentHash: string } | null;
  /** The last entry of the history that the content follows from. */
  contentSequence: number;
  /** The last entry in the pack, and its hash. */
  head: { sequence: number; hash: string };
  /** Whether the evidence files themselves are in the pack, or their hashes only. */
  evidence: "files" | "hashes";
  files: PackFile[];
}

/** The exact text of the manifest, which is signed. */
export function manifestText(manifest: PackManifest): string {
  return canonicalText({ format: PACK_FORMAT, ...manifest });
}

const HASH = /^[0-9a-f]{64}$/;

/** The manifest in a text; null when it is none of this format. */
export function readManifest(text: string): PackManifest | null {
  try {
    const found = JSON.parse(text) as PackManifest & { format?: unknown };
    if (found?.format !== PACK_FORMAT) return null;
    const { organization, head, files, version, contentSequence, evidence } = found;
    const right =
      typeof organization?.id === "string" &&
      typeof organization.name === "string" &&
      typeof head?.sequence === "number" &&
      HASH.test(head.hash) &&
      typeof contentSequence === "number" &&
      (evidence === "files" || evidence === "hashes") &&
      (version === null || (typeof version?.id === "string" && typeof version.number === "string" && HASH.test(version.contentHash))) &&
      Array.isArray(files) &&
      files.every(({ path, size, sha256 }) => typeof path === "string" && typeof size === "number" && HASH.test(sha256));
    return right ? found : null;
  } catch {
    return null;
  }
}

/** An entry of the history as a line of the pack. Header and payload are the exact canonical texts, so that nothing has to be written anew to hash them. */
export function historyLine({
  hash,
  header,
  payload,
  salt,
}: {
  hash: string;
  header: string;
  payload: string | null;
  salt: string | null;
}): string {
  const sealed = payload === null || salt === null ? '"payload":null,"salt":null' : `"payload":${payload},"salt":"${salt}"`;
  return `{"hash":"${hash}","header":${header},${sealed}}\n`;
}

const OPENING = '{"hash":"';
const HASH_END = OPENING.length + 64;
const HEADER = '","header":';
const HEADER_AT = HASH_END + HEADER.length;
const PAYLOAD = '},"payload":';
const ERASED = 'null,"salt":null}';
const SALT = '},"salt":"';

export interface HistoryLine {
  hash: string;
  header: string;
  payload: string | null;
  salt: string | null;
}

/**
 * Takes a line apart without reading it as JSON: a quotation mark inside a text is escaped, so the marks between the parts stand nowhere else. Null when it
 * is no such line.
 */
export function readHistoryLine(line: string): HistoryLine | null {
  if (!line.startsWith(OPENING) || !line.startsWith(HEADER, HASH_END)) return null;
  const cut = line.indexOf(PAYLOAD, HEADER_AT);
  if (cut < 0) return null;
  const hash = line.slice(OPENING.length, HASH_END);
  const header = line.slice(HEADER_AT, cut + 1);
  const rest = cut + PAYLOAD.length;
  if (line.length === rest + ERASED.length && line.endsWith(ERASED)) return { hash, header, payload: null, salt: null };
  const salt = line.lastIndexOf(SALT);
  if (salt < rest || !line.endsWith('"}')) return null;
  return { hash, header, payload: line.slice(rest, salt + 1), salt: line.slice(salt + SALT.length, -2) };
}

/** A piece of evidence as the pack lists it. */
export interface PackEvidence {
  id: string;
  ref: string;
  title: string;
  fileName: string | null;
  mediaType: string | null;
  size: number | null;
  /** SHA-256 of the file; null for a link or a place. */
  sha256: string | null;
  /** Where the file stands in the pack; null where it does not. */
  path: string | null;
  /** What the store gave when the pack was made. */
  state: "intact" | "changed" | "missing" | "unchecked" | "none";
}

export interface PackVersion {
  id: string;
  number: string;
  status: string;
  contentHash: string;
  historySequence: number | null;
  historyHash: string;
  approvedAt: string | null;
  changeSummary: string;
}

/** One difference that the check found, in one word and in a sentence. */
export interface PackProblem {
  kind: PackProblemKind;
  message: string;
  file?: string;
  /** Entry of the history. */
  sequence?: number;
  entity?: string;
  ref?: string;
  field?: string;
  keyId?: string;
}

export const PACK_PROBLEMS = {
  not_a_zip: "This is no ZIP file.",
  zip_truncated: "The ZIP file is cut off: its end is missing.",
  zip_damaged: "The ZIP file is damaged and cannot be read.",
  zip_refused: "The ZIP file holds something that no audit pack holds, and was not opened.",
  container_changed: "The container is not the one that was made: somebody packed the files again, or changed a byte between them.",
  file_unreadable: "A file cannot be read out of the pack.",
  file_changed: "A file is not the one that the manifest names.",
  file_missing: "A file that the manifest names is missing.",
  file_added: "A file stands in the pack that the manifest does not name.",
  manifest_missing: "The manifest is missing: nothing says what the pack should hold.",
  manifest_unreadable: "The manifest cannot be read.",
  signature_missing: "The signature of the manifest is missing.",
  signature_wrong: "A signature does not fit what it is said to sign.",
  unknown_key: "It is signed with a key that nobody vouches for.",
  key_wrong: "A public key does not fit its own name, or what the key before it is said to have signed.",
  key_unendorsed: "A key appeared without a word of the key before it.",
  statement_unreadable: "A signed statement cannot be read.",
  history_unreadable: "A line of the history cannot be read.",
  header_changed: "The text of an entry was changed after it was written.",
  header_unreadable: "The text of an entry cannot be read any more.",
  column_changed: "An entry stands under another number than its own.",
  payload_changed: "What an entry says of before, after or reason was changed.",
  payload_missing: "What an entry says of before, after and reason was removed.",
  erasure_unexplained: "What an entry said was removed, and no later entry says why.",
  sequence_gap: "An entry is missing.",
  reordered: "An entry stands in another place than it was written.",
  previous_hash_mismatch: "An entry does not fit the entry before it.",
  other_organization: "Something belongs to another organisation.",
  tail_dropped: "The newest entries are missing.",
  head_mismatch: "The last entry is not the one that the manifest names.",
  beyond_head: "Entries follow after the one that the manifest names as the last.",
  checkpoint_mismatch: "The history is not the one that a checkpoint or receipt was made of.",
  checkpoints_broken: "A checkpoint is missing between two others.",
  content_changed: "The content of the version is not the one that was approved.",
  content_unreadable: "The content of the version cannot be read.",
  content_not_from_history: "The content does not follow from the history.",
  version_unknown: "The history does not know this version, or knows it otherwise.",
  receipt_mismatch: "A receipt was given for another content.",
  minutes_changed: "Signed minutes were changed.",
  evidence_changed: "An evidence file is not the one that was filed.",
  evidence_missing: "An evidence file is missing.",
  evidence_added: "An evidence file stands in the pack that was never filed.",
} as const;
export type PackProblemKind = keyof typeof PACK_PROBLEMS;

/** What the check found. */
export interface PackVerdict {
  ok: boolean;
  problems: PackProblem[];
  /** Said without being a contradiction. */
  notes: string[];
  organization: { id: string; name: string } | null;
  version: string | null;
  entries: number;
  head: { sequence: number; hash: string } | null;
  /** The first entry that is bad, missing or out of its place. */
  firstBadEntry: number | null;
  /** Up to where nothing can be missing or changed, because a signature kept apart from the entries says so; null: nobody signed any state of it. */
  provenUpTo: { sequence: number; hash: string; at: string; by: string; keyId: string } | null;
  checkedWith: {
    keys: { keyId: string; standing: string }[];
    trust: "given" | "pack";
    checkpoints: number;
    receipts: number;
    evidenceFiles: number;
  };
}
