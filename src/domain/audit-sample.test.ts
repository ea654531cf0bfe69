import { describe, expect, it } from "vitest";
import {
  type BackwardCandidate,
  compareDraws,
  type DrawnSample,
  drawSample,
  type ForwardCandidate,
  forwardSize,
  type SamplePopulation,
} from "@/domain/audit-sample";

const ref = (number: number) => `REQ-${String(number).padStart(3, "0")}`;
const candidate = (name: string) => ({ ref: name, title: `About ${name}`, record: name });
const forward = (number: number, source: ForwardCandidate["source"] = "other", mandatory = true): ForwardCandidate => ({
  ...candidate(ref(number)),
  source,
  mandatory,
});
const control = (name: string, ...reasons: BackwardCandidate["reasons"]): BackwardCandidate => ({ ...candidate(name), reasons });
const NOBODY: SamplePopulation = {
  forward: [],
  backward: [],
  discarded: [],
  notAddressed: [],
  newestChange: [],
  trigger: [],
  impliedParty: [],
};
const MOMENT = { sequence: 7, hash: "ab" };
const draw = (population: Partial<SamplePopulation>, seed = "spring") => drawSample(seed, { ...NOBODY, ...population }, MOMENT);
const refsOf = (sample: DrawnSample, slot: string) => sample.items.filter((item) => item.slot === slot).map((item) => item.ref);
const hundred = Array.from({ length: 100 }, (_, index) => forward(index + 1));

describe("a sample", () => {
  it("comes out the same with the same seed, in whatever order the candidates come", () => {
    const population = { forward: hundred, discarded: [candidate("REQ-201"), candidate("REQ-202"), candidate("REQ-203")] };
    const turned = { forward: [...hundred].reverse(), discarded: [...population.discarded].reverse() };
    expect(draw(turned)).toEqual(draw(population));
    expect(draw(population, "autumn").items).not.toEqual(draw(population).items);
  });

  it("stays what it was: a seed that was noted in a report draws the same after every update of this program", () => {
    expect(refsOf(draw({ forward: hundred }, "audit 2026"), "forward")).toMatchInlineSnapshot(`
      [
        "REQ-063",
        "REQ-036",
        "REQ-078",
        "REQ-021",
      ]
    `);
  });

  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [30, 3],
    [31, 4],
    [300, 4],
    [301, 5],
    [20_000, 5],
  ])("follows of %d requirements %d forward", (population, size) => {
    expect(forwardSize(population)).toBe(size);
  });

  it("takes each record once, two controls, and one of everything else", () => {
    const population = {
      forward: hundred,
      backward: [control("A.5.1", "legal"), control("A.5.2", "legal"), control("A.5.3", "contractual"), control("A.5.4", "contractual")],
      discarded: [candidate("REQ-201"), candidate("REQ-202")],
      notAddressed: [candidate("REQ-301"), candidate("REQ-302")],
      trigger: [candidate("T-1"), candidate("T-2")],
      impliedParty: [candidate("insurers"), candidate("landlord")],
    };
    const sample = draw(population);
    const count = (slot: string) => new Set(refsOf(sample, slot)).size;
    expect(["forward", "backward", "discarded", "notAddressed", "newestChange", "trigger", "impliedParty"].map(count)).toEqual([
      4, 2, 1, 1, 0, 1, 1,
    ]);
    expect(sample.items).toHaveLength(10);
    expect(sample.population.forward.size).toBe(100);
    expect(sample.population.newestChange.size).toBe(0);
  });

  it.each(["one", "two", "three", "four", "five"])("has one contract and one law where there are any (seed %s)", (seed) => {
    const population = hundred.map((one, index) => (index === 40 ? forward(41, "law") : index === 71 ? forward(72, "contract") : one));
    const chosen = refsOf(draw({ forward: population }, seed), "forward");
    expect(chosen).toEqual(expect.arrayContaining([ref(41), ref(72)]));
    expect(chosen).toHaveLength(4);
  });

  it.each(["one", "two", "three"])("takes what binds before wishes (seed %s)", (seed) => {
    const population = hundred.map((one, index) => ({ ...one, mandatory: index >= 97 }));
    const chosen = refsOf(draw({ forward: population }, seed), "forward");
    expect(chosen).toEqual(expect.arrayContaining([ref(98), ref(99), ref(100)]));
    expect(chosen).toHaveLength(4);
  });

  it("goes back from a contractual and a legal reason; a control with both counts once", () => {
    const backward = [control("A.5.1", "legal"), control("A.5.2", "legal"), control("A.5.3", "legal"), control("A.5.20", "contractual")];
    expect(refsOf(draw({ backward }), "backward")).toContain("A.5.20");
    expect(refsOf(draw({ backward: [control("A.5.1", "legal", "contractual")] }), "backward")).toEqual(["A.5.1"]);
  });

  it("takes the newest change by its number, whatever the seed", () => {
    const newestChange = [3, 12, 9].map((sequence) => ({ ...candidate(`REQ-00${sequence}`), sequence }));
    for (const seed of ["one", "two"]) expect(refsOf(draw({ newestChange }, seed), "newestChange")).toEqual(["REQ-0012"]);
  });

  it("leaves the others where they are when one joins that is not drawn", () => {
    const before = draw({ forward: hundred });
    const chosen = new Set(refsOf(before, "forward"));
    const bystander = hundred.find((one) => !chosen.has(one.ref))!;
    const after = draw({ forward: hundred.filter((one) => one !== bystander) });
    expect(refsOf(after, "forward")).toEqual(refsOf(before, "forward"));
    expect(compareDraws(before, after)).toMatchObject({ sameItems: true, populations: [{ slot: "forward", before: 100, after: 99 }] });
  });
});

describe("drawing again with the same seed", () => {
  const before = draw({ forward: hundred });

  it("says that nothing changed", () => {
    expect(compareDraws(before, draw({ forward: hundred }))).toEqual({
      sameMoment: true,
      sameItems: true,
      populations: [],
      gone: [],
      come: [],
    });
  });

  it("names who came and who left, and notices another population of the same size", () => {
    const [first] = refsOf(before, "forward");
    const others = [...hundred.filter((one) => one.ref !== first), forward(999)];
    const after = { ...draw({ forward: others }), asOf: { sequence: 9, hash: "cd" } };
    const compared = compareDraws(before, after);
    expect(compared).toMatchObject({ sameMoment: false, sameItems: false, populations: [{ slot: "forward", before: 100, after: 100 }] });
    expect(compared.gone.map((item) => item.ref)).toEqual([first]);
    expect(compared.come).toHaveLength(1);
  });
});
