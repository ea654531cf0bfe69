import type { AuditCheck, Severity } from "@/domain/audit-checks/catalogue";
import type { Outcome } from "@/domain/audit-checks/check";
import type { OrgFacts } from "@/domain/audit-checks/facts";

/**
 * Findings as an auditor writes them: how many were looked at, which of them failed and in what, the clause, and the criterion. Never cause or remedy
 * (rule 6). What rests on the organisation's own rule quotes that rule with its value; good practice is an opportunity, never a nonconformity (rule 5).
 */
interface Sampled {
  /** What was sampled, one and several. */
  of: readonly [one: string, several: string];
  /** What the failed ones showed; two forms where the verb or pronoun differs. */
  showed: string | readonly [one: string, several: string];
}
interface Said {
  /** The whole sentence, for findings about the register as a whole. */
  says: string;
  /** The sentence where nothing was there to look at ({@link Outcome.sampled} is 0). */
  saysNone?: string;
}
type Words = (Sampled | Said) & {
  /** The organisation's own rule, where that is the criterion. */
  rule?: string;
};

const PARTY = ["relevant party", "relevant parties"] as const;
const REQUIREMENT = ["relevant requirement", "relevant requirements"] as const;
const BINDING = ["binding requirement", "binding requirements"] as const;
const ADDRESSED_NEED = ["addressed need", "addressed needs"] as const;
const IMPORTANT = ["addressed binding requirement of high priority", "addressed binding requirements of high priority"] as const;
const APPROVED = ["approved version", "approved versions"] as const;
const CONFLICT = ["settled conflict", "settled conflicts"] as const;

