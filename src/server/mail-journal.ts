import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";

/**
 * What one sender did, written the instant it did it: the database is told a moment later and in batches. When a process ends in between, the next one
 * reads here what had been sent already. One file for each sender: lines of a letter, the organisation and the mail.
 *   p pid began   a process of this sender          b org mail   begun
 *   s org mail    the server has taken it           f org mail   the server has not taken it       .   ended in order, nothing is in flight
 */
export const journalFile = (folder: string, owner: string) => path.join(folder, `${owner}.log`);

export function noteProcess(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(file, `p ${process.pid} ${beganAt(process.pid) ?? "-"}\n`, { mode: 0o600 });
}

export interface Journal {
  owner: string;
  /** Nobody writes to it any more. */
  over: boolean;
  /** Whoever claimed the mails is gone, but their sender still brings what is in flight to its end. */
  ending: boolean;
  sent: { organizationId: string; id: string }[];
}

/** The journals that lie in the folder. */
export function readJournals(folder: string): Journal[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".log"))
    .map((name) => readJournal(name.slice(0, -".log".length), readFileSync(path.join(folder, name), "utf8")));
}

function readJournal(owner: string, text: string): Journal {
  const sent: Journal["sent"] = [];
  const alive: boolean[] = [];
  let ended = false;
  // A last line without its end was cut off: what it says did not happen for sure.
  for (const line of text.split("\n").slice(0, -1)) {
    const [letter, first = "", second = ""] = line.split(" ");
    if (letter === "p") alive.push(isAlive(Number(first), second));
    else if (letter === "s") sent.push({ organizationId: first, id: second });
    else if (letter === ".") ended = true;
  }
  // The first process claims, the others send; "." is the last word of the one that sends.
  const over = !alive.some((yes, index) => yes && (index === 0 || !ended));
  return { owner, over, ending: !over && !alive[0], sent };
}

export function removeJournal(folder: string, owner: string): void {
  rmSync(journalFile(folder, owner), { force: true });
}

function isAlive(pid: number, began: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const known = beganAt(pid);
  return known === null || began === "-" || known === began;
}

/** When a process began, so that a reused number is not taken for the old one. Null where the system does not tell. */
function beganAt(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
