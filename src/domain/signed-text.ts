import { createHash, createPublicKey, verify } from "node:crypto";
import { canonicalText } from "./audit-trail";

/**
 * Texts signed with Ed25519 (checkpoints, receipts, minutes, endorsements of keys, manifests of packs): what is signed is exactly the UTF-8 bytes of
 * the text, a canonical JSON object (RFC 8785) whose member "format" says what it is, so that one kind never passes for another.
 */
export interface SignedText {
  /** The exact text that was signed. */
  text: string;
  keyId: string;
  /** Base64url, 64 bytes. */
  signature: string;
}

/** A public key as it is kept and handed on. */
export interface PublicKey {
  keyId: string;
  /** The raw 32 bytes as base64url. */
  publicKey: string;
  createdAt: string | null;
  retiredAt: string | null;
  /** The statement by which the key before it named this one, as the JSON text of a {@link SignedText}; empty for the first key. */
  endorsement: string;
}

export const ENDORSEMENT_FORMAT = "goldthread-key-endorsement-v1";

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** The name of a key: the first 16 hexadecimal digits of the SHA-256 of its 32 raw bytes. */
export function keyIdOf(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex").slice(0, 16);
}

/** Whether a text is a raw Ed25519 public key in base64url. */
export function isPublicKey(text: string): boolean {
  return BASE64URL.test(text) && Buffer.from(text, "base64url").length === 32;
}

/** Whether the signature is this key's over exactly this text. False for anything malformed. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  if (!isPublicKey(publicKey) || !BASE64URL.test(signature)) return false;
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
    return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

/** The stored form of a signed text: one line of JSON. */
export function signedLine({ text, keyId, signature }: SignedText): string {
  return canonicalText({ text, keyId, signature });
}

/** Reads the stored form; null when it is none. */
export function readSigned(line: string): SignedText | null {
  try {
    const found: unknown = JSON.parse(line);
    if (typeof found !== "object" || found === null) return null;
    const { text, keyId, signature } = found as Partial<SignedText>;
    return typeof text === "string" && typeof keyId === "string" && typeof signature === "string" ? { text, keyId, signature } : null;
  } catch {
    return null;
  }
}

/** The members of a signed text of one format; null when it is no JSON object or of another format. */
export function membersOf(text: string, format: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
    return (found as { format?: unknown }).format === format ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The statement by which one key names the next. */
export function endorsementText(oldKeyId: string, next: { keyId: string; publicKey: string }, at: string): string {
  return canonicalText({ format: ENDORSEMENT_FORMAT, keyId: oldKeyId, newKeyId: next.keyId, newPublicKey: next.publicKey, at });
}

/**
 * What a key rests on. first: nothing before it; endorsed: the key before named it; given: somebody handed it over separately; unendorsed: it
 * appeared without a word of the key before it; wrong: its name or its endorsement does not fit.
 */
export type KeyStanding = "first" | "endorsed" | "given" | "unendorsed" | "wrong";

/**
 * How each key stands, in the order given (oldest first). With `trusted`, only those keys and what they endorsed, directly or through others (the
 * keys that endorsed them included), are trusted: "first" is then no standing of its own.
 */
export function standings(keys: readonly PublicKey[], trusted: ReadonlySet<string> | null = null): Map<string, KeyStanding> {
  const result = new Map<string, KeyStanding>();
  const byId = new Map(keys.map((key) => [key.keyId, key]));
  const endorserOf = new Map<string, string>();
  for (const key of keys) {
    if (!isPublicKey(key.publicKey) || keyIdOf(key.publicKey) !== key.keyId) {
      result.set(key.keyId, "wrong");
      continue;
    }
    if (key.endorsement === "") {
      result.set(key.keyId, result.size === 0 ? "first" : "unendorsed");
      continue;
    }
    const signed = readSigned(key.endorsement);
    const statement = signed && membersOf(signed.text, ENDORSEMENT_FORMAT);
    const by = signed && byId.get(signed.keyId);
    const right =
      signed &&
      by &&
      statement &&
      by.keyId !== key.keyId &&
      statement.keyId === by.keyId &&
      statement.newKeyId === key.keyId &&
      statement.newPublicKey === key.publicKey &&
      isSignedBy(by.publicKey, signed.text, signed.signature);
    if (right) endorserOf.set(key.keyId, by.keyId);
    result.set(key.keyId, right ? "endorsed" : "wrong");
  }
  // An endorsement is worth what the key is worth that gave it.
  for (const [keyId] of endorserOf) if (!rootIs(keyId, (root) => result.get(root) === "first")) result.set(keyId, "unendorsed");
  if (!trusted) return result;
  for (const [keyId, standing] of result) {
    if (standing === "wrong") continue;
    if (trusted.has(keyId)) result.set(keyId, "given");
    else if (lineOf(keyId).some((id) => trusted.has(id)) || [...trusted].some((id) => lineOf(id).includes(keyId)))
      result.set(keyId, "endorsed");
    else result.set(keyId, "unendorsed");
  }
  return result;

  function lineOf(keyId: string): string[] {
    const line: string[] = [];
    for (let at: string | undefined = keyId; at !== undefined && !line.includes(at); at = endorserOf.get(at)) line.push(at);
    return line;
  }
  function rootIs(keyId: string, holds: (root: string) => boolean): boolean {
    return holds(lineOf(keyId).at(-1)!);
  }
}
