import { type Worth, type WorthFacts, worthOf } from "@/domain/impact-category";
import { searchKey, sortKey } from "@/domain/normalise";
import { type PriorityProposal, proposePriority } from "@/domain/priority";
import { titleOf } from "@/domain/references";
import {
  confirmationNeed,
  type ForceReason,
  type LegalForce,
  legalForce,
  type RequirementConfirmationNeed,
  requirementChangeNeedsReason,
  unfilledPlaceholders,
} from "@/domain/requirement";
import {
  BINDINGS,
  type Binding,
  type Cia,
  CONTRACT_TYPES,
  FULFILMENT_STATUSES,
  type FulfilmentStatus,
  type ImpactCategory,
  ISMS_DECISIONS,
  type IsmsDecision,
  type PartyStatus,
  PRIORITIES,
  type Priority,
  REQUIREMENT_KINDS,
  REQUIREMENT_RELEVANCES,
  REQUIREMENT_STATUSES,
  type RequirementKind,
  type RequirementRelevance,
  type RequirementStatus,
  type SourceDocumentType,
  type SourceType,
  STRENGTHS,
  type Strength,
} from "@/domain/vocabulary";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { readRecords } from "@/server/record";
import { inTenant } from "@/server/tenant";
import type { LinkInput } from "./schema";
import type { RequirementColumn, RequirementTableState } from "./table";
import { restsOn } from "./terms";
import { worthMeeting } from "./worth";

// The list ---------------------------------------------------------------------------------------------------------------------------------------

export interface RequirementRow {
  id: string;
  ref: string;
  partyRef: string;
  partyName: string;
  partyAdverse: boolean;
  statement: string;
  kind: RequirementKind;
  strength: Strength | null;
  binding: Binding;
  sourceType: SourceType | null;
  sourceRef: string;
  sourceLocator: string;
  cia: Cia[];
  ciaRationale: string;
  relevance: RequirementRelevance;
  ismsDecision: IsmsDecision;
  priority: Priority | null;
  ownerName: string | null;
  ownerLabel: string;
  confirmedAt: string | null;
  fulfilmentStatus: FulfilmentStatus;
  status: RequirementStatus;
  /** Only with the column that shows them. */
  documents?: { ref: string; title: string }[] | null;
  obligations?: { ref: string; title: string; citation: string }[] | null;
  obligationCount?: number;
  links?: string[] | null;
  howAddressed?: string;
  impactIfUnmet?: number | null;
  impactCategories?: ImpactCategory[];
  climateRelated?: boolean;
  managementSystems?: string[];
  elicitationMethod?: string | null;
  elicitedAt?: string | null;
  effectiveTo?: string | null;
  lastReviewedAt?: string | null;
  partyWording?: string;
  discardReason?: string;
  ismsDecisionRationale?: string;
  note?: string;
}

const ALWAYS =
  Prisma.raw(`r.id, r.ref, p.ref AS "partyRef", p.name AS "partyName", p.adverse AS "partyAdverse", r.statement, r.kind, r.strength, r.binding,
  r.source_type AS "sourceType", r.source_ref AS "sourceRef", r.source_locator AS "sourceLocator", r.cia, r.cia_rationale AS "ciaRationale", r.relevance,
  r.isms_decision AS "ismsDecision", r.priority, u.name AS "ownerName", r.owner_label AS "ownerLabel", r.confirmed_at AS "confirmedAt",
  r.fulfilment_status AS "fulfilmentStatus", r.status`);

const DOCUMENTS = `(SELECT json_agg(json_build_object('ref', d.ref, 'title', d.title) ORDER BY l.position) FROM requirement_source l
  JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
 WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "documents"`;
const OBLIGATIONS = `(SELECT json_agg(json_build_object('ref', o.ref, 'title', o.title, 'citation', o.citation) ORDER BY l.position) FROM requirement_obligation l
  JOIN obligation o ON o.organization_id = l.organization_id AND o.id = l.obligation_id
 WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "obligations"`;
const LINKS = `(SELECT json_agg(l.target_ref ORDER BY l.target_type COLLATE "C", l.target_ref COLLATE "C") FROM requirement_link l
 WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "links"`;

