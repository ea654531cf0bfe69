import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activate,
  areScoresAssessed,
  bringBack,
  changeNeedsReason,
  confirmParty,
  decideRelevance,
  isRelevantParty,
  markAdverse,
  partyConfirmationNeed,
  personalDataHints,
  retire,
  scoreProblems,
  touchScores,
} from "@/domain/interested-party";
import { PARTY_RELEVANCES, PARTY_STATUSES } from "@/domain/vocabulary";

const today = "2026-03-02";

describe("the life of a party", () => {
  test("a candidate becomes active, is retired for a reason, and comes back", () => {
    expect(activate({ status: "candidate" })).toMatchObject({ ok: true, value: { status: "active" } });
    expect(retire({ status: "active" }, { on: today, reason: " Contract ended " })).toEqual({
      ok: true,
      value: { status: "retired", retiredAt: today, retiredReason: "Contract ended" },
    });
    expect(bringBack({ status: "retired", relevance: "relevant" })).toEqual({
      ok: true,
      value: { status: "active", retiredAt: null, retiredReason: "" },
    });
  });

  test("an undecided party comes back as a candidate: retiring is no way around the decision", () => {
    expect(bringBack({ status: "retired", relevance: "undecided" })).toMatchObject({ value: { status: "candidate" } });
  });

  test("steps that are none are refused with their reason", () => {
    expect(activate({ status: "active" })).toEqual({ ok: false, code: "already_active", field: "status" });
    expect(activate({ status: "retired" })).toMatchObject({ code: "retired" });
    expect(retire({ status: "retired" }, { on: today, reason: "x" })).toMatchObject({ code: "already_retired" });
    expect(retire({ status: "candidate" }, { on: today, reason: "  " })).toMatchObject({ code: "reason_needed", field: "retiredReason" });
    expect(bringBack({ status: "active", relevance: "relevant" })).toMatchObject({ code: "not_retired" });
  });

  test("from no state do all three steps lead on, and every accepted step changes the status", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PARTY_STATUSES), fc.constantFrom(...PARTY_RELEVANCES), (status, relevance) => {
        const steps = [activate({ status }), retire({ status }, { on: today, reason: "r" }), bringBack({ status, relevance })];
        expect(steps.some((step) => step.ok)).toBe(true);
        for (const step of steps) if (step.ok) expect(step.value.status).not.toBe(status);
      }),
    );
  });
});

describe("the relevance decision", () => {
  const party = { status: "candidate", relevanceRationale: "" } as const;
  const decision = { on: today, byId: "mira" };

  test("both answers need a reason and keep person and date", () => {
    expect(decideRelevance(party, { relevance: "relevant", rationale: "Holds our data ", ...decision })).toEqual({
      ok: true,
      value: {
        relevance: "relevant",
        relevanceRationale: "Holds our data",
        relevanceDecidedAt: today,
        relevanceDecidedById: "mira",
      },
    });
    for (const relevance of ["relevant", "not_relevant"] as const) {
      expect(decideRelevance(party, { relevance, rationale: " ", ...decision })).toMatchObject({ ok: false, code: "reason_needed" });
    }
  });

  test("back to undecided clears person and date and keeps what was thought", () => {
    expect(
      decideRelevance({ status: "active", relevanceRationale: "Holds our data" }, { relevance: "undecided", rationale: "", ...decision }),
    ).toMatchObject({ value: { relevanceRationale: "Holds our data", relevanceDecidedAt: null, relevanceDecidedById: null } });
  });

  test("it is kept apart from status: it never touches it, and a retired party is not decided", () => {
    const ruling = decideRelevance(party, { relevance: "relevant", rationale: "r", ...decision });
    expect(ruling.ok && "status" in ruling.value).toBe(false);
    expect(decideRelevance({ ...party, status: "retired" }, { relevance: "relevant", rationale: "r", ...decision })).toMatchObject({
      code: "retired",
    });
    expect(isRelevantParty({ status: "candidate", relevance: "relevant" })).toBe(false);
    expect(isRelevantParty({ status: "active", relevance: "relevant" })).toBe(true);
  });

  test("a decided or confirmed party is not changed without a reason", () => {
    expect(changeNeedsReason({ relevance: "undecided", confirmedAt: null })).toBe(false);
    expect(changeNeedsReason({ relevance: "not_relevant", confirmedAt: null })).toBe(true);
    expect(changeNeedsReason({ relevance: "undecided", confirmedAt: today })).toBe(true);
  });
});

