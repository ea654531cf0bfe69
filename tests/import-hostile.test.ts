import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import messages from "@messages/en.json";
import { describe, expect, it } from "vitest";
import { noChoices } from "@/domain/import/choices";
import { proposeChecked } from "@/lib/propose-checked";
import { refusalSentence } from "@/lib/refusal-sentence";
import { readSpreadsheet } from "@/lib/spreadsheet";
import { REFUSAL_CODES, SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";
import { runSpreadsheetChild } from "@/server/spreadsheet-child";
import { lieAboutSize, sheetXml, workbookWith, zipOf } from "./support/hostile-files";

// Item 12 of the issue, threat T16, target R23. No database is needed here.

const HEADER = ["Interested party", "Requirement"];
const sample = (name: string) => readFileSync(fileURLToPath(new URL(`./fixtures/import/${name}`, import.meta.url)));

/** What comes of a file in this process, with the CPU time it took: a busy machine makes the clock useless. */
async function outcome(bytes: Buffer): Promise<{ code: string; sentence: string; seconds: number }> {
  const before = process.cpuUsage();
  let code = "read";
  let sentence = "";
  try {
    proposeChecked(await readSpreadsheet(bytes), noChoices());
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
    code = error.code;
    sentence = refusalSentence(error.code, error.params);
  }
  const used = process.cpuUsage(before);
  return { code, sentence, seconds: (used.user + used.system) / 1e6 };
}

function* repeated(piece: string, times: number, end: string, start: string): Generator<Buffer> {
  yield Buffer.from(start);
  const block = Buffer.from(piece.repeat(1_000));
  for (let at = 0; at < times / 1_000; at++) yield block;
  yield Buffer.from(end);
}

const START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const END = "</sheetData></worksheet>";
const ENTITIES = `<!DOCTYPE lolz [<!ENTITY a "lol">${"bcdefghij"
  .split("")
  .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefghij"[at]};`.repeat(10)}">`)
  .join("")}]>`;

const hostile: Record<string, { code: string | string[]; file: () => Buffer | Promise<Buffer> }> = {
  "an empty file": { code: "empty", file: () => Buffer.alloc(0) },
  "an old .xls file": { code: "old_xls", file: () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2_000)]) },
  "a web page named .xlsx": { code: "html", file: () => Buffer.from("<html><body><table><tr><td>Party</td></tr></table></body></html>") },
  "a picture": { code: "not_a_spreadsheet", file: () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex") },
  "random bytes": {
    code: ["not_a_spreadsheet", "nul_bytes"],
    file: () => Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919 + 13) % 255)),
  },
  "NUL bytes in a text": { code: "nul_bytes", file: () => Buffer.from("Party,Requirement\nA\u0000,b\n") },
  "a file over the limit": { code: "too_big", file: () => Buffer.alloc(11 * 1024 * 1024, 65) },
  "a truncated workbook": { code: "zip_broken", file: () => sample("2-consultant-12-columns.xlsx").subarray(0, 4_000) },
  "a workbook whose middle is damaged": {
    code: ["zip_broken", "xml_broken", "zip_lies"],
    file: () => {
      const bytes = Buffer.from(sample("2-consultant-12-columns.xlsx"));
      const at = bytes.indexOf("xl/worksheets/sheet1.xml") + 60;
      bytes.fill(0x55, at, at + 200);
      return bytes;
    },
  },
  "another Office file": {
    code: "other_office_file",
    file: () => zipOf({ "word/document.xml": "<w/>", "[Content_Types].xml": "<Types/>" }),
  },
  "a binary workbook": { code: "binary_workbook", file: () => zipOf({ "xl/workbook.bin": "x" }) },
  "a zip bomb that declares its size": {
    code: "inflates_too_far",
    file: () => workbookWith(() => repeated(" ".repeat(100), 700_000, END, START)),
  },
  "a zip bomb that declares a small size": {
    code: "zip_lies",
    file: async () =>
      lieAboutSize(await workbookWith(() => repeated(" ".repeat(100), 700_000, END, START)), "xl/worksheets/sheet1.xml", 1_000),
  },
  "a part that declares four gigabytes": {
    code: "inflates_too_far",
    file: async () => lieAboutSize(await workbookWith(sheetXml([HEADER])), "xl/worksheets/sheet1.xml", 0xfffffff0),
  },
  "a part that declares more than it has": {
    code: "zip_lies",
    file: async () => lieAboutSize(await workbookWith(sheetXml([HEADER])), "xl/worksheets/sheet1.xml", 100_000),
  },
  "nested entities": {
    code: "xml_dtd",
    file: () => workbookWith(`${ENTITIES}${START}<row><c t="inlineStr"><is><t>&j;</t></is></c></row>${END}`),
  },
  "an external entity": {
    code: "xml_dtd",
    file: () =>
      workbookWith(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${START}<row><c t="inlineStr"><is><t>&e;</t></is></c></row>${END}`,
      ),
  },
  "a document type in UTF-16": {
    code: "xml_dtd",
    file: () => workbookWith(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`<!DOCTYPE x []>${START}${END}`, "utf16le")])),
  },
  "a very large document type": {
    code: "xml_dtd",
    file: () => workbookWith(() => repeated('<!ENTITY x "yyyyyyyyyyyyyyyyyyyyyyyy">', 500_000, `]>${START}${END}`, "<!DOCTYPE x [")),
  },
  "elements nested without end": { code: "xml_too_deep", file: () => workbookWith(() => repeated("<a>", 1_000_000, "", START)) },
  "one tag of megabytes": {
    code: ["xml_too_deep", "xml_broken"],
    file: () => workbookWith(() => repeated(' a="1"', 1_000_000, "/>", "<worksheet")),
  },
  "one text of megabytes": {
    code: ["xml_too_deep", "cell_too_long"],
    file: () => workbookWith(() => repeated("xxxxxxxxxx", 1_000_000, "</t></is></c></row>", `${START}<row><c t="inlineStr"><is><t>`)),
  },
  "a cell of 16,000 characters": { code: "cell_too_long", file: () => workbookWith(sheetXml([HEADER, ["Customers", "x".repeat(16_000)]])) },
  "a cell of 16,000 characters in a CSV": {
    code: "cell_too_long",
    file: () => Buffer.from(`${HEADER.join()}\nCustomers,${"x".repeat(16_000)}\n`),
  },
  "a shared string of 16,000 characters": {
    code: "cell_too_long",
    file: () =>
      workbookWith(`${START}<row><c t="s"><v>0</v></c></row>${END}`, {
        "xl/sharedStrings.xml": `<sst><si><t>${"x".repeat(16_000)}</t></si></sst>`,
      }),
  },
  "a million rows": {
    code: "too_many_rows",
    file: () => workbookWith(() => repeated("<row><c><v>1</v></c></row>", 1_000_000, END, START)),
  },
  "a million empty rows": { code: "too_many_rows", file: () => workbookWith(() => repeated("<row/>", 1_000_000, END, START)) },
  "a million rows in a CSV": { code: "too_many_rows", file: () => Buffer.from("a,b\n".repeat(1_000_000)) },
  "a million blank rows in a CSV": { code: ["too_many_rows", "empty"], file: () => Buffer.from(`a,b\n${"\n".repeat(1_000_000)}a,b\n`) },
  "a million columns": { code: ["cell_too_long", "too_many_columns"], file: () => Buffer.from(`${",".repeat(1_000_000)}x\n`) },
  "a cell in the last column of Excel": {
    code: "too_many_columns",
    file: () => workbookWith(`${START}<row r="1"><c r="XFD1"><v>1</v></c></row>${END}`),
  },
  "a quotation mark that never closes": {
    code: "quote_not_closed",
    file: () => Buffer.from(`${HEADER.join()}\n"Customers,safe\n${"x,y\n".repeat(1_000)}`),
  },
  "2,000 parts": {
    code: "zip_too_many_parts",
    file: () => zipOf(Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`xl/p${at}.xml`, "x"]))),
  },
  "a heading __proto__": {
    code: "unsafe_header",
    file: () => Buffer.from("__proto__,Interested party,Requirement\nx,Customers,Be safe\n"),
  },
  "a heading constructor in a workbook": {
    code: "unsafe_header",
    file: () =>
      workbookWith(
        sheetXml([
          [...HEADER, "constructor"],
          ["Customers", "Be safe", "x"],
        ]),
      ),
  },
};

