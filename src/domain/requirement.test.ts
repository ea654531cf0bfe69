import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activateRequirement,
  applyLegalForce,
  assessFulfilment,
  bringBackRequirement,
  confirmationNeed,
  confirmRequirement,
  decideIsms,
  decideRequirementRelevance,
  isOpen,
  isRelevantRequirement,
  legalForce,
  requirementChangeNeedsReason,
  retireRequirement,
  unfilledPlaceholders,
} from "@/domain/requirement";
import { BINDINGS, REQUIREMENT_KINDS, SOURCE_TYPES, STRENGTHS } from "@/domain/vocabulary";

const today = "2026-03-02";
const by = { on: today, byId: "mira" };

describe("the three axes", () => {
  const wish = { kind: "business", sourceType: "interview", obligationCount: 0, strength: "expectation", binding: "wish" } as const;

  test("are independent where neither law nor contract stands behind", () => {
    expect(applyLegalForce(wish)).toMatchObject({
      strength: "expectation",
      binding: "wish",
      fixed: { strength: false, binding: false },
      because: [],
    });
  });

  test("law makes a need and a requirement of it, and says which facts are the law", () => {
    expect(applyLegalForce({ ...wish, kind: "legal", sourceType: "law", obligationCount: 1 })).toEqual({
      strength: "need",
      binding: "requirement",
      force: "law",
      fixed: { strength: true, binding: true },
      changed: { strength: true, binding: true },
      because: ["kind_legal", "source_is_law", "obligation_linked"],
    });
    expect(legalForce({ ...wish, kind: "regulatory" }).because).toEqual(["kind_regulatory"]);
    expect(legalForce({ ...wish, obligationCount: 1 }).force).toBe("law");
  });

  test("a contract makes at least a requirement of it and leaves the strength open", () => {
    expect(applyLegalForce({ ...wish, kind: "contractual" })).toMatchObject({
      strength: "expectation",
      binding: "requirement",
      fixed: { strength: false, binding: true },
      because: ["kind_contractual"],
    });
    expect(legalForce({ ...wish, contractCount: 1 })).toEqual({ force: "contract", because: ["contract_linked"] });
    expect(legalForce({ ...wish, kind: "legal", sourceType: "contract" }).force).toBe("law");
  });

  test("kind and strength never contradict each other afterwards, and applying it twice changes nothing", () => {
    const facts = fc.record({
      kind: fc.constantFrom(...REQUIREMENT_KINDS),
      sourceType: fc.constantFrom(...SOURCE_TYPES, null),
      obligationCount: fc.nat(2),
      strength: fc.constantFrom(...STRENGTHS, null),
      binding: fc.constantFrom(...BINDINGS),
    });
    fc.assert(
      fc.property(facts, (requirement) => {
        const once = applyLegalForce(requirement);
        const { strength, binding } = once;
        if (["legal", "regulatory"].includes(requirement.kind)) expect([strength, binding]).toEqual(["need", "requirement"]);
        if (requirement.kind === "contractual") expect(binding).toBe("requirement");
        expect(applyLegalForce({ ...requirement, strength, binding })).toMatchObject({ strength, binding });
      }),
    );
  });
});

describe("the life of a requirement", () => {
  const draft = { status: "draft", statement: "Report incidents within 24 hours", party: { status: "active" } } as const;

  test("a draft becomes active once it says something and its placeholders are filled", () => {
    expect(activateRequirement(draft)).toMatchObject({ ok: true, value: { status: "active" } });
    expect(activateRequirement({ ...draft, statement: " " })).toMatchObject({ code: "statement_missing" });
    expect(activateRequirement({ ...draft, statement: "Report within {hours} hours" })).toMatchObject({ code: "placeholder_open" });
    expect(activateRequirement({ ...draft, party: { status: "retired" } })).toMatchObject({ code: "party_retired" });
    expect(activateRequirement({ ...draft, status: "active" })).toMatchObject({ code: "already_active" });
    expect(activateRequirement({ ...draft, status: "retired" })).toMatchObject({ code: "retired" });
    expect(unfilledPlaceholders("{x} and {y} and {x} but not ( or }")).toEqual(["{x}", "{y}"]);
  });

  test("is retired for a reason and comes back as what it was", () => {
    expect(retireRequirement({ status: "active" }, { on: today, reason: "Contract ended" })).toMatchObject({ ok: true });
    expect(retireRequirement({ status: "active" }, { on: today, reason: "" })).toMatchObject({ code: "reason_needed" });
    expect(retireRequirement({ status: "retired" }, { on: today, reason: "r" })).toMatchObject({ code: "already_retired" });
    expect(bringBackRequirement({ status: "retired", relevance: "discarded" })).toMatchObject({ value: { status: "active" } });
    expect(bringBackRequirement({ status: "retired", relevance: "undecided" })).toMatchObject({ value: { status: "draft" } });
    expect(bringBackRequirement({ status: "draft", relevance: "undecided" })).toMatchObject({ code: "not_retired" });
  });
});

