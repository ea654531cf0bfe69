import { cellText } from "@/domain/import/cell-text";
import type { ImportChoices } from "@/domain/import/choices";
import type { ImportProposal } from "@/domain/import/proposal";
import { propose } from "@/domain/import/propose";
import { columnLetters, type Workbook } from "@/domain/import/workbook";
import { SpreadsheetRefusal } from "./spreadsheet-refusal";

/** The names under which JavaScript objects keep their inner workings: as a heading they only ever serve to attack a program. */
const UNSAFE_HEADINGS = new Set(["__proto__", "constructor", "prototype"]);

/** `propose`, but refusing a table whose heading is meant to attack programs that make keys of headings. */
export function proposeChecked(workbook: Workbook, choices: ImportChoices): ImportProposal {
  const proposal = propose(workbook, choices);
  const sheet = workbook.sheets.find((candidate) => candidate.name === proposal.sheet);
  for (const row of sheet?.rows ?? []) {
    if (!proposal.headerRows.includes(row.n)) continue;
    row.cells.forEach((cell, column) => {
      const heading = cellText(cell);
      if (UNSAFE_HEADINGS.has(heading))
        throw new SpreadsheetRefusal("unsafe_header", { sheet: proposal.sheet, row: row.n, column: columnLetters(column), heading });
    });
  }
  return proposal;
}
