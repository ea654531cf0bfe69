import { nameKey, searchKey } from "@/domain/normalise";
import type { InfluenceVector } from "@/domain/vocabulary";
import { vectorNames } from "@/features/influence-map/queries";
import { Prisma } from "@/generated/prisma/client";
import type { TableState } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import type { Tx } from "@/server/db";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import { type PartyColumn, type PartyTableState, partyTable, STANCE_COLUMNS } from "./table";

export interface PartyOption {
  id: string;
  ref: string;
  name: string;
  category: string;
  adverse: boolean;
}

/**
 * Candidate and active parties for pickers, by name. With 5,000 parties nobody reads them all: give `q` and the first `limit` matches come.
 * `including` names ids that must be among them (what a form already shows), retired ones too.
 */
export async function partyOptions(
  access: Access,
  { q = "", limit = 50, including = [] }: { q?: string; limit?: number; including?: readonly string[] } = {},
): Promise<PartyOption[]> {
  return inTenant(access, (tx) => {
    const open = Prisma.join([Prisma.sql`${ofTenant(access)} AND p.status IN ('candidate', 'active')`, ...searchConditions(q)], " AND ");
    return tx.$queryRaw<PartyOption[]>`
      (SELECT p.id, p.ref, p.name, p.category, p.adverse FROM interested_party p WHERE ${open} ORDER BY p.name_key, p.id LIMIT ${Math.min(limit, 200)})
      UNION
      SELECT p.id, p.ref, p.name, p.category, p.adverse FROM interested_party p WHERE ${ofTenant(access)} AND p.id = ANY(${[...including]}::uuid[])
      ORDER BY 3, 2`;
  });
}

export interface OwnerOption {
  id: string;
  name: string;
}

/** The members who can own a record, by name. `including` keeps the present owner choosable after their membership ended. */
export async function ownerOptions(access: Access, { including = null }: { including?: string | null } = {}): Promise<OwnerOption[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<OwnerOption[]>`
      SELECT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id
       WHERE m.organization_id = ${access.organization.id}::uuid AND (m.ended_at IS NULL OR m.user_id = ${including}::uuid)
       ORDER BY lower(u.name), u.id`,
  );
}

export interface Namesake {
  id: string;
  ref: string;
  name: string;
  status: string;
}

/** Parties that are called the same, case, accents and punctuation aside (audit check AC-09), retired ones included. A hint, never a refusal. */
export async function partiesCalled(access: Access, name: string, { except = null }: { except?: string | null } = {}): Promise<Namesake[]> {
  const key = nameKey(name);
  if (key === "") return [];
  const candidates = await inTenant(access, (tx) => {
    const words = Prisma.join([ofTenant(access), ...searchConditions(key)], " AND ");
    return tx.$queryRaw<Namesake[]>`
      SELECT p.id, p.ref, p.name, p.status FROM interested_party p WHERE ${words} AND p.id IS DISTINCT FROM ${except}::uuid ORDER BY length(p.name), p.ref LIMIT 200`;
  });
  return candidates.filter((party) => nameKey(party.name) === key);
}

export interface PartyRow {
  id: string;
  ref: string;
  name: string;
  category: string;
  kind: string;
  status: string;
  relevance: string;
  adverse: boolean;
  imposesLaw: boolean;
  /** Came from the catalogue and nobody has edited or decided anything since. */
  awaitsReview: boolean;
  power: number | null;
  interest: number | null;
  scoresAreTemplateDefaults: boolean;
  /** Null for readers without party-support:read, as for parties without a score. */
  support: number | null;
  requirements: number;
  ownerName: string | null;
  ownerLabel: string;
  confirmedAt: string | null;
  lastReviewedAt: string | null;
  vector: string | null;
  pestle: string[];
  /** The columns that are hidden at first; null unless shown. */
  relation: string[] | null;
  representative: string | null;
  rationale: string | null;
  identification: string | null;
  attitude: string | null;
  engagementCurrent: string | null;
  engagementTarget: string | null;
  note: string | null;
}

export interface PartyPage {
  rows: PartyRow[];
  matching: number;
  /** All that the list is about: without retired ones unless they are asked for. */
  total: number;
}

