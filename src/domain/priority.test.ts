import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choosePriority, proposePriority } from "@/domain/priority";
import { REQUIREMENT_KINDS } from "@/domain/vocabulary";

const weak = { power: 1, scoresAreTemplateDefaults: false, adverse: false };
const business = { kind: "business", sourceType: "interview", obligationCount: 0, impactIfUnmet: 3, party: { ...weak, power: 4 } } as const;

describe("the proposal", () => {
  test("data subjects are weak, and the law puts them first", () => {
    const proposal = proposePriority({ ...business, kind: "legal", impactIfUnmet: 2, party: weak });
    expect(proposal).toEqual({
      proposed: "high",
      legalForce: "law",
      power: 1,
      impact: 2,
      product: 2,
      because: [
        { code: "law", gives: "high", facts: ["kind_legal"] },
        { code: "power_times_impact", gives: "low", power: 1, impact: 2, product: 2 },
      ],
    });
  });

  test("without law it is power times impact, with the sum shown", () => {
    expect(proposePriority(business)).toMatchObject({
      proposed: "high",
      because: [{ code: "power_times_impact", power: 4, impact: 3, product: 12, gives: "high" }],
    });
    expect(proposePriority({ ...business, impactIfUnmet: 2 }).proposed).toBe("medium");
    expect(proposePriority({ ...business, impactIfUnmet: 1 }).proposed).toBe("low");
  });

  test("a contract is at least medium, and more where power and impact say so", () => {
    expect(proposePriority({ ...business, kind: "contractual", party: weak, impactIfUnmet: 1 })).toMatchObject({
      proposed: "medium",
      legalForce: "contract",
    });
    expect(proposePriority({ ...business, kind: "contractual" })).toMatchObject({
      proposed: "high",
      because: [{ code: "power_times_impact" }, { code: "contract" }],
    });
  });

  test("template scores and missing facts do not speak, and are named", () => {
    expect(proposePriority({ ...business, party: { ...weak, power: 5, scoresAreTemplateDefaults: true } })).toMatchObject({
      proposed: null,
      power: null,
      because: [{ code: "power_not_assessed" }],
    });
    expect(proposePriority({ ...business, impactIfUnmet: null })).toMatchObject({
      proposed: null,
      because: [{ code: "impact_not_stated" }],
    });
    expect(proposePriority({ ...business, kind: "legal", impactIfUnmet: null }).proposed).toBe("high");
  });

  test("the aims of attackers get no priority", () => {
    expect(proposePriority({ ...business, party: { ...business.party, adverse: true } })).toMatchObject({
      proposed: null,
      because: [{ code: "adverse_aims_become_risks" }],
    });
  });

  test("more power or more impact never lowers it, and law never comes out below high", () => {
    const score = fc.integer({ min: 1, max: 5 });
    const rank = { low: 1, medium: 2, high: 3 };
    fc.assert(
      fc.property(fc.constantFrom(...REQUIREMENT_KINDS), score, score, score, (kind, power, impact, more) => {
        const at = (p: number, i: number) =>
          proposePriority({ ...business, kind, impactIfUnmet: i, party: { ...weak, power: p } }).proposed!;
        expect(rank[at(Math.max(power, more), impact)]).toBeGreaterThanOrEqual(rank[at(power, impact)]);
        expect(rank[at(power, Math.max(impact, more))]).toBeGreaterThanOrEqual(rank[at(power, impact)]);
        if (kind === "legal" || kind === "regulatory") expect(at(power, impact)).toBe("high");
      }),
    );
  });
});

describe("the person's own choice", () => {
  const by = { on: "2026-03-02", byId: "mira" };

  test("follows the proposal without words and departs from it with them", () => {
    expect(choosePriority({ proposed: "high" }, { priority: "high", justification: "", ...by })).toMatchObject({ ok: true });
    expect(choosePriority({ proposed: "high" }, { priority: "low", justification: " ", ...by })).toMatchObject({
      code: "justification_needed",
    });
    expect(choosePriority({ proposed: null }, { priority: "low", justification: "", ...by })).toMatchObject({
      code: "justification_needed",
    });
    expect(choosePriority({ proposed: "high" }, { priority: "low", justification: "One client, ending in May", ...by })).toEqual({
      ok: true,
      value: {
        priority: "low",
        priorityJustification: "One client, ending in May",
        priorityDecidedAt: "2026-03-02",
        priorityDecidedById: "mira",
      },
    });
  });

  test("no priority clears person and date", () => {
    expect(choosePriority({ proposed: "high" }, { priority: null, justification: "", ...by })).toMatchObject({
      value: { priorityDecidedAt: null, priorityDecidedById: null },
    });
  });
});
