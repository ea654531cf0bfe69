import { beforeAll, describe, expect, it } from "vitest";
import { removeLogo, setLetterhead, setLogo } from "@/features/branding/mutations";
import { brandingOf, logoOf } from "@/features/branding/queries";
import { copyByNumber, listCopies, publicCurrency } from "@/features/copies/queries";
import { paperAnswer } from "@/features/papers/frame";
import { PAPER_KINDS } from "@/features/papers/registry";
import { qrModules } from "@/lib/qr/qr-code";
import { qrPng } from "@/lib/qr/qr-picture";
import type { Access } from "@/server/access-value";
import { Forbidden, Invalid, NotFound, Refused } from "@/server/errors";
import { letterhead } from "@/server/letterhead";
import { change } from "@/server/record";
import { readPdf } from "./support/pdf-text";
import { openWorld } from "./support/world";
import { zipEntries } from "./support/zip-text";

const world = openWorld();

/** reliability.md R26: what stands in any field stays text in any format. */
const HOSTILE = `<img src=http://127.0.0.1:9/x> javascript:alert(1) =HYPERLINK("http://evil.example") #read("/etc/passwd")`;
const LOGO = qrPng(qrModules("logo")!, 2);
const BINARY: ReadonlySet<string> = new Set(["pdf", "docx", "xlsx"]);

