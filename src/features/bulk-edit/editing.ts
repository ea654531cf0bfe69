import type { TableEditing } from "@/components/data-table/editing";
import { type EditableList, MOST_ROWS } from "@/domain/list-edits";
import type { Access } from "@/server/access";
import { editRows, matchingRows, undoEdits } from "./actions";
import { editFields } from "./fields";
import { editableRows } from "./queries";

/** Everything a list needs to be edited where it stands; undefined for readers, to whom nothing of it is sent. */
export async function editingOf(
  access: Access,
  list: EditableList,
  rows: readonly { id: string }[],
  owners: readonly { id: string; name: string }[],
  /** What this organisation calls the vectors. */
  vectorNames: Readonly<Record<string, string>> = {},
): Promise<TableEditing | undefined> {
  // The door of the actions; who may not pass it needs no editor.
  if (!access.can("requirement:update") || editFields(access, list, []).length === 0) return undefined;
  const fields = editFields(access, list, owners, vectorNames);
  const { slug } = access.organization;
  return {
    list,
    fields,
    rows: await editableRows(
      access,
      list,
      rows.map(({ id }) => id),
    ),
    most: MOST_ROWS,
    editRows: editRows.bind(null, slug),
    undo: undoEdits.bind(null, slug),
    matching: matchingRows.bind(null, slug),
  };
}
