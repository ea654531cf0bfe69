import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PAPER_TEMPLATE } from "@/lib/paper/house-style";
import { type Paper, paperText } from "@/lib/paper/paper";
import { qrModules } from "@/lib/qr/qr-code";
import { qrSvg } from "@/lib/qr/qr-picture";
import { Refused } from "./errors";

const SECONDS = 20;
/** Without a bundle the child compiles its source first, which a busy machine may take seconds for. */
const SECONDS_FROM_SOURCE = 45;
const SECONDS_OF_THE_PATIENT = 240;
const LARGEST_PDF = 64 * 1024 * 1024;
const AT_ONCE = 2;
const LONGEST_QUEUE = 8;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Sets a template of ours (Typst, beginning with `#import "house.typ": *`) with `data` as a tagged PDF (PDF/UA-1), in a process of its own: no
 * environment, killed after 20 seconds (240 for work in the background), at most two at once and eight waiting, so that other requests go on. `data` is plain JSON and reaches the
 * template as values, never as markup. The same template and data yield the same bytes. Throws Refused("paper-busy" | "paper-too_slow" |
 * "paper-too_big"), and Error for a template that does not compile.
 */
export async function typeset(template: string, data: unknown, { patient = false }: { patient?: boolean } = {}): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= LONGEST_QUEUE) throw new Refused("paper-busy");
    await new Promise<void>((go) => waiting.push(go));
  }
  running++;
  try {
    return await typesetOnce(JSON.stringify(withPictures(template, data)), patient);
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** A Paper as PDF in the house style; see {@link typeset}. `patient`: nobody waits for the answer, so that a long one may take minutes. */
export function paperAsPdf(paper: Paper, options: { patient?: boolean } = {}): Promise<Buffer> {
  return typeset(PAPER_TEMPLATE, paper, options);
}

/** What the child is asked: the template, its data, and the pictures that the data name as files. The QR is drawn here, of its address. */
function withPictures(template: string, data: unknown): { template: string; data: string; files: Record<string, string> } {
  const { logo, copy, ...rest } = data as Partial<Pick<Paper, "logo" | "copy">>;
  const modules = copy ? qrModules(copy.url) : null;
  const file = logo ? `logo.${logo.type}` : "";
  const shown = {
    ...rest,
    ...(logo ? { logo: { file, alt: logo.alt, ratio: logo.width / logo.height } } : {}),
    ...(copy ? { copy: { ...copy, ...(modules ? { svg: qrSvg(modules) } : {}) } } : {}),
  };
  return { template, data: JSON.stringify(paperText(shown)), files: logo ? { [file]: logo.base64 } : {} };
}

function program(root: string): { command: string[]; seconds: number } {
  const bundle = join(/* turbopackIgnore: true */ root, "dist", "typeset-child.mjs");
  // A bundle is as old as the last build; anything but production runs the source.
  if (process.env.NODE_ENV === "production" && existsSync(bundle)) return { command: [bundle], seconds: SECONDS };
  const source = join(/* turbopackIgnore: true */ root, "src", "cli", "typeset-child.ts");
  return { command: ["--import", "tsx", source], seconds: SECONDS_FROM_SOURCE };
}

function typesetOnce(request: string, patient: boolean): Promise<Buffer> {
  const root = process.env.GOLDTHREAD_ROOT ?? process.cwd();
  const { command, seconds: usual } = program(root);
  const seconds = patient ? SECONDS_OF_THE_PATIENT : usual;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--no-warnings", ...command], {
      cwd: root,
      // Next.js declares NODE_ENV as always there; the child gets nothing at all.
      env: {} as NodeJS.ProcessEnv,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let errors = "";
    let settled = false;
    const settle = (done: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      child.kill("SIGKILL");
      done();
    };
    const timer = setTimeout(() => settle(() => reject(new Refused("paper-too_slow", { seconds }))), seconds * 1_000);
    child.on("error", (error) => settle(() => reject(error)));
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_PDF) settle(() => reject(new Refused("paper-too_big")));
      else chunks.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (errors.length < 8_000) errors += chunk.toString("utf8");
    });
    // A child that died before it read everything breaks the pipe; its end tells why.
    child.stdin.on("error", () => {});
    child.on("close", (code) =>
      settle(() => (code === 0 && size > 0 ? resolve(Buffer.concat(chunks)) : reject(new Error(`The paper could not be set: ${errors}`)))),
    );
    child.stdin.end(request);
  });
}
