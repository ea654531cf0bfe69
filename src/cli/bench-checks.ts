import { type AuditFacts, readFacts } from "@/domain/audit-checks/facts";
import { runChecks } from "@/domain/audit-checks/run";

/** What the bench measures of the audit checks: all 71 over a large register, against one pass that only reads every field of the same objects. */
export interface ChecksBench {
  size: string;
  run: () => Promise<unknown>;
  read: () => Promise<unknown>;
}

const TODAY = "2026-11-21";
/** Until the engine has compiled all 71. */
const WARM_UP = 20;

export function checksBench(parties: number): ChecksBench {
  const facts = largeRegister(parties);
  const { requirements, links } = facts;
  for (let round = 0; round < WARM_UP; round += 1) runChecks(facts, TODAY);
  return {
    size: `${requirements.length.toLocaleString("en")} x ${parties.toLocaleString("en")}, ${links.length.toLocaleString("en")} links`,
    run: async () => {
      if (runChecks(facts, TODAY).length < 40) throw new Error("the bench's register has too few findings to be one");
    },
    read: async () => {
      if (readEveryField(facts) === 0) throw new Error("nothing was read");
    },
  };
}

/** Looks at the value of every field of every record: whether it is there, and how long a text or a list is. Decides nothing, keeps nothing. */
function readEveryField(facts: AuditFacts): number {
  let seen = 0;
  for (const collection of Object.values(facts)) {
    if (!Array.isArray(collection)) continue;
    for (const record of collection) {
      const fields = record as Record<string, unknown>;
      for (const key in fields) {
        const value = fields[key];
        if (typeof value === "string" || Array.isArray(value)) seen += value.length;
        else if (value !== null) seen += 1;
      }
    }
  }
  return seen;
}

