import { listFile } from "@/features/exports/list-file";
import { exportEvents, listEvents } from "@/features/triggers/queries";
import { TRIGGER_TABLE } from "@/features/triggers/table";
import { route } from "@/server/route";

/** Whoever may read them may take the list along: viewers, who have list:export, may not read them. */
export const GET = route({ permission: "trigger:read" }, (access, request) =>
  listFile(access, request, {
    list: "trigger-events",
    config: TRIGGER_TABLE,
    content: (state) => exportEvents(access, state),
    total: async (state) => (await listEvents(access, state)).total,
  }),
);
