import { execFile, spawn } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import type pg from "pg";
import { commitImport, storeUpload } from "@/features/import/mutations";
import type { Access } from "@/server/access";

interface Bench {
  access: Access;
  pool: pg.Pool;
  rows: number;
  /** The owner of the tables. */
  ownerUrl: string;
  median: (values: number[]) => number;
  say: (text: string) => void;
  /** A line of the table that is no ratio. */
  add: (line: { what: string; size: string; ours: string; baseline: string; ratio: string; aim: string }) => void;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

/** Asks an address every 20 ms until it is told to end, and then says how long the slowest answer took, in ms. */
const PROBE = `
  let worst = 0;
  process.on("SIGTERM", () => {
    console.log(worst);
    process.exit();
  });
  for (;;) {
    const asked = performance.now();
    await fetch(process.argv[1]).then((answer) => answer.text());
    worst = Math.max(worst, performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
`;

/** One file, from its bytes to committed records with their history, against COPY of the same rows into a bare table. */
export async function benchImport({ access, pool, rows, ownerUrl, median, say, add, record }: Bench): Promise<void> {
  const size = `${rows.toLocaleString("en")} rows`;
  // Health while the import runs in the same process: a server beside it that asks the database as /api/health does.
  const server = createServer((_, response) => pool.query("SELECT 1").then(() => response.end("ok")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const prober = execFile(process.execPath, ["--input-type=module", "-e", PROBE, `http://127.0.0.1:${port}`]);
  let said = "";
  prober.stdout?.on("data", (data) => {
    said += data;
  });
  const csv = Array.from(
    { length: rows },
    (_, index) => `Party ${Math.floor(index / 4)},External,We need answer ${index} within 24 hours,Need,"MSA ${index}, cl. 7.2",K. Meyer`,
  );
  const file = `Party,Category,Requirement,Need/Expectation,Source,Owner\r\n${csv.join("\r\n")}\r\n`;
  const began = performance.now();
  const { id } = await storeUpload(access, Buffer.from(file), "bench.csv");
  const read = performance.now() - began;
  const result = await commitImport(access, { id, reason: "bench" });
  const ours = performance.now() - began;
  prober.kill("SIGTERM");
  await new Promise((resolve) => prober.once("exit", resolve));
  const worst = Number(said.trim());
  server.close();
  if (result?.requirements !== rows) say(`  (the import made ${result?.requirements} requirements of ${rows} rows)`);
  await pool
    .query(
      "CREATE TABLE IF NOT EXISTS bench_copy (party text, category text, statement text, strength text, source text, owner text); GRANT ALL ON bench_copy TO PUBLIC",
    )
    .catch(() => {});
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    await promisify(copyIn)(file, ownerUrl);
    times.push(performance.now() - start);
  }
  say(`  (the file was read and kept after ${read.toFixed(0)} ms)`);
  record("Import, from the file's bytes to committed records", size, ours, median(times), "<= 20");
  add({
    what: "Worst answer of a health probe in the importing process",
    size,
    ours: `${worst.toFixed(0)} ms`,
    baseline: "",
    ratio: "",
    aim: "<= 200 ms",
  });
  say(`  worst health answer: ${worst.toFixed(0)} ms`);
}

function copyIn(file: string, url: string, done: (error: Error | null) => void): void {
  const psql = spawn("psql", ["-q", url, "-c", "COPY bench_copy FROM STDIN WITH (FORMAT csv, HEADER true)"], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  psql.on("exit", (code) => done(code ? new Error(`psql ended with ${code}`) : null));
  psql.stdin.end(file);
}
