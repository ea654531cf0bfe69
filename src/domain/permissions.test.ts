import { describe, expect, test } from "vitest";
import { can, mayChangeMembership, PERMISSIONS, permissionTable } from "@/domain/permissions";
import { ROLES, type Role } from "@/domain/vocabulary";

const WRITES = PERMISSIONS.filter((permission) => !/:(read|export|verify|download)$/.test(permission));

describe("the permission table", () => {
  test("names every role in every row", () => {
    const table = permissionTable();
    expect(table.roles).toEqual(ROLES);
    expect(Object.keys(table.permissions)).toEqual([...PERMISSIONS]);
    for (const row of Object.values(table.permissions)) expect(Object.keys(row)).toEqual([...ROLES]);
  });

  test("the owner may do everything", () => {
    expect(PERMISSIONS.every((permission) => can("owner", permission))).toBe(true);
  });

  test("Aisha the auditor reads and verifies everything but the remedies, and changes nothing of the register", () => {
    const own = ["audit-sample:draw", "audit-note:write", "evidence:request"];
    expect(WRITES.filter((permission) => can("auditor", permission))).toEqual(own);
    const reads = PERMISSIONS.filter((permission) => !WRITES.includes(permission));
    expect(reads.filter((permission) => !can("auditor", permission))).toEqual(["remedy:read"]);
  });

  test("remedies are for those who run the ISMS (ISO/IEC 17021-1, 9.4.5.3)", () => {
    expect(ROLES.filter((role) => can(role, "remedy:read"))).toEqual(["owner", "isms-manager"]);
  });

  test("a viewer writes nothing, and sees neither support scores nor the history that would show them", () => {
    expect(WRITES.filter((permission) => can("viewer", permission))).toEqual([]);
    for (const hidden of ["party-support:read", "history:read", "register:export"] as const) expect(can("viewer", hidden)).toBe(false);
  });

  test("a contributor drafts, but neither decides, confirms, retires nor imports", () => {
    expect(can("contributor", "requirement:create")).toBe(true);
    for (const refused of PERMISSIONS.filter((permission) => /:(decide|confirm|retire|run|import)$/.test(permission))) {
      expect(can("contributor", refused), refused).toBe(false);
    }
  });

  test("Jonas on the board approves; Mira, who prepares the register, does not", () => {
    expect(can("leadership", "approval:give")).toBe(true);
    expect(can("isms-manager", "approval:give")).toBe(false);
    expect(can("leadership", "requirement:update")).toBe(false);
  });

  test("a role from nowhere holds nothing", () => {
    expect(can("constructor" as Role, "organization:read")).toBe(false);
  });
});

describe("changing a membership", () => {
  test("the ISMS manager invites and ends, but makes no owners and unmakes none", () => {
    const change = { actorRole: "isms-manager", ownersLeft: 1 } as const;
    expect(mayChangeMembership({ ...change, targetRole: null, newRole: "auditor" })).toEqual({ allowed: true });
    expect(mayChangeMembership({ ...change, targetRole: "viewer", newRole: null })).toEqual({ allowed: true });
    expect(mayChangeMembership({ ...change, targetRole: null, newRole: "owner" })).toEqual({ allowed: false, code: "owners_only" });
    expect(mayChangeMembership({ ...change, targetRole: "owner", newRole: "viewer" })).toEqual({ allowed: false, code: "owners_only" });
    expect(mayChangeMembership({ ...change, targetRole: "isms-manager", newRole: "owner", self: true })).toEqual({
      allowed: false,
      code: "owners_only",
    });
  });

  test("the last owner can neither leave nor be demoted", () => {
    const last = { actorRole: "owner", targetRole: "owner", ownersLeft: 0, self: true } as const;
    expect(mayChangeMembership({ ...last, newRole: null })).toEqual({ allowed: false, code: "last_owner" });
    expect(mayChangeMembership({ ...last, newRole: "viewer" })).toEqual({ allowed: false, code: "last_owner" });
    expect(mayChangeMembership({ ...last, ownersLeft: 1, newRole: null })).toEqual({ allowed: true });
  });

  test("anybody may leave, nobody else may change anybody", () => {
    expect(mayChangeMembership({ actorRole: "viewer", targetRole: "viewer", newRole: null, ownersLeft: 1, self: true })).toEqual({
      allowed: true,
    });
    for (const actorRole of ["contributor", "leadership", "auditor", "viewer"] as const) {
      expect(mayChangeMembership({ actorRole, targetRole: "viewer", newRole: "contributor", ownersLeft: 1 })).toEqual({
        allowed: false,
        code: "no_permission",
      });
    }
  });
});