const WORDS: Readonly<Record<string, Words>> = {
  "AC-01": {
    says: "the register showed {parties:relevant party|relevant parties} and {requirements:relevant requirement|relevant requirements} of theirs; the determination could not be demonstrated",
  },
  "AC-02": {
    of: ["listed party", "listed parties"],
    showed: "showed no decision on relevance more than {triageDays} days after being listed, the organisation's own limit",
  },
  "AC-03": { of: ["party decided to be not relevant", "parties decided to be not relevant"], showed: "showed no reason" },
  "AC-04": { says: "of {sampled:relevant party|relevant parties} sampled, none was {names}" },
  "AC-05": {
    of: ["party that most organisations have", "parties that most organisations have"],
    showed: "had neither an entry in the register nor a reason for being left out",
  },
  "AC-06": {
    of: ["contract, lease or insurance policy in force", "contracts, leases and insurance policies in force"],
    showed: "named no counterparty that is an active and relevant party of the register",
  },
  "AC-07": {
    says: "of {sampled:relevant party|relevant parties} sampled, none was marked as a source of legal or regulatory requirements",
  },
  "AC-08": { of: PARTY, showed: "showed no record of how the party was found" },
  "AC-09": { of: ["listed party", "listed parties"], showed: "carried the name of a party listed before" },
  "AC-10": {
    of: PARTY,
    showed: "had not been confirmed as a stakeholder more than {confirmDays} days after being listed, the organisation's own limit",
  },
  "AC-11": { of: PARTY, showed: "had no owner who is active" },
  "AC-12": { of: PARTY, showed: "showed no assessment of its own for power, interest or support" },
  "AC-13": { of: PARTY, showed: "showed no relevant requirement" },
  "AC-14": { of: BINDING, showed: "showed no source that can be pointed to" },
  "AC-15": { of: REQUIREMENT, showed: "showed no decision between requirement and wish" },
  "AC-16": { of: BINDING, showed: "showed a statement too vague to be tested" },
  "AC-17": { of: REQUIREMENT, showed: "held several requirements in one statement" },
  "AC-18": {
    of: REQUIREMENT,
    showed: "showed a kind that contradicts the strength or the binding",
    rule: "law is always a need and a requirement, a contract always a requirement",
  },
  "AC-19": {
    of: REQUIREMENT,
    showed: "showed no link to confidentiality, integrity or availability",
    rule: "a relevant requirement states which of the three it concerns",
  },
  "AC-20": {
    of: ["discarded requirement", "discarded requirements"],
    showed: "showed no reason, or touched confidentiality, integrity or availability all the same",
    rule: "a requirement is discarded only with a reason, and only where it touches none of the three",
  },
  "AC-21": { of: REQUIREMENT, showed: "showed no record of how the requirement was found" },
  "AC-22": {
    of: ["requirement that needs confirming by its party", "requirements that need confirming by their parties"],
    showed: "had not been confirmed more than {confirmDays} days after being recorded, the organisation's own limit",
  },
  "AC-23": {
    of: ["legal or regulatory requirement", "legal or regulatory requirements"],
    showed: "led to no applicable entry of the legal register",
  },
  "AC-24": {
    of: ["applicable entry of the legal register", "applicable entries of the legal register"],
    showed: "had no relevant requirement in this register",
  },
  "AC-25": {
    of: ["applicable entry of the legal register", "applicable entries of the legal register"],
    showed: "had not been verified within the organisation's own interval of {interval}, or had no owner who is active",
  },
  "AC-26": { of: ["active relevant requirement", "active relevant requirements"], showed: "rested on a source or a term that has ended" },
  "AC-27": {
    of: ["live requirement decided to be relevant", "live requirements decided to be relevant"],
    showed: "belonged to a party that is not active and relevant",
    rule: "a live requirement belongs to an active and relevant party",
  },
  "AC-28": { of: REQUIREMENT, showed: "had no owner who is active" },
  "AC-29": { of: REQUIREMENT, showed: "showed no priority, or a high or low one without justification" },
  "AC-30": { of: BINDING, showed: "showed no statement of what follows for the organisation or the ISMS if it is not met" },
  "AC-31": {
    of: ["requirement of low priority", "requirements of low priority"],
    showed: "stood against a high impact or a powerful party without anybody having decided so",
  },
  "AC-32": {
    of: REQUIREMENT,
    showed: [
      "showed no decision whether it is addressed through the ISMS",
      "showed no decision whether they are addressed through the ISMS",
    ],
  },
  "AC-33": {
    of: ["requirement decided to be not addressed", "requirements decided to be not addressed"],
    showed: "showed no reason, or did not say where the need is dealt with instead",
    rule: "what is not addressed has a reason, and a binding need says who deals with it instead",
  },
  "AC-34": { says: "of {versions:version|versions} of the register, none was approved" },
  "AC-35": {
    of: APPROVED,
    showed: "showed no minuted management review behind the approval, or one held more than 30 days after it",
  },
  "AC-36": {
    of: APPROVED,
    showed: "showed no approval by top management, or none by anybody but the author",
    rule: "the register is approved by a member of top management who is not its only author",
  },
  "AC-37": { of: APPROVED, showed: "still contained open comments", rule: "comments are resolved before approval" },
  "AC-38": {
    of: ["approved or superseded version", "approved or superseded versions"],
    showed: "differed in content from what had been approved",
  },
  "AC-39": {
    says: "{versions:version|versions} of the register did not show a single approved one, with numbers that rise from approval to approval",
  },
  "AC-40": {
    of: ["document that quotes the register", "documents that quote the register"],
    showed: "quoted a version other than the approved one ({number})",
  },
  "AC-41": {
    of: ["recorded change", "recorded changes"],
    showed: "showed no date, no known person or no meaningful reason",
    rule: "every change has a date, a person and a reason",
  },
  "AC-42": { of: ["version", "versions"], showed: "named no document owner who is active" },
  "AC-43": {
    of: ["party of high power or interest", "parties of high power or interest"],
    showed: "had no line in the communication plan",
  },
  "AC-44": {
    of: ["line of the communication plan", "lines of the communication plan"],
    showed: "left open what, when, with whom or how, or had no owner who is active",
  },
  "AC-45": {
    of: ["line of the communication plan with a frequency", "lines of the communication plan with a frequency"],
    showed: "had not been carried out in time",
    rule: "each line is carried out within its own frequency and 14 days",
  },
  "AC-46": { of: ADDRESSED_NEED, showed: "showed no sign that the party was told how it is met" },
  "AC-47": { of: ["feedback older than 30 days", "feedbacks older than 30 days"], showed: "showed no answer" },
  "AC-48": {
    of: ["powerful party with a wanted engagement", "powerful parties with a wanted engagement"],
    showed: "stood below it, with no engagement in 180 days",
  },
  "AC-49": { of: ADDRESSED_NEED, showed: "showed no thread to a clause, control, risk, policy, procedure or objective" },
  "AC-50": {
    of: ["link from an addressed requirement to a control", "links from addressed requirements to controls"],
    showed: "led to a control that the statement of applicability excludes or does not know",
  },
  "AC-51": {
    of: ["addressed legal, regulatory or contractual requirement", "addressed legal, regulatory or contractual requirements"],
    showed: "led to no control that the statement of applicability includes, nor to a clause or procedure with a reason",
    rule: "a mandatory requirement is found in the statement of applicability or says which process meets it",
  },
  "AC-52": {
    of: ["legal or contractual reason in the statement of applicability", "legal or contractual reasons in the statement of applicability"],
    showed: "had no addressed requirement of that kind behind it",
  },
  "AC-53": { of: IMPORTANT, showed: "showed no risk considered for it" },
  "AC-54": { of: ADDRESSED_NEED, showed: "showed no evidence that is valid today" },
  "AC-55": {
    of: ["requirement marked as met", "requirements marked as met"],
    showed: "led to a control that is only planned, or showed no decision to address it",
  },
  "AC-56": {
    of: ["addressed binding requirement that is not met", "addressed binding requirements that are not met"],
    showed: "showed no corrective action",
  },
  "AC-57": { of: IMPORTANT, showed: "had no indicator" },
  "AC-58": {
    of: ["indicator", "indicators"],
    showed: "had not been measured in time, or missed the target without an action",
    rule: "each indicator is measured within one and a half times its own frequency, and a missed target has an action",
  },
  "AC-59": {
    says: "of {reviews:completed review|completed reviews} of the register, none lay within the organisation's own interval of {interval}",
    rule: "the register is reviewed every {interval}",
  },
  "AC-60": {
    of: ["relevant party older than {interval}", "relevant parties older than {interval}"],
    showed: "showed no review within that time",
    rule: "each relevant party is reviewed every {interval}",
  },
  "AC-61": {
    of: ["event that calls for a review and is past its deadline", "events that call for a review and are past their deadline"],
    showed: "showed no completed review",
    rule: "an event is followed by a review within the days set for it ({triggerDays} days unless set otherwise)",
  },
  "AC-62": { of: ["completed periodic review", "completed periodic reviews"], showed: "showed fewer than two participants" },
  "AC-63": {
    says: "the minutes of the management review of {held} did not show that changes in needs and expectations were considered",
    saysNone: "no management review was held within the organisation's own interval of {interval}",
  },
  "AC-64": { says: "the management review of {held} did not show: {gaps}" },
  "AC-65": { says: "the register showed no decision, with reason and date, whether climate change is a relevant issue" },
  "AC-66": {
    says: "climate change is decided to be relevant, yet of {sampled:relevant requirement|relevant requirements} sampled none concerned it",
  },
  "AC-67": {
    of: ["earlier finding", "earlier findings"],
    showed: ["was past its due date and not closed", "were past their due dates and not closed"],
  },
  "AC-68": {
    of: ["open conflict", "open conflicts"],
    showed: "had been open for more than {conflictDays} days",
    rule: "a conflict is settled within {conflictDays} days",
  },
  "AC-69": {
    of: CONFLICT,
    showed: "lacked the resolution, the reason, the impact, the method, the decision-maker, the date, or a second requirement",
    rule: "a settled conflict names resolution, reason, impact, method, decision-maker and date",
  },
  "AC-70": {
    of: ["conflict with a prevailing requirement", "conflicts with a prevailing requirement"],
    showed: "showed law giving way to a requirement that is none, without a recorded acceptance by top management",
  },
  "AC-71": {
    of: ["conflict resolved more than 30 days ago", "conflicts resolved more than 30 days ago"],
    showed: "showed no sign that the losing side was told",
  },
};

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  major: "Major nonconformity",
  minor: "Minor nonconformity",
  ofi: "Opportunity for improvement",
};

