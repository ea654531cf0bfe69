// Before a start: applies migrations, refuses a dangerous database, loads the demo company on a first start. Prints JSON for the start script.
import { refusalsOfDatabase } from "@/server/database-checks";
import { migrate } from "@/server/migrations";
import { DEMO_PASSWORD, demoSignIns, loadDemo } from "../../prisma/seed/demo";

const url = process.env.DATABASE_URL!;
const embedded = process.env.GOLDTHREAD_EMBEDDED === "1";
try {
  if (embedded) await migrate(url);
  else if (process.env.MIGRATION_DATABASE_URL)
    await migrate(process.env.MIGRATION_DATABASE_URL, { grantTo: decodeURIComponent(new URL(url).username) });
  const lines = await refusalsOfDatabase(url, { embedded });
  if (lines.length > 0) {
    console.error(lines.join("\n"));
    process.exit(1);
  }
  if (embedded && process.env.DEMO_DATA !== "0") await loadDemo();
  console.log(JSON.stringify({ demo: embedded ? await demoSignIns() : [], password: DEMO_PASSWORD }));
  process.exit(0);
} catch (error) {
  const { message } = error as Error;
  console.error(
    /ECONNREFUSED|ENOENT|ENOTFOUND|timeout/i.test(message) ? `The database of DATABASE_URL cannot be reached: ${message}` : message,
  );
  process.exit(1);
}
