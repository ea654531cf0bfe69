import vocabulary from "@messages/en.json";
import { describe, expect, it } from "vitest";
import { cellText, fold, isDitto, isNothing, isPlaceholder } from "./cell-text";
import { readCode } from "./codes";
import { readControls } from "./control-references";
import { gatherDateEvidence, provenOrder, readDate } from "./dates";
import { readMetadata } from "./document-metadata";
import type { ImportField } from "./fields";
import { neutraliseFormula, restoreFormula } from "./formula-text";
import { matchHeading } from "./match-heading";
import { matchTemplate, partyKey, readPartyCell } from "./party-names";
import { isMarkedGoal, readProtectionGoals } from "./protection-goals";
import { relevanceHint } from "./relevance-hint";
import { readScore, readScorePair } from "./scores";
import { serialToDay } from "./serial-day";
import { kindFromSource, sourceInBrackets, splitSource } from "./source-reference";
import { splitRequirement } from "./split-requirement";

// The twelve rules of samples/README.md and traps 1 and 17 of the domain rules, one by one.

describe("cell text", () => {
  it("is what a person reads", () => {
    expect(cellText("\u00a0Kunde\u00a0A\u200b\r\nzwei ")).toBe("Kunde A\nzwei");
    expect(cellText("u\u0308ber")).toBe("über");
    expect(cellText({ v: 45363, date: "2024-03-12" })).toBe("2024-03-12");
    expect(cellText({ v: 5.1, shown: "5.10" })).toBe("5.10");
    expect(cellText(true)).toBe("true");
    expect(cellText("<b>HTML</b> &amp; so on")).toBe("<b>HTML</b> &amp; so on");
  });

  it("folds to what decides whether two texts are the same word", () => {
    expect(fold("Verfügbarkeit/Größe – Café")).toBe("verfuegbarkeit groesse cafe");
  });

  it("knows cells that say nothing, stand for the cell above, or were never filled in", () => {
    for (const text of ["", "-", "–", "n/a", "N.A.", "none", "keine", "k. A.", "tbd", "?"]) expect(isNothing(text), text).toBe(true);
    for (const text of ["no", "Media", "0"]) expect(isNothing(text), text).toBe(false);
    for (const text of ['"', "dito", "Ditto", "s.o.", "wie oben", "″"]) expect(isDitto(text), text).toBe(true);
    for (const text of ["[Issue 1 Name]", "{Party}", "<Name der Partei>", "xxx"]) expect(isPlaceholder(text), text).toBe(true);
    for (const text of ["Rules [draft]", "<b>bold</b>", "Customers"]) expect(isPlaceholder(text), text).toBe(false);
  });

  it("loses nothing between neutralising and restoring", () => {
    for (const text of ["=1", "'=1", "''=1", "-2", "+49", "@x", "\t=x", "'quoted'", "plain", "'", "", "= ", "＝1"])
      expect(restoreFormula(neutraliseFormula(text))).toBe(text);
    expect(neutraliseFormula("plain")).toBe("plain");
  });
});

describe("headings", () => {
  const cases: [string, ImportField][] = [
    ["Interessierte Partei", "party"],
    ["Interested\nParties (4.2 a)", "party"],
    ["Stakeholder", "party"],
    ["Relevante interessierte Parteien", "party"],
    ["Anforderungen der interessierten Partei", "statement"],
    ["Needs & Expectations", "statement"],
    ["Bedürfnisse und Erwartungen", "statement"],
    ["Requirement 2", "statement"],
    ["Requirement owner", "owner"],
    ["Source of requirement", "source"],
    ["Quelle der Anforderung", "source"],
    ["Datum der letzten Prüfung", "last_reviewed"],
    ["Name of interested party", "party"],
    ["C/I/A", "cia"],
    ["Schutzziele (Vt/I/Vf)", "cia"],
    ["Power / Interest", "power_interest"],
    ["Maßnahmen (Anhang A)", "controls"],
    ["Verantwortlich", "owner"],
    ["Int./Ext.", "category"],
    ["N/E", "strength"],
    ["Relevant? (Y/N)", "relevance"],
    ["ISMS decision", "isms_decision"],
    ["Last reviewed at", "last_reviewed"],
    ["1. Requirement", "statement"],
    ["Kundenanforderungen", "statement"],
    ["Bemerkungen", "note"],
  ];
  for (const [label, field] of cases) it(`${JSON.stringify(label)} is ${field}`, () => expect(matchHeading(label)?.field).toBe(field));
  it("others are none", () => {
    for (const label of ["Lorem", "2024", "__proto__", "toString", ""]) expect(matchHeading(label)).toBeNull();
  });
});

