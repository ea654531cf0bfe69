// The embedded database: PGlite in a process of its own behind the PostgreSQL protocol. Usage: embedded-database FOLDER
// It ends when its parent does (its standard input closes), and holds a lock of its own: two processes on one folder lose data silently.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { addressFile, lockOwner, takeLock } from "../../scripts/steps.mjs";

const LONGEST_SOCKET_PATH = 100;
const PREDECESSOR_SECONDS = 15;
const AFTER_THE_OTHERS_MS = 14_000;

const folder = path.resolve(process.argv[2] ?? ".data");
mkdirSync(folder, { recursive: true, mode: 0o700 });
const lockFile = path.join(folder, "database.lock");
// After a kill of the parent, the former database still closes for a moment.
for (let tries = 0; lockOwner(lockFile) && tries < PREDECESSOR_SECONDS * 10; tries += 1)
  await new Promise((resolve) => setTimeout(resolve, 100));
let unlock: () => void;
try {
  unlock = takeLock(lockFile);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server?.stop().catch(() => {});
  await database?.close().catch(() => {});
  if (socketFolder.startsWith(tmpdir())) rmSync(socketFolder, { recursive: true, force: true });
  rmSync(addressFile(folder), { force: true });
  unlock();
  process.exit(code);
}

let socketFolder = path.join(folder, "socket");
if (socketFolder.length > LONGEST_SOCKET_PATH - "/.s.PGSQL.5432".length) socketFolder = mkdtempSync(path.join(tmpdir(), "goldthread-"));
mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
chmodSync(socketFolder, 0o700);
const socketFile = path.join(socketFolder, ".s.PGSQL.5432");
rmSync(socketFile, { force: true });

// A folder from a first start that was cut short has no version file and cannot be opened: it holds nothing yet.
const cluster = path.join(folder, "postgres");
if (existsSync(cluster) && !existsSync(path.join(cluster, "PG_VERSION"))) rmSync(cluster, { recursive: true, force: true });
const database = await PGlite.create(cluster);
const onWindows = process.platform === "win32";
const server = new PGLiteSocketServer({
  db: database,
  maxConnections: 20,
  ...(onWindows ? { host: "127.0.0.1", port: 0 } : { path: socketFile }),
});
await server.start();
// A service manager tells every process at once to end; the web server still answers then, and whoever started us closes our input after that.
process.on("SIGTERM", () => setTimeout(() => void stop(0), AFTER_THE_OTHERS_MS));
process.on("SIGINT", () => void stop(0));
process.stdin.on("end", () => void stop(0));
process.stdin.on("error", () => void stop(0));
process.stdin.resume();
const url = onWindows
  ? `postgresql://postgres@${server.getServerConn()}/postgres`
  : `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`;
// For our other programs (backup, audit pack), which find it by the lock.
const address = addressFile(folder);
writeFileSync(`${address}.new`, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
renameSync(`${address}.new`, address);
console.log(`ready ${url}`);
