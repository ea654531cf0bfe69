import { listFile } from "@/features/exports/list-file";
import { exportObjectives, listObjectives } from "@/features/objectives/queries";
import { OBJECTIVE_TABLE } from "@/features/objectives/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "objectives",
    config: OBJECTIVE_TABLE,
    content: (state) => exportObjectives(access, state),
    total: async (state) => (await listObjectives(access, state)).total,
  }),
);
