import { describe, expect, it } from "vitest";
import { FRAMEWORKS, findProvisions } from "./crosswalk";

describe("the crosswalk", () => {
  it("says of every provision on what it rests; only what was read counts as looked up", () => {
    const all = FRAMEWORKS.flatMap(({ provisions }) => provisions);
    expect(all).toHaveLength(77);
    expect(all.filter(({ standing }) => standing === "looked_up")).toHaveLength(19);
    for (const { basis, standing } of all) expect(standing === "looked_up").toBe(basis === "looked-up");
  });

  it("is narrowed by framework and words", () => {
    expect(findProvisions({ key: "DORA", q: "" }).map(({ key }) => key)).toEqual(["DORA"]);
    expect(findProvisions({ key: null, q: "climate change" }).length).toBeGreaterThan(0);
    expect(findProvisions({ key: null, q: "no such words anywhere" })).toEqual([]);
  });
});
