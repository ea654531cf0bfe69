import { describe, expect, it } from "vitest";
import {
  answerFeedback,
  canTellHowMet,
  closeFeedback,
  engagementGap,
  type Feedback,
  faultsOfTold,
  feedbackDueOn,
  isFeedbackOverdue,
  judgeEntry,
  judgeTelling,
  LONGEST_FEEDBACK,
  lastSeen,
  mayBeGivenFeedbackLink,
  reopenFeedback,
  takeFeedback,
} from "./engagement";

const today = "2026-11-22";
const code = (ruling: { ok: boolean; code?: string }) => (ruling.ok ? "ok" : ruling.code);

describe("what can stand in the log", () => {
  const entry = { type: "meeting", heldOn: today, summary: "Spoke", party: { adverse: false }, engagementSeen: null } as const;
  it.each([
    ["ok", {}],
    ["in_the_future", { heldOn: "2026-11-23" }],
    ["summary_needed", { summary: " \n" }],
    ["party_needed", { party: null }],
    ["ok", { party: null, type: "feedback" }],
    ["adverse", { party: { adverse: true }, type: "notice" }],
    ["adverse", { party: { adverse: true }, type: "survey" }],
    ["adverse", { party: { adverse: true }, type: "interview" }],
    ["adverse", { party: { adverse: true }, type: "training" }],
    ["ok", { party: { adverse: true }, type: "meeting" }],
    ["ok", { party: { adverse: true }, type: "feedback" }],
    ["no_level", { party: { adverse: true }, engagementSeen: "leading" }],
    ["no_level", { party: null, type: "feedback", engagementSeen: "leading" }],
    ["ok", { engagementSeen: "leading" }],
  ] as const)("%s", (expected, more) => {
    expect(code(judgeEntry({ ...entry, ...more }, today))).toBe(expected);
  });

  it("an adverse party is never told how anything is met, nor given a link", () => {
    expect(canTellHowMet("notice") && canTellHowMet("meeting")).toBe(true);
    expect(canTellHowMet("training")).toBe(false);
    expect(code(judgeTelling({ type: "meeting", adverse: true, requirementIds: ["r"] }))).toBe("adverse_told");
    expect(code(judgeTelling({ type: "meeting", adverse: false, requirementIds: [] }))).toBe("nothing_told");
    expect(code(judgeTelling({ type: "meeting", adverse: false, requirementIds: ["r"] }))).toBe("ok");
    expect(mayBeGivenFeedbackLink({ adverse: true, status: "active" })).toBe(false);
    expect(mayBeGivenFeedbackLink({ adverse: false, status: "retired" })).toBe(false);
    expect(mayBeGivenFeedbackLink({ adverse: false, status: "candidate" })).toBe(true);
  });
});

