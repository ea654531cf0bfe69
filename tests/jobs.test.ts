import { type ChildProcess, spawn } from "node:child_process";
import { once as event } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startJobs } from "@/features/jobs/runner";
import { systemAccess } from "@/server/access";
import { runsJobs } from "@/server/env";
import { once } from "@/server/jobs";
import { queueMail } from "@/server/outbox";
import { change } from "@/server/record";
import { APP_URL, engine, openWorld } from "./support/world";

const world = openWorld();
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const quietMail = { run: async () => {}, stop: async () => {} };

describe("the runner", () => {
  it("carries out every job in turn, one that fails keeps no other from its turn, and stops", async () => {
    const done: string[] = [];
    const jobs = startJobs({
      mail: { run: async () => void done.push("mail"), stop: async () => void done.push("stopped") },
      hourly: [
        { name: "first", work: async () => Promise.reject(new Error("it does not work")) },
        { name: "second", work: async () => void done.push("second") },
      ],
      first: 3_600_000,
    });
    await jobs.once();
    expect(done).toEqual(["second", "mail"]);
    await jobs.stop();
    expect(done).toEqual(["second", "mail", "stopped"]);
  });

  it("JOBS=0 leaves it to another process", () => {
    expect([runsJobs({}), runsJobs({ JOBS: "1" }), runsJobs({ JOBS: "0" })]).toEqual([true, true, false]);
  });
});

describe.skipIf(world.skip)("recurring work", () => {
  it("looks for mail as soon as some is queued in this process, and once for many", async () => {
    let looked = 0;
    const count = () => {
      looked += 1;
    };
    const jobs = startJobs({ mail: { ...quietMail, run: async () => count() }, hourly: [], first: 3_600_000 });
    const mira = await world.as("mira");
    for (let mails = 0; mails < 3; mails += 1)
      await change(mira, (record) => queueMail(record, [{ kind: "test", toEmail: "a@x.example", subject: "x", body: "x" }]));
    await pause(400);
    await jobs.stop();
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThanOrEqual(3);
    await change(mira, (record) => queueMail(record, [{ kind: "test", toEmail: "a@x.example", subject: "x", body: "x" }]));
    await pause(150);
    expect(looked).toBeLessThanOrEqual(3);
    await world.sql("DELETE FROM mail_message");
  });

  it("is done once for its key, however many try at once; what fails leaves no mark and is done the next time", async () => {
    const access = systemAccess(world.nordwind, "test");
    let done = 0;
    const work = async () => {
      done += 1;
      return done;
    };
    const tries = await Promise.all(Array.from({ length: 6 }, () => once(access, "thing", "2026-11-22", work)));
    expect(done).toBe(1);
    expect(tries.filter(Boolean)).toHaveLength(1);
    await expect(once(access, "thing", "broken", () => Promise.reject(new Error("it does not work")))).rejects.toThrow("it does not work");
    expect(await once(access, "thing", "broken", async () => "done")).toEqual({ done: "done" });
    expect(await once(systemAccess(world.kestrel, "test"), "thing", "2026-11-22", async () => "theirs")).toEqual({ done: "theirs" });
  });
});

const program = (...words: string[]) => {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/jobs.ts", ...words], {
    env: { ...process.env, DATABASE_URL: world.url, APP_URL },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
};

describe.skipIf(world.skip || engine === "embedded")("npm run jobs", () => {
  it("two at once: each reminder and each mail once, and nothing again after a restart; ends at SIGTERM", async () => {
    const { carla } = world.people;
    await world.sql(
      `INSERT INTO action (organization_id, id, ref, title, kind, status, owner_id, due_at, title_key, search_text, created_at, updated_at)
       VALUES ($1, gen_random_uuid(), 'ACT-900', 'Call them', 'task', 'open', $2, current_date - 1, 'call them', 'call them', now(), now())`,
      [world.nordwind.id, carla.id],
    );
    const ended = await Promise.all(
      [program("--once"), program("--once")].map(async (child) => {
        let errors = "";
        child.stderr!.on("data", (data) => {
          errors += data;
        });
        const [code] = await event(child, "exit");
        return { code, errors };
      }),
    );
    expect(ended).toEqual([
      { code: 0, errors: "" },
      { code: 0, errors: "" },
    ]);
    const digests = await world.sql("SELECT user_id FROM digest");
    expect(digests.map(({ user_id }) => user_id)).toEqual([carla.id]);
    await world.sql("UPDATE mail_message SET not_before = now() - interval '1 day'");
    const again = program();
    await event(again.stdout!, "data");
    const mailbox = path.join(process.env.DATA_DIR!, "mailbox", world.nordwind.id);
    for (let tries = 0; tries < 200; tries += 1) {
      const [row] = await world.sql("SELECT count(*)::int AS n FROM mail_message WHERE status = 'sent'");
      if (row!.n === 1) break;
      await pause(100);
    }
    again.kill("SIGTERM");
    expect((await event(again, "exit"))[0]).toBe(0);
    expect(readdirSync(mailbox)).toHaveLength(1);
    expect(await world.sql("SELECT kind, status FROM mail_message")).toEqual([{ kind: "digest", status: "sent" }]);
    expect(await world.sql("SELECT 1 FROM digest")).toHaveLength(1);
  }, 120_000);

  it("says what is missing instead of making links that open nothing", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "src/cli/jobs.ts", "--once"], {
      env: { ...process.env, DATABASE_URL: world.url, APP_URL: "", AUTH_SECRET: "" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    expect((await event(child, "exit"))[0]).toBe(1);
    expect(errors).toContain("AUTH_SECRET is missing");
    expect(errors).toContain("APP_URL is missing");
  });
});
