import { describe, expect, it } from "vitest";
import { CATALOGUE } from "@/domain/catalogue";
import {
  rankSuggestions,
  type Suggestion,
  suggestByWords,
  suggestFromCatalogue,
  suggestFromSimilar,
  tellingWords,
} from "@/domain/thread-suggestions";

const refs = (found: readonly Suggestion[]) => found.map(({ ref }) => ref);

describe("suggestByWords", () => {
  it("knows the controls that usually answer a word, and says the word", () => {
    expect(suggestByWords("All data is encrypted at rest")).toEqual([
      { type: "control", ref: "A.8.24", reasons: [{ code: "words", word: "encrypted" }], rationale: "" },
    ]);
    expect(refs(suggestByWords("Backups are restored once a year"))).toEqual(["A.8.13"]);
    expect(refs(suggestByWords("We are notified of an incident within 24 hours"))).toEqual(
      expect.arrayContaining(["A.5.24", "A.5.25", "A.5.26", "Clause 7.4"]),
    );
    expect(refs(suggestByWords("Personenbezogene Daten werden gelöscht"))).toEqual(["A.5.34", "A.8.11", "A.8.10"]);
    expect(refs(suggestByWords("Daten werden verschlüsselt"))).toEqual(["A.8.24"]);
    expect(suggestByWords("Daten werden verschlüsselt")[0]?.reasons).toEqual([{ code: "words", word: "verschlüsselt" }]);
  });

  it("does not find a word inside another, and finds nothing in nothing", () => {
    expect(suggestByWords("The catalog is complete")).toEqual([]);
    expect(suggestByWords("Inaccessible areas")).toEqual([]);
    expect(suggestByWords("")).toEqual([]);
  });
});

describe("suggestFromCatalogue", () => {
  const template = CATALOGUE.flatMap((party) => party.requirements.map((requirement) => ({ party, requirement }))).find(
    ({ requirement }) => requirement.controls.length > 0 && requirement.placeholders.length === 0,
  )!;
  it("answers with what the catalogue answers, whether it came from there or says the same", () => {
    const wanted = [...template.requirement.controls, ...template.requirement.clauses];
    const same = { statement: template.requirement.statement.toUpperCase(), sourceType: null, sourceLocator: "", partyTemplateKey: null };
    expect(refs(suggestFromCatalogue(same))).toEqual(wanted);
    const taken = {
      statement: "Reworded",
      sourceType: "template",
      sourceLocator: template.requirement.key,
      partyTemplateKey: template.party.key,
    };
    expect(suggestFromCatalogue(taken)[0]?.reasons).toEqual([{ code: "catalogue", party: template.party.name }]);
    expect(suggestFromCatalogue({ ...same, statement: "Something of our own" })).toEqual([]);
  });

  it("only suggests what exists", () => {
    for (const { requirements } of CATALOGUE) {
      for (const { statement, controls, clauses } of requirements) {
        const found = suggestFromCatalogue({ statement, sourceType: null, sourceLocator: "", partyTemplateKey: null });
        expect(found.length, statement).toBeGreaterThanOrEqual(Math.min(1, controls.length + clauses.length));
      }
    }
  });
});

describe("suggestFromSimilar", () => {
  it("takes what hangs on a shared control, and no other control from there", () => {
    const links = [
      { targetType: "control" as const, targetRef: "A.8.13", rationale: "" },
      { targetType: "evidence" as const, targetRef: "E-001", rationale: "" },
    ];
    expect(refs(suggestFromSimilar([{ ref: "REQ-004", because: ["control"], links }]))).toEqual(["E-001"]);
  });

  it("gathers who links what, with a rationale where one is given", () => {
    const link = (targetType: "control" | "risk" | "scope", targetRef: string, rationale = "") => ({ targetType, targetRef, rationale });
    expect(
      suggestFromSimilar([
        { ref: "REQ-004", because: ["words"], links: [link("control", "A.8.24"), link("risk", "none", "Because")] },
        { ref: "REQ-007", because: ["obligation"], links: [link("control", "A.8.24", "By the key procedure"), link("scope", "SU-001")] },
      ]),
    ).toEqual([
      {
        type: "control",
        ref: "A.8.24",
        reasons: [{ code: "similar", refs: ["REQ-004", "REQ-007"], because: ["obligation", "words"] }],
        rationale: "By the key procedure",
      },
    ]);
  });
});

describe("tellingWords", () => {
  it("takes the beginnings of the longest words that say something", () => {
    expect(tellingWords("Our customers' backups are encrypted and the backups restored")).toEqual(["encrypt", "restore", "backups"]);
    expect(tellingWords("We do it")).toEqual([]);
  });
});

describe("rankSuggestions", () => {
  const words = (ref: string): Suggestion => ({ type: "control", ref, reasons: [{ code: "words", word: "x" }], rationale: "" });
  const catalogue = (ref: string): Suggestion => ({
    type: "control",
    ref,
    reasons: [{ code: "catalogue", party: "Clients" }],
    rationale: "",
  });

  it("names each target once with all its reasons, strongest first, without what is linked", () => {
    const ranked = rankSuggestions(
      [[catalogue("A.5.1")], [words("A.8.24"), words("A.5.1")]],
      [{ targetType: "control", targetRef: "A.8.13" }],
      10,
    );
    expect(ranked.map(({ ref, reasons }) => [ref, reasons.map(({ code }) => code)])).toEqual([
      ["A.5.1", ["catalogue", "words"]],
      ["A.8.24", ["words"]],
    ]);
    expect(refs(rankSuggestions([[words("A.8.24")]], [{ targetType: "control", targetRef: "A.8.24" }], 10))).toEqual([]);
    expect(rankSuggestions([[words("A.8.24"), words("A.8.13")]], [], 1)).toHaveLength(1);
  });
});
