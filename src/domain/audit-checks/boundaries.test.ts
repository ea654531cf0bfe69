import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstDayWithin } from "@/domain/audit-checks/terms";
import { addDays, isOverdue } from "@/domain/dates";
import { type Change, findingOf, TODAY } from "../../../tests/support/oracle";

/** What the check finds, in words of the test: its subjects, or nothing. */
const found = (check: string, change: Change, today = TODAY) => findingOf(check, change, today)?.subjects ?? [];
const daysAgo = (days: number) => addDays(TODAY, -days);

/** A day that is in time on the day itself and too late (or too old) a day earlier. */
function turns(check: string, subject: string, inTime: string, change: (day: string) => Change): void {
  expect(found(check, change(inTime)), `${check} on ${inTime}`).toEqual([]);
  expect(found(check, change(addDays(inTime, 1))), `${check} the day after ${inTime}`).toEqual([]);
  expect(found(check, change(addDays(inTime, -1))), `${check} the day before ${inTime}`).toEqual([subject]);
}

describe("days, to the day", () => {
  test("the organisation's own limits in days", () => {
    turns("AC-02", "IP-10", daysAgo(30), (day) => (r) => {
      Object.assign(r.parties[9]!, { relevance: "undecided", created_at: day });
    });
    turns("AC-10", "IP-01", daysAgo(90), (day) => (r) => {
      Object.assign(r.parties[0]!, { confirmed_at: null, created_at: day });
    });
    turns("AC-22", "REQ-002", daysAgo(90), (day) => (r) => {
      Object.assign(r.requirements[1]!, { confirmed_at: null, created_at: day });
    });
    turns("AC-45", "cm1", daysAgo(365 + 14), (day) => (r) => {
      r.comms[0]!.last_done_at = day;
    });
    turns("AC-61", "t9", daysAgo(10), (day) => (r) => {
      r.triggers.push({ id: "t9", occurred_at: day, due_days: 10 });
    });
    turns("AC-61", "t9", daysAgo(30), (day) => (r) => {
      r.triggers.push({ id: "t9", occurred_at: day, due_days: null });
    });
    turns("AC-68", "CON-01", daysAgo(90), (day) => (r) => {
      Object.assign(r.conflicts[0]!, { status: "open", opened_at: day });
    });
    // 45 days x 1.5: the 67th day is in time, the 68th is not.
    turns("AC-58", "q1", daysAgo(67), (day) => (r) => {
      Object.assign(r.kpis[0]!, { frequency_days: 45, last_measured_at: day });
    });
  });

  test("limits that the organisation changed", () => {
    turns("AC-02", "IP-10", daysAgo(5), (day) => (r) => {
      r.org.triage_max_days = 5;
      Object.assign(r.parties[9]!, { relevance: "undecided", created_at: day });
    });
    turns("AC-68", "CON-01", daysAgo(0), (day) => (r) => {
      r.org.conflict_max_days = 0;
      Object.assign(r.conflicts[0]!, { status: "open", opened_at: day });
    });
  });

  test("30 days for feedback, for telling, and for the review behind an approval", () => {
    turns("AC-47", "g2", daysAgo(30), (day) => (r) => {
      Object.assign(r.engagements[1]!, { date: day, response: "" });
    });
    turns("AC-71", "CON-01", daysAgo(30), (day) => (r) => {
      Object.assign(r.conflicts[0]!, { decided_at: day, communicated_at: null });
    });
    // Held on 20 May: an approval 30 days earlier still belongs to it.
    turns("AC-35", "2.0", "2025-04-20", (day) => (r) => {
      r.versions[1]!.approved_at = day;
    });
  });

  test("180 days for an engagement of a powerful party", () => {
    turns("AC-48", "IP-01", daysAgo(180), (day) => (r) => {
      r.parties[0]!.engagement_target = "leading";
      r.engagements[0]!.date = day;
    });
  });

  test("what is valid until today is valid today", () => {
    turns("AC-26", "REQ-001", TODAY, (day) => (r) => {
      r.requirements[0]!.effective_to = day;
    });
    turns("AC-26", "REQ-004", TODAY, (day) => (r) => {
      r.sources[1]!.effective_to = day;
    });
    turns("AC-67", "f1", TODAY, (day) => (r) => {
      Object.assign(r.findings[0]!, { due_at: day, closed_at: null });
    });
    const evidence = (until: string | null) => (r: Parameters<Change>[0]) => {
      r.evidence[0]!.valid_until = until;
    };
    expect(found("AC-54", evidence(null))).toEqual([]);
    expect(found("AC-54", evidence(TODAY))).toEqual([]);
    expect(found("AC-54", evidence(daysAgo(1)))).toHaveLength(9);
    // An ended lease needs no counterparty, one that ends today does.
    const lease = (until: string) => (r: Parameters<Change>[0]) => {
      Object.assign(r.sources[2]!, { effective_to: until, counterparty_party_id: null });
    };
    expect(found("AC-06", lease(TODAY))).toEqual(["s3"]);
    expect(found("AC-06", lease(daysAgo(1)))).toEqual([]);
  });

  test("told means told after the requirement was there", () => {
    const told = (day: string) => (r: Parameters<Change>[0]) => {
      r.requirements[0]!.communicated_at = null;
      r.engagements[0]!.date = day;
    };
    expect(found("AC-46", told("2024-06-01"))).toEqual(["REQ-001"]);
    expect(found("AC-46", told("2024-06-02"))).toEqual([]);
  });

  test("a record whose day is not known is not shown to be too old", () => {
    const unknown = (r: Parameters<Change>[0]) => {
      Object.assign(r.parties[9]!, { relevance: "undecided", created_at: null });
      Object.assign(r.conflicts[0]!, { status: "open", opened_at: null });
    };
    expect(found("AC-02", unknown)).toEqual([]);
    expect(found("AC-68", unknown)).toEqual([]);
  });
});

