import { isLegal } from "@/domain/what-if";
import { handOut } from "@/features/copies/mutations";
import { standingOf } from "@/features/copies/queries";
import { leavingList } from "@/features/exports/schema";
import { withMark } from "@/lib/paper/copy-mark";
import type { Paper } from "@/lib/paper/paper";
import { translator } from "@/lib/translate";
import { writeXlsx } from "@/lib/xlsx/write";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid } from "@/server/errors";
import { letterhead } from "@/server/letterhead";
import { paperAsPdf } from "@/server/typeset";
import { whatIf } from "./queries";
import { dropWords, lossWords, remarkWords, summaryWords } from "./words";

const COLUMNS = [
  { key: "outcome", width: 14, paper: { millimetres: 22 } },
  { key: "requirement", width: 12, paper: { mono: true, millimetres: 18 } },
  { key: "statement", width: 60, paper: { share: 3 } },
  { key: "party", width: 32, paper: { share: 1.6 } },
  { key: "kind", width: 14, paper: { millimetres: 24 } },
  { key: "binding", width: 14, paper: { millimetres: 24 } },
  { key: "what", width: 70, paper: { share: 3 } },
] as const;

/** What would be lost, as PDF or XLSX, with what was thought away; that it left is entered in the register of copies. Throws Invalid for another format. */
export async function whatIfFile(access: Access, asked: string | null, refs: readonly string[]): Promise<Response> {
  const [t, word] = [translator("whatIf"), translator("vocabulary")];
  const format = asked === null || asked === "pdf" ? "pdf" : asked === "xlsx" ? "xlsx" : null;
  if (format === null) throw new Invalid({ format: t("file.format") });
  const standing = await standingOf(access);
  const found = await whatIf(access, refs);
  const head = await letterhead(access);
  const day = today();
  const labels = COLUMNS.map(({ key }) => t(`column.${key}`));
  const rows = found.rows.map((row) => [
    t(`outcome.${row.loss.outcome}`),
    row.ref,
    row.statement,
    `${row.partyRef} ${row.partyName}`,
    `${word(`requirementKind.${row.kind}`)}${isLegal(row.kind) ? ` (${t("law")})` : ""}`,
    word(`binding.${row.binding}`),
    lossWords(row),
  ]);
  const drops = found.drops.map((drop) => ({ label: drop.ref, value: [drop.title, dropWords(drop)].filter(Boolean).join(". ") }));
  const remarks = [...remarkWords(found), t("nothingChanged")];
  const filter = found.drops.map(({ ref }) => ref).join(", ");
  const paper: Paper = {
    title: t("title"),
    subtitle: summaryWords(found),
    ...head,
    day,
    landscape: true,
    facts: drops,
    blocks: [
      ...remarks.map((text) => ({ kind: "note" as const, text })),
      {
        kind: "table",
        columns: COLUMNS.map(({ key, paper: look }) => ({ label: t(`column.${key}`), ...look })),
        rows,
        empty: t("summaryNone"),
      },
    ],
  };
  const workbook = () =>
    writeXlsx([
      { name: t("file.sheet"), header: labels, rows, widths: COLUMNS.map(({ width }) => width) },
      {
        name: t("file.about"),
        header: [t("title"), head.organization],
        rows: [
          [t("file.day"), day],
          ...drops.map(({ label, value }) => [label, value]),
          ["", summaryWords(found)],
          ...remarks.map((text) => ["", text]),
          ["", head.classification],
          ["", head.words.uncontrolled],
        ],
        widths: [20, 100],
      },
    ]);
  return handOut(access, {
    ...leavingList({ list: "what-if", format, rows: rows.length, total: found.leaning, columns: labels, filter }),
    format,
    fileName: `${access.organization.slug}_what-if_${day}.${format}`,
    standing,
    make: (mark) => (format === "pdf" ? paperAsPdf(withMark(paper, mark)) : workbook()),
  });
}
