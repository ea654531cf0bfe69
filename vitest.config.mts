import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = fileURLToPath(new URL("./src", import.meta.url));
const messages = fileURLToPath(new URL("./messages", import.meta.url));

/** The same stories on both engines; races prove something on PostgreSQL only. */
const database = (engine: "postgresql" | "embedded") => ({
  extends: true as const,
  test: {
    name: engine,
    include: ["tests/**/*.test.ts"],
    globalSetup: [`tests/support/setup-${engine}.ts`],
    env: { TEST_ENGINE: engine },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  resolve: { alias: { "@": src, "@messages": messages } },
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "domain", include: ["src/**/*.test.{ts,tsx}"], testTimeout: 30_000 } },
      database("postgresql"),
      database("embedded"),
    ],
  },
});
