import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** How many statements each group of the source documents has: 288 together. */
const GROUPS = { F: 26, P: 39, A: 21, R: 51, C: 9, I: 25, E: 12, K: 8, V: 22, G: 16, U: 20, T: 13, O: 14, S: 12 };

describe("docs/statements.md", () => {
  it("names each of the 288 statements exactly once", () => {
    const page = readFileSync(new URL("../../docs/statements.md", import.meta.url), "utf8");
    const named = [...page.matchAll(/^\| ([A-Z]\d+(?:[-, ]+[A-Z]\d+)*) \|/gm)].flatMap(([, ids]) =>
      ids!.split(", ").flatMap((part) => {
        const [from, to = from] = part.split("-") as [string, string?];
        return Array.from(
          { length: Number(to.slice(1)) - Number(from.slice(1)) + 1 },
          (_, at) => `${from[0]}${Number(from.slice(1)) + at}`,
        );
      }),
    );
    const all = Object.entries(GROUPS).flatMap(([group, count]) => Array.from({ length: count }, (_, at) => `${group}${at + 1}`));
    expect(all).toHaveLength(288);
    expect(named.filter((id, at) => named.indexOf(id) !== at)).toEqual([]);
    expect(all.filter((id) => !named.includes(id))).toEqual([]);
    expect(named.filter((id) => !all.includes(id))).toEqual([]);
  });
});