/** Four requirements a party, three links each; every hundredth record has some fault, so that most checks find something. */
function largeRegister(parties: number): AuditFacts {
  const every = (index: number, step: number, offset: number) => index % step === offset;
  const day = (index: number) => `2025-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`;
  const kinds = ["contractual", "legal", "business", "social"];
  const statements = [
    "Client data of service {n} is encrypted at rest with AES-256",
    "Breaches of personal data in service {n} are reported within 72 hours",
    "Restore tests of system {n} are carried out twice a year",
    "Access requests for service {n} are answered within 30 days",
    "Every row of the responsibility matrix has a named owner",
  ];
  const reading = readFacts({
    org: { name: "Nordwind Data GmbH", scope_register_version: "1.0", climate_decision: "relevant" },
    users: Array.from({ length: 50 }, (_, index) => ({ id: `u${index}`, active: index !== 49, is_top_management: index < 3 })),
    parties: Array.from({ length: parties }, (_, index) => ({
      id: `p${index}`,
      ref: `IP-${index}`,
      name: every(index, 100, 1) ? "Clinic" : `Clinic ${index}`,
      category: index % 5 ? "external" : "internal",
      status: every(index, 100, 2) ? "candidate" : "active",
      relevance: every(index, 100, 3) ? "undecided" : "relevant",
      relevance_rationale: "Touches our information",
      template_key: ["insurers", "landlord", "dpa", "cloud-providers"][index] ?? null,
      power: every(index, 100, 4) ? null : 1 + (index % 5),
      interest: 1 + (index % 4),
      support: 0,
      engagement_current: "neutral",
      engagement_target: every(index, 100, 5) ? "leading" : "neutral",
      owner_id: `u${index % 50}`,
      identification_method: every(index, 100, 6) ? null : "brainstorm",
      created_at: day(index),
      confirmed_at: every(index, 100, 7) ? null : day(index),
      last_reviewed_at: `2026-${day(index).slice(5)}`,
    })),
    requirements: Array.from({ length: parties * 4 }, (_, index) => ({
      id: `r${index}`,
      ref: `REQ-${index}`,
      party_id: `p${(index * 7) % parties}`,
      statement: every(index, 100, 14)
        ? "We expect appropriate handling of our documents"
        : statements[index % statements.length]!.replace("{n}", String(index)),
      status: every(index, 100, 1) ? "retired" : "active",
      kind: kinds[index % kinds.length],
      strength: every(index, 10, 2) ? "expectation" : "need",
      binding: every(index, 100, 3) ? "undecided" : "requirement",
      source_type: every(index, 100, 4) ? null : "contract",
      source_ref: "MSA 2024",
      source_locator: every(index, 100, 5) ? "" : "§ 7.2",
      source_id: `s${index % 500}`,
      obligation_id: index % kinds.length === 1 ? `o${index % 500}` : null,
      elicitation_method: every(index, 100, 6) ? null : "interview",
      cia: every(index, 100, 7) ? [] : ["confidentiality"],
      relevance: every(index, 100, 8) ? "discarded" : "relevant",
      isms_decision: every(index, 100, 9) ? "undecided" : "addressed",
      how_addressed: "See links",
      priority: ["high", "medium", "low", "medium"][index % 4],
      priority_justification: "Contract penalty",
      priority_decided_by: every(index, 100, 15) ? null : "u1",
      impact_if_unmet: every(index, 100, 10) ? null : 1 + (index % 5),
      isms_impact: "Needs encryption everywhere",
      owner_id: `u${index % 50}`,
      confirmed_at: every(index, 100, 11) ? null : day(index),
      fulfilment_status: every(index, 100, 12) ? "not_met" : "met",
      communicated_at: every(index, 100, 13) ? null : day(index),
      created_at: day(index),
    })),
    links: Array.from({ length: parties * 12 }, (_, index) => ({
      id: `l${index}`,
      requirement_id: `r${Math.floor(index / 3)}`,
      target_type: ["control", "risk", "evidence"][index % 3],
      target_ref: [`A.8.${1 + (index % 34)}`, `k${index % 200}`, `e${index % 300}`][index % 3],
      rationale: "fits",
    })),
    soa: Array.from({ length: 33 }, (_, index) => ({
      control_ref: `A.8.${index + 1}`,
      applicable: true,
      reasons: ["risk", "contractual", "legal"],
      implementation_status: "implemented",
    })),
    evidence: Array.from({ length: 300 }, (_, index) => ({ id: `e${index}`, valid_until: index % 100 ? "2027-01-01" : "2026-01-01" })),
    obligations: Array.from({ length: 500 }, (_, index) => ({
      id: `o${index}`,
      owner_id: "u1",
      last_verified_at: `2026-${day(index).slice(5)}`,
    })),
    sources: Array.from({ length: 500 }, (_, index) => ({
      id: `s${index}`,
      type: "contract",
      counterparty_party_id: `p${index * 2}`,
      effective_to: index % 50 ? null : "2026-06-30",
    })),
    comms: Array.from({ length: parties }, (_, index) => ({
      id: `c${index}`,
      party_id: `p${index}`,
      what: "Security report",
      when: "yearly",
      with_whom: "Account leads",
      how: every(index, 100, 1) ? "" : "e-mail",
      owner_id: "u1",
      frequency_days: 365,
      last_done_at: every(index, 100, 2) ? null : "2026-05-12",
    })),
    engagements: Array.from({ length: parties }, (_, index) => ({
      id: `g${index}`,
      party_id: `p${index}`,
      date: day(index),
      type: index % 2 ? "meeting" : "feedback",
      response: every(index, 100, 2) ? "" : "Planned",
    })),
    kpis: Array.from({ length: parties * 2 }, (_, index) => ({
      id: `q${index}`,
      requirement_id: `r${index * 2}`,
      target: 100,
      direction: "at_least",
      frequency_days: 90,
      last_value: every(index, 100, 3) ? 80 : 100,
      last_measured_at: "2026-10-01",
    })),
    changes: Array.from({ length: parties }, (_, index) => ({
      id: `h${index}`,
      at: "2026-05-01T09:00:00Z",
      actor_id: `u${index % 50}`,
      reason: every(index, 100, 1) ? "edit" : "New client agreement signed",
    })),
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems[0]));
  return reading.facts;
}
