import { exportIssues, listIssues } from "@/features/context-issues/queries";
import { ISSUE_TABLE } from "@/features/context-issues/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "context",
    config: ISSUE_TABLE,
    content: (state) => exportIssues(access, state),
    total: async (state) => (await listIssues(access, state)).total,
  }),
);
