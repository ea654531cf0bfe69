import { searchKey } from "@/domain/normalise";
import { Prisma } from "@/generated/prisma/client";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import type { Tx } from "@/server/db";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import type { IssueColumn, IssueTableState } from "./table";

export interface IssueOption {
  id: string;
  ref: string;
  title: string;
}

const MOST_OPTIONS = 500;

/** Issues to tie a party to, by ref; `including` keeps those a form already shows, retired ones too. */
export async function issueOptions(access: Access, { including = [] }: { including?: readonly string[] } = {}): Promise<IssueOption[]> {
  return inTenant(
    access,
    (tx) => tx.$queryRaw<IssueOption[]>`
      SELECT i.id, i.ref, i.title FROM context_issue i
       WHERE ${ofTenant(access)} AND (i.status = 'active' OR i.id = ANY(${[...including]}::uuid[])) ORDER BY length(i.ref), i.ref LIMIT ${MOST_OPTIONS}`,
  );
}

export interface IssueRow {
  id: string;
  ref: string;
  title: string;
  category: string;
  pestle: string[];
  climateRelated: boolean;
  parties: number;
  ownerName: string | null;
  status: string;
  description: string;
}

/** One page of the issues of clause 4.1, as the address says. `total`: without retired ones unless they are asked for. */
export async function listIssues(access: Access, state: IssueTableState): Promise<{ rows: IssueRow[]; matching: number; total: number }> {
  return inTenant(access, async (tx) => {
    const { scope, narrowed } = conditions(access, state);
    const rows = await selectRows(tx, access, state, Prisma.sql`LIMIT ${state.pageSize} OFFSET ${(state.page - 1) * state.pageSize}`);
    const [counts] = await tx.$queryRaw<[{ matching: number; total: number }]>`
      SELECT count(*) FILTER (WHERE ${narrowed})::int AS matching, count(*)::int AS total FROM context_issue i WHERE ${scope}`;
    return { rows, ...counts };
  });
}

/** All matching issues with the shown columns, in words. */
export async function exportIssues(
  access: Access,
  state: IssueTableState,
): Promise<{ columns: { key: string; label: string }[]; rows: (string | number | null)[][] }> {
  const rows = await inTenant(access, (tx) => selectRows(tx, access, state, Prisma.empty));
  const heading = translator("contextIssues.column");
  return {
    columns: state.columns.map((column) => ({ key: column, label: heading(column) })),
    rows: rows.map((row) => state.columns.map((column) => cell(row, column))),
  };
}

export interface IssueRecord {
  id: string;
  ref: string;
  version: number;
  title: string;
  category: string;
  description: string;
  pestle: string[];
  climateRelated: boolean;
  status: string;
  retiredAt: string | null;
  retiredReason: string;
  ownerId: string | null;
  ownerName: string | null;
  note: string;
  parties: { id: string; ref: string; name: string; status: string; adverse: boolean }[];
}

/** One issue with the parties tied to it, by its ref, read in one statement. Throws NotFound. */
export async function getIssue(access: Access, ref: string): Promise<IssueRecord> {
  const [issue] = await inTenant(
    access,
    (tx) => tx.$queryRaw<IssueRecord[]>`
      SELECT i.id, i.ref, i.version, i.title, i.category, i.description, i.pestle, i.climate_related AS "climateRelated", i.status,
             i.retired_at::text AS "retiredAt", i.retired_reason AS "retiredReason", i.owner_id AS "ownerId", u.name AS "ownerName", i.note,
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'ref', p.ref, 'name', p.name, 'status', p.status, 'adverse', p.adverse)
                       ORDER BY length(p.ref), p.ref), '[]')
                FROM party_issue l JOIN interested_party p ON p.organization_id = l.organization_id AND p.id = l.party_id
               WHERE l.organization_id = i.organization_id AND l.issue_id = i.id) AS parties
        FROM context_issue i LEFT JOIN user_account u ON u.id = i.owner_id WHERE ${ofTenant(access)} AND i.ref = ${ref}`,
  );
  if (!issue) throw new NotFound();
  return issue;
}

export interface ClimateState {
  version: number;
  climateDecision: "undetermined" | "relevant" | "not_relevant";
  climateRationale: string;
  climateDecidedAt: string | null;
  climateDecidedBy: string | null;
  /** Active issues marked as related to climate. */
  relatedIssues: number;
}

