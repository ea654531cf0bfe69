import { v7 as uuid } from "uuid";
import { pairKey } from "@/domain/conflict-candidates";
import { decimalOf } from "@/domain/decimal";
import { feedbackDueOn } from "@/domain/engagement";
import { formatRef, parseRef } from "@/domain/refs";
import { statusOfFile } from "@/domain/register-file-engagement-records";
import { impliedMeasurements } from "@/domain/register-file-monitoring-records";
import type { RegisterFile } from "@/domain/register-file-records";
import { deliveredRule } from "@/domain/trigger-event";
import { now, today } from "@/server/clock";
import { ENTITIES } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import type { RecordWriter, Values } from "@/server/record";
import { ENTITY_OF, RECORD_COLLECTIONS, type RecordCollection } from "./collections";
import { fileKey } from "./field-names";
import { createMeetings } from "./import-meetings";
import { ownerOf, PERSON_FIELDS, type People } from "./import-people";
import { linksByRequirement, TargetRefs } from "./import-targets";
import { sortVersions, versionValues } from "./import-versions";
import { storableRisk } from "./risk-notes";

/** One statement for so many records, and between them the server answers others. */
const SLICE = 1_000;
const LONGEST_TITLE = 200;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Id in the file -> id here, by collection. */
export type NativeIds = Record<RecordCollection | "users", Map<string, string>>;

/** Ids are kept where they can be, so that a register that moves keeps its addresses. */
export function newIds(file: RegisterFile, people: People): NativeIds {
  const of = (records: readonly { id: string | null }[]) =>
    new Map(records.flatMap(({ id }) => (id === null ? [] : [[id, UUID.test(id) ? id : uuid()] as const])));
  return { users: people.ids, ...Object.fromEntries(RECORD_COLLECTIONS.map((name) => [name, of(file[name])])) } as NativeIds;
}