/** One page of the register of parties, as the address says. */
export async function listParties(access: Access, given: PartyTableState): Promise<PartyPage> {
  const state = permitted(access, given);
  return inTenant(access, async (tx) => {
    const { scope, narrowed } = conditions(access, state);
    const rows = await selectRows(tx, access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM interested_party p WHERE ${scope}`;
    return { rows, ...counts };
  });
}

export interface ExportTable {
  columns: { key: string; label: string }[];
  rows: (string | number | null)[][];
}

/** Where the list's own heading would mean something else in a sheet: a column "Requirements" holds statements there. */
const EXPORT_HEADINGS: Partial<Record<PartyColumn, string>> = { requirements: "requirementCount", note: "partyNote" };

/**
 * All matching rows with the shown columns, in words: what the list shows, without pages. The headings are ones the importer
 * knows.
 */
export async function exportParties(access: Access, given: PartyTableState): Promise<ExportTable> {
  const state = permitted(access, given);
  const { rows, vectors } = await inTenant(access, async (tx) => ({
    rows: await selectRows(tx, access, state, Prisma.empty),
    vectors: await vectorNames(access),
  }));
  const heading = translator("interestedParties.column");
  const cells = state.columns.map((column) => exportCell(column, vectors));
  return {
    columns: state.columns.map((column) => ({ key: column, label: heading(EXPORT_HEADINGS[column] ?? column) })),
    rows: rows.map((row) => cells.map((cell) => cell(row))),
  };
}

export interface PartyOpenPoints {
  undecided: number;
  unowned: number;
  unconfirmed: number;
  noRequirement: number;
  overdue: number;
  /** Candidate and active parties. */
  total: number;
}

/** How many parties have which open point; each number is the list filtered by `<name>=1`. */
export async function partyOpenPoints(access: Access): Promise<PartyOpenPoints> {
  return inTenant(access, async (tx) => {
    const points = openPoints(access);
    const [counts] = await tx.$queryRaw<[PartyOpenPoints]>`
      SELECT count(*) FILTER (WHERE ${points.undecided})::int AS "undecided", count(*) FILTER (WHERE ${points.unowned})::int AS "unowned",
             count(*) FILTER (WHERE ${points.unconfirmed})::int AS "unconfirmed", count(*) FILTER (WHERE ${points.noRequirement})::int AS "noRequirement",
             count(*) FILTER (WHERE ${points.overdue})::int AS "overdue", count(*)::int AS "total"
        FROM interested_party p WHERE ${ofTenant(access)} AND p.status <> 'retired'`;
    return counts;
  });
}

/** What a reader with party-support:read sees beside the rest. */
export interface Stance {
  support: number | null;
  attitude: string | null;
  engagementCurrent: string | null;
  engagementTarget: string | null;
}

interface Linked {
  id: string;
  ref: string;
  title: string;
  status: string;
}

export interface PartyRecord {
  id: string;
  ref: string;
  version: number;
  name: string;
  templateKey: string | null;
  category: string;
  kind: string;
  relation: string[];
  members: string[];
  representative: string;
  representativeContact: string;
  status: string;
  retiredAt: string | null;
  retiredReason: string;
  identificationMethod: string | null;
  identificationNote: string;
  relevance: string;
  relevanceRationale: string;
  relevanceDecidedAt: string | null;
  relevanceDecidedBy: string | null;
  pestle: string[];
  influenceVector: string | null;
  /** What this organisation calls the vector. */
  vectorName: string | null;
  /** Came from the catalogue and nobody has edited or decided anything since. */
  awaitsReview: boolean;
  power: number | null;
  interest: number | null;
  scoresAreTemplateDefaults: boolean;
  stance: Stance | null;
  adverse: boolean;
  imposesLaw: boolean;
  silent: boolean;
  ownerId: string | null;
  ownerName: string | null;
  ownerLabel: string;
  confirmedAt: string | null;
  confirmedBy: string;
  confirmationMethod: string;
  lastReviewedAt: string | null;
  note: string;
  issues: (Linked & { category: string })[];
  requirements: {
    ref: string;
    statement: string;
    kind: string;
    relevance: string;
    ismsDecision: string;
    priority: string | null;
    status: string;
  }[];
  /** All of them; `requirements` holds the first 100. */
  requirementCount: number;
  obligations: Linked[];
  sources: (Linked & { effectiveTo: string | null })[];
}

/** domain/catalogue.ts awaitsReview in the words of the database. */
const AWAITS_REVIEW = Prisma.sql`(p.status = 'candidate' AND p.version = 1 AND (p.identification_method = 'template' OR (p.identification_method IS NULL AND p.template_key IS NOT NULL)))`;

const SHOWN_REQUIREMENTS = 100;

type StoredParty = Omit<PartyRecord, "stance" | "vectorName"> & Stance;

/** One party with all that hangs on it, by its ref, read in one statement. Throws NotFound. */
export async function getParty(access: Access, ref: string): Promise<PartyRecord> {
  const own = (table: string, column: string) =>
    Prisma.raw(`FROM ${table} x WHERE x.organization_id = p.organization_id AND x.${column} = p.id`);
  const { party, names } = await inTenant(access, async (tx) => {
    const [found] = await tx.$queryRaw<StoredParty[]>`
      SELECT p.id, p.ref, p.version, p.name, p.template_key AS "templateKey", p.category, p.kind, p.relation, p.members, p.representative,
             p.representative_contact AS "representativeContact", p.status, p.retired_at::text AS "retiredAt", p.retired_reason AS "retiredReason",
             p.identification_method AS "identificationMethod", p.identification_note AS "identificationNote", p.relevance,
             p.relevance_rationale AS "relevanceRationale", p.relevance_decided_at::text AS "relevanceDecidedAt", d.name AS "relevanceDecidedBy",
             p.pestle, p.influence_vector AS "influenceVector", p.power, p.interest, p.support,
             p.scores_are_template_defaults AS "scoresAreTemplateDefaults", p.attitude, p.engagement_current AS "engagementCurrent",
             p.engagement_target AS "engagementTarget", p.adverse, p.imposes_law AS "imposesLaw", p.silent, p.owner_id AS "ownerId",
             o.name AS "ownerName", p.owner_label AS "ownerLabel", p.confirmed_at::text AS "confirmedAt", p.confirmed_by AS "confirmedBy",
             p.confirmation_method AS "confirmationMethod", p.last_reviewed_at::text AS "lastReviewedAt", p.note,
             ${AWAITS_REVIEW} AS "awaitsReview",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'ref', i.ref, 'title', i.title, 'status', i.status, 'category', i.category)
                       ORDER BY length(i.ref), i.ref), '[]')
                FROM party_issue x JOIN context_issue i ON i.organization_id = x.organization_id AND i.id = x.issue_id
               WHERE x.organization_id = p.organization_id AND x.party_id = p.id) AS issues,
             (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY length(r.ref), r.ref), '[]') FROM (
                SELECT x.ref, x.statement, x.kind, x.relevance, x.isms_decision AS "ismsDecision", x.priority, x.status
                  ${own("requirement", "party_id")} AND x.status <> 'retired' ORDER BY length(x.ref), x.ref LIMIT ${SHOWN_REQUIREMENTS}) r) AS requirements,
             (SELECT count(*)::int ${own("requirement", "party_id")} AND x.status <> 'retired') AS "requirementCount",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ref', x.ref, 'title', x.title, 'status', x.status) ORDER BY length(x.ref), x.ref), '[]')
                ${own("obligation", "authority_party_id")}) AS obligations,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'ref', x.ref, 'title', x.title, 'status', x.status, 'effectiveTo', x.effective_to)
                       ORDER BY length(x.ref), x.ref), '[]')
                ${own("source_document", "counterparty_party_id")}) AS sources
        FROM interested_party p
        LEFT JOIN user_account o ON o.id = p.owner_id LEFT JOIN user_account d ON d.id = p.relevance_decided_by_id
       WHERE ${ofTenant(access)} AND p.ref = ${ref}`;
    return { party: found, names: await vectorNames(access) };
  });
  if (!party) throw new NotFound();
  const { support, attitude, engagementCurrent, engagementTarget, ...rest } = party;
  const vectorName = rest.influenceVector === null ? null : names[rest.influenceVector as InfluenceVector];
  return {
    ...rest,
    vectorName,
    stance: access.can("party-support:read") ? { support, attitude, engagementCurrent, engagementTarget } : null,
  };
}

/** The tenant in every statement, beside row level security: the planner and the reader both like to see it. */
function ofTenant(access: Access): Prisma.Sql {
  return Prisma.sql`p.organization_id = ${access.organization.id}::uuid`;
}

/** Each word of the search stands somewhere in the text; `%` and `_` are themselves. */
function searchConditions(q: string): Prisma.Sql[] {
  return searchKey(q)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => Prisma.sql`p.search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
}

