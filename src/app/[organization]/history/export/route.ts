import { noteExport } from "@/features/exports/mutations";
import { parseHistoryFilter } from "@/features/history/filter";
import { exportHistory } from "@/features/history/queries";
import { today } from "@/server/clock";
import { download, route } from "@/server/route";

export const GET = route({ permission: "history:read" }, async (access, request) => {
  const { searchParams } = new URL(request.url);
  const { csv, entries } = await exportHistory(access, parseHistoryFilter(Object.fromEntries(searchParams)));
  await noteExport(access, { list: "history", format: "csv", rows: entries, total: entries, columns: [], filter: searchParams.toString() });
  return download(csv, `${access.organization.slug}-history-${today()}.csv`, "text/csv; charset=utf-8");
});