/** What a column needs beyond what every row has: read for the rows of the page only, and only where the column is shown. */
const COLUMN_EXTRAS: Partial<Record<RequirementColumn, string[]>> = {
  source: [DOCUMENTS, OBLIGATIONS],
  confirmed: [
    `(SELECT count(*)::int FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS "obligationCount"`,
  ],
  links: [LINKS],
  howAddressed: [`r.how_addressed AS "howAddressed"`],
  obligations: [OBLIGATIONS],
  impact: [`r.impact_if_unmet AS "impactIfUnmet"`],
  impactCategories: [`r.impact_categories AS "impactCategories"`],
  climate: [`r.climate_related AS "climateRelated"`],
  managementSystems: [`r.management_systems AS "managementSystems"`],
  elicitation: [`r.elicitation_method AS "elicitationMethod", r.elicited_at AS "elicitedAt"`],
  effectiveTo: [`r.effective_to AS "effectiveTo"`],
  lastReviewed: [`r.last_reviewed_at AS "lastReviewedAt"`],
  partyWording: [`r.party_wording AS "partyWording"`],
  discardReason: [`r.discard_reason AS "discardReason"`],
  ismsRationale: [`r.isms_decision_rationale AS "ismsDecisionRationale"`],
  note: ["r.note"],
};

const order = (words: readonly string[], column: string) => `array_position(ARRAY['${words.join("','")}']::text[], ${column})`;

