// Started by scripts/start.mjs once a day: dumps the embedded database, in a process of its own so that nobody waits for it in the web server.
import { makeDump } from "@/server/dumps";
import { log } from "@/server/log";

try {
  const { name, bytes } = await makeDump(process.env.DATABASE_URL!);
  console.log(JSON.stringify({ name, bytes }));
  process.exit(0);
} catch (error) {
  log("error", "the scheduled dump of the embedded database failed", error);
  process.exit(1);
}
