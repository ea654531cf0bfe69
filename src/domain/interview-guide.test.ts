import { describe, expect, it } from "vitest";
import { CATALOGUE } from "@/domain/catalogue";
import {
  fillField,
  fitsField,
  groupsOf,
  guideFor,
  guideKeyFor,
  interviewReference,
  QUESTION_GROUPS,
  questionOf,
  sourceTypeOf,
  usesOf,
} from "@/domain/interview-guide";
import { ELICITATION_METHODS, SOURCE_TYPES } from "@/domain/vocabulary";

const party = (fields: Partial<Parameters<typeof guideFor>[0]>) => ({
  category: "external" as const,
  templateKey: null,
  influenceVector: null,
  adverse: false,
  ...fields,
});

describe("the question bank", () => {
  it("holds 67 questions, each under a key of its own", () => {
    const keys = QUESTION_GROUPS.flatMap(({ questions }) => questions.map(({ key }) => key));
    expect(keys).toHaveLength(67);
    expect(new Set(keys).size).toBe(67);
    expect(questionOf("general-7")?.fills).toEqual(["requirement.impact_if_unmet"]);
    expect(questionOf("toString")).toBeNull();
  });
});

describe("a guide", () => {
  it("follows the template, else the vector, between the general questions and the follow-up", () => {
    expect(guideFor(party({ templateKey: "landlord" }))).toEqual(["general", "suppliers", "feedback"]);
    expect(guideFor(party({ templateKey: "senior-leadership", category: "internal" }))).toEqual([
      "general",
      "leadership",
      "prioritise",
      "feedback",
    ]);
    expect(guideFor(party({ influenceVector: "legal_oversight" }))).toEqual(["general", "regulator", "feedback"]);
    expect(guideFor(party({ influenceVector: "legal_oversight", category: "internal" }))).toEqual(["general", "legal", "feedback"]);
    expect(guideFor(party({}))).toEqual(["general", "feedback"]);
    expect(guideKeyFor(party({ templateKey: "hr", category: "internal" }))).toBe("hr");
    expect(guideKeyFor(party({}))).toBe("general");
  });

  it("is empty for adverse parties, and has questions for every other party of the catalogue", () => {
    for (const { key, category, vector, adverse } of CATALOGUE) {
      const keys = guideFor({ templateKey: key, category, influenceVector: vector, adverse });
      expect(groupsOf(keys), key).toHaveLength(keys.length);
      expect(keys.length > 0, key).toBe(!adverse);
    }
  });
});

describe("where an answer goes", () => {
  it("offers the fields of the question, a new requirement always, a new party where the question asks for one", () => {
    expect(usesOf(questionOf("general-2"))).toMatchObject({ newRequirement: true, newParty: false });
    expect(usesOf(questionOf("general-2")).fields.map(({ field }) => field)).toEqual(["benefit", "measurableTarget"]);
    // Two names of the bank for one field are offered once.
    expect(usesOf(questionOf("general-8")).fields.map(({ field }) => field)).toEqual(["measurableTarget"]);
    expect(usesOf(questionOf("general-13"))).toMatchObject({ newParty: true, fields: [] });
    expect(usesOf(questionOf("leadership-4")).decisions).toEqual(["requirement.isms_decision"]);
    expect(usesOf(null)).toMatchObject({ newRequirement: true, newParty: false, fields: [] });
  });

  it("asks for scales and choices instead of taking prose for a number", () => {
    const power = fillField("party", "power")!;
    expect([1, 5].map((value) => fitsField(power, value))).toEqual([true, true]);
    expect([0, 6, 2.5, "4", null].some((value) => fitsField(power, value))).toBe(false);
    const support = fillField("party", "support")!;
    expect(fitsField(support, -2) && fitsField(support, 2)).toBe(true);
    expect(fitsField(fillField("requirement", "cia")!, ["integrity"])).toBe(true);
    expect(fitsField(fillField("requirement", "cia")!, ["truth"])).toBe(false);
    expect(fitsField(fillField("requirement", "cia")!, [])).toBe(false);
    expect(fitsField(fillField("requirement", "effectiveFrom")!, "2026-02-31x")).toBe(false);
    expect(fitsField(fillField("requirement", "benefit")!, "   ")).toBe(false);
    expect(fitsField(fillField("requirement", "sourceRef")!, "x".repeat(301))).toBe(false);
  });

  it("never fills a protected field", () => {
    for (const field of ["status", "relevance", "ismsDecision", "priority", "ref", "version", "ownerId"]) {
      expect(fillField("party", field)).toBeNull();
      expect(fillField("requirement", field)).toBeNull();
    }
  });
});

describe("the interview as a source", () => {
  it("is named with its day", () => {
    expect(interviewReference("INT-001", "2026-11-12")).toBe("INT-001, 12 Nov 2026");
    expect(interviewReference("INT-1000", "2027-01-03")).toBe("INT-1000, 3 Jan 2027");
  });

  it("has a source type for every method", () => {
    for (const method of ELICITATION_METHODS) expect(SOURCE_TYPES).toContain(sourceTypeOf(method));
    expect(sourceTypeOf("interview")).toBe("interview");
    expect(sourceTypeOf("survey")).toBe("survey");
  });
});
