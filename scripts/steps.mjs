// What start, test and the tools share. Plain Node without any dependency: it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const STAMP = path.join(ROOT, "node_modules", ".goldthread-installed");
const SCHEMA_STAMP = path.join(ROOT, "src", "generated", "schema-hash");
const INSTALLED_FROM = ["package-lock.json", "package.json"];
const GENERATED_FROM = ["prisma/schema", "package-lock.json"];
const BUILD_STAMP = path.join(ROOT, ".next", "goldthread-build");

/** Takes .env into the environment; what is set already wins. */
export function loadEnvFile() {
  const file = path.join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs one step and says how long it took. */
export async function step(text, work) {
  const began = Date.now();
  process.stderr.write(`· ${text} … `);
  const result = await work();
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  return result;
}

export function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function hashOfFiles(paths) {
  const hash = createHash("sha256");
  const visit = (file) => {
    const entry = statSync(file, { throwIfNoEntry: false });
    if (!entry) return;
    if (entry.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else if (!file.includes(`${path.sep}generated${path.sep}`) && !/\.test\.tsx?$/.test(file))
      hash.update(path.relative(ROOT, file)).update(readFileSync(file));
  };
  for (const name of paths) visit(path.join(ROOT, name));
  return hash.digest("hex");
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    ...options,
  });
  if (result.error) fail(`\n${command} could not be started: ${result.error.message}`);
  if (result.status !== 0)
    fail(`\n${command} ${args.join(" ")} failed:\n${(result.stdout ?? "").slice(-6000)}${(result.stderr ?? "").slice(-6000)}`);
  return result.stdout;
}

/** Installs what the lock file names, when it is not installed yet, and generates the database client. */
export async function ensureInstalled() {
  const wanted = hashOfFiles(INSTALLED_FROM);
  const has = existsSync(STAMP) ? readFileSync(STAMP, "utf8") : "";
  if (has !== wanted) {
    await step("Installing parts (npm, once)", async () => {
      // Not "npm ci": it refuses a lock file without the other platforms' optional parts, which not every registry mirror offers.
      run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
      writeFileSync(STAMP, wanted);
    });
  }
  const schema = hashOfFiles(GENERATED_FROM);
  if (!existsSync(SCHEMA_STAMP) || readFileSync(SCHEMA_STAMP, "utf8") !== schema) {
    await step("Generating the database client", async () => {
      // Any executable will do: generating needs no engine, Prisma only looks whether one is there.
      run(process.execPath, [path.join(ROOT, "node_modules/prisma/build/index.js"), "generate"], {
        env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
      });
      writeFileSync(SCHEMA_STAMP, schema);
    });
  }
}

const BUILT_FROM = [
  "src",
  "messages",
  "prisma/schema",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
  "public",
  "scripts/build.mjs",
];

const builtFrom = (sources) =>
  existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, "utf8") === sources && existsSync(path.join(ROOT, "dist"));

/** Whether what the lock file names is installed and the database client is generated, so that a start installs nothing. */
export function isInstalled() {
  const stands = (stamp, sources) => existsSync(stamp) && readFileSync(stamp, "utf8") === hashOfFiles(sources);
  return stands(STAMP, INSTALLED_FROM) && stands(SCHEMA_STAMP, GENERATED_FROM);
}

/** Whether the last build is of the sources as they stand. */
export function isBuilt() {
  return isInstalled() && builtFrom(hashOfFiles(BUILT_FROM));
}