/** The only ways to sort; nothing from the address reaches the statement. */
const SORTS: Partial<Record<RequirementColumn, string>> = {
  ref: "length(r.ref)",
  party: "p.name_key",
  statement: "r.statement_key",
  kind: order(REQUIREMENT_KINDS, "r.kind"),
  strength: order(STRENGTHS, "r.strength"),
  binding: order(BINDINGS, "r.binding"),
  source: "nullif(lower(r.source_ref), '')",
  relevance: order(REQUIREMENT_RELEVANCES, "r.relevance"),
  isms: order(ISMS_DECISIONS, "r.isms_decision"),
  priority: order(PRIORITIES, "r.priority"),
  owner: "nullif(lower(coalesce(u.name, r.owner_label)), '')",
  confirmed: "r.confirmed_at",
  fulfilment: order(FULFILMENT_STATUSES, "r.fulfilment_status"),
  status: order(REQUIREMENT_STATUSES, "r.status"),
  impact: "r.impact_if_unmet",
  effectiveTo: "r.effective_to",
  lastReviewed: "r.last_reviewed_at",
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const like = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

/** Which rows a state asks for. Conditions on other tables are sub-selects, so that the requirement table is read once. */
function conditions(access: Access, { filters, q }: RequirementTableState): Prisma.Sql[] {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const found: Prisma.Sql[] = [];
  const any = (column: Prisma.Sql, values: string[] | undefined) => {
    if (!values) return;
    const words = values.filter((value) => value !== "none");
    found.push(
      values.includes("none")
        ? Prisma.sql`(${column} IS NULL OR ${column} = ANY(${words}::text[]))`
        : Prisma.sql`${column} = ANY(${words}::text[])`,
    );
  };
  any(Prisma.sql`r.kind`, filters.kind);
  any(Prisma.sql`r.strength`, filters.strength);
  any(Prisma.sql`r.binding`, filters.binding);
  any(Prisma.sql`r.source_type`, filters.source);
  any(Prisma.sql`r.relevance`, filters.relevance);
  any(Prisma.sql`r.isms_decision`, filters.isms);
  any(Prisma.sql`r.priority`, filters.priority);
  any(Prisma.sql`r.fulfilment_status`, filters.fulfilment);
  if (filters.party) {
    found.push(
      Prisma.sql`r.party_id IN (SELECT i.id FROM interested_party i WHERE i.organization_id = ${organization} AND i.ref = ANY(${filters.party}::text[]))`,
    );
  }
  if (filters.cia) {
    const goals = filters.cia.filter((goal) => goal !== "none");
    found.push(
      filters.cia.includes("none") ? Prisma.sql`(r.cia = '{}' OR r.cia && ${goals}::text[])` : Prisma.sql`r.cia && ${goals}::text[]`,
    );
  }
  if (filters.impactCategories) {
    const categories = filters.impactCategories.filter((category) => category !== "none");
    found.push(
      filters.impactCategories.includes("none")
        ? Prisma.sql`(r.impact_categories = '{}' OR r.impact_categories && ${categories}::text[])`
        : Prisma.sql`r.impact_categories && ${categories}::text[]`,
    );
  }
  if (filters.system) {
    const systems = filters.system.filter((name) => name !== "none");
    found.push(
      filters.system.includes("none")
        ? Prisma.sql`(r.management_systems = '{}' OR r.management_systems && ${systems}::text[])`
        : Prisma.sql`r.management_systems && ${systems}::text[]`,
    );
  }
  if (filters.owner) {
    const people = filters.owner
      .flatMap((value) => (value === "mine" ? [access.user?.id ?? ""] : [value]))
      .filter((value) => UUID.test(value));
    found.push(
      filters.owner.includes("none")
        ? Prisma.sql`(r.owner_id IS NULL OR r.owner_id = ANY(${people}::uuid[]))`
        : Prisma.sql`r.owner_id = ANY(${people}::uuid[])`,
    );
  }
  const inUse = Prisma.sql`r.status <> 'retired' AND r.relevance <> 'discarded'`;
  const obligations = Prisma.sql`EXISTS (SELECT 1 FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id)`;
  if (filters.undecided) found.push(Prisma.sql`${inUse} AND (r.relevance = 'undecided' OR r.isms_decision = 'undecided')`);
  if (filters.unowned) found.push(Prisma.sql`${inUse} AND r.owner_id IS NULL`);
  if (filters.unsourced) {
    // As domain/wording.ts finds it: a catalogue is no source, and a type that points nowhere is none either.
    found.push(Prisma.sql`${inUse} AND (r.source_type IS NULL OR r.source_type = 'template' OR (r.source_ref = '' AND NOT ${obligations}
      AND NOT EXISTS (SELECT 1 FROM requirement_source l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id)))`);
  }
  if (filters.unconfirmed) {
    // As domain/requirement.ts, confirmationNeed.
    found.push(Prisma.sql`${inUse} AND r.confirmed_at IS NULL AND (r.source_type IS NULL OR r.source_type NOT IN ('law', 'contract')) AND NOT ${obligations}
      AND r.party_id NOT IN (SELECT i.id FROM interested_party i WHERE i.organization_id = ${organization} AND i.adverse)`);
  }
  if (filters.placeholder) found.push(Prisma.sql`r.statement ~ '\\{[^{}]*\\}'`);
  if (filters.overdue) {
    found.push(Prisma.sql`r.status = 'active' AND r.relevance <> 'discarded' AND (r.last_reviewed_at IS NULL OR r.last_reviewed_at + make_interval(months =>
      (SELECT o.review_interval_months FROM organization_profile o WHERE o.organization_id = ${organization} LIMIT 1)) < ${today()}::date)`);
  }
  if (filters.worth) found.push(worthMeeting(access.organization.id));
  if (filters.climate) found.push(Prisma.sql`r.climate_related`);
  for (const word of searchKey(q).split(" ")) {
    if (word === "") continue;
    found.push(Prisma.sql`(r.search_text LIKE ${like(word)} OR r.party_id IN
      (SELECT i.id FROM interested_party i WHERE i.organization_id = ${organization} AND i.name_key LIKE ${like(sortKey(word))}))`);
  }
  return found;
}

interface ListParts {
  /** The rows as one JSON list; cut by `limit`. */
  page: (limit: Prisma.Sql) => Prisma.Sql;
  /** The rows found, where something narrows the list: searched once, used for the page and for its count. Empty otherwise. */
  found: Prisma.Sql;
  total: Prisma.Sql;
  /** Null where nothing narrows the list: all of them. */
  matching: Prisma.Sql;
}

function listParts(access: Access, state: RequirementTableState): ListParts {
  const organization = Prisma.sql`r.organization_id = ${access.organization.id}::uuid`;
  // What the list is about before search and filters: without the retired unless they are asked for.
  const base = state.filters.status ? Prisma.sql`r.status = ANY(${state.filters.status}::text[])` : Prisma.sql`r.status <> 'retired'`;
  const narrowing = conditions(access, state);
  const direction = state.sort.descending ? "DESC" : "ASC";
  const key = SORTS[state.sort.column] ?? SORTS.ref;
  const order = (of: string, first: string | undefined) =>
    Prisma.raw(`ORDER BY ${first} ${direction} NULLS LAST, length(${of}.ref) ${direction}, ${of}.ref ${direction}`);
  const sortJoin = Prisma.raw(
    state.sort.column === "party"
      ? "JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id"
      : state.sort.column === "owner"
        ? "LEFT JOIN user_account u ON u.id = r.owner_id"
        : "",
  );
  const total = Prisma.sql`(SELECT count(*)::int FROM requirement r WHERE ${organization} AND ${base})`;
  const narrowed = narrowing.length > 0;
  const found = narrowed
    ? Prisma.sql`WITH found AS MATERIALIZED (SELECT r.id, r.ref, ${Prisma.raw(`${key}`)} AS "key" FROM requirement r ${sortJoin}
        WHERE ${organization} AND ${base} AND ${Prisma.join(narrowing, " AND ")})`
    : Prisma.empty;
  const sorted = narrowed
    ? Prisma.sql`SELECT f.id FROM found f ${order("f", 'f."key"')}`
    : Prisma.sql`SELECT r.id FROM requirement r ${sortJoin} WHERE ${organization} AND ${base} ${order("r", key)}`;
  // Two columns may need the same; a name stands once.
  const more = [...new Set(state.columns.flatMap((column) => COLUMN_EXTRAS[column] ?? []))];
  const columns = more.length > 0 ? Prisma.sql`${ALWAYS}, ${Prisma.raw(more.join(", "))}` : ALWAYS;
  // The page is cut before anything is joined to it: only ids are sorted.
  const page = (limit: Prisma.Sql) => Prisma.sql`
    SELECT json_agg(x ORDER BY x."position") FROM (
      SELECT ${columns}, cut."position" FROM (SELECT s.id, row_number() OVER () AS "position" FROM (${sorted} ${limit}) s) cut
      JOIN requirement r ON ${organization} AND r.id = cut.id
      JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
      LEFT JOIN user_account u ON u.id = r.owner_id
    ) x`;
  return { page, found, total, matching: narrowed ? Prisma.sql`(SELECT count(*)::int FROM found)` : Prisma.sql`NULL::int` };
}

/** One page of the register and how many rows there are, in one statement. Retired ones only when the status filter asks for them. */
export async function listRequirements(
  access: Access,
  state: RequirementTableState,
): Promise<{ rows: RequirementRow[]; matching: number; total: number }> {
  const { page, found, total, matching } = listParts(access, state);
  const limit = Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`;
  return inTenant(access, async (tx) => {
    const [answer] = await tx.$queryRaw<[{ total: number; matching: number | null; rows: RequirementRow[] | null }]>`
      ${found} SELECT ${total} AS "total", ${matching} AS "matching", (${page(limit)}) AS "rows"`;
    return { total: answer.total, matching: answer.matching ?? answer.total, rows: answer.rows ?? [] };
  });
}

/** The management systems named anywhere in the register, by name. */
export async function managementSystemsInUse(access: Access): Promise<string[]> {
  return inTenant(access, async (tx) => {
    const rows = await tx.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT unnest(r.management_systems) AS name FROM requirement r
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.management_systems <> '{}' ORDER BY name LIMIT 100`;
    return rows.map(({ name }) => name);
  });
}

