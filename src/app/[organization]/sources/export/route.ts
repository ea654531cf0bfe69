import { listFile } from "@/features/exports/list-file";
import { exportSources, listSources } from "@/features/sources/queries";
import { SOURCE_TABLE } from "@/features/sources/table";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "sources",
    config: SOURCE_TABLE,
    content: (state) => exportSources(access, state),
    total: async (state) => (await listSources(access, state)).total,
  }),
);
