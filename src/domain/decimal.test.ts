import { describe, expect, test } from "vitest";
import { compareDecimals, decimalOf, hasDecimalComma, readDecimal } from "./decimal";

const read = (text: string, commas = false) => {
  const answer = readDecimal(text, { commas });
  return answer.ok ? answer.value : answer.problem;
};

describe("numbers as people write them", () => {
  test.each([
    ["99.5", "99.5"],
    ["99,5", "99.5"],
    [" 99,50 ", "99.5"],
    ["0,125", "0.125"],
    ["1234,567", "1234.567"],
    ["99.875", "99.875"],
    ["1.234,5", "1234.5"],
    ["1,234.5", "1234.5"],
    ["1.234.567", "1234567"],
    ["1,234,567", "1234567"],
    ["1 234,5", "1234.5"],
    ["1\u00a0234,5", "1234.5"],
    ["1’234.5", "1234.5"],
    ["-3", "-3"],
    ["−3,5", "-3.5"],
    ["+7", "7"],
    ["-0", "0"],
    ["007", "7"],
    [".5", "0.5"],
    ["100.000000", "100"],
  ])("%s is %s", (text, value) => expect(read(text)).toBe(value));

  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["1,234", "ambiguous"],
    ["12,345", "ambiguous"],
    ["abc", "not_a_number"],
    ["=1+1", "not_a_number"],
    ["1e5", "not_a_number"],
    ["1..5", "not_a_number"],
    ["1,23,4", "not_a_number"],
    ["1,234.567,8", "not_a_number"],
    ["5.", "not_a_number"],
    ["--5", "not_a_number"],
    ["٩٩", "not_a_number"],
    ["NaN", "not_a_number"],
    ["Infinity", "not_a_number"],
    ["1234567890123456", "too_long"],
    ["0.1234567", "too_long"],
  ])("%s is refused: %s", (text, problem) => expect(read(text)).toBe(problem));

  test("in a file with decimal commas a point before three digits is asked back as well", () => {
    expect(read("1.234", true)).toBe("ambiguous");
    expect(read("1.5", true)).toBe("1.5");
    expect(read("0.125", true)).toBe("0.125");
  });

  test("a decimal comma is known for certain or not at all", () => {
    expect(["99,5", "1.234,5", "0,125", "1234,567"].map(hasDecimalComma)).toEqual([true, true, true, true]);
    expect(["1,234", "99.5", "1,234.5", "abc", "1,234,567"].map(hasDecimalComma)).toEqual([false, false, false, false, false]);
  });
});

describe("kept decimals", () => {
  test("are compared as numbers, not as texts and not as floats", () => {
    expect(compareDecimals("100", "99.5")).toBe(1);
    expect(compareDecimals("9", "10")).toBe(-1);
    expect(compareDecimals("-2", "-10")).toBe(1);
    expect(compareDecimals("0.1", "0.10")).toBe(0);
    expect(compareDecimals("999999999999999.000001", "999999999999999")).toBe(1);
  });

  test("come from numbers of other tools", () => {
    expect([100, 99.95, 0.1 + 0.2, -0, 1e16, Number.NaN].map(decimalOf)).toEqual(["100", "99.95", "0.3", "0", null, null]);
  });
});
