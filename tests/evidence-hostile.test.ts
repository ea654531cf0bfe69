import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { FileKind, FileRefusal } from "@/domain/evidence-file";
import { inspectFile } from "@/features/evidence/inspect";
import { createEvidence } from "@/features/evidence/mutations";
import { newEvidence } from "@/features/evidence/schema";
import { receivePiece, startUpload } from "@/features/evidence/uploads";
import type { Access } from "@/server/access";
import { blobStore, checkBlob } from "@/server/blob-store";
import { Refused } from "@/server/errors";
import { compound, EICAR, EML, gif, jpeg, lyingZip, office, openDocument, PDF, png, webp, zip } from "./support/evidence-files";
import { openWorld } from "./support/world";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const HTML = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>";
const MZ = Buffer.concat([Buffer.from("MZ\x90\0"), Buffer.alloc(200)]);
const ELF = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), Buffer.alloc(60)]);
const MACHO = Buffer.concat([Buffer.from([0xcf, 0xfa, 0xed, 0xfe]), Buffer.alloc(60)]);

type Content = string | Buffer | Promise<Buffer>;
const docx = office("docx");
const plainZip = zip({ "readme.txt": "hello" });

/** What must never get in, each with why. */
const REFUSED: [name: string, content: Content, code: FileRefusal][] = [
  ["drawing.svg", SVG, "svg"],
  ["drawing.png", SVG, "svg"],
  ["drawing.txt", SVG, "svg"],
  ["drawing.txt", `<?xml version="1.0"?>\n<!-- nothing -->\n${SVG}`, "svg"],
  ["drawing.svgz", "x", "svg"],
  ["page.html", HTML, "html"],
  ["page.htm", HTML, "html"],
  ["page.xhtml", HTML, "html"],
  ["page.pdf", HTML, "html"],
  ["page.txt", HTML, "html"],
  ["page.md", `\ufeff \n${HTML}`, "html"],
  ["table.csv", `a;b\n1;<script>alert(1)</script>\n`, "html"],
  ["notes.md", "# Notes\n<iframe src=//evil.example></iframe>", "html"],
  ["data.xml", "<?xml version='1.0'?><a/>", "html"],
  ["page.docx", HTML, "html"],
  ["page.png", HTML, "html"],
  ["both.pdf", `<html><script>alert(1)</script></html>\n${PDF}`, "two_kinds"],
  ["both.pdf", `/*${PDF}*/alert(1)`, "two_kinds"],
  ["both.pdf", `%PDF-1.4\n<html><script>alert(1)</script></html>`, "two_kinds"],
  ["both.txt", `harmless\n%PDF-1.4\n`, "two_kinds"],
  ["both.pdf", plainZip.then((file) => Buffer.concat([PDF, file])), "two_kinds"],
  ["both.png", plainZip.then((file) => Buffer.concat([png(), file])), "two_kinds"],
  ["both.gif", plainZip.then((file) => Buffer.concat([gif(), file])), "two_kinds"],
  ["both.gif", Buffer.concat([Buffer.from("GIF89a/*"), Buffer.alloc(300, 0x20), Buffer.from("*/=1;alert(1)")]), "damaged"],
  ["both.jpg", Buffer.concat([jpeg().subarray(0, 20), Buffer.from("<script>alert(1)</script>"), jpeg().subarray(20)]), "two_kinds"],
  ["script.pdf", PDF.toString().replace("/Pages 2 0 R", "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "pdf_script"],
  ["launch.pdf", PDF.toString().replace("/Pages 2 0 R", "/OpenAction<</S/Launch/F(calc.exe)>>"), "pdf_script"],
  ["letter.docm", office("docx"), "macros"],
  ["table.xlsm", office("xlsx"), "macros"],
  ["table.xlsb", office("xlsx"), "macros"],
  ["letter.docx", office("docx", { "word/vbaProject.bin": "x" }), "macros"],
  ["table.xlsx", office("xlsx", { "xl/vbaProject.bin": "x" }), "macros"],
  ["letter.docx", office("docx", {}, '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'), "macros"],
  ["letter.docx", office("docx", { "word/activeX/activeX1.xml": "<ax/>" }), "macros"],
  ["letter.docx", office("docx", { "word/embeddings/setup.exe": "x" }), "macros"],
  ["letter.docx", office("docx", { "word/embeddings/oleObject1.bin": MZ }), "program"],
  ["table.xlsx", office("xlsx", { "xl/macrosheets/sheet1.xml": "<x/>" }), "macros"],
  ["letter.odt", openDocument("text", { "Basic/Standard/Module1.xml": "<x/>" }), "macros"],
  ["letter.ods", openDocument("spreadsheet", { "Scripts/python/x.py": "x" }), "macros"],
  ["old.doc", compound("WordDocument"), "old_office"],
  ["old.xls", compound("Workbook"), "old_office"],
  ["old.docx", compound("WordDocument", "_VBA_PROJECT"), "old_office"],
  ["old.msg", compound("WordDocument"), "old_office"],
  ["report.rtf", "{\\rtf1 hello}", "old_office"],
  ["archive.zip", plainZip, "archive"],
  ["archive.pdf", plainZip, "archive"],
  ["archive.docx", plainZip, "archive"],
  ["setup.docx", zip({ "setup.exe": MZ }), "macros"],
  ["archive.7z", "7z\xbc\xaf\x27\x1c", "archive"],
  ["archive.txt", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]), "archive"],
  ["setup.exe", MZ, "program"],
  ["picture.png", MZ, "program"],
  ["report.pdf", MZ, "program"],
  ["report.pdf", ELF, "program"],
  ["report.pdf", MACHO, "program"],
  ["notes.txt", "#!/bin/sh\nrm -rf /\n", "program"],
  ["notes.txt", MZ, "program"],
  ["run.sh", "echo", "program"],
  ["link.lnk", "L\0\0\0", "program"],
  ["report.pdf.exe", PDF, "program_in_name"],
  ["report.exe.pdf", PDF, "program_in_name"],
  ["report.docm.pdf", PDF, "program_in_name"],
  ["report.pdf.js", PDF, "program_in_name"],
  ["report\u202efdp.exe", PDF, "name_direction"],
  ["exe\u202efdp.pdf", PDF, "name_direction"],
  ["..", PDF, "name_missing"],
  [".pdf", PDF, "name_missing"],
  ["no-ending", PDF, "name_missing"],
  ["empty.pdf", "", "empty"],
  ["picture.tiff", "II*\0", "extension"],
  ["picture.bmp", "BM", "extension"],
  ["huge.png", png(20_000, 20_000), "pixels"],
  ["huge.jpg", jpeg(60_000, 60_000), "pixels"],
  ["huge.gif", gif(60_000, 60_000), "pixels"],
  ["huge.webp", webp(16_000, 16_000), "pixels"],
  ["cut.png", png().subarray(0, 12), "content_unknown"],
  ["cut.jpg", jpeg().subarray(0, 12), "damaged"],
  ["picture.jpg", png(), "mismatch"],
  ["picture.pdf", png(), "mismatch"],
  ["letter.xlsx", docx, "mismatch"],
  ["letter.pdf", docx, "mismatch"],
  ["letter.docx", PDF, "mismatch"],
  ["letter.pdf", "just words", "mismatch"],
  ["mail.eml", "just words", "mismatch"],
  ["bomb.docx", docx.then((file) => lyingZip(file, 0xf0_00_00_00)), "zip_bomb"],
  ["bomb.xlsx", zip(Object.fromEntries(Array.from({ length: 5_100 }, (_, index) => [`e${index}`, ""]))), "zip_bomb"],
  ["cut.docx", docx.then((file) => file.subarray(0, file.length - 30)), "damaged"],
  ["latin.txt", Buffer.from("Pr\xfcfung", "latin1"), "not_utf8"],
  ["wide.txt", Buffer.from("\ufeffHello", "utf16le"), "not_utf8"],
  ["nul.txt", "Hello\0World", "content_unknown"],
  ["noise.pdf", Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 37 + 131) & 255)), "content_unknown"],
  ["eicar.txt", EICAR, "test_virus"],
  ["eicar.pdf", `${PDF}\n${EICAR}`, "test_virus"],
  ["eicar.eml", `${EML}\n${EICAR}`, "test_virus"],
];