/** The state without what this reader may not see, whoever made it. */
function permitted(access: Access, state: PartyTableState): PartyTableState {
  if (access.can("party-support:read")) return state;
  const { defaultSort } = partyTable(access);
  return {
    ...state,
    columns: state.columns.filter((column) => !STANCE_COLUMNS.includes(column)),
    sort: STANCE_COLUMNS.includes(state.sort.column) ? { ...defaultSort } : state.sort,
  };
}

const REF_ORDER = "length(p.ref), p.ref";
const ORDER: Partial<Record<PartyColumn, string>> = {
  ref: "length(p.ref)",
  name: "p.name_key",
  category: "p.category",
  kind: "p.kind",
  status: "array_position(ARRAY['candidate', 'active', 'retired'], p.status)",
  relevance: "array_position(ARRAY['undecided', 'relevant', 'not_relevant'], p.relevance)",
  // A score that nobody has touched is no assessment, so it ranks nowhere.
  power: "CASE WHEN p.scores_are_template_defaults THEN NULL ELSE p.power END",
  interest: "CASE WHEN p.scores_are_template_defaults THEN NULL ELSE p.interest END",
  support: "CASE WHEN p.scores_are_template_defaults THEN NULL ELSE p.support END",
  requirements: "coalesce(counted.requirements, 0)",
  owner: "lower(u.name)",
  confirmed: "p.confirmed_at",
  lastReviewed: "p.last_reviewed_at",
  vector: "p.influence_vector",
};

