import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isAboveAcceptance,
  isNoRiskLink,
  judgeAssessment,
  judgeRiskLinks,
  keepsAcceptance,
  mayAcceptRisk,
  NO_RISK_REF,
  nameLevels,
  needsAcceptance,
  remainingLevel,
  riskLevel,
  risksBeyond,
  scaleOf,
  USUAL_SCALE,
} from "@/domain/risk";

const none = (rationale: string) => ({ targetType: "risk", targetRef: NO_RISK_REF, rationale });
const risk = { targetType: "risk", targetRef: "R-001", rationale: "" };
const control = { targetType: "control", targetRef: "A.8.24", rationale: "" };

describe("considered, no risk because", () => {
  test("stands with its reason, beside links of other types", () => {
    expect(judgeRiskLinks([control, none("The data are public")])).toMatchObject({ ok: true });
    expect(judgeRiskLinks([])).toMatchObject({ ok: true });
    expect(judgeRiskLinks([risk, { ...risk, targetRef: "R-002" }])).toMatchObject({ ok: true });
  });

  test("without a reason it says nothing", () => {
    expect(judgeRiskLinks([none("  ")])).toEqual({ ok: false, code: "no_risk_reason_needed", field: "rationale" });
  });

  test("there cannot be a risk and none", () => {
    expect(judgeRiskLinks([none("Nothing to lose"), risk])).toEqual({ ok: false, code: "no_risk_beside_risk", field: "targetRef" });
  });

  test("only a link of type risk can be it", () => {
    expect(isNoRiskLink(none(""))).toBe(true);
    expect(isNoRiskLink({ targetType: "control", targetRef: NO_RISK_REF })).toBe(false);
    expect(isNoRiskLink(risk)).toBe(false);
  });
});

describe("the scale", () => {
  test("the organisation's own names hold; until then the usual ones", () => {
    const own = ["low", "middle", "high"];
    expect(scaleOf({ likelihoodLevels: own, impactLevels: [] })).toEqual({ likelihood: own, impact: USUAL_SCALE.impact });
  });

  test("3 to 10 names, each said once", () => {
    expect(nameLevels([" low ", "middle", "high"])).toEqual({ ok: true, value: ["low", "middle", "high"] });
    expect(nameLevels(["low", "high"])).toMatchObject({ code: "too_few" });
    expect(nameLevels(Array.from({ length: 11 }, (_, n) => `level ${n}`))).toMatchObject({ code: "too_many" });
    expect(nameLevels(["low", " ", "high"])).toMatchObject({ code: "blank" });
    expect(nameLevels(["low", "Low", "high"])).toMatchObject({ code: "doubled" });
  });

  test("whoever shortens it learns which risks stand on what would go", () => {
    const positions = { likelihood: 2, impact: 2, residualLikelihood: null, residualImpact: null };
    const risks = [
      { ref: "R-001", ...positions },
      { ref: "R-002", ...positions, likelihood: 5 },
      { ref: "R-003", ...positions, residualImpact: 4 },
      { ref: "R-004", ...positions, likelihood: null, impact: null },
    ];
    expect(risksBeyond(risks, { likelihood: 3, impact: 3 }).map(({ ref }) => ref)).toEqual(["R-002", "R-003"]);
    expect(risksBeyond(risks, { likelihood: 5, impact: 5 })).toEqual([]);
  });
});

const assessed = {
  kind: "threat",
  likelihood: 4,
  impact: 4,
  residualLikelihood: null as number | null,
  residualImpact: null as number | null,
  treatment: null as "modify" | "retain" | "avoid" | "share" | null,
  treatmentNote: "",
  assessedAt: "2026-03-02" as string | null,
  reviewDueAt: null as string | null,
};
const rules = { scale: USUAL_SCALE, acceptanceLevel: 6 };

