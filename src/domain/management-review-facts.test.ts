import { describe, expect, it } from "vitest";
import { changeKind, factsText, listOf, MOST_FACT_ROWS, readFactSheet } from "@/domain/management-review-facts";

const row = (ref: string) => ({ entity: "requirement", ref, title: "Title", detail: "" });

describe("the facts of an agenda", () => {
  it("are read back as they were stored, without empty lists", () => {
    const sheet = { figures: [{ key: "open", value: 3 }], lists: [listOf("parties", [row("IP-001")]), listOf("none", [])] };
    expect(readFactSheet(factsText(sheet))).toEqual({ figures: sheet.figures, lists: [sheet.lists[0]] });
    expect(readFactSheet("")).toBeNull();
    expect(readFactSheet("{")).toBeNull();
    expect(readFactSheet("{}")).toBeNull();
  });

  it("name the first of many and count the others", () => {
    const list = listOf(
      "parties",
      Array.from({ length: 300 }, (_, index) => row(`IP-${index}`)),
    );
    expect(list.total).toBe(300);
    expect(list.rows).toHaveLength(MOST_FACT_ROWS);
    expect(listOf("parties", [row("IP-001")], 12)).toMatchObject({ total: 12 });
  });

  it("say of each record what matters most", () => {
    expect(changeKind({ actions: ["create", "update"], fields: ["relevance"] })).toBe("added");
    expect(changeKind({ actions: ["update", "retire"], fields: [] })).toBe("retired");
    expect(changeKind({ actions: ["import", "retire"], fields: [] })).toBe("retired");
    expect(changeKind({ actions: ["decide-isms"], fields: ["ismsDecision", "ismsDecidedAt"] })).toBe("decided");
    expect(changeKind({ actions: ["update"], fields: ["note"] })).toBe("changed");
  });
});