/** What meeting the requirements is worth, as the register stands. */
export async function worthOfMeeting(access: Access): Promise<Worth> {
  const organizationId = access.organization.id;
  const groups = await inTenant(
    access,
    (tx) => tx.$queryRaw<WorthFacts[]>`
      SELECT r.impact_categories AS "impactCategories", r.fulfilment_status AS "fulfilmentStatus", count(*)::int AS count FROM requirement r
       WHERE r.organization_id = ${organizationId}::uuid AND ${worthMeeting(organizationId)} GROUP BY 1, 2`,
  );
  return worthOf(groups);
}

interface ExportColumn {
  key: string;
  label: string;
}
type ExportedRow = Record<string, string | number | boolean | null>;

/** A choice as a word that the importer reads back: "not_addressed" gives "Not addressed". */
const word = (code: string | null | undefined) => (code ? code.charAt(0).toUpperCase() + code.slice(1).replaceAll("_", " ") : "");

/** How each shown column is written to a file: one or more columns, under headings that the importer knows. */
const EXPORTS: Record<
  RequirementColumn,
  { label: string; key: string; read: (row: RequirementRow) => string | number | boolean | null }[]
> = {
  ref: [{ key: "ref", label: "Requirement ref", read: (row) => row.ref }],
  party: [
    { key: "partyRef", label: "Party ref", read: (row) => row.partyRef },
    { key: "party", label: "Party", read: (row) => row.partyName },
  ],
  statement: [{ key: "statement", label: "Requirement", read: (row) => row.statement }],
  kind: [{ key: "kind", label: "Kind", read: (row) => word(row.kind) }],
  strength: [{ key: "strength", label: "Strength", read: (row) => word(row.strength) }],
  binding: [{ key: "binding", label: "Binding", read: (row) => word(row.binding) }],
  source: [
    { key: "sourceType", label: "Source type", read: (row) => word(row.sourceType) },
    { key: "source", label: "Source", read: (row) => row.sourceRef || restsOn(row) },
    { key: "locator", label: "Locator", read: (row) => row.sourceLocator },
  ],
  cia: [{ key: "cia", label: "C/I/A", read: (row) => row.cia.map((goal) => goal.charAt(0).toUpperCase()).join(", ") }],
  relevance: [{ key: "relevance", label: "Requirement relevance", read: (row) => word(row.relevance) }],
  isms: [{ key: "isms", label: "Addressed through the ISMS", read: (row) => word(row.ismsDecision) }],
  priority: [{ key: "priority", label: "Priority", read: (row) => word(row.priority) }],
  owner: [{ key: "owner", label: "Owner", read: (row) => row.ownerName ?? row.ownerLabel }],
  confirmed: [{ key: "confirmed", label: "Confirmed at", read: (row) => row.confirmedAt }],
  fulfilment: [{ key: "fulfilment", label: "Fulfilment status", read: (row) => word(row.fulfilmentStatus) }],
  status: [{ key: "status", label: "Requirement status", read: (row) => word(row.status) }],
  links: [
    { key: "controls", label: "Control", read: (row) => (row.links ?? []).filter((link) => link.startsWith("A.")).join("; ") },
    { key: "clauses", label: "Clause", read: (row) => (row.links ?? []).filter((link) => link.startsWith("Clause ")).join("; ") },
    {
      key: "otherLinks",
      label: "Other links",
      read: (row) => (row.links ?? []).filter((link) => !/^(?:A\.|Clause )/.test(link)).join("; "),
    },
  ],
  howAddressed: [{ key: "howAddressed", label: "How addressed", read: (row) => row.howAddressed ?? "" }],
  obligations: [
    {
      key: "obligations",
      label: "Obligations",
      read: (row) => (row.obligations ?? []).map((obligation) => obligation.citation || obligation.title).join("; "),
    },
  ],
  impact: [{ key: "impact", label: "Impact if unmet", read: (row) => row.impactIfUnmet ?? null }],
  impactCategories: [
    {
      key: "impactCategories",
      label: "Kinds of impact",
      read: (row) => (row.impactCategories ?? []).map((category) => word(category)).join("; "),
    },
  ],
  climate: [{ key: "climate", label: "Climate related", read: (row) => (row.climateRelated ? "Yes" : "No") }],
  managementSystems: [{ key: "managementSystems", label: "Management systems", read: (row) => (row.managementSystems ?? []).join("; ") }],
  elicitation: [{ key: "elicitation", label: "Elicitation method", read: (row) => word(row.elicitationMethod) }],
  effectiveTo: [{ key: "effectiveTo", label: "Effective to", read: (row) => row.effectiveTo ?? null }],
  lastReviewed: [{ key: "lastReviewed", label: "Last review", read: (row) => row.lastReviewedAt ?? null }],
  partyWording: [{ key: "partyWording", label: "Own words", read: (row) => row.partyWording ?? "" }],
  discardReason: [{ key: "discardReason", label: "Discard reason", read: (row) => row.discardReason ?? "" }],
  ismsRationale: [{ key: "ismsRationale", label: "ISMS decision rationale", read: (row) => row.ismsDecisionRationale ?? "" }],
  note: [{ key: "note", label: "Note", read: (row) => row.note ?? "" }],
};

