import { daysBetween } from "@/domain/dates";
import { locationOf } from "@/domain/isms-document";
import { accept, isBlank, type Ruling, refuse } from "@/domain/ruling";

/** Evidence: what shows that something was done. When it is from, until when it holds, where it comes from. */

export const VALIDITY_STATES = ["valid", "soon", "expired", "open"] as const;
export type ValidityState = (typeof VALIDITY_STATES)[number];

/** Where the validity stands on a day: "open" has no end, "soon" ends within the organisation's days of warning (the last day included). */
export function validityOf(validUntil: string | null, today: string, warnDays: number): ValidityState {
  if (validUntil === null) return "open";
  if (validUntil < today) return "expired";
  return daysBetween(today, validUntil) <= warnDays ? "soon" : "valid";
}

export interface EvidenceFacts {
  title: string;
  dated: string | null;
  validUntil: string | null;
  origin: string;
  /** Address of a link or a place; empty for a file. */
  location: string;
}

export type EvidenceRefusal =
  | "dated_missing"
  | "dated_in_future"
  | "ends_before_dated"
  | "origin_missing"
  | "location_scheme"
  | "nothing_given"
  | "file_and_place"
  | "title_is_file_name";

/**
 * What evidence must say to be of use to somebody who did not file it: what it is, from when, from whom, and one thing to look at, a file or a place.
 * A bare file name is no title.
 */
export function judgeEvidence(
  facts: EvidenceFacts,
  hasFile: boolean,
  today: string,
): Ruling<EvidenceFacts & { dated: string }, EvidenceRefusal> {
  const { dated, validUntil, location } = facts;
  if (dated === null) return refuse("dated_missing", "dated");
  if (dated > today) return refuse("dated_in_future", "dated");
  if (validUntil !== null && validUntil < dated) return refuse("ends_before_dated", "validUntil");
  if (isBlank(facts.origin)) return refuse("origin_missing", "origin");
  if (looksLikeFileName(facts.title)) return refuse("title_is_file_name", "title");
  const place = locationOf(location);
  if (place === "refused") return refuse("location_scheme", "location");
  if (!hasFile && place === "none") return refuse("nothing_given", "location");
  if (hasFile && place !== "none") return refuse("file_and_place", "location");
  return accept({ ...facts, dated });
}

const FILE_NAME = /^\S+\.(pdf|png|jpe?g|gif|webp|docx|xlsx|pptx|odt|ods|odp|txt|csv|md|eml|msg)$/i;

/** "scan_0042.pdf": no spaces and an ending. */
export function looksLikeFileName(title: string): boolean {
  return FILE_NAME.test(title.trim());
}

/** A title to begin with from the name of a file: without its ending, with spaces between the words. */
export function titleFromFileName(name: string): string {
  const bare = name.replace(/\.[A-Za-z0-9]{1,5}$/, "");
  const words = bare
    .replace(/[_+]+/g, " ")
    .replace(/(\D)-(?=\D)/g, "$1 ")
    .replace(/\s+/g, " ")
    .trim();
  return words === "" ? "" : words[0]!.toUpperCase() + words.slice(1);
}
