import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HIGH_FROM } from "./power-interest";
import { type Box, cellAt, cellCentre, DIVIDE_FROM, fitLabel, type GridItem, layoutGrid } from "./power-interest-layout";

const score = fc.integer({ min: 1, max: 5 });
const register = (most: number) =>
  fc
    .array(fc.record({ power: score, interest: score }), { maxLength: most })
    .map((places) =>
      places.map((place, index): GridItem => ({ ...place, id: `id-${index}`, ref: `IP-${String(index + 1).padStart(3, "0")}` })),
    );
const many = (count: number, place: (index: number) => { power: number; interest: number }): GridItem[] =>
  Array.from({ length: count }, (_, index) => ({ ...place(index), id: `id-${index}`, ref: `IP-${String(index + 1).padStart(3, "0")}` }));

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x + 1e-6 || b.x + b.width <= a.x + 1e-6 || a.y + a.height <= b.y + 1e-6 || b.y + b.height <= a.y + 1e-6;
const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 1e-6 &&
  inner.y >= outer.y - 1e-6 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;

function hold(items: readonly GridItem[]) {
  const layout = layoutGrid(items);
  expect(layout.marks).toHaveLength(items.length);
  for (const mark of layout.marks) {
    const cell = layout.cells.find((one) => one.power === mark.power && one.interest === mark.interest)!;
    expect(inside(mark.slot, cell)).toBe(true);
    expect(inside({ x: mark.x - mark.radius, y: mark.y - mark.radius, width: 2 * mark.radius, height: 2 * mark.radius }, mark.slot)).toBe(
      true,
    );
    expect(mark.labelX + mark.labelWidth).toBeLessThanOrEqual(mark.slot.x + mark.slot.width + 1e-6);
  }
  const overlaps = layout.marks.flatMap((mark, index) =>
    layout.marks
      .slice(index + 1)
      .filter((other) => other.power === mark.power && other.interest === mark.interest && !apart(mark.slot, other.slot))
      .map((other) => [mark.id, other.id]),
  );
  expect(overlaps).toEqual([]);
  return layout;
}

describe("the layout of the power-interest grid", () => {
  it("puts every mark inside its cell and no two on each other, whatever the register", () => {
    fc.assert(
      fc.property(register(220), (items) => void hold(items)),
      { numRuns: 60 },
    );
  });

  it("holds 200 parties with their names when they are spread, and 500 in one cell without overlap", () => {
    const spread = hold(many(200, (index) => ({ power: (index % 5) + 1, interest: (Math.floor(index / 5) % 5) + 1 })));
    expect(spread.marks.every((mark) => mark.label === "name")).toBe(true);
    const heap = hold(many(500, () => ({ power: 5, interest: 5 })));
    expect(heap.marks.every((mark) => mark.label === "none")).toBe(true);
    expect(Math.min(...heap.marks.map((mark) => mark.radius))).toBeGreaterThan(3);
  });

  it("gives up words step by step", () => {
    const stepOf = (count: number) => hold(many(count, () => ({ power: 1, interest: 3 }))).marks[0]!;
    expect([stepOf(1), stepOf(8), stepOf(9), stepOf(28)].map((mark) => mark.label)).toEqual(["name", "name", "name", "name"]);
    expect(stepOf(8).labelWidth).toBeGreaterThan(140);
    expect(stepOf(28).labelWidth).toBeGreaterThan(60);
    expect(stepOf(42).label).toBe("ref");
    expect(stepOf(43).label).toBe("none");
  });

  it("does not depend on the order in which the parties come", () => {
    fc.assert(
      fc.property(register(60), (items) => {
        const place = (list: readonly GridItem[]) => Object.fromEntries(layoutGrid(list).marks.map((mark) => [mark.id, [mark.x, mark.y]]));
        expect(place([...items].reverse())).toEqual(place(items));
      }),
      { numRuns: 40 },
    );
  });

  it("leaves the others where they are when a party is added at the end", () => {
    const before = layoutGrid(many(12, () => ({ power: 4, interest: 4 })));
    const after = layoutGrid(many(14, (index) => (index < 12 ? { power: 4, interest: 4 } : { power: 2, interest: 1 })));
    const place = (layout: typeof before, id: string) => layout.marks.find((mark) => mark.id === id)!;
    for (const { id, x, y } of before.marks) expect(place(after, id)).toMatchObject({ x, y });
  });

  it("puts more power higher and more interest further right, with the divide where a score counts as high", () => {
    const layout = layoutGrid([]);
    expect(cellCentre(layout, 5, 1).y).toBeLessThan(cellCentre(layout, 1, 1).y);
    expect(cellCentre(layout, 1, 5).x).toBeGreaterThan(cellCentre(layout, 1, 1).x);
    expect(DIVIDE_FROM).toBe(HIGH_FROM);
    expect(cellCentre(layout, 1, DIVIDE_FROM).x).toBeGreaterThan(layout.divide.x);
    expect(cellCentre(layout, 1, DIVIDE_FROM - 1).x).toBeLessThan(layout.divide.x);
    expect(cellCentre(layout, DIVIDE_FROM, 1).y).toBeLessThan(layout.divide.y);
    expect(cellCentre(layout, DIVIDE_FROM - 1, 1).y).toBeGreaterThan(layout.divide.y);
  });

  it("finds the cell of every point of the grid and none outside", () => {
    const layout = layoutGrid(many(90, (index) => ({ power: (index % 5) + 1, interest: (index % 3) + 1 })));
    for (const cell of layout.cells)
      expect(cellAt(layout, cell.x + 3, cell.y + 3)).toMatchObject({ power: cell.power, interest: cell.interest });
    const { high, low } = layout.bands;
    expect(cellAt(layout, high.x + 5, high.y + 5)).toMatchObject({ power: 5, interest: 1 });
    expect(cellAt(layout, low.x + 5, low.y + 5)).toMatchObject({ power: 2, interest: 1 });
    expect(cellAt(layout, 2, 200)).toBeNull();
    expect(cellAt(layout, layout.plot.x + layout.plot.width + 2, 200)).toBeNull();
    expect(cellAt(layout, 300, layout.height)).toBeNull();
  });

  it("refuses scores that are none", () => {
    for (const power of [0, 6, 2.5, Number.NaN])
      expect(() => layoutGrid([{ id: "a", ref: "IP-001", power, interest: 3 }])).toThrow(RangeError);
  });
});

describe("words beside a mark", () => {
  const bare = (text: string) => text.replace(/[\u2068\u2069]/g, "");

  it("keeps a name that fits and shortens one that does not", () => {
    expect(bare(fitLabel("Bank", 180, 12))).toBe("Bank");
    const long = bare(fitLabel("Data protection authority of the state of Hamburg", 180, 12));
    expect(long.endsWith("…")).toBe(true);
    expect(long.length).toBeLessThan(34);
    expect(bare(fitLabel("x".repeat(500), 90, 12)).length).toBeLessThan(16);
    expect(bare(fitLabel("Anything", 2, 12))).toBe("…");
    expect(fitLabel("   ", 100, 12)).toBe("");
  });

  it("cuts no emoji in two and isolates names written from right to left", () => {
    const families = "👨‍👩‍👧‍👦".repeat(20);
    const cut = bare(fitLabel(families, 90, 12)).replace("…", "");
    expect(families.startsWith(cut)).toBe(true);
    expect(cut.length % "👨‍👩‍👧‍👦".length).toBe(0);
    expect(fitLabel("سلطة حماية البيانات الشخصية في المدينة", 90, 12)).toMatch(/^\u2068.*…\u2069$/);
  });
});