/** Creates every record of the file, those first that others lead to. */
export async function createAll(record: RecordWriter, file: RegisterFile, ids: NativeIds, people: People): Promise<void> {
  const making = new Import(record, ids, people);
  const day = today();
  const decided = (answer: unknown, on: unknown) => (answer === "undecided" || answer === null ? (on ?? null) : (on ?? day));
  const many = (values: readonly string[], map: ReadonlyMap<string, string>) => values.flatMap((id) => map.get(id) ?? []);
  const party = (id: string | null) => (id ? (ids.parties.get(id) ?? null) : null);
  const targets = new TargetRefs(file);
  const numbered = async <Name extends RecordCollection>(name: Name, links: (of: RegisterFile[Name][number]) => Values = () => ({})) => {
    const refs = await making.create(name, file[name], links);
    targets.learn(name, refs);
  };

  await numbered("issues");
  await numbered("parties", (one) => ({
    issueIds: many(one.issue_ids, ids.issues),
    relevanceDecidedAt: decided(one.relevance, one.relevance_decided_at),
  }));
  await numbered("sources", (one) => ({ counterpartyPartyId: party(one.counterparty_party_id) }));
  await numbered("obligations", (one) => ({ authorityPartyId: party(one.authority_party_id) }));
  await numbered("objectives");
  await numbered("own_controls");
  await numbered("scope_units");
  await numbered("risks", (one) => ({
    adversePartyId: party(one.adverse_party_id),
    ...storableRisk(one, file, people),
  }));
  await numbered("documents", (one) => ({ type: one.type ?? targets.documentType(one) }));
  await numbered("evidence");
  await making.create("soa", came(file.soa), (row) => ({
    controlRef: targets.ref("control", row.control_ref),
    decidedAt: decided(row.applicable, row.decided_at),
  }));
  const exclusions = Object.entries(file.org.implied_exclusions).map(([templateKey, reason]) => ({ templateKey, reason, decidedAt: day }));
  await record.createMany("catalogue-exclusion", exclusions, { action: "import" });
  const links = linksByRequirement(file, targets);
  const withFirst = (first: string | null, all: readonly string[]) => (first && !all.includes(first) ? [first, ...all] : all);
  await numbered("requirements", (one) => ({
    partyId: ids.parties.get(one.party_id)!,
    sourceIds: many(withFirst(one.source_id, one.source_ids), ids.sources),
    obligationIds: many(withFirst(one.obligation_id, one.obligation_ids), ids.obligations),
    objectiveIds: many(one.objective_ids, ids.objectives),
    relevanceDecidedAt: decided(one.relevance, one.relevance_decided_at),
    ismsDecidedAt: decided(one.isms_decision, one.isms_decided_at),
    links: links.get(one.id) ?? [],
  }));
  await numbered("findings", (one) => ({
    // Other tools give neither: the clause says what it is about, the day whether it is closed.
    title: one.title || one.statement.slice(0, LONGEST_TITLE) || one.clause || one.id,
    status: one.status ?? (one.closed_at === null ? "open" : "closed"),
    closedAt: one.closed_at ?? (one.status === "closed" ? day : null),
    repeatOfId: one.repeat_of ? (ids.findings.get(one.repeat_of) ?? null) : null,
    recordRefs: one.record_refs.map((ref) => targets.any(ref)),
  }));
  await numbered("actions", (one) => ({
    title: one.title || one.cause.slice(0, LONGEST_TITLE) || one.id,
    requirementId: one.requirement_id ? (ids.requirements.get(one.requirement_id) ?? null) : null,
    findingId: one.finding_id ? (ids.findings.get(one.finding_id) ?? null) : null,
    recordRefs: one.record_refs.map((ref) => targets.any(ref)),
  }));
  await making.create("trigger_rules", came(file.trigger_rules));
  const answered = new Map(reviewsOf(file).map(({ trigger_id, completed_at }) => [trigger_id, completed_at]));
  await numbered("triggers", (one) => {
    // Other tools give neither: the kind says what it is, a completed review that it is over.
    const completedOn = answered.get(one.id) ?? null;
    const status = one.status ?? (completedOn === null ? "open" : "closed");
    return {
      title: one.title || deliveredRule(one.type)?.title || one.type,
      loggedOn: one.logged_on ?? one.occurred_at,
      status,
      closedOn: one.closed_on ?? (status === "open" ? null : (completedOn ?? day)),
      partyIds: many(one.party_ids, ids.parties),
      correctiveActionId: one.corrective_action_id ? (ids.actions.get(one.corrective_action_id) ?? null) : null,
    };
  });
  await numbered("engagements", (one) => ({
    partyId: party(one.party_id),
    heldOn: one.date,
    summary: one.summary || one.ref || one.id,
    channel: one.channel ?? "",
    feedbackKind: one.type === "feedback" ? (one.feedback_kind ?? "suggestion") : "",
    status: statusOfFile(one),
    dueOn: one.due_on ?? (one.type === "feedback" ? feedbackDueOn(one.date, file.org.feedback_due_days) : null),
    ourParticipantIds: many(one.our_participant_ids, people.ids),
    documentRefs: one.document_refs.map((ref) => targets.any(ref)),
    requirementIds: many(one.requirement_ids, ids.requirements),
    actionId: one.action_id ? (ids.actions.get(one.action_id) ?? null) : null,
    origin: one.origin ?? "file",
  }));
  await numbered("comms", (one) => ({
    partyId: ids.parties.get(one.party_id)!,
    what: one.what || one.id,
    // Other tools write 0 for "on an event only".
    frequencyDays: one.frequency_days || null,
    obligationId: one.obligation_id ? (ids.obligations.get(one.obligation_id) ?? null) : null,
    requirementIds: many(one.requirement_ids, ids.requirements),
    status: one.status ?? "active",
  }));
  await numbered("notices", (one) => ({
    communicationItemId: ids.comms.get(one.comm_id)!,
    partyId: ids.parties.get(one.party_id)!,
    triggerEventId: one.trigger_id ? (ids.triggers.get(one.trigger_id) ?? null) : null,
    engagementId: one.engagement_id ? (ids.engagements.get(one.engagement_id) ?? null) : null,
    status: one.status ?? (one.done_at === "" ? "running" : "done"),
    ...clockOf(one),
  }));
  await numbered("kpis", (one) => ({
    requirementId: ids.requirements.get(one.requirement_id)!,
    metric: one.metric || one.id,
    target: one.target_text || decimalOf(one.target)!,
    direction: one.direction ?? "at_least",
    lastValue: one.last_value === null ? "" : decimalOf(one.last_value)!,
    actionId: one.action_id ? (ids.actions.get(one.action_id) ?? null) : null,
    status: one.status ?? "active",
  }));
  await making.create("measurements", came([...file.measurements, ...impliedMeasurements(file.kpis, file.measurements)]), (one) => ({
    criterionId: ids.kpis.get(one.kpi_id)!,
    origin: one.origin ?? "file",
  }));
  await numbered("conflicts", (one) => ({
    title: one.title || one.resolution.slice(0, LONGEST_TITLE) || one.ref || one.id,
    status: one.status ?? (one.decided_at === null ? "open" : "resolved"),
    // Other tools may leave out since when; it was then at the latest when it was decided.
    openedOn: one.opened_at ?? one.decided_at ?? one.created_at ?? day,
    decidedOn: one.decided_at,
    communicatedOn: one.communicated_at,
    requirementIds: many(one.requirement_ids, ids.requirements),
    prevailingRequirementId: one.prevailing_requirement_id ? (ids.requirements.get(one.prevailing_requirement_id) ?? null) : null,
    riskId: one.risk_id ? (ids.risks.get(one.risk_id) ?? null) : null,
    actionId: one.action_id ? (ids.actions.get(one.action_id) ?? null) : null,
  }));
  await making.create("conflict_steps", came(file.conflict_steps), (step) => ({ conflictId: ids.conflicts.get(step.conflict_id)! }));
  const pairs = file.conflict_dismissals.filter(({ requirement_ids }) => new Set(requirement_ids).size === 2);
  await making.create("conflict_dismissals", came(pairs), ({ requirement_ids: [one, other] }) => ({
    pairKey: pairKey(ids.requirements.get(one!)!, ids.requirements.get(other!)!),
  }));
  await numbered("budget_lines", (one) => ({ targetRefs: one.target_refs.map((ref) => targets.any(ref)) }));
  await making.create("soa_versions", came(file.soa_versions));
  const known = { people, meetings: meetingsOf(ids) };
  await createMeetings(making, record, file, ids, people);
  await making.create("versions", came(sortVersions(file.versions, known).stored), (one) => versionValues(one, known));
  await making.create("self_assessments", file.self_assessments);
  await making.create("acceptances", came(file.acceptances));
  await making.create("audit_samples", file.audit_samples);
  await createConversations(making, file, ids);
  await createReviews(making, file, ids, people);
  await making.create(
    "comments",
    came(file.comments).map((comment) => ({ ...comment, resolved_at: comment.resolved_at ? instant(comment.resolved_at) : null })),
    (comment) => ({ entityId: commentedRecord(comment, ids)! }),
  );
}

