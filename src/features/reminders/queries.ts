import { type DigestContent, type DigestGroup, groupOf, itemKey } from "@/domain/digest";
import { myWork, type WorkItem } from "@/features/my-work/queries";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { inTenant } from "@/server/tenant";
import type { DigestLanguage, FREQUENCIES } from "./schema";

export interface Preference {
  frequency: (typeof FREQUENCIES)[number];
  weekday: number;
  byMail: boolean;
  language: DigestLanguage;
}

export interface ReminderRules {
  announceDays: number;
  escalateAfterDays: number;
  /** Whoever answers for the register: its owner, else whoever is accountable. */
  answersId: string | null;
  /** The first of the organisation's languages that digests can be in. */
  language: DigestLanguage;
}

/** The rules by which this organisation reminds. */
export async function reminderRules(access: Access): Promise<ReminderRules> {
  const profile = await inTenant(access, (tx) =>
    tx.organizationProfile.findFirstOrThrow({
      where: { organizationId: access.organization.id },
      select: { announceDays: true, escalateAfterDays: true, registerOwnerId: true, accountableId: true, languages: true },
    }),
  );
  const language = profile.languages.find((code): code is DigestLanguage => code === "en" || code === "de" || code === "fr") ?? "en";
  return {
    announceDays: profile.announceDays,
    escalateAfterDays: profile.escalateAfterDays,
    answersId: profile.registerOwnerId ?? profile.accountableId,
    language,
  };
}

/** How the reader wants to be reminded; what holds for whoever has said nothing. */
export async function myPreference(access: Access): Promise<Preference> {
  const { language } = await reminderRules(access);
  const found = access.user
    ? await inTenant(access, (tx) =>
        tx.reminderPreference.findUnique({
          where: { organizationId_userId: { organizationId: access.organization.id, userId: access.user!.id } },
          select: { frequency: true, weekday: true, byMail: true, language: true },
        }),
      )
    : null;
  return (found as Preference | null) ?? { frequency: "daily", weekday: 1, byMail: true, language };
}

export interface DueItem extends WorkItem {
  key: string;
  group: Exclude<DigestGroup, "escalated">;
  /** The reader does not want to be reminded before this day. */
  snoozedUntil: string | null;
}

/** Everything that is due, overdue or asked of the reader today, the most urgent first. */
export async function dueItems(access: Access): Promise<DueItem[]> {
  const [work, { announceDays }, snoozes] = await Promise.all([myWork(access), reminderRules(access), mySnoozes(access)]);
  return work.groups
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const group = groupOf(item, today(), announceDays);
      const key = itemKey(item);
      return group ? [{ ...item, key, group, snoozedUntil: snoozes.get(key) ?? null }] : [];
    });
}

/** Of what the reader does not want to be reminded, and until when. */
export async function mySnoozes(access: Access): Promise<Map<string, string>> {
  if (!access.user) return new Map();
  const rows = await inTenant(access, (tx) =>
    tx.snooze.findMany({
      where: { organizationId: access.organization.id, userId: access.user!.id, until: { gt: new Date(`${today()}T00:00:00Z`) } },
      select: { itemKey: true, until: true },
    }),
  );
  return new Map(rows.map(({ itemKey: key, until }) => [key, until.toISOString().slice(0, 10)]));
}

export interface DigestView {
  day: string;
  language: string;
  content: DigestContent;
  mailed: boolean;
  read: boolean;
}

const MOST_DIGESTS = 30;

/** The reader's digests, the newest first. */
export async function myDigests(access: Access, most = MOST_DIGESTS): Promise<DigestView[]> {
  if (!access.user) return [];
  const rows = await inTenant(access, (tx) =>
    tx.digest.findMany({
      where: { organizationId: access.organization.id, userId: access.user!.id },
      orderBy: { day: "desc" },
      take: Math.min(most, MOST_DIGESTS),
      select: { day: true, language: true, content: true, mailed: true, readAt: true },
    }),
  );
  return rows.map(({ day, language, content, mailed, readAt }) => ({
    day: day.toISOString().slice(0, 10),
    language,
    content: JSON.parse(content) as DigestContent,
    mailed,
    read: readAt !== null,
  }));
}
