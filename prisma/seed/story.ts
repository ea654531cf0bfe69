import { v7 as uuid } from "uuid";
import { GENESIS_HASH } from "@/domain/audit-trail";
import { addDays } from "@/domain/dates";
import { confirmParty, decideRelevance } from "@/domain/interested-party";
import { choosePriority, proposePriority } from "@/domain/priority";
import { parseReference } from "@/domain/references";
import {
  applyLegalForce,
  assessFulfilment,
  confirmRequirement,
  decideIsms,
  decideRequirementRelevance,
  type ForceFacts,
} from "@/domain/requirement";
import type { Ruling } from "@/domain/ruling";
import type {
  Binding,
  Cia,
  ElicitationMethod,
  FulfilmentStatus,
  ImpactCategory,
  Priority,
  RequirementKind,
  SourceType,
  Strength,
} from "@/domain/vocabulary";
import { type Access, systemAccess } from "@/server/access";
import { now, setClock } from "@/server/clock";
import { ENTITIES, type EntityName } from "@/server/entities";
import type { EntitySpec } from "@/server/entities/entity-spec";
import { change, type RecordWriter, readRecords, type Stored, type Values } from "@/server/record";

/** The day on which the stories were written; on another day they are told as if they had happened that much later, in whole weeks. */
const WRITTEN_ON = "2026-11-21";

export interface Person {
  id: string;
  name: string;
  email: string;
}

/** One working session: when it begins and who sits at the keyboard. */
export type Session = readonly [at: string, by: string];

/**
 * A year in the life of a register, told in order through the one writer so that its history is real. Records have a key of their own in the
 * content files ("clinic") in place of an id; days are written as they were on WRITTEN_ON.
 */
export class Story {
  readonly #records = new Map<string, { entity: EntityName; stored: Stored }>();
  readonly #scenes: ({ at: Date } & ({ by: string; work: (page: Page) => Promise<void> } | { by: null; work: () => Promise<void> }))[] = [];
  readonly #lastOfSession = new Map<string, Date>();
  readonly #shift: number;

  constructor(
    readonly organization: { id: string; slug: string; name: string },
    readonly people: Readonly<Record<string, Person>>,
    today: string,
  ) {
    const apart = (Date.parse(today) - Date.parse(WRITTEN_ON)) / 86_400_000;
    this.#shift = Math.floor(apart / 7) * 7;
  }

