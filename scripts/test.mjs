// npm test: installs what is missing and runs everything: rules, database stories on both engines, browser journeys in Chromium.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { ensureBuilt, ensureInstalled, fail, loadEnvFile, ROOT, say, step } from "./steps.mjs";

loadEnvFile();
await ensureInstalled();

const only = process.argv.slice(2);
const wants = (name) => only.length === 0 || only.includes(name);

function run(title, args, env = {}) {
  say(`\n— ${title}`);
  const result = spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } });
  if (result.status !== 0) {
    say(`${title}: failed`);
    process.exitCode = 1;
  }
}

// The stories of stopping and starting are told to a built server.
if (wants("browser")) await ensureBuilt();
const report = path.join(mkdtempSync(path.join(tmpdir(), "goldthread-tests-")), "vitest.json");
if (wants("unit"))
  run("Rules and database stories (Vitest)", [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
if (wants("browser")) {
  const chromium = await findChromium();
  run("Browser journeys (Playwright)", ["node_modules/@playwright/test/cli.js", "test"], { CHROMIUM_PATH: chromium });
}
if (wants("unit")) closeWith(report);

/** Says at the very end what failed before the journeys began: a log that is cut keeps its last lines. */
function closeWith(file) {
  if (!existsSync(file)) return say("\nRules and database stories (Vitest): no report was written");
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
  say(`\nRules and database stories (Vitest): ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
  for (const suite of testResults) {
    const where = path.relative(ROOT, suite.name);
    const failed = suite.assertionResults.filter((one) => one.status === "failed");
    if (suite.status === "failed" && failed.length === 0) say(`✗ ${where}\n  ${suite.message.slice(0, 600)}`);
    for (const one of failed) say(`✗ ${where}: ${one.fullName}\n  ${one.failureMessages.join("\n  ").slice(0, 600)}`);
  }
}

/** Chromium of the system, installed from Debian's packages where we may, else Playwright's own. */
async function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = () => candidates.find((file) => file && existsSync(file));
  if (found()) return found();
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await step("Installing Chromium (Debian package)", async () => {
      spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
      spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], {
        stdio: "ignore",
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    });
    if (found()) return found();
  }
  const own = spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { cwd: ROOT, stdio: "inherit" });
  if (own.status !== 0) fail("No Chromium: install the package chromium, or set CHROMIUM_PATH to a browser.");
  return "";
}
