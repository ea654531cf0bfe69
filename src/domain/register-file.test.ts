import messages from "@messages/en.json" with { type: "json" };
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { readRegisterFile } from "@/domain/register-file";
import { LONGEST_TEXT, type RegisterProblem } from "@/domain/register-file-fields";
import { ANNEX_COLLECTIONS, NATIVE_COLLECTIONS } from "@/domain/register-file-records";

const client = { id: "p1", ref: "IP-001", name: "Business clients", category: "external", power: 5, owner_id: "u1" };
const uptime = { id: "r1", ref: "REQ-001", party_id: "p1", statement: "Available 99.9 %", kind: "contractual", source_id: "s1" };
const register = (change: object = {}) => ({
  today: "2026-03-02",
  org: { name: "Nordwind Data GmbH", implied_exclusions: { landlord: "We own the site" } },
  users: [{ id: "u1", name: "Mira", role: "isms_manager" }],
  parties: [client],
  requirements: [uptime],
  sources: [{ id: "s1", title: "MSA 2024", type: "contract", counterparty_party_id: "p1" }],
  links: [{ id: "l1", requirement_id: "r1", target_type: "control", target_ref: "A.8.24", rationale: "" }],
  changes: [{ id: "h1", entity_ref: "REQ-001", anything: { else: [1, null, true] } }],
  ...change,
});
const t = createTranslator({ locale: "en", messages, namespace: "registerFile" });
const say = ({ path, code, values }: RegisterProblem) => t(code, { path, ...values });
const problems = (change: object, options?: Parameters<typeof readRegisterFile>[1]) => {
  const reading = readRegisterFile(register(change), options);
  return reading.ok ? [] : reading.problems.map(say);
};

describe("a register file", () => {
  test("is read whole, absent fields saying nothing", () => {
    const reading = readRegisterFile(register());
    if (!reading.ok) throw new Error(reading.problems.map(say).join("\n"));
    const { file } = reading;
    expect(file.parties[0]).toMatchObject({ ...client, relevance: "undecided", status: "candidate", interest: null, note: "", pestle: [] });
    expect(file.org).toMatchObject({
      review_interval_months: 12,
      climate_decision: "undetermined",
      implied_exclusions: { landlord: "We own the site" },
    });
    expect(file.changes).toEqual(register().changes);
    expect(file.findings).toEqual([]);
  });

  test("written again and read again it is the same", () => {
    const once = readRegisterFile(register());
    if (!once.ok) throw new Error("unreadable");
    expect(readRegisterFile(JSON.parse(JSON.stringify(once.file)))).toEqual(once);
  });

  test("holds every collection either in a room of its own or in the annex", () => {
    const names =
      "users parties requirements links soa risks evidence obligations sources conflicts comms engagements kpis reviews triggers changes versions mreviews documents actions findings";
    for (const name of names.split(" ")) expect([...NATIVE_COLLECTIONS, ...ANNEX_COLLECTIONS]).toContain(name);
  });
});

