/** The number of a copy as it stands in an address; null for anything else. */
export function copyNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/** A SHA-256 in hex; null for anything else. */
export function sha256Of(text: unknown): string | null {
  return typeof text === "string" && /^[0-9a-f]{64}$/.test(text) ? text : null;
}

/** A file is checked in the browser, in memory: larger ones than this would not fit. */
export const LARGEST_CHECKED_MB = 500;
