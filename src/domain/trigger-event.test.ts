import { describe, expect, it } from "vitest";
import { catalogueParty } from "./catalogue";
import * as events from "./trigger-event";

const party = (name: string, more: Partial<events.ProposableParty> = {}): events.ProposableParty => ({
  id: name.toLowerCase(),
  name,
  templateKey: null,
  category: "external",
  ...more,
});
const ours = (key: string) => events.rulesInForce([]).find((rule) => rule.key === key)!;
const stored = (more: Partial<events.StoredRule>): events.StoredRule => ({
  eventKey: "new-client",
  title: "New client",
  dueDays: 10,
  usualParties: ["clients"],
  prompts: ["Read the agreement"],
  fullReview: false,
  correctiveActionNeeded: false,
  own: false,
  active: true,
  ...more,
});

describe("the rules in force", () => {
  it("are our 36, each with the parties of the starter catalogue", () => {
    const rules = events.rulesInForce([]);
    expect(rules).toHaveLength(36);
    expect(rules.every(({ own, active, changed }) => !own && active && !changed)).toBe(true);
    for (const { usualParties } of rules) for (const key of usualParties) expect(catalogueParty(key), key).not.toBeNull();
    expect(ours("law-change")).toMatchObject({ dueDays: 30, usualParties: ["legislator", "regulators"], fullReview: false });
    expect(ours("incident-external")).toMatchObject({ dueDays: 14, correctiveActionNeeded: true, fullReview: true });
  });

  it("are what the organisation made of them, in the same place, and its own behind them", () => {
    const rules = events.rulesInForce([
      stored({ eventKey: "own-drill", title: "Emergency drill failed", own: true }),
      stored({}),
      stored({ eventKey: "annual", title: "Year", active: false, usualParties: [] }),
      stored({ eventKey: "own-beta", title: "Beta ends", own: true }),
    ]);
    expect(rules).toHaveLength(38);
    expect(rules.findIndex(({ key }) => key === "new-client")).toBe(6);
    expect(rules[6]).toMatchObject({ dueDays: 10, changed: true, prompts: ["Read the agreement"] });
    expect(rules.find(({ key }) => key === "annual")).toMatchObject({ active: false, changed: true });
    expect(rules.slice(36).map(({ title, own }) => [title, own])).toEqual([
      ["Beta ends", true],
      ["Emergency drill failed", true],
    ]);
  });

  it("that were put back say what we delivered, and are not changed any more", () => {
    const { key, changed: _changed, ...law } = ours("law-change");
    expect(events.rulesInForce([{ ...law, eventKey: key }]).find((rule) => rule.key === key)).toEqual(ours("law-change"));
    expect(events.rulesInForce([{ ...law, eventKey: key, dueDays: 29 }]).find((rule) => rule.key === key)?.changed).toBe(true);
  });

  it("that we do not know and nobody calls their own stay readable: an event of theirs must keep its name", () => {
    expect(events.rulesInForce([stored({ eventKey: "gone", title: "Gone" })]).at(-1)).toMatchObject({ key: "gone", own: true });
  });
});

describe("the days of an event", () => {
  it("are counted from the day it happened: on time on the last, overdue the day after", () => {
    const event = { occurredOn: "2026-01-17", dueDays: 14, status: "open" };
    expect(events.dueOn(event)).toBe("2026-01-31");
    expect(events.isEventOverdue(event, "2026-01-31")).toBe(false);
    expect(events.isEventOverdue(event, "2026-02-01")).toBe(true);
    expect(events.isEventOverdue({ ...event, status: "closed" }, "2026-02-01")).toBe(false);
    expect(events.isEventOverdue({ ...event, status: "dismissed" }, "2026-02-01")).toBe(false);
    expect(events.dueOn({ occurredOn: "2024-02-29", dueDays: 0 })).toBe("2024-02-29");
  });

  it("at the end of the calendar end with it", () => {
    expect(events.dueOn({ occurredOn: "9999-12-20", dueDays: 30 })).toBe("9999-12-31");
  });

  it("an event is told afterwards, never beforehand", () => {
    expect(events.judgeOccurrence("2026-02-03", "2026-02-03").ok).toBe(true);
    expect(events.judgeOccurrence("2019-02-03", "2026-02-03").ok).toBe(true);
    expect(events.judgeOccurrence("2026-02-04", "2026-02-03")).toEqual({ ok: false, code: "in_the_future", field: "occurredOn" });
  });

  it("says how much later it was entered", () => {
    expect(events.loggedAfter({ occurredOn: "2026-01-01", loggedOn: "2026-01-13" })).toBe(12);
    expect(events.loggedAfter({ occurredOn: "2026-01-01", loggedOn: "2026-01-01" })).toBe(0);
  });
});

