import { describe, expect, it } from "vitest";
import { mergeChanges } from "./merge";

const fields = ["statement", "owner", "due", "cia"];
const base = { statement: "Encrypt backups", owner: "mira", due: "2026-03-01", cia: ["confidentiality"] };

describe("two people edit one requirement", () => {
  it("asks only where both changed the same field differently", () => {
    const mine = { ...base, statement: "Encrypt all backups" };
    const theirs = { ...base, statement: "Encrypt backups at rest", owner: "jonas" };
    expect(mergeChanges(fields, base, mine, theirs)).toEqual({
      contested: ["statement"],
      theirs: ["owner"],
      values: { ...mine, owner: "jonas" },
    });
  });

  it("asks nothing when both wrote the same, or the order of choices differs", () => {
    const mine = { ...base, cia: ["integrity", "confidentiality"] };
    expect(mergeChanges(fields, base, mine, { ...base, cia: ["confidentiality", "integrity"] }).contested).toEqual([]);
  });

  it("keeps a day a day and emptiness empty", () => {
    const merge = mergeChanges(fields, base, base, { due: new Date("2026-04-01T00:00:00Z"), owner: null, version: 7 });
    expect(merge.values).toEqual({ ...base, due: "2026-04-01", owner: "" });
    expect(merge.theirs).toEqual(["owner", "due"]);
  });
});
