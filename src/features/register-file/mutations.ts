import { v7 as uuid } from "uuid";
import {
  ANNEX_COLLECTIONS,
  type Json,
  type RegisterFile,
  type RegisterProblem,
  type RegisterUser,
  readRegisterFile,
} from "@/domain/register-file";
import type { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { now, today } from "@/server/clock";
import { ENTITIES, type EntityName } from "@/server/entities";
import { Invalid, Refused } from "@/server/errors";
import { change, type LinkTarget, type RecordWriter, type Values } from "@/server/record";
import { ANNEX_REFERENCES, fileKey } from "./field-names";
import { exportRegister, registerCounts } from "./queries";

/** One statement for so many records, and between them the server answers others. */
const SLICE = 1_000;
const LONG = { timeout: 120_000 };

/** Hands the register out as a file and notes that it left. */
export async function takeRegister(access: Access): Promise<RegisterFile> {
  return change(
    access,
    async (record) => {
      const file = await exportRegister(access);
      record.note("register-file", access.organization.id, translator("register")("historyRef"), "export", {
        note: translator("register")("noteExport", { parties: file.parties.length, requirements: file.requirements.length }),
      });
      return file;
    },
    LONG,
  );
}

export interface ImportedRegister {
  parties: number;
  requirements: number;
  sources: number;
  obligations: number;
  issues: number;
  objectives: number;
  comments: number;
  workshops: number;
  interviews: number;
}

/**
 * Brings a register file into an organisation whose register is empty, all or nothing. Refs are kept; ids are kept where they can be. People are found
 * among the members by id or by name; who is none stays with the file's name as the label of the owner, and roles are never taken from a file. A
 * decision whose day the file does not tell carries the day of the import, because a decision without a day cannot be stored.
 * Throws Invalid (each problem under its path) and Refused("register-not-empty").
 */
export async function importRegister(access: Access, json: unknown): Promise<ImportedRegister> {
  const reading = readRegisterFile(json);
  if (!reading.ok) throw new Invalid(sentences(reading.problems));
  const { file } = reading;
  const lost = commentsOnNothing(file);
  if (lost.length > 0) throw new Invalid(sentences(lost));
  return change(
    access,
    async (record) => {
      // Two imports at once: the second waits here and then finds a register that is not empty.
      const [profile] = await record.tx.$queryRaw<{ id: string; version: number }[]>`
        SELECT id, version FROM organization_profile WHERE organization_id = ${access.organization.id}::uuid FOR UPDATE`;
      const { parties, requirements, sources, obligations, issues, objectives, workshops, interviews } = await registerCounts(access);
      if (parties + requirements + sources + obligations + issues + objectives + workshops + interviews > 0)
        throw new Refused("register-not-empty", { parties, requirements });
      const people = await matchPeople(record, access, file.users);
      const ids = newIds(file, people);
      await createAll(record, file, ids, people);
      await keepAnnex(record, access, file, ids, people);
      if (profile) await record.update("organization", profile.id, profile.version, organizationPatch(file, people), { action: "import" });
      const counts = {
        parties: file.parties.length,
        requirements: file.requirements.length,
        sources: file.sources.length,
        obligations: file.obligations.length,
        issues: file.issues.length,
        objectives: file.objectives.length,
        comments: file.comments.length,
        workshops: file.workshops.length,
        interviews: file.interviews.length,
      };
      record.note("register-file", access.organization.id, translator("register")("historyRef"), "import", {
        note: translator("register")("noteImport", counts),
      });
      return counts;
    },
    LONG,
  );
}

/** One sentence for each place where the file is wrong. */
function sentences(problems: readonly RegisterProblem[]): Record<string, string> {
  const t = translator("registerFile");
  return Object.fromEntries(problems.map(({ path, code, values }) => [path, t(code, { path, ...values })]));
}

/** Comments on records that the file does not hold: they would have no place to stand. */
function commentsOnNothing(file: RegisterFile): RegisterProblem[] {
  const known = new Set(
    [file.parties, file.requirements, file.sources, file.obligations, file.issues, file.objectives].flatMap((records) =>
      records.map(({ id }) => id),
    ),
  );
  return file.comments.flatMap(({ entity_id: id }, index) =>
    known.has(id) ? [] : [{ path: `comments[${index}].entity_id`, code: "dangling" as const, values: { id, collection: "parties" } }],
  );
}

interface People {
  /** Id in the file -> id of the member, or a new one for somebody who is none. */
  ids: Map<string, string>;
  /** Id in the file -> name, for those who are no members. */
  guests: Map<string, string>;
}

async function matchPeople(record: RecordWriter, access: Access, users: readonly RegisterUser[]): Promise<People> {
  const members = await record.tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.organization_id = ${access.organization.id}::uuid`;
  const byId = new Set(members.map(({ id }) => id));
  const byName = new Map<string, string | null>();
  for (const { id, name } of members) byName.set(name, byName.has(name) ? null : id);
  const people: People = { ids: new Map(), guests: new Map() };
  for (const user of users) {
    const member = byId.has(user.id) ? user.id : byName.get(user.name);
    people.ids.set(user.id, member ?? uuid());
    if (!member) people.guests.set(user.id, user.name);
  }
  return people;
}

type NativeIds = Record<
  | "users"
  | "parties"
  | "requirements"
  | "sources"
  | "obligations"
  | "issues"
  | "objectives"
  | "comments"
  | "workshops"
  | "entries"
  | "votes"
  | "interviews"
  | "answers",
  Map<string, string>
>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function newIds(file: RegisterFile, people: People): NativeIds {
  const of = (records: readonly { id: string }[]) => new Map(records.map(({ id }) => [id, UUID.test(id) ? id : uuid()]));
  return {
    users: people.ids,
    parties: of(file.parties),
    requirements: of(file.requirements),
    sources: of(file.sources),
    obligations: of(file.obligations),
    issues: of(file.issues),
    objectives: of(file.objectives),
    comments: of(file.comments),
    workshops: of(file.workshops),
    entries: of(file.workshop_entries),
    votes: of(file.workshop_votes),
    interviews: of(file.interviews),
    answers: of(file.interview_answers),
  };
}

async function createAll(record: RecordWriter, file: RegisterFile, ids: NativeIds, people: People): Promise<void> {
  const day = today();
  const decided = (answer: unknown, on: unknown) => (answer === "undecided" ? (on ?? null) : (on ?? day));
  const many = (values: readonly string[], map: ReadonlyMap<string, string>) => values.flatMap((id) => map.get(id) ?? []);
  await createSliced(record, "context-issue", file.issues, ids.issues, people, () => ({}));
  await createSliced(record, "interested-party", file.parties, ids.parties, people, (party) => ({
    issueIds: many(party.issue_ids, ids.issues),
    relevanceDecidedAt: decided(party.relevance, party.relevance_decided_at),
  }));
  await createSliced(record, "source", file.sources, ids.sources, people, (source) => ({
    counterpartyPartyId: source.counterparty_party_id ? (ids.parties.get(source.counterparty_party_id) ?? null) : null,
  }));
  await createSliced(record, "obligation", file.obligations, ids.obligations, people, (obligation) => ({
    authorityPartyId: obligation.authority_party_id ? (ids.parties.get(obligation.authority_party_id) ?? null) : null,
  }));
  await createSliced(record, "objective", file.objectives, ids.objectives, people, () => ({}));
  const exclusions = Object.entries(file.org.implied_exclusions).map(([templateKey, reason]) => ({ templateKey, reason, decidedAt: day }));
  await record.createMany("catalogue-exclusion", exclusions, { action: "import" });
  const links = linksByRequirement(file);
  const withFirst = (first: string | null, all: readonly string[]) => (first && !all.includes(first) ? [first, ...all] : all);
  await createSliced(record, "requirement", file.requirements, ids.requirements, people, (requirement) => ({
    partyId: ids.parties.get(requirement.party_id)!,
    sourceIds: many(withFirst(requirement.source_id, requirement.source_ids), ids.sources),
    obligationIds: many(withFirst(requirement.obligation_id, requirement.obligation_ids), ids.obligations),
    objectiveIds: many(requirement.objective_ids, ids.objectives),
    relevanceDecidedAt: decided(requirement.relevance, requirement.relevance_decided_at),
    ismsDecidedAt: decided(requirement.isms_decision, requirement.isms_decided_at),
    links: links.get(requirement.id) ?? [],
  }));
  const anyRecord = new Map([...ids.parties, ...ids.requirements, ...ids.sources, ...ids.obligations, ...ids.issues, ...ids.objectives]);
  const said = file.comments.map((comment) => ({
    ...comment,
    created_at: instant(comment.created_at),
    resolved_at: comment.resolved_at ? instant(comment.resolved_at) : null,
  }));
  // A comment on something that is not in the file has no place to stand.
  await createSliced(
    record,
    "comment",
    said.filter((comment) => anyRecord.has(comment.entity_id)),
    ids.comments,
    people,
    (comment) => ({
      entityId: anyRecord.get(comment.entity_id)!,
      authorId: comment.author_id ? (ids.users.get(comment.author_id) ?? null) : null,
    }),
  );
  await createConversations(record, file, ids, people);
}

/** Workshops with what was said and voted, interviews with their answers. Who is no member keeps an id of their own. */
async function createConversations(record: RecordWriter, file: RegisterFile, ids: NativeIds, people: People): Promise<void> {
  const at = (text: string | null) => (text ? instant(text) : null);
  const came = <T extends { created_at: string }>(records: readonly T[]) =>
    records.map((one) => ({ ...one, created_at: instant(one.created_at) }));
  await createSliced(record, "workshop", file.workshops, ids.workshops, people, (workshop) => ({
    partyIds: workshop.party_ids.flatMap((id) => ids.parties.get(id) ?? []),
    openedAt: at(workshop.opened_at),
    closedAt: at(workshop.closed_at),
  }));
  await createSliced(record, "workshop-entry", came(file.workshop_entries), ids.entries, people, (entry) => ({
    workshopId: ids.workshops.get(entry.workshop_id)!,
    partyId: entry.party_id ? (ids.parties.get(entry.party_id) ?? null) : null,
    decidedAt: at(entry.decided_at),
  }));
  await createSliced(record, "workshop-vote", came(file.workshop_votes), ids.votes, people, (vote) => ({
    workshopId: ids.workshops.get(vote.workshop_id)!,
    partyId: ids.parties.get(vote.party_id)!,
    voterId: ids.workshops.get(vote.voter_id) ?? ids.users.get(vote.voter_id)!,
  }));
  await createSliced(record, "interview", file.interviews, ids.interviews, people, (interview) => ({
    partyId: ids.parties.get(interview.party_id)!,
  }));
  await createSliced(record, "interview-answer", came(file.interview_answers), ids.answers, people, (answer) => ({
    interviewId: ids.interviews.get(answer.interview_id)!,
  }));
}

/** Fields that name a person without being an owner; who is no member keeps an id of their own, which only the carried users know. */
const PERSON_FIELDS = new Set([
  "relevanceDecidedById",
  "ismsDecidedById",
  "priorityDecidedById",
  "lastVerifiedById",
  "resolvedById",
  "facilitatorId",
  "interviewerId",
  "authorId",
  "decidedById",
]);

async function createSliced<T extends { id: string }>(
  record: RecordWriter,
  entity: EntityName,
  records: readonly T[],
  ids: ReadonlyMap<string, string>,
  people: People,
  links: (of: T) => Values,
): Promise<void> {
  const fields = Object.keys(ENTITIES[entity].fields);
  for (let start = 0; start < records.length; start += SLICE) {
    const rows = records.slice(start, start + SLICE).map((given) => {
      const from = given as unknown as Record<string, unknown>;
      const values: Values = {};
      for (const field of fields) {
        const value = from[fileKey(field)];
        values[field] = PERSON_FIELDS.has(field) && typeof value === "string" ? (people.ids.get(value) ?? null) : value;
      }
      if ("ownerId" in values) Object.assign(values, owner(values, people));
      // All rows of a statement have the same columns, so the day of creation is always among them.
      const createdAt = typeof from.created_at === "string" && from.created_at ? (from.created_at as string) : now().toISOString();
      return {
        ...values,
        ...links(given),
        id: ids.get(given.id)!,
        createdAt: createdAt.length === 10 ? `${createdAt}T00:00:00.000Z` : createdAt,
      };
    });
    await record.createMany(entity, rows, { action: "import" });
  }
}

function owner(values: Values, people: People): Values {
  const id = typeof values.ownerId === "string" && values.ownerId ? values.ownerId : null;
  const guest = id ? people.guests.get(id) : undefined;
  if (guest === undefined) return { ownerId: id ? (people.ids.get(id) ?? null) : null };
  return "ownerLabel" in values && !values.ownerLabel ? { ownerId: null, ownerLabel: guest } : { ownerId: null };
}

function instant(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? now().toISOString() : at.toISOString();
}

/** The links of each requirement. Two with the same target are one here, with both reasons. */
function linksByRequirement(file: RegisterFile): Map<string, LinkTarget[]> {
  const byRequirement = new Map<string, Map<string, LinkTarget>>();
  for (const { requirement_id, target_type, target_ref, rationale } of file.links) {
    const links = byRequirement.get(requirement_id) ?? new Map<string, LinkTarget>();
    byRequirement.set(requirement_id, links);
    const key = `${target_type}\n${target_ref}`;
    const same = links.get(key);
    if (!same) links.set(key, { targetType: target_type, targetRef: target_ref, rationale });
    else if (rationale && !same.rationale.includes(rationale)) same.rationale = [same.rationale, rationale].filter(Boolean).join("; ");
  }
  return new Map([...byRequirement].map(([id, links]) => [id, [...links.values()]]));
}

function organizationPatch(file: RegisterFile, people: People): Values {
  const from = file.org as unknown as Record<string, unknown>;
  const patch: Values = {};
  for (const field of Object.keys(ENTITIES.organization.fields)) {
    const value = from[fileKey(field)];
    if (field === "registerOwnerId" || field === "accountableId" || field === "climateDecidedById") {
      patch[field] = typeof value === "string" && !people.guests.has(value) ? (people.ids.get(value) ?? null) : null;
    } else if (value !== undefined && (value !== "" || field !== "name")) patch[field] = value;
  }
  return patch;
}

async function keepAnnex(record: RecordWriter, access: Access, file: RegisterFile, ids: NativeIds, people: People): Promise<void> {
  const guests = file.users.filter(({ id }) => people.guests.has(id)).map((user) => ({ ...user, id: people.ids.get(user.id)! }));
  const guestIn = (id: string | null) => (id && people.guests.has(id) ? people.ids.get(id)! : null);
  const organization = {
    register_owner_id: guestIn(file.org.register_owner_id),
    accountable_id: guestIn(file.org.accountable_id),
    climate_decided_by: guestIn(file.org.climate_decided_by),
  };
  const unlabelled = [...file.sources, ...file.obligations, ...file.issues, ...file.objectives].flatMap(({ id, owner_id }) => {
    const own = ids.sources.get(id) ?? ids.obligations.get(id) ?? ids.issues.get(id) ?? ids.objectives.get(id);
    const guest = guestIn(owner_id);
    return guest && own ? [{ id: own, owner_id: guest }] : [];
  });
  const contents: [string, Json[]][] = [
    ["owners", unlabelled],
    ["users", guests as unknown as Json[]],
    ["org", [organization]],
    ...ANNEX_COLLECTIONS.map((name): [string, Json[]] => [name, file[name].map((entry) => renamed(entry, ids) as Json)]),
  ];
  for (const [collection, content] of contents) {
    if (content.length === 0) continue;
    const at = now();
    await record.tx.registerAnnex.upsert({
      where: { organizationId_collection: { organizationId: access.organization.id, collection } },
      create: {
        organizationId: access.organization.id,
        id: uuid(),
        collection,
        content: content as Prisma.InputJsonValue,
        createdAt: at,
        updatedAt: at,
      },
      update: { content: content as Prisma.InputJsonValue, updatedAt: at, version: { increment: 1 } },
    });
  }
}

/** The same entry with the ids under which its records are known here. */
function renamed(value: Json, ids: NativeIds, key = ""): Json {
  const collection = Object.hasOwn(ANNEX_REFERENCES, key) ? ANNEX_REFERENCES[key]! : null;
  if (typeof value === "string") return collection ? (ids[collection].get(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, ids, key));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, renamed(entry, ids, name)]));
  return value;
}
