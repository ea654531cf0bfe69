import { z } from "zod";
import { choices, id, line, optionalId, prose, reason, requiredLine, scale, version } from "@/lib/zod-fields";
import { LONGEST_SLUG, RESERVED_SLUGS, SLUG } from "./slug";

export const organizationInput = z.strictObject({
  name: requiredLine(120),
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .min(2)
    .max(LONGEST_SLUG)
    .refine((slug) => SLUG.test(slug), { params: { key: "not_a_slug" } })
    .refine((slug) => !RESERVED_SLUGS.has(slug), { params: { key: "slug_taken" } }),
});

/** Languages that the register's texts may be in; the codes are ISO 639-1. */
export const LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "sv", "da", "nb", "fi", "cs"] as const;

const months = () => scale(1, 60).refine((value) => value !== null, { params: { key: "required" } });
const days = () => scale(1, 730).refine((value) => value !== null, { params: { key: "required" } });

export const profileInput = z.strictObject({
  id: id(),
  version: version(),
  name: requiredLine(120),
  ismsScope: prose(),
  reviewIntervalMonths: months(),
  reviewRemindDays: scale(0, 365).refine((value) => value !== null, { params: { key: "required" } }),
  reviewRepeatDays: scale(1, 365).refine((value) => value !== null, { params: { key: "required" } }),
  triageMaxDays: days(),
  confirmMaxDays: days(),
  conflictMaxDays: days(),
  triggerDefaultDays: days(),
  evidenceWarnDays: days(),
  announceDays: scale(0, 365).refine((value) => value !== null, { params: { key: "required" } }),
  escalateAfterDays: scale(1, 365).refine((value) => value !== null, { params: { key: "required" } }),
  feedbackDueDays: scale(1, 365).refine((value) => value !== null, { params: { key: "required" } }),
  openChannel: line(300),
  conflictProcessRef: line(120),
  registerOwnerId: optionalId(),
  accountableId: optionalId(),
  classification: line(60),
  languages: choices(LANGUAGES).refine((chosen) => chosen.length > 0, { params: { key: "required" } }),
  reason: reason(),
});

export type OrganizationInput = z.output<typeof organizationInput>;
export type ProfileInput = z.output<typeof profileInput>;
