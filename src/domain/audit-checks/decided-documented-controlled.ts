import { asSubject, type Check, examine, type Failed, whole } from "@/domain/audit-checks/check";
import type { VersionFacts } from "@/domain/audit-checks/facts";
import { compareVersionNumbers, inOrderOfApproval, isBlank, isHard, notRetired, type Relevant } from "@/domain/audit-checks/terms";
import { daysBetween } from "@/domain/dates";

/** Audit point 4: it is decided what the ISMS addresses (4.2 c), and the register is a controlled document (7.5). */
export const DECIDED_DOCUMENTED_CONTROLLED: Readonly<Record<string, Check>> = {
  "AC-32": ({ relevant }) =>
    examine(relevant, {
      fails: ({ requirement }) => requirement.isms_decision === "undecided",
      subject: ofRelevant,
      escalates: (failed, sampled) => failed * 5 > sampled,
    }),

  "AC-33": ({ relevant }) =>
    examine(relevant, {
      among: ({ requirement }) => requirement.isms_decision === "not_addressed",
      fails: ({ requirement }) =>
        isBlank(requirement.isms_decision_rationale) ||
        (isHard(requirement) && requirement.strength === "need" && isBlank(requirement.how_addressed)),
      subject: ofRelevant,
    }),

  "AC-34": ({ approvedVersions, facts }) => whole(approvedVersions.length === 0, { values: { versions: facts.versions.length } }),

  "AC-35": ({ approvedVersions, managementReviews }) =>
    examine(approvedVersions, {
      fails: ({ management_review_id, approved_at }) => {
        const review = management_review_id === null ? undefined : managementReviews.get(management_review_id);
        if (!review || isBlank(review.minutes_ref)) return true;
        return review.held_at !== null && approved_at !== null && daysBetween(approved_at, review.held_at) > 30;
      },
      subject: ofVersion,
    }),

  "AC-36": ({ approvedVersions, isTopManagement }) =>
    examine(approvedVersions, {
      fails: ({ approved_by, author_id }) => !approved_by.some(isTopManagement) || approved_by.every((id) => id === author_id),
      subject: ofVersion,
    }),

  "AC-37": ({ approvedVersions }) =>
    examine(approvedVersions, { fails: ({ open_comments }) => (open_comments ?? 0) > 0, subject: ofVersion }),

  "AC-38": ({ facts }) =>
    examine(facts.versions, {
      among: ({ status }) => status === "approved" || status === "superseded",
      fails: ({ content_hash, approved_hash }) => content_hash !== approved_hash,
      subject: ofVersion,
    }),

  "AC-39": ({ facts: { versions }, approvedVersions }) =>
    whole(approvedVersions.length > 1 || shareANumber(versions) || !rise(versions), {
      sampled: versions.length,
      values: { versions: versions.length },
    }),

  "AC-40": ({ facts, org, approvedVersion }) => {
    const quoting = notRetired(facts.documents)
      .filter(({ current }) => current)
      .map((document) => ({ quoted: document.quoted_register_version.trim(), subject: asSubject("document", document) }));
    const quotes = [...quoting, { quoted: org.scope_register_version.trim(), subject: SCOPE_STATEMENT }].filter(
      ({ quoted }) => quoted !== "",
    );
    return {
      sampled: quotes.length,
      failed: quotes.filter(({ quoted }) => quoted !== approvedVersion?.number.trim()).map(({ subject }) => subject),
      values: { number: approvedVersion?.number ?? "none" },
    };
  },

  "AC-41": ({ facts, isKnownUser }) =>
    examine(facts.changes, {
      fails: ({ at, actor_id, reason }) => at === null || !isKnownUser(actor_id) || saysNothing(reason),
      subject: (change) => asSubject("change", { id: change.id, title: change.entity_ref }),
    }),

  "AC-42": ({ facts, approvedVersion, isActiveUser }) => {
    const drafts = facts.versions.filter(({ status }) => status === "draft" || status === "in_review");
    const version = approvedVersion ?? drafts.sort((a, b) => compareVersionNumbers(a.number, b.number)).at(-1);
    return examine(version ? [version] : [], { fails: ({ doc_owner_id }) => !isActiveUser(doc_owner_id), subject: ofVersion });
  },
};

const ofRelevant = ({ requirement }: Relevant) => asSubject("requirement", requirement);
const ofVersion = ({ number }: VersionFacts): Failed => ({
  subject: number,
  name: `version ${number}`,
  record: { entity: "version", id: number, ref: number },
});
/** The statement of scope (4.3) is a document too, but no record of the list. */
const SCOPE_STATEMENT: Failed = { subject: "scope", name: "statement of scope", record: null };

const EMPTY_REASONS = new Set(["update", "change", "edit", "n/a", "-", "x", "test"]);

function saysNothing(reason: string): boolean {
  const said = reason.trim();
  return said.length < 5 || EMPTY_REASONS.has(said.toLowerCase());
}

function shareANumber(versions: readonly VersionFacts[]): boolean {
  // A draft has no number before it is approved.
  const numbers = versions.map(({ number }) => number.trim()).filter((number) => number !== "");
  const sorted = numbers.sort((a, b) => compareVersionNumbers(a, b) || (a < b ? -1 : 1));
  return sorted.some((number, index) => index > 0 && isSameNumber(number, sorted[index - 1]!));
}

function isSameNumber(a: string, b: string): boolean {
  return a === b || (/^\d+(\.\d+)*$/.test(a) && /^\d+(\.\d+)*$/.test(b) && compareVersionNumbers(a, b) === 0);
}

function rise(versions: readonly VersionFacts[]): boolean {
  const inOrder = inOrderOfApproval(versions.filter(({ approved_at }) => approved_at !== null));
  return inOrder.every(({ number }, index) => index === 0 || compareVersionNumbers(inOrder[index - 1]!.number, number) < 0);
}