/** Builds the application when its sources changed since the last build. */
export async function ensureBuilt() {
  const wanted = hashOfFiles(BUILT_FROM);
  if (builtFrom(wanted)) return;
  rmSync(BUILD_STAMP, { force: true });
  await step("Building (once after each change, a minute or two)", async () => {
    run(process.execPath, [path.join(ROOT, "scripts/build.mjs")], {
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    writeFileSync(BUILD_STAMP, wanted);
  });
}

/** The command for one of our own TypeScript programs: the bundle where it was built, else through tsx. */
export function programArguments(name) {
  const bundle = path.join(ROOT, "dist", `${name}.mjs`);
  const built = existsSync(bundle) && existsSync(BUILD_STAMP);
  return built ? [bundle] : ["--import", "tsx", path.join(ROOT, "src", "cli", `${name}.ts`)];
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** When a process began, so that a reused pid is not taken for the old owner. Null where the system does not tell. */
function beganAt(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    return fields[19];
  } catch {
    return null;
  }
}

/** Whoever holds the lock of a data folder and is alive: {pid}, else null. */
export function lockOwner(file) {
  let content;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
  if (!Number.isInteger(content.pid) || content.pid === process.pid || !isAlive(content.pid)) return null;
  return content.began === null || beganAt(content.pid) === null || content.began === beganAt(content.pid) ? content : null;
}

/**
 * Takes the lock of a data folder or throws an Error that names the owner's pid. A lock whose owner is gone is taken over.
 * Returns the function that gives it back.
 */
export function takeLock(file, extra = {}) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const handle = openSync(file, "wx", 0o600);
      writeSync(handle, JSON.stringify({ pid: process.pid, began: beganAt(process.pid), ...extra }));
      closeSync(handle);
      return () => {
        try {
          if (JSON.parse(readFileSync(file, "utf8")).pid === process.pid) rmSync(file, { force: true });
        } catch {
          // Gone already.
        }
      };
    } catch (error) {
      if (["EROFS", "EACCES", "EPERM", "ENOSPC"].includes(error.code))
        throw new Error(
          `The data folder ${path.dirname(file)} cannot be written to (${error.code}). Make room or rights, or set DATA_DIR to another folder.`,
        );
      if (error.code !== "EEXIST") throw error;
      const owner = lockOwner(file);
      if (owner) {
        const refusal = new Error(
          `The data folder ${path.dirname(file)} is in use by process ${owner.pid}. Stop that one first, or set DATA_DIR to another folder.`,
        );
        refusal.pid = owner.pid;
        throw refusal;
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error(`The lock ${file} could not be taken.`);
}

export function dataFolder() {
  return path.resolve(ROOT, process.env.DATA_DIR || ".data");
}

/**
 * Starts the embedded database of a data folder in a process of its own, in a process group of its own so that Ctrl-C reaches only us.
 * Resolves to its connection string and a function that closes it; rejects with its own words when it refuses.
 */
export function startEmbeddedDatabase(folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...programArguments("embedded-database"), folder], {
      cwd: ROOT,
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
      env: { ...process.env, NODE_ENV: "production" },
    });
    let out = "";
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    const exited = new Promise((done) => child.once("exit", done));
    exited.then((code) => reject(new Error(errors.trim().split("\n").at(-1) || `The embedded database ended with code ${code}.`)));
    child.stdout.on("data", (data) => {
      out += data;
      const line = out.split("\n").find((text) => text.startsWith("ready "));
      if (line) {
        const close = async () => {
          child.stdin.end();
          await exited;
        };
        resolve({ url: line.slice("ready ".length).trim(), pid: child.pid, close, exited });
      }
    });
  });
}

/** Where the embedded database of a data folder says how it is reached, for our other programs. */
export function addressFile(folder) {
  return path.join(folder, "database.address");
}

const ADDRESS_SECONDS = 20;

/**
 * The database for one of our programs: that of DATABASE_URL, else the embedded one of DATA_DIR, whether the application runs on it or not. Where nobody
 * has it open it is started, and `close` closes it. Sets the variables that the server's parts read. `running`: somebody else has it open.
 */
export async function reachDatabase() {
  const given = process.env.DATABASE_URL;
  const reached = given ? { url: given, running: true, close: async () => {} } : await reachEmbedded(dataFolder());
  const embedded = !given || process.env.GOLDTHREAD_EMBEDDED === "1";
  process.env.DATABASE_URL = reached.url;
  if (embedded) process.env.GOLDTHREAD_EMBEDDED = "1";
  // A program on the command line signs nobody in and makes no links; the settings of the web server need not be there.
  process.env.APP_URL ||= "http://127.0.0.1:3000";
  process.env.AUTH_SECRET ||= "no session is made on the command line";
  return { ...reached, embedded };
}

async function reachEmbedded(folder) {
  const owner = lockOwner(path.join(folder, "database.lock"));
  if (!owner) {
    const started = await startEmbeddedDatabase(folder);
    return { url: started.url, running: false, close: started.close };
  }
  for (let tries = 0; tries < ADDRESS_SECONDS * 10; tries += 1) {
    try {
      const { pid, url } = JSON.parse(readFileSync(addressFile(folder), "utf8"));
      if (pid === owner.pid) return { url, running: true, close: async () => {} };
    } catch {
      // It is starting.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The embedded database of ${folder} is in use by process ${owner.pid}, which does not say how it is reached.`);
}
