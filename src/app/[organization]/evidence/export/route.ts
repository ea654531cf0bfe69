import { exportEvidence, listEvidence } from "@/features/evidence/queries";
import { EVIDENCE_TABLE } from "@/features/evidence/table";
import { listFile } from "@/features/exports/list-file";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  listFile(access, request, {
    list: "evidence",
    config: EVIDENCE_TABLE,
    content: (state) => exportEvidence(access, state),
    total: async (state) => (await listEvidence(access, state)).total,
  }),
);