  /** A day of the content files as it is told today. */
  day(written: string): string {
    return addDays(written, this.#shift);
  }

  /** Adds what happens next in a session, `minutes` after what was added to it before; everything in it is one change with one time. */
  scene(session: Session, minutes: number, work: (page: Page) => Promise<void>, by = session[1]): void {
    const begins = new Date(`${this.day(session[0].slice(0, 10))}${session[0].slice(10)}:00.000Z`);
    const before = this.#lastOfSession.get(session.join());
    const at = before ? new Date(before.getTime() + minutes * 60_000 + ((minutes * 17) % 60) * 1_000) : begins;
    this.#lastOfSession.set(session.join(), at);
    this.#scenes.push({ at, by, work });
  }

  /** Somebody outside does something at that moment, with the access of their own link: a change that nobody of the house begins. */
  outside(when: string, work: () => Promise<void>): void {
    const at = new Date(`${this.day(when.slice(0, 10))}${when.slice(10)}:00.000Z`);
    this.#scenes.push({ at, by: null, work });
  }

  /** Writes the whole story in the order of time. The caller sets the clock back. */
  async tell(): Promise<void> {
    for (const scene of [...this.#scenes].sort((a, b) => a.at.getTime() - b.at.getTime())) {
      const { at } = scene;
      setClock(at);
      if (scene.by === null) {
        await scene.work();
        continue;
      }
      const { by, work } = scene;
      const person = this.people[by];
      if (!person) throw new Error(`nobody is called ${by}`);
      const access = systemAccess(this.organization, person.name, person);
      await change(access, (record) => work(new Page(this, record, access, person, at.toISOString().slice(0, 10))));
    }
  }

  /** The record with this key as it stands now. */
  record(key: string): { entity: EntityName; stored: Stored } {
    const found = this.#records.get(key);
    if (!found) throw new Error(`${this.organization.slug}: no record is called ${key} yet`);
    return found;
  }

  /** Reads every record of the story again, after something changed many of them. */
  async again(record: RecordWriter): Promise<void> {
    const kept = new Map<EntityName, Map<string, string>>();
    for (const [key, { entity, stored }] of this.#records) {
      const keys = kept.get(entity) ?? new Map<string, string>();
      kept.set(entity, keys.set(stored.id, key));
    }
    for (const [entity, keys] of kept)
      for (const stored of await readRecords(record.tx, this.organization.id, entity, [...keys.keys()]))
        this.keep(keys.get(stored.id)!, entity, stored);
  }

  keep(key: string, entity: EntityName, stored: Stored): void {
    this.#records.set(key, { entity, stored });
  }
}

/** What one person does in one go. */
export class Page {
  constructor(
    readonly story: Story,
    readonly record: RecordWriter,
    /** For the register's own mutations: they join what this page writes. */
    readonly access: Access,
    readonly person: Person,
    /** The day it happens on, as told. */
    readonly today: string,
  ) {}

  id(key: string): string {
    return this.story.record(key).stored.id;
  }

  version(key: string): number {
    return this.story.record(key).stored.version;
  }

  /** Gives a record that a mutation made a key of its own. */
  async adopt(key: string, entity: EntityName, id: string): Promise<void> {
    this.story.keep(key, entity, await this.record.get(entity, id));
  }

  /** Reads a record again after a mutation changed it. */
  async again(key: string): Promise<void> {
    const { entity, stored } = this.story.record(key);
    await this.adopt(key, entity, stored.id);
  }

  async againAll(): Promise<void> {
    await this.story.again(this.record);
  }

  values(key: string): Values {
    return this.story.record(key).stored.values;
  }

  async create(entity: EntityName, rows: readonly (Values & { key: string })[], reason: string | null = null): Promise<void> {
    const stored = await this.record.createMany(
      entity,
      rows.map(({ key: _, ...values }) => this.#told(entity, values)),
      { reason },
    );
    stored.forEach((one, index) => {
      this.story.keep(rows[index]!.key, entity, one);
    });
  }

  /** Changes a record. Values that begin with "@" are keys of other records or names of people. */
  async update(key: string, patch: Values, reason: string | null = null, action = "update"): Promise<void> {
    const { entity, stored } = this.story.record(key);
    const after = await this.record.update(entity, stored.id, stored.version, this.#told(entity, patch), { reason, action });
    this.story.keep(key, entity, after);
  }

  async comment(key: string, on: string, text: string): Promise<void> {
    const { entity, stored } = this.story.record(on);
    await this.create("comment", [{ key, entity, entityId: stored.id, text, authorId: this.person.id }]);
  }

  async resolve(key: string, resolution: string): Promise<void> {
    const { stored } = this.story.record(key);
    const values = { resolvedAt: now().toISOString(), resolvedById: this.person.id, resolution };
    this.story.keep(key, "comment", await this.record.update("comment", stored.id, stored.version, values, { action: "resolve" }));
  }

  async retire(key: string, reason: string): Promise<void> {
    const { entity, stored } = this.story.record(key);
    const values = { status: "retired", retiredAt: this.today, retiredReason: reason };
    this.story.keep(key, entity, await this.record.update(entity, stored.id, stored.version, values, { reason, action: "retire" }));
  }

  #told(entity: EntityName, values: Values): Values {
    const spec: EntitySpec = ENTITIES[entity];
    const told: Values = {};
    for (const [field, value] of Object.entries(values)) {
      // The dates of a law are facts and do not move with the story.
      const fact = entity === "obligation" && (field === "effectiveFrom" || field === "effectiveTo");
      if (spec.fields[field] === "day" && typeof value === "string" && !fact) told[field] = this.story.day(value);
      else if (Array.isArray(value)) told[field] = value.map((one) => this.#known(one));
      else told[field] = this.#known(value);
    }
    return told;
  }

  #known(value: unknown): unknown {
    if (typeof value !== "string" || !value.startsWith("@")) return value;
    return this.story.people[value.slice(1)]?.id ?? this.id(value.slice(1));
  }
}

/** The value of a ruling; the demo data keeps the rules of the register. */
export function accepted<T>(ruling: Ruling<T>, what: string): T {
  if (!ruling.ok) throw new Error(`${what}: ${ruling.code}`);
  return ruling.value;
}

/** Makes the organisation itself: the head of its history, its profile and its people, in the name of its owner. */
export function found(story: Story, session: Session, profile: Values, members: readonly (Values & { person: string })[]): void {
  const organizationId = story.organization.id;
  story.scene(session, 0, async (page) => {
    await page.record.tx
      .$executeRaw`INSERT INTO history_head (organization_id, sequence, hash) VALUES (${organizationId}::uuid, 0, ${GENESIS_HASH})`;
    await page.create("organization", [{ key: "organization", name: story.organization.name, ...profile }]);
    await page.create(
      "membership",
      members.map(({ person, ...rest }) => ({ key: `member:${person}`, userId: `@${person}`, ...rest })),
    );
  });
}

export interface PartyPlan {
  key: string;
  name: string;
  added: Session;
  /** "relevant" or "not relevant", because. Without it the party stays a candidate. */
  decided?: { on: Session; relevant: boolean; because: string };
  confirmed?: { on: Session; by: string; how: string };
  [field: string]: unknown;
}

const PLAN_FIELDS = new Set(["added", "decided", "confirmed", "fulfilled"]);
const plain = (plan: object): Values => Object.fromEntries(Object.entries(plan).filter(([name]) => !PLAN_FIELDS.has(name)));

/** Several plans of one session make one change each few records, so that times look like work. */
const AT_ONCE = 12;

function inSessions<T>(plans: readonly T[], sessionOf: (plan: T) => Session | undefined): { session: Session; plans: T[] }[] {
  const groups: { session: Session; plans: T[] }[] = [];
  for (const plan of plans) {
    const session = sessionOf(plan);
    if (!session) continue;
    let group = groups.findLast((one) => one.session.join() === session.join());
    if (!group || group.plans.length === AT_ONCE) {
      group = { session, plans: [] };
      groups.push(group);
    }
    group.plans.push(plan);
  }
  return groups;
}

/** Writes records that need no decision: issues, sources, obligations. */
export function enter(story: Story, entity: EntityName, plans: readonly (Values & { key: string; added: Session })[]): void {
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.added)) {
    story.scene(session, 4 * some.length, (page) =>
      page.create(
        entity,
        some.map((plan) => plain(plan) as Values & { key: string }),
      ),
    );
  }
}

export function enterParties(story: Story, plans: readonly PartyPlan[]): void {
  enter(story, "interested-party", plans as unknown as (Values & { key: string; added: Session })[]);
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.decided?.on)) {
    story.scene(session, 3 * some.length, async (page) => {
      for (const { key, decided } of some) {
        const before = page.values(key) as { status: "candidate"; relevanceRationale: string };
        const fields = decideRelevance(before, {
          relevance: decided!.relevant ? "relevant" : "not_relevant",
          rationale: decided!.because,
          on: page.today,
          byId: page.person.id,
        });
        const { stored } = story.record(key);
        const values = { ...accepted(fields, key), status: "active", lastReviewedAt: page.today };
        story.keep(
          key,
          "interested-party",
          await page.record.update("interested-party", stored.id, stored.version, values, {
            action: "decide-relevance",
            reason: decided!.because,
          }),
        );
      }
    });
  }
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.confirmed?.on)) {
    story.scene(session, 5 * some.length, async (page) => {
      for (const { key, confirmed } of some) {
        const { stored } = story.record(key);
        const facts = stored.values as { status: "active"; adverse: boolean };
        const fields = confirmParty(facts, { on: page.today, by: confirmed!.by, method: confirmed!.how, today: page.today });
        story.keep(
          key,
          "interested-party",
          await page.record.update(
            "interested-party",
            stored.id,
            stored.version,
            { ...accepted(fields, key) },
            { reason: confirmed!.how, action: "confirm" },
          ),
        );
      }
    });
  }
}