describe("confirmation by the party", () => {
  const confirmation = { on: "2026-03-01", by: "Head of purchasing", method: "e-mail", today };

  test("says when, by whom and how", () => {
    expect(confirmParty({ status: "active", adverse: false }, confirmation)).toEqual({
      ok: true,
      value: { confirmedAt: "2026-03-01", confirmedBy: "Head of purchasing", confirmationMethod: "e-mail" },
    });
    expect(confirmParty({ status: "active", adverse: false }, { ...confirmation, by: "" })).toMatchObject({ code: "who_confirmed" });
    expect(confirmParty({ status: "active", adverse: false }, { ...confirmation, on: "2026-03-03" })).toMatchObject({
      code: "in_the_future",
    });
    expect(confirmParty({ status: "retired", adverse: false }, confirmation)).toMatchObject({ code: "retired" });
  });

  test("hackers never confirm and are never asked to", () => {
    expect(confirmParty({ status: "active", adverse: true }, confirmation)).toMatchObject({ code: "adverse_never_confirms" });
    const hackers = { status: "active", relevance: "relevant", adverse: true, confirmedAt: null } as const;
    expect(partyConfirmationNeed(hackers)).toEqual({ needed: false, because: "adverse" });
    expect(partyConfirmationNeed({ ...hackers, adverse: false })).toEqual({ needed: true, because: "unconfirmed" });
    expect(partyConfirmationNeed({ ...hackers, adverse: false, confirmedAt: today }).because).toBe("confirmed");
    expect(partyConfirmationNeed({ ...hackers, adverse: false, relevance: "not_relevant" }).needed).toBe(false);
    expect(partyConfirmationNeed({ ...hackers, adverse: false, status: "retired" }).needed).toBe(false);
  });

  test("marking a party adverse takes back engagement and confirmation", () => {
    expect(markAdverse(true)).toEqual({
      adverse: true,
      confirmedAt: null,
      confirmedBy: "",
      confirmationMethod: "",
      engagementCurrent: null,
      engagementTarget: null,
    });
    expect(markAdverse(false)).toEqual({ adverse: false });
  });
});

describe("scores", () => {
  test("of a template are no assessment until touched", () => {
    const template = { power: 5, interest: 4, scoresAreTemplateDefaults: true };
    expect(areScoresAssessed(template)).toBe(false);
    expect(areScoresAssessed({ ...template, ...touchScores({ power: 5 }) } as typeof template)).toBe(true);
    expect(areScoresAssessed({ power: 5, interest: null, scoresAreTemplateDefaults: false })).toBe(false);
  });

  test("are whole numbers within their range", () => {
    expect(scoreProblems({ power: 1, interest: 5, support: -2 })).toEqual([]);
    expect(scoreProblems({ power: null, support: null })).toEqual([]);
    expect(scoreProblems({ power: 0, interest: 2.5, support: 3 }).map(({ field, code }) => [field, code])).toEqual([
      ["power", "out_of_range"],
      ["interest", "not_whole"],
      ["support", "out_of_range"],
    ]);
    expect(scoreProblems({ power: Number.NaN })).toHaveLength(1);
  });
});

test("a named person is noticed as personal data, a group is not", () => {
  const group = { kind: "group", support: 1, attitude: "positive", representative: "" } as const;
  expect(personalDataHints(group)).toEqual([]);
  expect(personalDataHints({ ...group, kind: "person" }).map(({ code }) => code)).toEqual(["person_named", "support_about_person"]);
  expect(personalDataHints({ ...group, representative: "J. Doe" })).toEqual([
    { field: "representative", code: "contact_is_personal_data" },
  ]);
});
