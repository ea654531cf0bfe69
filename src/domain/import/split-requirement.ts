import { fold } from "./cell-text";

/** How the text of one cell falls into requirements. `certain` splits are made, the others are proposed and may be off by default (rule 5). */
export interface RequirementSplit {
  how: "lines" | "bullets" | "numbers" | "semicolons" | "commas" | "and" | "run_together";
  parts: string[];
  /** The text before the list, such as "The client demands:". It is kept as a note. */
  intro: string;
  certain: boolean;
  /** Whether the split is made unless the user says no. */
  byDefault: boolean;
}

const BULLET = /^\s*(?:[•●▪■◦‣⁃∙·*»►➢✓✔o]|[-–—](?!\d))\s+/;
const BULLET_TIGHT = /^\s*[•●▪■◦‣⁃∙·»►➢✓✔]\s*/;
const NUMBER = /^\s*(?:\(?(\d{1,2}|[a-h])[.)]|\((\d{1,2}|[a-h])\))\s*(?!\d)/;

/** Splits a cell: line breaks, bullets, numbers and semicolons first; where none of them splits, proposals by comma, "and", or run-together phrases. */
export function splitRequirement(text: string): RequirementSplit | null {
  return splitLines(text) ?? splitInlineBullets(text) ?? splitInlineNumbers(text) ?? splitSemicolons(text) ?? propose(text);
}

/** A requirement without the list mark in front of it. */
export function withoutListMark(text: string): string {
  return text.replace(BULLET_TIGHT, "").replace(BULLET, "").trim();
}

function splitLines(text: string): RequirementSplit | null {
  const lines = text.split("\n").map((line) => line.trim());
  const filled = lines.filter((line) => line !== "");
  if (filled.length < 2) return null;
  const marked = filled.filter((line) => isMarked(line)).length;
  const parts: string[] = [];
  let intro = "";
  if (marked > 0) {
    for (const line of filled) {
      if (isMarked(line)) parts.push(unmark(line));
      else if (parts.length > 0) parts[parts.length - 1] += ` ${line}`;
      else if (line.endsWith(":") || marked > 1) intro = intro ? `${intro} ${line}` : line;
      else parts.push(line);
    }
    return finished(
      "bullets",
      parts.map((part) => part.replace(/\s*;$/, "")),
      intro,
    );
  }
  for (const line of filled) {
    const before = parts[parts.length - 1];
    // A line that goes on in lower case after one that began in upper case and did not end is the same sentence, wrapped by hand.
    const wrapped = before !== undefined && /^\p{Lu}/u.test(before) && /^\p{Ll}/u.test(line) && !/[.;:!?]$/.test(before);
    const hanging = before !== undefined && /(?:,|\b(?:and|or|the|of|to|und|oder|der|die|das|für|von|mit))$/i.test(before);
    if (wrapped || hanging) parts[parts.length - 1] = `${before} ${line}`;
    else if (parts.length === 0 && line.endsWith(":")) intro = line;
    else parts.push(line);
  }
  // Joined to one sentence: the other reading is offered.
  if (parts.length === 1 && intro === "" && !parts[0]!.includes(";"))
    return { how: "lines", parts: filled, intro: "", certain: false, byDefault: false };
  return finished(
    "lines",
    parts.flatMap((part) => splitOutside(part, ";")),
    intro,
  );
}

function isMarked(line: string): boolean {
  return BULLET.test(line) || BULLET_TIGHT.test(line) || NUMBER.test(line);
}

function unmark(line: string): string {
  return BULLET.test(line) || BULLET_TIGHT.test(line) ? withoutListMark(line) : line.replace(NUMBER, "").trim();
}

function splitInlineBullets(text: string): RequirementSplit | null {
  const pieces = text.split(/\s*[•●▪■◦‣⁃∙►➢✓✔]\s*/);
  if (pieces.length < 3 && !(pieces.length === 2 && pieces[0] !== "")) return null;
  const intro = pieces[0] === "" || pieces[0]!.endsWith(":") ? pieces.shift()! : "";
  return finished("bullets", pieces, intro);
}

/** "1. x 2. y 3. z" or "a) x b) y": the marks must count up from the first one, so that 99.9, 2.1 and "cl. 12.3" are none. */
function splitInlineNumbers(text: string): RequirementSplit | null {
  const marks = [...text.matchAll(/(^|[\s:;,.])\(?(\d{1,2}|[a-h])([.)])(?=\s|\p{Lu}|\p{Ll}{2})/gu)];
  for (const kind of ["1", "a"]) {
    const found: { start: number; end: number }[] = [];
    for (const mark of marks) {
      const expected = kind === "1" ? String(found.length + 1) : String.fromCharCode(97 + found.length);
      if (mark[2] !== expected || (kind === "a" && mark[3] !== ")")) continue;
      const before = text.slice(0, mark.index).trim();
      if (found.length === 0 && before !== "" && !before.endsWith(":") && !mark[1]!.endsWith(":")) continue;
      found.push({ start: mark.index + mark[1]!.length, end: mark.index + mark[0].length });
    }
    if (found.length < 2) continue;
    const parts = found.map((mark, at) => text.slice(mark.end, found[at + 1]?.start).replace(/[;,\s]+$/, ""));
    return finished("numbers", parts, text.slice(0, found[0]!.start).trim());
  }
  return null;
}

function splitSemicolons(text: string): RequirementSplit | null {
  const parts = splitOutside(text, ";").filter((part) => part.trim() !== "");
  return parts.length < 2 ? null : finished("semicolons", parts, "");
}

