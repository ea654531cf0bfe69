import { listFile } from "@/features/exports/list-file";
import { exportRequirements, listRequirements } from "@/features/requirements/queries";
import { REQUIREMENT_TABLE } from "@/features/requirements/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "requirements",
    config: REQUIREMENT_TABLE,
    content: (state) => exportRequirements(access, state),
    total: async (state) => (await listRequirements(access, state)).total,
  }),
);
