import { describe, expect, it } from "vitest";
import { axisResult, disagreementFirst, mayAgree, mayVote, partyResult, proposedValue, revealVotes } from "./voting";

const open = { kind: "voting", status: "open", partyIds: ["acme"] } as const;
const at = "2026-03-12T09:00:00.000Z";

describe("a vote", () => {
  it("is given while the vote is open, on the parties it is about", () => {
    expect(mayVote(open, "acme").ok).toBe(true);
    expect(mayVote(open, "other")).toMatchObject({ ok: false, code: "party_not_voted_on" });
    expect(mayVote({ ...open, status: "revealed" }, "acme")).toMatchObject({ ok: false, code: "vote_closed" });
    expect(mayVote({ ...open, status: "closed" }, "acme")).toMatchObject({ ok: false, code: "vote_closed" });
    expect(mayVote({ ...open, kind: "identification" }, "acme")).toMatchObject({ ok: false, code: "other_kind" });
  });

  it("is opened once, and not before anybody voted", () => {
    expect(revealVotes(open, { at, votes: 0 })).toMatchObject({ ok: false, code: "no_votes" });
    expect(revealVotes(open, { at, votes: 3 })).toEqual({ ok: true, value: { status: "revealed", openedAt: at } });
    expect(revealVotes({ ...open, status: "revealed" }, { at, votes: 3 })).toMatchObject({ ok: false, code: "already_revealed" });
  });

  it("comes to an agreed value after everybody has seen it", () => {
    expect(mayAgree(open, "acme")).toMatchObject({ ok: false, code: "reveal_first" });
    expect(mayAgree({ ...open, status: "revealed" }, "acme").ok).toBe(true);
    expect(mayAgree({ ...open, status: "closed" }, "acme")).toMatchObject({ ok: false, code: "closed" });
  });

  it("has medians that are votes, never averages", () => {
    expect(axisResult("power", [])).toBeNull();
    expect(axisResult("power", [null, 5, 1, 2])).toMatchObject({ median: [2], spread: 4, voters: 3 });
    expect(axisResult("power", [2, 5])).toMatchObject({ median: [2, 5], spread: 3 });
    expect(axisResult("power", [3, 3, 4, 3])).toMatchObject({ median: [3], spread: 1 });
    expect(axisResult("support", [-2, 2])?.distribution).toEqual(
      [-2, -1, 0, 1, 2].map((step) => ({ step, votes: Math.abs(step) === 2 ? 1 : 0 })),
    );
    expect(proposedValue(axisResult("power", [2, 5]))).toBeNull();
    expect(proposedValue(axisResult("power", [4, 4]))).toBe(4);
    expect(proposedValue(null)).toBeNull();
  });

  it("shows disagreement first, widest first, and leaves the rest alone", () => {
    const result = (...powers: number[]) => partyResult(powers.map((power) => ({ power, interest: 3, support: null })));
    const parties = [
      { name: "agreed", result: result(3, 3) },
      { name: "two apart", result: result(2, 4) },
      { name: "one apart", result: result(3, 4) },
      { name: "four apart", result: result(1, 5) },
    ];
    expect(parties.map(({ result: { disagreement } }) => disagreement)).toEqual([false, true, false, true]);
    expect(disagreementFirst(parties).map(({ name }) => name)).toEqual(["four apart", "two apart", "agreed", "one apart"]);
  });
});
