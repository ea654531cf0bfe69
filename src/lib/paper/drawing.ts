/** Parts of a drawing that goes on paper: SVG text in which every word is escaped, so that nothing in a name becomes a mark of the drawing. */

/** The names by which the typesetter knows that it is to use the letters of the house (house-style.ts); a Word file takes the first that is there. */
const DRAWING_SANS = "Inter, Arial, sans-serif";
export const DRAWING_MONO = "IBM Plex Mono, Consolas, monospace";

/** The colours of the house on white paper. */
export const PAPER_COLOURS = {
  ink: "#1b1f24",
  muted: "#5b6169",
  line: "#d9d5cc",
  strong: "#8f8a80",
  gold: "#9a6700",
  danger: "#a11d2b",
  ok: "#1f6b43",
  sunken: "#f6f4ef",
} as const;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as part of XML: marks are escaped, what XML cannot hold is left out. */
export function svgText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replace(/[&<>"']/g, (mark) => ESCAPES[mark]!)
  );
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its attributes escaped; `content` is SVG already. */
export function svgElement(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === "number" ? rounded(value) : svgText(value)}"`],
  );
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}

/** A line of words. */
export function svgWords(x: number, y: number, size: number, words: string, attributes: Attributes = {}): string {
  return svgElement("text", { x, y, "font-size": size, fill: PAPER_COLOURS.ink, ...attributes }, svgText(words));
}

/** The whole document; `parts` are SVG already. */
export function svgDocument(width: number, height: number, title: string, parts: readonly string[]): string {
  return svgElement(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
      width,
      height,
      "font-family": DRAWING_SANS,
    },
    [svgElement("title", {}, svgText(title)), svgElement("rect", { width, height, fill: "#ffffff" }), ...parts].join("\n"),
  );
}

/** Width and height of a drawing of ours. */
export function drawingSize(svg: string): { width: number; height: number } {
  const found = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!found) throw new Error("A drawing begins with its viewBox");
  return { width: Number(found[1]), height: Number(found[2]) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
