import { describe, expect, it } from "vitest";
import {
  awaitsReview,
  browseCatalogue,
  CATALOGUE,
  catalogueParty,
  fillPlaceholders,
  matchesByTemplate,
  matchOf,
  partyFromCatalogue,
  requirementFromCatalogue,
  saysTheSame,
  standingOf,
  suggestedLinks,
} from "@/domain/catalogue";
import { parseReference } from "@/domain/references";

const party = (key: string) => catalogueParty(key)!;
const requirement = (key: string) => CATALOGUE.flatMap((entry) => entry.requirements).find((entry) => entry.key === key)!;

describe("the starter catalogue", () => {
  it("holds 48 parties with 147 requirements, each under a key of its own", () => {
    expect(CATALOGUE).toHaveLength(48);
    const keys = CATALOGUE.flatMap((entry) => entry.requirements.map(({ key }) => key));
    expect(keys).toHaveLength(147);
    expect(new Set(keys).size).toBe(147);
    expect(catalogueParty("no-such-party")).toBeNull();
  });

  it("explains every party in words of its own", () => {
    for (const { key, why } of CATALOGUE) {
      expect(why, key).not.toBe("");
      expect(why, key).not.toMatch(/seed/i);
    }
  });

  it("suggests only references that exist, with their namespace", () => {
    for (const entry of CATALOGUE.flatMap(({ requirements }) => requirements)) {
      for (const { targetType, targetRef } of suggestedLinks(entry)) expect(parseReference(targetRef).kind, targetRef).toBe(targetType);
    }
  });

  it("is browsed by vector, category, PESTLE and words; filters narrow, values widen", () => {
    expect(browseCatalogue({})).toHaveLength(48);
    const workforce = browseCatalogue({ vector: ["workforce"] });
    expect(workforce.length).toBeGreaterThan(3);
    expect(browseCatalogue({ vector: ["workforce", "owners_capital"] }).length).toBeGreaterThan(workforce.length);
    expect(browseCatalogue({ vector: ["workforce"], category: ["external"] }).every((entry) => entry.category === "external")).toBe(true);
    expect(browseCatalogue({ pestle: ["political"] }).map(({ key }) => key)).toContain("legislator");
    expect(browseCatalogue({ q: "penetration TEST" }).map(({ key }) => key)).toEqual(["clients"]);
    expect(browseCatalogue({ q: "no such words at all" })).toEqual([]);
  });

  it("brings a party as a candidate with template scores, and adverse parties adverse", () => {
    expect(partyFromCatalogue(party("landlord"))).toMatchObject({
      templateKey: "landlord",
      identificationMethod: "template",
      scoresAreTemplateDefaults: true,
      adverse: false,
    });
    expect(CATALOGUE.filter(({ adverse }) => adverse).map(({ key }) => key)).toEqual(["competitors", "hackers"]);
  });
});

describe("placeholders", () => {
  it("are found in statement, measure and source, each once", () => {
    expect(requirement("cyber-authority-1").placeholders).toEqual(["24", "72"]);
    expect(requirement("regulators-1").placeholders).toEqual(["name"]);
    expect(requirement("staff-1").placeholders).toEqual(["95"]);
  });

  it("stay standing where nothing is given, and braces in a value are no new placeholder", () => {
    expect(fillPlaceholders("within {24} hours", { "24": "48" })).toBe("within 48 hours");
    expect(fillPlaceholders("within {24} hours", { "24": "  " })).toBe("within {24} hours");
    expect(fillPlaceholders("within {24} hours", {})).toBe("within {24} hours");
    expect(fillPlaceholders("within {24} hours", { "24": "{36}" })).toBe("within 36 hours");
    expect(fillPlaceholders("{constructor}", {})).toBe("{constructor}");
  });

  it("that stand are named, so that the draft is flagged", () => {
    const made = requirementFromCatalogue(requirement("cyber-authority-1"), { "24": "12" });
    expect(made.fields.statement).toContain("within 12 hours");
    expect(made.fields.statement).toContain("{72}");
    expect(made.open).toEqual(["72"]);
    expect(requirementFromCatalogue(requirement("staff-1"), {}).open).toEqual(["95"]);
  });

  it("do not stop legal force: a law's requirement is a need and a requirement", () => {
    expect(requirementFromCatalogue(requirement("dpa-2"), { "72": "72" }).fields).toMatchObject({
      strength: "need",
      binding: "requirement",
      sourceType: "template",
      sourceLocator: "dpa-2",
    });
  });
});

