import { describe, expect, test } from "vitest";
import {
  nextBestStep,
  type ObligationFacts,
  OPEN_POINT_CODES,
  openPoints,
  type PartyFacts,
  type RegisterFacts,
  type RequirementFacts,
  type SourceFacts,
} from "@/domain/open-points";

const client: PartyFacts = {
  id: "p1",
  ref: "IP-001",
  status: "active",
  relevance: "relevant",
  adverse: false,
  ownerId: "mira",
  confirmedAt: "2025-09-01",
  createdAt: "2025-06-01",
  lastReviewedAt: "2025-11-01",
  scoresAreTemplateDefaults: false,
};
const uptime: RequirementFacts = {
  id: "r1",
  ref: "REQ-001",
  partyId: "p1",
  statement: "The service is available 99.9 % of each month",
  status: "active",
  relevance: "relevant",
  kind: "contractual",
  sourceType: "contract",
  sourceRef: "MSA 2024",
  sourceLocator: "clause 7.2",
  sourceIds: ["s1"],
  obligationIds: ["o1"],
  ismsDecision: "addressed",
  howAddressed: "Capacity plan",
  linkCount: 1,
  ownerId: "mira",
  confirmedAt: null,
  createdAt: "2025-06-01",
  lastReviewedAt: "2025-11-01",
  effectiveTo: null,
};
const law: ObligationFacts = {
  id: "o1",
  ref: "OBL-001",
  status: "active",
  applicable: true,
  ownerId: "mira",
  lastVerifiedAt: "2025-11-01",
};
const contract: SourceFacts = { id: "s1", ref: "SRC-001", status: "active", effectiveTo: null };

const register = (change: Partial<RegisterFacts> = {}): RegisterFacts => ({
  today: "2026-03-02",
  organization: {
    id: "nordwind",
    climateDecision: "not_relevant",
    climateRationale: "No site is exposed",
    climateDecidedAt: "2025-06-01",
    reviewIntervalMonths: 12,
    triageMaxDays: 30,
    confirmMaxDays: 90,
    evidenceWarnDays: 30,
  },
  activeUserIds: new Set(["mira"]),
  parties: [client],
  requirements: [uptime],
  obligations: [law],
  sources: [contract],
  evidence: [],
  findings: [],
  actions: [],
  comments: [],
  ...change,
});
const open = (change: Partial<RegisterFacts>) =>
  openPoints(register(change)).map(({ code, subjects }) => [code, ...subjects.map(({ ref }) => ref)]);
const party = (change: Partial<PartyFacts>) => open({ parties: [{ ...client, ...change }] });
const requirement = (change: Partial<RequirementFacts>) => open({ requirements: [{ ...uptime, ...change }] });

test("a register that is kept has nothing open, and no next step", () => {
  expect(openPoints(register())).toEqual([]);
  expect(nextBestStep([])).toBeNull();
});

test("an empty register begins with its first party", () => {
  const points = openPoints(register({ parties: [], requirements: [], obligations: [], sources: [] }));
  expect(points.map(({ code }) => code)).toEqual(["register_empty"]);
});

describe("the organisation", () => {
  const climate = (change: object) => open({ organization: { ...register().organization, ...change } });

  test("climate: not relevant with a reason passes, without reason or date it is open", () => {
    expect(climate({ climateRationale: " " })).toEqual([["climate_undetermined", ""]]);
    expect(climate({ climateDecision: "undetermined" })).toEqual([["climate_undetermined", ""]]);
    expect(climate({ climateDecidedAt: null })).toEqual([["climate_undetermined", ""]]);
  });
});

