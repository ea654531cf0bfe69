import { describe, expect, test } from "vitest";
import { CHECKS } from "@/domain/audit-checks/catalogue";
import { findingsBySubject, groupedMinors, qualityKind, qualityMarks } from "@/domain/audit-checks/x-ray";
import { audit, changed, OUR_OWN, PUBLISHED } from "../../../tests/support/oracle";

const findings = audit(
  changed(
    ...["AC-09", "AC-50", "AC-26", "AC-63"].map((check) => OUR_OWN[check]!.change),
    ...["AC-13", "AC-16", "AC-28", "AC-52"].map((check) => PUBLISHED[check]!.change),
  ),
);

describe("the x-ray of a list", () => {
  test("finds by record: a link by its requirement, a reason of the SoA by its control", () => {
    const bySubject = findingsBySubject(findings);
    const checks = (ref: string) => bySubject.get(ref)?.map(({ check }) => check);
    expect(checks("REQ-001")).toEqual(["AC-16", "AC-28"]);
    expect(checks("REQ-005")).toEqual(["AC-26"]);
    expect(checks("IP-02")).toEqual(["AC-13"]);
    expect(checks("IP-10")).toEqual(["AC-09"]);
    expect(checks("IP-03")).toBeUndefined();
    const cut = findingsBySubject(audit(changed(OUR_OWN["AC-50"]!.change)));
    expect(cut.get("REQ-002")?.map(({ check }) => check)).toEqual(["AC-50"]);
    const cited = findingsBySubject(audit(changed(PUBLISHED["AC-52"]!.change)));
    expect(cited.get("A.6.3")?.map(({ check }) => check)).toEqual(["AC-52"]);
    expect(
      findingsBySubject(audit({}))
        .get("register")
        ?.map(({ check }) => check),
    ).toContain("AC-01");
  });

  test("marks orphans, stale, vague and doubled records, and leaves the rest to the run", () => {
    const marks = qualityMarks(findings, ["IP-02", "IP-10", "REQ-001", "REQ-005", "REQ-003"]);
    const kinds = Object.fromEntries([...marks].map(([ref, own]) => [ref, own.map(({ kind }) => kind)]));
    expect(kinds).toEqual({ "IP-02": ["orphan"], "IP-10": ["duplicate"], "REQ-001": ["vague"], "REQ-005": ["stale"] });
    expect(new Set(CHECKS.map(({ id }) => qualityKind(id)))).toEqual(new Set(["orphan", "stale", "vague", "duplicate", null]));
  });

  test("three minors on one clause are offered as one", () => {
    const minors = audit(changed(...["AC-44"].map((check) => OUR_OWN[check]!.change), PUBLISHED["AC-43"]!.change));
    expect(groupedMinors(minors)).toEqual([]);
    const many = audit(changed(...["AC-38", "AC-39", "AC-41"].map((check) => OUR_OWN[check]!.change), PUBLISHED["AC-37"]!.change));
    expect(groupedMinors(many)).toEqual([{ clause: "Clause 7.5.3", checks: ["AC-37", "AC-39", "AC-41"] }]);
  });
});
