import { describe, expect, it } from "vitest";
import { changeOf, type EditField, sameInput, valueInWords } from "./editing";

const relevance: EditField = {
  id: "relevance",
  label: "Relevance",
  input: {
    kind: "choice",
    options: [
      { value: "relevant", label: "Relevant" },
      { value: "discarded", label: "Discarded" },
    ],
    empty: "Undecided",
  },
  extras: [
    { name: "cia", label: "C/I/A", input: { kind: "several", options: [] }, single: true },
    { name: "how", label: "How", input: { kind: "text", multiline: true }, when: ["relevant"] },
  ],
  reason: "asked",
  inCell: true,
};

describe("a change as the server takes it", () => {
  it("sends what belongs to the value", () => {
    expect(changeOf(relevance, "relevant", { cia: ["integrity"], how: "by policy" }, false)).toEqual({
      field: "relevance",
      value: "relevant",
      cia: ["integrity"],
      how: "by policy",
    });
    expect(changeOf(relevance, "discarded", { how: "by policy" }, false)).toEqual({ field: "relevance", value: "discarded", cia: [] });
  });

  it("leaves each of many records its own where nothing was written", () => {
    expect(changeOf(relevance, "relevant", { cia: ["integrity"], how: "" }, true)).toEqual({ field: "relevance", value: "relevant" });
    expect(changeOf(relevance, "relevant", { how: "by policy" }, true)).toEqual({
      field: "relevance",
      value: "relevant",
      how: "by policy",
    });
  });

  it("has no value for a deed", () => {
    expect(changeOf({ ...relevance, id: "retire", input: { kind: "none" }, extras: [] }, "", {}, true)).toEqual({ field: "retire" });
  });
});

it("says values in words", () => {
  expect(valueInWords(relevance, "discarded")).toBe("Discarded");
  expect(valueInWords(relevance, "")).toBe("Undecided");
  expect(valueInWords({ input: { kind: "several", options: [{ value: "legal", label: "Legal" }] } }, ["legal", "odd"])).toBe("Legal, odd");
  expect(valueInWords({ input: { kind: "day" } }, "2026-01-02")).toBe("2026-01-02");
});

it("compares sets without their order", () => {
  expect(sameInput(["a", "b"], ["b", "a"])).toBe(true);
  expect(sameInput("", undefined)).toBe(true);
  expect(sameInput("a", "b")).toBe(false);
});
