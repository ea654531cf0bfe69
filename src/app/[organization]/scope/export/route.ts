import { listFile } from "@/features/exports/list-file";
import { exportScopeUnits, listScopeUnits } from "@/features/scope-units/queries";
import { SCOPE_UNIT_TABLE } from "@/features/scope-units/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "scope",
    config: SCOPE_UNIT_TABLE,
    content: (state) => exportScopeUnits(access, state),
    total: async (state) => (await listScopeUnits(access, state)).total,
  }),
);
