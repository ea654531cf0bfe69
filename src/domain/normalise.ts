/**
 * Keys for searching and sorting. They are stored beside the text, because the embedded database sorts by bytes and neither engine should need an
 * extension to find "Müller" under "muller".
 */

// Letters that Unicode does not take apart into a base letter and a mark.
const WHOLE_LETTERS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const NUL = String.fromCharCode(0);

/**
 * Case, accents, width and runs of space do not matter: "  MÜLLER  Straße" gives "muller strasse". Punctuation stays, so that "A.8.24" can be
 * searched for. Applying it twice changes nothing.
 */
export function searchKey(text: string): string {
  return text
    .replaceAll(NUL, "")
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßæœøłđðþı]/g, (letter) => WHOLE_LETTERS[letter]!)
    .replace(/\s+/g, " ")
    .trim();
}

/** The key under which two spellings are one name: as {@link searchKey}, and punctuation does not matter either (audit check AC-09). */
export function nameKey(text: string): string {
  return searchKey(text)
    .replace(/[\p{P}\p{S}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * A key that sorts by bytes as people read: numbers by value ("Clause 9" before "Clause 10"), case and accents aside, marks at the beginning
 * (a quote, a bracket) ignored.
 */
export function sortKey(text: string): string {
  return searchKey(text)
    .replace(/^[\p{P}\p{S}\s]+(?=[\p{L}\p{N}])/u, "")
    .replace(/[0-9]+/g, (digits) => digits.replace(/^0+(?=[0-9])/, "").padStart(12, "0"));
}

/** Whether every word of the query stands somewhere in the text (both as people typed them). A blank query finds everything. */
export function matchesSearch(text: string, query: string): boolean {
  const haystack = searchKey(text);
  return searchKey(query)
    .split(" ")
    .every((word) => haystack.includes(word));
}
