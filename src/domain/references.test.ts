import { describe, expect, test } from "vitest";
import { ANNEX_A_CONTROLS, ISMS_CLAUSES, parseReference, titleOf } from "@/domain/references";

const readings = (text: string) => {
  const parsed = parseReference(text);
  return parsed.kind === "ambiguous"
    ? parsed.readings.map((reading) => ("ref" in reading ? reading.ref : `2013 ${reading.given}`))
    : parsed.kind;
};

describe("a reference with its namespace", () => {
  test.each([
    ["A.8.24", "A.8.24"],
    ["a 8.24", "A.8.24"],
    ["Annex A.8.24", "A.8.24"],
    ["A8.1", "A.8.1"],
    ["Clause 7.4", "Clause 7.4"],
    ["cl. 7.4", "Clause 7.4"],
    ["clause 10", "Clause 10"],
  ])("%s is %s", (text, ref) => {
    expect(parseReference(text)).toMatchObject({ ref });
  });

  test("clause and control of the same number have different titles", () => {
    expect(titleOf("Clause 5.1")).toBe("Leadership and commitment");
    expect(titleOf("A.5.1")).toBe("Policies for information security");
  });

  test("an item keeps its letter", () => {
    expect(parseReference("Clause 9.3.2 c")).toMatchObject({ ref: "Clause 9.3.2", item: "c" });
    expect(parseReference("clause 4.2(c)")).toMatchObject({ ref: "Clause 4.2", item: "c" });
  });

  test("what does not exist is unknown", () => {
    for (const text of ["A.9.9", "Clause 11", "A.5.38", "", "privacy", "A.5.1.1.1"]) expect(parseReference(text).kind).toBe("unknown");
    expect(titleOf("constructor")).toBeNull();
  });
});

describe("a bare number is asked, never decided", () => {
  test("5.1 is a clause, a control, or 5.10 with its zero eaten", () => {
    expect(readings("5.1")).toEqual(["Clause 5.1", "A.5.1", "A.5.10"]);
    expect(titleOf("5.1")).toBeNull();
  });

  test("even where only one reading exists", () => {
    expect(readings("8.24")).toEqual(["A.8.24"]);
    expect(readings("4.2")).toEqual(["Clause 4.2"]);
  });

  test("three parts are a clause, a control of 2013, or both", () => {
    expect(readings("7.5.1")).toEqual(["Clause 7.5.1"]);
    expect(readings("18.1.1")).toEqual(["2013 18.1.1"]);
    expect(readings("6.1.1")).toEqual(["Clause 6.1.1", "2013 6.1.1"]);
    expect(readings("99.9")).toBe("unknown");
  });
});

test("a control of 2013 is suggested in its new numbers", () => {
  expect(parseReference("A.18.2.3")).toMatchObject({
    kind: "legacy",
    given: "A.18.2.3",
    suggestions: [{ ref: "A.5.36" }, { ref: "A.8.8" }],
  });
});

test("all 93 controls and 41 clauses are known and read back", () => {
  expect(ANNEX_A_CONTROLS).toHaveLength(93);
  expect(ISMS_CLAUSES).toHaveLength(41);
  for (const reference of [...ANNEX_A_CONTROLS, ...ISMS_CLAUSES])
    expect(parseReference(reference.ref)).toEqual({ ...reference, item: null });
});