describe("splitting (rule 5)", () => {
  const parts = (text: string) => splitRequirement(text)?.parts ?? null;
  it("at line breaks, bullets, numbers and semicolons", () => {
    expect(parts("One rule\nAnother rule")).toEqual(["One rule", "Another rule"]);
    expect(parts("• a\n• b")).toEqual(["a", "b"]);
    expect(parts("Rules: • clear rules • training")).toEqual(["clear rules", "training"]);
    expect(parts("1. Comply 2. Report in 72 hours 3. Co-operate")).toEqual(["Comply", "Report in 72 hours", "Co-operate"]);
    expect(parts("a) backups b) tests c) drills")).toEqual(["backups", "tests", "drills"]);
    expect(parts("(1) backups; (2) tests")).toEqual(["backups", "tests"]);
    expect(parts("backups; tests;")).toEqual(["backups", "tests"]);
    expect(parts("backups; tests\ndrills")).toEqual(["backups", "tests", "drills"]);
    expect(splitRequirement("The client demands:\n- backups\n- tests")).toMatchObject({
      parts: ["backups", "tests"],
      intro: "The client demands:",
    });
    expect(parts("- a long bullet that goes\n  on in the next line\n- short")).toEqual([
      "a long bullet that goes on in the next line",
      "short",
    ]);
  });
  it("not at numbers that are no list marks, nor inside brackets, quotes and HTML entities", () => {
    for (const text of [
      "99.9% availability",
      "99,9 % Verfügbarkeit",
      "Section 2.1 applies",
      "Notice (MSA cl. 12.3)",
      "R&amp;D is protected",
      'He said "a; b"',
      "Rules (a; b) apply",
      "In 24 h. 2 people answer",
      "Version 1. Next",
    ]) {
      expect(splitRequirement(text)?.certain ?? false, text).toBe(false);
    }
  });
  it("keeps a sentence that was wrapped by hand together", () => {
    expect(splitRequirement("All personal data\nis encrypted at rest")).toMatchObject({ how: "lines", byDefault: false });
  });
  it("only proposes commas, and, and run-together text; what may be one sentence is off", () => {
    expect(splitRequirement("Clear security requirements, prompt payment, confidentiality of their prices")).toMatchObject({
      how: "commas",
      certain: false,
      byDefault: true,
    });
    expect(splitRequirement("Customers want secure, reliable and fast service")).toMatchObject({ certain: false, byDefault: false });
    expect(splitRequirement("Data in the EU, which is checked every year, and deletion")?.byDefault ?? false).toBe(false);
    expect(splitRequirement("Legal and Regulatory Compliance Return on Investment")).toMatchObject({
      how: "run_together",
      byDefault: false,
      parts: ["Legal and Regulatory Compliance", "Return on Investment"],
    });
    expect(splitRequirement("Legal and Regulatory Compliance")).toBeNull();
    expect(splitRequirement("Report every incident and support the whole investigation")).toMatchObject({ how: "and", byDefault: false });
    expect(splitRequirement("Availability of 1,000 seats")).toBeNull();
  });
});

