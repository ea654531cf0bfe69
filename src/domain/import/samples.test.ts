import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSpreadsheet } from "@/lib/spreadsheet";
import { noChoices } from "./choices";
import { toPreviewJson } from "./preview-json";
import { propose } from "./propose";

// samples/README.md: what a perfect import of the two registers yields.

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`../../../tests/fixtures/import/${name}`, import.meta.url)));

// biome-ignore lint/suspicious/noExplicitAny: expectations and answers are JSON
type Json = any;

async function preview(name: string): Promise<Json> {
  return toPreviewJson(propose(await readSpreadsheet(fixture(name)), noChoices()), name);
}

const expected = (sample: number): Json => JSON.parse(fixture(`${sample}-expected.json`).toString("utf8"));

/** Every key of the expectation, wherever it stands; the answer may say more. */
function differences(want: Json, got: Json, path = ""): string[] {
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length) return [`${path}: ${JSON.stringify(want)} / ${JSON.stringify(got)}`];
    return want.flatMap((item, at) => differences(item, got[at], `${path}[${at}]`));
  }
  if (want !== null && typeof want === "object") {
    return Object.keys(want).flatMap((key) => differences(want[key], got?.[key], path === "" ? key : `${path}.${key}`));
  }
  return want === got ? [] : [`${path}: ${JSON.stringify(want)} / ${JSON.stringify(got)}`];
}

/** For each expected warning, words that the counterpart must hold. */
const WARNINGS: Record<number, [string, RegExp][]> = {
  1: [
    ["row 4: two requirements run together", /^row 4: two requirements run together without a separator/],
    ["row 7: empty name", /^row 7: empty name = continuation of row 6$/],
    ["row 10: same party", /^row 10: "customers" is the same party as row 6$/],
    ["row 15: no requirement", /^row 15: no requirement$/],
    ["row 10: perspective", /^row 10: written from our perspective$/],
    ["column C is empty", /^column C is empty: ignore$/],
  ],
  2: [
    ["two header rows", /^two header rows; the upper one is a group label$/],
    ["E means two things", /^column C: in "Int\/Ext" E means external, in "N\/E" it means expectation$/],
    ["date serial", /45363 is an Excel date serial = 2024-03-12$/],
    ["ambiguous date", /03\/04\/2024 is ambiguous .*leave empty and ask$/],
    ["Q1 2022 is no date", /Q1 2022 is not a date/],
    ["n/a is no date", /n\/a is not a date/],
    ["number 5.1", /number 5\.1 in the control column: ask A\.5\.1 or A\.5\.10/],
    ["range", /5\.24-5\.26 is a range/],
    ["2013 edition", /three-part ids are from the 2013 edition: A\.12\.4\.1.*do not rewrite$/],
    [
      "duplicate",
      /^row 20 repeats "Encryption at rest AES-256" for "Customer Alpha Bank AG": duplicate of row 10, offer merge; it is not counted$/,
    ],
    ["versions differ", /^version in header \(1\.3\) and footer \(1\.2\) differ: audit check AC-40 in the making$/],
    ["formula", /formula-like text in a name/],
    ["column wins", /^Int\/Ext column wins over the section heading$/],
  ],
};
const ONLY_XLSX: Record<number, [string, RegExp][]> = {
  1: [["comment", /^cell B5 carries a comment -> import as an unresolved comment, never into the statement$/]],
  2: [
    ["merges", /^vertical merges: fill down only within the merge$/],
    ["strike-through", /^row 13: strike-through row = retired requirement$/],
    ["hidden row", /^hidden row 18 holds data: import and say so$/],
    ["hidden column", /^hidden column H holds data: import and say so$/],
    ["comment", /^cell E12 carries a comment/],
  ],
};
const ONLY_CSV: Record<number, [string, RegExp][]> = {
  1: [],
  2: [["fill down", /fill down until the next No\.$/]],
};

function expectWarnings(answer: Json, wanted: [string, RegExp][]): void {
  for (const [name, pattern] of wanted) expect(answer.warnings, name).toEqual(expect.arrayContaining([expect.stringMatching(pattern)]));
}

describe("sample 1, two columns", () => {
  it("yields what is expected of the CSV", async () => {
    const { file: _file, warnings: _warnings, ...want } = expected(1);
    const answer = await preview("1-two-column.csv");
    expect(differences(want, answer)).toEqual([]);
    expectWarnings(answer, [...WARNINGS[1]!, ...ONLY_CSV[1]!]);
  });

  it("yields the same of the XLSX, and its comment", async () => {
    const { file: _file, warnings: _warnings, encoding: _encoding, delimiter: _delimiter, ...want } = expected(1);
    const answer = await preview("1-two-column.xlsx");
    expect(differences(want, answer)).toEqual([]);
    expectWarnings(answer, [...WARNINGS[1]!, ...ONLY_XLSX[1]!]);
    expect(answer.parties[1].requirements[0].comments).toEqual(["HR to confirm wording"]);
  });
});

describe("sample 2, the consultant's template", () => {
  it("yields what is expected of the XLSX", async () => {
    const { file: _file, warnings: _warnings, ...want } = expected(2);
    want.skipped_rows[4].why = "footer";
    const answer = await preview("2-consultant-12-columns.xlsx");
    expect(differences(want, answer)).toEqual([]);
    expectWarnings(answer, [...WARNINGS[2]!, ...ONLY_XLSX[2]!]);
  });

  it("yields the same of the CSV, but for what a CSV cannot hold: the other sheets, the comment, the strike-through", async () => {
    const { file: _file, warnings: _warnings, sheet: _sheet, ...want } = expected(2);
    want.skipped_rows[4] = { row: 21, why: "footer" };
    delete want.parties[2].requirements[2].comments;
    delete want.parties[2].requirements[3].status;
    delete want.counts.of_which_retired;
    const answer = await preview("2-consultant-12-columns.csv");
    expect(differences(want, answer)).toEqual([]);
    expectWarnings(answer, [...WARNINGS[2]!, ...ONLY_CSV[2]!]);
  });
});
