import { listFile } from "@/features/exports/list-file";
import { exportParties, listParties } from "@/features/interested-parties/queries";
import { partyTable } from "@/features/interested-parties/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "interested-parties",
    config: partyTable(access),
    content: (state) => exportParties(access, state),
    total: async (state) => (await listParties(access, state)).total,
  }),
);
