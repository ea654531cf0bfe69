import messages from "@messages/en.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import catalogue from "@/domain/reference/starter-parties.json" with { type: "json" };
import { statementFindings, WORDING_CODES, type WordingFacts, wordingFindings } from "@/domain/wording";

const codes = (statement: string) => statementFindings(statement).map(({ code }) => code);
const good = { kind: "contractual", sourceType: "contract", sourceRef: "MSA 2024", sourceLocator: "clause 7.2", sourceCount: 1 } as const;

describe("sentences that one can hold somebody to produce nothing", () => {
  test.each([
    "Our data is encrypted at rest and in transit with AES-256",
    "We are told of an incident affecting our data within 24 hours",
    "The service is available 99.9 % of each month",
    "We may audit you once a year, or receive an equivalent report",
    "Our data is returned or deleted at contract end, with proof",
    "Notifiable breaches are reported within 72 hours of awareness",
    "Security updates are installed within 14 days",
    "Cooperate with an external investigation and hand over the log files",
    "We need to be told before a subcontractor changes",
    "Research and development data stays in the EU",
    "Roles, remote access and emergency powers are written down",
    "Terms are drafted and signed before work begins",
    "Die Daten werden im Ruhezustand und bei der Übertragung verschlüsselt",
    "Sicherheitsvorfälle werden uns binnen 24 Stunden gemeldet",
    "Personal data is deleted after 30 days under Art. 17. GDPR",
  ])("%s", (statement) => {
    expect(statementFindings(statement)).toEqual([]);
  });

  test("nor does an empty field nag", () => {
    expect(statementFindings("  ")).toEqual([]);
  });
});

describe("vague wording", () => {
  test.each([
    ["Our information is handled in a safe way", "safe"],
    ["Adequate protection of our information", "Adequate"],
    ["Systems are secure", "secure"],
    ["Problems are solved as soon as possible", "as soon as possible"],
    ["We can trust you", "trust"],
    ["Angemessene Maßnahmen zum Schutz unserer Informationen", "Angemessene"],
    ["Unsere Daten sind sicher", "sicher"],
  ])("%s", (statement, excerpt) => {
    expect(statementFindings(statement)).toMatchObject([
      { code: "vague", excerpt, reasonKey: "wording.vague.reason", exampleKey: "wording.vague.example" },
    ]);
  });

  test("a number or a deed that leaves a trace makes the same word harmless", () => {
    expect(codes("Adequate protection: backups are tested every month")).not.toContain("vague");
    expect(codes("Passwords are kept secure with at least 12 characters")).toEqual([]);
  });
});

test("a degree without a number is asked for its number", () => {
  expect(codes("Incidents are communicated quickly")).toEqual(["unmeasurable"]);
  expect(codes("Hohe Verfügbarkeit der Plattform")).toEqual(["unmeasurable"]);
  expect(codes("Incidents are communicated quickly, within 4 hours")).toEqual([]);
});

describe("several requirements in one", () => {
  test.each([
    "Encrypt our backups and report incidents within 24 hours",
    "Backups are tested monthly and incidents are reported within 24 hours",
    "You must encrypt the disks and you must delete the data after 30 days",
    "Disks are encrypted; access is logged for 90 days; staff are trained every year",
    "- encrypt the disks\n- delete the data after 30 days",
    "1. Verschlüsselung aller Datenträger\n2. Löschung nach 30 Tagen",
    "Access is logged for 90 days. Staff are trained every year.",
    "Backups werden monatlich getestet und Vorfälle werden binnen 24 Stunden gemeldet",
  ])("%s", (statement) => {
    expect(codes(statement)).toEqual(["several_in_one"]);
  });
});

describe("our perspective instead of theirs", () => {
  test.each([
    "We want them to encrypt our data with AES-256",
    "Our supplier must report incidents within 24 hours",
    "They must keep the contract for 10 years",
    "We have to pay within 30 days",
    "We need a report each month",
    "Wir müssen Vorfälle binnen 24 Stunden melden",
    "Unsere Lieferanten müssen Vorfälle binnen 24 Stunden melden",
  ])("%s", (statement) => {
    expect(codes(statement)).toContain("our_perspective");
  });

  test("the sentence everybody starts with is vague and told from outside", () => {
    expect(codes("Customers want us to be safe")).toEqual(["our_perspective", "vague"]);
  });
});

test("more than 300 characters are too long for one thought", () => {
  expect(codes(`Records are kept for 10 years ${"and longer where a dispute goes on ".repeat(9)}`)).toEqual(["too_long"]);
});

describe("the source", () => {
  const facts = (change: Partial<WordingFacts>): WordingFacts => ({
    statement: "Incidents are reported within 24 hours",
    ...good,
    ...change,
  });
  const found = (change: Partial<WordingFacts>) => wordingFindings(facts(change)).map(({ code }) => code);

  test("is asked for where there is none, or only a template", () => {
    expect(found({})).toEqual([]);
    expect(found({ sourceType: null })).toEqual(["source_missing"]);
    expect(found({ sourceType: "template" })).toEqual(["source_missing"]);
    expect(found({ sourceRef: " ", sourceCount: 0 })).toEqual(["source_missing"]);
    expect(found({ sourceRef: "", sourceCount: 1 })).toEqual([]);
  });

  test("needs its place where it is a law or a contract, not where it is an interview", () => {
    expect(found({ sourceLocator: "" })).toEqual(["locator_missing"]);
    expect(found({ sourceLocator: "", kind: "business", sourceType: "interview" })).toEqual([]);
  });
});

test("most of the starter catalogue, written by people who know how, passes; the rest is worth a second look", () => {
  const statements = catalogue.parties.flatMap(({ requirements }) => requirements.map(({ statement }) => statement));
  const nagged = statements.filter((statement) => statementFindings(statement).length > 0);
  expect(statements.length).toBeGreaterThan(100);
  expect(nagged.length / statements.length).toBeLessThan(0.2);
});

test("a hostile sentence costs no time", () => {
  const started = performance.now();
  for (const piece of ["encrypt a ", "is used and ", "must and ", "and ", "a. A", ";", "wird t und "])
    statementFindings(piece.repeat(2000));
  expect(performance.now() - started).toBeLessThan(2000);
});

test("every finding has its words: title, reason, example", () => {
  expect(Object.keys(messages.wording).sort()).toEqual([...WORDING_CODES].sort());
  for (const entry of Object.values(messages.wording)) expect(Object.keys(entry)).toEqual(["title", "reason", "example"]);
});
