import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHECKS, checkById, POINTS, remedyOf } from "@/domain/audit-checks/catalogue";
import { RULES, runChecks } from "@/domain/audit-checks/run";
import {
  audit,
  type Change,
  changed,
  cleanRegister,
  facts,
  findingOf,
  type Mutation,
  type OracleRegister,
  OUR_OWN,
  PUBLISHED,
  TODAY,
} from "../../../tests/support/oracle";

const severity = (check: string, change: Change) => findingOf(check, change)?.severity ?? null;

describe("the checks", () => {
  test("are 71, each with a rule, an example and a point", () => {
    const ids = Array.from({ length: 71 }, (_, index) => `AC-${String(index + 1).padStart(2, "0")}`);
    expect(CHECKS.map(({ id }) => id)).toEqual(ids);
    expect(Object.keys(RULES).sort()).toEqual(ids);
    expect(Object.keys({ ...PUBLISHED, ...OUR_OWN }).sort()).toEqual(ids);
    expect(Object.keys(PUBLISHED).filter((id) => id in OUR_OWN)).toEqual([]);
    expect(POINTS.map(({ point }) => point)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { point } of CHECKS) expect(POINTS[point - 1]).toBeDefined();
  });

  test("name clauses with their namespace and never call good practice a nonconformity", () => {
    for (const { clause, criterion, severity: grade, escalate } of CHECKS) {
      for (const part of clause.split(", ")) expect(part).toMatch(/^(Clause \d|A\.\d|[a-z]$)/);
      if (criterion === "good_practice") expect([grade, escalate]).toEqual(["ofi", null]);
    }
    expect(checkById("AC-13")?.clause).toBe("Clause 4.2 b");
    expect(checkById("AC-01")?.clause).toBe("Clause 4.2 a, b");
    expect(checkById("AC-07")?.clause).toBe("Clause 4.2 b, A.5.31");
    expect(checkById("AC-72")).toBeNull();
  });

  test("keep remedies apart from findings", () => {
    for (const { id } of CHECKS) expect(remedyOf(id)).toMatch(/\w/);
    expect(remedyOf("AC-99")).toBeNull();
    for (const { change } of Object.values({ ...PUBLISHED, ...OUR_OWN })) {
      const said = JSON.stringify(audit(changed(change)));
      for (const { id } of CHECKS) expect(said).not.toContain(remedyOf(id)!);
    }
  });
});

describe("the clean register", () => {
  test("has no finding", () => {
    expect(audit(cleanRegister())).toEqual([]);
  });

  test.each(Object.entries({ ...PUBLISHED, ...OUR_OWN }))("%s finds its one change", (check, { change, expected, alsoFires }: Mutation) => {
    const findings = audit(changed(change));
    expect(findings.find((finding) => finding.check === check)?.subjects).toEqual(expected);
    expect(findings.map((finding) => finding.check).filter((id) => id !== check)).toEqual(alsoFires);
  });

  test("keeps the order of the checks and of the records", () => {
    const findings = audit(
      changed(
        (r) =>
          r.parties.forEach((party) => {
            party.owner_id = null;
          }),
        OUR_OWN["AC-02"]!.change,
      ),
    );
    expect(findings.map(({ check }) => check)).toEqual(["AC-02", "AC-11"]);
    expect(findings[1]!.subjects).toEqual(["IP-01", "IP-02", "IP-03", "IP-04", "IP-05", "IP-06", "IP-07", "IP-08", "IP-09"]);
  });

  test("an empty register has findings, not errors", () => {
    const findings = audit({});
    const subjects = Object.fromEntries(findings.map(({ check, subjects }) => [check, subjects]));
    expect(subjects).toMatchObject({
      "AC-01": ["register"],
      "AC-04": ["internal", "external"],
      "AC-05": ["insurers", "landlord", "dpa", "certification-body", "cloud-providers", "data-subjects"],
      "AC-34": ["register"],
      "AC-59": ["register"],
      "AC-63": ["none"],
      "AC-65": ["register"],
    });
    expect(Object.keys(subjects)).toHaveLength(8);
    expect(findings.find(({ check }) => check === "AC-59")?.severity).toBe("minor");
  });
});