describe("feedback", () => {
  const fresh: Feedback = { type: "feedback", status: "new", ownerId: null, response: "", outcome: "", toldOn: null };
  const answered: Feedback & { heldOn: string } = { ...fresh, status: "answered", ownerId: "m", response: "Yes", heldOn: "2026-11-01" };
  const end = { outcome: "A clock", toldOn: "2026-11-20" as string | null, whyNotTold: "", today };

  it("is due after the organisation's days, overdue the day after, and only until it is answered", () => {
    expect(feedbackDueOn("2026-01-31", 30)).toBe("2026-03-02");
    expect(isFeedbackOverdue({ status: "new", dueOn: today }, today)).toBe(false);
    expect(isFeedbackOverdue({ status: "in_work", dueOn: "2026-11-21" }, today)).toBe(true);
    expect(isFeedbackOverdue({ status: "answered", dueOn: "2026-11-21" }, today)).toBe(false);
    expect(isFeedbackOverdue({ status: "recorded", dueOn: null }, today)).toBe(false);
  });

  it("is taken on by somebody, once", () => {
    expect(takeFeedback(fresh, "m")).toEqual({ ok: true, value: { status: "in_work", ownerId: "m" } });
    expect(code(takeFeedback(fresh, null))).toBe("owner_needed");
    expect(code(takeFeedback({ ...fresh, status: "in_work" }, "m"))).toBe("not_new");
    expect(code(takeFeedback({ ...fresh, type: "meeting", status: "recorded" }, "m"))).toBe("no_feedback");
  });

  it("is answered with words; whoever answers has taken it on", () => {
    expect(answerFeedback(fresh, { response: "Yes", ownerId: "m", today })).toEqual({
      ok: true,
      value: { status: "answered", response: "Yes", respondedOn: today, ownerId: "m" },
    });
    expect(answerFeedback({ ...fresh, ownerId: "c" }, { response: "Yes", ownerId: "m", today })).toMatchObject({ value: { ownerId: "c" } });
    expect(code(answerFeedback(fresh, { response: " ", ownerId: "m", today }))).toBe("response_needed");
    expect(code(answerFeedback({ ...answered, status: "closed" }, { response: "x", ownerId: "m", today }))).toBe("closed");
  });

  it.each([
    ["ok", answered, {}],
    ["not_answered", { ...fresh, heldOn: today }, {}],
    ["not_answered", { ...answered, response: "" }, {}],
    ["outcome_needed", answered, { outcome: "" }],
    ["told_or_why", answered, { toldOn: null }],
    ["ok", answered, { toldOn: null, whyNotTold: "No address" }],
    ["ok", { ...answered, toldOn: "2026-11-19" }, { toldOn: null }],
    ["told_in_the_future", answered, { toldOn: "2026-11-23" }],
    ["told_before_it_came", answered, { toldOn: "2026-10-31" }],
    ["closed", { ...answered, status: "closed" }, {}],
  ] as const)("is closed with its outcome and whoever was told: %s", (expected, entry, more) => {
    expect(code(closeFeedback(entry, { ...end, ...more }))).toBe(expected);
  });

  it("is opened again with a reason, and they count as told no longer", () => {
    expect(reopenFeedback(answered, "Not enough")).toEqual({ ok: true, value: { status: "in_work", toldOn: null } });
    expect(code(reopenFeedback(answered, ""))).toBe("reason_needed");
    expect(code(reopenFeedback(fresh, "x"))).toBe("not_closed");
  });

  it("from outside is checked field by field", () => {
    const told = { text: "Hello", fromName: "", fromEmail: "" };
    expect(faultsOfTold(told)).toEqual({});
    expect(faultsOfTold({ ...told, text: "😀".repeat(LONGEST_FEEDBACK) })).toEqual({});
    expect(faultsOfTold({ text: "x".repeat(50_000), fromName: "x".repeat(201), fromEmail: "a@b, c@d" })).toEqual({
      text: "too_long",
      fromName: "too_long",
      fromEmail: "not_an_address",
    });
    expect(faultsOfTold({ ...told, text: "" })).toEqual({ text: "needed" });
  });
});

describe("how engaged a party is", () => {
  const seen = (ref: string, heldOn: string, engagementSeen: "neutral" | "supportive" | null) => ({ ref, heldOn, engagementSeen });
  it("follows from the newest interaction that saw it; of one day from the one entered last", () => {
    expect(lastSeen([])).toBeNull();
    expect(lastSeen([seen("ENG-001", "2026-03-01", null)])).toBeNull();
    const rows = [
      seen("ENG-999", "2026-03-01", "neutral"),
      seen("ENG-1000", "2026-03-01", "supportive"),
      seen("ENG-1001", "2026-02-01", "neutral"),
      seen("ENG-1002", "2026-04-01", null),
    ];
    expect(lastSeen(rows)?.ref).toBe("ENG-1000");
  });

  it("says how many levels are missing and since when nothing passed", () => {
    const levels = { engagementCurrent: "resistant", engagementTarget: "supportive" } as const;
    expect(engagementGap(levels, "2026-11-20", today)).toMatchObject({ missing: 2, silentDays: 2 });
    expect(engagementGap({ ...levels, engagementCurrent: "leading" } as never, null, today)).toMatchObject({
      missing: 0,
      silentDays: null,
    });
    expect(engagementGap({ engagementCurrent: null, engagementTarget: "leading" }, null, today).missing).toBeNull();
  });
});
