import { inflateSync } from "node:zlib";

/** What a PDF of our typesetter says, read back by the letters of its own fonts: enough to hold a file against its content. */
export interface ReadPdf {
  /** One text for each page, in the order of drawing. */
  pages: string[];
  tagged: boolean;
  universalAccess: boolean;
  /** Targets of active links. */
  links: string[];
}

export function readPdf(file: Buffer): ReadPdf {
  const raw = file.toString("latin1");
  const objects = new Map<number, { dictionary: string; stream: string }>();
  for (const match of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const streamAt = raw.indexOf("stream\n", start);
    const end = raw.indexOf("endobj", start);
    if (streamAt < 0 || streamAt > end) {
      objects.set(Number(match[1]), { dictionary: raw.slice(start, end), stream: "" });
      continue;
    }
    const dictionary = raw.slice(start, streamAt);
    const bytes = file.subarray(streamAt + 7, streamAt + 7 + Number(/\/Length (\d+)/.exec(dictionary)![1]));
    objects.set(Number(match[1]), {
      dictionary,
      stream: (dictionary.includes("FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1"),
    });
  }
  const kids = [...objects.values()].find(({ dictionary }) => /\/Type \/Pages/.test(dictionary))!;
  const pages = [.../\/Kids \[([^\]]*)\]/.exec(kids.dictionary)![1]!.matchAll(/(\d+) 0 R/g)].map((kid) => {
    const page = objects.get(Number(kid[1]))!.dictionary;
    const named = (name: string, from: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(from)?.[1];
    const resources = named("Resources", page);
    const held = resources ? objects.get(Number(resources))!.dictionary : page;
    const fonts = new Map<string, Map<number, string>>();
    for (const font of (/\/Font <<([\s\S]*?)>>/.exec(held)?.[1] ?? "").matchAll(/\/(\S+) (\d+) 0 R/g)) {
      const toUnicode = named("ToUnicode", objects.get(Number(font[2]))!.dictionary);
      fonts.set(font[1]!, letters(objects.get(Number(toUnicode))?.stream ?? ""));
    }
    return pageText(objects.get(Number(named("Contents", page)))!.stream, fonts);
  });
  return {
    pages,
    tagged: /\/StructTreeRoot \d+ 0 R/.test(raw) && /\/MarkInfo <<[^>]*\/Marked true/.test(raw),
    universalAccess: /<pdfuaid:part>1</.test(raw),
    links: [...raw.matchAll(/\/URI \(([^)]*)\)/g)].map((match) => match[1]!),
  };
}

function letters(map: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const match of map.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>(?! <)/g))
    found.set(Number.parseInt(match[1]!, 16), Buffer.from(match[2]!, "hex").swap16().toString("utf16le"));
  return found;
}

function pageText(content: string, fonts: ReadonlyMap<string, Map<number, string>>): string {
  let font: Map<number, string> | undefined;
  let text = "";
  for (let at = 0; at < content.length; at++) {
    const sign = content[at]!;
    // What a screen reader is told beside the letters drawn; the letters are read here.
    const actual = /\/ActualText\s*$/.test(content.slice(Math.max(0, at - 14), at));
    if (sign === "(") {
      const { bytes, end } = literal(content, at);
      if (!actual) text += spelled(bytes, font);
      at = end;
    } else if (sign === "<" && content[at + 1] !== "<" && content[at - 1] !== "<") {
      const end = content.indexOf(">", at);
      if (!actual) text += spelled(Buffer.from(content.slice(at + 1, end), "hex"), font);
      at = end;
    } else if (sign === "/") {
      const name = /^\/(\S+) [\d.]+ Tf/.exec(content.slice(at, at + 40))?.[1];
      if (name) font = fonts.get(name);
    } else if (sign === "E" && content.startsWith("ET", at)) text += "\n";
  }
  return text.replaceAll("\u200b", "");
}

function spelled(codes: Buffer, font: ReadonlyMap<number, string> | undefined): string {
  let text = "";
  for (let at = 0; at + 1 < codes.length; at += 2) text += font?.get(codes.readUInt16BE(at)) ?? "";
  return text;
}

const ESCAPES: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** A string in parentheses, which may stand in it unescaped where they balance. */
function literal(content: string, start: number): { bytes: Buffer; end: number } {
  const bytes: number[] = [];
  let depth = 0;
  for (let at = start; ; at++) {
    const sign = content[at]!;
    if (sign === "\\") {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
      bytes.push(octal ? Number.parseInt(octal, 8) : (ESCAPES[content[at + 1]!] ?? content.charCodeAt(at + 1)));
      at += octal?.length ?? 1;
      continue;
    }
    if (sign === "(" && depth++ === 0) continue;
    if (sign === ")" && --depth === 0) return { bytes: Buffer.from(bytes), end: at };
    bytes.push(sign.charCodeAt(0));
  }
}
