import { judgeAcceptance, WHOLE_CHECK } from "@/domain/audit-checks/acceptance";
import { readFacts } from "@/domain/audit-checks/facts";
import { keepRunOf, writeKeptRun } from "@/domain/audit-checks/kept-run";
import { type Finding, runChecks } from "@/domain/audit-checks/run";
import { translator } from "@/lib/translate";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { liveAssessment } from "./queries";
import type { AcceptanceInput, KeptRunInput, WithdrawalInput } from "./schema";

/** Keeps what the checks find now as a record, so that the next run shows what came of it (9.1). What is accepted for now counts as open. */
export async function keepRun(access: Access, { note }: KeptRunInput): Promise<{ ref: string }> {
  const live = await liveAssessment(access);
  const run = keepRunOf(live.today, live.org, live.findings, live.unanswered);
  const count = (severity: Finding["severity"]) => run.findings.filter((finding) => finding.severity === severity).length;
  return change(access, async (record) => {
    const stored = await record.create("self-assessment", {
      asOf: live.today,
      ranById: access.user?.id ?? null,
      basis: "live",
      majors: count("major"),
      minors: count("minor"),
      opportunities: count("ofi"),
      content: writeKeptRun(run),
      note,
    });
    return { ref: stored.ref ?? "" };
  });
}

/**
 * Accepts a finding for now, on these subjects or as a whole, with a reason and the last day on which it holds. Accepting again takes the place of what
 * was accepted before. Throws Invalid for a day that is passed or too far off, Refused where nothing of the kind is found.
 */
export async function acceptForNow(
  access: Access,
  { check, subjects, reason, acceptedUntil }: AcceptanceInput,
): Promise<{ accepted: number }> {
  const day = today();
  const verdict = judgeAcceptance({ reason, acceptedUntil }, day);
  if (!verdict.ok) throw new Invalid({ [verdict.field ?? "reason"]: translator("refusals")(`acceptance-${verdict.code}`) });
  const finding = (await liveAssessment(access)).findings.find((one) => one.check === check);
  const found = new Set(finding ? [WHOLE_CHECK, ...finding.subjects] : []);
  const wanted = [...new Set(subjects)];
  if (wanted.some((subject) => !found.has(subject))) throw new Refused("acceptance-nothing_found", { check });
  return change(access, async (record) => {
    const standing = await record.tx.acceptance.findMany({
      where: { organizationId: access.organization.id, checkId: check, subject: { in: wanted } },
      select: { id: true, version: true, subject: true },
    });
    const bySubject = new Map(standing.map((one) => [one.subject, one]));
    const values = { reason, acceptedUntil, acceptedAt: day, acceptedById: access.user?.id ?? null, withdrawnAt: null };
    const fresh = wanted.filter((subject) => !bySubject.has(subject));
    await record.createMany(
      "acceptance",
      fresh.map((subject) => ({ checkId: check, subject, ...values })),
      { action: "accept-finding", reason },
    );
    await record.updateMany("acceptance", standing, values, { action: "accept-finding", reason });
    return { accepted: wanted.length };
  });
}

/** Takes an acceptance back: the finding is open again at once. Throws Conflict, NotFound, Refused where it was withdrawn already. */
export async function withdrawAcceptance(
  access: Access,
  { id, version, reason }: WithdrawalInput,
): Promise<{ id: string; version: number }> {
  return change(access, async (record) => {
    const stored = await record.update(
      "acceptance",
      id,
      version,
      ({ values }) => {
        if (values.withdrawnAt !== null) throw new Refused("acceptance-withdrawn");
        return { withdrawnAt: today() };
      },
      { action: "withdraw", reason },
    );
    return { id: stored.id, version: stored.version };
  });
}

export interface FileAssessment {
  today: string;
  findings: Pick<Finding, "check" | "severity" | "criterion" | "subjects" | "clause" | "point" | "title" | "text">[];
}

/** Runs the checks over a register file, as `npm run audit` does; nothing of it is stored. Throws Invalid with a sentence for each place that is wrong. */
export async function assessFile(_access: Access, json: unknown): Promise<FileAssessment> {
  const reading = readFacts(json);
  if (!reading.ok) {
    const t = translator("registerFile");
    throw new Invalid(Object.fromEntries(reading.problems.map(({ path, code, values }) => [path, t(code, { path, ...values })])));
  }
  const day = reading.today ?? today();
  return {
    today: day,
    findings: runChecks(reading.facts, day).map(({ check, severity, criterion, subjects, clause, point, title, text }) => ({
      check,
      severity,
      criterion,
      subjects,
      clause,
      point,
      title,
      text,
    })),
  };
}
