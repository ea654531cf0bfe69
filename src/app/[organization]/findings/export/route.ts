import { listFile } from "@/features/exports/list-file";
import { exportFindings, listFindings } from "@/features/findings/queries";
import { FINDING_TABLE } from "@/features/findings/table";
import { route } from "@/server/route";

/** Whoever may read them may take the list along: viewers, who have list:export, may not read them. */
export const GET = route({ permission: "finding:read" }, (access, request) =>
  listFile(access, request, {
    list: "findings",
    config: FINDING_TABLE,
    content: (state) => exportFindings(access, state),
    total: async (state) => (await listFindings(access, state)).total,
  }),
);
