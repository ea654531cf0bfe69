import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { startAllJobs } from "@/jobs";
import { dataFolder, refusals } from "@/server/env";
import { reachDatabase } from "../../scripts/steps.mjs";

// npm run jobs: mail, reminders and recurring work beside web servers that were started with JOBS=0 (or with them; everything is done once).
// "npm run jobs -- --once" does what is missing now and ends.
const asked = process.argv.slice(2);
if (asked.some((word) => word !== "--once")) {
  process.stderr.write("Usage: npm run jobs [-- --once]\n");
  process.exit(2);
}
// Where this program was built, so was the one that speaks with the mail server.
if (import.meta.url.endsWith("/dist/jobs.mjs")) Object.assign(process.env, { NODE_ENV: "production" });
const once = asked.includes("--once");
// Links in mails are made with the web server's own secret and address.
if (!process.env.DATABASE_URL) {
  const secret = path.join(dataFolder(), "secret");
  if (existsSync(secret)) process.env.AUTH_SECRET ||= readFileSync(secret, "utf8").trim();
  process.env.APP_URL ||= `http://127.0.0.1:${process.env.PORT || 3000}`;
}
const wrong = refusals(process.env, { production: true });
if (wrong.length > 0) {
  process.stderr.write(`${wrong.join("\n")}\n`);
  process.exit(1);
}
const database = await reachDatabase();
const jobs = startAllJobs({ first: once ? 3_600_000 : 0 });
// The timers let a process end; this one stays.
const stay = setInterval(() => {}, 60_000);
let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  await jobs.stop();
  await database.close();
  clearInterval(stay);
  process.exit(0);
}
process.on("SIGTERM", () => void end());
process.on("SIGINT", () => void end());
process.stdout.write("ready\n");
if (once) {
  await jobs.once();
  await end();
}