/** Texts that most lists do not show are fetched only where they are. */
const ON_DEMAND: Partial<Record<PartyColumn, string>> = {
  relation: "p.relation",
  representative: "p.representative",
  rationale: "p.relevance_rationale",
  identification: "p.identification_method",
  attitude: "p.attitude",
  engagementCurrent: "p.engagement_current",
  engagementTarget: "p.engagement_target",
  note: "p.note",
};

/** `state` has gone through `permitted`; `limit` is a LIMIT clause or nothing. */
async function selectRows(tx: Tx, access: Access, state: PartyTableState, limit: Prisma.Sql): Promise<PartyRow[]> {
  const { scope, narrowed } = conditions(access, state);
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    state.sort.column === "ref"
      ? `length(p.ref) ${direction}, p.ref ${direction}`
      : `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, ${REF_ORDER}`,
  );
  const extra = Prisma.raw(
    (Object.entries(ON_DEMAND) as [PartyColumn, string][])
      .map(([column, sql]) => `${state.columns.includes(column) ? sql : "NULL"} AS "${column}"`)
      .join(", "),
  );
  const support = Prisma.raw(state.columns.includes("support") ? "p.support" : "NULL::int");
  const byOwner = state.sort.column === "owner" ? Prisma.sql`LEFT JOIN user_account u ON u.id = p.owner_id` : Prisma.empty;
  const byRequirements =
    state.sort.column === "requirements"
      ? Prisma.sql`LEFT JOIN (SELECT r.party_id, count(*)::int AS requirements FROM requirement r
                     WHERE r.organization_id = ${access.organization.id}::uuid AND r.status <> 'retired' GROUP BY r.party_id) counted ON counted.party_id = p.id`
      : Prisma.empty;
  // The page is cut first; requirements are then counted for its rows only, through the index on their party.
  return tx.$queryRaw<PartyRow[]>`
    WITH page AS (
      SELECT cut.*, row_number() OVER () AS place FROM (
        SELECT p.* FROM interested_party p ${byOwner} ${byRequirements} WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}) cut
    )
    SELECT p.id, p.ref, p.name, p.category, p.kind, p.status, p.relevance, p.adverse, p.imposes_law AS "imposesLaw", p.power, p.interest,
           ${AWAITS_REVIEW} AS "awaitsReview", p.scores_are_template_defaults AS "scoresAreTemplateDefaults", ${support} AS support, coalesce(c.requirements, 0)::int AS requirements,
           u.name AS "ownerName", p.owner_label AS "ownerLabel", p.confirmed_at::text AS "confirmedAt", p.last_reviewed_at::text AS "lastReviewedAt",
           p.influence_vector AS vector, p.pestle, ${extra}
      FROM page p LEFT JOIN user_account u ON u.id = p.owner_id
      LEFT JOIN LATERAL (SELECT count(*) AS requirements FROM requirement r
                          WHERE r.organization_id = p.organization_id AND r.party_id = p.id AND r.status <> 'retired') c ON true
     ORDER BY p.place`;
}

