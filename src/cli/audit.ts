import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import messages from "@messages/en.json";
import { createTranslator } from "use-intl/core";
import { readFacts } from "@/domain/audit-checks/facts";
import { runChecks } from "@/domain/audit-checks/run";
import { isDay } from "@/domain/dates";
import type { RegisterProblem } from "@/domain/register-file-fields";
import { today as todayByTheClock } from "@/server/clock";

// npm run --silent audit -- register.json [--today YYYY-MM-DD]: the self-assessment of a register file, as JSON. Needs neither database nor network.
const USAGE = "Usage: npm run --silent audit -- register.json [--today YYYY-MM-DD]";

class Unusable extends Error {}

function audit(): object[] {
  const given = readArguments();
  if (given.today !== undefined && !isDay(given.today)) throw new Unusable(`--today must be a date as YYYY-MM-DD, not “${given.today}”.`);
  const reading = readFacts(readJson(given.path));
  if (!reading.ok) throw new Unusable(inWords(reading.problems));
  const findings = runChecks(reading.facts, given.today ?? reading.today ?? todayByTheClock());
  return findings.map(({ check, severity, criterion, subjects, clause, point, title, text }) => ({
    check,
    severity,
    criterion,
    subjects,
    clause,
    point,
    title,
    text,
  }));
}

function readArguments(): { path: string; today: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ options: { today: { type: "string" } }, allowPositionals: true });
    const [path, ...rest] = positionals;
    if (path && rest.length === 0) return { path, today: values.today };
  } catch {
    // An option nobody knows, or --today without a day: the usage says it all.
  }
  throw new Unusable(USAGE);
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    throw new Unusable(`The file ${path} cannot be read.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Unusable(`The file ${path} is not JSON.`);
  }
}

function inWords(problems: readonly RegisterProblem[]): string {
  const t = createTranslator({ locale: "en", messages, namespace: "registerFile" });
  const { path, code, values } = problems[0]!;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return `The register cannot be read: ${t(code, { path, ...values })}${more}.`;
}

try {
  process.stdout.write(`${JSON.stringify(audit(), null, 1)}\n`);
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  process.stderr.write(`${error.message.replace(/\s+/g, " ")}\n`);
  process.exitCode = 1;
}