/** All rows that the list would show on all its pages, with the columns it shows, in its order. */
export async function exportRequirements(
  access: Access,
  state: RequirementTableState,
): Promise<{ columns: ExportColumn[]; rows: ExportedRow[] }> {
  const { page, found } = listParts(access, state);
  const all = await inTenant(access, async (tx) => {
    const [answer] = await tx.$queryRaw<[{ rows: RequirementRow[] | null }]>`${found} SELECT (${page(Prisma.empty)}) AS "rows"`;
    return answer.rows ?? [];
  });
  const columns = state.columns.flatMap((column) => EXPORTS[column]);
  return {
    columns: columns.map(({ key, label }) => ({ key, label })),
    rows: all.map((row) => Object.fromEntries(columns.map(({ key, read }) => [key, read(row)]))),
  };
}

// One record -------------------------------------------------------------------------------------------------------------------------------------

/** A requirement as the history and the forms hold it: days as "YYYY-MM-DD". */
export interface RequirementValues {
  ref: string;
  partyId: string;
  statement: string;
  partyWording: string;
  translation: string;
  status: RequirementStatus;
  kind: RequirementKind;
  strength: Strength | null;
  binding: Binding;
  sourceType: SourceType | null;
  sourceRef: string;
  sourceLocator: string;
  sourceIds: string[];
  obligationIds: string[];
  elicitationMethod: string | null;
  elicitedAt: string | null;
  elicitationNote: string;
  cia: Cia[];
  ciaRationale: string;
  relevance: RequirementRelevance;
  relevanceRationale: string;
  discardReason: string;
  relevanceDecidedAt: string | null;
  relevanceDecidedById: string | null;
  ismsDecision: IsmsDecision;
  ismsDecisionRationale: string;
  ismsDecidedAt: string | null;
  ismsDecidedById: string | null;
  howAddressed: string;
  links: LinkInput[];
  priority: Priority | null;
  priorityJustification: string;
  priorityDecidedAt: string | null;
  priorityDecidedById: string | null;
  impactIfUnmet: number | null;
  impactCategories: ImpactCategory[];
  orgImpact: string;
  ismsImpact: string;
  benefit: string;
  measurableTarget: string;
  concern: string;
  dataHandling: string[];
  managementSystems: string[];
  ownerId: string | null;
  ownerLabel: string;
  confirmedAt: string | null;
  confirmedBy: string;
  confirmationMethod: string;
  fulfilmentStatus: FulfilmentStatus;
  fulfilmentAssessedAt: string | null;
  fulfilmentNote: string;
  communicatedAt: string | null;
  climateRelated: boolean;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  lastReviewedAt: string | null;
  note: string;
  retiredAt: string | null;
  retiredReason: string;
}

