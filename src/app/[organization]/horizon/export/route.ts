import { listFile } from "@/features/exports/list-file";
import { exportNotes, listNotes } from "@/features/horizon/queries";
import { HORIZON_TABLE } from "@/features/horizon/table";
import { route } from "@/server/route";

/** Whoever may read them may take the list along: viewers, who have list:export, may not read them. */
export const GET = route({ permission: "horizon:read" }, (access, request) =>
  listFile(access, request, {
    list: "horizon",
    config: HORIZON_TABLE,
    content: (state) => exportNotes(access, state),
    total: async (state) => (await listNotes(access, state)).total,
  }),
);
