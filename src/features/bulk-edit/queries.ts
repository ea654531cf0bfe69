import { type EditableList, editPermission, MOST_ROWS } from "@/domain/list-edits";
import { applyLegalForce } from "@/domain/requirement";
import { CONTRACT_TYPES } from "@/domain/vocabulary";
import { listIssues } from "@/features/context-issues/queries";
import { ISSUE_TABLE } from "@/features/context-issues/table";
import { listParties } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { listObjectives } from "@/features/objectives/queries";
import { OBJECTIVE_TABLE } from "@/features/objectives/table";
import { listObligations } from "@/features/obligations/queries";
import { OBLIGATION_TABLE } from "@/features/obligations/table";
import { listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { listSources } from "@/features/sources/queries";
import { SOURCE_TABLE } from "@/features/sources/table";
import { Prisma } from "@/generated/prisma/client";
import { type PageSize, parseTableState, type TableConfig, type TableState } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

/** What the editor of a row needs beyond what the list shows: its version and its values as a form holds them. */
export interface EditRow {
  id: string;
  ref: string;
  version: number;
  retired: boolean;
  /** It is decided or confirmed: a change asks why. */
  reasonNeeded: boolean;
  /** Fields that law or contract have set; nobody edits them. */
  fixed: string[];
  /** Choices as words, nothing chosen as the empty text; sets as lists. */
  values: Record<string, string | string[]>;
}

const yesNo = (column: string) => `CASE WHEN ${column} THEN 'yes' ELSE 'no' END`;
const worded = (column: string) => `coalesce(${column}::text, '')`;

/** Values by field, as expressions over the record "t". */
const VALUES: Record<EditableList, { table: string; reasonNeeded: string; values: Record<string, string> }> = {
  "interested-parties": {
    table: "interested_party",
    reasonNeeded: "t.relevance <> 'undecided' OR t.confirmed_at IS NOT NULL",
    values: {
      owner: worded("t.owner_id"),
      category: "t.category",
      kind: "t.kind",
      power: worded("t.power"),
      interest: worded("t.interest"),
      support: worded("t.support"),
      attitude: worded("t.attitude"),
      engagementCurrent: worded("t.engagement_current"),
      engagementTarget: worded("t.engagement_target"),
      vector: worded("t.influence_vector"),
      pestle: "to_jsonb(t.pestle)",
      imposesLaw: yesNo("t.imposes_law"),
      note: "t.note",
      relevance: "t.relevance",
    },
  },
  requirements: {
    table: "requirement",
    reasonNeeded: "t.relevance <> 'undecided' OR t.isms_decision <> 'undecided' OR t.confirmed_at IS NOT NULL",
    values: {
      owner: worded("t.owner_id"),
      kind: "t.kind",
      strength: worded("t.strength"),
      binding: "t.binding",
      impact: worded("t.impact_if_unmet"),
      impactCategories: "to_jsonb(t.impact_categories)",
      climate: yesNo("t.climate_related"),
      effectiveTo: worded("t.effective_to"),
      lastReviewed: worded("t.last_reviewed_at"),
      note: "t.note",
      fulfilment: "t.fulfilment_status",
      relevance: "t.relevance",
      cia: "to_jsonb(t.cia)",
      isms: "t.isms_decision",
      howAddressed: "t.how_addressed",
      priority: worded("t.priority"),
    },
  },
  sources: {
    table: "source_document",
    reasonNeeded: "false",
    values: { owner: worded("t.owner_id"), type: "t.type", effectiveTo: worded("t.effective_to"), note: "t.note" },
  },
  obligations: {
    table: "obligation",
    reasonNeeded: "false",
    values: { owner: worded("t.owner_id"), kind: "t.kind", jurisdiction: "t.jurisdiction", note: "t.note" },
  },
  context: {
    table: "context_issue",
    reasonNeeded: "false",
    values: {
      owner: worded("t.owner_id"),
      category: "t.category",
      pestle: "to_jsonb(t.pestle)",
      climate: yesNo("t.climate_related"),
    },
  },
  objectives: { table: "objective", reasonNeeded: "false", values: { owner: worded("t.owner_id") } },
};

/** What stands behind the legal force of requirements: counted for the rows of a page only. */
const FORCE = Prisma.raw(`json_build_object('kind', t.kind, 'sourceType', t.source_type, 'strength', t.strength, 'binding', t.binding,
  'obligationCount', (SELECT count(*) FROM requirement_obligation l WHERE l.organization_id = t.organization_id AND l.requirement_id = t.id),
  'contractCount', (SELECT count(*) FROM requirement_source l JOIN source_document d ON d.organization_id = l.organization_id AND d.id = l.source_id
    WHERE l.organization_id = t.organization_id AND l.requirement_id = t.id AND d.type IN (${CONTRACT_TYPES.map((type) => `'${type}'`).join(", ")})))`);

/** Rows of a list in the form in which their cells are edited, without the fields that this role may not change. Unknown ids are left out. */
export async function editableRows(access: Access, list: EditableList, ids: readonly string[]): Promise<EditRow[]> {
  if (ids.length === 0) return [];
  const { table, reasonNeeded, values } = VALUES[list];
  // What only accompanies a decision (the goals, how it is addressed) goes with any of its fields.
  const open = Object.entries(values).filter(([field]) => {
    const needed = editPermission(list, field);
    return needed === null ? access.can("requirement:decide") : access.can(needed);
  });
  const object = Prisma.raw(open.map(([field, sql]) => `'${field}', ${sql}`).join(", "));
  const force = list === "requirements" ? FORCE : Prisma.raw("NULL::json");
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<EditRow, "fixed"> & { force: Parameters<typeof applyLegalForce>[0] | null })[]>`
      SELECT t.id, t.ref, t.version, t.status = 'retired' AS retired, (${Prisma.raw(reasonNeeded)}) AS "reasonNeeded",
             jsonb_build_object(${object}) AS "values", ${force} AS force
        FROM ${Prisma.raw(table)} t WHERE t.organization_id = ${access.organization.id}::uuid AND t.id = ANY(${[...ids]}::uuid[])`,
  );
  return rows.map(({ force: facts, ...row }) => {
    const fixed = facts ? applyLegalForce(facts).fixed : { strength: false, binding: false };
    return { ...row, fixed: [...(fixed.strength ? ["strength"] : []), ...(fixed.binding ? ["binding"] : [])] };
  });
}

