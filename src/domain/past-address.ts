/**
 * The register as it stood has addresses of its own: /nordwind~2.1/... reads version 2.1, /nordwind~2026-05-12/... the end of that day (UTC). Every link
 * of a page begins with the organisation's part of its address, so whoever follows one stays in that moment, and an address can be quoted.
 */
export type PastWanted = { kind: "version"; number: string } | { kind: "day"; day: string };

export interface Address {
  slug: string;
  /** null: the register as it is today. */
  past: PastWanted | null;
}

const MARK = "~";

/** Reads the organisation's part of an address; null when what stands behind the mark is neither a version nor a day. */
export function parseAddress(part: string): Address | null {
  const at = part.indexOf(MARK);
  if (at < 0) return { slug: part, past: null };
  const [slug, rest] = [part.slice(0, at), part.slice(at + 1)];
  if (/^\d{1,4}\.\d{1,4}$/.test(rest)) return { slug, past: { kind: "version", number: rest } };
  if (/^\d{4}-\d{2}-\d{2}$/.test(rest) && isDay(rest)) return { slug, past: { kind: "day", day: rest } };
  return null;
}

/** The organisation's part of an address for a version number, a day, or (null) today. */
export function addressOf(slug: string, label: string | null): string {
  return label === null ? slug : `${slug}${MARK}${label}`;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
