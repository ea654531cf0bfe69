import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "@/domain/permissions";
import { GUEST_AREAS } from "@/domain/vocabulary";
import { guestHistoryEntities, guestPermissions, guestProblems, guestState } from "./guest-access";

describe("guests", () => {
  test("read, and never more than that; support scores and remedies are in no area", () => {
    const all = guestPermissions(GUEST_AREAS);
    for (const permission of all) expect(permission).toMatch(/:(read|download)$/);
    for (const hidden of [
      "organization:read",
      "party-support:read",
      "remedy:read",
      "member:read",
      "audit-room:read",
      "version:read",
      "list:export",
    ] as const)
      expect(all.has(hidden), hidden).toBe(false);
    expect(all.size).toBeLessThan(PERMISSIONS.length / 3);
  });

  test("see the register whatever was chosen, and of the rest what was chosen", () => {
    const some = guestPermissions(["risks"]);
    expect(some.has("requirement:read")).toBe(true);
    expect(some.has("risk:read")).toBe(true);
    expect(some.has("evidence:read")).toBe(false);
    expect(guestHistoryEntities(["risks"])).toEqual(["interested-party", "requirement", "objective", "risk"]);
  });

  test("are let in until the moment it ends", () => {
    const access = { expiresAt: "2026-05-12T10:00:00.000Z", revokedAt: null };
    expect(guestState(access, "2026-05-12T09:59:59.999Z")).toBe("open");
    expect(guestState(access, "2026-05-12T10:00:00.000Z")).toBe("expired");
    expect(guestState({ ...access, revokedAt: "2026-05-01T00:00:00.000Z" }, "2026-05-02T00:00:00.000Z")).toBe("revoked");
  });

  test("need a version, and a period for the history", () => {
    const wanted = { areas: ["history"] as const, versionIds: [], periodFrom: null, periodTo: null };
    expect(guestProblems(wanted)).toEqual({ versionIds: "no_version", periodFrom: "period_needed" });
    expect(guestProblems({ ...wanted, versionIds: ["v"], periodFrom: "2026-05-02", periodTo: "2026-05-01" })).toEqual({
      periodTo: "period_backwards",
    });
    expect(guestProblems({ ...wanted, areas: ["risks"], versionIds: ["v"] })).toEqual({});
  });
});
