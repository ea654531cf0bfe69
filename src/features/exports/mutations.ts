import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { change } from "@/server/record";

export interface LeavingList {
  /** "interested-parties": a key under exports.list. */
  list: string;
  format: "csv" | "xlsx" | "docx" | "pdf" | "svg";
  rows: number;
  total: number;
  columns: readonly string[];
  /** The address's own words for search, filters and sort; empty where everything left. */
  filter: string;
}

/** Notes in the history that a list left the register: which, how much of it, and what it was narrowed to. */
export async function noteExport(access: Access, leaving: LeavingList): Promise<void> {
  const t = translator("exports");
  const name = t(`list.${leaving.list}`);
  await change(access, async (record) =>
    record.note("list-export", access.organization.id, name, "export", {
      note: t("note", {
        list: name,
        format: leaving.format.toUpperCase(),
        rows: leaving.rows,
        total: leaving.total,
        columns: leaving.columns.join(", "),
        filter: leaving.filter || t("noFilter"),
      }),
    }),
  );
}
