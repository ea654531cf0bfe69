import { type AuditFacts, type OrgFacts, readFacts } from "@/domain/audit-checks/facts";
import type { FactsCollection } from "@/domain/audit-checks/unanswered";
import { ANNEX_COLLECTIONS, ONCE_CARRIED } from "@/domain/register-file-records";
import type { Access } from "@/server/access";
import type { Connection } from "@/server/connection";
import { connectionOf, inTenant } from "@/server/tenant";

/**
 * The facts of the audit checks from the live register: one statement for each noun, past Prisma's client, because a register of 20,000 requirements
 * is read as a whole. Everything stands in the order of the refs.
 */
export interface LiveFacts {
  facts: AuditFacts;
  /** What the register holds, by itself or because a register file brought it. */
  held: ReadonlySet<FactsCollection>;
  /** Collections that a register file brought in a form that the checks cannot read. */
  unread: FactsCollection[];
}

/** Collections that a register file may have brought and that are only carried: those without a room, and those that an import does not fill (yet). */
const CARRIED = [...ANNEX_COLLECTIONS, ...ONCE_CARRIED.filter((name) => name !== "risks")];
const OWN_ROOMS = [
  "users",
  "parties",
  "requirements",
  "links",
  "soa",
  "evidence",
  "obligations",
  "sources",
  "documents",
  "actions",
  "findings",
  "reviews",
  "mreviews",
  "triggers",
  "kpis",
  "comms",
  "engagements",
  "conflicts",
  "changes",
  "versions",
] as const satisfies readonly FactsCollection[];
/** So many of the newest changes are looked at; older ones were, when they were new. */
const MOST_CHANGES = 5_000;
const SYSTEM = "system";

export async function readLiveFacts(access: Access): Promise<LiveFacts> {
  return inTenant(
    access,
    async (tx) => {
      const connection = connectionOf(tx);
      const organization = access.organization.id;
      const ask = <T extends object>(sql: string) => connection.rows<T>(sql, [organization], { often: true });
      const carried = await readCarried(connection, organization);
      const guests = carried.facts.users;
      const requirements = await ask<RequirementRow>(REQUIREMENTS());
      const facts: AuditFacts = {
        ...carried.facts,
        org: await readOrg(connection, organization),
        users: [...(await ask<AuditFacts["users"][number]>(USERS)), ...guests, { id: SYSTEM, is_top_management: false, active: false }],
        parties: (await ask<Owned<AuditFacts["parties"][number]>>(PARTIES())).map((party) => owned(party, carried.owners)),
        requirements: requirements.map((row) => asRequirement(row, carried.owners)),
        links: [...(await ask<AuditFacts["links"][number]>(LINKS())), ...(await ask<AuditFacts["links"][number]>(OBJECTIVES()))],
        soa: [...(await ask<AuditFacts["soa"][number]>(SOA())), ...carried.facts.soa],
        evidence: [...(await ask<AuditFacts["evidence"][number]>(EVIDENCE())), ...carried.facts.evidence],
        obligations: (await ask<Owned<AuditFacts["obligations"][number]>>(OBLIGATIONS())).map((one) => owned(one, carried.owners)),
        sources: await ask(SOURCES()),
        documents: [...(await ask<AuditFacts["documents"][number]>(DOCUMENTS)), ...carried.facts.documents],
        actions: [...(await ask<AuditFacts["actions"][number]>(ACTIONS)), ...carried.facts.actions],
        mreviews: [...(await ask<AuditFacts["mreviews"][number]>(MEETINGS())), ...carried.facts.mreviews],
        reviews: [...(await ask<AuditFacts["reviews"][number]>(REVIEWS)), ...carried.facts.reviews],
        findings: [...(await ask<AuditFacts["findings"][number]>(FINDINGS)), ...carried.facts.findings],
        versions: [
          ...(await ask<AuditFacts["versions"][number] & { id: string }>(VERSIONS)).map(({ id, ...version }) => ({
            ...version,
            doc_owner_id: version.doc_owner_id ?? carried.owners.byRecord.get(id) ?? null,
          })),
          ...carried.facts.versions,
        ],
        triggers: [...(await ask<AuditFacts["triggers"][number]>(TRIGGERS)), ...carried.facts.triggers],
        comms: [
          ...(await ask<Owned<AuditFacts["comms"][number]>>(COMMS)).map((line) => owned(line, carried.owners)),
          ...carried.facts.comms,
        ],
        engagements: [...(await ask<AuditFacts["engagements"][number]>(ENGAGEMENTS)), ...carried.facts.engagements],
        conflicts: [...(await ask<AuditFacts["conflicts"][number]>(CONFLICTS)), ...carried.facts.conflicts],
        kpis: [...(await ask<AuditFacts["kpis"][number]>(KPIS)), ...carried.facts.kpis],
        changes: [...carried.facts.changes, ...(await ask<AuditFacts["changes"][number]>(CHANGES))],
      };
      return { facts, held: new Set([...OWN_ROOMS, ...carried.held]), unread: carried.unread };
    },
    { snapshot: true },
  );
}

