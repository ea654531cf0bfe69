import { noteExport } from "@/features/exports/mutations";
import { tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { letterhead } from "@/server/letterhead";
import { download } from "@/server/route";
import { drawGraph, FILE_COLOURS } from "./drawing";
import { graphOf } from "./queries";
import { GRAPH_TABLE, type GraphState } from "./table";

/** The picture as an SVG file of its own, with what it shows written above it; that it left is noted in the history. */
export async function graphFile(access: Access, state: GraphState): Promise<Response> {
  const t = translator("graph");
  const { graph, laid, matching } = await graphOf(access, state);
  const { organization, classification, words } = await letterhead(access);
  const day = today();
  const filter = decodeURIComponent(tableQuery(state, GRAPH_TABLE).slice(1).replaceAll("+", " ")).replaceAll("&", ", ");
  const shown = t("fileRows", { drawn: graph.drawn, total: matching });
  const caption = [organization, t("title"), shown, filter || t("noFilter"), day, classification, words.uncontrolled]
    .filter(Boolean)
    .join(" · ");
  await noteExport(access, { list: "graph", format: "svg", rows: graph.drawn, total: matching, columns: [], filter });
  const svg = drawGraph(laid, { home: "", colours: FILE_COLOURS, label: t("title"), caption });
  return download(
    `<?xml version="1.0" encoding="UTF-8"?>\n${svg}`,
    `${access.organization.slug}_graph_${day}.svg`,
    "image/svg+xml; charset=utf-8",
  );
}
