import { describe, expect, test } from "vitest";
import { USUAL_SCALE } from "@/domain/risk";
import { adopted } from "./register-file-adopted";
import { levelFits, positionsOf, readLevel } from "./register-file-risk-levels";

const three = { likelihood: ["low", "mid", "high"], impact: ["low", "mid", "high", "top"] };

describe("the level of a risk in a register file", () => {
  test.each([
    [15, { likelihood: 3, impact: 5 }],
    [20, { likelihood: 4, impact: 5 }],
    [9, { likelihood: 3, impact: 3 }],
    [4, { likelihood: 2, impact: 2 }],
    [1, { likelihood: 1, impact: 1 }],
    [25, { likelihood: 5, impact: 5 }],
    [7, null],
    [13, null],
    [24, null],
  ])("%i is taken apart on the usual scale, evenly and with the larger position as the impact", (level, positions) => {
    expect(positionsOf(level, USUAL_SCALE)).toEqual(positions);
  });

  test("is taken apart on the organisation's own scale", () => {
    expect(positionsOf(12, three)).toEqual({ likelihood: 3, impact: 4 });
    expect(positionsOf(25, three)).toBeNull();
    expect(positionsOf(12, { likelihood: three.impact, impact: three.likelihood })).toEqual({ likelihood: 4, impact: 3 });
  });

  test("needs nothing where the positions are given, and is kept where none give it", () => {
    expect(readLevel({ level: 10, likelihood: 2, impact: 5 }, USUAL_SCALE)).toEqual({ how: "given" });
    expect(readLevel({ level: null, likelihood: null, impact: null }, USUAL_SCALE)).toEqual({ how: "given" });
    expect(readLevel({ level: 10, likelihood: null, impact: null }, USUAL_SCALE)).toMatchObject({
      how: "derived",
      likelihood: 2,
      impact: 5,
    });
    expect(readLevel({ level: 7, likelihood: null, impact: null }, USUAL_SCALE)).toEqual({ how: "kept", level: 7 });
    expect(levelFits({ level: 11, likelihood: 2, impact: 5 })).toBe(false);
    expect(levelFits({ level: 11, likelihood: 2, impact: null })).toBe(true);
  });
});

describe("what was carried before there was a room", () => {
  test("goes out in the form of the room; what that cannot read becomes a note", () => {
    expect(adopted("risks", { id: "k1", title: "Leak", level: 9, colour: "red", treatment: "pray", deep: { a: [1] } })).toEqual({
      id: "k1",
      title: "Leak",
      level: 9,
      note: 'colour: red\ntreatment: pray\ndeep: {"a":[1]}',
    });
    expect(adopted("soa", { control_ref: "A.5.1", applicable: true, basis: "law" })).toEqual({
      control_ref: "A.5.1",
      applicable: true,
      implementation_note: "basis: law",
    });
  });

  test("what must be there stays, so that it is named", () => {
    expect(adopted("evidence", { id: "e1", title: "Report", dated: "yesterday" })).toEqual({
      id: "e1",
      title: "Report",
      dated: "yesterday",
    });
  });
});