export const PARTIES = (where = "true") => `
  SELECT id::text, ref, name, template_key, category, status, created_at::date::text AS created_at, relevance, relevance_rationale, power, interest,
         support, adverse, imposes_law, engagement_current, engagement_target, owner_id::text, owner_label, identification_method,
         confirmed_at::text, last_reviewed_at::text, scores_are_template_defaults
    FROM interested_party WHERE organization_id = $1::uuid AND ${where} ORDER BY length(ref), ref`;

// Sets as texts: an array costs more to read than the rest of its row.
export const REQUIREMENTS = (where = "true", ofRequirement = "true") => `
  SELECT r.id::text, ref, party_id::text, statement, status, kind, strength, binding, source_type, source_ref, source_locator, s.ids AS sources,
         o.ids AS obligations, elicitation_method, array_to_string(cia, ',') AS cia, cia_rationale, relevance, discard_reason, isms_decision,
         isms_decision_rationale, how_addressed, priority, priority_justification, priority_decided_by_id::text AS priority_decided_by,
         impact_if_unmet, isms_impact, owner_id::text, owner_label, confirmed_at::text, fulfilment_status, communicated_at::text, climate_related,
         effective_to::text, created_at::date::text AS created_at
    FROM requirement r
    LEFT JOIN (SELECT requirement_id, string_agg(source_id::text, ',' ORDER BY position) AS ids FROM requirement_source
                WHERE organization_id = $1::uuid AND ${ofRequirement} GROUP BY 1) s ON s.requirement_id = r.id
    LEFT JOIN (SELECT requirement_id, string_agg(obligation_id::text, ',' ORDER BY position) AS ids FROM requirement_obligation
                WHERE organization_id = $1::uuid AND ${ofRequirement} GROUP BY 1) o ON o.requirement_id = r.id
   WHERE r.organization_id = $1::uuid AND ${where} ORDER BY length(ref), ref`;

export const LINKS = (where = "true") => `
  SELECT '' AS id, requirement_id::text, target_type, target_ref, rationale FROM requirement_link WHERE organization_id = $1::uuid AND ${where}
   ORDER BY requirement_id, target_type, target_ref`;
export const OBJECTIVES = (where = "true") => `
  SELECT '' AS id, l.requirement_id::text, 'objective' AS target_type, o.ref AS target_ref, '' AS rationale
    FROM requirement_objective l JOIN objective o ON o.organization_id = l.organization_id AND o.id = l.objective_id
   WHERE l.organization_id = $1::uuid AND ${where} AND o.status <> 'retired' ORDER BY l.requirement_id, o.ref`;
export const SOA = (where = "true") => `
  SELECT control_ref, applicable, reasons, implementation_status FROM soa_entry WHERE organization_id = $1::uuid AND ${where} ORDER BY length(control_ref), control_ref`;
export const EVIDENCE = (where = "true") => `
  SELECT id::text, ref, title, status, valid_until::text FROM evidence WHERE organization_id = $1::uuid AND ${where} ORDER BY length(ref), ref`;
export const OBLIGATIONS = (where = "true") => `
  SELECT id::text, ref, title, status, applicable, owner_id::text, last_verified_at::text
    FROM obligation WHERE organization_id = $1::uuid AND ${where} ORDER BY length(ref), ref`;
export const SOURCES = (where = "true") => `
  SELECT id::text, ref, title, status, type, counterparty_party_id::text, effective_to::text
    FROM source_document WHERE organization_id = $1::uuid AND ${where} ORDER BY length(ref), ref`;
const DOCUMENTS = `
  SELECT id::text, ref, title, status, quoted_register_version, current FROM isms_document WHERE organization_id = $1::uuid ORDER BY length(ref), ref`;
// What an auditor asked for and other tasks mend nothing by themselves.
const ACTIONS = `
  SELECT id::text, status, requirement_id::text FROM action
   WHERE organization_id = $1::uuid AND kind IN ('corrective', 'improvement') ORDER BY length(ref), ref`;
