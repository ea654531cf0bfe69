import { annexControl, CLAUSES, type Clause, type Control, clauseOfNumber, compareControls, matchesControl } from "@/domain/controls";
import type { ImplementationStatus } from "@/domain/vocabulary";
import { lineOfControl, liveStatement } from "@/features/statement-of-applicability/queries";
import { Prisma } from "@/generated/prisma/client";
import type { Access } from "@/server/access";
import { NotFound } from "@/server/errors";
import { inTenant } from "@/server/tenant";
import type { ControlColumn, ControlTableState } from "./table";

export interface ControlRow extends Control {
  retired: boolean;
  /** Null: not decided. */
  applicable: boolean | null;
  implementationStatus: ImplementationStatus | null;
  /** Addressed requirements that lean on it. */
  asked: number;
}

/** One page of Annex A and the organisation's own controls; retired own ones only where the filter asks for them. */
export async function listControls(
  access: Access,
  state: ControlTableState,
): Promise<{ rows: ControlRow[]; matching: number; total: number }> {
  const { filters, q, sort } = state;
  const controls = filters.status ? await retiredControls(access) : await controlsInUse(access);
  const any = (wanted: readonly string[] | undefined, has: string) => !wanted || wanted.includes(has);
  const found = controls.filter(
    (row) =>
      matchesControl(row, { ...filters, q }) &&
      any(filters.applicable, row.applicable === null ? "undecided" : row.applicable ? "yes" : "no") &&
      any(filters.implementation, row.implementationStatus ?? "none") &&
      any(filters.asked, row.asked > 0 ? "yes" : "no"),
  );
  const direction = sort.descending ? -1 : 1;
  found.sort((a, b) => {
    const [left, right] = [sortValue(a, sort.column), sortValue(b, sort.column)];
    return direction * ((left === right ? 0 : left < right ? -1 : 1) || compareControls(a.ref, b.ref));
  });
  return {
    rows: found.slice((state.page - 1) * state.pageSize, state.page * state.pageSize),
    matching: found.length,
    total: controls.length,
  };
}

type Searchable = ControlRow & { searchText: string };

async function controlsInUse(access: Access): Promise<Searchable[]> {
  return (await liveStatement(access)).map(
    ({ control, title, theme, types, cia, concepts, own, newIn2022, applicable, implementationStatus, asked, searchText }) => ({
      ref: control,
      title,
      theme,
      types,
      cia,
      concepts,
      own,
      newIn2022,
      retired: false,
      applicable,
      implementationStatus,
      asked,
      searchText,
    }),
  );
}

async function retiredControls(access: Access): Promise<Searchable[]> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<Pick<Searchable, "ref" | "title" | "theme" | "types" | "cia" | "concepts" | "searchText">[]>`
      SELECT ref, title, theme, control_types AS types, cia, concepts, search_text AS "searchText" FROM own_control
       WHERE organization_id = ${access.organization.id}::uuid AND status = 'retired'`,
  );
  return rows.map((row) => ({
    ...row,
    own: true,
    newIn2022: false,
    retired: true,
    applicable: null,
    implementationStatus: null,
    asked: 0,
  }));
}

function sortValue(row: ControlRow, column: ControlColumn): string | number {
  switch (column) {
    case "title":
      return row.title.toLowerCase();
    case "theme":
      return row.theme;
    case "applicable":
      return row.applicable === null ? 0 : row.applicable ? 1 : 2;
    case "implementation":
      return ["planned", "partial", "implemented"].indexOf(row.implementationStatus ?? "");
    case "asked":
      return row.asked;
    default:
      return 0;
  }
}

/** A control of the organisation's own, as it is kept. */
export interface OwnControl {
  id: string;
  version: number;
  origin: string;
  description: string;
  note: string;
  status: "active" | "retired";
  retiredAt: string | null;
  retiredReason: string;
}

export interface ControlRecord {
  control: Control;
  /** Null for a control of Annex A. */
  own: OwnControl | null;
  /** Its line of the statement; null for a retired control, which has none. */
  line: Awaited<ReturnType<typeof lineOfControl>> | null;
}

/** One control with its line of the statement. Throws NotFound for what is neither of Annex A nor of this organisation. */
export async function getControl(access: Access, ref: string): Promise<ControlRecord> {
  const annex = annexControl(ref);
  if (annex) return { control: annex, own: null, line: await lineOfControl(access, ref) };
  const [row] = await inTenant(
    access,
    (tx) => tx.$queryRaw<(OwnControl & Pick<Control, "title" | "theme" | "types" | "cia" | "concepts">)[]>`
      SELECT id, version, title, theme, control_types AS types, cia, concepts, origin, description, note, status, retired_at::text AS "retiredAt",
             retired_reason AS "retiredReason"
        FROM own_control WHERE organization_id = ${access.organization.id}::uuid AND ref = ${ref}`,
  );
  if (!row) throw new NotFound();
  const { title, theme, types, cia, concepts, ...own } = row;
  return {
    control: { ref, title, theme, types, cia, concepts, own: true, newIn2022: false },
    own,
    line: own.status === "active" ? await lineOfControl(access, ref) : null,
  };
}

export interface ClauseRow extends Clause {
  /** Requirements that lean on it: not retired, not discarded. */
  asked: number;
}

/** The 41 clauses, each with how many requirements lean on it. */
export async function listClauses(access: Access): Promise<ClauseRow[]> {
  const counts = await askedForClauses(access, Prisma.empty);
  return CLAUSES.map((clause) => ({ ...clause, asked: counts.get(clause.ref) ?? 0 }));
}

/** One clause by its number, "7.4". Throws NotFound. */
export async function getClause(access: Access, number: string): Promise<ClauseRow> {
  const clause = clauseOfNumber(number);
  if (!clause) throw new NotFound();
  return {
    ...clause,
    asked:
      (await askedForClauses(access, Prisma.sql`AND substring(l.target_ref from '^Clause [0-9.]+') = ${clause.ref}`)).get(clause.ref) ?? 0,
  };
}

async function askedForClauses(access: Access, which: Prisma.Sql): Promise<Map<string, number>> {
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<{ ref: string; count: number }[]>`
      SELECT substring(l.target_ref from '^Clause [0-9.]+') AS ref, count(DISTINCT l.requirement_id)::int AS count FROM requirement_link l
        JOIN requirement r ON r.organization_id = l.organization_id AND r.id = l.requirement_id AND r.status <> 'retired' AND r.relevance <> 'discarded'
       WHERE l.organization_id = ${access.organization.id}::uuid AND l.target_type = 'clause' ${which} GROUP BY 1`,
  );
  return new Map(rows.map(({ ref, count }) => [ref, count]));
}
