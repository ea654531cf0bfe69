// The web servers of the bench: our own, and the bare Next page, built once and served.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";

export { ensureBuilt } from "../../scripts/steps.mjs";

// npm runs a script in the folder of package.json; this file may be part of a bundle elsewhere.
const HERE = path.resolve("tests/bench/bare-next");
const NEXT = path.resolve("node_modules/next/dist/bin/next");

/** Our own server, once it listens. What its jobs say before that is passed over. Throws when it ends instead. */
export async function ownServer(env) {
  const child = spawn(process.execPath, ["scripts/serve.mjs"], { env, stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (data) => {
      said = said.slice(-100) + data;
      if (/^ready$/m.test(said)) resolve();
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the web server ended with code ${code} before it listened`)));
  });
  return child;
}

/** Asks a server of ours to end and waits until it has. */
export async function endServer(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

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
