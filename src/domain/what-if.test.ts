import { describe, expect, it } from "vitest";
import { NO_RISK_REF } from "./risk";
import type { ThreadLink, ThreadSource } from "./thread";
import { compareLosses, droppable, lossOf, type Support, supportsOf } from "./what-if";

const today = "2026-03-01";
const link = (type: ThreadLink["type"], ref: string, more: Partial<ThreadLink> = {}): ThreadLink => ({
  type,
  ref,
  rationale: "",
  coverage: "",
  target: { title: ref, retired: false, applicable: true, implementation: "implemented", validUntil: null, current: true },
  ...more,
});
const without = (links: ThreadLink[], dropped: string[], sources: ThreadSource[] = []) =>
  lossOf(supportsOf(links, sources, today), new Set(dropped));

describe("what can be dropped", () => {
  it.each([
    ["A.8.24", "control"],
    ["OC-001", "control"],
    ["IP-007", "party"],
    ["SRC-001", "source"],
    ["OBL-002", "obligation"],
    ["SU-001", "scope"],
    ["R-014", "risk"],
    ["P-003", "document"],
    ["E-077", "evidence"],
    ["BL-001", "budget-line"],
    ["REQ-001", null],
    ["Clause 7.4", null],
    ["OBJ-001", null],
    ["rubbish", null],
  ])("%s is %s", (ref, kind) => expect(droppable(ref)).toBe(kind));
});

describe("what a requirement loses", () => {
  it("loses its only control entirely, and what remains elsewhere is named", () => {
    const loss = without([link("control", "A.8.24"), link("risk", "R-014")], ["A.8.24"]);
    expect(loss).toMatchObject({ outcome: "entirely", stations: [{ station: "control", outcome: "lost" }] });
    expect(loss!.remains.map(({ ref }) => ref)).toEqual(["R-014"]);
  });

  it("keeps cover where another control holds", () => {
    expect(without([link("control", "A.8.24"), link("control", "A.8.10")], ["A.8.24"])).toMatchObject({ outcome: "not" });
  });

  it.each([
    ["excluded", link("control", "A.8.10", { target: { title: "", retired: false, applicable: false } })],
    ["retired", link("control", "OC-001", { target: { title: "", retired: true } })],
    ["gone", link("control", "OC-009", { target: null })],
    ["a clause without its reason", link("clause", "Clause 7.4", { target: { title: "", retired: false } })],
    ["dropped as well", link("control", "A.5.1")],
  ])("does not keep it by what is %s", (_, other) => {
    expect(without([link("control", "A.8.24"), other], ["A.8.24", "A.5.1"])).toMatchObject({ outcome: "entirely" });
  });

  it("keeps it by a clause or a procedure with its reason", () => {
    expect(without([link("control", "A.8.24"), link("clause", "Clause 7.4", { rationale: "Told to all" })], ["A.8.24"])).toMatchObject({
      outcome: "not",
    });
    const procedure = link("procedure", "P-003", { rationale: "Does it" });
    expect(without([link("control", "A.8.24"), procedure], ["A.8.24"])).toMatchObject({ outcome: "not" });
    expect(without([procedure], ["P-003"])!.stations.map(({ station }) => station)).toEqual(["control", "document"]);
  });

  it("does not count what was uncovered before", () => {
    const expired = link("evidence", "E-001", { target: { title: "", retired: false, validUntil: "2026-02-28" } });
    expect(without([expired], ["E-001"])).toBeNull();
    expect(without([link("control", "A.8.24")], ["A.5.1"])).toBeNull();
  });

  it("loses partly where one of two stations is left with nothing", () => {
    const links = [link("control", "A.8.24"), link("evidence", "E-001"), link("evidence", "E-002")];
    expect(without(links, ["A.8.24", "E-001"])).toMatchObject({ outcome: "partly" });
  });

  it("loses partly where what is left answers less than before", () => {
    const full = link("control", "A.8.24", { coverage: "fully" });
    expect(without([full, link("control", "A.8.10", { coverage: "partly" })], ["A.8.24"])).toMatchObject({ outcome: "partly" });
    expect(without([full, link("control", "A.8.10", { coverage: "fully" })], ["A.8.24"])).toMatchObject({ outcome: "not" });
  });

  it("counts “no risk” as an answer that cannot be dropped", () => {
    const none = link("risk", NO_RISK_REF, { rationale: "Public data", target: null });
    expect(supportsOf([none], [], today)).toMatchObject([{ ref: "", holds: true }]);
    expect(without([none], [NO_RISK_REF, ""])).not.toBeUndefined();
  });

  it("loses its ground with the only source in effect", () => {
    const source = (ref: string, effectiveTo: string | null = null): ThreadSource => ({
      kind: "source",
      ref,
      name: ref,
      retired: false,
      effectiveTo,
    });
    expect(without([], ["SRC-001"], [source("SRC-001"), source("SRC-002", "2026-01-01")])).toMatchObject({ outcome: "entirely" });
    expect(without([], ["SRC-001"], [source("SRC-001"), source("SRC-002")])).toMatchObject({ outcome: "not" });
  });
});

it("names the hardest loss first", () => {
  const one = (ref: string, outcome: "entirely" | "partly" | "not", kind: "legal" | "business", binding: "requirement" | "wish") => ({
    ref,
    kind,
    binding,
    loss: { outcome, stations: [], remains: [] as Support[] },
  });
  const sorted = [
    one("REQ-004", "not", "legal", "requirement"),
    one("REQ-003", "entirely", "business", "wish"),
    one("REQ-1000", "entirely", "legal", "requirement"),
    one("REQ-002", "entirely", "business", "requirement"),
    one("REQ-999", "entirely", "legal", "requirement"),
  ].sort(compareLosses);
  expect(sorted.map(({ ref }) => ref)).toEqual(["REQ-999", "REQ-1000", "REQ-002", "REQ-003", "REQ-004"]);
});
