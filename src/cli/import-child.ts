import { sanitizeChoices } from "@/domain/import/choices";
import type { ImportProposal } from "@/domain/import/proposal";
import type { Workbook } from "@/domain/import/workbook";
import { proposeChecked } from "@/lib/propose-checked";
import { readSpreadsheet } from "@/lib/spreadsheet";
import {
  DEFAULT_LIMITS,
  type RefusalCode,
  type RefusalParams,
  type SpreadsheetLimits,
  SpreadsheetRefusal,
} from "@/lib/spreadsheet-refusal";

/**
 * The process in which strangers' files are opened. Reads one request from stdin: a line of JSON, then the bytes of the file or a workbook that was
 * read before; writes one line of JSON. It has no environment, little memory and a time limit (server/spreadsheet-child.ts).
 */
interface Request {
  /** What the bytes after the first line are. */
  body: "file" | "workbook";
  choices?: unknown;
  limits?: Partial<SpreadsheetLimits>;
  /** Whether the answer carries the workbook, to be handed in again with changed choices. A CSV is handed in as it came: of it without the cells. */
  withWorkbook?: boolean;
}

type Answer = { ok: true; workbook?: Workbook; proposal: ImportProposal } | { ok: false; code: RefusalCode; params: RefusalParams };

async function answer(input: Buffer): Promise<Answer> {
  const end = input.indexOf(10);
  const request = end < 0 ? null : parseRequest(input.subarray(0, end).toString("utf8"));
  if (!request) return { ok: false, code: "bad_request", params: {} };
  const body = input.subarray(end + 1);
  const choices = sanitizeChoices(request.choices);
  const limits = { ...DEFAULT_LIMITS, ...request.limits };
  try {
    const workbook =
      request.body === "workbook"
        ? (JSON.parse(body.toString("utf8")) as Workbook)
        : await readSpreadsheet(body, { encoding: choices.encoding, delimiter: choices.delimiter, limits });
    const proposal = proposeChecked(workbook, choices);
    if (!request.withWorkbook) return { ok: true, proposal };
    return { ok: true, workbook: workbook.kind === "csv" ? { ...workbook, sheets: [] } : workbook, proposal };
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) return { ok: false, code: error.code, params: error.params };
    return { ok: false, code: "failed", params: {} };
  }
}

function parseRequest(line: string): Request | null {
  try {
    const request = JSON.parse(line) as Request;
    return request && (request.body === "file" || request.body === "workbook") ? request : null;
  } catch {
    return null;
  }
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  process.stdout.write(JSON.stringify(await answer(Buffer.concat(chunks))));
}

void main();
