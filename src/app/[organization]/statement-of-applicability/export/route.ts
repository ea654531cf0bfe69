import { standingOf } from "@/features/copies/queries";
import { ownerOptions } from "@/features/interested-parties/queries";
import { filterInWords } from "@/features/statement-of-applicability/facets";
import { statementFile } from "@/features/statement-of-applicability/files";
import { linesOf } from "@/features/statement-of-applicability/lines";
import { liveStatement, statementStanding } from "@/features/statement-of-applicability/queries";
import { STATEMENT_TABLE } from "@/features/statement-of-applicability/table";
import { parseTableState } from "@/lib/table-state";
import { translator } from "@/lib/translate";
import { today } from "@/server/clock";
import { route } from "@/server/route";

/** The live statement as a file: the rows that the same address shows on its pages. */
export const GET = route({ permission: "list:export" }, async (access, request) => {
  const { searchParams } = new URL(request.url);
  const state = parseTableState(searchParams, STATEMENT_TABLE);
  const register = await standingOf(access);
  const lines = await liveStatement(access);
  const { latest, since } = await statementStanding(access);
  const t = translator("statement.file");
  return statementFile(access, searchParams.get("format"), {
    lines: linesOf(access, lines, state),
    total: lines.length,
    filter: filterInWords(state, await ownerOptions(access)),
    number: null,
    register,
    day: today(),
    standing: latest ? t("draftSince", { number: latest.number, day: latest.issuedOn, count: since.length }) : t("draft"),
  });
});
