import { describe, expect, it } from "vitest";
import {
  challengesOf,
  compareNumbers,
  differencesOf,
  isOpenChallenge,
  type LeaningRequirement,
  type LeaningRisk,
  mayState,
  nameOfSource,
  nextNumbers,
  requirementCounts,
  type StatementEntry,
  type StatementLine,
  tally,
  writtenReasons,
  writtenText,
} from "./statement-of-applicability";

const requirement = (values: Partial<LeaningRequirement> = {}): LeaningRequirement => ({
  ref: "REQ-001",
  kind: "contractual",
  status: "active",
  relevance: "relevant",
  ismsDecision: "addressed",
  partyName: "Acme Ltd",
  partyStatus: "active",
  partyRelevance: "relevant",
  source: "Acme MSA",
  locator: "§7.2",
  ...values,
});
const gdpr = requirement({ ref: "REQ-002", kind: "legal", partyName: "Hamburg DPA", source: "GDPR, Art. 32", locator: "Art. 32(1)(b)" });
const risk = (values: Partial<LeaningRisk> = {}): LeaningRisk => ({
  ref: "R-014",
  title: "Ransomware",
  kind: "threat",
  status: "active",
  treatment: "modify",
  ...values,
});
const entry = (values: Partial<StatementEntry> = {}): StatementEntry => ({
  controlRef: "A.8.24",
  applicable: true,
  reasons: [],
  justification: "",
  implementationStatus: null,
  ...values,
});
const leaning = (requirements: LeaningRequirement[] = [], risks: LeaningRisk[] = [], evidence = 0) => ({ requirements, risks, evidence });
const codes = (...given: Parameters<typeof challengesOf>) => challengesOf(...given).map(({ code }) => code);

describe("written reasons", () => {
  it("name kind, source, locator and party", () => {
    const written = writtenReasons(leaning([requirement(), gdpr], [risk()]));
    expect(writtenText(written, (reason) => reason)).toBe(
      "risk: R-014 Ransomware; legal: GDPR, Art. 32(1)(b) (Hamburg DPA); contractual: Acme MSA §7.2 (Acme Ltd)",
    );
    expect(written.map(({ refs }) => refs)).toEqual([["R-014"], ["REQ-002"], ["REQ-001"]]);
  });

  it("say each name once, in the order of the refs, and shorten long lists by count", () => {
    const many = Array.from({ length: 12 }, (_, index) => requirement({ ref: `REQ-${index + 1}`, locator: `§${(index % 6) + 1}` }));
    const written = writtenReasons(leaning(many));
    expect(written[0]!.names).toHaveLength(6);
    expect(written[0]!.refs).toHaveLength(12);
    expect(writtenText(written, () => "contractual", { most: 2, more: (count) => `${count} more` })).toBe(
      "contractual: Acme MSA §1 (Acme Ltd), Acme MSA §2 (Acme Ltd), 4 more",
    );
  });

  it("count only what is addressed, relevant, not retired, of a party that is active and relevant", () => {
    expect(requirementCounts(requirement())).toBe(true);
    for (const not of [
      { status: "retired" },
      { relevance: "undecided" },
      { relevance: "discarded" },
      { ismsDecision: "undecided" },
      { ismsDecision: "not_addressed" },
      { partyStatus: "candidate" },
      { partyStatus: "retired" },
      { partyRelevance: "not_relevant" },
      { partyRelevance: "undecided" },
    ]) {
      expect(requirementCounts(requirement(not)), JSON.stringify(not)).toBe(false);
      expect(writtenReasons(leaning([requirement(not)]))).toEqual([]);
    }
  });

  it("take a threat that is treated, no opportunity and none that is retained, avoided or retired", () => {
    expect(writtenReasons(leaning([], [risk({ treatment: null })]))).toHaveLength(1);
    for (const not of [{ kind: "opportunity" }, { treatment: "retain" as const }, { treatment: "avoid" as const }, { status: "retired" }])
      expect(writtenReasons(leaning([], [risk(not)]))).toEqual([]);
  });

  it("write regulatory as legal and social as business, and name the party where no source is named", () => {
    const written = writtenReasons(
      leaning([requirement({ kind: "regulatory" }), requirement({ ref: "REQ-9", kind: "social", source: "", locator: "" })]),
    );
    expect(written.map(({ reason, names }) => [reason, names[0]])).toEqual([
      ["legal", "Acme MSA §7.2 (Acme Ltd)"],
      ["business", "Acme Ltd"],
    ]);
    expect(nameOfSource({ source: "Hosting agreement", locator: "annex 2", partyName: "Host" })).toBe("Hosting agreement, annex 2 (Host)");
    expect(nameOfSource({ source: "BDSG, § 38", locator: "§ 38", partyName: "DPO" })).toBe("BDSG, § 38 (DPO)");
    expect(nameOfSource({ source: "", locator: "section 4", partyName: "DPO" })).toBe("section 4 (DPO)");
  });
});

