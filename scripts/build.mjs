// Builds the web application (Next) and bundles our own programs, so that production starts them without a compiler.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { ROOT } from "./steps.mjs";

rmSync(path.join(ROOT, "dist"), { recursive: true, force: true });
const programs = readdirSync(path.join(ROOT, "src/cli")).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
await build({
  absWorkingDir: ROOT,
  entryPoints: programs.map((name) => `src/cli/${name}`),
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "error",
  plugins: [
    {
      // dist/ lies one folder less deep than src/cli/.
      name: "scripts-stay-outside",
      setup(builder) {
        builder.onResolve({ filter: /scripts\/steps\.mjs$/ }, () => ({ path: "../scripts/steps.mjs", external: true }));
      },
    },
  ],
});
const result = spawnSync(process.execPath, [path.join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", APP_URL: "http://127.0.0.1:3000" },
});
process.exit(result.status ?? 1);