describe("what is there already", () => {
  it("is known by where it came from, by its name and by other names for it", () => {
    const landlord = party("landlord");
    expect(matchOf(landlord, { name: "Harbour Estates", templateKey: "landlord" })).toBe("template");
    expect(matchOf(landlord, { name: "LANDLORD – building management", templateKey: null })).toBe("name");
    expect(matchOf(landlord, { name: "Vermieter", templateKey: null })).toBe("meaning");
    expect(matchOf(landlord, { name: "Vermieter", templateKey: "neighbours" })).toBeNull();
    expect(matchOf(landlord, { name: "Acme Bank AG", templateKey: null })).toBeNull();
  });

  it("is found in one pass, what came from the catalogue first", () => {
    const parties = [
      { name: "Landlord", templateKey: null },
      { name: "Harbour Estates", templateKey: "landlord" },
      { name: "مالك العقار 🏢", templateKey: null },
      { name: "Somebody", templateKey: "a key of a later catalogue" },
    ];
    const found = matchesByTemplate(parties);
    expect(found.get("landlord")?.map(({ party: { name } }) => name)).toEqual(["Harbour Estates", "Landlord"]);
    expect([...found.keys()]).toEqual(["landlord"]);
  });

  it("makes a standing: listed, retired, ruled out, open", () => {
    const active = [{ party: { status: "active" as const } }];
    const retired = [{ party: { status: "retired" as const } }];
    expect(standingOf(active, true)).toBe("listed");
    expect(standingOf(retired, false)).toBe("retired");
    expect(standingOf(retired, true)).toBe("ruled_out");
    expect(standingOf([], false)).toBe("open");
  });

  it("knows the same statement again whatever fills its placeholders, and does not take another for it", () => {
    const notice = requirement("clients-2");
    const written = (statement: string, sourceType = "contract", sourceLocator = "") => ({ statement, sourceType, sourceLocator });
    expect(saysTheSame(notice, written("We are told of an incident affecting our data within 48 hours."))).toBe(true);
    expect(saysTheSame(notice, written("we are told of an INCIDENT affecting our data within {24} hours"))).toBe(true);
    expect(saysTheSame(notice, written("Reworded beyond recognition", "template", "clients-2"))).toBe(true);
    expect(saysTheSame(notice, written("Reworded beyond recognition", "contract", "clients-2"))).toBe(false);
    expect(saysTheSame(notice, written("We are told of an incident"))).toBe(false);
    // Every statement is the same as itself and as no other of its party.
    for (const entry of CATALOGUE) {
      for (const one of entry.requirements) {
        const same = entry.requirements.filter((other) => saysTheSame(other, written(one.statement)));
        expect(same.map(({ key }) => key)).toEqual([one.key]);
      }
    }
  });

  it("marks what nobody has looked at", () => {
    const fresh = { status: "candidate", version: 1, identificationMethod: "template", templateKey: "landlord" };
    expect(awaitsReview(fresh)).toBe(true);
    expect(awaitsReview({ ...fresh, version: 2 })).toBe(false);
    expect(awaitsReview({ ...fresh, status: "active" })).toBe(false);
    expect(awaitsReview({ ...fresh, identificationMethod: "interview", templateKey: null })).toBe(false);
  });
});