export interface RequirementPlan {
  key: string;
  party: string;
  says: string;
  kind: RequirementKind;
  strength?: Strength;
  binding?: Binding;
  from: SourceType | null;
  sources?: string[];
  laws?: string[];
  /** Letters of confidentiality, integrity, availability. */
  cia?: string;
  /** Letters of commercial, legal, reputational, operational impact. */
  stakes?: string;
  added: Session;
  /** How it stands: why it is relevant or discarded, and for relevant ones how it is addressed, or why not through the ISMS and where instead. */
  decided?: {
    on: Session;
    relevant?: string;
    discarded?: string;
    addressed?: string;
    notAddressed?: { because: string; instead: string };
    /** Reference ("A.8.13", "Clause 7.4") and why it answers the requirement. */
    links?: Record<string, string>;
    /** Own choice where it departs from the proposal. */
    priority?: { is: Priority; because: string };
  };
  confirmed?: { on: Session; by: string; how: string };
  fulfilled?: { on: Session; status: FulfilmentStatus; note?: string };
  owner?: string | null;
  /** Clause, article or page in the source. */
  at?: string;
  impact?: number;
  /** How and on which day it was learnt from the party. */
  asked?: readonly [method: ElicitationMethod, on: string];
  values?: Values;
}

const CIA_OF: Record<string, Cia> = { C: "confidentiality", I: "integrity", A: "availability" };

const IMPACT_OF: Record<string, ImpactCategory> = { C: "commercial", L: "legal", R: "reputational", O: "operational" };

