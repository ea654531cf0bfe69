import { handOut } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { leavingList } from "@/features/exports/schema";
import { markedSvg } from "@/lib/paper/copy-mark";
import { tableQuery } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { letterhead } from "@/server/letterhead";
import { drawGraph, FILE_COLOURS } from "./drawing";
import { graphOf } from "./queries";
import { GRAPH_TABLE, type GraphState } from "./table";

/** The picture as an SVG file of its own, with what it shows written above it; that it left is entered in the register of copies. */
export async function graphFile(access: Access, state: GraphState): Promise<Response> {
  const t = translator("graph");
  const standing = await standingOf(access);
  const { graph, laid, matching } = await graphOf(access, state);
  const { organization, classification, words } = await letterhead(access);
  const day = today();
  const filter = decodeURIComponent(tableQuery(state, GRAPH_TABLE).slice(1).replaceAll("+", " ")).replaceAll("&", ", ");
  const shown = t("fileRows", { drawn: graph.drawn, total: matching });
  const caption = [organization, t("title"), shown, filter || t("noFilter"), day, classification, words.uncontrolled]
    .filter(Boolean)
    .join(" · ");
  const svg = drawGraph(laid, { home: "", colours: FILE_COLOURS, label: t("title"), caption });
  return handOut(access, {
    ...leavingList({ list: "graph", format: "svg", rows: graph.drawn, total: matching, columns: [], filter }),
    format: "svg",
    fileName: `${access.organization.slug}_graph_${day}.svg`,
    standing,
    make: async (mark) => {
      const lines = [mark.paper.edition ?? "", mark.paper.foot ?? "", mark.code];
      return `<?xml version="1.0" encoding="UTF-8"?>\n${markedSvg(svg, mark, t("title"), lines)}`;
    },
  });
}