// The engines of the database make no difference: once is enough.
const once = process.env.TEST_ENGINE !== "postgresql";

describe.runIf(once)("hostile files", () => {
  for (const [name, { code, file }] of Object.entries(hostile)) {
    it(`${name} is refused in under a second, with a sentence`, async () => {
      const result = await outcome(await file());
      expect([code].flat()).toContain(result.code);
      expect(result.sentence).toMatch(/^[A-Z].*\.$/);
      expect(result.sentence).not.toMatch(/[{}]/);
      expect(result.seconds).toBeLessThan(1);
    });
  }

  it("leave every prototype as it was", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("harmless exaggerations are read: a dimension of a million rows, a merge over the whole sheet, formula-like names", async () => {
    const claims = sheetXml(
      [HEADER, ['=HYPERLINK("http://example.invalid","Insurer")', "@SUM(1+1)"]],
      '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
    ).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>');
    const proposal = proposeChecked(await readSpreadsheet(await workbookWith(claims)), noChoices());
    expect(proposal.parties.map((party) => [party.name, party.requirements.map((requirement) => requirement.statement)])).toEqual([
      ['=HYPERLINK("http://example.invalid","Insurer")', ["@SUM(1+1)"]],
    ]);
  });

  it("have a sentence for every code", () => {
    expect(Object.keys(messages.importErrors).sort()).toEqual([...REFUSAL_CODES].sort());
  });
});

describe.runIf(once)("the child process", () => {
  it("answers with the proposal, and again from the workbook with other choices", async () => {
    const first = await runSpreadsheetChild({ body: { file: sample("1-two-column.xlsx") }, withWorkbook: true });
    if (!first.ok) throw new Error(first.code);
    expect(first.proposal.counts).toMatchObject({ parties: 11, requirements: 22 });
    const doubt = first.proposal.doubts.find((candidate) => candidate.kind === "split_run_together")!;
    const second = await runSpreadsheetChild({ body: { workbook: first.workbook! }, choices: { doubts: { [doubt.id]: "yes" } } });
    if (!second.ok) throw new Error(second.code);
    expect(second.proposal.counts).toMatchObject({ parties: 11, requirements: 23 });
  });

  it("answers a refusal with its code and place", async () => {
    const bytes = await workbookWith(sheetXml([HEADER, ["Customers", "x".repeat(16_000)]]));
    expect(await runSpreadsheetChild({ body: { file: bytes } })).toEqual({
      ok: false,
      code: "cell_too_long",
      params: { sheet: "Register", row: 2, column: "B", characters: 16_000, limit: 16_000 },
    });
    expect(await runSpreadsheetChild({ body: { workbookJson: Buffer.from('{"kind":') } })).toMatchObject({ ok: false, code: "failed" });
  });

  it("dies alone when its memory is not enough", async () => {
    const numbers = Buffer.from(`{"sheets":[${"1,".repeat(60_000_000)}1]}`);
    const answer = await runSpreadsheetChild({ body: { workbookJson: numbers } });
    expect(answer).toMatchObject({ ok: false });
    expect(["too_much_memory", "too_slow", "failed"]).toContain(answer.ok ? "" : answer.code);
  });

  it("keeps others waiting in a short queue and turns the rest away", async () => {
    const answers = await Promise.all(
      Array.from({ length: 13 }, () => runSpreadsheetChild({ body: { file: Buffer.from("Party,Requirement\nCustomers,Be safe\n") } })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(10);
    expect(answers.filter((answer) => !answer.ok && answer.code === "busy")).toHaveLength(3);
  });
});
