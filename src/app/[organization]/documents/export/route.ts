import { exportDocuments, listDocuments } from "@/features/documents/queries";
import { DOCUMENT_TABLE } from "@/features/documents/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "documents",
    config: DOCUMENT_TABLE,
    content: (state) => exportDocuments(access, state),
    total: async (state) => (await listDocuments(access, state)).total,
  }),
);
