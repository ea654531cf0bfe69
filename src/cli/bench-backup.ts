import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeBackup } from "@/server/backup";
import { endServer, ownServer } from "../../tests/bench/servers.mjs";

interface Bench {
  /** The owner of the tables. */
  ownerUrl: string;
  /** Where pg_dump is; null: it is found by its name. */
  programs: string | null;
  size: string;
  /** The environment in which the web server starts, its PORT included. */
  env: NodeJS.ProcessEnv;
  /** A line of the table that is no ratio. */
  add: (line: { what: string; size: string; ours: string; baseline: string; ratio: string; aim: string }) => void;
  record: (what: string, size: string, ours: number, baseline: number, aim: string) => void;
}

const ROUNDS = 3;

/**
 * The whole database into one checked file, against pg_dump of the same (plain, to a file). Meanwhile somebody asks /api/health all the time; its worst
 * answer is the other line.
 */
export async function benchBackup({ ownerUrl, programs, size, env, add, record }: Bench): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "goldthread-bench-"));
  try {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await timed(() => makeBackup(path.join(folder, `ours-${round}`), ownerUrl, { evidence: false })));
      theirs.push(await timed(() => dump(programs, ownerUrl, path.join(folder, `theirs-${round}`))));
    }
    record("Backup of everything, against pg_dump", size, Math.min(...ours), Math.min(...theirs), "<= 3");
    const worst = await worstHealth(env, () => command(path.join(folder, "command"), ownerUrl));
    const said = `${worst.milliseconds.toFixed(0)} ms (${worst.answers} answers${worst.refused > 0 ? `, ${worst.refused} not ok` : ""})`;
    add({ what: "Worst answer of /api/health during a backup", size, ours: said, baseline: "-", ratio: "-", aim: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function ended(program: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"], env });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with code ${code}`))));
  });
}

const dump = (programs: string | null, url: string, file: string) =>
  ended(programs ? path.join(programs, "pg_dump") : "pg_dump", ["--dbname", url, "--file", file]);

/** As an operator runs it. */
const command = (file: string, url: string) =>
  ended(process.execPath, ["--import", "tsx", path.resolve("src/cli/backup.ts"), file, "--without-evidence"], {
    ...process.env,
    MIGRATION_DATABASE_URL: url,
  });

async function worstHealth(
  env: NodeJS.ProcessEnv,
  work: () => Promise<void>,
): Promise<{ milliseconds: number; answers: number; refused: number }> {
  const server = await ownServer(env);
  try {
    const ask = async () => {
      const began = performance.now();
      const answer = await fetch(`http://127.0.0.1:${env.PORT}/api/health`);
      await answer.arrayBuffer();
      return { took: performance.now() - began, ok: answer.ok };
    };
    await ask();
    let running = true;
    const working = work().finally(() => {
      running = false;
    });
    const result = { milliseconds: 0, answers: 0, refused: 0 };
    while (running) {
      const { took, ok } = await ask();
      result.milliseconds = Math.max(result.milliseconds, took);
      result.answers += 1;
      if (!ok) result.refused += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await working;
    return result;
  } finally {
    await endServer(server);
  }
}
