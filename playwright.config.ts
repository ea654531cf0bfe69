import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const PORT = 3955;
// With E2E_BASE_URL the stories are told to an instance that runs already; without it one is started on a folder of its own.
const running = process.env.E2E_BASE_URL || undefined;
if (!running) process.env.E2E_DATA_DIR ??= mkdtempSync(path.join(tmpdir(), "goldthread-e2e-"));

export default defineConfig({
  testDir: "e2e",
  // One embedded database, one story after the other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: running ?? `http://127.0.0.1:${PORT}`,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: running
    ? undefined
    : {
        command: "node scripts/start.mjs",
        url: `http://127.0.0.1:${PORT}/api/health`,
        timeout: 600_000,
        gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
        env: { PORT: String(PORT), DATA_DIR: process.env.E2E_DATA_DIR ?? "", DATABASE_URL: "", APP_URL: "", AUTH_SECRET: "" },
      },
});