describe("what is wrong is named with its place", () => {
  test.each<[object, string]>([
    [{ parties: [client, client, client, { ...client, power: 9 }] }, "parties[3].power must be 1 to 5"],
    [{ kpis: [{ id: "q1", requirement_id: "r1", metric: "uptime" }] }, "kpis[0].target is missing"],
    [{ kpis: [{ id: "q1", requirement_id: "r1", metric: "uptime", target: "99,5" }] }, "kpis[0].target must be a number"],
    [{ parties: [{ ...client, power: 2.5 }] }, "parties[0].power must be a whole number"],
    [{ parties: [{ ...client, power: "5" }] }, "parties[0].power must be a number"],
    [{ parties: [{ ...client, support: -3 }] }, "parties[0].support must be -2 to 2"],
    [{ parties: [{ ...client, category: "inside" }] }, "parties[0].category must be one of: internal, external"],
    [
      { parties: [{ ...client, pestle: ["legal", "magic"] }] },
      "parties[0].pestle[1] must be one of: political, economic, social, technological, legal, environmental",
    ],
    [{ parties: [{ ...client, name: " " }] }, "parties[0].name is missing"],
    [{ parties: [{ id: "p1", category: "external" }] }, "parties[0].name is missing"],
    [{ parties: [{ ...client, colour: "red" }] }, "parties[0].colour is not a field of the register file"],
    [{ parties: {} }, "parties must be a list"],
    [{ parties: [7] }, "parties[0] must be an object"],
    [{ extras: [] }, "extras is not a field of the register file"],
    [{ org: [] }, "org must be an object"],
    [{ today: "02.03.2026" }, "today must be a date as YYYY-MM-DD"],
    [{ requirements: [{ ...uptime, confirmed_at: "2026-02-30" }] }, "requirements[0].confirmed_at must be a date as YYYY-MM-DD"],
    [{ requirements: [{ ...uptime, climate_related: "yes" }] }, "requirements[0].climate_related must be true or false"],
    [{ requirements: [{ ...uptime, note: "a\0b" }] }, "requirements[0].note holds characters that cannot be shown or stored"],
    [{ requirements: [{ ...uptime, note: "x".repeat(LONGEST_TEXT + 1) }] }, "requirements[0].note must have at most 20,000 characters"],
    [{ risks: ["r"] }, "risks[0] must be an object"],
  ])("%j", (change, sentence) => {
    expect(problems(change, { references: "lenient" })).toEqual([sentence]);
  });

  test("an id that leads nowhere, or given twice, is refused by an import and left for the self-assessment to find", () => {
    const change = { parties: [client, { ...client, owner_id: "u9" }], requirements: [{ ...uptime, party_id: "p7" }] };
    expect(problems(change)).toEqual([
      "parties[1].id is given twice: p1",
      "parties[1].ref is given twice: IP-001",
      "parties[1].owner_id names “u9”, which is not among the users",
      "requirements[0].party_id names “p7”, which is not among the parties",
    ]);
    expect(problems(change, { references: "lenient" })).toEqual([]);
  });

  const leak = { id: "k1", title: "Leak" };
  test.each<[object, string]>([
    [{ risks: [{ ...leak, level: 0 }] }, "risks[0].level must be 1 to 100"],
    [{ risks: [{ ...leak, level: 9, likelihood: 2, impact: 5 }] }, "risks[0].level must be likelihood times impact, 10"],
    [{ risks: [{ ...leak, likelihood: 6 }] }, "risks[0].likelihood must be 1 to 5"],
    [{ risks: [{ ...leak, accepted_at: "2026-01-01" }] }, "risks[0].accepted_by is missing"],
    [{ risks: [{ ...leak, adverse_party_id: "p9" }] }, "risks[0].adverse_party_id names “p9”, which is not among the parties"],
    [{ soa: [{ control_ref: "A.18.1.1" }] }, "soa[0].control_ref names “A.18.1.1”, which is not among the controls"],
    [{ soa: [{ control_ref: "A.5.1" }, { control_ref: "A.5.1" }] }, "soa[1].control_ref is given twice: A.5.1"],
    [{ evidence: [{ id: "e1", title: "Report", dated: null }] }, "evidence[0].dated must be a date as YYYY-MM-DD"],
    [
      { evidence: [{ id: "e1", title: "Report", dated: "2026-01-01", content_hash: "../../etc" }] },
      "evidence[0].content_hash must be a SHA-256 as 64 hexadecimal digits in small letters",
    ],
    [
      { soa_versions: [{ id: "v", number: "1.0", issued_on: "2026-01-01", content: "{}", content_hash: "a".repeat(64) }] },
      "soa_versions[0].content must be JSON with a list of lines",
    ],
    [
      { soa_versions: [{ id: "v", number: "1.0", issued_on: "2026-01-01", content: '{"lines":[]}', content_hash: "a".repeat(64) }] },
      "soa_versions[0].content_hash does not fit the content",
    ],
  ])("%j", (change, sentence) => {
    expect(problems(change)).toEqual([sentence]);
  });

  test("what is no object at all", () => {
    for (const nothing of [null, [], "text", 3])
      expect(readRegisterFile(nothing)).toEqual({ ok: false, problems: [{ path: "register", code: "not_an_object" }] });
  });
});

describe("hostile files", () => {
  test("__proto__ and constructor are keys like any other, and refused", () => {
    const hostile = JSON.parse(
      '{"__proto__": {"polluted": true}, "parties": [{"__proto__": {"x": 1}, "id": "p", "name": "n", "category": "internal", "constructor": 1}]}',
    );
    const reading = readRegisterFile(hostile);
    expect(!reading.ok && reading.problems.map(say)).toEqual([
      "__proto__ is not a field of the register file",
      "parties[0].__proto__ is not a field of the register file",
      "parties[0].constructor is not a field of the register file",
    ]);
    const annex = readRegisterFile(JSON.parse('{"changes": [{"deep": {"__proto__": {"polluted": true}}}]}'));
    expect(!annex.ok && annex.problems.map(say)).toEqual(["changes[0].deep.__proto__ is not a field of the register file"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("nesting and the number of problems have an end", () => {
    let deep: object = {};
    for (let level = 0; level < 50; level++) deep = { deep };
    expect(problems({ changes: [deep] })[0]).toMatch(/nested more than 20 levels deep$/);
    const reading = readRegisterFile(register({ parties: new Array(500).fill(1) }));
    expect(!reading.ok && reading.problems.length).toBe(100);
  });
});
