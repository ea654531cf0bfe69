import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = fileURLToPath(new URL("./src", import.meta.url));
const messages = fileURLToPath(new URL("./messages", import.meta.url));

/** What is set, packed or refused before a database is asked: the engine makes no difference to it, and the suite stays short. */
const ONE_ENGINE = ["papers", "paper-kinds", "evidence-hostile", "import-hostile"].map((name) => `tests/${name}.test.ts`);

/** The same stories on both engines; races prove something on PostgreSQL only. */
const database = (engine: "postgresql" | "embedded") => ({
  extends: true as const,
  test: {
    name: engine,
    include: ["tests/**/*.test.ts"],
    exclude: engine === "embedded" ? ONE_ENGINE : [],
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
