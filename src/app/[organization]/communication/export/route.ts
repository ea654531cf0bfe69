import { exportLines, listLines } from "@/features/communication/queries";
import { COMMUNICATION_TABLE } from "@/features/communication/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

/** Whoever may read the plan may take the list along: viewers, who have list:export, may not read it. */
export const GET = route({ permission: "communication:read" }, (access, request) =>
  listFile(access, request, {
    list: "communication",
    config: COMMUNICATION_TABLE,
    content: (state) => exportLines(access, state),
    total: async (state) => (await listLines(access, state)).total,
  }),
);
