import { translator } from "@/lib/translate";

export interface LeavingList {
  /** "interested-parties": a key under exports.list. */
  list: string;
  format: string;
  rows: number;
  total: number;
  columns: readonly string[];
  /** The address's own words for search, filters and sort; empty where everything left. */
  filter: string;
}

/** What the register of copies and the history say of a list: which, how much of it, and what it was narrowed to. */
export function leavingList({ list, format, rows, total, columns, filter }: LeavingList) {
  const t = translator("exports");
  const title = t(`list.${list}`);
  return {
    kind: `list:${list}`,
    title,
    filterText: filter,
    rowsShown: rows,
    rowsTotal: total,
    entry: {
      entity: "list-export",
      ref: title,
      note: t("note", {
        list: title,
        format: format.toUpperCase(),
        rows,
        total,
        columns: columns.join(", "),
        filter: filter || t("noFilter"),
      }),
    },
  };
}
