import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesSearch, nameKey, searchKey, sortKey } from "@/domain/normalise";

test("case, accents, width and space do not matter in a search", () => {
  expect(searchKey("  MÜLLER \n Straße ")).toBe("muller strasse");
  expect(searchKey("Łódź, Ærø, İstanbul, ﬁne")).toBe("lodz, aero, istanbul, fine");
  expect(searchKey("STRASSE")).toBe(searchKey("straße"));
  expect(searchKey("A.8.24")).toBe("a.8.24");
});

test("applying a key twice changes nothing, and it never starts or ends with space", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
      for (const key of [searchKey, nameKey]) {
        expect(key(key(text))).toBe(key(text));
        expect(key(text)).toBe(key(text).trim());
        expect(key(` ${text}\n`)).toBe(key(text));
      }
    }),
    { numRuns: 500 },
  );
});

test("two spellings of one name have one key", () => {
  expect(nameKey("Acme, Inc.")).toBe(nameKey("ACME  Inc"));
  expect(nameKey("Data-Subjects")).toBe(nameKey("data subjects"));
});

test("sorting is by value of numbers and ignores marks at the beginning", () => {
  const names = ["Clause 10", "clause 9", "“Best” practice", "Ärzte", "Zoll", "apple"];
  const sorted = [...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  expect(sorted).toEqual(["apple", "Ärzte", "“Best” practice", "clause 9", "Clause 10", "Zoll"]);
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (a, b) => {
      expect(sortKey(`REQ-${a}`) < sortKey(`REQ-${b}`)).toBe(a < b);
    }),
  );
});

test("a search asks for every word, in any order", () => {
  expect(matchesSearch("Aufsichtsbehörde für Datenschutz", "datenschutz BEHORDE")).toBe(true);
  expect(matchesSearch("Aufsichtsbehörde", "behörde bank")).toBe(false);
  expect(matchesSearch("anything", "  ")).toBe(true);
});
