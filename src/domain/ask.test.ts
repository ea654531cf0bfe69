import { describe, expect, test } from "vitest";
import {
  askState,
  isNamedRecipient,
  isOpenForAnswers,
  judgeAnswers,
  LONGEST_ANSWER,
  mayBeAsked,
  meaningOf,
  proposeItem,
  reminderDue,
  responseRate,
  verdictsFor,
} from "./ask";

const party = { status: "active", relevance: "relevant", adverse: false } as const;
const need = {
  status: "active",
  relevance: "relevant",
  sourceType: "interview",
  obligationCount: 0,
  confirmedAt: null,
} as const;

describe("who is asked", () => {
  test("active relevant parties that are no adversaries", () => {
    expect(mayBeAsked(party)).toEqual({ ok: true, value: null });
    expect(mayBeAsked({ ...party, adverse: true })).toMatchObject({ ok: false, code: "adverse" });
    expect(mayBeAsked({ ...party, status: "candidate" })).toMatchObject({ code: "not_active" });
    expect(mayBeAsked({ ...party, status: "retired" })).toMatchObject({ code: "not_active" });
    expect(mayBeAsked({ ...party, relevance: "undecided" })).toMatchObject({ code: "not_relevant" });
    // However friendly it is otherwise.
    expect(mayBeAsked({ status: "candidate", relevance: "not_relevant", adverse: true })).toMatchObject({ code: "adverse" });
  });
});

describe("what is asked", () => {
  const asked = (more: object, state: "unconfirmed" | "outdated" | "all" = "all") =>
    proposeItem({ ...need, ...more }, { state, today: "2026-11-22", confirmMaxDays: 90 });
  test("needs that only the party can confirm are proposed ticked", () => {
    expect(asked({})).toEqual({ ask: true, because: "unconfirmed" });
    expect(asked({ sourceType: null })).toEqual({ ask: true, because: "unconfirmed" });
    expect(asked({ confirmedAt: "2026-01-01" })).toEqual({ ask: true, because: "outdated" });
    expect(asked({ confirmedAt: "2026-11-01" })).toEqual({ ask: true, because: "confirmed" });
  });
  test("laws and signed contracts confirm themselves: proposed unticked, with the reason", () => {
    expect(asked({ sourceType: "law" })).toEqual({ ask: false, because: "law_confirms_itself" });
    expect(asked({ obligationCount: 1 })).toEqual({ ask: false, because: "law_confirms_itself" });
    expect(asked({ sourceType: "contract" })).toEqual({ ask: false, because: "contract_confirms_itself" });
    // A confirmation that somebody recorded all the same does not make it a question.
    expect(asked({ sourceType: "law", confirmedAt: "2020-01-01" })).toEqual({ ask: false, because: "law_confirms_itself" });
  });
  test("drafts, retired and discarded ones are not shown to anybody", () => {
    expect(asked({ status: "draft" })).toBeNull();
    expect(asked({ status: "retired" })).toBeNull();
    expect(asked({ relevance: "discarded" })).toBeNull();
  });
  test("a round for the unconfirmed asks for these alone, one for the outdated for those alone", () => {
    expect(asked({ confirmedAt: "2026-11-01" }, "unconfirmed")).toEqual({ ask: false, because: "confirmed" });
    expect(asked({ confirmedAt: "2026-01-01" }, "unconfirmed")).toEqual({ ask: false, because: "outdated" });
    expect(asked({}, "unconfirmed")).toEqual({ ask: true, because: "unconfirmed" });
    expect(asked({ confirmedAt: "2026-01-01" }, "outdated")).toEqual({ ask: true, because: "outdated" });
    expect(asked({}, "outdated")).toEqual({ ask: false, because: "unconfirmed" });
    // On the last day it still counts.
    expect(asked({ confirmedAt: "2026-08-24" }, "outdated")).toEqual({ ask: false, because: "confirmed" });
    expect(asked({ confirmedAt: "2026-08-23" }, "outdated")).toEqual({ ask: true, because: "outdated" });
  });
});

