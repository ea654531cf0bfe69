import { exportActions, listActions } from "@/features/actions/queries";
import { ACTION_TABLE } from "@/features/actions/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

/** Whoever may read them may take the list along: viewers, who have list:export, may not read them. */
export const GET = route({ permission: "action:read" }, (access, request) =>
  listFile(access, request, {
    list: "actions",
    config: ACTION_TABLE,
    content: (state) => exportActions(access, state),
    total: async (state) => (await listActions(access, state)).total,
  }),
);
