import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { noChoices } from "@/domain/import/choices";
import { toPreviewJson } from "@/domain/import/preview-json";
import { proposeChecked } from "@/lib/propose-checked";
import { refusalSentence } from "@/lib/refusal-sentence";
import { readSpreadsheet } from "@/lib/spreadsheet";
import { DEFAULT_LIMITS, SpreadsheetRefusal } from "@/lib/spreadsheet-refusal";

// npm run --silent import:preview -- FILE
async function main(): Promise<void> {
  const [path, ...rest] = process.argv.slice(2);
  if (!path || rest.length > 0) return fail("Usage: npm run --silent import:preview -- FILE");
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > DEFAULT_LIMITS.fileBytes)
      throw new SpreadsheetRefusal("too_big", { megabytes: Math.ceil(size / 1024 / 1024), limit: DEFAULT_LIMITS.fileBytes / 1024 / 1024 });
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) return fail(refusalSentence(error.code, error.params));
    return fail(`The file ${path} cannot be read.`);
  }
  try {
    const workbook = await readSpreadsheet(bytes);
    const proposal = proposeChecked(workbook, noChoices());
    process.stdout.write(`${JSON.stringify(toPreviewJson(proposal, basename(path)), null, 1)}\n`);
  } catch (error) {
    fail(error instanceof SpreadsheetRefusal ? refusalSentence(error.code, error.params) : refusalSentence("failed"));
  }
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

void main();
