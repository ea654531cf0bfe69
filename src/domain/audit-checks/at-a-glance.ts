import type { StandingFinding } from "@/domain/audit-checks/acceptance";
import { CHECKS } from "@/domain/audit-checks/catalogue";
import type { AuditFacts } from "@/domain/audit-checks/facts";
import { openRegister } from "@/domain/audit-checks/terms";
import type { UnansweredCheck } from "@/domain/audit-checks/unanswered";

/**
 * What an auditor sees first, before any finding is read: three indicators, the three mistakes that fail most audits, three tests of a certification
 * body, and how many checks could be answered without anything open. Readiness, never conformity: no number here says that the register is right.
 */
export interface Indicator {
  key: "documented" | "addressed" | "linked";
  /** Of `total` records so many are so. */
  count: number;
  total: number;
}

/** Whose findings raise which flag: nothing shows that anything happened, the requirement leads nowhere, the document and its versions are wrong. */
const RED_FLAGS = {
  nothing_happened: ["AC-08", "AC-21", "AC-59", "AC-61", "AC-63", "AC-64"],
  no_link: ["AC-13", "AC-49", "AC-50", "AC-51", "AC-53"],
  document: ["AC-34", "AC-35", "AC-36", "AC-37", "AC-38", "AC-39", "AC-40", "AC-41", "AC-42"],
} as const;

/** Whose findings fail which test: traceable both ways, the legal obligation named, nothing in it that is only padding. */
const TESTS = {
  traceability: ["AC-14", "AC-49", "AC-50", "AC-51", "AC-52"],
  legal_obligation: ["AC-07", "AC-18", "AC-23", "AC-24", "AC-25"],
  no_padding: ["AC-09", "AC-15", "AC-16", "AC-17", "AC-19"],
} as const;

export interface Glance {
  indicators: Indicator[];
  /** `checks`: those of its checks that found something that is open. `unanswered`: those that this register cannot answer. */
  flags: { key: keyof typeof RED_FLAGS; checks: string[]; unanswered: number }[];
  tests: { key: keyof typeof TESTS; checks: string[]; unanswered: number }[];
  readiness: { answered: number; nothingOpen: number; total: number };
}

/** @param today the day to which the facts are held, "YYYY-MM-DD" */
export function atAGlance(
  facts: AuditFacts,
  today: string,
  findings: readonly StandingFinding[],
  unanswered: readonly UnansweredCheck[],
): Glance {
  const register = openRegister(facts, today);
  const open = new Set(findings.filter((finding) => finding.open.length > 0).map(({ check }) => check));
  const silent = new Set(unanswered.map(({ check }) => check.id));
  const withRequirement = new Set(register.relevant.map(({ party }) => party.id));
  const stateOf = <Key extends string>(groups: Readonly<Record<Key, readonly string[]>>) =>
    (Object.keys(groups) as Key[]).map((key) => ({
      key,
      checks: groups[key].filter((check) => open.has(check)),
      unanswered: groups[key].filter((check) => silent.has(check)).length,
    }));
  const answered = CHECKS.filter(({ id }) => !silent.has(id));
  return {
    indicators: [
      {
        key: "documented",
        count: register.relevantParties.filter(({ id }) => withRequirement.has(id)).length,
        total: register.relevantParties.length,
      },
      {
        key: "addressed",
        count: register.relevant.filter(({ requirement }) => requirement.isms_decision !== "undecided").length,
        total: register.relevant.length,
      },
      { key: "linked", count: register.addressed.filter(({ leadsIntoIsms }) => leadsIntoIsms).length, total: register.addressed.length },
    ],
    flags: stateOf(RED_FLAGS),
    tests: stateOf(TESTS),
    readiness: { answered: answered.length, nothingOpen: answered.filter(({ id }) => !open.has(id)).length, total: CHECKS.length },
  };
}
