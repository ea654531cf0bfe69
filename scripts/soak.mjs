// npm run soak: the tests of reliability at full size (docs/reliability.md says which, and what they showed). Hours, not minutes; names choose some of them.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { ensureBuilt, ensureInstalled, loadEnvFile, ROOT, say } from "./steps.mjs";

const SOAKS = {
  stop: { files: ["tests/stop.test.ts"], variables: { SOAK_STOP_MS: "30000" } },
  faults: { files: ["tests/faults.test.ts", "tests/disk.test.ts"], variables: { DOWN_MS: "30000" } },
  files: { files: ["tests/evidence-integrity.test.ts"], variables: { SOAK_FILES: "100" } },
  approvals: { files: ["tests/versions-model.test.ts"], variables: { MODEL_RUNS: "1000" } },
  chain: { files: ["tests/writers.test.ts"], variables: { SOAK_ENTRIES: "500", SOAK_WRITERS: "16" } },
};

loadEnvFile();
await ensureInstalled();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in SOAKS));
if (unknown) {
  say(`There is no soak "${unknown}": ${Object.keys(SOAKS).join(", ")}.`);
  process.exit(2);
}
for (const [name, { files, variables }] of Object.entries(SOAKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (name === "stop") await ensureBuilt();
  say(`\n— ${name}`);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    "postgresql",
    "--project",
    "embedded",
    "--testTimeout",
    "0",
    ...files,
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...variables } });
  if (status !== 0) process.exitCode = 1;
}
