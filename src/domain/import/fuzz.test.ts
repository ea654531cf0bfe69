import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCsv } from "@/lib/csv";
import { readSpreadsheet } from "@/lib/spreadsheet";
import { SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";
import { writeXlsx } from "@/lib/xlsx/write";
import { noChoices, sanitizeChoices } from "./choices";
import { toPreviewJson } from "./preview-json";
import { propose } from "./propose";

// Target R23 in small: mutated files are read or refused, never anything else, and never slowly.

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`../../../tests/fixtures/import/${name}`, import.meta.url)));
const SEEDS = ["1-two-column.csv", "1-two-column.xlsx", "2-consultant-12-columns.csv", "2-consultant-12-columns.xlsx"].map(fixture);

async function readOrRefuse(bytes: Buffer): Promise<void> {
  const before = process.cpuUsage();
  try {
    JSON.stringify(toPreviewJson(propose(await readSpreadsheet(bytes), noChoices()), "x"));
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error;
  }
  const used = process.cpuUsage(before);
  expect((used.user + used.system) / 1e6).toBeLessThan(2);
}

type Mutation = { kind: "flip" | "cut" | "insert" | "copy"; at: number; byte: number; length: number };
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("flip", "flip", "cut", "insert", "copy"),
  at: fc.nat({ max: 100_000 }),
  byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0, 10, 13, 34, 44, 59, 60, 61, 38, 255)),
  length: fc.nat({ max: 300 }),
});

function mutate(bytes: Buffer, mutations: Mutation[]): Buffer {
  let result = Buffer.from(bytes);
  for (const { kind, at, byte, length } of mutations) {
    const place = at % Math.max(1, result.length);
    if (kind === "flip" && result.length > 0) result[place] = byte;
    else if (kind === "cut") result = Buffer.concat([result.subarray(0, place), result.subarray(place + length)]);
    else if (kind === "insert") result = Buffer.concat([result.subarray(0, place), Buffer.alloc(length, byte), result.subarray(place)]);
    else result = Buffer.concat([result.subarray(0, place), result.subarray(place, place + length), result.subarray(place)]);
  }
  return result;
}

const NASTY = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "=1+1",
    "Interested party",
    "Requirement",
    "Anforderung",
    "C",
    "I",
    "A",
    "V",
    "1.",
    "a)",
    "•",
    "(",
    ")",
    '"',
    "5.1",
    "A.5.24-A.5.26",
    "03/04/2024",
    "dito",
    "H/M",
    "n/a",
    "\n",
    "  ",
    ";",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);

describe("mutated files", () => {
  it("are read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SEEDS), fc.array(mutation, { minLength: 1, maxLength: 6 }), (seed, mutations) =>
        readOrRefuse(mutate(seed, mutations)),
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it("with any cells at all yield a preview, as CSV and as XLSX", async () => {
    const table = fc.array(
      fc.array(
        fc.array(NASTY, { maxLength: 4 }).map((words) => words.join(" ")),
        { maxLength: 6 },
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(table, async ([header, ...rows]) => {
        await readOrRefuse(Buffer.from(writeCsv(header!, rows)));
        await readOrRefuse(await writeXlsx([{ name: "x", header: header!, rows }]));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it("and choices of any shape change no prototype and break nothing", async () => {
    const workbook = await readSpreadsheet(SEEDS[1]!);
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.object({
          key: fc.constantFrom(
            "__proto__",
            "columns",
            "doubts",
            "values",
            "parties",
            "requirements",
            "headerRows",
            "0",
            "1",
            "p6",
            "r6.1",
            "skip",
            "name",
          ),
        }),
        (json, object) => {
          propose(workbook, sanitizeChoices(JSON.parse(json)));
          propose(workbook, sanitizeChoices(object));
        },
      ),
      { numRuns: 100 },
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  }, 60_000);
});

describe("a large register", () => {
  const header = [
    "No.",
    "Interested party",
    "Int/Ext",
    "Power / Interest",
    "Requirement",
    "N/E",
    "Source",
    "CIA",
    "Control",
    "How addressed",
    "Owner",
    "Last review",
  ];
  const rows = Array.from({ length: 10_000 }, (_, at) => [
    at + 1,
    `Customer Number${at % 2_500} GmbH`,
    at % 2 ? "Int" : "ext",
    "H/M",
    `Requirement ${at} of the customer, such as notice within ${at % 90} hours (MSA ${at} cl. ${at % 20}.1)`,
    "N",
    `MSA ${at}, Annex 3, ${at % 9}.1`,
    "C I",
    "A.5.24 - A.5.26; A.8.24",
    "Procedure P-17",
    "K. Meyer",
    "2024-03-12",
  ]);

  for (const kind of ["csv", "xlsx"] as const) {
    it(`of 10,000 rows as ${kind} is read and proposed within three seconds of CPU time`, async () => {
      const bytes = kind === "csv" ? Buffer.from(writeCsv(header, rows)) : await writeXlsx([{ name: "Register", header, rows }]);
      const before = process.cpuUsage();
      const workbook = await readSpreadsheet(bytes);
      const proposal = propose(workbook, noChoices());
      const used = process.cpuUsage(before);
      expect(proposal.counts).toMatchObject({ parties: 2_500, requirements: 10_000 });
      expect((used.user + used.system) / 1e6).toBeLessThan(3);
      expect(JSON.stringify(workbook).length).toBeLessThan(5_000_000);
    });
  }
});
