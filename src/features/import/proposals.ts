import type { ImportProposal } from "@/domain/import/proposal";
import type { RefusalCode, RefusalParams } from "@/lib/spreadsheet-refusal";
import { runSpreadsheetChild, type SpreadsheetBody } from "@/server/spreadsheet-child";
import type { BatchChoices } from "./batch-choices";

export type Reading = { ok: true; proposal: ImportProposal } | { ok: false; code: RefusalCode; params: RefusalParams };

/** Turning pages of a preview should not read the file again: the last few proposals stay in memory, under batch and version. */
const KEPT = 4;
const kept = new Map<string, Reading>();

/**
 * What is stored of an upload. A CSV is kept as it came, because encoding and delimiter can be chosen anew; of a workbook the sheets as read.
 */
export function storedForm(file: Uint8Array, workbook: { kind: "csv" | "xlsx" }): string {
  return workbook.kind === "csv" ? Buffer.from(file).toString("base64") : JSON.stringify(workbook);
}

function body(stored: string): SpreadsheetBody {
  return stored.startsWith("{") ? { workbookJson: Buffer.from(stored, "utf8") } : { file: Buffer.from(stored, "base64") };
}

/** Proposes the import in a process of its own. `version` is the batch's, which rises with every change of its choices. */
export async function propose(
  batch: { id: string; version: number; workbook: () => Promise<string> },
  choices: BatchChoices,
): Promise<Reading> {
  const key = `${batch.id}:${batch.version}`;
  const known = kept.get(key);
  if (known) return known;
  const reading = await proposeAnew(await batch.workbook(), choices);
  if (reading.ok || reading.code !== "busy") remember(batch, reading);
  return reading;
}

/** Keeps what was proposed of a batch that has no choices yet or just these. */
export function remember({ id, version }: { id: string; version: number }, reading: Reading): void {
  kept.set(`${id}:${version}`, reading);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
}

export async function proposeAnew(stored: string, choices: BatchChoices): Promise<Reading> {
  const answer = await runSpreadsheetChild({ body: body(stored), choices: choices.reading });
  return answer.ok ? { ok: true, proposal: answer.proposal } : answer;
}
