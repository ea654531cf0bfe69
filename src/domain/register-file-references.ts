import { hash as hashOnce } from "node:crypto";
import { ANNEX_A_CONTROLS } from "@/domain/references";
import type { Report } from "@/domain/register-file-fields";
import { NATIVE_COLLECTIONS, type RegisterFile } from "@/domain/register-file-records";
import { levelFits } from "@/domain/register-file-risk-levels";
import { scaleOf } from "@/domain/risk";

/** Which key of a record leads to which collection; one id, or a list of them. */
const REFERENCES: { [Name in keyof RegisterFile]?: Readonly<Record<string, keyof RegisterFile>> } = {
  parties: { owner_id: "users", issue_ids: "issues" },
  requirements: {
    party_id: "parties",
    owner_id: "users",
    source_id: "sources",
    obligation_id: "obligations",
    source_ids: "sources",
    objective_ids: "objectives",
    obligation_ids: "obligations",
  },
  links: { requirement_id: "requirements" },
  obligations: { authority_party_id: "parties", owner_id: "users" },
  sources: { counterparty_party_id: "parties", owner_id: "users" },
  issues: { owner_id: "users" },
  objectives: { owner_id: "users" },
  workshops: { facilitator_id: "users", party_ids: "parties" },
  workshop_entries: { workshop_id: "workshops", party_id: "parties", author_id: "users", decided_by: "users" },
  workshop_votes: { workshop_id: "workshops", party_id: "parties" },
  interviews: { party_id: "parties", interviewer_id: "users" },
  interview_answers: { interview_id: "interviews" },
  soa: { owner_id: "users", decided_by: "users" },
  risks: { owner_id: "users", adverse_party_id: "parties", accepted_by: "users" },
  evidence: { owner_id: "users" },
  documents: { owner_id: "users" },
  scope_units: { owner_id: "users" },
  budget_lines: { owner_id: "users" },
  soa_versions: { issued_by: "users" },
  self_assessments: { ran_by: "users" },
  acceptances: { accepted_by: "users" },
  audit_samples: { drawn_by: "users" },
  findings: { owner_id: "users", closed_by: "users", repeat_of: "findings" },
  triggers: { owner_id: "users", logged_by: "users", party_ids: "parties", corrective_action_id: "actions" },
  engagements: {
    owner_id: "users",
    our_participant_ids: "users",
    party_id: "parties",
    requirement_ids: "requirements",
    action_id: "actions",
  },
  comms: { owner_id: "users", party_id: "parties", obligation_id: "obligations", requirement_ids: "requirements" },
  notices: { owner_id: "users", done_by: "users", comm_id: "comms", party_id: "parties", trigger_id: "triggers" },
  kpis: { requirement_id: "requirements", owner_id: "users", action_id: "actions" },
  measurements: { kpi_id: "kpis" },
  conflicts: {
    owner_id: "users",
    decided_by: "users",
    requirement_ids: "requirements",
    prevailing_requirement_id: "requirements",
    risk_id: "risks",
    action_id: "actions",
  },
  conflict_steps: { conflict_id: "conflicts" },
  conflict_dismissals: { requirement_ids: "requirements" },
  actions: { owner_id: "users", requested_by: "users", requirement_id: "requirements", finding_id: "findings" },
  reviews: { participants: "users", party_ids: "parties", lead_id: "users", completed_by: "users" },
  mreviews: { attendee_ids: "users", chair_id: "users", signed_by: "users" },
  mreview_items: { mreview_id: "mreviews" },
  review_items: { review_id: "reviews", decided_by: "users" },
  review_answers: { review_id: "reviews", decided_by: "users" },
};