const MOST_NAMES = 10;

/** The organisation's own rule behind a finding with its value ("the register is reviewed every 12 months"); null where the criterion is another. */
export function ownRule({ id, criterion }: Pick<AuditCheck, "id" | "criterion">, org: OrgFacts): string | null {
  return criterion === "own_rule" ? filled(WORDS[id]!.rule!, settings(org)) : null;
}

/** The finding in full: grade, clause, what was sampled and seen, and the criterion. */
export function writeFinding(check: AuditCheck, severity: Severity, outcome: Outcome, org: OrgFacts): string {
  return `${SEVERITY_WORDS[severity]}, ${check.clause}: ${sentence(check.id, outcome, org)}. ${criterion(check, org)}`;
}

function sentence(id: string, outcome: Outcome, org: OrgFacts): string {
  const words = WORDS[id]!;
  const { sampled, failed } = outcome;
  const values = { ...settings(org), sampled, ...outcome.values };
  if ("says" in words) {
    const names = failed.map(({ name }) => name).join(" and none was ");
    return filled((sampled === 0 && words.saysNone) || words.says, { ...values, names });
  }
  const showed = typeof words.showed === "string" ? words.showed : words.showed[failed.length === 1 ? 0 : 1];
  const noun = words.of[sampled === 1 ? 0 : 1];
  return filled(`of {sampled} ${noun} sampled, ${failed.length} (${named(outcome)}) ${showed}`, values);
}

function named({ failed }: Outcome): string {
  const names = failed.slice(0, MOST_NAMES).map(({ name }) => name);
  return failed.length > MOST_NAMES ? `${names.join(", ")} and ${failed.length - MOST_NAMES} more` : names.join(", ");
}

function criterion(check: AuditCheck, org: OrgFacts): string {
  const own = ownRule(check, org);
  if (own !== null) return `Criterion: the organisation's own rule that ${own}.`;
  return check.criterion === "standard"
    ? `Criterion: ISO/IEC 27001:2022, ${check.clause}.`
    : "Criterion: good practice; no requirement of the standard is broken.";
}

function settings(org: OrgFacts): Record<string, string | number> {
  const months = org.review_interval_months;
  return {
    interval: months === 1 ? "1 month" : `${months} months`,
    triageDays: org.triage_max_days,
    confirmDays: org.confirm_max_days,
    conflictDays: org.conflict_max_days,
    triggerDays: org.trigger_default_days,
  };
}

// "{months}" is the value, "{versions:version|versions}" the value and the word in the number that goes with it.
function filled(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)(?::([^|}]+)\|([^}]+))?\}/g, (whole, name: string, one?: string, several?: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name]!;
    return one === undefined ? String(value) : `${value} ${value === 1 ? one : several}`;
  });
}
