import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as vocabulary from "@/domain/vocabulary";
import { columnOf, ENTITIES } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { KNOWN_VARIABLES } from "@/server/env";
import { PAST_TABLES } from "@/server/past-tables";
import { engine, openWorld } from "./support/world";

/** Every table is in exactly one of these lists, or a test fails. */
const GLOBAL = ["user_account", "session", "sign_in_attempt", "known_device", "organization", "signing_key"];
const TENANT = [
  "organization_profile",
  "membership",
  "invitation",
  "ref_counter",
  "idempotency_key",
  "interested_party",
  "context_issue",
  "party_issue",
  "requirement",
  "source_document",
  "obligation",
  "requirement_source",
  "requirement_obligation",
  "requirement_link",
  "history_entry",
  "history_payload",
  "history_head",
  "comment",
  "import_batch",
  "import_record",
  "register_annex",
  "catalogue_exclusion",
  "workshop",
  "workshop_entry",
  "workshop_vote",
  "interview",
  "interview_answer",
  "saved_view",
  "objective",
  "requirement_objective",
  "scope_unit",
  "own_control",
  "soa_entry",
  "soa_version",
  "risk",
  "isms_document",
  "evidence",
  "upload",
  "budget_line",
  "self_assessment",
  "acceptance",
  "finding",
  "action",
  "audit_sample",
  "audit_note",
  "register_version",
  "register_version_content",
  "version_decision",
  "review",
  "review_item",
  "review_answer",
  "trigger_rule",
  "trigger_event",
  "management_review",
  "management_review_item",
  "signed_minutes",
  "checkpoint",
  "issued_copy",
  "guest_access",
  "guest_session",
  "as_of_point",
  "party_contact",
  "party_link",
  "ask_batch",
  "ask",
  "ask_item",
  "survey",
  "survey_question",
  "survey_invitation",
  "survey_response",
  "survey_answer",
  "engagement",
  "communication_item",
  "notice",
  "calendar_feed",
  "assurance_sheet",
  "criterion",
  "measurement",
  "api_token",
  "horizon_note",
  "conflict",
  "conflict_requirement",
  "conflict_step",
  "conflict_dismissal",
  "mail_message",
  "job_run",
  "digest",
  "reminder_preference",
  "snooze",
];
const APPEND_ONLY = ["history_entry", "history_payload"];
/** Issued or kept as they were: the application may add to them, nothing more. */
const ISSUED = ["soa_version", "self_assessment", "register_version_content", "version_decision", "signed_minutes", "checkpoint"];
/** Links, and conveniences of people that are no part of the register. */
const DELETABLE = [
  "party_issue",
  "requirement_source",
  "requirement_obligation",
  "requirement_link",
  "requirement_objective",
  "saved_view",
  "audit_note",
  "upload",
  "as_of_point",
  "conflict_requirement",
  "snooze",
  "digest",
  "job_run",
];

const world = openWorld();