describe("the name of a party", () => {
  it("is the same under case, space, punctuation, legal form and plural (rule 6)", () => {
    for (const [one, other] of [
      ["Customers", " customer"],
      ["Alpha Bank AG", "ALPHA-BANK"],
      ["Müller & Söhne GmbH", "Mueller und Söhne"],
      ["Agencies", "agency"],
      ["Foo GmbH & Co. KG", "Foo"],
      ["The insurers", "Insurer"],
      ["Verein e.V.", "Verein"],
    ]) {
      expect(partyKey(one!), one).toBe(partyKey(other!));
    }
    expect(partyKey("Customer A")).not.toBe(partyKey("Customer B"));
    expect(partyKey("Bank")).not.toBe(partyKey("Investor"));
  });
  it("finds its template in English and German", () => {
    const cases: [string, string][] = [
      ["Geschäftsführung", "senior-leadership"],
      ["Mitarbeiter", "staff"],
      ["All employees", "staff"],
      ["Kunden", "customers"],
      ["Kunde Alpha GmbH", "clients"],
      ["Our suppliers", "suppliers"],
      ["Datenschutzaufsichtsbehörde", "dpa"],
      ["Datenschutzbeauftragter", "dpo"],
      ["Betriebsrat", "works-council"],
      ["Wettbewerber", "competitors"],
      ["Angreifer", "hackers"],
      ["Vermieter", "landlord"],
      ["Cloud service providers", "cloud-providers"],
      ["Banks", "lenders-investors"],
      ["Data protection authority (DPA)", "dpa"],
      ["Versicherung", "insurers"],
      ["Media", "media"],
      ["Zertifizierungsstelle", "certification-body"],
    ];
    for (const [name, key] of cases) expect(matchTemplate(name), name).toMatchObject({ key, certain: true });
    expect(matchTemplate("Acceptable use: all staff")).toMatchObject({ key: "staff", certain: false });
    expect(matchTemplate("Zebra Unlimited")).toBeNull();
    expect(matchTemplate("constructor")).toBeNull();
  });
  it("is read out of its cell", () => {
    expect(readPartyCell("Clients / Prospects")).toMatchObject({ names: ["Clients", "Prospects"], split: "certain" });
    expect(readPartyCell("Kunden\nLieferanten")).toMatchObject({ names: ["Kunden", "Lieferanten"], split: "certain" });
    expect(readPartyCell("CEO / Managing director")).toMatchObject({ split: "proposed" });
    expect(readPartyCell("Kunde A / Kunde B")).toMatchObject({ split: "certain" });
    expect(readPartyCell("Kunden und Lieferanten")).toMatchObject({ split: "proposed" });
    expect(readPartyCell("Customer Alpha\nBank AG")).toMatchObject({ names: ["Customer Alpha Bank AG"], split: "none" });
    expect(readPartyCell("Müller / Schmidt GmbH")).toMatchObject({ split: "none" });
    expect(readPartyCell("Regulators (ICO, FCA)")).toMatchObject({ members: ["ICO", "FCA"], withoutMembers: "Regulators" });
    expect(readPartyCell("Employees (incl. works council)")).toMatchObject({ members: [], included: "works council" });
    expect(readPartyCell("Data protection authority (DPA)")).toMatchObject({ members: [] });
    expect(readPartyCell("3. Customers").whole).toBe("Customers");
    expect(readPartyCell("24 Hours GmbH").whole).toBe("24 Hours GmbH");
    expect(readPartyCell('=HYPERLINK("http://example.invalid";"Insurer")').suggestedName).toBe("Insurer");
  });
});

