import { describe, expect, test } from "vitest";
import { readFacts } from "@/domain/audit-checks/facts";
import { cleanRegister, type OracleRegister } from "../../../tests/support/oracle";

const problems = (json: unknown) => {
  const reading = readFacts(json);
  return reading.ok ? [] : reading.problems;
};
const read = (json: unknown) => {
  const reading = readFacts(json);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
};
/** The problem with one field of one record. */
const problemWith = (collection: Exclude<keyof OracleRegister, "org" | "today">, field: string, value: unknown) => {
  const register = cleanRegister();
  Object.assign(register[collection][0]!, { [field]: value });
  return problems(register)[0] ?? null;
};

describe("the facts of a register", () => {
  test("absent is empty, and says nothing", () => {
    const { facts, today } = read({
      parties: [{ id: "p1" }],
      requirements: [{ id: "r1" }],
      versions: [{}],
      links: [{}],
      users: [{ id: "u1" }],
    });
    expect(today).toBeNull();
    expect(facts.findings).toEqual([]);
    expect(facts.org).toMatchObject({ review_interval_months: 12, conflict_max_days: 90, confirm_max_days: 90, triage_max_days: 30 });
    expect(facts.org.climate_decision).toBe("undetermined");
    expect(facts.users).toEqual([{ id: "u1", active: true, is_top_management: false }]);
    expect(facts.parties[0]).toMatchObject({ status: "candidate", relevance: "undecided", adverse: false, power: null, owner_id: null });
    expect(facts.requirements[0]).toMatchObject({
      status: "draft",
      binding: "undecided",
      isms_decision: "undecided",
      cia: [],
      source_type: null,
    });
  });

  test("null is the same as absent, and a blank id is none", () => {
    const { facts } = read({
      org: { review_interval_months: null, implied_exclusions: null },
      users: null,
      parties: [{ id: "p1", owner_id: " ", confirmed_at: "", adverse: null, relation: null, category: null }],
    });
    expect(facts.org.review_interval_months).toBe(12);
    expect(facts.parties[0]).toMatchObject({ owner_id: null, confirmed_at: null, adverse: false, category: null });
  });

  test("ids that lead nowhere, doubled ids and unknown keys are facts, not mistakes", () => {
    const register = cleanRegister();
    register.parties[0]!.owner_id = "nobody";
    register.requirements[0]!.party_id = "nowhere";
    register.links[0]!.requirement_id = "r999";
    register.versions[1]!.approved_by = ["nobody"];
    register.parties.push(structuredClone(register.parties[0]!));
    Object.assign(register, { colours: 3 });
    Object.assign(register.parties[1]!, { __proto__x: { deep: [1] }, note: 5 });
    expect(problems(register)).toEqual([]);
  });

  test("an instant counts by its day", () => {
    expect(read({ parties: [{ id: "p1", created_at: "2025-08-20T09:00:00Z" }] }).facts.parties[0]!.created_at).toBe("2025-08-20");
  });

  test("the name of a template cannot reach into JavaScript", () => {
    const { facts } = read(JSON.parse('{"org":{"implied_exclusions":{"__proto__":"none"}}}'));
    expect(facts.org.implied_exclusions.get("landlord")).toBeUndefined();
    expect(read(JSON.parse('{"__proto__":{"parties":[{"id":"p1"}]}}')).facts.parties).toEqual([]);
  });
});

describe("what has the wrong form is refused with its place", () => {
  test.each([
    [null, { path: "register", code: "not_an_object" }],
    [[], { path: "register", code: "not_an_object" }],
    ["register", { path: "register", code: "not_an_object" }],
    [{ org: [] }, { path: "org", code: "not_an_object" }],
    [{ org: { implied_exclusions: [] } }, { path: "org.implied_exclusions", code: "not_an_object" }],
    [{ org: { implied_exclusions: { dpa: 1 } } }, { path: "org.implied_exclusions.dpa", code: "not_text" }],
    [{ org: { review_interval_months: "12" } }, { path: "org.review_interval_months", code: "not_a_number" }],
    [{ org: { review_interval_months: 1.5 } }, { path: "org.review_interval_months", code: "not_whole" }],
    [{ org: { review_interval_months: 0 } }, { path: "org.review_interval_months", code: "out_of_range", values: { min: 1, max: 1200 } }],
    [{ org: { triage_max_days: -1 } }, { path: "org.triage_max_days", code: "out_of_range", values: { min: 0, max: 36_500 } }],
    [{ today: "20.11.2025" }, { path: "today", code: "not_a_day" }],
    [{ today: 20251120 }, { path: "today", code: "not_a_day" }],
    [{ parties: {} }, { path: "parties", code: "not_a_list" }],
    [{ parties: ["IP-01"] }, { path: "parties[0]", code: "not_an_object" }],
    [{ parties: [{ id: "p1" }, {}] }, { path: "parties[1].id", code: "missing" }],
    [{ parties: [{ id: " " }] }, { path: "parties[0].id", code: "missing" }],
    [{ parties: [{ id: 7 }] }, { path: "parties[0].id", code: "not_text" }],
    [{ changes: [null] }, { path: "changes[0]", code: "not_an_object" }],
  ])("%j", (json, problem) => {
    expect(problems(json)).toEqual([problem]);
  });

  test("field by field", () => {
    expect(problemWith("parties", "power", "5")).toMatchObject({ path: "parties[0].power", code: "not_a_number" });
    expect(problemWith("parties", "adverse", "no")).toMatchObject({ path: "parties[0].adverse", code: "not_true_or_false" });
    expect(problemWith("parties", "created_at", "2025-02-30")).toMatchObject({ path: "parties[0].created_at", code: "not_a_day" });
    expect(problemWith("parties", "relevance", "relevent")).toMatchObject({
      path: "parties[0].relevance",
      code: "not_an_option",
      values: { options: "undecided, relevant, not_relevant" },
    });
    expect(problemWith("requirements", "cia", "confidentiality")).toMatchObject({ path: "requirements[0].cia", code: "not_a_list" });
    expect(problemWith("requirements", "statement", ["one"])).toMatchObject({ path: "requirements[0].statement", code: "not_text" });
    expect(problemWith("conflicts", "requirement_ids", ["r1", 2])).toMatchObject({
      path: "conflicts[0].requirement_ids[1]",
      code: "not_text",
    });
    expect(problemWith("versions", "number", 2)).toMatchObject({ path: "versions[0].number", code: "not_text" });
    expect(problemWith("soa", "applicable", "yes")).toMatchObject({ path: "soa[0].applicable", code: "not_true_or_false" });
    expect(problemWith("kpis", "frequency_days", "monthly")).toMatchObject({ path: "kpis[0].frequency_days", code: "not_a_number" });
  });

  test("at most a hundred at once", () => {
    expect(problems({ parties: Array.from({ length: 500 }, () => ({})) })).toHaveLength(100);
  });
});