describe.skipIf(world.skip)("the walls, read from the database's own catalogue (R02)", () => {
  it("knows every table", async () => {
    const rows = await world.sql<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'",
    );
    expect(rows.map((row) => row.name).sort()).toEqual([...GLOBAL, ...TENANT].sort());
    expect(GLOBAL.length).toBeLessThanOrEqual(6);
  });

  it("has no view and no function that runs with its owner's rights", async () => {
    expect(await world.sql("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")).toEqual(
      [],
    );
    expect(await world.sql("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace")).toEqual([]);
  });

  it.each(TENANT)("%s is walled in", async (table) => {
    const [facts] = await world.sql<{ enabled: boolean; forced: boolean; required: boolean }>(
      `SELECT relrowsecurity AS enabled, relforcerowsecurity AS forced,
              (SELECT attnotnull FROM pg_attribute WHERE attrelid = c.oid AND attname = 'organization_id') AS required
         FROM pg_class c WHERE relname = $1 AND relnamespace = 'public'::regnamespace`,
      [table],
    );
    expect(facts).toEqual({ enabled: true, forced: true, required: true });
    const policies = await world.sql<{ using: string | null; check: string | null; command: string }>(
      "SELECT qual AS using, with_check AS check, cmd AS command FROM pg_policies WHERE tablename = $1 AND policyname = 'tenant'",
      [table],
    );
    expect(policies).toHaveLength(1);
    for (const text of [policies[0]!.using, policies[0]!.check]) expect(text).toContain("app.organization_id");
    const leading = await world.sql(
      "SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indrelid = $1::regclass AND a.attname = 'organization_id'",
      [table],
    );
    expect(leading.length).toBeGreaterThan(0);
    const foreign = await world.sql<{ target: string; columns: string[] }>(
      `SELECT confrelid::regclass::text AS target, (SELECT array_agg(attname::text) FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey)) AS columns
         FROM pg_constraint WHERE contype = 'f' AND conrelid = $1::regclass`,
      [table],
    );
    for (const { target, columns } of foreign)
      if (TENANT.includes(target.replaceAll('"', ""))) expect(columns, `${table} -> ${target}`).toContain("organization_id");
  });

  it("the tables of the past are walled in like the live ones, and the views onto them run with the reader's rights", async () => {
    const tables = await world.sql<{ name: string; enabled: boolean; forced: boolean; policies: number; leading: number }>(
      `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
              (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL) AS policies,
              (SELECT count(*)::int FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = c.oid AND a.attname = 'organization_id') AS leading
         FROM pg_class c WHERE c.relnamespace = 'past'::regnamespace AND c.relkind = 'r'`,
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(PAST_TABLES.map((name) => `past_${name}`).sort());
    for (const { name, enabled, forced, policies, leading } of tables) {
      expect({ enabled, forced, policies }, name).toEqual({ enabled: true, forced: true, policies: 1 });
      expect(leading, name).toBeGreaterThan(0);
    }
    const views = await world.sql<{ name: string; options: string[] | null }>(
      "SELECT relname AS name, reloptions AS options FROM pg_class WHERE relnamespace = 'as_of'::regnamespace AND relkind = 'v'",
    );
    expect(views.length).toBe(GLOBAL.length + TENANT.length);
    for (const { name, options } of views) expect(options, name).toContain("security_invoker=true");
    const writable = await world.sql(
      "SELECT relname FROM pg_class WHERE relnamespace = 'as_of'::regnamespace AND has_table_privilege('app_rw', oid, 'INSERT, UPDATE, DELETE')",
    );
    expect(writable).toEqual([]);
  });

  it("cascades nowhere", async () => {
    expect(
      await world.sql(
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND (confdeltype NOT IN ('r', 'a') OR confupdtype NOT IN ('r', 'a', 'c'))",
      ),
    ).toEqual([]);
  });

  it("gives the application's role no more than it needs", async () => {
    const rows = await world.sql<{ table: string; right: string }>(
      `SELECT c.relname AS table, p.privilege AS "right" FROM pg_class c CROSS JOIN unnest(ARRAY['DELETE','TRUNCATE','UPDATE','REFERENCES','TRIGGER']) AS p(privilege)
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND has_table_privilege('app_rw', c.oid, p.privilege)`,
    );
    const having = (right: string) =>
      rows
        .filter((row) => row.right === right)
        .map((row) => row.table)
        .sort();
    expect(having("DELETE")).toEqual([...DELETABLE].sort());
    expect(having("TRUNCATE")).toEqual([]);
    expect(having("UPDATE").filter((table) => [...APPEND_ONLY, ...ISSUED].includes(table))).toEqual([]);
    const [role] = await world.sql("SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'app_rw'");
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
    expect(
      await world.sql("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND pg_get_userbyid(relowner) = 'app_rw'"),
    ).toEqual([]);
  });

  it.each(APPEND_ONLY)("refuses to change or empty %s, also for the owner", async (table) => {
    await expect(world.sql(`UPDATE ${table} SET sequence = sequence`)).rejects.toThrow(/append-only/);
    await expect(world.sql(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    await expect(world.sql(`TRUNCATE ${table}`)).rejects.toThrow(/append-only/);
  });

  it.each(ISSUED)("refuses to empty %s, also for the owner", async (table) => {
    await expect(world.sql(`TRUNCATE ${table}`)).rejects.toThrow(/append-only/);
  });

  it("checks the same choices as the register's vocabulary", async () => {
    const rows = await world.sql<{ name: string; text: string }>(
      "SELECT conname AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace",
    );
    const lists = (Object.values(vocabulary).filter(Array.isArray) as (readonly string[])[]).map((words) => [...words].sort().join("|"));
    const checked = rows.flatMap(({ name, text }) => {
      const words = [...text.matchAll(/'([a-z_-]+)'::text/g)].map((match) => match[1]!);
      return words.length > 1 && !/_(status|whole)(_|$)/.test(name) ? [{ name, words: [...new Set(words)].sort().join("|") }] : [];
    });
    expect(checked.length).toBeGreaterThan(20);
    for (const { name, words } of checked) expect(lists, name).toContain(words);
  });

  it.each(Object.entries(ENTITIES) as [string, EntitySpec][])("the writer knows the columns of %s", async (_, spec) => {
    const rows = await world.sql<{ name: string }>(
      "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped",
      [spec.table],
    );
    const derived = Object.keys(spec.derive({}));
    const own = ["organization_id", "id", "version", "created_at", "updated_at", "created_by_id", "token_hash", "last_used_at"];
    expect(
      rows
        .map((row) => row.name)
        .filter((name) => !own.includes(name))
        .sort(),
    ).toEqual([...Object.keys(spec.fields), ...derived].map(columnOf).sort());
  });
});

describe.skipIf(engine === "embedded")("settings", () => {
  it("explains every variable in .env.example, and no other", () => {
    const explained = [...readFileSync(".env.example", "utf8").matchAll(/^# ([A-Z0-9_]+)=/gm)].map((match) => match[1]!);
    expect(explained.sort()).toEqual([...KNOWN_VARIABLES].sort());
  });

  it("keeps one migration folder for each step", () => {
    expect(readdirSync("prisma/migrations").filter((name) => /^\d{14}_/.test(name)).length).toBeGreaterThan(0);
  });
});
