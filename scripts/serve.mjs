// The web server: Next behind a plain Node server that sets the security headers on every answer (static files, 404 and 500 included),
// takes nothing about host or peer from the request, turns "database away" into 503, and lets running requests finish before it ends.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Server as SocketServer } from "node:net";
import process from "node:process";
import next from "next";

const dev = process.argv.includes("--dev");
const port = Number(process.env.PORT ?? 3000);
const origin = new URL(process.env.APP_URL);
const MOST_IN_FLIGHT = 300;
/** From the signal to the end at the latest, whatever is still running. */
const DRAIN_MS = 12_000;
/** So long after the signal the door stays open: whoever is on the way in is answered, not broken off. */
const DOOR_MS = 500;

/** One store for each request; server/tenant.ts says in it when the database was not to be had. */
const request = new AsyncLocalStorage();
globalThis.goldthreadRequest = request;

const app = next({ dev, dir: process.cwd(), hostname: "127.0.0.1", port, quiet: !dev });
await app.prepare();
const handle = app.getRequestHandler();

function contentSecurityPolicy(nonce) {
  const script = dev ? `'self' 'nonce-${nonce}' 'unsafe-eval'` : `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  const connect = dev ? "'self' ws:" : "'self'";
  return [
    "default-src 'self'",
    `script-src ${script}`,
    // Positions of popups and the marks on the grid are inline style attributes; no script can come of them.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const STATIC_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
  "x-frame-options": "DENY",
  ...(origin.protocol === "https:" ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
};

let inFlight = 0;
let lastAnswer = 0;
let draining = false;

const server = createServer((req, res) => {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  for (const [name, value] of Object.entries(STATIC_HEADERS)) res.setHeader(name, value);
  res.setHeader("content-security-policy", policy);
  if (inFlight >= MOST_IN_FLIGHT) {
    res.writeHead(503, { "retry-after": "5", "content-type": "text/plain; charset=utf-8" });
    res.end("The server is busy. Try again in a few seconds.");
    return;
  }
  // What these headers would claim is decided here, never by the sender.
  const forwarded = req.headers["x-forwarded-for"];
  for (const name of Object.keys(req.headers)) {
    if (
      name.startsWith("x-forwarded-") ||
      name.startsWith("x-middleware-") ||
      name.startsWith("x-goldthread-") ||
      name === "forwarded" ||
      name === "x-nonce"
    )
      delete req.headers[name];
  }
  const last = process.env.TRUST_PROXY === "1" && typeof forwarded === "string" ? forwarded.split(",").at(-1).trim() : null;
  req.headers["x-goldthread-peer"] = last || req.socket.remoteAddress || "unknown";
  // Where the person wanted to go, for coming back after signing in; Next does not tell its pages.
  req.headers["x-goldthread-path"] = req.url;
  // Whether anybody is looking; Next keeps the marks of what links fetch in advance from its pages.
  const fetched = req.headers["next-router-prefetch"] ?? req.headers["next-router-segment-prefetch"] ?? req.headers.purpose;
  const ahead = fetched !== undefined || /prefetch/.test(String(req.headers["sec-purpose"] ?? ""));
  if (ahead || req.method !== "GET") req.headers["x-goldthread-aside"] = "1";
  req.headers.host = origin.host;
  req.headers["x-forwarded-proto"] = origin.protocol.slice(0, -1);
  req.headers["x-nonce"] = nonce;
  req.headers["content-security-policy"] = policy;

  const store = { unavailable: false };
  const writeHead = res.writeHead;
  res.writeHead = function answer(status, ...rest) {
    if (draining) this.setHeader("connection", "close");
    if (store.unavailable && (status === 500 || (status === 200 && req.method === "GET" && !res.getHeader("content-disposition")))) {
      this.setHeader("retry-after", "5");
      this.setHeader("cache-control", "private, no-store");
      return writeHead.call(this, 503, ...rest);
    }
    return writeHead.call(this, status, ...rest);
  };
  inFlight += 1;
  let counted = true;
  res.on("close", () => {
    if (counted) inFlight -= 1;
    counted = false;
    lastAnswer = Date.now();
  });
  request.run(store, () => {
    handle(req, res).catch((error) => {
      process.stderr.write(
        `${JSON.stringify({ at: new Date().toISOString(), level: "error", message: "request failed", error: String(error?.message ?? error) })}\n`,
      );
      if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      res.end("Something went wrong on our side. Nothing was changed.");
    });
  });
});
server.keepAliveTimeout = 10_000;
if (dev) server.on("upgrade", (req, socket, head) => app.getUpgradeHandler()(req, socket, head));

server.on("error", (error) => {
  process.stderr.write(error.code === "EADDRINUSE" ? `Port ${port} is in use. Set PORT to another one.\n` : `${error.message}\n`);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => process.stdout.write("ready\n"));

/**
 * Answers what is on its way in and takes nothing more, brings to its end what runs on after the answers (what an auditor opened, mail, recurring work),
 * and closes the database last.
 */
function stop() {
  if (draining) return;
  draining = true;
  const working = globalThis.goldthreadJobs?.stop();
  setTimeout(() => atRest(() => SocketServer.prototype.close.call(server, () => void finish(working))), DOOR_MS);
  // The close of the HTTP server itself would also cut connections that rest for a moment, on which a request may be under way.
  const sweep = setInterval(() => {
    // Whose answer had begun before the signal does not know yet that it was the last.
    if (server.listening || Date.now() - lastAnswer < DOOR_MS) return;
    atRest(() => (inFlight === 0 ? server.closeAllConnections() : server.closeIdleConnections()));
  }, 100);
  sweep.unref();
  setTimeout(() => {
    if (inFlight > 0)
      process.stderr.write(`${inFlight} requests were not finished within ${DRAIN_MS / 1000} seconds and are broken off.\n`);
    process.exit(0);
  }, DRAIN_MS).unref();
}

/** After everything that arrived meanwhile has been read: a busy process sees connections and requests late. */
function atRest(work) {
  setImmediate(() => setImmediate(work));
}

async function finish(working) {
  await app.close().catch(() => {});
  await Promise.resolve(working).catch(() => {});
  await globalThis.goldthreadDatabase?.$disconnect().catch(() => {});
  process.exit(0);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// The start script holds the other end: when it is gone, so are we.
process.stdin.on("end", stop);
process.stdin.resume();
