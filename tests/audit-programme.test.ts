import { beforeAll, describe, expect, it } from "vitest";
import { addDays, addMonths } from "@/domain/dates";
import { completeAction, planAudit, reopenAction, updateAction, updateAudit } from "@/features/actions/mutations";
import { getAction } from "@/features/actions/queries";
import { actionChange, auditChange, newAudit } from "@/features/actions/schema";
import { auditOfRef, auditProgramme, findingsOfAudit } from "@/features/audit-programme/queries";
import { calendarDates } from "@/features/calendar/queries";
import { createFinding } from "@/features/findings/mutations";
import { newFinding } from "@/features/findings/schema";
import { myWork } from "@/features/my-work/queries";
import type { Access } from "@/server/access";
import { today } from "@/server/clock";
import { Refused } from "@/server/errors";
import { openWorld } from "./support/world";

const world = openWorld();

describe.skipIf(world.skip)("the audit programme (V16, 9.2.2)", () => {
  let mira: Access;
  const late = addDays(today(), -3);

  beforeAll(async () => {
    mira = await world.as("mira");
  });

  const plan = (fields: Record<string, unknown> = {}) =>
    planAudit(
      mira,
      newAudit.parse({
        title: "Internal audit of clauses 4 to 6",
        auditKind: "internal",
        auditor: "Petra Vogt",
        recordRefs: ["Clause 4.2", "Clause 6.1"],
        dueAt: late,
        intervalMonths: "12",
        ownerId: mira.user!.id,
        ...fields,
      }),
    );

  it("an audit that was held plans the next one by itself, once", async () => {
    const audit = await plan();
    expect((await myWork(mira)).groups[0]).toMatchObject({ when: "overdue", items: [expect.objectContaining({ ref: audit.ref })] });
    expect((await calendarDates(mira, "mine")).map(({ summary }) => summary).join()).toContain(audit.ref);
    const done = await completeAction(mira, {
      id: audit.id,
      version: audit.version,
      result: "Two minor findings; report in the folder of audits.",
    });
    const { planned, held, coverage } = await auditProgramme(mira);
    expect(held).toMatchObject([{ ref: audit.ref, doneAt: today(), findings: 0 }]);
    expect(planned).toMatchObject([{ dueAt: addMonths(late, 12), auditor: "Petra Vogt", recordRefs: ["Clause 4.2", "Clause 6.1"] }]);
    expect(coverage.filter(({ lastHeld }) => lastHeld !== null).map(({ clause }) => clause)).toEqual(["Clause 4", "Clause 6"]);
    const again = await reopenAction(mira, { id: done.id, version: done.version, reason: "Too soon" });
    await completeAction(mira, { id: again.id, version: again.version, result: "Now it is" });
    expect((await auditProgramme(mira)).planned).toHaveLength(1);
    expect((await getAction(mira, planned[0]!.ref))!.values).toMatchObject({ origin: "audit", originRef: audit.ref });
  });

  it("one that does not return plans none", async () => {
    const before = (await auditProgramme(mira)).planned.length;
    const audit = await plan({ auditKind: "customer", intervalMonths: "" });
    await completeAction(mira, { id: audit.id, version: audit.version, result: "Nothing found" });
    expect((await auditProgramme(mira)).planned).toHaveLength(before);
  });

  it("a finding names the audit that raised it", async () => {
    const audit = await plan();
    expect(await auditOfRef(mira, audit.ref)).toEqual({ ref: audit.ref, title: "Internal audit of clauses 4 to 6", auditKind: "internal" });
    const finding = await createFinding(
      mira,
      newFinding.parse({
        title: "Decisions missing",
        clause: "Clause 4.2",
        severity: "minor",
        origin: "internal_audit",
        raisedAt: today(),
        dueAt: addDays(today(), 30),
        recordRefs: [audit.ref],
      }),
    );
    expect(await findingsOfAudit(mira, audit.ref)).toEqual([{ ref: finding.ref, title: "Decisions missing" }]);
    expect(await auditOfRef(await world.as("kim"), audit.ref)).toBeNull();
    expect((await auditProgramme(await world.as("kim"))).planned).toEqual([]);
  });

  it("stays an audit: it is changed in the programme, and nothing else becomes one", async () => {
    const audit = await plan();
    const changed = { id: audit.id, version: audit.version, title: "Audit", reason: "" };
    for (const kind of ["audit", "task"]) {
      await expect(updateAction(mira, actionChange.parse({ ...changed, kind }))).rejects.toThrow(Refused);
    }
    const moved = await updateAudit(mira, auditChange.parse({ ...changed, auditKind: "surveillance", dueAt: addDays(today(), 20) }));
    expect((await getAction(mira, moved.ref))!.values).toMatchObject({ auditKind: "surveillance", intervalMonths: null, kind: "audit" });
    expect(newAudit.safeParse({ title: "x", auditKind: "internal", dueAt: "" }).success).toBe(false);
    expect(newAudit.safeParse({ title: "x", auditKind: "internal", dueAt: late, intervalMonths: "61" }).success).toBe(false);
  });
});
