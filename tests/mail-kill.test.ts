import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { queueMail } from "@/server/outbox";
import { change } from "@/server/record";
import { mailServer } from "./support/mail-server";
import { APP_URL, engine, openWorld } from "./support/world";

const world = openWorld();
const running: ChildProcess[] = [];
let box: Awaited<ReturnType<typeof mailServer>>;
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  await box?.close();
});

/** A process of its own that carries mail out, as "npm run jobs" does. */
async function worker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/jobs.ts"], {
    env: { ...process.env, DATABASE_URL: world.url, APP_URL, SMTP_URL: box.url, MAIL_FROM: "register@nordwind.example" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  await once(child.stdout!, "data");
  return child;
}
const until = async (what: () => boolean | Promise<boolean>, seconds = 60) => {
  for (let tries = 0; !(await what()); tries += 1) {
    if (tries > seconds * 20) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const left = async () =>
  Number((await world.sql<{ n: string }>("SELECT count(*) AS n FROM mail_message WHERE status IN ('waiting', 'sending')"))[0]!.n);
const MANY = 400;
async function queue(prefix: string) {
  const mira = await world.as("mira");
  const mails = Array.from({ length: MANY }, (_, index) => ({
    kind: "test",
    toEmail: `${prefix}${index}@x.example`,
    subject: `No. ${index}`,
    body: "A word.",
  }));
  await change(mira, (record) => queueMail(record, mails));
}
const counts = (prefix: string) => {
  const by = new Map<string, number>();
  for (const { to } of box.received) if (to.startsWith(prefix)) by.set(to, (by.get(to) ?? 0) + 1);
  return { recipients: by.size, twice: [...by.values()].filter((count) => count > 1).length };
};

// Killing proves something where processes are separate from the database.
describe.skipIf(world.skip || engine === "embedded")("mail when a process dies", () => {
  it("none is lost and none goes twice: killed in the middle three times, started again each time", async () => {
    box = await mailServer({ delayMs: 4 });
    await queue("kill");
    for (const share of [60, 150, 260]) {
      const child = await worker();
      await until(() => box.received.length >= share);
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    const last = await worker();
    await until(async () => (await left()) === 0);
    expect(counts("kill")).toEqual({ recipients: MANY, twice: 0 });
    last.kill("SIGTERM");
    expect((await once(last, "exit"))[0]).toBe(0);
    expect(readdirSync(path.join(process.env.DATA_DIR!, "mail-journal"))).toEqual([]);
  }, 120_000);

  it("two of them side by side, one of them killed: each mail once", async () => {
    box = await mailServer({ delayMs: 4 });
    await queue("pair");
    const [one, two] = await Promise.all([worker(), worker()]);
    await until(() => box.received.length >= 120);
    one.kill("SIGKILL");
    await until(async () => (await left()) === 0);
    expect(counts("pair")).toEqual({ recipients: MANY, twice: 0 });
    two.kill("SIGTERM");
    await once(two, "exit");
  }, 120_000);
});