describe("an answer", () => {
  const facts = {
    answer: "right",
    named: true,
    statementShown: "A",
    statementNow: "A",
    requirementStatus: "active",
    adverse: false,
  } as const;
  test("right, from whom we asked, about what still stands, confirms at once", () => {
    expect(meaningOf(facts)).toEqual({ kind: "confirm" });
  });
  test("right from somebody else, or about words that changed, waits", () => {
    expect(meaningOf({ ...facts, named: false })).toEqual({ kind: "wait", because: "somebody_else" });
    expect(meaningOf({ ...facts, statementNow: "B" })).toEqual({ kind: "wait", because: "statement_changed" });
    expect(meaningOf({ ...facts, requirementStatus: "retired" })).toEqual({ kind: "wait", because: "retired" });
    expect(meaningOf({ ...facts, adverse: true })).toEqual({ kind: "wait", because: "adverse" });
  });
  test("a change and a farewell are proposals", () => {
    expect(meaningOf({ ...facts, answer: "change" })).toEqual({ kind: "proposal" });
    expect(meaningOf({ ...facts, answer: "no_longer", named: false })).toEqual({ kind: "proposal" });
    expect(meaningOf({ ...facts, answer: "" })).toEqual({ kind: "nothing" });
  });
  test("which verdicts it can get", () => {
    expect(verdictsFor("right")).toEqual(["confirmed", "declined"]);
    expect(verdictsFor("change")).toEqual(["accepted", "declined"]);
    expect(verdictsFor("no_longer")).toEqual(["accepted", "declined"]);
    expect(verdictsFor("")).toEqual([]);
  });
  test.each([
    ["Anna Berger", "Anna Berger", true],
    [" anna  BERGER ", "Anna Berger", true],
    ["Anna Bergér", "Anna Berger", false],
    ["Bert", "Anna Berger", false],
    ["", "Anna Berger", false],
  ])("given by %j to what was asked of %j: %s", (by, recipient, named) => expect(isNamedRecipient(by, recipient)).toBe(named));
});

describe("what is typed", () => {
  const item = { id: "1", answer: "right", proposal: "", comment: "", howMetAnswer: "" } as const;
  const judge = (more: object, whole: object = {}) =>
    judgeAnswers({ answeredBy: "Anna", comment: "", items: [{ ...item, ...more }], ...whole });
  test("may leave things open, but not all of them", () => {
    expect(judge({})).toEqual([]);
    expect(judge({ answer: "" })).toEqual([{ field: "items", code: "nothing_said" }]);
    expect(judge({ answer: "" }, { comment: "We moved" })).toEqual([]);
    expect(judge({ answer: "", howMetAnswer: "fine" })).toEqual([]);
  });
  test("a change says how, a farewell why, somebody who", () => {
    expect(judge({ answer: "change" })).toEqual([{ field: "1.proposal", code: "say_how" }]);
    expect(judge({ answer: "no_longer", comment: " " })).toEqual([{ field: "1.comment", code: "say_why" }]);
    expect(judge({ howMetAnswer: "not_met" })).toEqual([{ field: "1.comment", code: "say_what_is_missing" }]);
    expect(judge({}, { answeredBy: " " })).toEqual([{ field: "answeredBy", code: "who_answers" }]);
  });
  test("50,000 characters are too many, and it is said where", () => {
    expect(judge({ answer: "change", proposal: "x".repeat(50_000) })).toEqual([{ field: "1.proposal", code: "too_long" }]);
    expect(judge({ comment: "x".repeat(LONGEST_ANSWER + 1) })).toEqual([{ field: "1.comment", code: "too_long" }]);
    expect(judge({ comment: "x".repeat(LONGEST_ANSWER) })).toEqual([]);
    expect(judge({}, { comment: "x".repeat(50_000) })).toEqual([{ field: "comment", code: "too_long" }]);
    expect(judge({}, { answeredBy: "x".repeat(201) })).toEqual([{ field: "answeredBy", code: "too_long" }]);
  });
});