export function enterRequirements(story: Story, plans: readonly RequirementPlan[]): void {
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.added)) {
    story.scene(session, 6 * some.length, (page) => page.create("requirement", some.map(requirementRow)));
  }
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.decided?.on)) {
    story.scene(session, 4 * some.length, async (page) => {
      for (const plan of some) await decide(story, page, plan);
    });
  }
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.confirmed?.on)) {
    story.scene(session, 3 * some.length, async (page) => {
      for (const { key, party, confirmed } of some) {
        const { stored } = story.record(key);
        const facts = { ...(stored.values as { status: "active"; statement: string }), party: page.values(party) as { adverse: boolean } };
        const fields = confirmRequirement(facts, { on: page.today, by: confirmed!.by, method: confirmed!.how, today: page.today });
        await put(story, page, key, accepted(fields, key), confirmed!.how, "confirm");
      }
    });
  }
  for (const { session, plans: some } of inSessions(plans, (plan) => plan.fulfilled?.on)) {
    story.scene(session, 5 * some.length, async (page) => {
      for (const { key, fulfilled } of some) {
        const facts = page.values(key) as { status: "active"; ismsDecision: "addressed" };
        const fields = assessFulfilment(facts, {
          status: fulfilled!.status,
          on: page.today,
          note: fulfilled!.note ?? "",
          today: page.today,
        });
        await put(story, page, key, { ...accepted(fields, key), lastReviewedAt: page.today }, fulfilled!.note ?? null, "assess-fulfilment");
      }
    });
  }
}

function requirementRow(plan: RequirementPlan): Values & { key: string } {
  const obligationCount = plan.laws?.length ?? 0;
  const axes = applyLegalForce({
    kind: plan.kind,
    sourceType: plan.from,
    obligationCount,
    strength: plan.strength ?? null,
    binding: plan.binding ?? "undecided",
  });
  return {
    key: plan.key,
    partyId: `@${plan.party}`,
    statement: plan.says,
    kind: plan.kind,
    strength: axes.strength,
    binding: axes.binding,
    sourceType: plan.from,
    sourceIds: (plan.sources ?? []).map((key) => `@${key}`),
    obligationIds: (plan.laws ?? []).map((key) => `@${key}`),
    cia: [...(plan.cia ?? "")].map((letter) => CIA_OF[letter]!),
    ownerId: plan.owner === null ? null : `@${plan.owner ?? "mira"}`,
    sourceLocator: plan.at ?? "",
    impactIfUnmet: plan.impact ?? null,
    impactCategories: [...(plan.stakes ?? "")].map((letter) => IMPACT_OF[letter]!),
    elicitationMethod: plan.asked?.[0] ?? null,
    elicitedAt: plan.asked?.[1] ?? null,
    ...plan.values,
  };
}

async function put(story: Story, page: Page, key: string, values: object, reason: string | null, action: string): Promise<void> {
  const { stored } = story.record(key);
  story.keep(key, "requirement", await page.record.update("requirement", stored.id, stored.version, { ...values }, { reason, action }));
}

type DecisionFacts = Parameters<typeof decideRequirementRelevance>[0] &
  Parameters<typeof decideIsms>[0] &
  ForceFacts & { impactIfUnmet: number | null };

async function decide(story: Story, page: Page, { key, party, decided, laws }: RequirementPlan): Promise<void> {
  const { relevant, discarded, addressed, notAddressed, links = {}, priority: own } = decided!;
  const by = { on: page.today, byId: page.person.id };
  const facts = page.values(key) as unknown as DecisionFacts;
  const relevance = accepted(
    decideRequirementRelevance(facts, { relevance: discarded ? "discarded" : "relevant", reason: discarded ?? relevant ?? "", ...by }),
    key,
  );
  const first = { ...relevance, status: "active", lastReviewedAt: page.today };
  await put(story, page, key, first, discarded ?? relevant ?? null, "decide-relevance");
  if (!addressed && !notAddressed) return;
  const targets = Object.entries(links).map(([targetRef, rationale]) => ({ targetType: targetTypeOf(targetRef), targetRef, rationale }));
  const isms = accepted(
    decideIsms(
      { ...facts, relevance: "relevant", linkCount: targets.length },
      {
        decision: addressed ? "addressed" : "not_addressed",
        rationale: notAddressed?.because ?? "",
        howAddressed: addressed ?? notAddressed?.instead ?? "",
        ...by,
      },
    ),
    key,
  );
  const proposal = proposePriority({
    ...facts,
    obligationCount: laws?.length ?? 0,
    party: page.values(party) as { power: number | null; scoresAreTemplateDefaults: boolean; adverse: boolean },
  });
  const priority = choosePriority(proposal, { priority: own?.is ?? proposal.proposed, justification: own?.because ?? "", ...by });
  await put(story, page, key, { ...isms, ...accepted(priority, key), links: targets }, notAddressed?.because ?? null, "decide-isms");
}

function targetTypeOf(ref: string): string {
  const { kind } = parseReference(ref);
  if (kind !== "control" && kind !== "clause") throw new Error(`${ref} is no clause or control`);
  return kind;
}

/** A new id and the shape the story wants for a person. */
export function person(name: string, email: string): Person {
  return { id: uuid(), name, email };
}