/** What people do file. */
const TAKEN: [name: string, content: Content, shown?: string][] = [
  ["report.pdf", PDF],
  ["picture.png", png()],
  ["picture.jpg", jpeg(4_000, 3_000)],
  ["picture.JPEG", jpeg()],
  ["picture.gif", gif()],
  ["picture.webp", webp()],
  ["letter.docx", docx],
  ["letter.docx", office("docx", { "word/embeddings/oleObject1.bin": "harmless", "word/printerSettings1.bin": "x" })],
  ["table.xlsx", office("xlsx")],
  ["slides.pptx", office("pptx")],
  ["letter.odt", openDocument("text")],
  ["table.ods", openDocument("spreadsheet")],
  ["slides.odp", openDocument("presentation")],
  ["notes.txt", "Prüfung bestanden\n1 < 2 and 3 > 2\n"],
  ["notes.md", "# Minutes\n\n- a <br> b\n"],
  ["table.csv", "a;b\r\n1;2\r\n"],
  ["mail.eml", EML],
  ["mail.msg", compound("__properties_version1.0")],
  ["www.acme.com.pdf", PDF],
  ["../../../etc/passwd.pdf", PDF, "passwd.pdf"],
  ["C:\\temp\\report.pdf", PDF, "report.pdf"],
  ["re\0port\n.pdf", PDF, "report.pdf"],
  [`${"long".repeat(63)}.pdf`, PDF, `${"long".repeat(49)}.pdf`],
  ["Prüfbericht Größe 日本.pdf", PDF],
];

