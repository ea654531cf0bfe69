import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { PackVerdict } from "@/domain/audit-pack";
import { ZipArchive } from "@/lib/zip/read";
import { ZipWriter } from "@/lib/zip/write";

/** A pack taken apart, to be changed and put together again as somebody with ill intent would. */
export type PackParts = Map<string, Buffer>;

export async function unpack(file: string): Promise<PackParts> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const archive = await ZipArchive.open({
      size,
      read: async (offset, length) => (await handle.read(Buffer.alloc(length), 0, length, offset)).buffer,
    });
    const parts: PackParts = new Map();
    for (const { path: name } of archive.entries) {
      const chunks: Buffer[] = [];
      for await (const chunk of archive.read(name)) chunks.push(chunk);
      parts.set(name, Buffer.concat(chunks));
    }
    return parts;
  } finally {
    await handle.close();
  }
}

export async function repack(parts: PackParts, file: string): Promise<string> {
  const handle = await open(file, "w");
  try {
    const zip = new ZipWriter(handle);
    for (const [name, bytes] of parts) await zip.add(name, bytes);
    await zip.finish();
  } finally {
    await handle.close();
  }
  return file;
}

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Runs the verifier that lies in a pack: one file, Node alone, in an empty environment. */
export async function runVerifier(verifier: string, args: readonly string[]): Promise<PackVerdict & { code: number }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [verifier, ...args], {
      env: {} as NodeJS.ProcessEnv,
      maxBuffer: 1 << 26,
    });
    return { ...(JSON.parse(stdout) as PackVerdict), code: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { ...(JSON.parse(stdout) as PackVerdict), code };
  }
}

/** `npm run verify` as it is run in the house: our own program, which may know what this installation keeps. */
export async function runVerify(args: readonly string[], env: Record<string, string> = {}): Promise<PackVerdict & { code: number }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", path.join(ROOT, "src/cli/verify.ts"), ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? "", ...env } as unknown as NodeJS.ProcessEnv,
      maxBuffer: 1 << 26,
    });
    return { ...(JSON.parse(stdout) as PackVerdict), code: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { ...(JSON.parse(stdout) as PackVerdict), code };
  }
}