const MEMBER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `scope`: what the list is about (retired parties only when asked for); `narrowed`: search and filters. */
function conditions(access: Access, { q, filters }: Pick<TableState<PartyColumn, keyof PartyTableState["filters"]>, "q" | "filters">) {
  const statuses = filters.status ?? ["candidate", "active"];
  const scope = statuses.includes("retired") ? ofTenant(access) : Prisma.sql`${ofTenant(access)} AND p.status IN ('candidate', 'active')`;
  const narrowed: Prisma.Sql[] = [Prisma.sql`p.status = ANY(${statuses})`, ...searchConditions(q)];
  const yesNo = (values: string[] | undefined, condition: Prisma.Sql) => {
    if (values?.length === 1) narrowed.push(values[0] === "yes" ? condition : Prisma.sql`NOT (${condition})`);
  };
  if (filters.relevance) narrowed.push(Prisma.sql`p.relevance = ANY(${filters.relevance})`);
  if (filters.category) narrowed.push(Prisma.sql`p.category = ANY(${filters.category})`);
  if (filters.kind) narrowed.push(Prisma.sql`p.kind = ANY(${filters.kind})`);
  if (filters.vector) narrowed.push(Prisma.sql`p.influence_vector = ANY(${filters.vector})`);
  if (filters.pestle) narrowed.push(Prisma.sql`p.pestle && ${filters.pestle}::text[]`);
  if (filters.owner) {
    const ids = filters.owner.filter((value) => MEMBER_ID.test(value));
    if (filters.owner.includes("mine") && access.user) ids.push(access.user.id);
    const none = filters.owner.includes("none") ? Prisma.sql`p.owner_id IS NULL` : Prisma.sql`false`;
    narrowed.push(Prisma.sql`(${none} OR p.owner_id = ANY(${ids}::uuid[]))`);
  }
  yesNo(filters.assessed, Prisma.sql`p.power IS NOT NULL AND p.interest IS NOT NULL AND NOT p.scores_are_template_defaults`);
  yesNo(filters.confirmed, Prisma.sql`p.confirmed_at IS NOT NULL`);
  yesNo(filters.adverse, Prisma.sql`p.adverse`);
  yesNo(filters.imposesLaw, Prisma.sql`p.imposes_law`);
  if (filters.awaitsReview) narrowed.push(AWAITS_REVIEW);
  for (const [name, condition] of Object.entries(openPoints(access))) {
    if (filters[name as keyof typeof filters]) narrowed.push(condition);
  }
  const having = (condition: Prisma.Sql) => Prisma.sql`p.id IN (SELECT r.party_id FROM requirement r
    WHERE r.organization_id = ${access.organization.id}::uuid AND r.status <> 'retired' AND r.relevance <> 'discarded' AND ${condition})`;
  if (filters.notAddressed) narrowed.push(having(Prisma.sql`r.isms_decision = 'not_addressed'`));
  // As the list of requirements finds it.
  if (filters.unsourced) {
    narrowed.push(
      having(Prisma.sql`(r.source_type IS NULL OR r.source_type = 'template' OR (r.source_ref = ''
        AND NOT EXISTS (SELECT 1 FROM requirement_obligation l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id)
        AND NOT EXISTS (SELECT 1 FROM requirement_source l WHERE l.organization_id = r.organization_id AND l.requirement_id = r.id)))`),
    );
  }
  return { scope, narrowed: Prisma.join(narrowed, " AND ") };
}

