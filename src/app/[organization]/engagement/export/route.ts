import { exportEntries, listEntries } from "@/features/engagement/queries";
import { ENGAGEMENT_TABLE } from "@/features/engagement/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

/** Whoever may read the log may take it along: viewers, who have list:export, may not read it. */
export const GET = route({ permission: "engagement:read" }, (access, request) =>
  listFile(access, request, {
    list: "engagement",
    config: ENGAGEMENT_TABLE,
    content: (state) => exportEntries(access, state),
    total: async (state) => (await listEntries(access, state)).total,
  }),
);
