import { describe, expect, it } from "vitest";
import { cellMark, compareTargets, linksByRow, type MatrixLink, matrixColumn, movePlace } from "./matrix";
import { NO_RISK_REF } from "./risk";

const size = { rows: 500, columns: 93, screenful: 20 };

describe("the columns of the matrix", () => {
  it("counts controls as the standard does, own ones last, no risk before the risks", () => {
    expect(["OC-002", "A.8.10", "A.5.2", "A.8.9", "OC-001"].sort(compareTargets)).toEqual(["A.5.2", "A.8.9", "A.8.10", "OC-001", "OC-002"]);
    expect(["R-1000", "R-999", NO_RISK_REF].sort(compareTargets)).toEqual([NO_RISK_REF, "R-999", "R-1000"]);
  });

  it("strikes what cannot carry: excluded, retired, expired, gone; but not what is only planned", () => {
    const counts = { asked: 0, askedAnywhere: 0 };
    const of = (type: "control" | "evidence", target: Parameters<typeof matrixColumn>[0]["target"]) =>
      matrixColumn({ type, ref: "X", target }, "X", counts, "2026-01-01");
    expect(of("control", { title: "X", retired: false, applicable: false })).toMatchObject({ holds: false, weak: ["excluded"] });
    expect(of("control", { title: "X", retired: false, applicable: true, implementation: "planned" })).toMatchObject({
      holds: true,
      weak: ["planned"],
    });
    expect(of("evidence", { title: "X", retired: false, validUntil: "2025-12-31" })).toMatchObject({ holds: false, weak: ["expired"] });
    expect(of("control", null)).toMatchObject({ holds: false, weak: ["dangling"] });
  });
});

describe("the cells", () => {
  it("says coverage, or only that there is a link", () => {
    expect((["fully", "partly", ""] as const).map((coverage) => cellMark({ coverage }))).toEqual(["fully", "partly", "linked"]);
  });

  it("puts links into their rows in the order of the columns", () => {
    const link = (row: number, column: number): MatrixLink => ({ row, column, type: "control", coverage: "", rationale: "" });
    const rows = linksByRow(2, [link(1, 9), link(1, 2), link(0, 4), link(0, -1)]);
    expect(rows.map((row) => row.map(({ column }) => column))).toEqual([[4], [2, 9]]);
  });
});

describe("keys in the grid", () => {
  it.each([
    [{ row: 0, column: 0 }, "ArrowUp", false, { row: -1, column: 0 }],
    [{ row: 0, column: 0 }, "ArrowLeft", false, { row: 0, column: -1 }],
    [{ row: -1, column: 0 }, "ArrowLeft", false, { row: -1, column: 0 }],
    [{ row: 0, column: -1 }, "ArrowUp", false, { row: 0, column: -1 }],
    [{ row: 499, column: 92 }, "ArrowDown", false, { row: 499, column: 92 }],
    [{ row: 7, column: 40 }, "Home", false, { row: 7, column: 0 }],
    [{ row: 7, column: 40 }, "End", false, { row: 7, column: 92 }],
    [{ row: 7, column: 40 }, "Home", true, { row: 0, column: 0 }],
    [{ row: 7, column: 40 }, "End", true, { row: 499, column: 92 }],
    [{ row: 7, column: 40 }, "PageUp", false, { row: 0, column: 40 }],
    [{ row: 490, column: 40 }, "PageDown", false, { row: 499, column: 40 }],
  ])("%o %s %s leads to %o", (from, key, control, to) => {
    expect(movePlace(from, key, control, size)).toEqual(to);
  });

  it("leaves other keys alone", () => {
    expect(movePlace({ row: 0, column: 0 }, "Enter", false, size)).toBeNull();
  });
});
