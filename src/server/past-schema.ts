import type pg from "pg";
import { PAST_TABLES } from "./past-tables";

/**
 * The register as it stood, readable by the same queries. Schema "past" holds the tables of the register once more, with the moment ("point") each row
 * belongs to; schema "as_of" holds a view for every table of ours under its own name: those of the register show the rows of the point that the
 * transaction names (app.point), all others what is there today. A query that runs with as_of in front of its search path reads the past without
 * knowing it. All of it follows from the tables in "public" and is a cache, so it is made here and not in the migrations.
 */
const BUILD = `
DO $build$
DECLARE
  t record; i record; structure text; columns text; keys text;
BEGIN
  SELECT md5(string_agg(c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ',' ORDER BY c.relname, a.attnum) || $1) INTO structure
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped;
  IF EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname = 'as_of' AND obj_description(n.oid, 'pg_namespace') = structure) THEN RETURN; END IF;
  DROP SCHEMA IF EXISTS as_of CASCADE;
  DROP SCHEMA IF EXISTS past CASCADE;
  CREATE SCHEMA past;
  CREATE SCHEMA as_of;
  -- What was made readable stood in the tables that have just gone. Without the walls: the owner sees no row behind them.
  ALTER TABLE public.as_of_point NO FORCE ROW LEVEL SECURITY;
  DELETE FROM public.as_of_point;
  ALTER TABLE public.as_of_point FORCE ROW LEVEL SECURITY;
  FOR t IN SELECT c.oid, c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' LOOP
    SELECT string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) INTO columns FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped;
    IF t.name = ANY (string_to_array($1, ' ')) THEN
      -- A name of its own: nothing that asks the catalogue for a table by its name alone finds two.
      EXECUTE format('CREATE TABLE past.%I (LIKE public.%I INCLUDING DEFAULTS)', 'past_' || t.name, t.name);
      EXECUTE format('ALTER TABLE past.%I ADD COLUMN point_id uuid NOT NULL', 'past_' || t.name);
      -- The same indexes as the live table has, each within its point.
      FOR i IN SELECT x.indexrelid, x.indkey FROM pg_index x WHERE x.indrelid = t.oid AND x.indpred IS NULL AND x.indexprs IS NULL LOOP
        SELECT string_agg(format('%I', a.attname), ', ' ORDER BY k.position) INTO keys
          FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, position) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
         WHERE a.attname <> 'organization_id';
        EXECUTE format('CREATE INDEX ON past.%I (organization_id, point_id%s)', 'past_' || t.name, coalesce(', ' || keys, ''));
      END LOOP;
      EXECUTE format('ALTER TABLE past.%I ENABLE ROW LEVEL SECURITY', 'past_' || t.name);
      EXECUTE format('ALTER TABLE past.%I FORCE ROW LEVEL SECURITY', 'past_' || t.name);
      EXECUTE format('CREATE POLICY tenant ON past.%I USING (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid) WITH CHECK (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', 'past_' || t.name);
      EXECUTE format('CREATE VIEW as_of.%I WITH (security_invoker = true) AS SELECT %s FROM past.%I WHERE point_id = nullif(current_setting(''app.point'', true), '''')::uuid', t.name, columns, 'past_' || t.name);
    ELSE
      EXECUTE format('CREATE VIEW as_of.%I WITH (security_invoker = true) AS SELECT %s FROM public.%I', t.name, columns, t.name);
    END IF;
  END LOOP;
  GRANT USAGE ON SCHEMA past, as_of TO app_rw;
  GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA past TO app_rw;
  -- Nothing is written through the views.
  GRANT SELECT ON ALL TABLES IN SCHEMA as_of TO app_rw;
  EXECUTE format('COMMENT ON SCHEMA as_of IS %L', structure);
END $build$`;

/** Makes the schemas anew where the tables changed since; does nothing otherwise. The connection belongs to the owner of the tables. */
export async function ensurePastSchema(client: pg.ClientBase): Promise<void> {
  // A DO block takes no parameters.
  await client.query(BUILD.replaceAll("$1", `'${PAST_TABLES.join(" ")}'`));
}