async function take(access: Access, kind: string, format: string, query = ""): Promise<Buffer> {
  const answer = await paperAnswer(access, kind, format, new URLSearchParams(query));
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

const lines = (file: Buffer) => readPdf(file).pages.join("\n").replaceAll("\n", "").replaceAll("\u200b", "");

describe.skipIf(world.skip)("documents out", () => {
  let mira: Access;
  beforeAll(async () => {
    mira = await world.as("mira");
    const branding = await brandingOf(mira);
    await setLetterhead(mira, { version: branding.version, documentPrefix: "ND" });
    await setLogo(mira, LOGO);
    await change(mira, async (record) => {
      const party = await record.create("interested-party", {
        name: `Bank ${HOSTILE}`,
        category: "external",
        status: "active",
        relevance: "relevant",
        relevanceRationale: HOSTILE,
        relevanceDecidedAt: "2026-01-02",
        relevanceDecidedById: world.people.mira.id,
        power: 4,
        interest: 4,
        ownerId: world.people.mira.id,
      });
      await record.create("requirement", {
        partyId: party.id,
        statement: `Keep it ${HOSTILE}`,
        status: "active",
        kind: "contractual",
        strength: "need",
        binding: "requirement",
        sourceType: "contract",
        sourceRef: HOSTILE,
        sourceLocator: "§ 7",
        ismsDecision: "addressed",
        ismsDecisionRationale: HOSTILE,
        ismsDecidedAt: "2026-01-02",
        ismsDecidedById: world.people.mira.id,
        howAddressed: HOSTILE,
      });
    });
  });

  const formats = PAPER_KINDS.flatMap((kind) => kind.formats.map((format) => ({ kind: kind.key, format })));

  it("are of many kinds, each once, with clause, words and code", () => {
    expect(PAPER_KINDS.length).toBeGreaterThan(8);
    expect(new Set(PAPER_KINDS.map(({ key }) => key)).size).toBe(PAPER_KINDS.length);
    expect(new Set(PAPER_KINDS.map(({ code }) => code)).size).toBe(PAPER_KINDS.length);
    for (const { clause, code, formats: own } of PAPER_KINDS)
      expect([clause !== "", /^[A-Z]{2,4}$/.test(code), own.length > 0]).toEqual([true, true, true]);
  });

  // One after the other: two typesetters at once are enough for a machine.
  it.each(formats)(
    "$kind as $format leaves, is entered, and what stands in a field stays text",
    async ({ kind, format }) => {
      let file: Buffer;
      try {
        file = await take(mira, kind, format);
      } catch (error) {
        // What cannot be made of this register says so; nothing is entered then.
        expect(error).toSatisfy((thrown) => thrown instanceof Refused || thrown instanceof Invalid || thrown instanceof NotFound);
        return;
      }
      const { copies } = await listCopies(mira, { kind });
      expect(copies[0]).toMatchObject({ kind, format, status: "ready", bytes: file.byteLength });
      if (format === "pdf") {
        const pdf = readPdf(file);
        expect([pdf.tagged, pdf.universalAccess, pdf.links]).toEqual([true, true, []]);
        const text = lines(file);
        for (const part of ["Uncontrolled when printed", "Page1of", "ND-", "Notapproved"])
          expect(text.replaceAll(" ", "")).toContain(part.replaceAll(" ", ""));
        expect(file.includes("root:x:0")).toBe(false);
      } else if (format === "docx") {
        const parts = await zipEntries(file);
        const document = Object.entries(parts).filter(([name]) => name.endsWith(".xml"));
        expect(document.map(([, xml]) => xml).join("")).not.toMatch(/<img src|HYPERLINK "|w:hyperlink/);
        expect(Object.entries(parts).find(([name]) => name.startsWith("word/footer"))?.[1]).toContain("ND-");
        for (const [name, xml] of Object.entries(parts)) if (name.endsWith(".rels")) expect(xml).not.toContain('TargetMode="External"');
      } else if (format === "xlsx") {
        const parts = await zipEntries(file);
        expect(Object.values(parts).join("")).not.toMatch(/<f>|<t[^>]*>=HYPERLINK/);
      } else if (format === "svg") {
        expect(file.toString()).not.toMatch(/<img|<script|<foreignObject/);
        expect(file.toString()).toMatch(/aria-label="QR code/);
      } else if (format === "csv") {
        expect(file.toString()).not.toMatch(/(^|[,;\n])"?=/);
      }
      if (!BINARY.has(format)) expect(file.toString("utf8")).not.toContain("\u0000");
    },
    120_000,
  );

  it("PDF: number, version, approver, rows, the code beside a QR with alternative text, and the logo", async () => {
    const file = await take(mira, "register", "pdf");
    const text = lines(file).replaceAll(" ", "");
    for (const part of [
      "ND-REG-draft",
      "Draft, no version approved yet",
      "1 of 1 rows",
      "Scan to see whether this copy is still current",
      "Keep it <img src=http://127.0.0.1:9/x>",
    ])
      expect(text).toContain(part.replaceAll(" ", ""));
    expect(file.toString("latin1")).toMatch(/\/Alt/);
    expect((await letterhead(mira)).logo).toMatchObject({ type: "png", alt: "Logo of Nordwind Data GmbH" });
  }, 60_000);

  it("Word: the QR and the logo are pictures with alternative text, the code stands in words", async () => {
    const parts = await zipEntries(await take(mira, "register", "docx"));
    const document = parts["word/document.xml"]!;
    expect(document).toContain("Logo of Nordwind Data GmbH");
    expect(document).toContain("QR code with the address at which this copy can be checked");
    expect(document).toMatch(/>[0-9A-Z]{6}(-[0-9A-Z]{5}){4}</);
    expect(Object.keys(parts).filter((name) => name.startsWith("word/media/")).length).toBeGreaterThanOrEqual(2);
  }, 60_000);

  it("XLSX says on a sheet of its own what it is", async () => {
    const parts = await zipEntries(await take(mira, "register", "xlsx"));
    expect(parts["xl/workbook.xml"]).toContain('name="About"');
    expect(Object.values(parts).join("")).toContain("ND-REG-draft");
  });

  it("refuses what it does not know, before anything is entered", async () => {
    const before = (await listCopies(mira)).total;
    await expect(take(mira, "nothing", "pdf")).rejects.toThrow(NotFound);
    await expect(take(mira, "register", "exe")).rejects.toThrow(NotFound);
    await expect(take(mira, "register", "pdf", "verison=2.1")).rejects.toThrow(Invalid);
    await expect(take(mira, "register", "pdf", "version=99.9")).rejects.toThrow();
    await expect(take(mira, "change-record", "pdf", "since=yesterday")).rejects.toThrow();
    await expect(take(await world.as("vera"), "budget-justification", "csv")).rejects.toThrow(Forbidden);
    expect((await listCopies(mira)).total).toBe(before);
  });

  it("makes in the background what nobody wants to wait for", async () => {
    const answer = await paperAnswer(mira, "register", "pdf", new URLSearchParams("background=1"));
    expect(answer.status).toBe(303);
    const [, number] = /^\/nordwind\/copies\/(\d+)$/.exec(answer.headers.get("location")!)!;
    for (let round = 0; round < 400 && (await copyByNumber(mira, Number(number)))!.status === "making"; round += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await copyByNumber(mira, Number(number))).toMatchObject({ status: "ready", currency: "current" });
    expect(await publicCurrency("none")).toBe("unknown");
  }, 60_000);

  describe("the logo", () => {
    it("is what its bytes say: PNG or JPEG, whole, not too large", async () => {
      const before = await brandingOf(mira);
      for (const wrong of [
        Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Buffer.from("GIF89a"),
        LOGO.subarray(0, LOGO.length - 20),
        Buffer.from([0x89, 0x50, 0x4e, 0x47]),
        Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
      ])
        await expect(setLogo(mira, wrong)).rejects.toMatchObject({ code: "logo-no_picture" });
      await expect(setLogo(mira, qrPng(qrModules("logo")!, 70))).rejects.toMatchObject({ code: "logo-too_large" });
      expect(await brandingOf(mira)).toEqual(before);
    });

    it("of another organisation is not there, and a removed one stands on nothing", async () => {
      expect(await logoOf(await world.as("kim"))).toBeNull();
      const { version } = await brandingOf(mira);
      await removeLogo(mira, { version });
      expect((await letterhead(mira)).logo).toBeUndefined();
      await setLogo(mira, LOGO);
      expect(await logoOf(mira)).toMatchObject({ type: "png", width: 58 });
    });
  });
});