describe("sources", () => {
  const cases: [string, string, string | null][] = [
    ["GDPR Art. 33", "GDPR", "Art. 33"],
    ["Art. 33 DSGVO", "DSGVO", "Art. 33"],
    ["Art. 32 Abs. 1 DSGVO", "DSGVO", "Art. 32 Abs. 1"],
    ["§ 8a BSIG", "BSIG", "§ 8a"],
    ["§26 BDSG", "BDSG", "§ 26"],
    ["MSA 2023-114, Annex 3, 2.1", "MSA 2023-114, Annex 3", "2.1"],
    ["MSA 2023-114, 14", "MSA 2023-114", "14"],
    ["MSA 2019-007", "MSA 2019-007", null],
    ["Strategy paper 2024", "Strategy paper 2024", null],
    ["Interview, 2024", "Interview, 2024", null],
    ["Cloud terms s. 3", "Cloud terms", "s. 3"],
    ["Works agreement 7, § 3", "Works agreement 7", "§ 3"],
    ["Mietvertrag Ziffer 4.2", "Mietvertrag", "Ziffer 4.2"],
    ["policy “Cyber Plus”, condition 4", "policy “Cyber Plus”", "condition 4"],
    ["Interview with CEO, 12.03.2024", "Interview with CEO, 12.03.2024", null],
    ["Data items in scope", "Data items in scope", null],
  ];
  for (const [text, ref, locator] of cases)
    it(`${text} is ${ref} and ${locator}`, () => expect(splitSource(text)).toEqual({ ref, locator }));
  it("are taken out of brackets only where the brackets hold one", () => {
    expect(sourceInBrackets("Breach notice within 24 hours (MSA cl. 12.3)")).toEqual({
      statement: "Breach notice within 24 hours",
      source: { ref: "MSA", locator: "cl. 12.3" },
    });
    expect(sourceInBrackets("Mitbestimmung (§ 87 BetrVG)")).toMatchObject({ source: { ref: "BetrVG", locator: "§ 87" } });
    expect(sourceInBrackets("Availability (incl. weekends)")).toBeNull();
    expect(sourceInBrackets("Test data deleted (old contract, ended 2022)")).toBeNull();
  });
  it("hint at the kind", () => {
    expect(kindFromSource("GDPR Art. 33", null)).toBe("legal");
    expect(kindFromSource("MSA 2019-007", null)).toBe("contractual");
    expect(kindFromSource("Works agreement 7", null)).toBe("contractual");
    expect(kindFromSource("Policy CY-88", "insurers")).toBe("contractual");
    expect(kindFromSource("Policy", "staff")).toBeNull();
    expect(kindFromSource("BaFin Rundschreiben", null)).toBe("regulatory");
    expect(kindFromSource("House rules", "landlord")).toBeNull();
  });
});

describe("dates (rule 7)", () => {
  const day = (text: string) => {
    const reading = readDate(text, serialToDay);
    return reading.kind === "day" || reading.kind === "serial" ? reading.day : reading.kind;
  };
  it("pass when there is one reading", () => {
    for (const text of [
      "2024-03-12",
      "12.03.2024",
      "12.3.24",
      "45363",
      "45363.75",
      "12 March 2024",
      "March 12, 2024",
      "12. März 2024",
      "12-Mar-2024",
      "2024-03-12T08:30:00Z",
      "12.03.2024 08:30",
      "20240312",
      "2024/03/12",
    ])
      expect(day(text), text).toBe("2024-03-12");
    expect(day("25/12/2023")).toBe("2023-12-25");
    expect(day("12/25/2023")).toBe("2023-12-25");
    expect(day("05/05/2024")).toBe("2024-05-05");
  });
  it("ask or stay empty otherwise", () => {
    expect(readDate("03/04/2024", serialToDay)).toEqual({ kind: "ambiguous", dayFirst: "2024-04-03", monthFirst: "2024-03-04" });
    for (const text of ["Q1 2024", "März 2025", "n/a", "2024", "39999", "60001", "30.02.2024", "31/11/2024", "soon"])
      expect(day(text), text).toBe("text");
    expect(day("")).toBe("empty");
  });
  it("take the order that the column itself proves, but never for a day later than all that are certain", () => {
    const read = (text: string) => readDate(text, serialToDay);
    const proven = gatherDateEvidence(["12/03/2024", "12.03.2024", "08/01/2024"].map(read), []);
    const ask = (text: string, evidence = proven) => provenOrder(read(text) as { dayFirst: string; monthFirst: string }, evidence);
    expect(ask("12/03/2024")).toBe("dayFirst");
    expect(ask("08/01/2024")).toBe("dayFirst");
    expect(ask("03/04/2024")).toBeNull();
    // Other dates alone prove nothing, not even one that has only one reading.
    expect(ask("03/04/2024", gatherDateEvidence(["25/12/2024", "2024-12-31"].map(read), ["2025-01-01"]))).toBeNull();
  });
});

