import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeSignIn, networkOf, SIGN_IN_LIMITS, type SignInTry } from "@/domain/access-limits";

const now = new Date("2026-03-02T10:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const wrong = (change: Partial<SignInTry> = {}): SignInTry => ({
  account: "mira",
  network: "203.0.113.5",
  device: null,
  succeeded: false,
  at: minutesAgo(5),
  ...change,
});
const times = (count: number, make: (index: number) => SignInTry) => Array.from({ length: count }, (_, index) => make(index));
const stranger = { account: "mira", network: "203.0.113.5", device: null };

describe("guessing at Mira's password", () => {
  test("ten wrong tries, then fifteen minutes of waiting, from whatever network", () => {
    expect(
      judgeSignIn(
        times(9, () => wrong()),
        stranger,
        now,
      ),
    ).toEqual({ allowed: true });
    const ten = times(10, (index) => wrong({ network: `198.51.100.${index}`, at: minutesAgo(14 - index) }));
    expect(judgeSignIn(ten, stranger, now)).toEqual({ allowed: false, because: "account", waitUntil: new Date("2026-03-02T10:01:00Z") });
    expect(judgeSignIn(ten, stranger, new Date("2026-03-02T10:01:00Z"))).toEqual({ allowed: true });
  });

  test("does not lock Mira out of the browser she knows, which has a budget of its own", () => {
    const burnt = times(200, () => wrong());
    const herBrowser = { ...stranger, device: "her-laptop" };
    expect(judgeSignIn(burnt, herBrowser, now)).toEqual({ allowed: true });
    expect(judgeSignIn([...burnt, ...times(10, () => wrong({ device: "her-laptop" }))], herBrowser, now)).toMatchObject({
      because: "device",
    });
    expect(
      judgeSignIn(
        times(10, () => wrong({ device: "her-laptop" })),
        stranger,
        now,
      ),
    ).toEqual({ allowed: true });
  });

  test("a success neither counts nor forgives, and old tries are forgotten", () => {
    const nine = times(9, () => wrong());
    expect(judgeSignIn([...nine, wrong({ succeeded: true })], stranger, now)).toEqual({ allowed: true });
    expect(judgeSignIn([...nine, wrong({ succeeded: true }), wrong()], stranger, now).allowed).toBe(false);
    expect(
      judgeSignIn(
        times(100, () => wrong({ at: minutesAgo(15) })),
        stranger,
        now,
      ),
    ).toEqual({ allowed: true });
  });
});

test("one network guessing at many accounts has to wait too, and others do not", () => {
  const sprayed = times(SIGN_IN_LIMITS.network, (index) => wrong({ account: `person-${index}` }));
  expect(judgeSignIn(sprayed, { ...stranger, account: "jonas" }, now)).toMatchObject({ allowed: false, because: "network" });
  expect(judgeSignIn(sprayed, { ...stranger, account: "jonas", network: "192.0.2.9" }, now)).toEqual({ allowed: true });
});

test("no order and no mix of tries lets an unknown browser make an eleventh in fifteen minutes", () => {
  const minute = fc.integer({ min: 0, max: 120 });
  fc.assert(
    fc.property(fc.array(minute, { maxLength: 80 }), (minutes) => {
      const made: SignInTry[] = [];
      for (const at of [...minutes].sort((a, b) => a - b).map((m) => new Date(now.getTime() + m * 60_000))) {
        const verdict = judgeSignIn(made, stranger, at);
        if (verdict.allowed) made.push(wrong({ at }));
        else expect(verdict.waitUntil.getTime()).toBeGreaterThan(at.getTime());
      }
      for (const { at } of made) {
        const inWindow = made.filter((other) => other.at <= at && other.at.getTime() > at.getTime() - 15 * 60_000);
        expect(inWindow.length).toBeLessThanOrEqual(10);
      }
    }),
  );
});

describe("the network of an address", () => {
  test.each([
    ["203.0.113.5", "203.0.113.5"],
    ["::ffff:203.0.113.5", "203.0.113.5"],
    ["::ffff:cb00:7105", "203.0.113.5"],
    ["203.0.113.5:4711", "203.0.113.5"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::99", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["[2001:db8:1:2::99]:443", "2001:db8:1:2::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
  ])("%s counts for %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("what is no address shares one budget", () => {
    for (const text of ["", "localhost", "256.1.1.1", "1.2.3", "1::2::3", "2001:db8", "gggg::", "1:2:3:4:5:6:7:8:9"]) {
      expect(networkOf(text)).toBe("unknown");
    }
  });

  test("addresses of one /64 share a network, and any text has one", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(networkOf(address)).toMatch(/^(?:[0-9a-f:]+::\/64|[\d.]+)$/);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(networkOf(text)).not.toBe("");
      }),
    );
  });
});