/** Reports ids that lead nowhere, what is given twice, and what contradicts itself: a register in which such things stand cannot be stored. */
export function checkReferences(file: RegisterFile, report: Report): void {
  const known = Object.fromEntries(
    NATIVE_COLLECTIONS.filter((name) => name !== "links").map((name) => [name, noteIds(file[name], name, report)]),
  );
  const leads = (id: unknown, collection: string, path: string) => {
    if (typeof id === "string" && id !== "" && !known[collection]!.has(id)) report(path, "dangling", { id, collection });
  };
  leads(file.org.register_owner_id, "users", "org.register_owner_id");
  leads(file.org.accountable_id, "users", "org.accountable_id");
  for (const [name, keys] of Object.entries(REFERENCES)) {
    const records = file[name as keyof RegisterFile] as readonly Record<string, unknown>[];
    for (const [index, record] of records.entries())
      for (const [key, collection] of Object.entries(keys)) {
        const value = record[key];
        const path = `${name}[${index}].${key}`;
        if (Array.isArray(value)) for (const [place, id] of value.entries()) leads(id, collection, `${path}[${place}]`);
        else leads(value, collection, path);
      }
  }
  for (const [index, vote] of file.workshop_votes.entries())
    if (vote.voter_id !== vote.workshop_id) leads(vote.voter_id, "users", `workshop_votes[${index}].voter_id`);
  once(file.workshop_votes, (vote) => [vote.workshop_id, vote.party_id, vote.voter_id], "workshop_votes", "voter_id", report);
  once(file.soa, (row) => [row.control_ref], "soa", "control_ref", report);
  once(file.soa_versions, (issued) => [issued.number], "soa_versions", "number", report);
  once(file.measurements, (one) => [one.kpi_id, one.measured_on], "measurements", "measured_on", report);
  once(file.trigger_rules, (rule) => [rule.type], "trigger_rules", "type", report);
  once(file.acceptances, (accepted) => [accepted.check_id, accepted.subject], "acceptances", "subject", report);
  once(file.mreview_items, (item) => [item.mreview_id, item.input], "mreview_items", "input", report);
  checkMinutes(file, report);
  checkControls(file, report);
  checkRisks(file, report);
  for (const [index, issued] of file.soa_versions.entries())
    if (hashOnce("sha256", issued.content, "hex") !== issued.content_hash) report(`soa_versions[${index}].content_hash`, "hash_differs");
}

function noteIds(records: readonly { id: string | null; ref?: string }[], name: string, report: Report): Set<string> {
  const ids = new Set<string>();
  const refs = new Set<string>();
  for (const [index, { id, ref }] of records.entries()) {
    if (id !== null && ids.has(id)) report(`${name}[${index}].id`, "duplicate", { value: id });
    if (ref && refs.has(ref)) report(`${name}[${index}].ref`, "duplicate", { value: ref });
    if (id !== null) ids.add(id);
    if (ref) refs.add(ref);
  }
  return ids;
}

function once<T>(records: readonly T[], keyOf: (record: T) => string[], name: string, key: keyof T & string, report: Report): void {
  const seen = new Set<string>();
  for (const [index, record] of records.entries()) {
    const all = JSON.stringify(keyOf(record));
    if (seen.has(all)) report(`${name}[${index}].${key}`, "duplicate", { value: String(record[key]) });
    seen.add(all);
  }
}

/** A signature covers the minutes that come along; a meeting that calls itself signed has some. */
function checkMinutes(file: RegisterFile, report: Report): void {
  for (const [index, meeting] of file.mreviews.entries()) {
    if (meeting.status !== "signed") continue;
    if (meeting.minutes === "") report(`mreviews[${index}].minutes`, "missing");
    else if (hashOnce("sha256", meeting.minutes, "hex") !== meeting.signed_hash) report(`mreviews[${index}].signed_hash`, "hash_differs");
  }
}

/** The statement has a row for a control of Annex A or one of the organisation's own, in this edition's numbers; another number would never be seen. */
function checkControls(file: RegisterFile, report: Report): void {
  const controls = new Set([
    ...ANNEX_A_CONTROLS.map(({ ref }) => ref),
    ...file.own_controls.flatMap(({ id, ref }) => (ref === "" ? [id] : [id, ref])),
  ]);
  for (const [index, { control_ref }] of file.soa.entries())
    if (!controls.has(control_ref)) report(`soa[${index}].control_ref`, "dangling", { id: control_ref, collection: "controls" });
}

function checkRisks(file: RegisterFile, report: Report): void {
  const scale = scaleOf({ likelihoodLevels: file.org.likelihood_levels, impactLevels: file.org.impact_levels });
  const most = { likelihood: scale.likelihood, impact: scale.impact, residual_likelihood: scale.likelihood, residual_impact: scale.impact };
  for (const [index, risk] of file.risks.entries()) {
    for (const [key, { length: max }] of Object.entries(most)) {
      const position = risk[key as keyof typeof most];
      if (position !== null && position > max) report(`risks[${index}].${key}`, "out_of_range", { min: 1, max });
    }
    // Somebody stands for living with a risk; a day without a person says nothing.
    if (risk.accepted_at !== null && !risk.accepted_by) report(`risks[${index}].accepted_by`, "missing");
    if (!levelFits(risk)) report(`risks[${index}].level`, "not_the_product", { product: risk.likelihood! * risk.impact! });
  }
}
