import { v7 as uuid } from "uuid";
import { addDays } from "@/domain/dates";
import { type Colleague, type DigestContent, digestOf, escalatedTo, itemKey } from "@/domain/digest";
import { myWork } from "@/features/my-work/queries";
import { translator } from "@/lib/translate";
import { type Access, memberAccess } from "@/server/access";
import { now, today } from "@/server/clock";
import { Invalid, NotFound } from "@/server/errors";
import { once } from "@/server/jobs";
import { queueMail } from "@/server/outbox";
import { inTenant } from "@/server/tenant";
import { digestMail } from "./digest-mail";
import { type Preference, reminderRules } from "./queries";
import type { PreferenceInput, ReadInput, SnoozeInput, WakeInput } from "./schema";

const LONGEST_SNOOZE_DAYS = 366;
/** Mails of the day do not wake anybody: hour, UTC. */
const FIRST_HOUR = 5;

const personOf = (access: Access): string => {
  if (!access.user) throw new NotFound();
  return access.user.id;
};
const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** How one wants to be reminded. A convenience: it stands in no history. */
export async function savePreference(access: Access, input: PreferenceInput): Promise<{ frequency: string }> {
  const key = { organizationId: access.organization.id, userId: personOf(access) };
  const values = { ...input, updatedAt: now() };
  await inTenant(access, (tx) =>
    tx.reminderPreference.upsert({
      where: { organizationId_userId: key },
      create: { ...key, ...values },
      update: values,
      select: { userId: true },
    }),
  );
  return { frequency: input.frequency };
}

/** "Remind me on ...": until that day the thing is in none of one's digests. Throws Invalid for a day that has come, or is more than a year away. */
export async function snoozeItem(access: Access, { key, until }: SnoozeInput): Promise<{ until: string }> {
  const owner = { organizationId: access.organization.id, userId: personOf(access) };
  if (until <= today() || until > addDays(today(), LONGEST_SNOOZE_DAYS))
    throw new Invalid({ until: translator("reminders")("untilWrong") });
  await inTenant(access, async (tx) => {
    await tx.snooze.deleteMany({ where: { ...owner, until: { lte: dayOf(today()) } } });
    await tx.snooze.upsert({
      where: { organizationId_userId_itemKey: { ...owner, itemKey: key } },
      create: { ...owner, itemKey: key, until: dayOf(until), createdAt: now() },
      update: { until: dayOf(until) },
      select: { itemKey: true },
    });
  });
  return { until };
}

/** Takes a snooze back. */
export async function wakeItem(access: Access, { key }: WakeInput): Promise<{ key: string }> {
  const owner = { organizationId: access.organization.id, userId: personOf(access) };
  await inTenant(access, (tx) => tx.snooze.deleteMany({ where: { ...owner, itemKey: key } }));
  return { key };
}

/** One has read one's digest of that day. */
export async function readDigest(access: Access, { day }: ReadInput): Promise<{ day: string }> {
  const owner = { organizationId: access.organization.id, userId: personOf(access) };
  await inTenant(access, (tx) => tx.digest.updateMany({ where: { ...owner, day: dayOf(day), readAt: null }, data: { readAt: now() } }));
  return { day };
}

interface Reader {
  access: Access;
  userId: string;
  name: string;
  preference: Preference;
  snoozed: Map<string, string>;
  last: { day: string; keys: Set<string> } | null;
}

const JOB = "digest";

