import { graphFile } from "@/features/thread-graph/file";
import { GRAPH_TABLE } from "@/features/thread-graph/table";
import { parseTableState } from "@/lib/table-state";
import { route } from "@/server/route";

export const GET = route({ permission: "list:export" }, (access, request) =>
  graphFile(access, parseTableState(new URL(request.url).searchParams, GRAPH_TABLE)),
);