describe("an assessment", () => {
  test("the level is the product of two positions, whole, never an average", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), (likelihood, impact) => {
        const level = riskLevel(likelihood, impact) ?? Number.NaN;
        expect(Number.isInteger(level)).toBe(true);
        expect(level).toBe(riskLevel(impact, likelihood));
      }),
    );
    expect(riskLevel(3, null)).toBeNull();
  });

  test("what counts is what is left, where that was assessed", () => {
    expect(remainingLevel(assessed)).toBe(16);
    expect(remainingLevel({ ...assessed, residualLikelihood: 1, residualImpact: 4 })).toBe(4);
  });

  test("both positions or none, on the scale", () => {
    expect(judgeAssessment({ ...assessed, likelihood: null, impact: null }, rules)).toMatchObject({ ok: true });
    expect(judgeAssessment({ ...assessed, impact: null }, rules)).toMatchObject({ code: "pair_incomplete", field: "impact" });
    expect(judgeAssessment({ ...assessed, residualImpact: 2 }, rules)).toMatchObject({
      code: "pair_incomplete",
      field: "residualLikelihood",
    });
    expect(judgeAssessment({ ...assessed, likelihood: 6 }, rules)).toMatchObject({ code: "off_scale", field: "likelihood" });
    expect(judgeAssessment({ ...assessed, impact: 0 }, rules)).toMatchObject({ code: "off_scale", field: "impact" });
  });

  test("what is left needs what was there, and is not more of a threat", () => {
    const left = { residualLikelihood: 5, residualImpact: 5 };
    expect(judgeAssessment({ ...assessed, likelihood: null, impact: null, ...left }, rules)).toMatchObject({
      code: "residual_without_level",
    });
    expect(judgeAssessment({ ...assessed, ...left }, rules)).toMatchObject({ code: "residual_above", field: "residualLikelihood" });
    expect(judgeAssessment({ ...assessed, ...left, kind: "opportunity" }, rules)).toMatchObject({ ok: true });
  });

  test("living with a threat above the acceptance level asks for a reason", () => {
    const retained = { ...assessed, treatment: "retain" as const };
    expect(judgeAssessment(retained, rules)).toEqual({ ok: false, code: "retain_reason_needed", field: "treatmentNote" });
    expect(judgeAssessment({ ...retained, treatmentNote: "Replacing the plant costs more" }, rules)).toMatchObject({ ok: true });
    expect(judgeAssessment({ ...retained, likelihood: 2, impact: 3 }, rules)).toMatchObject({ ok: true });
    expect(judgeAssessment({ ...retained, kind: "opportunity" }, rules)).toMatchObject({ ok: true });
    expect(judgeAssessment({ ...assessed, treatment: "modify" }, rules)).toMatchObject({ ok: true });
  });

  test("the next review is not before the assessment", () => {
    expect(judgeAssessment({ ...assessed, reviewDueAt: "2026-03-01" }, rules)).toMatchObject({ code: "review_before_assessment" });
    expect(judgeAssessment({ ...assessed, reviewDueAt: "2027-03-02" }, rules)).toMatchObject({ ok: true });
  });
});

describe("acceptance", () => {
  test("the level itself is still accepted, the next one is not", () => {
    const at = { ...assessed, likelihood: 2, impact: 3 };
    expect(isAboveAcceptance(at, 6)).toBe(false);
    expect(isAboveAcceptance({ ...at, impact: 4 }, 6)).toBe(true);
    expect(isAboveAcceptance({ ...at, likelihood: null, impact: null }, 0)).toBe(false);
  });

  test("it is needed where a threat is retained above the level, and covers exactly what it was given for", () => {
    const retained = { ...assessed, treatment: "retain" as const };
    expect(needsAcceptance(retained, 6)).toBe(true);
    expect(needsAcceptance(assessed, 6)).toBe(false);
    expect(keepsAcceptance(retained, { ...retained, treatmentNote: "other words" } as typeof retained)).toBe(true);
    expect(keepsAcceptance(retained, { ...retained, impact: 5 })).toBe(false);
    expect(keepsAcceptance(retained, { ...retained, treatment: "modify" })).toBe(false);
  });

  test("its owner or whoever approves stands for it, nobody else", () => {
    const person = { id: "carla", approves: false, writesRisks: true };
    expect(mayAcceptRisk(person, { ownerId: "carla" })).toBe(true);
    expect(mayAcceptRisk(person, { ownerId: "olaf" })).toBe(false);
    expect(mayAcceptRisk(person, { ownerId: null })).toBe(false);
    expect(mayAcceptRisk({ ...person, id: null }, { ownerId: null })).toBe(false);
    expect(mayAcceptRisk({ ...person, writesRisks: false }, { ownerId: "carla" })).toBe(false);
    expect(mayAcceptRisk({ id: "jonas", approves: true, writesRisks: false }, { ownerId: null })).toBe(true);
  });
});
