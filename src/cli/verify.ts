import { createPublicKey } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { PACK, type PackProblemKind, type PackVerdict, readManifest } from "@/domain/audit-pack";
import { checkPack, type GivenSeparately, readKeys, refusedPack } from "@/domain/audit-pack-check";
import { checkStatement } from "@/domain/audit-statement-check";
import { isPublicKey, readSigned } from "@/domain/signed-text";
import { ZipArchive, type ZipFault, ZipProblem } from "@/lib/zip/read";

// npm run --silent verify -- pack.zip [--checkpoint FILE] [--receipt FILE] [--key FILE]: holds an audit pack against itself and against what was kept
// apart from it. Without a pack, says whether a receipt or checkpoint is signed rightly. Needs neither database nor network; the same program lies in
// every pack as verify.mjs and needs nothing but Node.
const USAGE = `Usage: verify PACK.zip [--checkpoint FILE]... [--receipt FILE]... [--key FILE]...
       verify --receipt FILE --key FILE
A key is a public key: PEM, base64url, or the keys.json of a pack that you trust.`;

class Unusable extends Error {}

interface Asked {
  pack: string | null;
  statements: { name: string; file: string }[];
  keys: string[];
}

function asked(): Asked {
  try {
    const several = { type: "string", multiple: true } as const;
    const { values, positionals } = parseArgs({ options: { checkpoint: several, receipt: several, key: several }, allowPositionals: true });
    const statements = [
      ...(values.checkpoint ?? []).map((file) => ({ name: `checkpoint ${path.basename(file)}`, file })),
      ...(values.receipt ?? []).map((file) => ({ name: `receipt ${path.basename(file)}`, file })),
    ];
    const [pack = null, ...rest] = positionals;
    if (rest.length === 0 && (pack !== null || statements.length > 0)) return { pack, statements, keys: values.key ?? [] };
  } catch {
    // An option nobody knows: the usage says it all.
  }
  throw new Unusable(USAGE);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    throw new Unusable(`The file ${file} cannot be read.`);
  }
}

function keysIn(file: string): string[] {
  const text = textOf(file).trim();
  if (isPublicKey(text)) return [text];
  const listed = readKeys(text);
  if (listed) return listed.map(({ publicKey }) => publicKey);
  try {
    const single = (JSON.parse(text) as { publicKey?: unknown }).publicKey;
    if (typeof single === "string" && isPublicKey(single)) return [single];
  } catch {
    // Not JSON.
  }
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === "ed25519") return [key.export({ format: "jwk" }).x!];
  } catch {
    // No PEM either.
  }
  throw new Unusable(`The file ${file} holds no Ed25519 public key.`);
}

/** A statement in a file: one line, or the JSON that the application hands out. A file of lines holds several. */
function statementsIn({ name, file }: { name: string; file: string }): NonNullable<GivenSeparately["statements"]> {
  const text = textOf(file);
  const whole = readSigned(text);
  const found = whole ? [whole] : text.split("\n").flatMap((line) => readSigned(line) ?? []);
  if (found.length === 0) throw new Unusable(`The file ${file} holds no signed checkpoint or receipt.`);
  return found.map((signed) => ({ name, signed }));
}

/** What this installation keeps beside its database about the organisation of a pack: then that is trusted without being given. */
function keptHere(organizationId: string): GivenSeparately {
  const root = process.env.GOLDTHREAD_ROOT;
  if (!root || !/^[0-9a-f-]{36}$/.test(organizationId)) return {};
  const folder = path.resolve(root, process.env.DATA_DIR || ".data");
  const file = path.join(folder, "checkpoints", `${organizationId}.jsonl`);
  const keyFolder = path.join(folder, "keys", "public");
  if (!existsSync(file) || !existsSync(keyFolder)) return {};
  const signed = readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => readSigned(line) ?? []);
  return {
    statements: signed.map((one) => ({ name: "checkpoint kept by this installation", signed: one })),
    keys: readdirSync(keyFolder)
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => keysIn(path.join(keyFolder, name))),
  };
}

const FAULTS: Readonly<Record<ZipFault, [PackProblemKind, string]>> = {
  no_zip: ["not_a_zip", "This is no ZIP file."],
  truncated: ["zip_truncated", "The ZIP file is cut off: its end is missing."],
  damaged: ["zip_damaged", "The ZIP file is damaged and cannot be read."],
  too_many: ["zip_refused", "The ZIP file holds more files than any audit pack does, and was not opened."],
  encrypted: ["zip_refused", "The ZIP file is encrypted, and was not opened."],
  method: ["zip_refused", "The ZIP file is packed in a way that is not read here."],
  path: ["zip_refused", "The ZIP file holds a path that leads out of it, and was not opened."],
  twice: ["zip_refused", "The ZIP file holds two files of the same name, and was not opened."],
  overlap: ["zip_refused", "Two files overlap inside the ZIP file, and it was not opened."],
  too_large: ["zip_refused", "A file in the ZIP file unpacks to far more than it holds (a zip bomb), and was not opened."],
  link: ["zip_refused", "The ZIP file holds a link, and was not opened."],
};

async function checkFile(file: string, given: GivenSeparately): Promise<PackVerdict> {
  let handle: FileHandle;
  try {
    handle = await open(file, "r");
  } catch {
    throw new Unusable(`The file ${file} cannot be read.`);
  }
  try {
    const { size } = await handle.stat();
    const read = async (offset: number, length: number) => {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await handle.read(buffer, 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const archive = await ZipArchive.open({ size, read });
    const here = keptHere((await manifestOf(archive))?.organization.id ?? "");
    const verdict = await checkPack(
      { list: () => archive.entries, read: (name) => archive.read(name) },
      { keys: [...(given.keys ?? []), ...(here.keys ?? [])], statements: [...(given.statements ?? []), ...(here.statements ?? [])] },
    );
    if (!archive.ours) {
      const message = "The container is not the one that was made: somebody packed the files again, or changed a byte between them.";
      verdict.problems.push({
        kind: "container_changed",
        message: verdict.problems.length === 0 ? `${message} The files themselves all fit the signed manifest.` : message,
      });
      verdict.ok = false;
    }
    return verdict;
  } catch (error) {
    if (!(error instanceof ZipProblem)) throw error;
    const [kind, message] = FAULTS[error.fault];
    return refusedPack(kind, error.entry ? `${message} (${error.entry})` : message, error.entry ?? undefined);
  } finally {
    await handle.close();
  }
}

const LARGEST_MANIFEST = 64 * 1024 * 1024;

async function manifestOf(archive: ZipArchive) {
  const entry = archive.entries.find(({ path: name }) => name === PACK.manifest);
  if (!entry || entry.size > LARGEST_MANIFEST) return null;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of archive.read(PACK.manifest)) chunks.push(chunk);
    return readManifest(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return null;
  }
}

async function main(): Promise<{ ok: boolean }> {
  const { pack, statements, keys } = asked();
  const given = { keys: keys.flatMap(keysIn), statements: statements.flatMap(statementsIn) };
  if (pack !== null) return checkFile(pack, given);
  return checkStatement(given, (organizationId) => keptHere(organizationId).keys ?? []);
}

try {
  const verdict = await main();
  process.stdout.write(`${JSON.stringify(verdict, null, 1)}\n`);
  process.exitCode = verdict.ok ? 0 : 1;
} catch (error) {
  const message = error instanceof Unusable ? error.message : `The check itself failed: ${(error as Error).message}`;
  process.stdout.write(`${JSON.stringify({ ok: false, problems: [{ kind: "unusable", message }] }, null, 1)}\n`);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
