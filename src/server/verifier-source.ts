import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The verifier as one file that runs with Node alone (src/cli/verify.ts with everything it needs). It is built with the application; where nothing was
 * built (development, tests) it is bundled now.
 */
export async function verifierSource(): Promise<string> {
  const root = process.env.GOLDTHREAD_ROOT || process.cwd();
  if (process.env.NODE_ENV === "production") {
    const built = await readFile(path.join(/* turbopackIgnore: true */ root, "dist", "verify.mjs"), "utf8").catch(() => null);
    if (built !== null) return built;
  }
  const bundle = path.join(/* turbopackIgnore: true */ root, "scripts", "bundle-verifier.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [bundle], { maxBuffer: MOST_BYTES, cwd: root });
  return stdout;
}
