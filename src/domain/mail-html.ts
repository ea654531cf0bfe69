/** The text of a mail that came in HTML only. Nothing of it is ever shown as HTML; what cannot be seen there is left out. */

const BLOCKS = new Set([
  "p",
  "div",
  "br",
  "tr",
  "li",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "blockquote",
  "table",
  "ul",
  "ol",
  "hr",
  "pre",
  "section",
]);
const UNSEEN = new Set(["script", "style", "head", "title", "template", "noscript", "iframe", "object"]);
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  hellip: "…",
  ndash: "–",
  mdash: "—",
};
const LONGEST_TAG = 10_000;

/** Reads from left to right once, so that no file takes longer than its length. */
export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, open));
    if (lower.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      // A comment without an end hides everything behind it.
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    const close = html.indexOf(">", open);
    if (close < 0) {
      parts.push(html.slice(open));
      break;
    }
    const name = /^<\/?([a-z][a-z0-9]{0,20})/.exec(lower.slice(open, Math.min(close, open + 30)))?.[1];
    if (!name || close - open > LONGEST_TAG) {
      if (!name) parts.push("<");
      at = name ? close + 1 : open + 1;
      continue;
    }
    if (BLOCKS.has(name)) parts.push("\n");
    at = close + 1;
    if (UNSEEN.has(name) && lower[open + 1] !== "/") {
      const end = lower.indexOf(`</${name}`, at);
      if (end < 0) break;
      at = end;
    }
  }
  return parts
    .join("")
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, word: string) => entity(word) ?? whole)
    .split("\n")
    .map((line) => line.replace(/[ \t\r\u00a0]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function entity(word: string): string | null {
  if (!word.startsWith("#")) return NAMED[word.toLowerCase()] ?? null;
  const code = /^#x/i.test(word) ? Number.parseInt(word.slice(2), 16) : Number(word.slice(1));
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "";
}