/** The meetings of the file that have a record here. */
export function meetingsOf(ids: NativeIds): ReadonlyMap<string, string> {
  return (ids as Partial<Record<string, Map<string, string>>>).mreviews ?? new Map();
}

/** Workshops with what was said and voted, interviews with their answers. Who is no member keeps an id of their own. */
async function createConversations(making: Import, file: RegisterFile, ids: NativeIds): Promise<void> {
  const at = (text: string | null) => (text ? instant(text) : null);
  await making.create("workshops", file.workshops, (workshop) => ({
    partyIds: workshop.party_ids.flatMap((id) => ids.parties.get(id) ?? []),
    openedAt: at(workshop.opened_at),
    closedAt: at(workshop.closed_at),
  }));
  await making.create("workshop_entries", came(file.workshop_entries), (entry) => ({
    workshopId: ids.workshops.get(entry.workshop_id)!,
    partyId: entry.party_id ? (ids.parties.get(entry.party_id) ?? null) : null,
    decidedAt: at(entry.decided_at),
  }));
  await making.create("workshop_votes", came(file.workshop_votes), (vote) => ({
    workshopId: ids.workshops.get(vote.workshop_id)!,
    partyId: ids.parties.get(vote.party_id)!,
    voterId: ids.workshops.get(vote.voter_id) ?? ids.users.get(vote.voter_id)!,
  }));
  await making.create("interviews", file.interviews, (interview) => ({ partyId: ids.parties.get(interview.party_id)! }));
  await making.create("interview_answers", came(file.interview_answers), (answer) => ({
    interviewId: ids.interviews.get(answer.interview_id)!,
  }));
}