const FINDINGS = `
  SELECT id::text, ref, status, due_at::text, closed_at::text, repeat_of_id::text AS repeat_of
    FROM finding WHERE organization_id = $1::uuid ORDER BY length(ref), ref`;
const VERSIONS = `
  SELECT id::text, number, status, author_id::text, approved_on::text AS approved_at, approved_by_ids AS approved_by, management_review_id::text, content_hash,
         approved_hash, open_comments, owner_id::text AS doc_owner_id
    FROM register_version WHERE organization_id = $1::uuid ORDER BY major, minor`;
// What was dismissed with a reason calls for no review.
const TRIGGERS = `
  SELECT id::text, ref, CASE status WHEN 'dismissed' THEN 'retired' ELSE status END AS status, occurred_on::text AS occurred_at, due_days
    FROM trigger_event WHERE organization_id = $1::uuid ORDER BY length(ref), ref`;
const CONFLICTS = `
  SELECT c.id::text, c.ref, ARRAY(SELECT l.requirement_id::text FROM conflict_requirement l
                                    WHERE l.organization_id = c.organization_id AND l.conflict_id = c.id ORDER BY l.position) AS requirement_ids,
         c.status, c.opened_on::text AS opened_at, c.impact_assessment, c.resolution, c.rationale, c.method,
         c.prevailing_requirement_id::text, c.decided_by_id::text AS decided_by, c.decided_on::text AS decided_at, c.communicated_on::text AS communicated_at
    FROM conflict c WHERE c.organization_id = $1::uuid AND c.retired_at IS NULL ORDER BY length(c.ref), c.ref`;
// When may be said in words, as a frequency or as an event.
const COMMS = `
  SELECT id::text, ref, status, party_id::text, what, coalesce(nullif(when_text, ''), frequency_days || ' days', nullif(event_key, ''), starts_on::text, '') AS "when",
         frequency_days, with_whom, how, owner_id::text, owner_label, last_done_on::text AS last_done_at
    FROM communication_item WHERE organization_id = $1::uuid ORDER BY length(ref), ref`;
// Feedback of somebody whose party is not known engages nobody, but asks for an answer all the same.
const ENGAGEMENTS = `
  SELECT id::text, ref, coalesce(party_id::text, '') AS party_id, held_on::text AS date, type, response
    FROM engagement WHERE organization_id = $1::uuid AND retired_at IS NULL ORDER BY length(ref), ref`;
const KPIS = `
  SELECT id::text, ref, status, requirement_id::text, metric, target::float8 AS target, direction, frequency_days,
         nullif(last_value, '')::float8 AS last_value, last_measured_on::text AS last_measured_at, action_id::text
    FROM criterion WHERE organization_id = $1::uuid ORDER BY length(ref), ref`;
// A planned meeting is none yet. What was said about c and e stands on the agenda until the minutes are signed; "no change" is an answer.
const MEETINGS = () => `
  SELECT m.id::text, m.ref, m.held_on::text AS held_at, m.attendee_ids, m.decisions,
         CASE WHEN m.minutes_ref = '' AND m.status = 'signed' THEN m.ref ELSE m.minutes_ref END AS minutes_ref,
         coalesce(nullif(c.said, ''), m.changes_text) AS changes_in_parties_text, coalesce(nullif(e.said, ''), m.feedback_text) AS feedback_text
    FROM management_review m
    LEFT JOIN (SELECT management_review_id, ${SAID} FROM management_review_item WHERE organization_id = $1::uuid AND input = 'c') c ON c.management_review_id = m.id
    LEFT JOIN (SELECT management_review_id, ${SAID} FROM management_review_item WHERE organization_id = $1::uuid AND input = 'e') e ON e.management_review_id = m.id
   WHERE m.organization_id = $1::uuid AND m.status <> 'planned' ORDER BY m.held_on, length(m.ref), m.ref`;
const SAID = "btrim(concat_ws(' ', CASE WHEN no_change THEN 'No change.' END, btrim(discussion))) AS said";
// Who took part without an account counts as well: what is asked is whether more than one person did.
const REVIEWS = `
  SELECT id::text, ref, type, trigger_event_id::text AS trigger_id, completed_on::text AS completed_at, participant_ids || other_participants AS participants
    FROM review WHERE organization_id = $1::uuid AND status <> 'cancelled' ORDER BY length(ref), ref`;
export const USERS = `
  SELECT user_id::text AS id, is_top_management, ended_at IS NULL AS active FROM membership WHERE organization_id = $1::uuid ORDER BY user_id`;

