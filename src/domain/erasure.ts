/** Finding what names a person who is to be forgotten: names, addresses and other text, as whole words, whatever their case. */

export const SHORTEST_TERM = 3;
export const MOST_TERMS = 10;
const ERASED = "[erased]";

/** The terms of a text, one a line, each once. */
export function termsOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  return [...new Map(lines.filter(Boolean).map((line) => [line.toLowerCase(), line])).values()];
}

/** Matches any of the terms as whole words. A term that begins or ends with a sign of its own needs no border there. */
function pattern(terms: readonly string[], flags: string): RegExp {
  const one = (term: string) => {
    const escaped = term.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/ /g, "\\s+");
    const before = /^[\p{L}\p{N}]/u.test(term) ? "(?<![\\p{L}\\p{N}])" : "";
    const after = /[\p{L}\p{N}]$/u.test(term) ? "(?![\\p{L}\\p{N}])" : "";
    return `${before}${escaped}${after}`;
  };
  // The longest first, so that a whole name goes before a part of it.
  const sorted = [...terms].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map(one).join("|"), flags);
}

/** Answers whether a value of any form (text, list, object) names one of the terms in one of its texts. */
export function mentions(terms: readonly string[]): (value: unknown) => boolean {
  if (terms.length === 0) return () => false;
  const looked = pattern(terms, "iu");
  const test = (value: unknown): boolean => {
    if (typeof value === "string") return looked.test(value);
    if (Array.isArray(value)) return value.some(test);
    if (typeof value === "object" && value !== null) return Object.values(value).some(test);
    return false;
  };
  return test;
}

/** The value with every mention in its texts replaced. Names of fields stay as they are. */
export function withoutMentions(terms: readonly string[]): (value: unknown) => unknown {
  const looked = pattern(terms, "giu");
  const scrub = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(looked, ERASED);
    if (Array.isArray(value)) return value.map(scrub);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scrub(inner)]));
    return value;
  };
  return scrub;
}

/**
 * Whether what an entry of the history says names one of the terms: in its fields, its reason or its note. Who made the change does not count: that
 * somebody did their work is no secret of theirs, and every entry they made would have to go. A payload that is no JSON is looked through as text.
 */
export function payloadMentions(terms: readonly string[]): (payload: string) => boolean {
  const test = mentions(terms);
  return (payload) => {
    try {
      const { actorName: _, ...said } = JSON.parse(payload) as Record<string, unknown>;
      return test(said);
    } catch {
      return test(payload);
    }
  };
}

/** Patterns for LIKE that find every text in which a term may stand, written as JSON, and perhaps others: letters beyond ASCII match any. */
export function likePatterns(terms: readonly string[]): string[] {
  return terms.map((term) => {
    const text = JSON.stringify(term).slice(1, -1);
    // Blanks inside a term may be any white space, also an escaped line break.
    return `%${text
      .replace(/[\\%_]/g, "\\$&")
      .replace(/[^\x20-\x7e]/g, "_")
      .replace(/ /g, "%")}%`;
  });
}
