import { checkEffectiveness, completeAction, createAction, planAudit, type SavedAction } from "@/features/actions/mutations";
import { newAction, newAudit } from "@/features/actions/schema";
import { closeFinding, createFinding, type SavedFinding, updateFinding } from "@/features/findings/mutations";
import { findingChange, newFinding } from "@/features/findings/schema";
import { acceptForNow, keepRun } from "@/features/self-assessment/mutations";
import { liveAssessment } from "@/features/self-assessment/queries";
import type { Page, Story } from "./story";

const MINOR = { clause: "Clause 4.2 c", severity: "minor", origin: "internal_audit" } as const;

/** What audits found at Nordwind, what is done about it, and what the self-assessment keeps: scenes of the year, told by the mutations that people use. */
export function tellAudits(story: Story): void {
  const findings = new Map<string, SavedFinding>();
  const actions = new Map<string, SavedAction>();
  const scene = (when: string, by: string, work: (page: Page) => Promise<void>) => story.scene([when, by], 0, work);
  const days = (facts: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, DAYS.has(name) ? story.day(String(value)) : value]));
  const owned = (by = "mira") => ({ ownerId: story.people[by]!.id });
  const raise = (key: string, when: string, facts: (page: Page) => Record<string, unknown>, owner?: string) =>
    scene(when, "mira", async (page) => {
      findings.set(key, await createFinding(page.access, newFinding.parse({ ...days(facts(page)), ...owned(owner) })));
    });
  const task = (key: string, when: string, facts: (page: Page) => Record<string, unknown>, owner?: string) =>
    scene(when, "mira", async (page) => {
      actions.set(key, await createAction(page.access, newAction.parse({ ...days(facts(page)), ...owned(owner) })));
    });
  const done = (key: string, when: string, by: string, result: string) =>
    scene(when, by, async (page) => {
      const { id, version } = actions.get(key)!;
      actions.set(key, await completeAction(page.access, { id, version, result }));
    });

  const audit = (key: string, when: string, facts: Record<string, unknown>, owner?: string) =>
    scene(when, "mira", async (page) => {
      actions.set(key, await planAudit(page.access, newAudit.parse({ ...days(facts), ...owned(owner) })));
    });

  audit("internal", "2025-11-10T10:20", {
    title: "Internal audit of context, leadership, planning and improvement",
    auditKind: "internal",
    auditor: "Hansa Audit Partners",
    recordRefs: ["Clause 4", "Clause 5", "Clause 6", "Clause 9", "Clause 10"],
    dueAt: "2025-12-04",
    intervalMonths: 12,
  });
  audit("surveillance", "2026-02-09T14:10", {
    title: "Surveillance audit by the certification body",
    auditKind: "surveillance",
    auditor: "Aisha Rahman",
    recordRefs: ["Clause 4", "Clause 9", "A.5.17", "A.8.13"],
    dueAt: "2026-10-14",
    intervalMonths: 12,
  });
  audit("operation", "2026-09-22T09:05", {
    title: "Internal audit of support and operation in the data hall",
    auditKind: "internal",
    auditor: "Quality management of a neighbouring house",
    recordRefs: ["Clause 7", "Clause 8"],
    dueAt: "2027-03-09",
    intervalMonths: 24,
  });
  audit(
    "bank-audit",
    "2026-09-22T09:25",
    {
      title: "Audit of the archive service by Bankhaus Alsterried",
      auditKind: "customer",
      recordRefs: ["A.5.20", "A.8.13"],
      dueAt: "2027-02-16",
    },
    "sven",
  );
  done(
    "internal",
    "2025-12-05T15:00",
    "mira",
    "One minor finding on decisions that were missing. Report of 5 December in the folder of audits.",
  );
  done("surveillance", "2026-10-16T15:30", "mira", "Certificate upheld. One opportunity for improvement.");

  const first = () => ({
    ...MINOR,
    title: "Requirements of two clients without a decision",
    statement: "Of 9 requirements sampled, 2 showed no decision whether they are addressed through the ISMS.",
    auditName: "Internal audit 2025, by Hansa Audit Partners",
    raisedAt: "2025-12-04",
    dueAt: "2026-03-04",
    recordRefs: [actions.get("internal")!.ref],
  });
  raise("first", "2025-12-05T15:20", first);
  task(
    "handover",
    "2025-12-09T09:05",
    () => ({
      title: "Sales hands over every new contract",
      kind: "corrective",
      findingId: findings.get("first")!.id,
      dueAt: "2026-01-31",
      cause: "New contracts reached the register without anybody being asked to decide.",
    }),
    "carla",
  );
  done("handover", "2026-01-22T11:30", "carla", "Step added to the form for new clients; three contracts have come that way.");
  scene("2026-02-24T10:05", "mira", async ({ access, today }) => {
    const checked = {
      effectivenessCheckedAt: today,
      effectivenessNote: "All contracts since January came that way and were decided in two weeks.",
    };
    const { id, version } = actions.get("handover")!;
    await checkEffectiveness(access, { id, version, ...checked });
    const finding = findings.get("first")!;
    const worked = await updateFinding(
      access,
      findingChange.parse({
        ...days(first()),
        ...owned(),
        ...checked,
        id: finding.id,
        version: finding.version,
        correction: "Both were decided on 8 December.",
        cause: "New contracts reached the register without anybody being asked to decide.",
        correctiveAction: "Sales hands every new contract to the ISMS manager; undecided ones are gone through every Monday.",
      }),
    );
    await closeFinding(access, { id: worked.id, version: worked.version, reason: "" });
  });
  raise("again", "2026-07-03T14:45", () => ({
    ...MINOR,
    title: "Decisions missing again, this time on requirements of authorities",
    statement: "Of 8 requirements of authorities sampled, 1 showed no decision whether it is addressed through the ISMS.",
    auditName: "Internal audit 2026, by Hansa Audit Partners",
    raisedAt: "2026-07-02",
    dueAt: "2026-10-02",
    repeatOfId: findings.get("first")!.id,
  }));
  task(
    "letters",
    "2026-07-06T08:40",
    () => ({
      title: "Letters of authorities go to the ISMS manager as well",
      kind: "corrective",
      findingId: findings.get("again")!.id,
      dueAt: "2026-09-30",
      cause: "Legal files letters of authorities without telling the register.",
    }),
    "carla",
  );
  scene("2026-08-18T09:10", "mira", async ({ access }) => {
    await keepRun(access, { note: "Ahead of the management review in September" });
  });
  raise(
    "proof",
    "2026-10-16T16:00",
    (page) => ({
      title: "Proof of two-factor sign-in is older than a year",
      statement: "The certificate shown for two-factor sign-in at administration paths is dated 15 months back.",
      clause: "Clause 9.1",
      severity: "ofi",
      origin: "certification_audit",
      auditName: "Surveillance audit 2026",
      raisedAt: "2026-10-15",
      dueAt: "2027-01-31",
      recordRefs: [page.story.record("insurer-two-factor").stored.ref, "A.5.17", actions.get("surveillance")!.ref],
    }),
    "olaf",
  );
  task(
    "renew",
    "2026-10-20T13:15",
    (page) => ({
      title: "Renew the proof of two-factor sign-in",
      kind: "improvement",
      findingId: findings.get("proof")!.id,
      requirementId: page.id("insurer-two-factor"),
      dueAt: "2026-12-18",
    }),
    "olaf",
  );
  task(
    "doors",
    "2026-11-03T10:05",
    () => ({ title: "Ask the landlord for the report on the fire doors", kind: "task", dueAt: "2026-12-04" }),
    "olaf",
  );
  task("list", "2026-11-04T09:35", () => ({ title: "Send the client list to the auditor", kind: "task", dueAt: "2026-11-10" }));
  done("list", "2026-11-09T16:35", "mira", "Sent by mail, without contacts.");
  scene("2026-11-13T16:45", "mira", async ({ access }) => {
    // Good practice only may wait: the first of what is found.
    const found = (await liveAssessment(access)).findings.find(({ criterion }) => criterion === "good_practice");
    if (!found) throw new Error("the demo data leave nothing open that good practice would ask for");
    await acceptForNow(access, {
      check: found.check,
      subjects: found.subjects.slice(0, 1),
      reason: "Gone through with the owner in January, when the contracts of the new year are on the table.",
      acceptedUntil: story.day("2027-01-29"),
    });
  });
}

const DAYS: ReadonlySet<string> = new Set(["raisedAt", "dueAt"]);
