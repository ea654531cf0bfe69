import { parseHistoryFilter } from "@/features/history/filter";
import { exportHistory } from "@/features/history/queries";
import { today } from "@/server/clock";
import { download, route } from "@/server/route";

export const GET = route({ permission: "history:read" }, async (access, request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { csv } = await exportHistory(access, parseHistoryFilter(query));
  return download(csv, `${access.organization.slug}-history-${today()}.csv`, "text/csv; charset=utf-8");
});
