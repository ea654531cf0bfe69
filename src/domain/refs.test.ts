import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRefs, formatRef, parseRef, REF_PREFIXES } from "@/domain/refs";

const prefix = fc.constantFrom(...Object.values(REF_PREFIXES));
const number = fc.integer({ min: 1, max: 10_000_000 });

test("refs are padded to three digits and grow beyond", () => {
  expect([formatRef("IP", 1), formatRef("REQ", 45), formatRef("SRC", 999), formatRef("OBL", 1000)]).toEqual([
    "IP-001",
    "REQ-045",
    "SRC-999",
    "OBL-1000",
  ]);
  expect(() => formatRef("IP", 0)).toThrow(RangeError);
  expect(() => formatRef("IP", 1.5)).toThrow(RangeError);
});

test("a ref is read as people type it, and nothing else is one", () => {
  expect(parseRef(" ip-1 ")).toEqual({ prefix: "IP", number: 1 });
  expect(parseRef("REQ 0045")).toEqual({ prefix: "REQ", number: 45 });
  for (const text of ["", "IP-", "IP-0", "XX-1", "IP-1-2", "A.8.24", "IP--1"]) expect(parseRef(text)).toBeNull();
});

test("formatting and reading are each other's inverse", () => {
  fc.assert(
    fc.property(prefix, number, (p, n) => {
      expect(parseRef(formatRef(p, n))).toEqual({ prefix: p, number: n });
    }),
  );
});

test("the order is the order of counting", () => {
  expect(["REQ-1000", "REQ-999", "n/a", "IP-010", "IP-002"].sort(compareRefs)).toEqual(["IP-002", "IP-010", "REQ-999", "REQ-1000", "n/a"]);
  fc.assert(
    fc.property(prefix, number, number, (p, a, b) => {
      expect(compareRefs(formatRef(p, a), formatRef(p, b))).toBe(Math.sign(a - b));
    }),
  );
});