export interface Matching {
  rows: { id: string; ref: string; version: number }[];
  /** All that match; `rows` holds the first of them, at most as many as may be changed at once. */
  total: number;
}

/** The rows that a list's search and filters find, over all its pages, with the version each has now. */
export async function matchingRows(access: Access, { list, query }: { list: EditableList; query: string }): Promise<Matching> {
  const ask = new URLSearchParams(query);
  return inTenant(access, async (tx) => {
    const page = await findIn(access, list, ask);
    const ids = page.rows.map(({ id }) => id);
    const versions = await tx.$queryRaw<{ id: string; version: number }[]>`
      SELECT id, version FROM ${Prisma.raw(VALUES[list].table)} WHERE organization_id = ${access.organization.id}::uuid AND id = ANY(${ids}::uuid[])`;
    const versionOf = new Map(versions.map(({ id, version }) => [id, version]));
    return {
      rows: page.rows.flatMap(({ id, ref }) => (versionOf.has(id) ? [{ id, ref, version: versionOf.get(id)! }] : [])),
      total: page.matching,
    };
  });
}

interface Found {
  rows: { id: string; ref: string }[];
  matching: number;
}

async function findIn(access: Access, list: EditableList, ask: URLSearchParams): Promise<Found> {
  switch (list) {
    case "interested-parties":
      return listParties(access, wholeOf(ask, partyTable(access), ["ref", "name"]));
    case "requirements":
      return listRequirements(access, wholeOf(ask, REQUIREMENT_TABLE, ["ref"]));
    case "sources":
      return listSources(access, wholeOf(ask, SOURCE_TABLE, ["ref"]));
    case "obligations":
      return listObligations(access, wholeOf(ask, OBLIGATION_TABLE, ["ref"]));
    case "context":
      return listIssues(access, wholeOf(ask, ISSUE_TABLE, ["ref"]));
    case "objectives":
      return listObjectives(access, wholeOf(ask, OBJECTIVE_TABLE, ["ref"]));
  }
}

/** The list as asked for, as one page as long as a change may be, with no more columns than needed. */
function wholeOf<Column extends string, Filter extends string>(
  ask: URLSearchParams,
  config: TableConfig<Column, Filter>,
  columns: Column[],
): TableState<Column, Filter> {
  return { ...parseTableState(ask, config), page: 1, pageSize: MOST_ROWS as PageSize, columns };
}