describe("the relevance decision", () => {
  const requirement = { status: "draft", relevance: "undecided", cia: ["availability"], ciaRationale: "" } as const;

  test("relevant: C, I or A say why; without them a reason does, such as that it affects the ISMS itself", () => {
    expect(decideRequirementRelevance(requirement, { relevance: "relevant", reason: "", ...by })).toMatchObject({
      ok: true,
      value: { relevance: "relevant", relevanceDecidedAt: today, relevanceDecidedById: "mira" },
    });
    const without = { ...requirement, cia: [] };
    expect(decideRequirementRelevance(without, { relevance: "relevant", reason: " ", ...by })).toMatchObject({
      ok: false,
      code: "cia_or_rationale_needed",
    });
    expect(decideRequirementRelevance(without, { relevance: "relevant", reason: "Affects the ISMS itself", ...by }).ok).toBe(true);
    expect(decideRequirementRelevance({ ...without, ciaRationale: "Reputation" }, { relevance: "relevant", reason: "", ...by }).ok).toBe(
      true,
    );
  });

  test("discarded: a reason, and nothing that touches C, I or A", () => {
    const without = { ...requirement, cia: [] };
    expect(decideRequirementRelevance(without, { relevance: "discarded", reason: "Canteen food", ...by })).toMatchObject({
      value: { relevance: "discarded", discardReason: "Canteen food" },
    });
    expect(decideRequirementRelevance(without, { relevance: "discarded", reason: "", ...by })).toMatchObject({ code: "reason_needed" });
    expect(decideRequirementRelevance(requirement, { relevance: "discarded", reason: "r", ...by })).toMatchObject({
      code: "discard_contradicts_cia",
    });
  });

  test("leaving relevant takes back the 4.2 c decision; undecided clears person and date", () => {
    const decided = { ...requirement, relevance: "relevant", cia: [] } as const;
    expect(decideRequirementRelevance(decided, { relevance: "discarded", reason: "r", ...by })).toMatchObject({
      value: { ismsDecision: "undecided", ismsDecidedAt: null, ismsDecidedById: null },
    });
    expect(decideRequirementRelevance(decided, { relevance: "undecided", reason: "", ...by })).toMatchObject({
      value: { relevanceDecidedAt: null, relevanceDecidedById: null, ismsDecision: "undecided" },
    });
    expect(decideRequirementRelevance({ ...decided, status: "retired" }, { relevance: "relevant", reason: "r", ...by })).toMatchObject({
      code: "retired",
    });
  });
});

describe("the decision of 4.2 c", () => {
  const requirement = { status: "active", relevance: "relevant", kind: "business", strength: "expectation", linkCount: 0 } as const;
  const decide = (facts: object, decision: "addressed" | "not_addressed" | "undecided", rationale = "", howAddressed = "") =>
    decideIsms({ ...requirement, ...facts }, { decision, rationale, howAddressed, ...by });

  test("addressed needs how: in words or by a link", () => {
    expect(decide({}, "addressed")).toMatchObject({ ok: false, code: "how_needed", field: "howAddressed" });
    expect(decide({}, "addressed", "", "Backup policy")).toMatchObject({ value: { ismsDecision: "addressed", ismsDecidedById: "mira" } });
    expect(decide({ linkCount: 1 }, "addressed").ok).toBe(true);
  });

  test("not addressed through the ISMS is legitimate for a relevant requirement, with a reason", () => {
    expect(decide({}, "not_addressed")).toMatchObject({ code: "reason_needed" });
    expect(decide({}, "not_addressed", "Human resources deals with it")).toMatchObject({ value: { ismsDecision: "not_addressed" } });
  });

  test("a legal need also says where it is dealt with instead", () => {
    const legal = { kind: "legal", strength: "need" };
    expect(decide(legal, "not_addressed", "Tax law")).toMatchObject({ code: "where_instead_needed" });
    expect(decide(legal, "not_addressed", "Tax law", "Finance department").ok).toBe(true);
  });

  test("nothing is addressed that was not found relevant, nor what is retired", () => {
    expect(decide({ relevance: "undecided" }, "addressed", "", "x")).toMatchObject({ code: "relevance_first" });
    expect(decide({ relevance: "discarded" }, "not_addressed", "x")).toMatchObject({ code: "relevance_first" });
    expect(decide({ status: "retired" }, "addressed", "", "x")).toMatchObject({ code: "retired" });
  });

  test("back to undecided clears person and date", () => {
    expect(decide({}, "undecided")).toMatchObject({ value: { ismsDecidedAt: null, ismsDecidedById: null } });
  });
});