describe("controls (rule 8)", () => {
  it("expand ranges", () => {
    for (const text of ["A.5.24 - A.5.26", "5.24-5.26", "A.5.24–26", "A 5.24 bis A 5.26", "A.5.24 to A.5.26"])
      expect(readControls(text, false).controls, text).toEqual(["A.5.24", "A.5.25", "A.5.26"]);
    expect(readControls("A.5.30-A.5.99", false).controls).toEqual(["A.5.30"]);
  });
  it("suggest for 2013 and never rewrite", () => {
    expect(readControls("A.12.4.1", false)).toMatchObject({ controls: [], legacy: ["A.12.4.1"], suggested: ["A.8.15"] });
    expect(readControls("18.1.4", false)).toMatchObject({ legacy: ["A.18.1.4"], suggested: ["A.5.34"] });
    expect(readControls("6.1.3", false).ambiguous).toMatchObject([{ why: "clause_or_2013", options: ["A.5.5", "Clause 6.1.3"] }]);
  });
  it("ask for bare numbers that may be clauses or have lost their zero", () => {
    expect(readControls("5.1", true).ambiguous).toEqual([{ text: "5.1", why: "zero_eaten", options: ["A.5.1", "A.5.10", "Clause 5.1"] }]);
    expect(readControls("5,1", false).ambiguous).toMatchObject([{ text: "5.1", why: "zero_eaten" }]);
    expect(readControls("7.4", false).ambiguous).toEqual([{ text: "7.4", why: "clause_or_control", options: ["A.7.4", "Clause 7.4"] }]);
    expect(readControls("A.5.1", false)).toMatchObject({ controls: ["A.5.1"], ambiguous: [] });
    expect(readControls("8.24", true)).toMatchObject({ controls: ["A.8.24"], ambiguous: [] });
    expect(readControls("Clause 7.4, Kap. 9.3", false).clauses).toEqual(["Clause 7.4", "Clause 9.3"]);
    expect(readControls("5.10", true, "2024-10-05").ambiguous).toMatchObject([{ why: "date", options: ["A.5.10"] }]);
  });
  it("keep the rest as text", () => {
    expect(readControls("A.5.34; A.5.5; A.18.1.4", false)).toMatchObject({ controls: ["A.5.34", "A.5.5"], legacy: ["A.18.1.4"], rest: "" });
    expect(readControls("Incident process", false).rest).toBe("Incident process");
    expect(readControls("A.5.9 Inventory", false)).toMatchObject({ controls: ["A.5.9"], rest: "Inventory" });
    expect(readControls("A.5.99", false)).toMatchObject({ controls: [], rest: "A.5.99" });
  });
});

describe("protection goals (rule 12)", () => {
  it("read English, German and words", () => {
    const all = ["confidentiality", "integrity", "availability"];
    for (const text of [
      "all",
      "CIA",
      "C I A",
      "C, I, A",
      "alle",
      "Vt, I, Vf",
      "Vt/I/Vf",
      "VtIVf",
      "Vertraulichkeit, Integrität und Verfügbarkeit",
    ])
      expect(readProtectionGoals(text).cia, text).toEqual(all);
    expect(readProtectionGoals("C, I").cia).toEqual(["confidentiality", "integrity"]);
    expect(readProtectionGoals("Vf").cia).toEqual(["availability"]);
    expect(readProtectionGoals("Vt").cia).toEqual(["confidentiality"]);
  });
  it("ask for a lone V", () => {
    expect(readProtectionGoals("V")).toMatchObject({ cia: [], ambiguous: { options: ["confidentiality", "availability"] } });
    expect(readProtectionGoals("V, I")).toMatchObject({ cia: ["integrity"], ambiguous: { text: "V, I" } });
  });
  it("read marks in a column of their own", () => {
    for (const text of ["x", "X", "ja", "✓", "hoch", "3"]) expect(isMarkedGoal(text), text).toBe(true);
    for (const text of ["", "-", "nein", "0", "no"]) expect(isMarkedGoal(text), text).toBe(false);
  });
});

