import { ownerOptions } from "@/features/interested-parties/queries";
import { matrixFile } from "@/features/matrix/files";
import { MATRIX_TABLE } from "@/features/matrix/table";
import { filterWords } from "@/features/matrix/words";
import { parseTableState } from "@/lib/table-state";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, async (access, request) => {
  const { searchParams } = new URL(request.url);
  const state = parseTableState(searchParams, MATRIX_TABLE);
  return matrixFile(access, searchParams.get("format"), state, filterWords(state, await ownerOptions(access)));
});