/** What is still to be done about a party, the same for the list and for the numbers that lead there. */
function openPoints(access: Access): Record<Exclude<keyof PartyOpenPoints, "total">, Prisma.Sql> {
  const organization = Prisma.sql`${access.organization.id}::uuid`;
  const wanted = Prisma.sql`p.status <> 'retired' AND p.relevance <> 'not_relevant'`;
  return {
    undecided: Prisma.sql`(p.status <> 'retired' AND p.relevance = 'undecided')`,
    unowned: Prisma.sql`(${wanted} AND p.owner_id IS NULL)`,
    // Adverse parties are never asked (rule 7).
    unconfirmed: Prisma.sql`(${wanted} AND NOT p.adverse AND p.confirmed_at IS NULL)`,
    noRequirement: Prisma.sql`(${wanted} AND NOT EXISTS (SELECT 1 FROM requirement r
      WHERE r.organization_id = ${organization} AND r.party_id = p.id AND r.status <> 'retired'))`,
    // The organisation's own interval in calendar months: on time on the anniversary (rule 14).
    overdue: Prisma.sql`(${wanted} AND p.status = 'active' AND (p.last_reviewed_at IS NULL OR (p.last_reviewed_at + make_interval(months =>
      (SELECT o.review_interval_months FROM organization_profile o WHERE o.organization_id = ${organization})))::date < ${today()}::date))`,
  };
}

function exportCell(column: PartyColumn, vectors: Record<InfluenceVector, string>): (row: PartyRow) => string | number | null {
  const word = (group: string) => {
    const t = translator(`vocabulary.${group}`);
    return (value: string | null) => (value === null ? null : t(value));
  };
  const several = (group: string) => (values: string[] | null) => (values ?? []).map(word(group)).join("; ");
  const yes = translator("interestedParties");
  // Untouched template scores are no assessment: written out they would come back as one.
  const score = (row: PartyRow, value: number | null) => (row.scoresAreTemplateDefaults ? null : value);
  switch (column) {
    case "category":
      return (row) => word("partyCategory")(row.category);
    case "kind":
      return (row) => word("partyKind")(row.kind);
    case "status":
      return (row) => word("partyStatus")(row.status);
    case "relevance":
      return (row) => word("partyRelevance")(row.relevance);
    case "power":
      return (row) => score(row, row.power);
    case "interest":
      return (row) => score(row, row.interest);
    case "support":
      return (row) => score(row, row.support);
    case "owner":
      return (row) => row.ownerName ?? row.ownerLabel;
    case "confirmed":
      return (row) => row.confirmedAt;
    case "lastReviewed":
      return (row) => row.lastReviewedAt;
    case "vector":
      return (row) => (row.vector === null ? null : vectors[row.vector as InfluenceVector]);
    case "pestle":
      return (row) => several("pestle")(row.pestle);
    case "relation":
      return (row) => several("partyRelation")(row.relation);
    case "adverse":
      return (row) => (row.adverse ? yes("yes") : yes("no"));
    case "imposesLaw":
      return (row) => (row.imposesLaw ? yes("yes") : yes("no"));
    case "identification":
      return (row) => word("identificationMethod")(row.identification);
    case "attitude":
      return (row) => word("attitude")(row.attitude);
    case "engagementCurrent":
      return (row) => word("engagementLevel")(row.engagementCurrent);
    case "engagementTarget":
      return (row) => word("engagementLevel")(row.engagementTarget);
    default:
      return (row) => row[column];
  }
}