/** Splits at a sign outside brackets and quotation marks; the semicolon of an HTML entity is none. */
function splitOutside(text: string, sign: string): string[] {
  if (!text.includes(sign)) return [text];
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) depth = Math.max(0, depth - 1);
    else if (letter === '"') quoted = !quoted;
    else if ("“„«".includes(letter)) quoted = true;
    else if ("”»".includes(letter)) quoted = false;
    else if (letter === sign && depth === 0 && !quoted) {
      if (sign === ";" && /&(?:#\d+|#x[\da-f]+|[a-z]{2,8})$/i.test(text.slice(Math.max(0, at - 10), at))) continue;
      // a decimal or thousands comma
      if (sign === "," && /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at + 1] ?? "")) continue;
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function finished(how: RequirementSplit["how"], raw: string[], intro: string): RequirementSplit | null {
  const parts = raw.map((part) => withoutListMark(part.trim())).filter((part) => part !== "");
  if (parts.length === 0) return null;
  if (parts.length === 1 && intro === "") return null;
  return { how, parts, intro, certain: true, byDefault: true };
}

function propose(text: string): RequirementSplit | null {
  if (text.length > 600) return null;
  return proposeAfterSource(text) ?? proposeCommas(text) ?? proposeRunTogether(text) ?? proposeAnd(text);
}

const CLAUSE_WORDS =
  /\b(?:which|that|who|whose|if|when|where|unless|including|such as|e\.g\.|i\.e\.|so that|because|after|before|until|wenn|falls|dass|weil|damit|sodass|nachdem|bevor|bis|einschließlich|inklusive|z\. ?B\.|d\. ?h\.|sofern|soweit|der|die|das|welche)\b/i;
const VERBS =
  /\b(?:is|are|be|was|has|have|must|shall|should|will|can|may|want|wants|expects?|needs?|ist|sind|wird|werden|muss|müssen|soll|sollen|hat|haben|kann|können|darf|dürfen)\b/i;

/** A list of noun phrases is split unless the user says no; anything that could be one sentence is only proposed. */
function proposeCommas(text: string): RequirementSplit | null {
  const parts = splitOutside(text, ",").map((part) => part.trim());
  if (parts.length < 2 || parts.some((part) => part === "" || part.length > 120)) return null;
  const last = parts[parts.length - 1]!;
  parts[parts.length - 1] = last.replace(/^(?:and|und|as well as|sowie|&)\s+/i, "");
  // "a, b and c": the last comma is spelt out
  const spelt = last === parts[parts.length - 1] ? last.split(/\s+(?:and|und|sowie|&)\s+/i) : [];
  if (spelt.length === 2 && parts.length >= 2) parts.splice(-1, 1, ...spelt);
  const words = parts.map((part) => part.split(/\s+/).length);
  const sentence = CLAUSE_WORDS.test(text) || VERBS.test(text) || /\.\s*$/.test(text);
  const phrases = parts.length >= 3 && words.every((count) => count >= 2 && count <= 8);
  if (parts.length === 2 && (sentence || words.some((count) => count < 2))) return null;
  return { how: "commas", parts, intro: "", certain: false, byDefault: phrases && !sentence };
}

/** "MFA on all remote access (policy ..., condition 4) and tested backups": the source in brackets ends the first requirement. */
function proposeAfterSource(text: string): RequirementSplit | null {
  const found = /^(.+?\([^()]{4,120}\))\s*,?\s+(?:and|und|sowie|as well as|&)\s+(.{6,})$/is.exec(text);
  if (!found || !/\d|§/.test(/\(([^()]*)\)$/.exec(found[1]!)?.[1] ?? "")) return null;
  return { how: "and", parts: [found[1]!.trim(), found[2]!.trim()], intro: "", certain: false, byDefault: true };
}

function proposeAnd(text: string): RequirementSplit | null {
  const parts = text.split(/\s+(?:and|und|sowie|as well as|&)\s+/i).map((part) => part.trim());
  if (parts.length !== 2 || parts.some((part) => part.split(/\s+/).length < 3)) return null;
  return { how: "and", parts, intro: "", certain: false, byDefault: false };
}

// Nouns that end a requirement's title. A capital word right after one begins the next title.
const TITLE_ENDS = new Set(
  "compliance investment bureaucracy data availability payment payments service services security continuity privacy quality profitability growth reputation salary environment workplace training communication information confidentiality integrity protection management delivery support access incidents breaches requirements standards law laws regulations".split(
    " ",
  ),
);
const SMALL = new Set("and or of on in the a to for with by no".split(" "));

/** Titles in capitals that follow each other without any sign ("Legal and Regulatory Compliance Return on Investment"), or words grown together. */
function proposeRunTogether(text: string): RequirementSplit | null {
  const grown = text.split(/(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})/u);
  if (grown.length > 1 && grown.every((part) => part.trim().split(/\s+/).length >= 2)) {
    return { how: "run_together", parts: grown.map((part) => part.trim()), intro: "", certain: false, byDefault: false };
  }
  if (/[,.;:()!?]/.test(text)) return null;
  const words = text.split(/\s+/);
  if (words.length < 4 || !words.every((word) => SMALL.has(word.toLowerCase()) || /^[\p{Lu}\d]/u.test(word))) return null;
  const parts: string[][] = [[]];
  words.forEach((word, at) => {
    const before = words[at - 1];
    const current = parts[parts.length - 1]!;
    const begins =
      before && current.length >= 2 && TITLE_ENDS.has(fold(before)) && !SMALL.has(word.toLowerCase()) && !TITLE_ENDS.has(fold(word));
    if (begins && words.length - at >= 2) parts.push([word]);
    else current.push(word);
  });
  if (parts.length < 2) return null;
  return { how: "run_together", parts: parts.map((part) => part.join(" ")), intro: "", certain: false, byDefault: false };
}
