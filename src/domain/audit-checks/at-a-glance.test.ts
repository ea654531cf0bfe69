import { describe, expect, it } from "vitest";
import { withAcceptances } from "@/domain/audit-checks/acceptance";
import { atAGlance } from "@/domain/audit-checks/at-a-glance";
import { CHECKS } from "@/domain/audit-checks/catalogue";
import { runChecks } from "@/domain/audit-checks/run";
import { answeredOnly, unansweredChecks } from "@/domain/audit-checks/unanswered";
import { type Change, changed, cleanRegister, facts, OUR_OWN, PUBLISHED, TODAY } from "../../../tests/support/oracle";

const glance = (change?: Change) => {
  const read = facts(change ? changed(change) : cleanRegister());
  return atAGlance(read, TODAY, withAcceptances(runChecks(read, TODAY), [], TODAY), []);
};

describe("the self-assessment at a glance", () => {
  it("raises nothing over a clean register", () => {
    const { flags, tests, indicators, readiness } = glance();
    for (const { checks } of [...flags, ...tests]) expect(checks).toEqual([]);
    for (const { count, total } of indicators) expect(count).toBe(total);
    expect(readiness).toEqual({ answered: 71, nothingOpen: 71, total: 71 });
  });

  it.each([
    ["AC-49", "no_link", "traceability"],
    ["AC-23", null, "legal_obligation"],
    ["AC-16", null, "no_padding"],
    ["AC-40", "document", null],
    ["AC-63", "nothing_happened", null],
  ])("%s raises %s and fails %s", (check, flag, test) => {
    const { flags, tests, readiness } = glance({ ...PUBLISHED, ...OUR_OWN }[check]!.change);
    expect(flags.filter(({ checks }) => checks.includes(check)).map(({ key }) => key)).toEqual(flag ? [flag] : []);
    expect(tests.filter(({ checks }) => checks.includes(check)).map(({ key }) => key)).toEqual(test ? [test] : []);
    expect(readiness.nothingOpen).toBeLessThan(71);
  });

  it("counts what cannot be answered apart, and never as in order", () => {
    const read = facts(cleanRegister());
    const unanswered = unansweredChecks(new Set());
    const { flags, readiness } = atAGlance(
      read,
      TODAY,
      withAcceptances(answeredOnly(runChecks(read, TODAY), unanswered), [], TODAY),
      unanswered,
    );
    expect(readiness.answered).toBe(CHECKS.length - unanswered.length);
    expect(readiness.nothingOpen).toBe(readiness.answered);
    expect(flags.find(({ key }) => key === "document")?.unanswered).toBeGreaterThan(5);
  });
});
