import { describe, expect, it } from "vitest";
import { clauseCoverage, nextAuditOn, type ProgrammeAudit } from "./audit-programme";

describe("the audit programme (V16, 9.2.2)", () => {
  it("plans the next from the day that was planned, in calendar months, and never before the day on which it was held", () => {
    const audit = { dueAt: "2026-01-31", intervalMonths: 1 };
    expect(nextAuditOn(audit, "2026-01-20")).toBe("2026-02-28");
    expect(nextAuditOn(audit, "2026-02-10")).toBe("2026-02-28");
    expect(nextAuditOn(audit, "2026-02-28")).toBe("2026-03-31");
    expect(nextAuditOn({ dueAt: "2026-05-04", intervalMonths: 12 }, "2028-06-01")).toBe("2029-05-04");
    expect(nextAuditOn({ dueAt: "2026-05-04", intervalMonths: null }, "2026-05-04")).toBeNull();
  });

  it("says for each clause when an internal audit last looked at it, and when one will", () => {
    const audit = (values: Partial<ProgrammeAudit>): ProgrammeAudit => ({
      auditKind: "internal",
      status: "open",
      dueAt: "2027-01-01",
      doneAt: null,
      recordRefs: [],
      ...values,
    });
    const held = { status: "done", doneAt: "2026-03-01", dueAt: "2026-02-01" } as const;
    const found = clauseCoverage([
      audit({ ...held, recordRefs: ["Clause 4.2", "Clause 10", "A.5.24"] }),
      audit({ ...held, doneAt: "2025-03-01", recordRefs: ["Clause 4"] }),
      audit({ recordRefs: ["Clause 9.2"] }),
      audit({ ...held, auditKind: "certification", recordRefs: ["Clause 5"] }),
    ]);
    expect(found.map(({ clause, lastHeld, nextPlanned }) => [clause, lastHeld, nextPlanned])).toEqual([
      ["Clause 4", "2026-03-01", null],
      ["Clause 5", null, null],
      ["Clause 6", null, null],
      ["Clause 7", null, null],
      ["Clause 8", null, null],
      ["Clause 9", null, "2027-01-01"],
      ["Clause 10", "2026-03-01", null],
    ]);
  });
});
