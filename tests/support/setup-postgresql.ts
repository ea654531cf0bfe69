import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateInOwnProcess } from "./migrate";
import { serverPrograms, startCluster } from "./postgresql";

declare module "vitest" {
  export interface ProvidedContext {
    postgresql: string | null;
    template: string | null;
    embeddedTemplate: string | null;
  }
}

export const APPLICATION_ROLE = "goldthread_test";

/** One migrated template database for all files; each file gets a copy. Without a PostgreSQL the project says so and its tests are skipped. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  const programs = given ? null : serverPrograms();
  if (!given && !programs) {
    console.warn("No PostgreSQL server here (TEST_DATABASE_URL is not set, initdb is not installed): the PostgreSQL tests are skipped.");
    project.provide("postgresql", null);
    project.provide("template", null);
    return;
  }
  const cluster = given ? null : await startCluster(programs!);
  const superuser = given ?? cluster!.url;
  const template = `goldthread_template_${process.pid}`;
  const admin = new pg.Client({ connectionString: superuser });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template}`);
  await admin.query(
    `DO $$ BEGIN CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD 'test'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
  const url = new URL(superuser);
  url.pathname = `/${template}`;
  const application = new URL(url);
  application.username = APPLICATION_ROLE;
  await migrateInOwnProcess(url.href, application.href);
  project.provide("postgresql", superuser);
  project.provide("template", template);
  return async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await admin.end();
    cluster?.stop();
  };
}
