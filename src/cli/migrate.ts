// npm run migrate: applies migrations with MIGRATION_DATABASE_URL (the owner) and lets the role of DATABASE_URL become app_rw.
import { migrate } from "@/server/migrations";

const owner = process.env.MIGRATION_DATABASE_URL;
if (!owner) {
  console.error("Set MIGRATION_DATABASE_URL to the role that owns the database.");
  process.exit(1);
}
const application = process.env.DATABASE_URL ? decodeURIComponent(new URL(process.env.DATABASE_URL).username) : undefined;
try {
  const applied = await migrate(owner, application ? { grantTo: application } : {});
  console.log(applied.length > 0 ? `Applied: ${applied.join(", ")}` : "Nothing to apply.");
  process.exit(0);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