interface Around {
  id: string;
  party: {
    id: string;
    ref: string;
    name: string;
    status: PartyStatus;
    adverse: boolean;
    power: number | null;
    interest: number | null;
    scoresAreTemplateDefaults: boolean;
    representative: string;
  };
  names: Record<string, string> | null;
  sources: { id: string; ref: string; title: string; type: SourceDocumentType; status: string; effectiveTo: string | null }[] | null;
  obligations: { id: string; ref: string; title: string; citation: string; status: string; effectiveTo: string | null }[] | null;
}

export interface RequirementRecord {
  id: string;
  ref: string;
  version: number;
  values: RequirementValues;
  party: Around["party"];
  sources: NonNullable<Around["sources"]>;
  obligations: NonNullable<Around["obligations"]>;
  links: (LinkInput & { title: string | null })[];
  /** Names of the people whose ids stand in the values. */
  names: Record<string, string>;
  force: { force: LegalForce; because: ForceReason[] };
  proposal: PriorityProposal;
  confirmation: RequirementConfirmationNeed;
  reasonNeeded: boolean;
  placeholders: string[];
}

/** The record with what stands around it and what follows from it by rule; null: none of this organisation. */
export async function getRequirement(access: Access, ref: string): Promise<RequirementRecord | null> {
  return inTenant(access, async (tx) => {
    const [around] = await tx.$queryRaw<Around[]>`
      SELECT r.id,
             json_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'status', p.status, 'adverse', p.adverse, 'power', p.power, 'interest', p.interest,
               'scoresAreTemplateDefaults', p.scores_are_template_defaults, 'representative', p.representative) AS party,
             (SELECT json_object_agg(u.id, u.name) FROM user_account u
               WHERE u.id IN (r.owner_id, r.relevance_decided_by_id, r.isms_decided_by_id, r.priority_decided_by_id)) AS names,
             (SELECT json_agg(json_build_object('id', d.id, 'ref', d.ref, 'title', d.title, 'type', d.type, 'status', d.status, 'effectiveTo', d.effective_to) ORDER BY l.position)
                FROM requirement_source l JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
               WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS sources,
             (SELECT json_agg(json_build_object('id', o.id, 'ref', o.ref, 'title', o.title, 'citation', o.citation, 'status', o.status, 'effectiveTo', o.effective_to) ORDER BY l.position)
                FROM requirement_obligation l JOIN obligation o ON o.organization_id = l.organization_id AND o.id = l.obligation_id
               WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id) AS obligations
        FROM requirement r JOIN interested_party p ON p.organization_id = r.organization_id AND p.id = r.party_id
       WHERE r.organization_id = ${access.organization.id}::uuid AND r.ref = ${ref}`;
    if (!around) return null;
    const [stored] = await readRecords(tx, access.organization.id, "requirement", [around.id]);
    if (!stored) return null;
    const values = stored.values as unknown as RequirementValues;
    const { party } = around;
    const sources = around.sources ?? [];
    const obligations = around.obligations ?? [];
    const facts = {
      kind: values.kind,
      sourceType: values.sourceType,
      obligationCount: obligations.length,
      contractCount: sources.filter(({ type }) => CONTRACT_TYPES.includes(type)).length,
    };
    return {
      id: stored.id,
      ref,
      version: stored.version,
      values,
      party,
      sources,
      obligations,
      links: values.links.map((link) => ({ ...link, title: titleOf(link.targetRef) })),
      names: around.names ?? {},
      force: legalForce(facts),
      proposal: proposePriority({ ...facts, impactIfUnmet: values.impactIfUnmet, party }),
      confirmation: confirmationNeed({ ...values, obligationCount: obligations.length, party }),
      reasonNeeded: requirementChangeNeedsReason(values),
      placeholders: unfilledPlaceholders(values.statement),
    };
  });
}

