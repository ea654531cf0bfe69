import { expect, test } from "vitest";
import { engagement, quadrant } from "@/domain/power-interest";

test("the four corners and the middle of the grid", () => {
  expect([quadrant(5, 5), quadrant(5, 1), quadrant(1, 5), quadrant(1, 1), quadrant(3, 3), quadrant(2, 2)]).toEqual([
    "manage_closely",
    "keep_satisfied",
    "keep_informed",
    "monitor",
    "manage_closely",
    "monitor",
  ]);
  for (const score of [0, 6, 2.5, Number.NaN]) expect(() => quadrant(score, 3)).toThrow(RangeError);
});

test("every quadrant has its duty", () => {
  const client = { power: 5, interest: 4, scoresAreTemplateDefaults: false, adverse: false };
  expect(engagement(client)).toEqual({ quadrant: "manage_closely", duty: "involve_in_decisions", without: null });
  expect(engagement({ ...client, power: 1 }).duty).toBe("inform_regularly");
});

test("attackers stand on the grid and get no advice", () => {
  const hackers = { power: 4, interest: 5, scoresAreTemplateDefaults: false, adverse: true };
  expect(engagement(hackers)).toEqual({ quadrant: "manage_closely", duty: null, without: "adverse" });
});

test("template scores and missing ones give neither place nor advice", () => {
  const template = { power: 5, interest: 4, scoresAreTemplateDefaults: true, adverse: false };
  expect(engagement(template)).toEqual({ quadrant: null, duty: null, without: "not_assessed" });
  expect(engagement({ ...template, power: null, scoresAreTemplateDefaults: false }).without).toBe("not_assessed");
  expect(engagement({ ...template, adverse: true }).without).toBe("adverse");
});