describe("an ask", () => {
  const ask = { status: "sent", batchStatus: "open", expiresAt: "2026-12-31T00:00:00.000Z", dueOn: "2026-12-01" } as const;
  const at = "2026-11-22T10:00:00.000Z";
  test("is open until it is answered, closed, revoked or expired", () => {
    expect(askState(ask, at)).toBe("open");
    expect(askState(ask, "2026-12-02T00:00:00.000Z")).toBe("overdue");
    expect(askState({ ...ask, status: "answered" }, at)).toBe("answered");
    expect(askState({ ...ask, status: "refused" }, at)).toBe("refused");
    expect(askState({ ...ask, status: "revoked" }, at)).toBe("revoked");
    expect(askState({ ...ask, batchStatus: "closed" }, at)).toBe("closed");
    expect(askState(ask, "2026-12-31T00:00:00.000Z")).toBe("expired");
  });
  test("takes answers, also new ones, until the round closes or the link ends", () => {
    expect(isOpenForAnswers(ask, at)).toBe(true);
    expect(isOpenForAnswers({ ...ask, status: "answered" }, at)).toBe(true);
    expect(isOpenForAnswers({ ...ask, status: "refused" }, at)).toBe(true);
    expect(isOpenForAnswers({ ...ask, status: "revoked" }, at)).toBe(false);
    expect(isOpenForAnswers({ ...ask, batchStatus: "closed" }, at)).toBe(false);
    expect(isOpenForAnswers(ask, "2027-01-01T00:00:00.000Z")).toBe(false);
  });
});

describe("a reminder", () => {
  const ask = {
    status: "sent",
    batchStatus: "open",
    sentOn: "2026-11-02",
    dueOn: "2026-12-01",
    expiresAt: "2026-12-31T00:00:00.000Z",
    remindDays: 7,
    lastRemindedOn: null as string | null,
  };
  test("goes out so many days before, once, and once more when it is due", () => {
    expect(reminderDue(ask, "2026-11-23")).toBeNull();
    expect(reminderDue(ask, "2026-11-24")).toBe("before");
    expect(reminderDue(ask, "2026-11-30")).toBe("before");
    expect(reminderDue({ ...ask, lastRemindedOn: "2026-11-24" }, "2026-11-24")).toBeNull();
    expect(reminderDue({ ...ask, lastRemindedOn: "2026-11-24" }, "2026-11-29")).toBeNull();
    expect(reminderDue({ ...ask, lastRemindedOn: "2026-11-24" }, "2026-12-01")).toBe("due");
    // The machine stood still on the day itself.
    expect(reminderDue({ ...ask, lastRemindedOn: "2026-11-24" }, "2026-12-04")).toBe("due");
    expect(reminderDue({ ...ask, lastRemindedOn: "2026-12-01" }, "2026-12-02")).toBeNull();
  });
  test("never after an answer, a refusal, a revocation, a close or the end of the link", () => {
    for (const status of ["answered", "refused", "revoked", "waiting"]) expect(reminderDue({ ...ask, status }, "2026-12-01")).toBeNull();
    expect(reminderDue({ ...ask, status: "opened" }, "2026-12-01")).toBe("due");
    expect(reminderDue({ ...ask, batchStatus: "closed" }, "2026-12-01")).toBeNull();
    expect(reminderDue(ask, "2026-12-31")).toBeNull();
  });
  test("not where none is wanted, and not right behind the mail itself", () => {
    expect(reminderDue({ ...ask, remindDays: 0 }, "2026-12-01")).toBeNull();
    expect(reminderDue({ ...ask, sentOn: "2026-11-28" }, "2026-11-30")).toBeNull();
    expect(reminderDue({ ...ask, sentOn: "2026-11-28" }, "2026-12-01")).toBe("due");
    expect(reminderDue({ ...ask, sentOn: "2026-12-01" }, "2026-12-01")).toBeNull();
    expect(reminderDue({ ...ask, sentOn: null }, "2026-12-01")).toBeNull();
  });
  test("one a day, also when the clock goes back", () => {
    expect(reminderDue({ ...ask, lastRemindedOn: "2026-12-01" }, "2026-11-30")).toBeNull();
  });
});

test("the response rate counts who was asked and did not lose the link", () => {
  expect(responseRate(["sent", "answered", "answered", "revoked", "refused", "opened"])).toEqual({ asked: 5, answered: 2, percent: 40 });
  expect(responseRate(["revoked"])).toEqual({ asked: 0, answered: 0, percent: null });
  expect(responseRate(["answered"])).toEqual({ asked: 1, answered: 1, percent: 100 });
  // Not all before all have.
  expect(responseRate([...Array<string>(999).fill("answered"), "sent"]).percent).toBe(99);
});