describe("parties", () => {
  test("a candidate may wait as long as the organisation's rule allows", () => {
    const candidate = { status: "candidate", relevance: "undecided" } as const;
    const waiting = (createdAt: string) =>
      openPoints(register({ parties: [client, { ...client, ...candidate, id: "p2", ref: "IP-002", createdAt }] }));
    expect(waiting("2026-01-31")).toEqual([]);
    expect(waiting("2026-01-30")).toMatchObject([
      { code: "candidate_waiting", clause: "Clause 4.2", item: "a", subjects: [{ ref: "IP-002" }] },
    ]);
  });

  test("active and undecided, or relevant and not active, is open at once", () => {
    expect(party({ relevance: "undecided" })).toContainEqual(["party_relevance_undecided", "IP-001"]);
    expect(party({ status: "candidate" })).toContainEqual(["relevant_candidate_not_active", "IP-001"]);
  });

  test("without owner, with an owner who left, unconfirmed, with untouched template scores", () => {
    expect(party({ ownerId: null })).toEqual([["party_without_owner", "IP-001"]]);
    expect(party({ ownerId: "left" })).toEqual([["party_without_owner", "IP-001"]]);
    expect(party({ confirmedAt: null })).toEqual([["party_unconfirmed", "IP-001"]]);
    expect(party({ scoresAreTemplateDefaults: true })).toEqual([["template_scores_untouched", "IP-001"]]);
  });

  test("hackers are never waited for to confirm", () => {
    expect(party({ confirmedAt: null, adverse: true })).toEqual([]);
  });

  test("a review is overdue the day after the anniversary, by the organisation's own interval", () => {
    expect(party({ lastReviewedAt: "2025-03-02" })).toEqual([]);
    expect(party({ lastReviewedAt: "2025-03-01" })).toEqual([["party_review_overdue", "IP-001"]]);
    expect(party({ lastReviewedAt: null })).toEqual([]);
    const monthly = { ...register().organization, reviewIntervalMonths: 1 };
    expect(open({ organization: monthly })).toContainEqual(["party_review_overdue", "IP-001"]);
  });

  test("without a relevant requirement, discarded and retired ones do not help", () => {
    expect(open({ requirements: [], obligations: [] })).toEqual([["party_without_requirement", "IP-001"]]);
    expect(requirement({ relevance: "discarded" })).toContainEqual(["party_without_requirement", "IP-001"]);
    expect(requirement({ status: "retired" })).toContainEqual(["party_without_requirement", "IP-001"]);
  });
});

describe("requirements", () => {
  test("each decision is open until it is made, and addressed says how", () => {
    expect(requirement({ relevance: "undecided" })).toContainEqual(["requirement_relevance_undecided", "REQ-001"]);
    expect(requirement({ ismsDecision: "undecided" })).toEqual([["isms_decision_undecided", "REQ-001"]]);
    expect(requirement({ howAddressed: "", linkCount: 0 })).toEqual([["addressed_without_how", "REQ-001"]]);
    expect(requirement({ howAddressed: "" })).toEqual([]);
    expect(requirement({ ismsDecision: "not_addressed", howAddressed: "", linkCount: 0 })).toEqual([]);
  });

  test("the source: none, only a template, or without its place", () => {
    expect(requirement({ sourceType: null })).toEqual([["requirement_without_source", "REQ-001"]]);
    expect(requirement({ sourceType: "template" })).toEqual([["requirement_without_source", "REQ-001"]]);
    expect(requirement({ sourceLocator: "" })).toEqual([["locator_missing", "REQ-001"]]);
    expect(requirement({ sourceLocator: "", kind: "business" })).toEqual([]);
  });

  test("what an interview gave waits for confirmation, what a contract says does not", () => {
    const interview = { sourceType: "interview", obligationIds: [] } as const;
    expect(requirement(interview)).toEqual([
      ["obligation_without_requirement", "OBL-001"],
      ["requirement_unconfirmed", "REQ-001"],
    ]);
    expect(requirement({ ...interview, createdAt: "2026-01-01" }).map(([code]) => code)).not.toContain("requirement_unconfirmed");
  });

  test("owner, open placeholder, end, review, and a party that no longer counts", () => {
    expect(requirement({ ownerId: null })).toEqual([["requirement_without_owner", "REQ-001"]]);
    expect(requirement({ statement: "Within {24} hours" })).toEqual([["placeholder_open", "REQ-001"]]);
    expect(requirement({ effectiveTo: "2026-03-01" })).toEqual([["requirement_ended", "REQ-001"]]);
    expect(requirement({ effectiveTo: "2026-03-02" })).toEqual([]);
    expect(requirement({ lastReviewedAt: "2025-03-01" })).toEqual([["requirement_review_overdue", "REQ-001"]]);
    expect(party({ status: "retired" })).toContainEqual(["requirement_of_other_party", "REQ-001"]);
  });
});

