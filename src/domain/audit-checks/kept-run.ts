import type { StandingFinding } from "@/domain/audit-checks/acceptance";
import type { AuditFacts } from "@/domain/audit-checks/facts";
import type { Finding } from "@/domain/audit-checks/run";
import type { UnansweredCheck } from "@/domain/audit-checks/unanswered";
import { canonicalText } from "@/domain/audit-trail";

/** A run that was kept, so that the next one shows what came of it. It holds what was found in words; records may have changed since. */
export interface KeptFinding {
  check: string;
  severity: Finding["severity"];
  criterion: Finding["criterion"];
  clause: string;
  point: number;
  title: string;
  ownRule: string | null;
  text: string;
  subjects: string[];
  /** Of the subjects, those that were accepted for now. */
  accepted: string[];
  /** The kind of record that the subjects name; null where they name none. */
  entity: string | null;
}

export interface KeptRun {
  /** Of this form. */
  form: 1;
  today: string;
  /** The organisation's own rules at that time, in the names of the register file. */
  rules: Record<string, number>;
  findings: KeptFinding[];
  /** Checks that could not be answered. */
  unanswered: string[];
}

const OWN_RULES = [
  "review_interval_months",
  "trigger_default_days",
  "conflict_max_days",
  "confirm_max_days",
  "triage_max_days",
] as const satisfies readonly (keyof AuditFacts["org"])[];

/** What is kept of a run. */
export function keepRunOf(
  today: string,
  org: AuditFacts["org"],
  findings: readonly StandingFinding[],
  unanswered: readonly UnansweredCheck[],
): KeptRun {
  return {
    form: 1,
    today,
    rules: Object.fromEntries(OWN_RULES.map((rule) => [rule, org[rule]])),
    findings: findings.map(({ check, severity, criterion, clause, point, title, ownRule, text, subjects, accepted, records }) => ({
      check,
      severity,
      criterion,
      clause,
      point,
      title,
      ownRule,
      text,
      subjects,
      accepted: accepted.flatMap((one) => one.subjects),
      entity: entityOf(subjects, records),
    })),
    unanswered: unanswered.map(({ check }) => check.id),
  };
}

/** As it is stored: canonical JSON, the same bytes for the same run. */
export function writeKeptRun(run: KeptRun): string {
  return canonicalText(run as unknown as Parameters<typeof canonicalText>[0]);
}

/** Throws SyntaxError for what was not written by {@link writeKeptRun}. */
export function readKeptRun(text: string): KeptRun {
  return JSON.parse(text) as KeptRun;
}

// A link is a subject that opens another record; then the subjects alone would lead astray.
function entityOf(subjects: readonly string[], records: Finding["records"]): string | null {
  const refs = new Set(records.map(({ ref }) => ref));
  return records.length > 0 && subjects.every((subject) => refs.has(subject)) ? records[0]!.entity : null;
}

export interface Progress {
  check: string;
  title: string;
  closed: string[];
  appeared: string[];
}

/** What changed between two runs, check by check: subjects that are no longer found, and those that are new. Checks without a change are left out. */
export function progressBetween(before: Pick<KeptRun, "findings">, after: Pick<KeptRun, "findings">): Progress[] {
  const [was, is] = [byCheck(before), byCheck(after)];
  const checks = [...new Set([...was.keys(), ...is.keys()])].sort();
  return checks.flatMap((check) => {
    const [old, now] = [new Set(was.get(check)?.subjects), new Set(is.get(check)?.subjects)];
    const closed = [...old].filter((subject) => !now.has(subject));
    const appeared = [...now].filter((subject) => !old.has(subject));
    const { title } = (is.get(check) ?? was.get(check))!;
    return closed.length + appeared.length > 0 ? [{ check, title, closed, appeared }] : [];
  });
}

function byCheck(run: Pick<KeptRun, "findings">): Map<string, KeptFinding> {
  return new Map(run.findings.map((finding) => [finding.check, finding]));
}
