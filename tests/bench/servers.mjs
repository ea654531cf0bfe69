// The bare Next page of the bench, built once and served.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";

export { ensureBuilt } from "../../scripts/steps.mjs";

// npm runs a script in the folder of package.json; this file may be part of a bundle elsewhere.
const HERE = path.resolve("tests/bench/bare-next");
const NEXT = path.resolve("node_modules/next/dist/bin/next");

export async function bareNext(env, port) {
  const built = spawnSync(process.execPath, [NEXT, "build"], {
    cwd: HERE,
    env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`the bare page does not build: ${built.stdout}${built.stderr}`);
  const child = spawn(process.execPath, [NEXT, "start", "-p", String(port), "-H", "127.0.0.1"], { cwd: HERE, env, stdio: "ignore" });
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return child;
  }
  child.kill();
  throw new Error("the bare page does not start");
}