describe("obligations, sources and comments", () => {
  test("an applicable law is verified within the interval, owned, and has a requirement", () => {
    expect(open({ obligations: [{ ...law, lastVerifiedAt: "2025-03-01" }] })).toEqual([["obligation_not_verified", "OBL-001"]]);
    expect(open({ obligations: [{ ...law, lastVerifiedAt: null }] })).toEqual([["obligation_not_verified", "OBL-001"]]);
    expect(open({ obligations: [{ ...law, ownerId: null }] })).toEqual([["obligation_without_owner", "OBL-001"]]);
    expect(open({ obligations: [law, { ...law, id: "o2", ref: "OBL-002" }] })).toEqual([["obligation_without_requirement", "OBL-002"]]);
    expect(open({ obligations: [{ ...law, applicable: false, lastVerifiedAt: null }] })).toEqual([]);
  });

  test("a contract that ended matters while a requirement rests on it", () => {
    expect(open({ sources: [{ ...contract, effectiveTo: "2026-03-01" }] })).toEqual([["source_ended", "SRC-001"]]);
    expect(open({ sources: [{ ...contract, effectiveTo: "2026-03-02" }] })).toEqual([]);
    expect(open({ sources: [{ ...contract, id: "s2", effectiveTo: "2020-01-01" }] })).toEqual([]);
  });

  test("findings and actions are reported from the day after they were due", () => {
    const due = { id: "f1", ref: "F-001", status: "open", dueAt: "2026-03-01" };
    expect(open({ findings: [due] })).toEqual([["finding_overdue", "F-001"]]);
    expect(open({ findings: [{ ...due, dueAt: "2026-03-02" }] })).toEqual([]);
    expect(open({ findings: [{ ...due, status: "closed" }] })).toEqual([]);
    expect(open({ actions: [{ ...due, ref: "ACT-001" }] })).toEqual([["action_overdue", "ACT-001"]]);
    expect(open({ actions: [{ ...due, status: "done" }] })).toEqual([]);
    expect(open({ actions: [{ ...due, dueAt: null }] })).toEqual([]);
  });

  test("evidence is announced before it ends and reported after", () => {
    const evidence = { id: "e1", ref: "E-001", status: "active", validUntil: "2026-03-01" };
    expect(open({ evidence: [evidence] })).toEqual([["evidence_expired", "E-001"]]);
    expect(open({ evidence: [{ ...evidence, validUntil: "2026-03-02" }] })).toEqual([["evidence_ending", "E-001"]]);
    expect(open({ evidence: [{ ...evidence, validUntil: "2026-04-02" }] })).toEqual([]);
    expect(open({ evidence: [{ ...evidence, validUntil: null }] })).toEqual([]);
    expect(open({ evidence: [{ ...evidence, status: "retired" }] })).toEqual([]);
  });

  test("an unresolved comment stays open", () => {
    expect(open({ comments: [{ id: "c1", ref: "REQ-001", resolved: false }] })).toEqual([["comment_unresolved", "REQ-001"]]);
    expect(open({ comments: [{ id: "c1", ref: "REQ-001", resolved: true }] })).toEqual([]);
  });
});

test("the next best step is the one the others wait for", () => {
  const points = openPoints(
    register({
      requirements: [
        { ...uptime, ownerId: null, ismsDecision: "undecided" },
        { ...uptime, id: "r2", ref: "REQ-002", ismsDecision: "undecided" },
      ],
    }),
  );
  expect(nextBestStep([...points].reverse())).toEqual({
    code: "isms_decision_undecided",
    entity: "requirement",
    subject: { id: "r1", ref: "REQ-001" },
    waiting: 2,
  });
  const ranks = points.map(({ code }) => OPEN_POINT_CODES.indexOf(code));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
});
