/** First parts of addresses that are pages of their own, so no organisation may be called like one. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "ask",
  "calendar",
  "feedback",
  "sheet",
  "survey",
  "api",
  "sign-in",
  "sign-up",
  "sign-out",
  "organizations",
  "invitations",
  "copies",
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
export const SLUG = /^[a-z0-9](-?[a-z0-9])*$/;

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
