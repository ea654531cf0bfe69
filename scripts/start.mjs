// npm start: install what is missing, prepare the database, build when needed, serve. See README.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import {
  dataFolder,
  ensureBuilt,
  ensureInstalled,
  fail,
  loadEnvFile,
  programArguments,
  ROOT,
  say,
  startEmbeddedDatabase,
  step,
  takeLock,
} from "./steps.mjs";

const dev = process.argv.includes("--dev");
loadEnvFile();
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);

const embedded = !process.env.DATABASE_URL;
const port = process.env.PORT || "3000";
let unlock = () => {};
if (embedded) {
  try {
    unlock = takeLock(path.join(dataFolder(), "lock"));
  } catch (error) {
    fail(error.message);
  }
}
process.on("exit", () => unlock());

let database = null;
let server = null;
let dumping = null;
let stopping = false;

async function stop(code) {
  if (stopping) return;
  stopping = true;
  dumping?.kill("SIGTERM");
  if (server && server.exitCode === null) {
    say("Stopping: running requests finish, then the database is closed.");
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  }
  await database?.close();
  process.exit(code);
}
process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));
process.on("SIGHUP", () => stop(0));

/** A secret of this data folder, made once: sessions survive a restart. */
function localSecret() {
  const file = path.join(dataFolder(), "secret");
  if (!existsSync(file)) {
    mkdirSync(dataFolder(), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

function program(name, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...programArguments(name), ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let errors = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.on("exit", (code) =>
      code === 0 ? resolve(out) : reject(new Error(errors.trim() || out.trim() || `${name} ended with code ${code}`)),
    );
  });
}

/** Until the web server says that it listens; what else is said on the way there counts for nothing. */
function listening(child) {
  return new Promise((resolve) => {
    let out = "";
    const hear = (data) => {
      out += data;
      if (!/^ready$/m.test(out)) return;
      child.stdout.off("data", hear);
      resolve();
    };
    child.stdout.on("data", hear);
  });
}

const DAY_MS = 24 * 3600_000;
const RETRY_MS = 3600_000;

/** Whether a dump of the embedded database is due: none within a day, and no try that failed within an hour. */
function dumpIsDue(folder) {
  const age = (name) => Date.now() - (statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (!existsSync(folder)) return true;
  const dumps = readdirSync(folder).filter((name) => name.endsWith(".gtbackup.gz"));
  return dumps.every((name) => age(name) >= DAY_MS) && age("last-failure.json") >= RETRY_MS;
}

/** Dumps the embedded database when it is due, in a process of its own; a failure is logged there and shown in the settings. */
function dumpWhenDue(env) {
  if (dumping || stopping || !dumpIsDue(path.join(dataFolder(), "backups"))) return;
  dumping = spawn(process.execPath, programArguments("dump-embedded"), { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
  const over = () => {
    dumping = null;
  };
  dumping.on("exit", over);
  dumping.on("error", over);
}

try {
  await ensureInstalled();
  const env = { ...process.env, PORT: port, NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" };
  if (embedded) {
    env.AUTH_SECRET ||= localSecret();
    env.APP_URL ||= `http://127.0.0.1:${port}`;
    env.GOLDTHREAD_EMBEDDED = "1";
  }
  // Wrong settings are said at once, before a build of a minute.
  const notes = await program("check-settings", [], env);
  if (notes.trim()) say(notes.trim());
  if (!dev) await ensureBuilt();
  if (embedded) {
    database = await step("Starting the embedded database", () => startEmbeddedDatabase(dataFolder()));
    database.exited.then(() => {
      if (!stopping) {
        say("The embedded database ended unexpectedly.");
        stop(1);
      }
    });
    env.DATABASE_URL = database.url;
  }
  const prepared = JSON.parse(await step("Preparing the database", () => program("prepare-database", [], env)));
  server = spawn(process.execPath, [path.join(ROOT, "scripts/serve.mjs"), ...(dev ? ["--dev"] : [])], {
    cwd: ROOT,
    env,
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  server.on("exit", (code) => {
    if (!stopping) stop(code || 1);
  });
  await step("Starting the web server", () => listening(server));
  server.stdout.pipe(process.stderr);
  process.stdout.write(`\nGoldthread is running at ${env.APP_URL}\n`);
  if (embedded)
    process.stdout.write("Embedded database: for evaluation and small single-machine use. Use PostgreSQL (DATABASE_URL) for production.\n");
  if (prepared.demo.length > 0) {
    process.stdout.write(`\nDemo sign-ins (password for all: ${prepared.password})\n`);
    for (const { email, name, role, organization } of prepared.demo)
      process.stdout.write(`  ${email.padEnd(28)} ${name}, ${role} of ${organization}\n`);
  }
  process.stdout.write("\nStop with Ctrl-C.\n");
  if (embedded) {
    dumpWhenDue(env);
    setInterval(() => dumpWhenDue(env), 10 * 60_000).unref();
  }
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  await stop(1);
}
