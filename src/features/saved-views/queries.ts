import type { EditableList } from "@/domain/list-edits";
import { mayChangeView } from "@/domain/saved-view";
import { exactQuery } from "@/lib/table-look";
import { parseTableState, type TableConfig } from "@/lib/table-state";
import type { Access } from "@/server/access";
import { inTenant } from "@/server/tenant";

export interface SavedView {
  id: string;
  name: string;
  /** With a leading "?"; holds only what this reader's list has. */
  query: string;
  shared: boolean;
  own: boolean;
  /** Who saved it. */
  by: string;
  defaultForRole: string | null;
  mayChange: boolean;
}

/**
 * One's own views of a list and the shared ones, by name. Each is read with the reader's own configuration: a filter, a column or a sort that the
 * role may not see is not even named.
 */
export async function listViews<Column extends string, Filter extends string>(
  access: Access,
  list: EditableList,
  config: TableConfig<Column, Filter>,
): Promise<SavedView[]> {
  const userId = access.user?.id ?? null;
  const rows = await inTenant(
    access,
    (tx) => tx.$queryRaw<(Omit<SavedView, "own" | "mayChange"> & { userId: string })[]>`
      SELECT v.id, v.name, v.query, v.shared, v.user_id AS "userId", v.default_for_role AS "defaultForRole", u.name AS by
        FROM saved_view v JOIN user_account u ON u.id = v.user_id
       WHERE v.organization_id = ${access.organization.id}::uuid AND v.list = ${list} AND (v.shared OR v.user_id = ${userId}::uuid)
       ORDER BY lower(v.name), v.id`,
  );
  const manages = access.can("organization:update");
  return rows.map(({ userId: by, query, ...view }) => ({
    ...view,
    query: exactQuery(parseTableState(new URLSearchParams(query), config), config),
    own: by === userId,
    mayChange: access.can("view:save") && mayChangeView({ userId: by, shared: view.shared }, { userId, manages }),
  }));
}
