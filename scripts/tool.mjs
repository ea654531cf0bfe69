// npm run <tool>: runs one of our own programs (src/cli) after installing what is missing.
import { spawn } from "node:child_process";
import process from "node:process";
import { ensureInstalled, loadEnvFile, programArguments, ROOT } from "./steps.mjs";

const [name, ...args] = process.argv.slice(2);
loadEnvFile();
await ensureInstalled();
const child = spawn(process.execPath, [...programArguments(name), ...args], {
  cwd: process.cwd(),
  stdio: "inherit",
  env: { ...process.env, GOLDTHREAD_ROOT: ROOT },
});
child.on("exit", (code) => process.exit(code ?? 1));
