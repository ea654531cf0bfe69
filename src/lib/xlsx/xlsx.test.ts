import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, cleanText } from "@/domain/import/cell-text";
import { readXlsx } from "./read";
import { writeXlsx } from "./write";

describe("our own XLSX files", () => {
  it("read back what was written: text, numbers, days, formula-like text, marks that XML or Excel treat specially", async () => {
    const texts = [
      '=HYPERLINK("x","y")',
      "+49 711",
      "- a bullet",
      "'=already",
      "@here",
      "  =spaced",
      "a < b & c > d",
      'say "hi"',
      "two\nlines",
      "_x000D_ literally",
      "Prüfung – 日本語 😀",
      "0123",
      "true",
    ];
    const bytes = await writeXlsx([
      {
        name: "A/B: [list]",
        header: ["Text", "Number", "Day"],
        rows: texts.map((text, at) => [text, at - 2, { day: "2024-02-29" }]),
        widths: [40],
      },
    ]);
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]!.name).toBe("A B   list");
    expect(sheets[0]!.rows[0]!.cells).toEqual(["Text", "Number", "Day"]);
    expect(sheets[0]!.rows.slice(1).map((row) => cellText(row.cells[0]))).toEqual(texts.map((text) => text.trim()));
    expect(sheets[0]!.rows.slice(1).map((row) => row.cells[1])).toEqual(texts.map((_, at) => at - 2));
    expect(cellText(sheets[0]!.rows[1]!.cells[2])).toBe("2024-02-29");
  });

  it("never hold a formula, whatever the text", async () => {
    const bytes = await writeXlsx([{ name: "x", header: ["=1+1"], rows: [["=1+1"], ["\t=1"], ["\r@x"]] }]);
    for (const row of (await readXlsx(bytes)).sheets[0]!.rows) {
      const cell = row.cells[0];
      expect(typeof cell === "string" && cell.startsWith("'")).toBe(true);
    }
  });

  it("are the same bytes for the same input", async () => {
    const write = () => writeXlsx([{ name: "x", header: ["a"], rows: [["b", 1.5, true, null]] }]);
    expect((await write()).equals(await write())).toBe(true);
  });

  it("keep any text (property)", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.stringMatching(/^['=+@ \t-]{0,4}[a-z]{0,3}$/)), {
          maxLength: 5,
        }),
        async (texts) => {
          const { sheets } = await readXlsx(
            await writeXlsx([{ name: "x", header: ["h"], rows: [["anchor"], ...texts.map((text) => [text])] }]),
          );
          const read = new Map(sheets[0]!.rows.map((row) => [row.n, cellText(row.cells[0])]));
          texts.forEach((text, at) => {
            expect(read.get(at + 3) ?? "").toBe(cleanText(text));
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
