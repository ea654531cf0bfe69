import { handOut } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { leavingList } from "@/features/exports/schema";
import { parseHistoryFilter } from "@/features/history/filter";
import { exportHistory } from "@/features/history/queries";
import { today } from "@/server/clock";
import { route } from "@/server/route";

export const GET = route({ permission: "history:read" }, async (access, request) => {
  const { searchParams } = new URL(request.url);
  const standing = await standingOf(access);
  const { csv, entries } = await exportHistory(access, parseHistoryFilter(Object.fromEntries(searchParams)));
  return handOut(access, {
    ...leavingList({ list: "history", format: "csv", rows: entries, total: entries, columns: [], filter: searchParams.toString() }),
    format: "csv",
    fileName: `${access.organization.slug}-history-${today()}.csv`,
    standing,
    make: async () => csv,
  });
});
