import { describe, expect, test } from "vitest";
import { addressOf, parseAddress } from "./past-address";

describe("addresses of the past", () => {
  test("today has none", () => {
    expect(parseAddress("nordwind")).toEqual({ slug: "nordwind", past: null });
    expect(addressOf("nordwind", null)).toBe("nordwind");
  });

  test("a version and a day", () => {
    expect(parseAddress("nordwind~2.1")).toEqual({ slug: "nordwind", past: { kind: "version", number: "2.1" } });
    expect(parseAddress("nordwind~2026-05-12")).toEqual({ slug: "nordwind", past: { kind: "day", day: "2026-05-12" } });
    expect(parseAddress(addressOf("nordwind", "2026-05-12"))).toEqual({ slug: "nordwind", past: { kind: "day", day: "2026-05-12" } });
  });

  test.each(["nordwind~", "nordwind~2", "nordwind~2026-02-30", "nordwind~2.1~2.0", "nordwind~latest", "nordwind~2026-5-1"])(
    "%s is none",
    (part) => {
      expect(parseAddress(part)).toBeNull();
    },
  );
});
