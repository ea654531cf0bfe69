import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, cleanText } from "@/domain/import/cell-text";
import { decodeText, readCsv, sniffDelimiter, writeCsv } from "./csv";
import { SpreadsheetRefusal } from "./spreadsheet-refusal";

const bytes = (text: string, encoding: BufferEncoding = "utf8") => Buffer.from(text, encoding);
const cellsOf = (file: Uint8Array) => readCsv(file).sheets[0]!.rows.map((row) => row.cells);
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error instanceof SpreadsheetRefusal ? { code: error.code, ...error.params } : error;
  }
  return null;
};

describe("encoding", () => {
  it("is found by byte order mark, then strict UTF-8, then Windows-1252", () => {
    expect(decodeText(bytes("\ufeffä")).encoding).toBe("utf-8 with BOM");
    expect(decodeText(bytes("ä"))).toEqual({ text: "ä", encoding: "utf-8" });
    expect(decodeText(Buffer.from([0x50, 0x72, 0xfc, 0x66, 0x80]))).toEqual({ text: "Prüf€", encoding: "windows-1252" });
    expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), bytes("Prüf", "utf16le")]))).toEqual({
      text: "Prüf",
      encoding: "utf-16le with BOM",
    });
    expect(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), bytes("Prüf", "utf16le").swap16()]))).toEqual({
      text: "Prüf",
      encoding: "utf-16be with BOM",
    });
    expect(decodeText(Buffer.from([0xe4]), "iso-8859-15").text).toBe("ä");
  });

  it("comes with a line to look at when there are letters outside ASCII", () => {
    expect(readCsv(bytes("Party;Requirement\nKäufer;Prüfung\n", "latin1")).sampleLine).toBe("Käufer;Prüfung");
    expect(readCsv(bytes("a,b\n")).sampleLine).toBeUndefined();
  });
});

describe("delimiter", () => {
  it("is the one under which the rows agree", () => {
    expect(sniffDelimiter("a;b;c\n1,5;2,5;x\n3,5;4,5;y\n")).toBe(";");
    expect(sniffDelimiter('a,b\n"x;y;z",1\n"u;v",2\n')).toBe(",");
    expect(sniffDelimiter("a\tb, c\n1\t2, 3, 4\n")).toBe("\t");
    expect(sniffDelimiter("a|b\n1|2\n")).toBe("|");
    expect(sniffDelimiter("sep=;\na,b,c\n")).toBe(";");
    expect(sniffDelimiter("one column\n")).toBe(",");
  });
});

describe("reading", () => {
  it("counts records, keeps line breaks in quotes, and knows blank rows", () => {
    const sheet = readCsv(bytes('a,b\r\n"x\r\ny",1\r\n,\r\nz,2\r\n\r\n')).sheets[0]!;
    expect(sheet.rows.map((row) => row.n)).toEqual([1, 2, 3, 4]);
    expect(sheet.rows[1]!.cells).toEqual(["x\r\ny", "1"]);
    expect(sheet.rows[2]!.cells).toEqual([]);
  });

  it("refuses what is no text, and names the row and column of what is too long", () => {
    expect(refusal(() => readCsv(bytes("")))).toEqual({ code: "empty" });
    expect(refusal(() => readCsv(bytes("a\u0000b")))).toEqual({ code: "nul_bytes" });
    expect(refusal(() => readCsv(bytes('a,b\n"never closed,1\n')))).toMatchObject({ code: "quote_not_closed", row: 2 });
    expect(refusal(() => readCsv(bytes(`a,b\nx,${"y".repeat(16_000)}\n`)))).toMatchObject({
      code: "cell_too_long",
      row: 2,
      column: "B",
      characters: 16_000,
    });
    expect(cellsOf(bytes(`a,b\nx,${"y".repeat(15_999)}\n`))).toHaveLength(2);
    expect(refusal(() => readCsv(bytes(`${",".repeat(250)}x`)))).toMatchObject({ code: "too_many_columns", row: 1 });
    expect(refusal(() => readCsv(bytes("<!DOCTYPE html><table>")))).toEqual({ code: "html" });
  });
});

describe("writing", () => {
  it("opens in Excel without asking and cannot run as a formula", () => {
    const text = writeCsv(["Ref", "Name", "Power"], [["IP-001", '=HYPERLINK("http://example.invalid","Insurer")', -2]]);
    expect(text).toBe('\ufeffRef,Name,Power\r\nIP-001,"\'=HYPERLINK(""http://example.invalid"",""Insurer"")",-2\r\n');
    for (const start of ["=", "+", "-", "@", "\t", "\r", "  =", "\n=", "\u00a0=", "＝"]) {
      const line = writeCsv(["h"], [[`${start}x`]])
        .split("\r\n")
        .slice(1)
        .join("\r\n");
      expect(line.replace(/^"/, "").startsWith("'"), JSON.stringify(start)).toBe(true);
    }
  });

  it("reads back every text as it was (property)", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 40 }), fc.stringMatching(/^['=+@ -]{0,4}[a-z;,"\n]{0,6}$/));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 6 }), (rows) => {
        const read = cellsOf(bytes(writeCsv(["first", "second"], [["anchor", "row"], ...rows, ["end", "row"]])));
        rows.forEach(([a, b], at) => {
          expect([cellText(read[at + 2]?.[0]), cellText(read[at + 2]?.[1])]).toEqual([cleanText(a), cleanText(b)]);
        });
      }),
      { numRuns: 200 },
    );
  });
});
