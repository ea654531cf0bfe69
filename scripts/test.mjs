// npm test: installs what is missing and runs everything: rules, database stories on both engines, browser journeys in Chromium.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
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

if (wants("unit")) run("Rules and database stories (Vitest)", ["node_modules/vitest/vitest.mjs", "run"]);
if (wants("browser")) {
  const chromium = await findChromium();
  await ensureBuilt();
  run("Browser journeys (Playwright)", ["node_modules/@playwright/test/cli.js", "test"], { CHROMIUM_PATH: chromium });
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
