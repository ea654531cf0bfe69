import { type AuditFacts, readFacts } from "@/domain/audit-checks/facts";
import { type Finding, runChecks } from "@/domain/audit-checks/run";
import published from "../fixtures/audit-checks/mutations.json" with { type: "json" };
import clean from "../fixtures/audit-checks/register-clean.json" with { type: "json" };

/** The oracle's register, in which no check finds anything, and what it looks like after single changes. */
export type OracleRegister = { [Name in keyof typeof clean]: Name extends "org" | "today" ? (typeof clean)[Name] : Loose[] };
// biome-ignore lint/suspicious/noExplicitAny: a register that is damaged on purpose
type Loose = Record<string, any>;

export type Change = (register: OracleRegister) => void;

export interface Mutation {
  change: Change;
  expected: string[];
  alsoFires: string[];
}

export const TODAY = clean.today;

export function cleanRegister(): OracleRegister {
  return structuredClone(clean) as unknown as OracleRegister;
}

export function changed(...changes: Change[]): OracleRegister {
  const register = cleanRegister();
  for (const change of changes) change(register);
  return register;
}

/** Throws what is wrong with a register that cannot be read. */
export function facts(register: unknown): AuditFacts {
  const reading = readFacts(register);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.facts;
}

export function audit(register: unknown, today = TODAY): Finding[] {
  return runChecks(facts(register), today);
}

/** The finding of one check after a change; null where it finds nothing. */
export function findingOf(check: string, change: Change, today = TODAY): Finding | null {
  return audit(changed(change), today).find((finding) => finding.check === check) ?? null;
}

/** The mutations that came with the oracle, by check. */
export const PUBLISHED: Readonly<Record<string, Mutation>> = Object.fromEntries(
  Object.entries(published.mutations).map(([check, { change, expected, also_fires }]) => [
    check,
    {
      change: (register) => {
        for (const step of change) apply(register, step);
      },
      expected,
      alsoFires: also_fires,
    },
  ]),
);

function apply(register: OracleRegister, step: { op: string; path: string; value?: unknown }): void {
  const keys = step.path.split(".");
  const last = keys.pop()!;
  // biome-ignore lint/suspicious/noExplicitAny: a path into any JSON
  const at = keys.reduce((value: any, key) => value[key], register);
  if (step.op === "remove") at.splice(Number(last), 1);
  else at[last] = step.op === "clear" ? [] : step.value;
}

/** Our own, for the checks that the oracle has no example of. */
export const OUR_OWN: Readonly<Record<string, Mutation>> = {
  "AC-02": set("parties.9.relevance", "undecided", ["IP-10"]),
  "AC-03": set("parties.9.relevance_rationale", " \n", ["IP-10"]),
  "AC-05": set("parties.8.template_key", null, ["data-subjects"]),
  "AC-06": set("sources.0.counterparty_party_id", null, ["s1"]),
  "AC-08": set("parties.0.identification_method", null, ["IP-01"]),
  "AC-09": set("parties.9.name", " business   CLIENTS.", ["IP-10"]),
  "AC-11": set("parties.4.owner_id", "u3", ["IP-05"]),
  "AC-12": set("parties.0.scores_are_template_defaults", true, ["IP-01"]),
  "AC-14": set("requirements.0.source_locator", "", ["REQ-001"]),
  "AC-15": set("requirements.1.binding", "undecided", ["REQ-002"]),
  "AC-17": set("requirements.0.statement", "Encrypt data at rest; encrypt it in transit; encrypt backups", ["REQ-001"]),
  "AC-18": set("requirements.0.binding", "wish", ["REQ-001"]),
  "AC-20": set("requirements.11.cia", ["integrity"], ["REQ-012"]),
  "AC-21": set("requirements.6.elicitation_method", null, ["REQ-007"]),
  "AC-23": set("requirements.2.obligation_id", null, ["REQ-003"], ["AC-24"]),
  "AC-24": set("requirements.8.obligation_id", "o1", ["o2"]),
  "AC-26": set("sources.2.effective_to", "2025-10-31", ["REQ-005"]),
  "AC-27": set("parties.1.status", "candidate", ["REQ-002"], ["AC-04"]),
  "AC-29": set("requirements.1.priority", null, ["REQ-002"]),
  "AC-30": set("requirements.4.isms_impact", " ", ["REQ-005"]),
  "AC-32": set("requirements.9.isms_decision", "undecided", ["REQ-010"]),
  "AC-33": set("requirements.9.isms_decision_rationale", "", ["REQ-010"]),
  "AC-35": set("versions.1.management_review_id", null, ["2.0"]),
  "AC-36": set("versions.1.approved_by", ["u1"], ["2.0"]),
  "AC-38": set("versions.0.content_hash", "zz", ["1.0"]),
  "AC-39": set("versions.0.number", "2.1", ["register"]),
  "AC-41": set("changes.0.reason", "n/a", ["h1"]),
  "AC-42": set("versions.1.doc_owner_id", "u3", ["2.0"]),
  "AC-44": set("comms.1.how", "", ["cm2"]),
  "AC-45": set("comms.0.last_done_at", null, ["cm1"]),
  "AC-47": set("engagements.1.response", "", ["g2"]),
  "AC-48": set("parties.2.engagement_target", "leading", ["IP-03"]),
  "AC-50": set("soa.5.applicable", false, ["l2"]),
  "AC-51": set("links.8.rationale", "", ["REQ-007"]),
  "AC-53": set("links.12.target_type", "scope", ["REQ-004"]),
  "AC-54": set("links.22.target_ref", "e9", ["REQ-011"]),
  "AC-56": set("requirements.3.fulfilment_status", "not_met", ["REQ-004"]),
  "AC-57": set("kpis.1.requirement_id", "r2", ["REQ-003"]),
  "AC-59": set("reviews", [], ["register"], ["AC-61"]),
  "AC-60": set("parties.7.last_reviewed_at", null, ["IP-08"]),
  "AC-62": set("reviews.0.participants", ["u1", "u1"], ["v1"]),
  "AC-63": set("mreviews.1.changes_in_parties_text", " ", ["m1"]),
  "AC-65": set("org.climate_rationale", "", ["register"]),
  "AC-66": set("requirements.10.climate_related", false, ["register"]),
  "AC-68": set("conflicts.0.status", "negotiating", ["CON-01"]),
  "AC-69": set("conflicts.0.decided_by", null, ["CON-01"]),
  "AC-71": set("conflicts.0.communicated_at", null, ["CON-01"]),
};

function set(path: string, value: unknown, expected: string[], alsoFires: string[] = []): Mutation {
  return { change: (register) => apply(register, { op: "set", path, value }), expected, alsoFires };
}
