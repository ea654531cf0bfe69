import { accept, type Ruling, refuse } from "@/domain/ruling";
import type { IsmsDocumentType, LinkTargetType } from "@/domain/vocabulary";

/** Documents of the ISMS (7.5): what they are linked as, when they are due, where they lie, and which register they quote. */

/** A policy is linked to a requirement as a policy, everything else as a procedure. */
export function linkTypeOf(type: IsmsDocumentType): Extract<LinkTargetType, "policy" | "procedure"> {
  return type === "policy" ? "policy" : "procedure";
}

/** How many days before it is due a review is announced. */
export const REVIEW_SOON_DAYS = 30;

/**
 * Facts of a document that cannot be: approved in the future, or due for review before it was approved. An edition that nobody approved may stand in
 * the register; it is said, not refused.
 */
export function judgeDocument<Document extends { approvedOn: string | null; reviewDueAt: string | null; location: string }>(
  document: Document,
  today: string,
): Ruling<Document, "approved_in_future" | "review_before_approval" | "location_scheme"> {
  if (document.approvedOn !== null && document.approvedOn > today) return refuse("approved_in_future", "approvedOn");
  if (document.approvedOn !== null && document.reviewDueAt !== null && document.reviewDueAt < document.approvedOn) {
    return refuse("review_before_approval", "reviewDueAt");
  }
  if (locationOf(document.location) === "refused") return refuse("location_scheme", "location");
  return accept(document);
}

const SCHEME = /^([a-z][a-z0-9+.-]+):/i;
const RUNS = ["javascript", "data", "vbscript", "blob"];

/**
 * What kind of place a location is: a page of the web (the only kind that becomes a link), another address or a path as text, or an address that a
 * browser might run ("javascript:", "data:"), which is refused.
 */
export function locationOf(location: string): "none" | "web" | "text" | "refused" {
  // Browsers skip white space and control characters in front of and inside a scheme.
  const bare = [...location].filter((character) => character > " " && character !== "\u007f").join("");
  if (bare === "") return "none";
  const scheme = SCHEME.exec(bare)?.[1]?.toLowerCase();
  if (scheme === undefined) return "text";
  if (RUNS.includes(scheme)) return "refused";
  return (scheme === "http" || scheme === "https") && URL.canParse(location.trim()) ? "web" : "text";
}

/** Whether two names of a register version are the same: "2.0", " v2.0" and "Version 2.0" are. */
export function isSameVersion(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^(version|edition|v)[\s.]*(?=\d)/, "");
  return plain(a) === plain(b);
}

/** Whether the document quotes another version of the register than the one that governs; false while one of the two is unknown. */
export function quotesAnother(quoted: string, governing: string | null): boolean {
  return quoted.trim() !== "" && governing !== null && governing.trim() !== "" && !isSameVersion(quoted, governing);
}