const world = openWorld();

async function upload(access: Access, name: string, content: Buffer): Promise<string> {
  const { id } = await startUpload(access, { name, size: content.length });
  for (let at = 0; at < content.length; at += 4_000_000)
    await receivePiece(access, id, at, new Response(new Uint8Array(content.subarray(at, at + 4_000_000))).body);
  return id;
}

function filesOf(organizationId: string): string[] {
  const folder = path.join(process.env.DATA_DIR!, "evidence", organizationId);
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map(({ name }) => name)
    : [];
}

describe.skipIf(world.skip)("hostile files (R21)", () => {
  it("are more than sixty", () => expect(REFUSED.length).toBeGreaterThan(60));

  it.each(REFUSED)("refuses %s (%#)", async (name, made, code) => {
    const mira = await world.as("mira");
    const content = Buffer.from((await made) as string);
    const refusal = await upload(mira, name, content).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(Refused);
    expect((refusal as Refused).code).toBe(`evidence-file_${code}`);
    expect(filesOf(world.nordwind.id), "a refused file leaves nothing behind").toEqual([]);
    expect(await world.sql("SELECT id FROM upload")).toEqual([]);
  });

  it("answers in words, whatever is broken in a file, and never falls over", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "goldthread-broken-"));
    const whole: [FileKind, Buffer][] = [
      ["pdf", PDF],
      ["png", png()],
      ["jpeg", jpeg()],
      ["gif", gif()],
      ["webp", webp()],
      ["docx", await docx],
      ["odt", await openDocument("text")],
      ["msg", compound("__properties_version1.0")],
      ["eml", EML],
      ["csv", Buffer.from("a;b\n1;2\n")],
    ];
    let seed = 42;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const file = path.join(folder, "broken");
    for (let round = 0; round < 1_500; round += 1) {
      const [kind, content] = whole[round % whole.length]!;
      const broken = Buffer.from(content);
      for (let flips = random(6); flips >= 0; flips -= 1) broken[random(broken.length)] = random(256);
      writeFileSync(file, random(3) === 0 ? broken.subarray(0, random(broken.length)) : broken);
      const result = await inspectFile(file, kind);
      if (result.ok) expect(result.kind).toBe(kind);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it("refuses by content again when the bytes changed after the first look", async () => {
    const mira = await world.as("mira");
    const id = await upload(mira, "report.pdf", PDF);
    writeFileSync(
      path.join(process.env.DATA_DIR!, "evidence", world.nordwind.id, "incoming", `${id}.part`),
      HTML.padEnd(PDF.length).slice(0, PDF.length),
    );
    const input = newEvidence.parse({ title: "A report", type: "record", dated: "2026-01-02", origin: "Operations", uploadId: id });
    await expect(createEvidence(mira, input)).rejects.toMatchObject({ code: "evidence-file_html" });
    expect(filesOf(world.nordwind.id)).toEqual([]);
    expect(await world.sql("SELECT id FROM evidence")).toEqual([]);
  });

  it.each(TAKEN)("takes %s (%#)", async (name, made, shown) => {
    const mira = await world.as("mira");
    const content = Buffer.from((await made) as string);
    const uploadId = await upload(mira, name, content);
    const { ref } = await createEvidence(
      mira,
      newEvidence.parse({ title: "What it shows", type: "record", dated: "2026-01-02", origin: "Operations", uploadId }),
    );
    const [row] = await world.sql<{ file_name: string; content_hash: string }>(
      "SELECT file_name, content_hash FROM evidence WHERE ref = $1",
      [ref],
    );
    expect(row!.file_name).toBe(shown ?? name);
    expect(await checkBlob(blobStore(), world.nordwind.id, row!.content_hash)).toBe("intact");
    expect(readdirSync(path.join(process.env.DATA_DIR!, "evidence", world.nordwind.id, "incoming"))).toEqual([]);
  });
});