/**
 * Reviews with what was said about each record. Who took part and is no member keeps an id of their own; the review leads to the event that triggered it
 * where that has a record here.
 */
async function createReviews(making: Import, file: RegisterFile, ids: NativeIds, people: People): Promise<void> {
  const events: ReadonlyMap<string, string> = (ids as Partial<Record<string, Map<string, string>>>).triggers ?? new Map();
  const at = (text: string | null) => (text ? instant(text) : null);
  await making.create("reviews", file.reviews, (review) => ({
    title: review.title || review.outcome.slice(0, LONGEST_TITLE) || review.id,
    status: review.status || (review.completed_at ? "completed" : "planned"),
    triggerEventId: review.trigger_id ? (events.get(review.trigger_id) ?? null) : null,
    participantIds: review.participants.flatMap((id) => people.ids.get(id) ?? []),
    partyIds: review.party_ids.flatMap((id) => ids.parties.get(id) ?? []),
    leadId: review.lead_id && !people.guests.has(review.lead_id) ? (people.ids.get(review.lead_id) ?? null) : null,
  }));
  await making.create("review_items", came(file.review_items), (item) => ({
    reviewId: ids.reviews.get(item.review_id)!,
    recordId: reviewedRecord(item, ids),
    decidedAt: at(item.decided_at),
  }));
  await making.create("review_answers", came(file.review_answers), (answer) => ({
    reviewId: ids.reviews.get(answer.review_id)!,
    decidedAt: at(answer.decided_at),
  }));
}

/** A record that the file no longer holds keeps an id that leads nowhere; its ref still tells which it was. */
function reviewedRecord({ entity, record_id }: { entity: string; record_id: string }, ids: NativeIds): string {
  const named = RECORD_COLLECTIONS.find((name) => ENTITY_OF[name] === entity);
  return (named && ids[named].get(record_id)) ?? (UUID.test(record_id) ? record_id : uuid());
}

/** The record that a comment stands on: of the kind that it names where it names one that we know. Null: the file does not hold it. */
export function commentedRecord(comment: { entity: string; entity_id: string }, ids: NativeIds): string | null {
  const named = RECORD_COLLECTIONS.find((name) => ENTITY_OF[name] === comment.entity);
  for (const name of named ? [named, ...RECORD_COLLECTIONS] : RECORD_COLLECTIONS) {
    const id = ENTITY_OF[name] === "comment" ? undefined : ids[name].get(comment.entity_id);
    if (id) return id;
  }
  return null;
}

/** The completed reviews of the file that answer an event. */
function reviewsOf(file: RegisterFile): { trigger_id: string; completed_at: string }[] {
  const reviews = file.reviews as readonly { [key: string]: unknown }[];
  return reviews.flatMap(({ trigger_id, completed_at }) =>
    typeof trigger_id === "string" && typeof completed_at === "string" ? [{ trigger_id, completed_at }] : [],
  );
}

