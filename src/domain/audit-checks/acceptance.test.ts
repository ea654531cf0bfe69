import { describe, expect, it } from "vitest";
import { type Acceptance, isInForce, judgeAcceptance, WHOLE_CHECK, withAcceptances } from "./acceptance";
import type { Finding } from "./run";

const finding = (check: string, subjects: string[]) => ({ check, subjects }) as Finding;
const acceptance = (subject: string, more: Partial<Acceptance> = {}): Acceptance => ({
  id: subject,
  version: 1,
  check: "AC-32",
  subject,
  reason: "The owner is away",
  acceptedAt: "2026-01-02",
  acceptedUntil: "2026-03-12",
  acceptedBy: "Mira",
  withdrawnAt: null,
  ...more,
});

describe("what is accepted for now", () => {
  it("holds on its last day, is open again the day after, and no longer once withdrawn", () => {
    expect(isInForce(acceptance("REQ-001"), "2026-03-12")).toBe(true);
    expect(isInForce(acceptance("REQ-001"), "2026-03-13")).toBe(false);
    expect(isInForce(acceptance("REQ-001", { withdrawnAt: "2026-02-01" }), "2026-02-01")).toBe(false);
  });

  it("is set apart from what is open, subject by subject", () => {
    const [standing] = withAcceptances([finding("AC-32", ["REQ-001", "REQ-002"])], [acceptance("REQ-002")], "2026-03-01");
    expect(standing).toMatchObject({ open: ["REQ-001"], accepted: [{ subjects: ["REQ-002"], by: { reason: "The owner is away" } }] });
    const [later] = withAcceptances([finding("AC-32", ["REQ-001", "REQ-002"])], [acceptance("REQ-002")], "2026-03-13");
    expect(later).toMatchObject({ open: ["REQ-001", "REQ-002"], accepted: [] });
  });

  it("may be a whole check, new subjects included, and says nothing about another check", () => {
    const standing = withAcceptances(
      [finding("AC-32", ["REQ-001", "REQ-009"]), finding("AC-33", ["REQ-001"])],
      [acceptance(WHOLE_CHECK), acceptance("REQ-009", { reason: "Its own" })],
      "2026-03-01",
    );
    expect(standing[0]!.open).toEqual([]);
    expect(standing[0]!.accepted.map(({ by, subjects }) => [by.reason, subjects])).toEqual([
      ["The owner is away", ["REQ-001"]],
      ["Its own", ["REQ-009"]],
    ]);
    expect(standing[1]!.open).toEqual(["REQ-001"]);
  });

  it("needs a reason and a day that is neither passed nor more than a year away", () => {
    const judge = (acceptedUntil: string, reason = "Waits for the auditor") => judgeAcceptance({ reason, acceptedUntil }, "2026-01-31");
    expect(judge("2026-01-31")).toMatchObject({ ok: true });
    expect(judge("2027-01-31")).toMatchObject({ ok: true });
    expect(judge("2026-01-30")).toMatchObject({ code: "day_passed", field: "acceptedUntil" });
    expect(judge("2027-02-01")).toMatchObject({ code: "too_long" });
    expect(judge("2026-02-01", " ")).toMatchObject({ code: "reason_needed", field: "reason" });
  });
});