// For forms --------------------------------------------------------------------------------------------------------------------------------------

interface StartingPoint {
  party: { id: string; ref: string; name: string; imposesLaw: boolean } | null;
  source: { id: string; ref: string; title: string; type: SourceDocumentType } | null;
  obligation: { id: string; ref: string; title: string } | null;
}

/** What a new requirement starts from, by the refs in the address. What is unknown is null. */
export async function startingPoint(
  access: Access,
  refs: { party?: string; source?: string; obligation?: string },
): Promise<StartingPoint> {
  const organization = Prisma.sql`organization_id = ${access.organization.id}::uuid`;
  return inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<[StartingPoint]>`
      SELECT (SELECT json_build_object('id', id, 'ref', ref, 'name', name, 'imposesLaw', imposes_law) FROM interested_party
               WHERE ${organization} AND ref = ${refs.party ?? ""} AND status <> 'retired') AS party,
             (SELECT json_build_object('id', id, 'ref', ref, 'title', title, 'type', type) FROM source_document
               WHERE ${organization} AND ref = ${refs.source ?? ""} AND status <> 'retired') AS source,
             (SELECT json_build_object('id', id, 'ref', ref, 'title', title) FROM obligation
               WHERE ${organization} AND ref = ${refs.obligation ?? ""} AND status <> 'retired') AS obligation`;
    return found;
  });
}
