// Prints the verifier of audit packs as one file that needs nothing but Node.
import process from "node:process";
import { build } from "esbuild";
import { ROOT } from "./steps.mjs";

export const VERIFIER = {
  absWorkingDir: ROOT,
  entryPoints: ["src/cli/verify.ts"],
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "error",
};

const { outputFiles } = await build({ ...VERIFIER, write: false });
process.stdout.write(outputFiles[0].text);
