import { listFile } from "@/features/exports/list-file";
import { exportObligations, listObligations } from "@/features/obligations/queries";
import { OBLIGATION_TABLE } from "@/features/obligations/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "obligations",
    config: OBLIGATION_TABLE,
    content: (state) => exportObligations(access, state),
    total: async (state) => (await listObligations(access, state)).total,
  }),
);