/** A clock that would end before it began ends where it began. */
function clockOf(one: { started_at: string; due_at: string; done_at: string }): {
  startedAt: string;
  dueAt: string;
  doneAt: string | null;
} {
  const [startedAt, dueAt] = [instant(one.started_at), instant(one.due_at)];
  return { startedAt, dueAt: [startedAt, dueAt].sort()[1]!, doneAt: one.done_at === "" ? null : instant(one.done_at) };
}

function came<T extends { created_at: string }>(records: readonly T[]): T[] {
  return records.map((one) => ({ ...one, created_at: instant(one.created_at) }));
}

function instant(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? now().toISOString() : at.toISOString();
}

/** Makes the records of one collection after the other. */
export class Import {
  constructor(
    private readonly record: RecordWriter,
    private readonly ids: NativeIds,
    private readonly people: People,
  ) {}

  /** Creates the records of one collection. Answers with the ref that each id of the file got. */
  async create<T extends { id: string | null }>(
    collection: RecordCollection,
    records: readonly T[],
    links: (of: T) => Values = () => ({}),
  ): Promise<Map<string, string>> {
    const entity = ENTITY_OF[collection];
    const spec: EntitySpec = ENTITIES[entity];
    const fields = Object.keys(spec.fields);
    const refs = new Map<string, string>();
    const given = givenRefs(spec, records);
    // Those with a ref first: what is numbered here must not take a number that comes later in the file.
    const ordered = given ? [...records.filter((one) => given.get(one)), ...records.filter((one) => !given.get(one))] : records;
    for (let start = 0; start < ordered.length; start += SLICE) {
      const slice = ordered.slice(start, start + SLICE);
      const rows = slice.map((one) => ({
        ...this.values(fields, one as Record<string, unknown>),
        ...(given ? { ref: given.get(one) ?? "" } : {}),
        ...links(one),
        id: (one.id === null ? undefined : this.ids[collection].get(one.id)) ?? uuid(),
        createdAt: createdAt(one as Record<string, unknown>),
      }));
      const stored = await this.record.createMany(entity, rows, { action: "import" });
      for (const [index, { ref }] of stored.entries()) if (ref && slice[index]!.id !== null) refs.set(slice[index]!.id!, ref);
    }
    return refs;
  }

  private values(fields: readonly string[], from: Record<string, unknown>): Values {
    const values: Values = {};
    for (const field of fields) {
      const value = from[fileKey(field)];
      values[field] = PERSON_FIELDS.has(field) && typeof value === "string" ? (this.people.ids.get(value) ?? null) : value;
    }
    return "ownerId" in values ? { ...values, ...ownerOf(values, this.people) } : values;
  }
}

/** The refs that records come with: the file's own, or an id that is written as one ("R-014" of another tool). Null for records without refs. */
function givenRefs<T extends { id: string | null }>(spec: EntitySpec, records: readonly T[]): Map<T, string> | null {
  const { prefix } = spec;
  if (prefix === null) return null;
  const own = (one: T) => (one as { ref?: string }).ref ?? "";
  const taken = new Set(records.map(own));
  return new Map(
    records.map((one) => {
      const number = one.id !== null && own(one) === "" ? parseRef(one.id) : null;
      const fromId = number?.prefix === prefix ? formatRef(prefix, number.number) : "";
      return [one, own(one) || (fromId === one.id && !taken.has(fromId) ? fromId : "")];
    }),
  );
}

// All rows of a statement have the same columns, so the day of creation is always among them.
function createdAt({ created_at: given }: Record<string, unknown>): string {
  const text = typeof given === "string" && given !== "" ? given : now().toISOString();
  return text.length === 10 ? `${text}T00:00:00.000Z` : text;
}
