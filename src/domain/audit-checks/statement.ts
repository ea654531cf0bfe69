/**
 * What the audit checks find in the sentence of a requirement (AC-16, AC-17). Narrower than the help while writing (domain/wording.ts) on purpose: a
 * finding must be certain, a hint need only be worth a second look. The lists are those of the checks, word by word.
 */
const VAGUE =
  /(?<![\p{L}\p{N}])(?:safe|secure|good|appropriate|adequate|proper|reasonable|best[\s-]+practice|state[\s-]+of[\s-]+the[\s-]+art|as[\s-]+soon[\s-]+as[\s-]+possible|if[\s-]+possible|etc)(?![\p{L}\p{N}])/iu;

// A number, or a deed that leaves a trace, in the forms in which it is written: encrypted, notification, deletion. "Log" is not "logistics".
const CONCRETE =
  /\p{Nd}|(?<![\p{L}])(?:encrypt|back[\s-]?ups?(?!\p{L})|log(?:s|ged|ging)?(?!\p{L})|notif[yi]|report|certificat|test(?:s|ed|ing|ers?)?(?!\p{L})|access|delet(?:e|ing|ion)|audit|train(?:s|ed|ing|ings)?(?!\p{L})|restor(?:e|ing|ation)|contract|articles?(?!\p{L}))/iu;

const FEWEST_WORDS = 4;
const AT_LEAST_FOUR_WORDS = /\S\s+\S+\s+\S+\s+\S/;
// Chinese, Japanese and Thai write no spaces; two characters make about a word.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

// Every statement is asked; only those that hold one of the words at all are looked at letter by letter.
const PERHAPS_VAGUE = /safe|secure|good|appropriate|adequate|proper|reasonable|practice|the[\s-]+art|possible|etc/i;

/** Fewer than four words, or a word of approval with neither a digit nor a concrete term. */
export function isTooVague(statement: string): boolean {
  return isTooShort(statement) || (PERHAPS_VAGUE.test(statement) && VAGUE.test(statement) && !CONCRETE.test(statement));
}

function isTooShort(statement: string): boolean {
  if (AT_LEAST_FOUR_WORDS.test(statement)) return false;
  const words = statement.split(/\s+/).filter(Boolean).length;
  return words + Math.floor((statement.match(UNSPACED)?.length ?? 0) / 2) < FEWEST_WORDS;
}

const SEVERAL_LINES_OR_PARTS = /[\r\n\u0085\u2028\u2029]|;[^;]*;/;
// At the start of the only line there is. "-20 °C" is a number.
const BULLET = /^(?:[•‣⁃▪▫◦●○·∙]|[-–—*](?!\d))/u;
const LONGEST = 400;

/** A line break, a bullet at the start of a line, two or more semicolons, or more than 400 characters. White space around it says nothing. */
export function holdsSeveral(statement: string): boolean {
  const sentence = statement.trim();
  return sentence.length > LONGEST || SEVERAL_LINES_OR_PARTS.test(sentence) || BULLET.test(sentence);
}