describe("severity", () => {
  const undecide =
    (count: number): Change =>
    (r) => {
      for (const requirement of r.requirements.slice(0, count)) requirement.isms_decision = "undecided";
    };
  const silence =
    (count: number): Change =>
    (r) => {
      const parties = new Set(r.parties.slice(0, count).map(({ id }) => id));
      r.requirements = r.requirements.filter(({ party_id }) => !parties.has(party_id));
    };
  const cut =
    (...requirements: string[]): Change =>
    (r) => {
      r.links = r.links.filter(({ requirement_id }) => !requirements.includes(requirement_id));
    };

  test("AC-13: major when more than a quarter of the relevant parties have no requirement", () => {
    expect(severity("AC-13", silence(1))).toBe("minor");
    expect(severity("AC-13", silence(2))).toBe("minor");
    expect(severity("AC-13", silence(3))).toBe("major");
    // Exactly a quarter: 2 of 8.
    expect(
      severity("AC-13", (r) => {
        silence(2)(r);
        r.parties[8]!.relevance = "not_relevant";
      }),
    ).toBe("minor");
  });

  test("AC-32: major when more than a fifth of the relevant requirements are undecided", () => {
    expect(severity("AC-32", undecide(2))).toBe("minor");
    expect(severity("AC-32", undecide(3))).toBe("major");
    // Exactly a fifth: 2 of 10.
    expect(
      severity("AC-32", (r) => {
        undecide(2)(r);
        r.requirements[10]!.status = "retired";
      }),
    ).toBe("minor");
  });

  test("AC-49: minor when at most a tenth of the addressed needs have no thread", () => {
    expect(severity("AC-49", cut("r1"))).toBe("major");
    const oneMoreNeed: Change = (r) => {
      r.requirements.push({ ...structuredClone(r.requirements[0]!), id: "r20", ref: "REQ-020" });
      r.links.push(
        ...["control", "risk", "evidence"].map((type, index) => ({
          ...structuredClone(r.links.find((link) => link.requirement_id === "r1" && link.target_type === type)!),
          id: `l2${index}x`,
          requirement_id: "r20",
        })),
      );
    };
    expect(
      severity("AC-49", (r) => {
        oneMoreNeed(r);
        cut("r1")(r);
      }),
    ).toBe("minor");
    expect(
      severity("AC-49", (r) => {
        oneMoreNeed(r);
        cut("r1", "r3")(r);
      }),
    ).toBe("major");
  });

  test("AC-59: major only when there never was a review and there was time for one", () => {
    const late: Change = (r) =>
      r.reviews.forEach((review) => {
        review.completed_at = "2024-01-10";
      });
    const young: Change = (r) => {
      r.reviews = [];
      for (const record of [...r.parties, ...r.requirements]) record.created_at = "2025-09-01";
      r.versions = [];
    };
    expect(severity("AC-59", late)).toBe("minor");
    expect(
      severity("AC-59", (r) => {
        r.reviews = [];
      }),
    ).toBe("major");
    expect(
      severity("AC-59", (r) =>
        r.reviews.forEach((review) => {
          review.completed_at = null;
        }),
      ),
    ).toBe("major");
    expect(severity("AC-59", young)).toBe("minor");
  });

  test("AC-63: major when no management review was held in time, minor when it did not consider the changes", () => {
    expect(
      findingOf("AC-63", (r) => {
        r.mreviews = [];
      }),
    ).toMatchObject({ severity: "major", subjects: ["none"] });
    expect(
      findingOf("AC-63", (r) => {
        r.mreviews[1]!.held_at = "2024-11-19";
      }),
    ).toMatchObject({ severity: "major", subjects: ["none"] });
    expect(findingOf("AC-63", OUR_OWN["AC-63"]!.change)).toMatchObject({ severity: "minor", subjects: ["m1"] });
  });

  test("AC-67: major when a finding that is overdue came back", () => {
    const again =
      (repeatOf: string | null, closed: string | null): Change =>
      (r) => {
        r.findings.push({ id: "f2", due_at: "2025-06-01", closed_at: closed, repeat_of: repeatOf });
        r.findings[0]!.closed_at = null;
      };
    expect(findingOf("AC-67", again(null, null))).toMatchObject({ severity: "minor", subjects: ["f1", "f2"] });
    expect(findingOf("AC-67", again("f1", null))).toMatchObject({ severity: "major", subjects: ["f1", "f2"] });
    expect(findingOf("AC-67", again("f1", "2025-07-01"))).toMatchObject({ severity: "minor", subjects: ["f1"] });
  });

  test("rules of its own the organisation may give up, the standard's it may not", () => {
    const register = facts(changed(PUBLISHED["AC-37"]!.change, PUBLISHED["AC-28"]!.change));
    const findings = (rulesNotHeld: string[]) =>
      runChecks(register, TODAY, { rulesNotHeld: new Set(rulesNotHeld) }).map(({ check }) => check);
    expect(findings([])).toEqual(["AC-28", "AC-37"]);
    expect(findings(["AC-37", "AC-28"])).toEqual(["AC-28"]);
  });
});

