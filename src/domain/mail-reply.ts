/** What a person wrote in a mail that answers another: their own words first, the quoted mail below. */

const QUOTE_HEADS = [
  /^-{2,}\s?(original message|ursprüngliche nachricht|message d'origine|message original|forwarded message)\s?-{2,}$/i,
  /^_{10,}$/,
  /^on .{4,200} wrote:$/i,
  /^am .{4,200} schrieb .{1,200}:$/i,
  /^le .{4,200} a écrit\s?:$/i,
];

/** The text without the mail that it quotes at its end. Where nothing else is written, the whole stays. */
export function ownWords(text: string): string {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => QUOTE_HEADS.some((pattern) => pattern.test(line.trim())));
  const kept = head > 0 ? lines.slice(0, head) : lines;
  while (kept.length > 0 && isQuoted(kept.at(-1)!)) kept.pop();
  const own = kept.join("\n").trim();
  return own === "" ? text.trim() : own;
}

const isQuoted = (line: string) => line.trim() === "" || line.trimStart().startsWith(">");

/** The beginning that a field takes, and what has no room in it. */
export function splitAt(text: string, longest: number): { beginning: string; rest: string } {
  if (text.length <= longest) return { beginning: text, rest: "" };
  const room = text.slice(0, longest - 1);
  // A pair of halves is not torn apart.
  const end = /[\ud800-\udbff]$/.test(room) ? room.length - 1 : room.length;
  return { beginning: `${text.slice(0, end)}…`, rest: text.slice(end) };
}
