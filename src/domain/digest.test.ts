import { describe, expect, it } from "vitest";
import { digestOf, escalatedTo, groupOf, itemKey, mustSee, type WaitingItem } from "./digest";

const TODAY = "2026-11-18"; // a Wednesday
const item = (ref: string, dueOn: string | null, kind = "action"): WaitingItem => ({
  kind,
  ref,
  title: `Do ${ref}`,
  path: `/actions/${ref}`,
  dueOn,
});
const base = {
  own: [item("ACT-001", "2026-11-10"), item("ACT-002", "2026-11-20"), item("ACT-003", null), item("ACT-004", "2027-01-01")],
  escalated: [],
  snoozed: new Map<string, string>(),
  wish: { frequency: "daily", weekday: 1 } as const,
  last: null,
  today: TODAY,
  announceDays: 7,
};
const told = (digest: ReturnType<typeof digestOf>) =>
  digest && Object.fromEntries(digest.groups.map(({ group, items }) => [group, items.map(({ ref }) => ref)]));

describe("the digest of a day", () => {
  it("tells what is overdue, due soon and asked, and nothing that is far away", () => {
    expect(told(digestOf(base))).toEqual({ overdue: ["ACT-001"], due: ["ACT-002"], asked: ["ACT-003"] });
    expect(groupOf({ dueOn: TODAY }, TODAY, 0)).toBe("due");
    expect(groupOf({ dueOn: "2026-11-19" }, TODAY, 0)).toBeNull();
  });

  it("is not made where nothing is due", () => {
    expect(digestOf({ ...base, own: [item("ACT-004", "2027-01-01")] })).toBeNull();
    expect(digestOf({ ...base, own: [] })).toBeNull();
  });

  it("leaves out what is snoozed until a later day, and tells it on that day", () => {
    const snoozed = new Map([[itemKey(item("ACT-001", null)), "2026-11-19"]]);
    expect(told(digestOf({ ...base, snoozed }))).toEqual({ due: ["ACT-002"], asked: ["ACT-003"] });
    expect(told(digestOf({ ...base, snoozed, today: "2026-11-19" }))?.overdue).toEqual(["ACT-001"]);
    const decision = [item("2.1", null, "version")];
    expect(told(digestOf({ ...base, own: decision, snoozed: new Map([["version 2.1", "2027-01-01"]]) }))).toEqual({ asked: ["2.1"] });
  });

  it("comes once a day, weekly on the chosen day or the next on which we look, and never twice when the day goes back", () => {
    const last = (day: string) => ({ day, keys: new Set<string>() });
    expect(digestOf({ ...base, last: last(TODAY) })).toBeNull();
    expect(digestOf({ ...base, last: last("2026-11-19") })).toBeNull();
    const weekly = { ...base, wish: { frequency: "weekly", weekday: 1 } as const };
    expect(digestOf({ ...weekly, last: last("2026-11-16") })).toBeNull();
    expect(digestOf({ ...weekly, last: last("2026-11-15") })).not.toBeNull();
    expect(digestOf({ ...weekly, today: "2026-11-22", last: last("2026-11-16") })).toBeNull();
    expect(digestOf({ ...weekly, today: "2026-11-23", last: last("2026-11-16") })).not.toBeNull();
  });

  it("whoever wants none gets none, except what their role must see: once, when something is new, and after a week", () => {
    const never = { ...base, wish: { frequency: "never", weekday: 1 } as const };
    expect(digestOf(never)).toBeNull();
    const escalated = [{ ...item("ACT-009", "2026-10-01"), waitsWith: "Carla" }];
    expect(told(digestOf({ ...never, escalated }))).toEqual({ escalated: ["ACT-009"] });
    const last = { day: "2026-11-17", keys: new Set(["action ACT-009"]) };
    expect(digestOf({ ...never, escalated, last })).toBeNull();
    expect(digestOf({ ...never, escalated, last: { ...last, keys: new Set<string>() } })).not.toBeNull();
    expect(digestOf({ ...never, escalated, last: { ...last, day: "2026-11-11" } })).not.toBeNull();
    expect(told(digestOf({ ...never, own: [...base.own, item("2.1", null, "version")] }))).toEqual({ asked: ["2.1"] });
    expect(mustSee({ kind: "action", waitsWith: null })).toBe(false);
  });
});

describe("escalation", () => {
  const others = [
    {
      userId: "c",
      name: "Carla",
      items: [item("ACT-001", "2026-11-04"), item("ACT-002", "2026-11-03"), item("RV-001", "2026-10-01", "review")],
    },
    { userId: "v", name: "Vera", items: [item("RV-001", "2026-10-01", "review"), item("3.0", "2026-01-01", "version")] },
    { userId: "o", name: "Olaf", items: [item("ACT-007", "2026-01-01")] },
  ];
  const rule = { today: TODAY, escalateAfterDays: 14 };

  it("goes to whoever answers for the register, each thing once with whom it waits, never their own, never too early", () => {
    const found = escalatedTo({ userId: "o", role: "owner" }, others, rule);
    expect(found.map(({ ref, waitsWith }) => [ref, waitsWith])).toEqual([
      ["3.0", "Vera"],
      ["RV-001", "Carla, Vera"],
      ["ACT-002", "Carla"],
    ]);
    expect(told(digestOf({ ...base, own: [item("ACT-002", "2026-11-03")], escalated: found }))).toEqual({
      escalated: ["3.0", "RV-001"],
      overdue: ["ACT-002"],
    });
  });

  it("never to somebody who only reads, and to a contributor only what they may read", () => {
    for (const role of ["viewer", "auditor"] as const) expect(escalatedTo({ userId: "x", role }, others, rule)).toEqual([]);
    expect(escalatedTo({ userId: "x", role: "contributor" }, others, rule).map(({ kind }) => kind)).not.toContain("version");
  });
});