describe("the parties concerned", () => {
  it("are those that come from the usual templates, then those whose name says the same, each with its reason", () => {
    const parties = [
      party("Acme", { templateKey: "clients" }),
      party("Insurance companies"),
      party("Landlord", { templateKey: "landlord" }),
      party("Cybercrime", { templateKey: "hackers" }),
    ];
    expect(events.proposeParties(ours("incident-internal"), parties)).toEqual([{ id: "acme", because: "template", key: "clients" }]);
    const external = events.proposeParties(ours("incident-external"), parties);
    expect(external.filter(({ because }) => because !== "full_review")).toEqual([
      { id: "acme", because: "template", key: "clients" },
      { id: "insurance companies", because: "name", key: "insurers" },
      { id: "cybercrime", because: "template", key: "hackers" },
    ]);
    expect(external.at(-1)).toEqual({ id: "landlord", because: "full_review", key: "" });
  });

  it("can be a whole category, in a rule of the organisation", () => {
    const rule = { ...ours("new-client"), usualParties: ["internal"], fullReview: false };
    const parties = [party("Staff", { category: "internal" }), party("Acme", { templateKey: "clients" })];
    expect(events.proposeParties(rule, parties)).toEqual([{ id: "staff", because: "category", key: "internal" }]);
  });

  it("are nobody where the rule names nobody", () => {
    expect(events.proposeParties(ours("new-party"), [party("Acme", { templateKey: "clients" })])).toEqual([]);
  });
});

describe("an event ends", () => {
  const event = { status: "open", correctiveActionNeeded: false, correctiveActionId: null, reviewCompleted: true };
  it("when its review is completed and, where one is needed, the corrective action exists", () => {
    expect(events.judgeClosing(event).ok).toBe(true);
    expect(events.judgeClosing({ ...event, reviewCompleted: false })).toMatchObject({ ok: false, code: "review_not_completed" });
    expect(events.judgeClosing({ ...event, correctiveActionNeeded: true })).toMatchObject({ ok: false, code: "corrective_action_needed" });
    expect(events.judgeClosing({ ...event, correctiveActionNeeded: true, correctiveActionId: "a" }).ok).toBe(true);
    expect(events.judgeClosing({ ...event, status: "dismissed" })).toMatchObject({ ok: false, code: "not_open" });
  });

  it("or is dismissed with a reason, while no review of it is running: a review without a change is no dismissal", () => {
    const dismissible = { status: "open", reviewStatus: null };
    expect(events.judgeDismissing(dismissible, "Entered twice").ok).toBe(true);
    expect(events.judgeDismissing(dismissible, " ")).toEqual({ ok: false, code: "reason_needed", field: "reason" });
    expect(events.judgeDismissing({ ...dismissible, reviewStatus: "cancelled" }, "Entered twice").ok).toBe(true);
    for (const reviewStatus of ["open", "planned", "completed"])
      expect(events.judgeDismissing({ ...dismissible, reviewStatus }, "x")).toMatchObject({ ok: false, code: "has_review" });
    expect(events.judgeDismissing({ ...dismissible, status: "closed" }, "x")).toMatchObject({ ok: false, code: "not_open" });
  });
});
