import { type AuditCheck, CHECKS, type Criterion, type Severity } from "@/domain/audit-checks/catalogue";
import { answer, type Check, type ConcernedRecord, type Failed, type Outcome } from "@/domain/audit-checks/check";
import { CONFLICTS_MANAGED } from "@/domain/audit-checks/conflicts-managed";
import { DECIDED_DOCUMENTED_CONTROLLED } from "@/domain/audit-checks/decided-documented-controlled";
import type { AuditFacts, OrgFacts } from "@/domain/audit-checks/facts";
import { INTEGRATED_MONITORED } from "@/domain/audit-checks/integrated-monitored";
import { PARTIES_IDENTIFIED } from "@/domain/audit-checks/parties-identified";
import { PARTIES_KNOW } from "@/domain/audit-checks/parties-know";
import { REGULARLY_REVIEWED } from "@/domain/audit-checks/regularly-reviewed";
import { REQUIREMENTS_DETERMINED } from "@/domain/audit-checks/requirements-determined";
import { REQUIREMENTS_PRIORITISED } from "@/domain/audit-checks/requirements-prioritised";
import { openRegister } from "@/domain/audit-checks/terms";
import { ownRule, writeFinding } from "@/domain/audit-checks/wording";

/** The rules by id of their check: audit points 1 to 8. */
export const RULES: Readonly<Record<string, Check>> = {
  ...PARTIES_IDENTIFIED,
  ...REQUIREMENTS_DETERMINED,
  ...REQUIREMENTS_PRIORITISED,
  ...DECIDED_DOCUMENTED_CONTROLLED,
  ...PARTIES_KNOW,
  ...INTEGRATED_MONITORED,
  ...REGULARLY_REVIEWED,
  ...CONFLICTS_MANAGED,
};

export interface Finding {
  /** "AC-32". */
  check: string;
  severity: Severity;
  criterion: Criterion;
  /** What it is about, in the order of the register: refs, ids where there is no ref, "2.0", "A.6.3:legal", "register". */
  subjects: string[];
  /** "Clause 4.2 c". */
  clause: string;
  point: number;
  title: string;
  /** The organisation's own rule with its value, where that is the criterion; else null. */
  ownRule: string | null;
  /** How many records were looked at. */
  sampled: number;
  /** As an auditor would write it. Holds no remedy. */
  text: string;
  /** The records to open, each once; fewer than subjects where something is missing altogether. */
  records: ConcernedRecord[];
}

export interface RunOptions {
  /** Checks whose rule the organisation does not hold ("AC-37"). Only rules of its own can be given up (rule 5); other ids change nothing. */
  rulesNotHeld?: ReadonlySet<string>;
}

/**
 * Runs all checks over a register for a day ("YYYY-MM-DD"). Gives the findings in the order of the checks; those that found nothing are left out.
 * A self-assessment, no internal audit (9.2.2). Throws RangeError for what is no day.
 */
export function runChecks(facts: AuditFacts, today: string, { rulesNotHeld }: RunOptions = {}): Finding[] {
  const register = openRegister(facts, today);
  const checks = CHECKS.filter(({ id, criterion }) => criterion !== "own_rule" || !rulesNotHeld?.has(id));
  const outcomes = answer(checks.map(({ id }) => RULES[id]!(register)));
  return checks.flatMap((check, index) => {
    const outcome = outcomes[index]!;
    return outcome.failed.length === 0 ? [] : [asFinding(check, outcome, facts.org)];
  });
}

function asFinding(check: AuditCheck, outcome: Outcome, org: OrgFacts): Finding {
  const severity = outcome.escalates && check.escalate ? check.escalate.to : check.severity;
  return {
    check: check.id,
    severity,
    criterion: check.criterion,
    subjects: outcome.failed.map(({ subject }) => subject),
    clause: check.clause,
    point: check.point,
    title: check.title,
    ownRule: ownRule(check, org),
    sampled: outcome.sampled,
    text: writeFinding(check, severity, outcome, org),
    records: concerned(outcome.failed),
  };
}

// The records of one check are of one kind, so that the id tells them apart.
function concerned(failed: readonly Failed[]): ConcernedRecord[] {
  const seen = new Set<string>();
  const records: ConcernedRecord[] = [];
  for (const { record } of failed) if (record && seen.size < seen.add(record.id).size) records.push(record);
  return records;
}
