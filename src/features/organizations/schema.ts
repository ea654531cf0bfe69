import { z } from "zod";
import { choices, id, line, optionalId, prose, reason, requiredLine, scale, version } from "@/lib/zod-fields";

/** First parts of addresses that are pages of their own, so no organisation may be called like one. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "api",
  "sign-in",
  "sign-up",
  "sign-out",
  "organizations",
  "invitations",
  "account",
  "admin",
  "help",
  "kit",
  "static",
  "public",
  "assets",
  "health",
  "favicon",
  "robots",
]);

export const LONGEST_SLUG = 60;
const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;

/** What an address made of a name could be: "Nordwind Data GmbH" -> "nordwind-data-gmbh". Empty when the name has no letter that an address may hold. */
export function proposeSlug(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST_SLUG)
    .replace(/-+$/, "");
}

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
  triageMaxDays: days(),
  confirmMaxDays: days(),
  conflictMaxDays: days(),
  triggerDefaultDays: days(),
  registerOwnerId: optionalId(),
  accountableId: optionalId(),
  classification: line(60),
  languages: choices(LANGUAGES).refine((chosen) => chosen.length > 0, { params: { key: "required" } }),
  reason: reason(),
});

export type OrganizationInput = z.output<typeof organizationInput>;
export type ProfileInput = z.output<typeof profileInput>;
