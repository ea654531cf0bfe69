import { listFile } from "@/features/exports/list-file";
import { exportRisks, listRisks } from "@/features/risks/queries";
import { RISK_TABLE } from "@/features/risks/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "risks",
    config: RISK_TABLE,
    content: (state) => exportRisks(access, state),
    total: async (state) => (await listRisks(access, state)).total,
  }),
);
