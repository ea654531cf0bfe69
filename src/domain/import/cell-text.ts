import { restoreFormula } from "./formula-text";
import { type Cell, isRich } from "./workbook";

/**
 * The text of a cell as a person reads it: line ends as \n, non-breaking spaces as spaces, no invisible signs, composed letters, no space around.
 * HTML and formulas are text. The apostrophe that an export sets before formula-like text is taken away again.
 */
export function cellText(cell: Cell | undefined): string {
  const value = isRich(cell) ? (cell.shown ?? cell.date ?? cell.v) : cell;
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return cleanText(restoreFormula(value));
}

/** The same for text that does not come from a cell. */
export function cleanText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim();
  return (
    text
      .normalize("NFC")
      .replace(/\r\n?|\u2028|\u2029|\u0085|\v|\f/g, "\n")
      .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, " ")
      // zero-width signs, soft hyphens, direction marks, controls
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, "")
      .trim()
  );
}

/** Text reduced to what decides whether two texts mean the same word: lower case, umlauts spelt out, no accents, only letters and digits. */
export function fold(text: string): string {
  // Most cells are plain ASCII, and this runs a dozen times for each.
  if (/^[\x20-\x7e]*$/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return text
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A folded text with every English plural reduced, so that singular and plural meet. German plurals stand in the word lists. */
export function singular(folded: string): string {
  return folded.split(" ").map(singularWord).join(" ");
}

function singularWord(word: string): string {
  if (word.length <= 3 || !word.endsWith("s") || /(?:ss|us|is|news)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Cells in which people write that there is nothing to write. */
export function isNothing(text: string): boolean {
  return /^(?:|[-–—/\\.]+|n\.?\s?\/?\s?a\.?|none|nil|keine?r?|entf(?:ä|ae)llt|not applicable|nicht zutreffend|k\.\s?a\.|n\.\s?z\.|tbd|t\.b\.d\.?|tba|\?+|offen)$/i.test(
    text,
  );
}

/** Marks that mean "as in the cell above". */
export function isDitto(text: string): boolean {
  return /^(?:"|''|"{2}|,,|〃|″|“|”|„|dito|ditto|do\.|s\.\s?o\.|siehe oben|wie oben|wie vor|as above|same as above|see above|↑|\^|-\s?"\s?-)$/i.test(
    text,
  );
}

/** A text in which everything is a placeholder of a template that nobody filled in. */
export function isPlaceholder(text: string): boolean {
  if (text.length > 400) return false;
  return (
    /^\[[^[\]]*\]$/.test(text) ||
    /^\{[^{}]*\}$/.test(text) ||
    /^<(?!\/)[^<>/="]*\s[^<>/="]*>$/.test(text) ||
    /^(?:x{3,}|lorem ipsum.*)$/i.test(text)
  );
}
