import pg from "pg";
import { schemaState } from "./migrations";

const OLDEST_POSTGRESQL = 150_000;

/**
 * What stands in the way of running on this database, one clear line each: too old, not migrated, a role that walks through the walls
 * (superuser, BYPASSRLS, owner of a table), demo users in production.
 */
export async function refusalsOfDatabase(connectionString: string, { embedded }: { embedded: boolean }): Promise<string[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const lines: string[] = [];
    const [about] = (
      await client.query<{ version: number; name: string; superuser: boolean; bypass: boolean }>(
        "SELECT current_setting('server_version_num')::int AS version, rolname AS name, rolsuper AS superuser, rolbypassrls AS bypass FROM pg_roles WHERE rolname = current_user",
      )
    ).rows;
    if (!about) return ["The role of DATABASE_URL cannot see itself in pg_roles."];
    if (about.version < OLDEST_POSTGRESQL) lines.push("PostgreSQL 15 or newer is needed.");
    // The embedded database has one role only; there every request becomes app_rw all the same.
    if (!embedded) {
      if (about.superuser)
        lines.push(
          `DATABASE_URL signs in as ${about.name}, a superuser, for whom row level security does not hold. Use a role of its own (README, "PostgreSQL").`,
        );
      else if (about.bypass)
        lines.push(`The role ${about.name} of DATABASE_URL has BYPASSRLS. Use a role without it (README, "PostgreSQL").`);
      const owned = await client.query(
        "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) = current_user LIMIT 1",
      );
      if (owned.rowCount && !about.superuser)
        lines.push(
          `The role ${about.name} of DATABASE_URL owns the tables. Let MIGRATION_DATABASE_URL name the owner and DATABASE_URL another role (README, "PostgreSQL").`,
        );
    }
    const readable = await client.query(
      "SELECT to_regclass('_prisma_migrations') IS NOT NULL AND has_table_privilege('_prisma_migrations', 'SELECT') AS yes",
    );
    if (readable.rows[0].yes) {
      const state = await schemaState(client);
      if (state.refusal) lines.push(state.refusal);
      else if (state.pending.length > 0)
        lines.push('The database is not migrated yet. Set MIGRATION_DATABASE_URL to its owner, or run "npm run migrate" with it.');
    } else {
      const exists = (await client.query("SELECT to_regclass('organization') IS NOT NULL AS yes")).rows[0].yes;
      if (!exists)
        lines.push('The database is not migrated yet. Set MIGRATION_DATABASE_URL to its owner, or run "npm run migrate" with it.');
    }
    if (lines.length === 0 && !embedded) {
      const member = (await client.query("SELECT pg_has_role(current_user, 'app_rw', 'MEMBER') AS yes")).rows[0].yes;
      if (!member)
        lines.push(`The role ${about.name} may not become app_rw. Run "npm run migrate" with MIGRATION_DATABASE_URL and DATABASE_URL set.`);
      else {
        await client.query("BEGIN; SET LOCAL ROLE app_rw");
        const demo = await client.query("SELECT 1 FROM user_account WHERE demo LIMIT 1");
        await client.query("COMMIT");
        if (demo.rowCount) lines.push("The database holds demo users with a known password. Production starts on a database without them.");
      }
    }
    return lines;
  } finally {
    await client.end();
  }
}
