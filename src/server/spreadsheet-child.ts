import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ImportChoices } from "@/domain/import/choices";
import type { ImportProposal } from "@/domain/import/proposal";
import type { Workbook } from "@/domain/import/workbook";
import { DEFAULT_LIMITS, type RefusalCode, type RefusalParams, type SpreadsheetLimits } from "@/lib/spreadsheet-refusal";

export type SpreadsheetBody = { file: Uint8Array } | { workbook: Workbook } | { workbookJson: Uint8Array };

export interface SpreadsheetRequest {
  /** The bytes of an uploaded file, or a workbook of an earlier answer (parsed, or as its JSON bytes). */
  body: SpreadsheetBody;
  choices?: Partial<ImportChoices>;
  limits?: Partial<SpreadsheetLimits>;
  withWorkbook?: boolean;
}

export type SpreadsheetAnswer =
  | { ok: true; workbook?: Workbook; proposal: ImportProposal }
  | { ok: false; code: RefusalCode; params: RefusalParams };

const SECONDS = 10;
/** Without a bundle the child compiles its source first, which a busy machine may take seconds for. */
const SECONDS_FROM_SOURCE = 30;
const LARGEST_ANSWER = 64 * 1024 * 1024;
const AT_ONCE = 2;
const LONGEST_QUEUE = 8;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a spreadsheet and proposes the import in a process of its own: no environment, 256 MB of heap, killed after ten seconds, at most two at once
 * and eight waiting. Never throws and never blocks the event loop: whatever the file does comes back as a refusal with a code of
 * messages/en.json (importErrors) (threat T16, target R23).
 */
export async function runSpreadsheetChild(request: SpreadsheetRequest): Promise<SpreadsheetAnswer> {
  const limits = { ...DEFAULT_LIMITS, ...request.limits };
  if ("file" in request.body && request.body.file.byteLength > limits.fileBytes) {
    const megabytes = (size: number) => Math.ceil((size / 1024 / 1024) * 10) / 10;
    return {
      ok: false,
      code: "too_big",
      params: { megabytes: megabytes(request.body.file.byteLength), limit: megabytes(limits.fileBytes) },
    };
  }
  if (running >= AT_ONCE) {
    if (waiting.length >= LONGEST_QUEUE) return { ok: false, code: "busy", params: {} };
    await new Promise<void>((go) => waiting.push(go));
  }
  running++;
  try {
    return await runOnce(request);
  } finally {
    running--;
    waiting.shift()?.();
  }
}

function program(root: string): { command: string[]; seconds: number } {
  const bundle = join(/* turbopackIgnore: true */ root, "dist", "import-child.mjs");
  // A bundle is as old as the last build; anything but production runs the source.
  if (process.env.NODE_ENV === "production" && existsSync(bundle)) return { command: [bundle], seconds: SECONDS };
  const source = join(/* turbopackIgnore: true */ root, "src", "cli", "import-child.ts");
  return { command: ["--import", "tsx", source], seconds: SECONDS_FROM_SOURCE };
}

function runOnce(request: SpreadsheetRequest): Promise<SpreadsheetAnswer> {
  const root = process.env.GOLDTHREAD_ROOT ?? process.cwd();
  const { command, seconds } = program(root);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--max-old-space-size=256", "--no-warnings", ...command], {
      cwd: root,
      // Next.js declares NODE_ENV as always there; the child gets nothing at all.
      env: {} as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let errors = "";
    let settled = false;
    const settle = (answer: SpreadsheetAnswer) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      child.kill("SIGKILL");
      resolve(answer);
    };
    const timer = setTimeout(() => settle({ ok: false, code: "too_slow", params: { seconds } }), seconds * 1_000);
    child.on("error", () => settle({ ok: false, code: "failed", params: {} }));
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_ANSWER) settle({ ok: false, code: "too_much_memory", params: {} });
      else chunks.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (errors.length < 4_000) errors += chunk.toString("utf8");
    });
    // A child that died before it read everything breaks the pipe; its end tells why.
    child.stdin.on("error", () => {});
    child.on("close", (code) => {
      if (code === 0) settle(parseAnswer(Buffer.concat(chunks)));
      else settle({ ok: false, code: /heap out of memory|Allocation failed/i.test(errors) ? "too_much_memory" : "failed", params: {} });
    });
    const { choices, limits, withWorkbook, body } = request;
    child.stdin.write(`${JSON.stringify({ body: "file" in body ? "file" : "workbook", choices, limits, withWorkbook })}\n`);
    child.stdin.end("file" in body ? body.file : "workbookJson" in body ? body.workbookJson : JSON.stringify(body.workbook));
  });
}

function parseAnswer(bytes: Buffer): SpreadsheetAnswer {
  try {
    return JSON.parse(bytes.toString("utf8")) as SpreadsheetAnswer;
  } catch {
    return { ok: false, code: "failed", params: {} };
  }
}
