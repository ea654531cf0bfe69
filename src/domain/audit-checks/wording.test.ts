import { describe, expect, test } from "vitest";
import { type Change, findingOf } from "../../../tests/support/oracle";

const written = (check: string, change: Change) => findingOf(check, change)?.text;

describe("a finding is written as an auditor would", () => {
  test("sample, refs, what they showed, clause and criterion", () => {
    const undecided = written("AC-32", (r) => {
      for (const index of [3, 5, 9]) r.requirements[index]!.isms_decision = "undecided";
    });
    expect(undecided).toBe(
      "Major nonconformity, Clause 4.2 c: of 11 relevant requirements sampled, 3 (REQ-004, REQ-006, REQ-010) showed no decision whether they are addressed through the ISMS. Criterion: ISO/IEC 27001:2022, Clause 4.2 c.",
    );
    const one = written("AC-32", (r) => {
      r.requirements[3]!.isms_decision = "undecided";
    });
    expect(one).toContain("1 (REQ-004) showed no decision whether it is addressed");
  });

  test("the organisation's own rule is quoted with its value", () => {
    const late: Change = (r) => {
      r.org.review_interval_months = 1;
      r.parties[0]!.last_reviewed_at = null;
    };
    expect(findingOf("AC-60", late)?.ownRule).toBe("each relevant party is reviewed every 1 month");
    expect(written("AC-59", late)).toBe(
      "Minor nonconformity, Clause 9.3.2 c: of 2 completed reviews of the register, none lay within the organisation's own interval of 1 month. Criterion: the organisation's own rule that the register is reviewed every 1 month.",
    );
    const open: Change = (r) => {
      r.org.conflict_max_days = 60;
      r.conflicts[0]!.status = "open";
    };
    expect(written("AC-68", open)).toContain("the organisation's own rule that a conflict is settled within 60 days.");
    expect(
      written("AC-25", (r) => {
        r.obligations[0]!.last_verified_at = null;
      }),
    ).toContain("1 (Breach notification) had not been verified within the organisation's own interval of 12 months");
  });

  test("good practice is an opportunity", () => {
    const finding = findingOf("AC-12", (r) => {
      r.parties[0]!.power = null;
    });
    expect(finding?.ownRule).toBeNull();
    expect(finding?.text).toMatch(/^Opportunity for improvement, .* Criterion: good practice; no requirement of the standard is broken\.$/);
  });

  test("long lists are cut, and parties that are missing are named", () => {
    const many = written("AC-28", (r) => {
      for (const requirement of r.requirements) requirement.owner_id = null;
    });
    expect(many).toContain("REQ-010 and 1 more) had no owner");
    expect(
      written("AC-05", (r) => {
        r.parties[2]!.template_key = null;
      }),
    ).toContain("of 6 parties that most organisations have sampled, 1 (data protection authority) had neither");
    expect(
      written("AC-64", (r) => {
        Object.assign(r.mreviews[1]!, { feedback_text: "", attendee_ids: ["u1"] });
      }),
    ).toContain("the management review of 2025-05-20 did not show: feedback from interested parties, anybody of top management.");
  });

  test("one is one", () => {
    expect(
      written("AC-34", (r) => {
        r.versions = [{ number: "", status: "draft", doc_owner_id: "u1" }];
      }),
    ).toContain("of 1 version of the register, none was approved");
    expect(written("AC-01", (r) => void r.requirements.splice(0))).toContain(
      "showed 9 relevant parties and 0 relevant requirements of theirs",
    );
  });
});