/** Whether climate change was determined to be a relevant issue (clause 4.1 with Amendment 1:2024). */
export async function climateState(access: Access): Promise<ClimateState> {
  return inTenant(access, async (tx) => {
    const [state] = await tx.$queryRaw<ClimateState[]>`
      SELECT o.version, o.climate_decision AS "climateDecision", o.climate_rationale AS "climateRationale", o.climate_decided_at::text AS "climateDecidedAt",
             u.name AS "climateDecidedBy",
             (SELECT count(*)::int FROM context_issue i WHERE ${ofTenant(access)} AND i.climate_related AND i.status = 'active') AS "relatedIssues"
        FROM organization_profile o LEFT JOIN user_account u ON u.id = o.climate_decided_by_id WHERE o.organization_id = ${access.organization.id}::uuid`;
    if (!state) throw new NotFound();
    return state;
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function ofTenant(access: Access): Prisma.Sql {
  return Prisma.sql`i.organization_id = ${access.organization.id}::uuid`;
}

const ORDER: Partial<Record<IssueColumn, string>> = {
  ref: "length(i.ref)",
  title: "i.title_key",
  category: "i.category",
  climate: "i.climate_related",
  parties: "parties",
  owner: "lower(u.name)",
  status: "i.status",
};

async function selectRows(tx: Tx, access: Access, state: IssueTableState, limit: Prisma.Sql): Promise<IssueRow[]> {
  const { scope, narrowed } = conditions(access, state);
  const direction = state.sort.descending ? "DESC" : "ASC";
  const order = Prisma.raw(
    `${ORDER[state.sort.column] ?? ORDER.ref} ${direction} NULLS LAST, length(i.ref), i.ref ${state.sort.column === "ref" ? direction : ""}`,
  );
  return tx.$queryRaw<IssueRow[]>`
    SELECT i.id, i.ref, i.title, i.category, i.pestle, i.climate_related AS "climateRelated", coalesce(c.parties, 0)::int AS parties, u.name AS "ownerName", i.status, i.description
      FROM context_issue i LEFT JOIN user_account u ON u.id = i.owner_id
      LEFT JOIN (SELECT l.issue_id, count(*) AS parties FROM party_issue l JOIN interested_party p ON p.organization_id = l.organization_id AND p.id = l.party_id
                  WHERE l.organization_id = ${access.organization.id}::uuid AND p.status <> 'retired' GROUP BY l.issue_id) c ON c.issue_id = i.id
     WHERE ${scope} AND ${narrowed} ORDER BY ${order} ${limit}`;
}

/** `scope`: what the list is about (retired issues only when asked for); `narrowed`: search and filters. */
function conditions(access: Access, { q, filters }: Pick<IssueTableState, "q" | "filters">) {
  const statuses = filters.status ?? ["active"];
  const scope = statuses.includes("retired") ? ofTenant(access) : Prisma.sql`${ofTenant(access)} AND i.status = 'active'`;
  const narrowed: Prisma.Sql[] = [Prisma.sql`i.status = ANY(${statuses})`];
  for (const word of searchKey(q).split(" ")) {
    if (word !== "") narrowed.push(Prisma.sql`i.search_text LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  }
  if (filters.category) narrowed.push(Prisma.sql`i.category = ANY(${filters.category})`);
  if (filters.pestle) narrowed.push(Prisma.sql`i.pestle && ${filters.pestle}::text[]`);
  if (filters.climate?.length === 1) narrowed.push(Prisma.sql`i.climate_related = ${filters.climate[0] === "yes"}`);
  if (filters.unowned) narrowed.push(Prisma.sql`i.owner_id IS NULL`);
  if (filters.owner) {
    const people = filters.owner.map((value) => (value === "mine" ? (access.user?.id ?? "") : value)).filter((value) => UUID.test(value));
    const named = Prisma.sql`i.owner_id = ANY(${people}::uuid[])`;
    narrowed.push(filters.owner.includes("none") ? Prisma.sql`(i.owner_id IS NULL OR ${named})` : named);
  }
  if (filters.noParty) {
    narrowed.push(Prisma.sql`NOT EXISTS (SELECT 1 FROM party_issue l JOIN interested_party p ON p.organization_id = l.organization_id AND p.id = l.party_id
      WHERE l.organization_id = i.organization_id AND l.issue_id = i.id AND p.status <> 'retired')`);
  }
  return { scope, narrowed: Prisma.join(narrowed, " AND ") };
}

function cell(row: IssueRow, column: IssueColumn): string | number | null {
  const word = (group: string, value: string) => translator(`vocabulary.${group}`)(value);
  switch (column) {
    case "category":
      return word("issueCategory", row.category);
    case "pestle":
      return row.pestle.map((factor) => word("pestle", factor)).join("; ");
    case "climate":
      return translator("contextIssues")(row.climateRelated ? "yes" : "no");
    case "owner":
      return row.ownerName;
    case "status":
      return word("recordStatus", row.status);
    default:
      return row[column];
  }
}
