import { createPublicKey, generateKeyPairSync, type KeyObject, sign as signBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { endorsementText, keyIdOf, type PublicKey, type SignedText, signedLine } from "@/domain/signed-text";
import { now } from "./clock";
import type { Tx } from "./db";
import { dataFolder, ed25519KeyOf } from "./env";
import { openTransaction, systemTask } from "./tenant";

/**
 * The key of this installation. It never stands in the database: whoever can rewrite the tables cannot sign what they say then. It is a file in the
 * data folder, or CHECKPOINT_KEY. Public keys stand in the table signing_key and, for a check without the database, beside the private one.
 */
interface SigningKey {
  keyId: string;
  publicKey: string;
  /** The word of the key before it, where there was one. */
  endorsement: string;
  privateKey: KeyObject;
}

const folder = () => path.join(dataFolder(), "keys");
const keyFile = () => path.join(folder(), "checkpoint.key");
const publicFolder = () => path.join(folder(), "public");

/** Signs exactly this text. Inside a transaction the key is registered with it, so that no signature is ever kept whose key is not known. */
export async function sign(text: string): Promise<{ keyId: string; signature: string }> {
  const key = await currentKey();
  const tx = openTransaction();
  if (tx) await register(tx, key);
  else await systemTask((opened) => register(opened, key));
  return { keyId: key.keyId, signature: signatureOf(key, text) };
}

/** All public keys of this installation, the oldest first, the retired ones included. */
export async function publicKeys(): Promise<PublicKey[]> {
  const tx = openTransaction();
  return tx ? storedKeys(tx) : systemTask(storedKeys);
}

/**
 * Replaces the key: a new one is made, the old one signs a statement that names it, and both stay known. Where the key comes from CHECKPOINT_KEY
 * nothing is replaced here: `privateKey` is then what CHECKPOINT_KEY must hold from now on.
 */
export async function rotateKey(): Promise<{ from: string; to: string; privateKey: string | null }> {
  const before = await currentKey();
  const pair = generateKeyPairSync("ed25519");
  const pem = pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const made = named(pair.privateKey, "");
  const text = endorsementText(before.keyId, made, now().toISOString());
  const next = { ...made, endorsement: signedLine({ text, keyId: before.keyId, signature: signatureOf(before, text) }) };
  // First what the old key said of the new one, then the new one itself: whatever stops us between, the next start finds the word of the old.
  await keepPublic(next);
  await systemTask(async (tx) => {
    await register(tx, before);
    await register(tx, next);
  });
  if (process.env.CHECKPOINT_KEY) return { from: before.keyId, to: next.keyId, privateKey: pem };
  const temporary = path.join(folder(), `.${uuid()}`);
  await writeNew(temporary, pem);
  await rename(temporary, keyFile());
  held = null;
  return { from: before.keyId, to: next.keyId, privateKey: null };
}

function signatureOf(key: SigningKey, text: string): string {
  return signBytes(null, Buffer.from(text, "utf8"), key.privateKey).toString("base64url");
}

let held: { source: string; key: SigningKey } | null = null;

/** The key, in memory after the first time; a file that was replaced meanwhile (another process rotated) is read again. */
async function currentKey(): Promise<SigningKey> {
  const given = process.env.CHECKPOINT_KEY;
  const source = given ? `given ${given}` : await stampOf(keyFile());
  if (held && source !== null && held.source === source) return held.key;
  if (source === null) await makeKey();
  const text = given ?? (await readFile(keyFile(), "utf8"));
  const privateKey = ed25519KeyOf(text);
  if (!privateKey) throw new Error(given ? "CHECKPOINT_KEY is no Ed25519 private key" : `${keyFile()} is no Ed25519 private key`);
  const bare = named(privateKey, "");
  const key = { ...bare, endorsement: (await readPublic(bare.keyId))?.endorsement ?? "" };
  await keepPublic(key);
  held = { source: given ? `given ${given}` : ((await stampOf(keyFile())) ?? ""), key };
  return key;
}

function named(privateKey: KeyObject, endorsement: string): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ format: "jwk" }).x!;
  return { keyId: keyIdOf(publicKey), publicKey, endorsement, privateKey };
}

async function stampOf(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  return found ? `${file} ${found.ino} ${found.mtimeMs} ${found.size}` : null;
}

async function makeKey(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const temporary = path.join(folder(), `.${uuid()}`);
  await writeNew(temporary, generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string);
  try {
    // Linking fails where the file is there already: of two processes that start together, one makes the key and both use it.
    await link(temporary, keyFile());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

type KnownKey = Pick<PublicKey, "keyId" | "publicKey" | "endorsement">;

async function keepPublic({ keyId, publicKey, endorsement }: KnownKey): Promise<void> {
  await mkdir(publicFolder(), { recursive: true, mode: 0o700 });
  await writeNew(path.join(publicFolder(), `${keyId}.json`), `${JSON.stringify({ keyId, publicKey, endorsement })}\n`).catch((error) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  });
}

async function readPublic(keyId: string): Promise<KnownKey | null> {
  try {
    return JSON.parse(await readFile(path.join(publicFolder(), `${keyId}.json`), "utf8")) as KnownKey;
  } catch {
    return null;
  }
}

/**
 * Makes a key known. The one before it retires with that moment. A key that comes without the word of the one before it stands there without: that
 * is how the change shows.
 */
async function register(tx: Tx, key: KnownKey): Promise<void> {
  const known = await tx.signingKey.findUnique({ where: { keyId: key.keyId }, select: { keyId: true } });
  if (known) return;
  const at = now();
  const added = await tx.$executeRaw`
    INSERT INTO signing_key (key_id, public_key, created_at, endorsement) VALUES (${key.keyId}, ${key.publicKey}, ${at}, ${key.endorsement}) ON CONFLICT DO NOTHING`;
  if (added === 1) await tx.signingKey.updateMany({ where: { keyId: { not: key.keyId }, retiredAt: null }, data: { retiredAt: at } });
}

async function storedKeys(tx: Tx): Promise<PublicKey[]> {
  const rows = await tx.signingKey.findMany({ orderBy: [{ createdAt: "asc" }, { retiredAt: "asc" }, { keyId: "asc" }] });
  return rows.map(({ keyId, publicKey, createdAt, retiredAt, endorsement }) => ({
    keyId,
    publicKey,
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
    endorsement,
  }));
}

/** A signed text with everything that is needed to hold it against its key later. */
export async function signed(text: string): Promise<SignedText> {
  return { text, ...(await sign(text)) };
}