// Where a change needs a reason the writer insists on one, so that an entry without a reason needed none. What is looked at is what the given ones say.
const CHANGES = `
  SELECT id, at, actor_id, entity_ref, reason FROM (
    SELECT e.sequence::text AS id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
           CASE WHEN e.actor_kind = '${SYSTEM}' THEN '${SYSTEM}' ELSE e.actor_id::text END AS actor_id, e.entity_ref,
           p.payload::jsonb ->> 'reason' AS reason
      FROM (SELECT * FROM history_entry WHERE organization_id = $1::uuid AND action NOT IN ('create', 'import', 'export', 'open')
             ORDER BY sequence DESC LIMIT ${MOST_CHANGES}) e
      JOIN history_payload p ON p.organization_id = e.organization_id AND p.sequence = e.sequence
     ORDER BY e.sequence) c WHERE reason <> ''`;

type Owned<T> = T & { owner_label?: string };

/** Who owns a record of an imported register without being a member: by the name that stands on the record, or as the file said. */
export interface CarriedOwners {
  byName: ReadonlyMap<string, string>;
  byRecord: ReadonlyMap<string, string>;
}

function owned<T extends { id: string; owner_id: string | null; owner_label?: string }>(record: T, owners: CarriedOwners): T {
  if (record.owner_id === null) record.owner_id = owners.byName.get(record.owner_label ?? "") ?? owners.byRecord.get(record.id) ?? null;
  return record;
}

export interface RequirementRow
  extends Omit<AuditFacts["requirements"][number], "cia" | "source_id" | "source_ids" | "obligation_id" | "obligation_ids"> {
  cia: string;
  sources: string | null;
  obligations: string | null;
  owner_label: string;
}

const NONE: string[] = [];
const several = (text: string | null) => (text ? text.split(",") : NONE);

export function asRequirement(row: RequirementRow, owners: CarriedOwners): AuditFacts["requirements"][number] {
  const [sources, obligations] = [several(row.sources), several(row.obligations)];
  return {
    ...owned(row, owners),
    cia: several(row.cia),
    source_id: sources[0] ?? null,
    source_ids: sources,
    obligation_id: obligations[0] ?? null,
    obligation_ids: obligations,
  };
}

export async function readOrg(connection: Connection, organization: string): Promise<OrgFacts> {
  const [profile] = await connection.rows<Omit<OrgFacts, "implied_exclusions">>(
    `SELECT name, scope_register_version, climate_decision, climate_rationale, climate_decided_at::text, review_interval_months, trigger_default_days,
            conflict_max_days, confirm_max_days, triage_max_days FROM organization_profile WHERE organization_id = $1::uuid`,
    [organization],
  );
  const exclusions = await connection.rows<{ key: string; reason: string }>(
    "SELECT template_key AS key, reason FROM catalogue_exclusion WHERE organization_id = $1::uuid AND withdrawn_at IS NULL",
    [organization],
  );
  if (!profile) throw new Error("the organisation has no profile");
  return { ...profile, implied_exclusions: new Map(exclusions.map(({ key, reason }) => [key, reason])) };
}

interface Carried {
  facts: AuditFacts;
  owners: CarriedOwners;
  held: FactsCollection[];
  unread: FactsCollection[];
}

/** What a register file brought and Goldthread only carries. Its form was never checked, so that one collection that cannot be read spoils no other. */
async function readCarried(connection: Connection, organization: string): Promise<Carried> {
  const rows = await connection.rows<{ collection: string; content: unknown }>(
    "SELECT collection, content FROM register_annex WHERE organization_id = $1::uuid AND collection = ANY($2::text[])",
    [organization, [...CARRIED, "users", "owners"]],
  );
  const contents = new Map(rows.map(({ collection, content }) => [collection, content]));
  const [held, unread]: [FactsCollection[], FactsCollection[]] = [[], []];
  const readable: Record<string, unknown> = {};
  for (const name of [...CARRIED, "users"] as const) {
    const content = contents.get(name);
    if (!Array.isArray(content) || content.length === 0) continue;
    if (!readFacts({ [name]: content }).ok) {
      unread.push(name);
      continue;
    }
    readable[name] = content;
    held.push(name);
  }
  const reading = readFacts(readable);
  if (!reading.ok) throw new Error("collections that can be read one by one can be read together");
  const records = (name: string) => (contents.get(name) ?? []) as Record<string, unknown>[];
  return {
    facts: reading.facts,
    owners: {
      byName: new Map(records("users").map(({ name, id }) => [String(name), String(id)])),
      byRecord: new Map(records("owners").map(({ id, owner_id }) => [String(id), String(owner_id)])),
    },
    held,
    unread,
  };
}