describe("who confirms", () => {
  const interview = {
    status: "active",
    relevance: "relevant",
    sourceType: "interview",
    obligationCount: 0,
    confirmedAt: null,
    party: { adverse: false },
  } as const;

  test("what the party said in an interview, the party confirms", () => {
    expect(confirmationNeed(interview)).toEqual({ needed: true, because: "elicited" });
    expect(confirmationNeed({ ...interview, confirmedAt: today })).toEqual({ needed: false, because: "confirmed" });
    expect(confirmationNeed({ ...interview, sourceType: null })).toEqual({ needed: true, because: "no_source" });
    expect(confirmationNeed({ ...interview, sourceType: "template" })).toEqual({ needed: true, because: "not_from_the_party" });
  });

  test("laws and signed contracts confirm themselves, whether or not somebody has confirmed them too", () => {
    expect(confirmationNeed({ ...interview, sourceType: "law" })).toEqual({ needed: false, because: "law_confirms_itself" });
    expect(confirmationNeed({ ...interview, obligationCount: 1 }).because).toBe("law_confirms_itself");
    expect(confirmationNeed({ ...interview, sourceType: "contract" })).toEqual({ needed: false, because: "contract_confirms_itself" });
  });

  test("adverse parties never confirm, and nothing is asked about the retired and the discarded", () => {
    expect(confirmationNeed({ ...interview, party: { adverse: true } })).toEqual({ needed: false, because: "adverse" });
    expect(confirmationNeed({ ...interview, status: "retired" }).because).toBe("retired");
    expect(confirmationNeed({ ...interview, relevance: "discarded" }).because).toBe("discarded");
  });

  test("recording a confirmation says when, by whom, how", () => {
    const requirement = { status: "active", statement: "Report within 24 hours", party: { adverse: false } } as const;
    const confirmation = { on: "2026-03-01", by: "Account lead", method: "meeting", today };
    expect(confirmRequirement(requirement, confirmation)).toMatchObject({ ok: true, value: { confirmedAt: "2026-03-01" } });
    expect(confirmRequirement({ ...requirement, party: { adverse: true } }, confirmation)).toMatchObject({
      code: "adverse_never_confirms",
    });
    expect(confirmRequirement({ ...requirement, statement: "{x}" }, confirmation)).toMatchObject({ code: "placeholder_open" });
    expect(confirmRequirement({ ...requirement, status: "retired" }, confirmation)).toMatchObject({ code: "retired" });
    expect(confirmRequirement(requirement, { ...confirmation, by: " " })).toMatchObject({ code: "who_confirmed" });
    expect(confirmRequirement(requirement, { ...confirmation, on: "2026-03-03" })).toMatchObject({ code: "in_the_future" });
  });
});

test("a decided or confirmed requirement is not changed without a reason", () => {
  const fresh = { relevance: "undecided", ismsDecision: "undecided", confirmedAt: null } as const;
  expect(requirementChangeNeedsReason(fresh)).toBe(false);
  expect(requirementChangeNeedsReason({ ...fresh, relevance: "discarded" })).toBe(true);
  expect(requirementChangeNeedsReason({ ...fresh, confirmedAt: today })).toBe(true);
});

test("fulfilment: met only what is addressed, and what is missing is said", () => {
  const requirement = { status: "active", ismsDecision: "addressed" } as const;
  const assessment = { on: today, note: "", today };
  expect(assessFulfilment(requirement, { status: "met", ...assessment })).toMatchObject({ value: { fulfilmentAssessedAt: today } });
  expect(assessFulfilment({ ...requirement, ismsDecision: "undecided" }, { status: "met", ...assessment })).toMatchObject({
    code: "address_first",
  });
  expect(assessFulfilment(requirement, { status: "partly", ...assessment })).toMatchObject({ code: "what_is_missing" });
  expect(assessFulfilment(requirement, { status: "not_assessed", ...assessment })).toMatchObject({ value: { fulfilmentAssessedAt: null } });
  expect(assessFulfilment(requirement, { status: "met", ...assessment, on: "2026-04-01" })).toMatchObject({ code: "in_the_future" });
  expect(assessFulfilment({ ...requirement, status: "retired" }, { status: "met", ...assessment })).toMatchObject({ code: "retired" });
});

test("what counts as relevant and what as open", () => {
  const party = { status: "active", relevance: "relevant" } as const;
  expect(isRelevantRequirement({ status: "draft", relevance: "relevant", party })).toBe(true);
  expect(isRelevantRequirement({ status: "draft", relevance: "relevant", party: { ...party, status: "candidate" } })).toBe(false);
  expect(isOpen({ status: "draft", relevance: "undecided", ismsDecision: "undecided" })).toBe(true);
  expect(isOpen({ status: "active", relevance: "relevant", ismsDecision: "undecided" })).toBe(true);
  expect(isOpen({ status: "active", relevance: "relevant", ismsDecision: "not_addressed" })).toBe(false);
  expect(isOpen({ status: "active", relevance: "discarded", ismsDecision: "undecided" })).toBe(false);
  expect(isOpen({ status: "retired", relevance: "undecided", ismsDecision: "undecided" })).toBe(false);
});
