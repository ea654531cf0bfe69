import { searchKey, sortKey } from "@/domain/normalise";
import type { RefPrefix } from "@/domain/refs";

/**
 * The records that the one writer knows: which columns are recorded in the history, how they are typed, what is derived from them.
 * A column that is not named here cannot be written by the writer; a test holds the list against the database's catalogue.
 */
export type FieldType = "text" | "int" | "bool" | "day" | "instant" | "list" | "id";

interface LinkSpec {
  table: string;
  own: string;
  /** Column of the other end; a set of ids, kept in order where the table has a position. */
  other: string;
  ordered: boolean;
}

export interface EntitySpec {
  table: string;
  /** Prefix of its refs; null: the record has none. */
  prefix: RefPrefix | null;
  fields: Readonly<Record<string, FieldType>>;
  /** Sets of ids that belong to the record and are recorded like a field. */
  links: Readonly<Record<string, LinkSpec>>;
  /** requirement_link rows as a field "links". */
  targets: boolean;
  /** Columns that follow from the others; not recorded. */
  derive(values: Readonly<Record<string, unknown>>): Record<string, string>;
  /** How the record is called in the history and in lists. */
  title(values: Readonly<Record<string, unknown>>): string;
  /** Whether created_by_id exists. */
  authored: boolean;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const list = (value: unknown) => (Array.isArray(value) ? value.join(" ") : "");
const searchable = (values: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  searchKey(names.map((name) => (Array.isArray(values[name]) ? list(values[name]) : text(values[name]))).join(" \n "));

const RETIRABLE = { note: "text", retiredAt: "day", retiredReason: "text" } as const;

export const ENTITIES = {
  "interested-party": {
    table: "interested_party",
    prefix: "IP",
    fields: {
      ref: "text",
      name: "text",
      templateKey: "text",
      category: "text",
      kind: "text",
      relation: "list",
      status: "text",
      members: "list",
      relevance: "text",
      relevanceRationale: "text",
      relevanceDecidedAt: "day",
      relevanceDecidedById: "id",
      pestle: "list",
      influenceVector: "text",
      power: "int",
      interest: "int",
      support: "int",
      scoresAreTemplateDefaults: "bool",
      attitude: "text",
      adverse: "bool",
      imposesLaw: "bool",
      engagementCurrent: "text",
      engagementTarget: "text",
      ownerId: "id",
      ownerLabel: "text",
      representative: "text",
      representativeContact: "text",
      identificationMethod: "text",
      identificationNote: "text",
      confirmedAt: "day",
      confirmedBy: "text",
      confirmationMethod: "text",
      lastReviewedAt: "day",
      silent: "bool",
      legitimacy: "int",
      urgency: "int",
      ...RETIRABLE,
    },
    links: { issueIds: { table: "party_issue", own: "party_id", other: "issue_id", ordered: false } },
    targets: false,
    derive: (v) => ({
      nameKey: sortKey(text(v.name)),
      searchText: searchable(v, ["ref", "name", "members", "representative", "ownerLabel", "note", "relevanceRationale"]),
    }),
    title: (v) => text(v.name),
    authored: true,
  },
  requirement: {
    table: "requirement",
    prefix: "REQ",
    fields: {
      ref: "text",
      partyId: "id",
      statement: "text",
      partyWording: "text",
      translation: "text",
      status: "text",
      kind: "text",
      strength: "text",
      binding: "text",
      sourceType: "text",
      sourceRef: "text",
      sourceLocator: "text",
      elicitationMethod: "text",
      elicitedAt: "day",
      elicitationNote: "text",
      cia: "list",
      ciaRationale: "text",
      relevance: "text",
      relevanceRationale: "text",
      discardReason: "text",
      relevanceDecidedAt: "day",
      relevanceDecidedById: "id",
      ismsDecision: "text",
      ismsDecisionRationale: "text",
      ismsDecidedAt: "day",
      ismsDecidedById: "id",
      howAddressed: "text",
      priority: "text",
      priorityJustification: "text",
      priorityDecidedById: "id",
      priorityDecidedAt: "day",
      impactIfUnmet: "int",
      orgImpact: "text",
      ismsImpact: "text",
      benefit: "text",
      measurableTarget: "text",
      concern: "text",
      dataHandling: "list",
      ownerId: "id",
      ownerLabel: "text",
      confirmedAt: "day",
      confirmedBy: "text",
      confirmationMethod: "text",
      fulfilmentStatus: "text",
      fulfilmentAssessedAt: "day",
      fulfilmentNote: "text",
      communicatedAt: "day",
      climateRelated: "bool",
      effectiveFrom: "day",
      effectiveTo: "day",
      lastReviewedAt: "day",
      ...RETIRABLE,
    },
    links: {
      sourceIds: { table: "requirement_source", own: "requirement_id", other: "source_id", ordered: true },
      obligationIds: { table: "requirement_obligation", own: "requirement_id", other: "obligation_id", ordered: true },
      objectiveIds: { table: "requirement_objective", own: "requirement_id", other: "objective_id", ordered: false },
    },
    targets: true,
    derive: (v) => ({
      statementKey: sortKey(text(v.statement)).slice(0, 200),
      searchText: searchable(v, [
        "ref",
        "statement",
        "partyWording",
        "translation",
        "sourceRef",
        "sourceLocator",
        "howAddressed",
        "ownerLabel",
        "note",
      ]),
    }),
    title: (v) => text(v.statement),
    authored: true,
  },
  source: {
    table: "source_document",
    prefix: "SRC",
    fields: {
      ref: "text",
      title: "text",
      type: "text",
      edition: "text",
      counterpartyPartyId: "id",
      documentDate: "day",
      effectiveFrom: "day",
      effectiveTo: "day",
      location: "text",
      status: "text",
      ownerId: "id",
      ...RETIRABLE,
    },
    links: {},
    targets: false,
    derive: (v) => ({ titleKey: sortKey(text(v.title)), searchText: searchable(v, ["ref", "title", "edition", "location", "note"]) }),
    title: (v) => text(v.title),
    authored: true,
  },
  obligation: {
    table: "obligation",
    prefix: "OBL",
    fields: {
      ref: "text",
      title: "text",
      citation: "text",
      kind: "text",
      jurisdiction: "text",
      applicable: "bool",
      applicability: "text",
      authorityPartyId: "id",
      effectiveFrom: "day",
      effectiveTo: "day",
      lastVerifiedAt: "day",
      lastVerifiedById: "id",
      howComplied: "text",
      status: "text",
      ownerId: "id",
      ...RETIRABLE,
    },
    links: {},
    targets: false,
    derive: (v) => ({
      titleKey: sortKey(text(v.title)),
      searchText: searchable(v, ["ref", "title", "citation", "jurisdiction", "applicability", "howComplied", "note"]),
    }),
    title: (v) => text(v.title),
    authored: true,
  },
  "context-issue": {
    table: "context_issue",
    prefix: "ISS",
    fields: {
      ref: "text",
      title: "text",
      category: "text",
      description: "text",
      pestle: "list",
      climateRelated: "bool",
      status: "text",
      ownerId: "id",
      ...RETIRABLE,
    },
    links: {},
    targets: false,
    derive: (v) => ({ titleKey: sortKey(text(v.title)), searchText: searchable(v, ["ref", "title", "description", "note"]) }),
    title: (v) => text(v.title),
    authored: true,
  },
  objective: {
    table: "objective",
    prefix: "OBJ",
    fields: { ref: "text", title: "text", description: "text", status: "text", ownerId: "id", ...RETIRABLE },
    links: {},
    targets: false,
    derive: (v) => ({ titleKey: sortKey(text(v.title)), searchText: searchable(v, ["ref", "title", "description", "note"]) }),
    title: (v) => text(v.title),
    authored: true,
  },
  "catalogue-exclusion": {
    table: "catalogue_exclusion",
    prefix: null,
    fields: { templateKey: "text", reason: "text", decidedAt: "day", decidedById: "id", withdrawnAt: "day" },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.templateKey),
    authored: false,
  },
  workshop: {
    table: "workshop",
    prefix: "WS",
    fields: {
      ref: "text",
      kind: "text",
      title: "text",
      heldOn: "day",
      facilitatorId: "id",
      participants: "list",
      departments: "list",
      status: "text",
      closedAt: "instant",
      openedAt: "instant",
      partyIds: "list",
      note: "text",
    },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.title),
    authored: true,
  },
  "workshop-entry": {
    table: "workshop_entry",
    prefix: null,
    fields: {
      workshopId: "id",
      text: "text",
      prompt: "text",
      pestle: "text",
      department: "text",
      authorId: "id",
      status: "text",
      partyId: "id",
      reason: "text",
      decidedAt: "instant",
      decidedById: "id",
    },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.text).slice(0, 80),
    authored: false,
  },
  "workshop-vote": {
    table: "workshop_vote",
    prefix: null,
    fields: { workshopId: "id", partyId: "id", voterId: "id", power: "int", interest: "int", support: "int" },
    links: {},
    targets: false,
    derive: () => ({}),
    title: () => "",
    authored: false,
  },
  interview: {
    table: "interview",
    prefix: "INT",
    fields: {
      ref: "text",
      partyId: "id",
      method: "text",
      heldOn: "day",
      interviewerId: "id",
      interviewees: "text",
      guide: "text",
      status: "text",
      note: "text",
    },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.interviewees),
    authored: true,
  },
  "interview-answer": {
    table: "interview_answer",
    prefix: null,
    fields: { interviewId: "id", questionKey: "text", question: "text", answer: "text", usedFor: "list" },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.question).slice(0, 80),
    authored: false,
  },
  comment: {
    table: "comment",
    prefix: null,
    fields: {
      entity: "text",
      entityId: "id",
      text: "text",
      origin: "text",
      authorId: "id",
      resolvedAt: "instant",
      resolvedById: "id",
      resolution: "text",
    },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.text).slice(0, 80),
    authored: false,
  },
  organization: {
    table: "organization_profile",
    prefix: null,
    fields: {
      name: "text",
      ismsScope: "text",
      scopeRegisterVersion: "text",
      climateDecision: "text",
      climateRationale: "text",
      climateDecidedAt: "day",
      climateDecidedById: "id",
      reviewIntervalMonths: "int",
      triageMaxDays: "int",
      confirmMaxDays: "int",
      conflictMaxDays: "int",
      triggerDefaultDays: "int",
      registerOwnerId: "id",
      accountableId: "id",
      classification: "text",
      languages: "list",
      influenceVectorNames: "list",
    },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.name),
    authored: false,
  },
  membership: {
    table: "membership",
    prefix: null,
    fields: { userId: "id", role: "text", isTopManagement: "bool", department: "text", endedAt: "instant" },
    links: {},
    targets: false,
    derive: () => ({}),
    title: () => "",
    authored: false,
  },
  invitation: {
    table: "invitation",
    prefix: null,
    // The hash of the secret is no business of the history.
    fields: {
      email: "text",
      role: "text",
      expiresAt: "instant",
      acceptedAt: "instant",
      acceptedById: "id",
      revokedAt: "instant",
      invitedById: "id",
    },
    links: {},
    targets: false,
    derive: () => ({}),
    title: (v) => text(v.email),
    authored: false,
  },
} as const satisfies Record<string, EntitySpec>;

export type EntityName = keyof typeof ENTITIES;

const columns = new Map<string, string>();

/** snake_case of a field's name: the column. */
export function columnOf(field: string): string {
  let column = columns.get(field);
  if (column === undefined) {
    column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columns.set(field, column);
  }
  return column;
}
