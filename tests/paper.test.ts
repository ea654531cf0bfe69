import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Paper } from "@/lib/paper/paper";
import { wordDocument } from "@/lib/paper/word-document";
import { paperAsPdf, typeset } from "@/server/typeset";
import { readPdf } from "./support/pdf-text";
import { zipEntries } from "./support/zip-text";

/** reliability.md R26: whatever stands in a field, a document shows it as it is and nothing else happens. */
let visits = 0;
const listener = createServer((_request, response) => {
  visits++;
  response.end();
});
let address = "";

beforeAll(async () => {
  await new Promise<void>((listening) => listener.listen(0, "127.0.0.1", listening));
  const { port } = listener.address() as { port: number };
  address = `http://127.0.0.1:${port}/x`;
});
afterAll(() => {
  listener.close();
});

const hostile = () => [
  '#eval("1+1") #read("/etc/passwd") #let x = 1',
  "$a^2$ `raw` *bold* _italic_ @ref <label> \\ // comment /* */ = heading",
  `<img src="${address}">`,
  "file:///etc/passwd",
  "javascript:alert(1)",
  '=HYPERLINK("http://evil.example")',
  "w:instrText ]]> <w:p/> &amp;",
];

function paper(texts: readonly string[]): Paper {
  return {
    title: texts[0]!,
    subtitle: texts[1],
    organization: texts[2]!,
    classification: texts[3]!,
    edition: "Issue 1.2",
    day: "2025-11-20",
    landscape: true,
    facts: texts.map((value) => ({ label: value, value })),
    words: { uncontrolled: "Uncontrolled when printed", page: "Page", of: "of" },
    blocks: [
      { kind: "heading", text: texts[4]! },
      { kind: "paragraph", text: texts[5]! },
      { kind: "note", text: texts[6]! },
      { kind: "list", items: texts },
      {
        kind: "table",
        columns: [{ label: texts[0]! }, { label: "Upright", upright: true, millimetres: 12 }],
        rows: texts.map((text) => [text, "x"]),
      },
      { kind: "table", columns: [{ label: "Nothing" }], rows: [], empty: "No rows" },
    ],
  };
}

describe("PDF", () => {
  it("shows hostile texts as they are: no markup, no file, no visit, no active link", async () => {
    const read = readPdf(await paperAsPdf(paper(hostile())));
    expect(read).toMatchObject({ tagged: true, universalAccess: true, links: [] });
    const text = read.pages.join("").replaceAll("\n", "");
    for (const field of hostile()) expect(text.replaceAll(" ", "")).toContain(field.replaceAll(" ", ""));
    expect(text).not.toContain("root:");
    expect(text).toContain("No rows");
    expect(read.pages.at(-1)).toContain(`Page ${read.pages.length} of ${read.pages.length}`);
    expect(read.pages.every((page) => page.includes("Uncontrolled when printed"))).toBe(true);
    expect(visits).toBe(0);
  });

  it("is the same to the byte for the same content", async () => {
    const [one, other] = await Promise.all([paperAsPdf(paper(hostile())), paperAsPdf(paper(hostile()))]);
    expect(one.equals(other)).toBe(true);
  });

  it("carries other alphabets, and texts no font here knows do not stop it", async () => {
    const read = readPdf(await paperAsPdf(paper(["Łódź Ωμέγα Жук Đặng → §7.2 “so”", "a", "b", "c", "d", "e", "f"])));
    expect(read.universalAccess).toBe(true);
    expect(read.pages.join("").replaceAll("\n", "")).toContain("Łódź Ωμέγα Жук Đặng → §7.2 “so”");
    expect(readPdf(await paperAsPdf(paper(["中文 😀 हिन्दी", "half \ud800", "nul \u0000", "c", "d", "e", "f"]))).tagged).toBe(true);
  });

  it("reads nothing but its data: a template cannot open a file", async () => {
    await expect(typeset('#read("/etc/passwd")', {})).rejects.toThrow(/could not be set/);
  });

  it("sets 1,000 rows over many pages while the event loop goes on", async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => [`REQ-${index}`, "x ".repeat(40)]);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    const file = await paperAsPdf({
      ...paper(["a", "b", "c", "d", "e", "f", "g"]),
      blocks: [{ kind: "table", columns: [{ label: "Ref", mono: true, millimetres: 20 }, { label: "Text" }], rows }],
    });
    clearInterval(timer);
    const read = readPdf(file);
    expect(read.pages.length).toBeGreaterThan(20);
    expect(read.pages.join("")).toContain("REQ-999");
    expect(ticks).toBeGreaterThan(5);
  }, 60_000);
});

describe("Word file", () => {
  it("carries the same texts as plain runs: no relation to anywhere, no field but the page numbers", async () => {
    const parts = await zipEntries(await wordDocument(paper(hostile())));
    const body = parts["word/document.xml"]!;
    const text = [...body.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join("");
    const plain = text
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&apos;", "'")
      .replaceAll("&amp;", "&");
    for (const field of hostile()) expect(plain).toContain(field);
    expect(/<w:(hyperlink|instrText|fldSimple)/.test(body)).toBe(false);
    expect(Object.values(parts).join("").includes('TargetMode="External"')).toBe(false);
    const foot = Object.entries(parts).find(([name]) => /footer\d*\.xml$/.test(name))![1];
    expect(foot).toContain("Uncontrolled when printed");
    expect(foot).toMatch(/PAGE/);
    expect(foot).toMatch(/NUMPAGES/);
  });
});

it("the addon stays out of the bundle of our programs", () => {
  expect(readFileSync("scripts/build.mjs", "utf8")).toContain('packages: "external"');
});