describe("whatever the register", () => {
  const changes = Object.values({ ...PUBLISHED, ...OUR_OWN }).map(({ change }) => change);
  const damaged = fc.subarray(changes).map((some) => {
    const register = cleanRegister();
    for (const change of some) {
      try {
        change(register);
      } catch {
        // An earlier change took the record away.
      }
    }
    return register;
  });
  const collections = Object.keys(cleanRegister()).filter((key) => key !== "today" && key !== "org") as Exclude<
    keyof OracleRegister,
    "today" | "org"
  >[];
  const bySet = (register: unknown) =>
    audit(register)
      // The one check that speaks of an earlier and a later record.
      .filter(({ check }) => check !== "AC-09")
      .map(({ check, severity: grade, subjects }) => [check, grade, [...subjects].sort()]);

  test("the order of its records does not change what is found", () => {
    fc.assert(
      fc.property(damaged, fc.infiniteStream(fc.nat()), (register, numbers) => {
        const shuffled = structuredClone(register);
        for (const name of collections) {
          const drawn = shuffled[name].map((record) => [numbers.next().value as number, record] as const);
          shuffled[name] = drawn.sort(([a], [b]) => a - b).map(([, record]) => record);
        }
        expect(bySet(shuffled)).toEqual(bySet(register));
      }),
      { numRuns: 150 },
    );
  });

  test("a retired record is never a subject", () => {
    fc.assert(
      fc.property(damaged, fc.nat(), fc.constantFrom("parties", "requirements"), (register, at, name) => {
        const record = register[name][at % Math.max(register[name].length, 1)];
        if (!record) return;
        record.status = "retired";
        for (const { subjects, records } of audit(register)) {
          expect(subjects).not.toContain(record.ref);
          expect(records.map(({ ref }) => ref)).not.toContain(record.ref);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("running twice gives the same, and nothing is written into the facts", () => {
    const freeze = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    };
    fc.assert(
      fc.property(damaged, (register) => {
        const frozen = facts(register);
        freeze(frozen);
        expect(runChecks(frozen, TODAY)).toEqual(runChecks(frozen, TODAY));
      }),
      { numRuns: 50 },
    );
  });

  test("keys that nobody knows do not matter", () => {
    fc.assert(
      fc.property(damaged, fc.string({ minLength: 1 }), fc.jsonValue(), (register, key, value) => {
        const more = structuredClone(register);
        const add = (record: object) => Object.defineProperty(record, `x-${key}`, { value, enumerable: true });
        add(more);
        add(more.org);
        for (const name of collections) more[name].forEach(add);
        expect(audit(more)).toEqual(audit(register));
      }),
      { numRuns: 50 },
    );
  });

  test("every finding is a sentence without holes, and opens records only once", () => {
    fc.assert(
      fc.property(damaged, (register) => {
        for (const { text, records, subjects, sampled } of audit(register)) {
          expect(text).not.toMatch(/[{}]|undefined|null|\.\./);
          expect(text).toMatch(
            /^(Major nonconformity|Minor nonconformity|Opportunity for improvement), (Clause \d|A\.\d).*\. Criterion: .*\.$/,
          );
          expect(new Set(records.map(({ entity, id }) => `${entity} ${id}`)).size).toBe(records.length);
          expect(records.length).toBeLessThanOrEqual(subjects.length);
          expect(sampled).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
