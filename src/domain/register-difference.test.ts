import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf, contentText, isContentField } from "./register-content";
import { changedRecords, registerDifference, type Touched, touchedRecords } from "./register-difference";

type Fields = Record<string, unknown>;
const content = (records: Record<string, Fields>, entity = "interested-party") =>
  contentOf(
    "o",
    Object.entries(records).map(([id, fields]) => ({ entity, id, fields })),
  );

describe("the difference of two contents", () => {
  it("names what was added, changed, retired, brought back and removed", () => {
    const before = content({
      a: { ref: "IP-001", name: "A", power: 3 },
      b: { ref: "IP-002", name: "B", status: "active" },
      c: { ref: "IP-003", name: "C", status: "retired", retiredAt: "2026-01-01" },
      d: { ref: "IP-004", name: "D" },
      e: { ref: "IP-005", name: "E" },
    });
    const after = content({
      a: { ref: "IP-001", name: "A & Co", power: 3 },
      b: { ref: "IP-002", name: "B", status: "retired", retiredAt: "2026-05-01" },
      c: { ref: "IP-003", name: "C", status: "active" },
      e: { ref: "IP-005", name: "E" },
      f: { ref: "IP-006", name: "F" },
    });
    const difference = registerDifference(before, after);
    expect(difference.records.map(({ ref, change }) => [ref, change])).toEqual([
      ["IP-001", "changed"],
      ["IP-002", "retired"],
      ["IP-003", "restored"],
      ["IP-006", "added"],
      ["IP-004", "removed"],
    ]);
    expect(difference.records[0]?.fields).toEqual({ name: { before: "A", after: "A & Co" } });
    expect(changedRecords(difference)).toBe(5);
  });

  it("takes everything for added where nothing was before", () => {
    expect(registerDifference(null, content({ a: { ref: "IP-001" } })).counts.added).toBe(1);
  });

  it("sees lists and links by what they say", () => {
    const links = (rationale: string) =>
      content({ r: { links: [{ targetType: "control", targetRef: "A.5.1", rationale }] } }, "requirement");
    expect(changedRecords(registerDifference(links("a"), links("a")))).toBe(0);
    expect(registerDifference(links("a"), links("b")).records[0]?.fields.links).toBeDefined();
  });

  it("is empty exactly where the canonical texts are the same", () => {
    const value = fc.oneof(
      fc.constantFrom("", "x", "y"),
      fc.constant(null),
      fc.integer({ min: 0, max: 2 }),
      fc.array(fc.constantFrom("a", "b"), { maxLength: 2 }),
    );
    const records = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.record({ name: value, note: value, power: value }));
    fc.assert(
      fc.property(records, records, (left, right) => {
        const [a, b] = [content(left), content(right)];
        return (changedRecords(registerDifference(a, b)) === 0) === (contentText(a) === contentText(b));
      }),
    );
  });
});

describe("records touched by entries", () => {
  const change = (before: unknown, after: unknown) => ({ before, after }) as never;
  it("does not count what was changed back, nor what belongs to no version", () => {
    const touched: Touched[] = [
      { entity: "interested-party", id: "a", fields: { name: change("A", "B") } },
      { entity: "interested-party", id: "a", fields: { name: change("B", "A") } },
      { entity: "interested-party", id: "b", fields: { lastReviewedAt: change(null, "2026-01-01") } },
      { entity: "interested-party", id: "c", fields: { note: change("", "n") } },
      { entity: "interested-party", id: "c", fields: { note: change("n", "m") } },
      { entity: "risk", id: "d", fields: null },
      { entity: "risk", id: "d", fields: { title: change("x", "y") } },
    ];
    expect(touchedRecords(touched, isContentField)).toBe(2);
  });

  it("sees a field that was empty at first and is empty again", () => {
    const touched: Touched[] = [
      { entity: "risk", id: "a", fields: { note: change(null, "n") } },
      { entity: "risk", id: "a", fields: { note: change("n", "") } },
    ];
    expect(touchedRecords(touched, isContentField)).toBe(0);
  });
});
