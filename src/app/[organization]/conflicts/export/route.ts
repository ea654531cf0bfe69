import { exportConflicts, listConflicts } from "@/features/conflicts/queries";
import { CONFLICT_TABLE } from "@/features/conflicts/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

/** Whoever may read them may take the list along: viewers, who have list:export, may not read them. */
export const GET = route({ permission: "conflict:read" }, (access, request) =>
  listFile(access, request, {
    list: "conflicts",
    config: CONFLICT_TABLE,
    content: (state) => exportConflicts(access, state),
    total: async (state) => (await listConflicts(access, state)).total,
  }),
);