describe("scores", () => {
  it("read levels, numbers and pairs", () => {
    expect(["H", "hoch", "med.", "low", "sehr hoch", "4", "4/5", "3 - medium", "2,0", "6", "x"].map(readScore)).toEqual([
      "high",
      "high",
      "medium",
      "low",
      "very high",
      4,
      4,
      3,
      2,
      null,
      null,
    ]);
    expect(["H/H", "M / H", "High / High", "5-2", "hoch, mittel", "HM", "H/-", "x"].map(readScorePair)).toEqual([
      ["high", "high"],
      ["medium", "high"],
      ["high", "high"],
      [5, 2],
      ["high", "medium"],
      ["high", "medium"],
      ["high", null],
      null,
    ]);
  });
});

describe("words of coded columns", () => {
  it("E is external in one column and an expectation in another", () => {
    expect(readCode("category", "E")).toBe("external");
    expect(readCode("category", "int.")).toBe("internal");
    expect(readCode("strength", "E")).toBe("expectation");
    expect(readCode("strength", "expect.")).toBe("expectation");
    expect(readCode("relevance", "__proto__")).toBeNull();
    expect(readCode("relevance", "constructor")).toBeNull();
  });
  it("every word that our own lists export is read back", () => {
    const groups: Record<string, ImportField> = {
      partyCategory: "category",
      partyKind: "party_kind",
      partyStatus: "party_status",
      partyRelevance: "party_relevance",
      influenceVector: "influence_vector",
      pestle: "pestle",
      partyRelation: "relation",
      identificationMethod: "identification_method",
      attitude: "attitude",
      engagementLevel: "engagement_current",
      requirementKind: "kind",
      strength: "strength",
      binding: "binding",
      sourceType: "source_type",
      requirementRelevance: "relevance",
      ismsDecision: "isms_decision",
      priority: "priority",
      fulfilmentStatus: "fulfilment_status",
      requirementStatus: "status",
      elicitationMethod: "elicitation_method",
      impactCategory: "impact_categories",
    };
    const words = vocabulary.vocabulary as unknown as Record<string, Record<string, string>>;
    for (const [group, field] of Object.entries(groups))
      for (const [code, word] of Object.entries(words[group]!)) expect(readCode(field, word), `${group}.${code}`).toBe(code);
  });
});

describe("the document about itself", () => {
  it("is read from its title block and footer", () => {
    expect(readMetadata(["Doc-ID: CTX-02   Version: 1.3   Owner: K. Meyer"])).toEqual({
      doc_id: "CTX-02",
      version: "1.3",
      owner: "K. Meyer",
    });
    expect(readMetadata(["Prepared by: J. Smith", "v0.3 DRAFT 12/03/2024"])).toEqual({
      author: "J. Smith",
      version: "0.3",
      status: "draft",
      date: "12/03/2024",
    });
    expect(readMetadata(["Stand:", "01.02.2025"])).toEqual({ date: "01.02.2025" });
  });
});

describe("relevance hints", () => {
  it("only hint", () => {
    expect(relevanceHint("Pay rise", null, false, 0)).toBe("pay");
    expect(relevanceHint("prompt payment", null, false, 0)).toBe("commercial");
    expect(relevanceHint("payment data is encrypted", null, false, 0)).toBeNull();
    expect(relevanceHint("No drilling", "not ISMS", true, 0)).toBe("no_goals");
  });
});
