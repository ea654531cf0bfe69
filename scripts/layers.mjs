// npm run layers: holds the arrows of the house, and fails when it has looked at no module.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { ROOT } from "./steps.mjs";

const result = spawnSync(
  process.execPath,
  ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "src", "--config", ".dependency-cruiser.cjs", "--output-type", "json"],
  {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  },
);
let report;
try {
  report = JSON.parse(result.stdout);
} catch {
  process.stderr.write(`${result.stderr || result.stdout || result.error}\n`);
  process.exit(1);
}
const { violations, totalCruised } = report.summary;
for (const { rule, from, to } of violations) process.stdout.write(`${rule.name}: ${from} -> ${to}\n`);
process.stdout.write(`${totalCruised} modules looked at, ${violations.length} arrows against the rules\n`);
process.exit(violations.length > 0 || totalCruised === 0 ? 1 : 0);
