import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Paper } from "@/lib/paper/paper";
import { unwrapFont } from "@/lib/paper/woff";
import { paperAsPdf } from "@/server/typeset";

interface Bench {
  pair(times: number, ours: () => Promise<unknown>, baseline: () => Promise<unknown>): Promise<[number, number]>;
  record(what: string, size: string, ours: number, baseline: number, aim: string): void;
}

const COLUMNS = ["Ref", "Requirement", "Party", "Kind", "Decision"];

/** A PDF of 1,000 rows as it leaves the house against the same typesetter, in a process of its own too, on nothing but the same table. */
export async function benchPapers({ pair, record }: Bench): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "goldthread-bench-"));
  const mode = process.env.NODE_ENV;
  try {
    // As it runs in earnest: the built program, not its source.
    Object.assign(process.env, { NODE_ENV: "production" });
    const font = path.join(folder, "font.otf");
    const woff = path.join(process.cwd(), "node_modules/@fontsource/inter/files/inter-latin-400-normal.woff");
    writeFileSync(font, unwrapFont(readFileSync(woff), "Bare"));
    const program = path.join(folder, "bare.mjs");
    writeFileSync(program, BARE);
    for (const count of [1_000, 100]) {
      const rows = rowsOf(count);
      const request = JSON.stringify({ font, columns: COLUMNS, rows });
      const [ours, bare] = await pair(
        3,
        () => paperAsPdf(paperOf(rows)),
        () => bareTypesetter(program, request),
      );
      record("PDF of the register against the bare typesetter", `${count.toLocaleString("en")} rows`, ours, bare, "<= 2");
    }
  } finally {
    Object.assign(process.env, { NODE_ENV: mode ?? "development" });
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf(count: number): string[][] {
  return Array.from({ length: count }, (_, index) => [
    `REQ-${String(index + 1).padStart(3, "0")}`,
    `We need notice of incidents within ${index} hours, in writing, with what was lost and what is done about it`,
    `IP-${String((index % 90) + 1).padStart(3, "0")} Cyber insurer ${index % 90}`,
    index % 3 ? "contractual" : "legal",
    index % 2 ? "addressed" : "undecided",
  ]);
}

function paperOf(rows: string[][]): Paper {
  const url = "https://register.example.org/copies/0192f0c1-2b3d-7c4e-8f5a-6b7c8d9e0f1a.7ZK0Q4-ABCDE-ABCDE-ABCDE-ABCDE";
  return {
    title: "Register of requirements",
    organization: "Nordwind Data GmbH",
    classification: "Internal",
    number: "ND-REG-2.1",
    edition: "Version 2.1",
    foot: "Approved by Jonas Weber on 2026-05-12 · 1,000 of 20,000 rows",
    copy: {
      url,
      code: "7ZK0Q4-ABCDE-ABCDE-ABCDE-ABCDE",
      label: "Copy",
      hint: "Scan to see whether this copy is still current.",
      alt: "QR code",
    },
    day: "2026-05-12",
    landscape: true,
    words: { uncontrolled: "Uncontrolled when printed", page: "Page", of: "of" },
    blocks: [
      {
        kind: "table",
        columns: COLUMNS.map((label, index) => ({ label, mono: index === 0, share: index === 1 ? 4 : 1 })),
        rows,
      },
    ],
  };
}

/** The least that sets this table: one font, no style, no tags beyond what the typesetter does by itself. */
const BARE = `
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const { NodeCompiler } = createRequire(process.cwd() + "/")("@myriaddreamin/typst-ts-node-compiler");
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { font, columns, rows } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const compiler = NodeCompiler.create({ workspace: "/nowhere-of-goldthread", fontArgs: [{ fontBlobs: [readFileSync(font)] }] });
const template = '#let data = json(bytes(sys.inputs.at("data")))\\n#set page(paper: "a4", flipped: true)\\n#set text(font: "Bare", size: 8.5pt)\\n#table(columns: (1fr, 4fr, 1fr, 1fr, 1fr), table.header(..data.columns), ..data.rows.flatten())';
const compiled = compiler.compile({ mainFileContent: template, inputs: { data: JSON.stringify({ columns, rows }) } });
if (!compiled.result) throw new Error("The bare table did not compile");
process.stdout.write(compiler.pdf(compiled.result));
`;

function bareTypesetter(program: string, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--no-warnings", program], { cwd: process.cwd(), stdio: ["pipe", "pipe", "inherit"] });
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 && size > 0 ? resolve() : reject(new Error("The bare typesetter failed"))));
    child.stdin.end(request);
  });
}
