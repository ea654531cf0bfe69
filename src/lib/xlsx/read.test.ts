import { describe, expect, it } from "vitest";
import { cellText } from "@/domain/import/cell-text";
import { noChoices } from "@/domain/import/choices";
import { propose } from "@/domain/import/propose";
import { serialToDay } from "@/domain/import/serial-day";
import { workbookWith, zipOf } from "../../../tests/support/hostile-files";
import { numberFormat } from "./number-formats";
import { readXlsx } from "./read";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
const sheet = (body: string, after = "") => `<worksheet xmlns="${MAIN}">${body}${after}</worksheet>`;

describe("number formats", () => {
  it("tell days from numbers, percentages and times", () => {
    expect(numberFormat(14, undefined).kind).toBe("date");
    for (const code of ["dd/mm/yyyy", "TT.MM.JJJJ", "[$-407]d. mmmm yyyy;@", "yyyy\\-mm\\-dd", "mmm"])
      expect(numberFormat(164, code).kind, code).toBe("date");
    for (const code of ["General", '0.00" days"', "#,##0.00", "hh:mm", "[red]0", '"day"0', "mm:ss"])
      expect(numberFormat(164, code).kind, code).not.toBe("date");
    expect(numberFormat(10, undefined)).toEqual({ kind: "percent", decimals: 2 });
    expect(numberFormat(2, undefined)).toEqual({ kind: "fixed", decimals: 2 });
  });

  it("turn serial numbers into days in both calendars", () => {
    expect(serialToDay(45363)).toBe("2024-03-12");
    expect(serialToDay(45363.9)).toBe("2024-03-12");
    expect(serialToDay(1)).toBe("1900-01-01");
    expect(serialToDay(61)).toBe("1900-03-01");
    expect(serialToDay(43901, true)).toBe("2024-03-12");
    expect(serialToDay(-5)).toBeNull();
  });
});

describe("a workbook as Excel writes it", () => {
  const styles = `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="DD/MM/YYYY"/></numFmts><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="2" fontId="2"/><xf numFmtId="10" fontId="0"/></cellXfs></styleSheet>`;
  const strings = `<sst xmlns="${MAIN}"><si><t>Interested party</t></si><si><t xml:space="preserve">Requirement </t></si><si><r><rPr><strike/></rPr><t>Old </t></r><r><rPr><strike/></rPr><t>rule</t></r><rPh><t>PHONETIC</t></rPh></si><si><r><t>New</t></r><r><rPr><b/></rPr><t xml:space="preserve"> rule</t></r></si></sst>`;
  const rels = (more = "") =>
    `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${DOCUMENT}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId5" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" Target="persons/person.xml"/>${more}</Relationships>`;
  const build = () =>
    zipOf({
      "_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="x" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      "xl/workbook.xml": `<?xml version="1.0"?><x:workbook xmlns:x="${MAIN}" xmlns:r="${DOCUMENT}"><x:workbookPr date1904="0"/><x:sheets><x:sheet name="Parteien &amp; mehr" sheetId="1" r:id="rId1"/><x:sheet name="Geheim" sheetId="2" state="veryHidden" r:id="rId2"/></x:sheets></x:workbook>`,
      "xl/_rels/workbook.xml.rels": rels(),
      "xl/styles.xml": styles,
      "xl/sharedStrings.xml": strings,
      "xl/persons/person.xml": `<personList><person id="{1}" displayName="Mira"/></personList>`,
      "xl/worksheets/sheet1.xml": sheet(
        `<cols><col min="3" max="4" hidden="1"/></cols><sheetData>
<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>Last review</t></is></c><c r="E2" t="inlineStr"><is><t>Control</t></is></c></row>
<row r="3" hidden="1"><c r="A3" t="str"><f>CONCAT("Cus","tomers")</f><v>Customers</v></c><c r="B3" t="s"><v>2</v></c><c r="D3" s="1"><v>45363</v></c><c r="E3" s="3"><v>5.0999999999999996</v></c></row>
<row r="5"><c r="A5"><f>A3</f></c><c r="B5" t="s"><v>3</v></c><c r="D5" t="e"><v>#REF!</v></c><c r="E5"><v>5.1</v></c></row>
<row r="6"><c r="A6" t="b"><v>1</v></c><c r="B6" s="4"><v>0.999</v></c></row>
</sheetData><mergeCells><mergeCell ref="A3:A4"/></mergeCells>`,
      ),
      "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="1" Type="${DOCUMENT}/comments" Target="../comments1.xml"/><Relationship Id="2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/t1.xml"/></Relationships>`,
      "xl/comments1.xml": `<comments><authors><author>Jonas</author></authors><commentList><comment ref="B3" authorId="0"><text><r><t>Is this </t></r><r><t>true?</t></r></text></comment><comment ref="B5" authorId="0"><text><t>[Threaded comment] upgrade Excel</t></text></comment></commentList></comments>`,
      "xl/threadedComments/t1.xml": `<ThreadedComments><threadedComment ref="B5" personId="{1}"><text>Ask Legal</text></threadedComment></ThreadedComments>`,
      "xl/worksheets/sheet2.xml": sheet("<sheetData/>"),
    });

  it("yields values, days, what is shown, formulas, strike-through, hidden parts, merges and comments", async () => {
    const workbook = await readXlsx(await build());
    expect(workbook.sheets.map((one) => [one.name, one.hidden])).toEqual([
      ["Parteien & mehr", false],
      ["Geheim", true],
    ]);
    const [first] = workbook.sheets;
    expect(first!.rows.map((row) => row.n)).toEqual([2, 3, 5, 6]);
    expect(first!.rows[1]!.cells).toEqual([
      { v: "Customers", formula: '=CONCAT("Cus","tomers")' },
      { v: "Old rule", strike: true },
      null,
      { v: 45363, date: "2024-03-12" },
      { v: 5.1, shown: "5.10" },
    ]);
    expect(first!.rows[2]!.cells).toEqual([{ v: null, formula: "=A3" }, "New rule", null, { v: "#REF!", error: true }, 5.1]);
    expect(first!.rows[3]!.cells.map((cell) => cellText(cell))).toEqual(["true", "99.90%"]);
    expect(first!.hiddenRows).toEqual([3]);
    expect(first!.hiddenColumns).toEqual([2, 3]);
    expect(first!.merges).toEqual([{ top: 3, left: 0, bottom: 4, right: 0 }]);
    expect(first!.comments).toEqual([
      { row: 5, column: 1, author: "Mira", text: "Ask Legal" },
      { row: 3, column: 1, author: "Jonas", text: "Is this true?" },
    ]);
  });

  it("a number shown as 5.10 has kept its zero, a plain 5.1 is asked for", async () => {
    const { parties } = propose(await readXlsx(await build()), noChoices());
    const [retired, current] = parties[0]!.requirements;
    expect(retired).toMatchObject({ retired: true, controls: ["A.5.10"], comments: [{ author: "Jonas", text: "Is this true?" }] });
    expect(current).toMatchObject({ controls: [], controlsAmbiguous: [{ text: "5.1", why: "zero_eaten" }] });
  });

  it("may be written in UTF-16 and with a byte order mark", async () => {
    const xml = sheet('<sheetData><row><c t="inlineStr"><is><t>Größe</t></is></c></row></sheetData>');
    for (const bytes of [
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${xml}`, "utf16le")]),
      Buffer.from(`\ufeff${xml}`),
    ]) {
      expect((await readXlsx(await workbookWith(bytes))).sheets[0]!.rows[0]!.cells).toEqual(["Größe"]);
    }
  });
});
