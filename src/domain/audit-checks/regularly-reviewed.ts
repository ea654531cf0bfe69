import { asSubject, type Check, examine, type Outcome, whole } from "@/domain/audit-checks/check";
import type { ManagementReviewFacts } from "@/domain/audit-checks/facts";
import { isBlank, notRetired, type Register } from "@/domain/audit-checks/terms";

/** Audit point 7: the register is reviewed regularly and upon events (9.3.2 c and e), and findings are closed (10.2). */
export const REGULARLY_REVIEWED: Readonly<Record<string, Check>> = {
  "AC-59": (register) => {
    const completed = register.facts.reviews.filter(({ completed_at }) => completed_at !== null && completed_at <= register.today);
    const never = completed.length === 0;
    return whole(!completed.some(({ completed_at }) => !register.isOlderThanInterval(completed_at)), {
      escalates: never && isOlderThanItsInterval(register),
      values: { reviews: completed.length },
    });
  },

  "AC-60": ({ relevantParties, isOlderThanInterval }) =>
    examine(relevantParties, {
      among: ({ created_at }) => isOlderThanInterval(created_at),
      fails: ({ last_reviewed_at }) => isOlderThanInterval(last_reviewed_at),
      subject: (party) => asSubject("interested-party", party),
    }),

  "AC-61": ({ facts, org, isOlderThan }) => {
    const answered = new Set(facts.reviews.filter(({ completed_at }) => completed_at !== null).map(({ trigger_id }) => trigger_id));
    // What was dismissed with a reason calls for no review.
    const standing = notRetired(facts.triggers).filter(({ status }) => status !== "dismissed");
    return examine(standing, {
      among: ({ occurred_at, due_days }) => isOlderThan(occurred_at, due_days ?? org.trigger_default_days),
      fails: ({ id }) => !answered.has(id),
      subject: (trigger) => asSubject("trigger", { ...trigger, title: `of ${trigger.occurred_at}` }),
    });
  },

  "AC-62": ({ facts }) =>
    examine(facts.reviews, {
      among: ({ type, completed_at }) => type === "periodic" && completed_at !== null,
      fails: ({ participants }) => new Set(participants.filter((id) => !isBlank(id))).size < 2,
      subject: (review) => asSubject("review", { ...review, title: `of ${review.completed_at}` }),
    }),

  "AC-63": ({ newestManagementReview: review, isOlderThanInterval }) => {
    if (!review || isOlderThanInterval(review.held_at)) {
      return { sampled: 0, failed: [{ subject: "none", name: "none", record: null }], escalates: true };
    }
    return ofNewest(review, isBlank(review.changes_in_parties_text));
  },

  "AC-64": ({ newestManagementReview: review, isTopManagement }) => {
    if (!review) return { sampled: 0, failed: [] };
    const gaps = [
      isBlank(review.feedback_text) && "feedback from interested parties",
      isBlank(review.decisions) && "decisions",
      isBlank(review.minutes_ref) && "a reference to the minutes",
      !review.attendee_ids.some(isTopManagement) && "anybody of top management",
    ].filter((gap) => gap !== false);
    return ofNewest(review, gaps.length > 0, { gaps: gaps.join(", ") });
  },

  "AC-65": ({ org }) => whole(org.climate_decision === "undetermined" || isBlank(org.climate_rationale) || org.climate_decided_at === null),

  "AC-66": ({ org, relevant }) =>
    whole(org.climate_decision === "relevant" && !relevant.some(({ requirement }) => requirement.climate_related), {
      sampled: relevant.length,
    }),

  "AC-67": ({ facts, today }) => {
    const findings = notRetired(facts.findings);
    const isOverdue = ({ closed_at, due_at }: (typeof findings)[number]) => closed_at === null && due_at !== null && due_at < today;
    const overdue = findings.filter(isOverdue);
    return {
      sampled: findings.length,
      failed: overdue.map((finding) => asSubject("finding", finding)),
      escalates: overdue.some(({ repeat_of }) => repeat_of !== null),
    };
  },
};

/** Whether there was time for a first review: something in the register is older than the interval. */
function isOlderThanItsInterval({ facts, isOlderThanInterval }: Register): boolean {
  const isOld = (day: string | null) => day !== null && isOlderThanInterval(day);
  return (
    facts.parties.some(({ created_at }) => isOld(created_at)) ||
    facts.requirements.some(({ created_at }) => isOld(created_at)) ||
    facts.versions.some(({ approved_at }) => isOld(approved_at))
  );
}

function ofNewest(review: ManagementReviewFacts, fails: boolean, values: Record<string, string> = {}): Outcome {
  return {
    sampled: 1,
    failed: fails ? [asSubject("management-review", review)] : [],
    values: { held: review.held_at ?? "", ...values },
  };
}
