import { describe, expect, it } from "vitest";
import { SALIENCE_CLASSES, type SalienceFields, salienceOf } from "./salience";

const party = (fields: Partial<SalienceFields>): SalienceFields => ({
  power: 5,
  scoresAreTemplateDefaults: false,
  legitimacy: 3,
  urgency: 3,
  adverse: false,
  ...fields,
});

describe("salience", () => {
  it("names the eight combinations of power, legitimacy and urgency", () => {
    const found = [5, 2].flatMap((power) =>
      [3, 1].flatMap((legitimacy) => [2, 1].map((urgency) => salienceOf(party({ power, legitimacy, urgency })).salience)),
    );
    expect(found).toEqual(["definitive", "dominant", "dangerous", "dormant", "dependent", "discretionary", "demanding", "none"]);
    expect(new Set(found)).toEqual(new Set(SALIENCE_CLASSES));
  });

  it("says nothing where nobody has said anything, and nothing about adverse parties", () => {
    for (const fields of [{ power: null }, { legitimacy: null }, { urgency: null }, { scoresAreTemplateDefaults: true }]) {
      expect(salienceOf(party(fields))).toEqual({ salience: null, without: "not_assessed" });
    }
    expect(salienceOf(party({ adverse: true }))).toEqual({ salience: null, without: "adverse" });
    expect(salienceOf(party({ adverse: true, power: null }))).toEqual({ salience: null, without: "adverse" });
  });

  it("counts the middle of a scale as present", () => {
    expect(salienceOf(party({ power: 3, legitimacy: 2, urgency: 2 })).salience).toBe("definitive");
    expect(() => salienceOf(party({ legitimacy: 4 }))).toThrow(RangeError);
    expect(() => salienceOf(party({ power: 0 }))).toThrow(RangeError);
  });
});
