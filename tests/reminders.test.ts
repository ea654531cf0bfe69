import { describe, expect, it } from "vitest";
import { addDays } from "@/domain/dates";
import { createAction } from "@/features/actions/mutations";
import { newAction } from "@/features/actions/schema";
import { WORK_KINDS } from "@/features/my-work/queries";
import { readDigest, runDaily, savePreference, snoozeItem, wakeItem } from "@/features/reminders/mutations";
import { dueItems, myDigests, myPreference, mySnoozes, reminderRules } from "@/features/reminders/queries";
import { preferenceInput, snoozeInput } from "@/features/reminders/schema";
import { systemAccess } from "@/server/access";
import { setClock, today } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { openWorld } from "./support/world";

const world = openWorld();
const start = new Date();
const inDays = (days: number) => setClock(new Date(start.getTime() + days * 86_400_000));
const jobs = () => systemAccess(world.nordwind, "test");
const digests = () =>
  world.sql<{ name: string; day: string; content: string; language: string; mailed: boolean }>(
    "SELECT u.name, d.day::text, d.content, d.language, d.mailed FROM digest d JOIN user_account u ON u.id = d.user_id ORDER BY d.day, u.name",
  );
const mails = () =>
  world.sql<{ to_email: string; subject: string; body: string; language: string }>(
    "SELECT to_email, subject, body, language FROM mail_message WHERE kind = 'digest' ORDER BY created_at, to_email",
  );
const refs = (content: string) =>
  Object.fromEntries(
    (JSON.parse(content) as { groups: { group: string; items: { ref: string }[] }[] }).groups.map(({ group, items }) => [
      group,
      items.map(({ ref }) => ref),
    ]),
  );

describe.skipIf(world.skip)("reminders", () => {
  it("nothing due: no digest, no mail", async () => {
    await runDaily(jobs());
    expect(await digests()).toEqual([]);
    expect(await mails()).toEqual([]);
    await world.sql("DELETE FROM job_run");
  });

  it("one digest by person, day and language, in the app and by mail, however often and by however many it is made", async () => {
    const mira = await world.as("mira");
    const { carla, olaf } = world.people;
    const make = (title: string, ownerId: string, dueOn: string) =>
      createAction(mira, newAction.parse({ title, kind: "improvement", ownerId, dueAt: dueOn }));
    const due = await make("Review the contract {link}", carla.id, addDays(today(), 3));
    const far = await make("Much later", carla.id, addDays(today(), 60));
    expect((await dueItems(await world.as("carla"))).map(({ ref, group }) => [ref, group])).toEqual([[due.ref, "due"]]);
    await savePreference(await world.as("carla"), preferenceInput.parse({ frequency: "daily", weekday: 1, byMail: true, language: "de" }));
    await Promise.all([runDaily(jobs()), runDaily(jobs())]);
    await runDaily(jobs());
    const [first, ...rest] = await digests();
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ name: carla.name, language: "de", mailed: true });
    expect(refs(first!.content)).toEqual({ due: [due.ref] });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to_email: carla.email, language: "de", subject: "Nordwind Data GmbH: 1 Punkt wartet auf Sie" });
    expect(mail!.body).toContain(`/nordwind/actions/${due.ref}`);
    expect(mail!.body).not.toContain("{link}");
    expect(mail!.body).not.toContain(far.ref);
    const seen = await world.as("carla");
    expect((await myDigests(seen))[0]).toMatchObject({ read: false, day: today() });
    await readDigest(seen, { day: today() });
    expect((await myDigests(seen))[0]).toMatchObject({ read: true });
    expect(await myDigests(await world.as("mira"))).toEqual([]);
    void olaf;
  });

  it("what is set aside stays out until its day", async () => {
    inDays(1);
    const carla = await world.as("carla");
    const [item] = await dueItems(carla);
    await expect(snoozeItem(carla, { key: item!.key, until: today() })).rejects.toThrow(Invalid);
    expect(snoozeInput.safeParse({ key: "x\n", until: "2026-13-01" }).success).toBe(false);
    await snoozeItem(carla, { key: item!.key, until: addDays(today(), 2) });
    expect((await dueItems(carla))[0]).toMatchObject({ snoozedUntil: addDays(today(), 2) });
    await runDaily(jobs());
    expect(await digests()).toHaveLength(1);
    await wakeItem(carla, { key: item!.key });
    expect(await mySnoozes(carla)).toEqual(new Map());
    // The clock goes back an hour, over midnight too: no day is told twice.
    inDays(0);
    await runDaily(jobs());
    expect(await digests()).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
    setClock(null);
  });

  it("long overdue goes also to whoever answers for the register, named as such, even if they want no reminders", async () => {
    const { escalateAfterDays } = await reminderRules(await world.as("mira"));
    await world.sql("UPDATE organization_profile SET accountable_id = $1", [world.people.olaf.id]);
    const olaf = await world.as("olaf");
    await savePreference(olaf, preferenceInput.parse({ frequency: "never", weekday: 1, byMail: false, language: "fr" }));
    inDays(3 + escalateAfterDays);
    await runDaily(jobs());
    expect((await digests()).filter(({ name }) => name === world.people.olaf.name)).toEqual([]);
    inDays(4 + escalateAfterDays);
    await runDaily(jobs());
    const told = (await digests()).filter(({ name }) => name === world.people.olaf.name);
    expect(told).toMatchObject([{ language: "fr", mailed: false }]);
    expect(told[0]!.content).toContain(`"waitsWith":"${world.people.carla.name}"`);
    expect((await mails()).map(({ to_email }) => to_email)).not.toContain(world.people.olaf.email);
    // Told once, not every day.
    inDays(5 + escalateAfterDays);
    await runDaily(jobs());
    expect((await digests()).filter(({ name }) => name === world.people.olaf.name)).toHaveLength(1);
    setClock(null);
  });

  it("whoever wants none, has left or has no account any more gets none", async () => {
    const carla = await world.as("carla");
    await savePreference(carla, preferenceInput.parse({ frequency: "never", weekday: 1, byMail: true, language: "en" }));
    expect(await myPreference(carla)).toMatchObject({ frequency: "never" });
    const before = (await digests()).length;
    inDays(40);
    await runDaily(jobs());
    const after = (await digests()).filter(({ name }) => name === world.people.carla.name);
    expect(after.every(({ day }) => day < today())).toBe(true);
    expect(before).toBeLessThanOrEqual((await digests()).length);
    await savePreference(carla, preferenceInput.parse({ frequency: "daily", weekday: 1, byMail: true, language: "en" }));
    inDays(41);
    await world.sql("UPDATE membership SET ended_at = now() WHERE user_id = $1", [world.people.carla.id]);
    await runDaily(jobs());
    expect((await digests()).filter(({ name, day }) => name === world.people.carla.name && day === today())).toEqual([]);
    await world.sql("UPDATE membership SET ended_at = NULL WHERE user_id = $1", [world.people.carla.id]);
    await world.sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [world.people.carla.id]);
    inDays(42);
    await runDaily(jobs());
    expect((await digests()).filter(({ name, day }) => name === world.people.carla.name && day === today())).toEqual([]);
    setClock(null);
  });

  it("every kind of work can be set aside", () => {
    for (const kind of WORK_KINDS) expect(snoozeInput.safeParse({ key: `${kind} X-001`, until: "2027-01-01" }).success, kind).toBe(true);
  });
});
