/**
 * Text that a spreadsheet program would run as a formula (CSV injection). On export one apostrophe is set in front; on import exactly one is taken
 * away again. Because text that already has apostrophes before such a sign gets one more, both together lose nothing:
 * `=1` -> `'=1` -> `=1`, and `'=1` -> `''=1` -> `'=1`. Numbers are written as numbers and never pass here.
 */

// The full-width forms are read as the plain signs by spreadsheet programs in East Asian locales.
const DANGEROUS = "=+\\-@\\u0000\\uFF1D\\uFF0B\\uFF0D\\uFF20";
const LEADS_TO_FORMULA = new RegExp(`^'*(?:[\\t\\r\\u0000]|\\s*[${DANGEROUS}])`);
const NEUTRALISED = new RegExp(`^''*(?:[\\t\\r\\u0000]|\\s*[${DANGEROUS}])`);

/** Text as it may be written to a CSV or XLSX file. */
export function neutraliseFormula(text: string): string {
  return LEADS_TO_FORMULA.test(text) ? `'${text}` : text;
}

/** The text that was neutralised; every other text unchanged. */
export function restoreFormula(text: string): string {
  return NEUTRALISED.test(text) ? text.slice(1) : text;
}
