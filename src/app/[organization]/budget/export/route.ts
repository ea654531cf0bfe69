import { exportBudgetLines, listBudgetLines } from "@/features/budget/queries";
import { BUDGET_TABLE } from "@/features/budget/table";
import { listFile } from "@/features/exports/list-file";
import { Forbidden } from "@/server/errors";
import { route } from "@/server/route";

/** Needs both: to read the budget, which not everybody may, and to take a list along, which everybody who reads may. */
export const GET = route({ permission: "budget:read" }, (access, request) => {
  if (!access.can("list:export")) throw new Forbidden("list:export");
  return listFile(access, request, {
    list: "budget",
    config: BUDGET_TABLE,
    content: (state) => exportBudgetLines(access, state),
    total: async (state) => (await listBudgetLines(access, state)).total,
  });
});
