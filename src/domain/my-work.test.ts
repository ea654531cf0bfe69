import { describe, expect, it } from "vitest";
import { groupWork } from "./my-work";

const TODAY = "2026-03-10";
const item = (ref: string, dueOn: string | null, kind = "action") => ({ kind, ref, dueOn });
const refs = (items: ReturnType<typeof item>[]) =>
  groupWork(items, TODAY).map(({ when, items: found }) => [when, found.map(({ ref }) => ref)]);

describe("my work", () => {
  it("is what is overdue, what is due within a week, and what comes later; the most urgent first", () => {
    expect(
      refs([
        item("no day", null),
        item("in a week", "2026-03-17"),
        item("later", "2026-03-18"),
        item("today", "2026-03-10"),
        item("yesterday", "2026-03-09"),
        item("long ago", "2025-12-31"),
      ]),
    ).toEqual([
      ["overdue", ["long ago", "yesterday"]],
      ["week", ["today", "in a week"]],
      ["later", ["later", "no day"]],
    ]);
  });

  it("leaves out groups in which nothing waits, and keeps the given order among equals", () => {
    expect(refs([item("b", null), item("a", null)])).toEqual([["later", ["b", "a"]]]);
    expect(refs([])).toEqual([]);
  });
});
