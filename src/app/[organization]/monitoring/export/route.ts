import { listFile } from "@/features/exports/list-file";
import { exportCriteria, listCriteria } from "@/features/monitoring/queries";
import { CRITERION_TABLE } from "@/features/monitoring/table";
import { route } from "@/server/route";

/** Whoever may read them may take the list along: viewers, who have list:export, may not read them. */
export const GET = route({ permission: "criterion:read" }, (access, request) =>
  listFile(access, request, {
    list: "monitoring",
    config: CRITERION_TABLE,
    content: (state) => exportCriteria(access, state),
    total: async (state) => (await listCriteria(access, state)).total,
  }),
);
