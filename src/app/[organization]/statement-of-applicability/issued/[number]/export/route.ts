import { standingOfIssue } from "@/features/copies/queries";
import { statementFile } from "@/features/statement-of-applicability/files";
import { issuedStatement } from "@/features/statement-of-applicability/queries";
import { translator } from "@/lib/translate";
import { route } from "@/server/route";

/** An issued statement as a file, as it was. */
export const GET = route<{ number: string }>({ permission: "list:export" }, async (access, request, { number }) => {
  const issued = await issuedStatement(access, number);
  const t = translator("statement.file");
  return statementFile(access, new URL(request.url).searchParams.get("format"), {
    lines: issued.content.lines,
    total: issued.content.lines.length,
    filter: "",
    number: issued.number,
    register: await standingOfIssue(access, issued),
    day: issued.issuedOn,
    facts: [
      { label: t("issuedBy"), value: issued.content.issuedBy },
      ...(issued.changeSummary ? [{ label: t("changeSummary"), value: issued.changeSummary }] : []),
      { label: t("hash"), value: issued.contentHash },
    ],
  });
});
