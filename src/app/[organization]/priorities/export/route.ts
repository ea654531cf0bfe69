import { listFile } from "@/features/exports/list-file";
import { exportRanking, rankRequirements } from "@/features/priorities/queries";
import { PRIORITY_TABLE } from "@/features/priorities/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "priorities",
    config: PRIORITY_TABLE,
    content: (state) => exportRanking(access, state),
    total: async (state) => (await rankRequirements(access, state)).total,
  }),
);