describe("the interval, in calendar months", () => {
  const anniversary = "2024-11-20";
  test("is on time on the anniversary and overdue the day after", () => {
    turns("AC-25", "o1", anniversary, (day) => (r) => {
      r.obligations[0]!.last_verified_at = day;
    });
    turns("AC-59", "register", anniversary, (day) => (r) => {
      for (const review of r.reviews) review.completed_at = day;
    });
    turns("AC-60", "IP-01", anniversary, (day) => (r) => {
      r.parties[0]!.last_reviewed_at = day;
    });
    turns("AC-63", "none", anniversary, (day) => (r) => {
      r.mreviews[1]!.held_at = day;
    });
  });

  test("a party that is not older than the interval need not have been reviewed", () => {
    const never = (created: string) => (r: Parameters<Change>[0]) => {
      Object.assign(r.parties[0]!, { created_at: created, last_reviewed_at: null });
    };
    expect(found("AC-60", never(anniversary))).toEqual([]);
    expect(found("AC-60", never("2024-11-19"))).toEqual(["IP-01"]);
  });

  test("ends with the month: 31 January and a month is the last of February (rule 14)", () => {
    const monthly = (today: string) =>
      found(
        "AC-25",
        (r) => {
          r.org.review_interval_months = 1;
          r.obligations[0]!.last_verified_at = "2025-01-31";
          r.obligations[1]!.last_verified_at = "2025-02-28";
        },
        today,
      );
    expect(monthly("2025-02-28")).toEqual([]);
    expect(monthly("2025-03-01")).toEqual(["o1"]);
    expect(monthly("2025-03-28")).toEqual(["o1"]);
    expect(monthly("2025-03-29")).toEqual(["o1", "o2"]);
  });

  test("is worked out once and says the same as the arithmetic of days", () => {
    const day = fc
      .date({ min: new Date("1900-01-01"), max: new Date("2200-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), fc.integer({ min: -40, max: 40 }), (today, months, off) => {
        const done = addDays(firstDayWithin(today, months), off);
        expect(done < firstDayWithin(today, months)).toBe(isOverdue(done, months, today));
      }),
      { numRuns: 500 },
    );
  });

  test("survives the edges of the calendar", () => {
    expect(found("AC-59", (r) => Object.assign(r.org, { review_interval_months: 1200 }), "1000-01-01")).toEqual(["register"]);
    const far: Change = (r) => {
      Object.assign(r.kpis[0]!, { frequency_days: 1e300 });
      Object.assign(r.comms[0]!, { frequency_days: 1e300 });
      Object.assign(r.versions[1]!, { approved_at: "9999-12-31" });
    };
    expect(found("AC-58", far)).toEqual([]);
    expect(found("AC-45", far)).toEqual([]);
    expect(found("AC-35", far)).toEqual([]);
  });
});
