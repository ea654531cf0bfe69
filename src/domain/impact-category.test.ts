import { describe, expect, it } from "vitest";
import { isWorthMeeting, type WorthFacts, worthOf } from "./impact-category";

const facts = (impactCategories: string[], fulfilmentStatus: WorthFacts["fulfilmentStatus"], count = 1): WorthFacts => ({
  impactCategories,
  fulfilmentStatus,
  count,
});

describe("what meeting the requirements is worth (F9, R37)", () => {
  it("counts a requirement in each kind of impact it names, and once among those that name any", () => {
    const worth = worthOf([
      facts(["legal", "commercial"], "not_met"),
      facts(["legal"], "met", 3),
      facts(["legal"], "partly"),
      facts(["reputational"], "not_assessed"),
      facts([], "not_met", 2),
    ]);
    expect(worth.categories).toEqual([
      { category: "commercial", all: 1, met: 0, partly: 0, notMet: 1, notAssessed: 0 },
      { category: "legal", all: 5, met: 3, partly: 1, notMet: 1, notAssessed: 0 },
      { category: "reputational", all: 1, met: 0, partly: 0, notMet: 0, notAssessed: 1 },
      { category: "operational", all: 0, met: 0, partly: 0, notMet: 0, notAssessed: 0 },
    ]);
    expect(worth).toMatchObject({ named: 6, unnamed: 2 });
  });

  it("names all four of an empty register, and passes over words it does not know", () => {
    expect(worthOf([]).categories.map(({ category, all }) => `${category} ${all}`)).toEqual([
      "commercial 0",
      "legal 0",
      "reputational 0",
      "operational 0",
    ]);
    expect(worthOf([facts(["financial"], "met")])).toMatchObject({ named: 0, unnamed: 1 });
  });

  it("leaves out what is retired, discarded or undecided, and what attackers aim at", () => {
    const standing = { status: "active", relevance: "relevant", adverse: false } as const;
    expect(isWorthMeeting(standing)).toBe(true);
    expect(isWorthMeeting({ ...standing, status: "draft" })).toBe(true);
    expect(isWorthMeeting({ ...standing, status: "retired" })).toBe(false);
    expect(isWorthMeeting({ ...standing, relevance: "discarded" })).toBe(false);
    expect(isWorthMeeting({ ...standing, relevance: "undecided" })).toBe(false);
    expect(isWorthMeeting({ ...standing, adverse: true })).toBe(false);
  });
});
