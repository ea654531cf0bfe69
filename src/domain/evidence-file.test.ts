import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFileName, isMacroPart, isMail, isZipBomb, judgeFileName, markupIn } from "@/domain/evidence-file";

describe("names of files", () => {
  test("are never a path, never invisible, never too long, whatever is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        expect(name).not.toMatch(/[\\/\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/u);
        expect(name).not.toMatch(/^\./);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(() => encodeURIComponent(name)).not.toThrow();
      }),
    );
  });

  test.each([
    ["report.pdf", "pdf"],
    ["Report.PDF", "pdf"],
    ["www.acme.com.pdf", "pdf"],
    ["v1.2.docx", "docx"],
    ["photo.jpeg", "jpeg"],
  ])("%s may be a %s", (name, kind) => {
    expect(judgeFileName(name)).toMatchObject({ ok: true, kind });
  });

  test.each([
    ["report.pdf.exe", "program_in_name"],
    ["report.exe.pdf", "program_in_name"],
    ["report.exe .pdf", "program_in_name"],
    ["report.pdf .exe", "program_in_name"],
    ["x.sh", "program"],
    ["x.svg", "svg"],
    ["x.docm", "macros"],
    ["x.zip", "archive"],
    ["x.doc", "old_office"],
    ["x\u202egpj.exe", "name_direction"],
    ["x", "name_missing"],
    ["", "name_missing"],
    ["x.", "name_missing"],
    ["x.heic", "extension"],
  ])("%s is refused as %s", (name, code) => {
    expect(judgeFileName(name)).toMatchObject({ ok: false, code });
  });
});

describe("contents", () => {
  test("a container is judged by what it says it holds", () => {
    expect(isZipBomb({ entries: 20, unpacked: 50_000_000, size: 1_000 })).toBe(false);
    expect(isZipBomb({ entries: 20, unpacked: 200_000_000, size: 1_000_000 })).toBe(true);
    expect(isZipBomb({ entries: 20, unpacked: 200_000_000, size: 10_000_000 })).toBe(false);
    expect(isZipBomb({ entries: 6_000, unpacked: 1, size: 1_000_000 })).toBe(true);
    expect(["word/vbaProject.bin", "xl/macrosheets/s.xml", "Basic/x", "word/embeddings/a.exe"].every(isMacroPart)).toBe(true);
    expect(["word/document.xml", "word/media/basic/x.png", "word/printerSettings1.bin", "[Content_Types].xml"].some(isMacroPart)).toBe(
      false,
    );
  });

  test("a page or a drawing is known whatever stands before it", () => {
    expect(markupIn("\ufeff\n <html>")).toBe("html");
    expect(markupIn("a;b\n<SCRIPT >x</SCRIPT>")).toBe("html");
    expect(markupIn("<?xml version='1.0'?><svg xmlns='x'/>")).toBe("svg");
    expect(markupIn("1 < 2, a <br> b, <https://x.example>")).toBeNull();
  });

  test("a message begins with its header", () => {
    expect(isMail("From: a\r\nSubject: b\r\nDate: c\r\n\r\n<html>")).toBe(true);
    expect(isMail("Received: x\n\tby y\nFrom: a\nTo: b\n\nhello")).toBe(true);
    expect(isMail("From: a\n<html>\nTo: b\nDate: c\n")).toBe(false);
    expect(isMail("key: value\nother: value\n")).toBe(false);
  });
});