describe("challenges", () => {
  it("an exclusion that somebody asked for, with the list of who; answered by a justification", () => {
    const excluded = entry({ applicable: false });
    const [challenge] = challengesOf(excluded, leaning([gdpr, requirement()]));
    expect(challenge).toEqual({
      code: "excluded_but_asked",
      refs: ["REQ-001", "REQ-002"],
      names: ["GDPR, Art. 32(1)(b) (Hamburg DPA)", "Acme MSA §7.2 (Acme Ltd)"],
      answered: false,
    });
    expect(isOpenChallenge(challenge!)).toBe(true);
    expect(mayState(excluded, leaning([requirement()]))).toEqual({ ok: false, code: "excluded_but_asked", field: "justification" });
    const answered = entry({ applicable: false, justification: "The service for Acme ended in June" });
    expect(mayState(answered, leaning([requirement()])).ok).toBe(true);
    expect(challengesOf(answered, leaning([requirement()])).map(isOpenChallenge)).toEqual([false]);
    // Who does not count does not ask.
    expect(codes(excluded, leaning([requirement({ status: "retired" })]))).toEqual(["excluded_without_justification"]);
    expect(mayState(excluded, leaning()).ok).toBe(true);
  });

  it("an exclusion without justification, an inclusion without any reason", () => {
    expect(codes(entry({ applicable: false }), leaning())).toEqual(["excluded_without_justification"]);
    expect(codes(entry({ applicable: false, justification: "No own premises" }), leaning())).toEqual([]);
    expect(codes(entry(), leaning())).toEqual(["applicable_without_reason"]);
    expect(codes(entry({ reasons: ["business"] }), leaning())).toEqual([]);
    expect(codes(entry(), leaning([], [risk()]))).toEqual([]);
    expect(codes(entry({ applicable: null }), leaning([requirement()]))).toEqual([]);
  });

  it("a legal or contractual reason by hand without such a requirement behind it", () => {
    expect(challengesOf(entry({ reasons: ["contractual", "legal", "risk"] }), leaning([gdpr]))).toEqual([
      { code: "reason_without_requirement", reason: "contractual" },
    ]);
    expect(codes(entry({ reasons: ["contractual"] }), leaning([requirement({ ismsDecision: "not_addressed" })]))).toEqual([
      "reason_without_requirement",
    ]);
    expect(codes(entry({ reasons: ["contractual"] }), leaning([requirement()]))).toEqual([]);
  });

  it("implemented without evidence is only a hint", () => {
    const implemented = entry({ implementationStatus: "implemented" });
    const [hint] = challengesOf(implemented, leaning([requirement()]));
    expect(hint).toEqual({ code: "implemented_without_evidence" });
    expect(isOpenChallenge(hint!)).toBe(false);
    expect(codes(implemented, leaning([requirement()], [], 1))).toEqual([]);
  });
});

describe("issues", () => {
  it("are numbered upwards", () => {
    expect(nextNumbers(null)).toEqual({ minor: "0.1", major: "1.0" });
    expect(nextNumbers("1.9")).toEqual({ minor: "1.10", major: "2.0" });
    expect(() => nextNumbers("v1")).toThrow(RangeError);
    expect(["1.10", "1.9", "0.2", "2.0"].sort(compareNumbers)).toEqual(["0.2", "1.9", "1.10", "2.0"]);
  });

  const line = (values: Partial<StatementLine> & { control: string }): StatementLine => ({
    title: values.control,
    applicable: true,
    reasons: [],
    written: [],
    justification: "",
    implementationStatus: null,
    implementationNote: "",
    owner: null,
    ...values,
  });

  it("differ by control and part", () => {
    const before = [
      line({ control: "A.5.10" }),
      line({ control: "A.5.2" }),
      line({ control: "OC-001" }),
      line({ control: "A.8.1", reasons: ["risk", "legal"] }),
    ];
    const after = [
      line({ control: "A.5.2", applicable: false, justification: "None" }),
      line({ control: "A.5.10", implementationStatus: "planned", written: [{ reason: "legal", names: ["GDPR"], refs: ["REQ-1"] }] }),
      line({ control: "A.8.1", reasons: ["legal", "risk"] }),
      line({ control: "OC-002" }),
    ];
    expect(differencesOf(before, after).map(({ control, change, parts }) => [control, change, parts])).toEqual([
      ["A.5.2", "changed", ["applicable", "justification"]],
      ["A.5.10", "changed", ["reasons", "implementation"]],
      ["OC-001", "removed", []],
      ["OC-002", "added", []],
    ]);
    expect(differencesOf(after, after)).toEqual([]);
    expect(tally(after)).toEqual({ applicable: 3, excluded: 1, undecided: 0 });
  });
});
