import { describe, expect, it } from "vitest";
import { EDIT_PERMISSIONS, EDITABLE_LISTS, editPermission, UNDO_SECONDS, undoIsOpen, undoPermission } from "./list-edits";
import { can } from "./permissions";

describe("what a change of a list asks of a role", () => {
  it("tells writing from deciding and from retiring", () => {
    expect(editPermission("interested-parties", "power")).toBe("interested-party:update");
    expect(editPermission("interested-parties", "relevance")).toBe("interested-party:decide");
    expect(editPermission("requirements", "priority")).toBe("requirement:decide");
    expect(editPermission("requirements", "retire")).toBe("requirement:retire");
    expect(editPermission("sources", "owner")).toBe("source:write");
  });

  it("knows no other field, and none that every object has", () => {
    expect(editPermission("requirements", "relevanceDecidedAt")).toBeNull();
    expect(editPermission("objectives", "constructor")).toBeNull();
  });

  it("lets no auditor and no viewer change anything", () => {
    for (const list of EDITABLE_LISTS)
      for (const permission of Object.values(EDIT_PERMISSIONS[list]))
        for (const role of ["auditor", "viewer"] as const) expect(can(role, permission), `${role} ${list}`).toBe(false);
  });
});

describe("taking a change back", () => {
  it("needs the permission of the change itself", () => {
    expect(undoPermission("interested-party", "update")).toBe("interested-party:update");
    expect(undoPermission("interested-party", "decide-relevance")).toBe("interested-party:decide");
    expect(undoPermission("requirement", "retire")).toBe("requirement:retire");
    expect(undoPermission("obligation", "verify")).toBe("obligation:write");
  });

  it("is not the way to undo an import, a creation or a membership", () => {
    expect(undoPermission("interested-party", "create")).toBeNull();
    expect(undoPermission("requirement", "import-undo")).toBeNull();
    expect(undoPermission("membership", "update")).toBeNull();
  });

  it("is open for a minute", () => {
    const at = new Date("2026-03-02T10:00:00Z");
    expect(undoIsOpen(at, new Date(at.getTime() + UNDO_SECONDS * 1_000))).toBe(true);
    expect(undoIsOpen(at, new Date(at.getTime() + UNDO_SECONDS * 1_000 + 1))).toBe(false);
  });
});