/** Makes the digest of the day for every member, in the app and by mail as each wants it; once for each person and day, however often it is called. */
export async function runDaily(access: Access): Promise<void> {
  const day = today();
  const rules = await reminderRules(access);
  const open = await withoutDigest(access, day, rules.language);
  if (open.length === 0) return;
  // Whoever answers for the register hears of what waits with everybody, so everybody's work is read where their digest is still to be made.
  const answering = open.some(({ userId }) => userId === rules.answersId);
  const everybody = answering ? await readers(access, rules.language) : open;
  const work = new Map<string, Colleague>();
  for (const { userId, name, access: own } of everybody)
    work.set(userId, { userId, name, items: (await myWork(own)).groups.flatMap(({ items }) => items) });
  for (const reader of open) {
    const escalated =
      reader.userId === rules.answersId
        ? escalatedTo({ userId: reader.userId, role: reader.access.role }, [...work.values()], { today: day, ...rules })
        : [];
    const content = digestOf({
      own: work.get(reader.userId)?.items ?? [],
      escalated,
      snoozed: reader.snoozed,
      wish: reader.preference,
      last: reader.last,
      today: day,
      announceDays: rules.announceDays,
    });
    await store(access, reader, day, content);
  }
}

async function store(
  access: Access,
  { userId, access: own, preference }: Reader,
  day: string,
  content: DigestContent | null,
): Promise<void> {
  await once(access, JOB, `${userId}:${day}`, async (record) => {
    if (!content) return;
    const [made] = await record.tx.digest.createManyAndReturn({
      data: [
        {
          organizationId: access.organization.id,
          id: uuid(),
          userId,
          day: dayOf(day),
          language: preference.language,
          content: JSON.stringify(content),
          mailed: preference.byMail,
          createdAt: now(),
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!made || !preference.byMail) return;
    const morning = new Date(dayOf(day).getTime() + FIRST_HOUR * 3_600_000);
    await queueMail(record, [
      {
        kind: "digest",
        toEmail: own.user!.email,
        toName: own.user!.name,
        language: preference.language,
        ...digestMail(access.organization, own.user!.name, preference.language, content),
        dedupeKey: `digest:${userId}:${day}`,
        userId,
        ...(morning > now() ? { notBefore: morning } : {}),
      },
    ]);
  });
}

/** Members whose digest of the day has not been looked at yet. */
async function withoutDigest(access: Access, day: string, language: Preference["language"]): Promise<Reader[]> {
  const done = await inTenant(access, (tx) =>
    tx.jobRun.findMany({
      where: { organizationId: access.organization.id, job: JOB, runKey: { endsWith: `:${day}` } },
      select: { runKey: true },
    }),
  );
  const keys = new Set(done.map(({ runKey }) => runKey));
  return readers(access, language, (userId) => !keys.has(`${userId}:${day}`));
}

async function readers(
  access: Access,
  language: Preference["language"],
  wanted: (userId: string) => boolean = () => true,
): Promise<Reader[]> {
  const organizationId = access.organization.id;
  const { members, preferences, snoozes, digests } = await inTenant(access, async (tx) => ({
    members: await tx.membership.findMany({
      where: { organizationId, endedAt: null },
      select: { userId: true },
      orderBy: { userId: "asc" },
    }),
    preferences: await tx.reminderPreference.findMany({ where: { organizationId } }),
    snoozes: await tx.snooze.findMany({ where: { organizationId } }),
    digests: await tx.digest.findMany({
      where: { organizationId },
      distinct: ["userId"],
      orderBy: [{ userId: "asc" }, { day: "desc" }],
      select: { userId: true, day: true, content: true },
    }),
  }));
  const found: Reader[] = [];
  for (const { userId } of members.filter((member) => wanted(member.userId))) {
    const own = await memberAccess(access.organization, userId);
    if (!own?.user) continue;
    const preference = preferences.find((one) => one.userId === userId) as Preference | undefined;
    const last = digests.find((one) => one.userId === userId);
    found.push({
      access: own,
      userId,
      name: own.user.name,
      preference: preference ?? { frequency: "daily", weekday: 1, byMail: true, language },
      snoozed: new Map(snoozes.filter((one) => one.userId === userId).map((one) => [one.itemKey, one.until.toISOString().slice(0, 10)])),
      last: last
        ? {
            day: last.day.toISOString().slice(0, 10),
            keys: new Set((JSON.parse(last.content) as DigestContent).groups.flatMap(({ items }) => items.map(itemKey))),
          }
        : null,
    });
  }
  return found;
}
