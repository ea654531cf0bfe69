import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { GET, POST } from "@/app/[organization]/register/file/route";
import { readRegisterFile } from "@/domain/register-file";
import { ANNEX_COLLECTIONS, NATIVE_COLLECTIONS, type RegisterFile } from "@/domain/register-file-records";
import { openFile } from "@/features/evidence/mutations";
import { importRegister, takeRegister } from "@/features/register-file/mutations";
import { exportRegister, registerCounts } from "@/features/register-file/queries";
import { systemAccess } from "@/server/access";
import { Invalid, Refused } from "@/server/errors";
import { change } from "@/server/record";
import { withRequest } from "@/server/request";
import { APP_URL, createHouse, openWorld } from "./support/world";

const world = openWorld();

const STATEMENT = '{"format":"1","lines":[],"number":"1.0"}';

/** A register of our own writing: two parties, two requirements, people of whom one is a member, and carried collections that point at them. */
const FILE = {
  today: "2026-11-21",
  org: {
    name: "Nordwind Data GmbH",
    isms_scope: "Hosting in two data centres",
    climate_decision: "relevant",
    climate_rationale: "The cooling water runs warm in July",
    climate_decided_at: "2026-03-02",
    climate_decided_by: "u2",
    accountable_id: "u2",
    review_interval_months: 6,
    implied_exclusions: { landlord: "The building is ours" },
    languages: ["en", "de"],
  },
  users: [
    { id: "u1", name: "Mira Lindqvist", role: "isms_manager" },
    { id: "u2", name: "Jutta Ahrens", role: "approver", is_top_management: true },
  ],
  parties: [
    {
      id: "p1",
      ref: "IP-04",
      name: "=cmd|' /C calc'!A0",
      category: "external",
      relevance: "relevant",
      relevance_rationale: "Pays",
      status: "active",
      owner_id: "u1",
      issue_ids: ["i1"],
      created_at: "2025-02-01",
      power: 4,
    },
    {
      id: "p2",
      ref: "IP-011",
      name: "Works council",
      category: "internal",
      owner_id: "u2",
      members: ["Chair", "Deputy"],
      note: "Meets monthly",
    },
  ],
  requirements: [
    {
      id: "r1",
      ref: "REQ-002",
      party_id: "p1",
      statement: "Backups stay inside the EU",
      kind: "contractual",
      source_id: "s1",
      objective_ids: ["ob1"],
      cia: ["confidentiality"],
      impact_categories: ["commercial", "legal"],
      relevance: "relevant",
      isms_decision: "addressed",
      priority: "high",
      priority_decided_by: "u2",
    },
    { id: "r2", party_id: "p2", statement: "Logs name nobody", kind: "business", obligation_id: "o1" },
  ],
  links: [
    { id: "l1", requirement_id: "r1", target_type: "control", target_ref: "A.8.13", rationale: "Backup site" },
    { id: "l2", requirement_id: "r1", target_type: "risk", target_ref: "k1", rationale: "", coverage: "partly" },
    { id: "l3", requirement_id: "r1", target_type: "risk", target_ref: "R-007", rationale: "" },
    { id: "l4", requirement_id: "r1", target_type: "evidence", target_ref: "v-site", rationale: "" },
    { id: "l5", requirement_id: "r2", target_type: "procedure", target_ref: "d1", rationale: "" },
    { id: "l6", requirement_id: "r2", target_type: "risk", target_ref: "none", rationale: "Looked at" },
    { id: "l7", requirement_id: "r2", target_type: "scope", target_ref: "z1", rationale: "" },
    { id: "l8", requirement_id: "r2", target_type: "control", target_ref: "q1", rationale: "" },
  ],
  sources: [{ id: "s1", title: "Hosting contract 7", type: "contract", counterparty_party_id: "p1", owner_id: "u2" }],
  obligations: [{ id: "o1", title: "Works constitution act", authority_party_id: "p2", owner_id: "u1", last_verified_by: "u2" }],
  issues: [{ id: "i1", title: "Energy prices", category: "external" }],
  objectives: [{ id: "ob1", title: "No backup leaves the EU", owner_id: "u2" }],
  comments: [
    {
      id: "c1",
      entity: "requirement",
      entity_id: "r1",
      text: "Ask for the site list",
      author_id: "u2",
      created_at: "2026-01-05T10:00:00.000Z",
    },
    { id: "c2", entity: "risk", entity_id: "k1", text: "Ask the insurer", author_id: "u1", created_at: "2026-01-06T10:00:00.000Z" },
  ],
  workshops: [
    {
      id: "w1",
      kind: "voting",
      title: "Where do they stand",
      held_on: "2026-03-01",
      facilitator_id: "u1",
      participants: ["Jutta, board"],
      departments: ["Legal"],
      status: "closed",
      opened_at: "2026-03-01T10:00:00.000Z",
      closed_at: "2026-03-01T11:00:00.000Z",
      party_ids: ["p2", "p1"],
    },
    { id: "w2", ref: "WS-007", kind: "identification", title: "Who has a say", held_on: "2026-02-01" },
  ],
  workshop_entries: [
    {
      id: "e1",
      workshop_id: "w2",
      text: "\u202Fمجلس العمل 🏗️",
      pestle: "social",
      department: "HR",
      author_id: "u2",
      status: "merged",
      party_id: "p2",
      decided_at: "2026-02-01T09:30:00.000Z",
      decided_by: "u1",
      created_at: "2026-02-01T09:00:00.000Z",
    },
    { id: "e2", workshop_id: "w2", text: "Everybody", status: "dismissed", reason: "Too wide", created_at: "2026-02-01T09:00:01.000Z" },
  ],
  workshop_votes: [
    { id: "b1", workshop_id: "w1", party_id: "p1", voter_id: "u2", power: 2, support: -1, created_at: "2026-03-01T10:01:00.000Z" },
    { id: "b2", workshop_id: "w1", party_id: "p1", voter_id: "w1", power: 4, interest: 3, created_at: "2026-03-01T10:30:00.000Z" },
  ],
  interviews: [
    {
      id: "t1",
      ref: "INT-002",
      party_id: "p2",
      method: "focus_group",
      held_on: "2026-04-01",
      interviewer_id: "u2",
      interviewees: "Chair",
      status: "closed",
    },
  ],
  interview_answers: [
    {
      id: "a1",
      interview_id: "t1",
      question_key: "general-1",
      question: "What should it achieve?",
      answer: "No names in logs",
      used_for: ["requirement REQ-003"],
      created_at: "2026-04-01T08:00:00.000Z",
    },
  ],
  risks: [
    { id: "k1", title: "Backup abroad", level: 15, treatment: "modify", owner_id: "u2" },
    { id: "k2", ref: "R-007", title: "=Flood", level: 7 },
    {
      id: "R-003",
      title: "Staff are bribed",
      kind: "threat",
      likelihood: 2,
      impact: 5,
      level: 10,
      adverse_party_id: "p1",
      accepted_by: "u2",
    },
  ],
  soa: [
    { control_ref: "A.8.13", applicable: true, justification: "Backups", reasons: ["contractual"], implementation_status: "implemented" },
    { control_ref: "A.7.1", applicable: false, justification: "No site", owner_id: "u2", decided_at: "2026-01-09", decided_by: "u1" },
    { control_ref: "q1", applicable: null, implementation_note: "Asked" },
  ],
  documents: [
    { id: "d1", title: "Restore procedure", quoted_register_version: "2.0", current: true },
    { id: "d2", ref: "P-009", title: "Scope", type: "plan", approved_on: "2026-02-02", audience: "All", owner_id: "u1" },
  ],
  evidence: [
    { id: "v-site", title: "List of sites", type: "record", dated: "2026-05-05", valid_until: "2027-05-05", location: "dms/7" },
    {
      id: "v2",
      ref: "E-077",
      title: "Restore test",
      type: "test_result",
      dated: "2026-06-06",
      origin: "Operations",
      content_hash: "a".repeat(64),
      file_name: "test.pdf",
      media_type: "application/pdf",
      size: 12,
      owner_id: "u2",
    },
  ],
  scope_units: [{ id: "z1", title: "Data centre two", kind: "site", owner_id: "u2" }],
  own_controls: [
    { id: "q1", title: "Four eyes", theme: "people", control_types: ["preventive"], cia: ["integrity"], concepts: ["protect"] },
  ],
  budget_lines: [
    {
      id: "g1",
      title: "Second site",
      period: "2026",
      amount: 5000,
      currency: "EUR",
      target_refs: ["A.8.13", "k1", "E-077", "q1"],
      owner_id: "u1",
    },
  ],
  soa_versions: [
    {
      id: "h1",
      number: "1.0",
      issued_on: "2026-04-04",
      issued_by: "u2",
      change_summary: "First",
      content: STATEMENT,
      content_hash: createHash("sha256").update(STATEMENT).digest("hex"),
    },
  ],
  self_assessments: [
    {
      id: "n1",
      as_of: "2026-05-01",
      ran_by: "u2",
      majors: 1,
      content: '{"findings":[],"form":1,"rules":{},"today":"2026-05-01","unanswered":[]}',
    },
  ],
  acceptances: [
    {
      id: "y1",
      check_id: "AC-14",
      subject: "REQ-002",
      reason: "Until the audit",
      accepted_until: "2026-12-12",
      accepted_at: "2026-05-01",
      accepted_by: "u2",
    },
  ],
  audit_samples: [
    { id: "m1", seed: "seven", drawn_by: "u2", drawn_on: "2026-06-01", content: '{"form":1,"items":[]}', note: "Two missing" },
  ],
  findings: [
    {
      id: "f1",
      title: "Decisions missing",
      clause: "Clause 4.2 c",
      severity: "minor",
      origin: "internal_audit",
      raised_at: "2026-02-01",
      due_at: "2026-05-01",
      cause: "Nobody was asked",
      corrective_action: "Triage",
      effectiveness_checked_at: "2026-04-01",
      effectiveness_note: "Held",
      closed_at: "2026-04-02",
      closed_by: "u2",
      record_refs: ["REQ-002", "A.5.31"],
      owner_id: "u2",
    },
    { id: "f2", title: "Again", clause: "Clause 4.2 c", severity: "major", raised_at: "2026-05-01", due_at: "2026-06-01", repeat_of: "f1" },
  ],
  actions: [
    {
      id: "t1",
      title: "Decide every Monday",
      requirement_id: "r1",
      finding_id: "f2",
      due_at: "2026-06-01",
      requested_by: "u2",
      status: "done",
      done_at: "2026-05-20",
      result: "Held",
    },
  ],
  conflicts: [
    {
      id: "x1",
      title: "Delete against keep",
      requirement_ids: ["r1", "r2"],
      status: "accepted",
      opened_at: "2026-03-01",
      options: ["One", "Two"],
      impact_assessment: "A fine",
      method: "escalated",
      resolution: "Kept",
      rationale: "For a year",
      prevailing_requirement_id: "r1",
      decided_by: "u2",
      decided_at: "2026-04-01",
      communicated_at: "2026-04-02",
      communicated_to: "Both",
      example: true,
    },
    { id: "x2", requirement_ids: ["r1"], status: "open" },
  ],
  conflict_steps: [{ id: "xs1", conflict_id: "x1", held_on: "2026-03-05", what: "Talked", participants: "Both" }],
  conflict_dismissals: [{ id: "xd1", requirement_ids: ["r2", "r1"], refs: "REQ-002, REQ-003", reason: "Both can be met" }],
  reviews: [
    { id: "v1", type: "periodic", participants: ["u1", "u2"], party_ids: ["p1"] },
    { id: "v2", type: "trigger", trigger_id: "g1", completed_at: "2026-05-01", participants: ["u1"], party_ids: ["p1"] },
  ],
  triggers: [
    { id: "g1", type: "new-client", occurred_at: "2026-04-20", due_days: 20 },
    {
      id: "g2",
      type: "own-drill",
      title: "Drill failed",
      occurred_at: "2026-05-02",
      logged_on: "2026-05-09",
      logged_by: "u2",
      party_ids: ["p1", "p2"],
      corrective_action_id: "t1",
      owner_id: "u2",
      status: "dismissed",
      closed_on: "2026-05-10",
      dismissed_reason: "Not ours",
    },
  ],
  trigger_rules: [
    {
      id: "g9",
      type: "own-drill",
      title: "Emergency drill failed",
      due_days: 9,
      prompts: ["Why?"],
      usual_parties: ["internal"],
      own: true,
    },
  ],
};

/** The file without what must differ in another organisation: ids become names, and its own members are left out. */
function comparable(file: RegisterFile, members: readonly string[] = []): unknown {
  const names = new Map<string, string>();
  for (const user of file.users) names.set(user.id, `user ${user.name}`);
  const withRefs = [
    ...[file.parties, file.requirements, file.sources, file.obligations, file.issues, file.objectives, file.workshops, file.interviews],
    ...[file.risks, file.documents, file.evidence, file.scope_units, file.own_controls, file.budget_lines],
    ...[file.self_assessments, file.audit_samples, file.findings, file.actions, file.triggers, file.reviews],
  ];
  for (const list of withRefs) for (const { id, ref } of list) names.set(id, ref);
  for (const { id, control_ref } of file.soa) names.set(id!, `row ${control_ref}`);
  for (const { id, number } of file.soa_versions) names.set(id, `statement ${number}`);
  for (const { id, check_id, subject } of file.acceptances) names.set(id, `${check_id} ${subject}`);
  for (const { id, text } of [...file.comments, ...file.workshop_entries]) names.set(id, text);
  for (const { id, type } of file.trigger_rules) names.set(id, `rule ${type}`);
  for (const { id, question } of file.interview_answers) names.set(id, question);
  for (const [index, { id }] of file.workshop_votes.entries()) names.set(id, `vote ${index}`);
  const text = JSON.stringify({ ...file, users: file.users.filter(({ name }) => !members.includes(name)) });
  return JSON.parse([...names].reduce((all, [id, name]) => all.replaceAll(`"${id}"`, JSON.stringify(name)), text));
}

describe.skipIf(world.skip)("the register file", () => {
  it("comes in, goes out, comes into another organisation, and is the same", async () => {
    const mira = await world.as("mira");
    const counts = await importRegister(mira, JSON.parse(JSON.stringify(FILE)));
    expect(counts).toMatchObject({
      parties: 2,
      requirements: 2,
      sources: 1,
      obligations: 1,
      issues: 1,
      comments: 2,
      risks: 3,
      soa: 3,
      evidence: 2,
    });
    expect(counts.levels).toEqual({ derived: 1, kept: 1 });
    expect(counts.inWords).toContain("3 risks, 2 documents, 2 pieces of evidence, 1 scope unit");
    expect(counts.inWords).toContain("For 1 risk the file gave the level only");
    const first = JSON.parse(new TextDecoder().decode(await takeRegister(mira))) as RegisterFile;
    expect(readRegisterFile(JSON.parse(JSON.stringify(first)))).toEqual({ ok: true, file: expect.anything() });
    expect(first.org).toMatchObject({
      climate_decision: "relevant",
      review_interval_months: 6,
      implied_exclusions: { landlord: "The building is ours" },
    });
    expect(first.parties.map(({ ref, name, owner_id }) => [ref, name, owner_id])).toEqual([
      ["IP-04", "=cmd|' /C calc'!A0", world.people.mira.id],
      ["IP-011", "Works council", first.users.find(({ name }) => name === "Jutta Ahrens")!.id],
    ]);
    expect(first.parties[0]).toMatchObject({ created_at: "2025-02-01", power: 4, issue_ids: [first.issues[0]!.id] });
    expect(first.requirements.map(({ ref }) => ref)).toEqual(["REQ-002", "REQ-003"]);
    expect(first.requirements[0]).toMatchObject({
      source_id: first.sources[0]!.id,
      priority_decided_by: first.users.find(({ name }) => name === "Jutta Ahrens")!.id,
    });
    expect(first.conflicts[0]).toMatchObject({
      requirement_ids: first.requirements.map(({ id }) => id),
      status: "accepted",
      options: ["One", "Two"],
      decided_by: first.users.find(({ name }) => name === "Jutta Ahrens")!.id,
      prevailing_requirement_id: first.requirements[0]!.id,
      communicated_at: "2026-04-02",
    });
    expect(first.conflict_steps[0]).toMatchObject({ conflict_id: first.conflicts[0]!.id, held_on: "2026-03-05", what: "Talked" });
    expect(new Set(first.conflict_dismissals[0]!.requirement_ids)).toEqual(new Set(first.requirements.map(({ id }) => id)));
    const jutta = first.users.find(({ name }) => name === "Jutta Ahrens")!.id;
    expect(first.workshops.map(({ ref, status }) => [ref, status])).toEqual([
      ["WS-007", "open"],
      ["WS-008", "closed"],
    ]);
    expect(first.workshops[1]!.party_ids).toEqual([first.parties[1]!.id, first.parties[0]!.id]);
    expect(first.workshop_entries[0]).toMatchObject({ text: FILE.workshop_entries[0]!.text, author_id: jutta, status: "merged" });
    expect(first.workshop_votes.map(({ voter_id, power, support }) => [voter_id, power, support])).toEqual([
      [jutta, 2, -1],
      [first.workshops[1]!.id, 4, null],
    ]);
    expect(first.interview_answers[0]).toMatchObject({ interview_id: first.interviews[0]!.id, used_for: ["requirement REQ-003"] });
    expect(first.risks[2]!.owner_id).toBe(first.sources[0]!.owner_id);

    expect(first.risks).toMatchObject([
      { ref: "R-003", level: 10, adverse_party_id: first.parties[0]!.id, accepted_by: jutta },
      { ref: "R-007", title: "=Flood", level: 7, likelihood: null, note: expect.stringContaining("level 7") },
      { ref: "R-008", level: 15, likelihood: 3, impact: 5, owner_id: jutta, note: expect.stringContaining("level 15") },
    ]);
    expect(first.links.map(({ target_type, target_ref, coverage }) => [target_type, target_ref, coverage])).toEqual([
      ["control", "A.8.13", ""],
      ["evidence", "E-078", ""],
      ["risk", "R-007", ""],
      ["risk", "R-008", "partly"],
      ["control", "OC-001", ""],
      ["procedure", "P-010", ""],
      ["risk", "none", ""],
      ["scope", "SU-001", ""],
    ]);
    expect(first.documents.map(({ ref, type }) => [ref, type])).toEqual([
      ["P-009", "plan"],
      ["P-010", "procedure"],
    ]);
    expect(first.soa).toMatchObject([
      { control_ref: "A.7.1", applicable: false, decided_at: "2026-01-09", decided_by: world.people.mira.id, owner_id: jutta },
      { control_ref: "A.8.13", applicable: true, reasons: ["contractual"], decided_at: first.today, decided_by: null },
      { control_ref: "OC-001", applicable: null, decided_at: null, implementation_note: "Asked" },
    ]);
    expect(first.budget_lines[0]!.target_refs).toEqual(["A.8.13", "R-008", "E-077", "OC-001"]);
    expect(first.soa_versions[0]).toMatchObject({ content: STATEMENT, issued_by: jutta });
    expect(first.self_assessments[0]).toMatchObject({ ref: "SA-001", majors: 1, ran_by: jutta });
    expect(first.acceptances[0]).toMatchObject({ subject: "REQ-002", accepted_by: jutta });
    expect(first.triggers).toMatchObject([
      // Another tool tells nothing else; that its review was completed says that it is over.
      { ref: "TRG-001", title: "Major new client signed", status: "closed", closed_on: "2026-05-01", logged_on: "2026-04-20" },
      { ref: "TRG-002", status: "dismissed", dismissed_reason: "Not ours", due_days: 30, logged_on: "2026-05-09" },
    ]);
    expect(first.audit_samples[0]).toMatchObject({ ref: "SMP-001", note: "Two missing" });
    expect(first.comments[1]).toMatchObject({ entity: "risk", entity_id: first.risks[2]!.id });
    expect(JSON.stringify(first)).not.toContain("audit_note");
    expect(Object.keys(first).sort()).toEqual([...NATIVE_COLLECTIONS, ...ANNEX_COLLECTIONS, "org", "today"].sort());

    const other = await createHouse("nordwind-two", "Nordwind Two", [[world.people.kim, "owner"]]);
    const kim = await world.as("kim", other);
    await importRegister(kim, JSON.parse(JSON.stringify(first)));
    const second = await exportRegister(kim);
    expect(comparable(second, ["Kim Adeyemi"])).toEqual(comparable(first));
  });

  it("tells of a file of evidence that did not come along that it is not here", async () => {
    const aisha = await world.as("aisha");
    const refused = await openFile(aisha, "E-077").catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "evidence-file_gone" });
  });

  it("gives out what an earlier file brought before there were rooms, neither lost nor doubled", async () => {
    const house = await createHouse("nordwind-old", "Nordwind Old", [[world.people.kim, "owner"]]);
    const kim = await world.as("kim", house);
    const { risks: _risks, soa: _soa, evidence: _evidence, documents: _documents, ...rest } = FILE;
    const bare = { ...rest, links: FILE.links.slice(0, 2), budget_lines: [], comments: [] };
    await importRegister(kim, JSON.parse(JSON.stringify(bare)));
    const carried = {
      risks: [{ id: "k1", title: "Old risk", level: 20, colour: "red" }],
      soa: [
        { control_ref: "A.8.13", applicable: true },
        { control_ref: "A.5.1", applicable: false, justification: "Old" },
      ],
      evidence: [{ id: "e1", title: "Old report", type: "record", dated: "2025-01-01" }],
      documents: [{ id: "d1", title: "Old scope", quoted_register_version: "1.0", current: true }],
    };
    for (const [collection, content] of Object.entries(carried))
      await world.sql(
        `INSERT INTO register_annex (organization_id, id, collection, content, created_at, updated_at) VALUES ($1, gen_random_uuid(), $2, $3::jsonb, now(), now())`,
        [house.id, collection, JSON.stringify(content)],
      );
    await change(kim, (record) => record.create("soa-entry", { controlRef: "A.8.13", applicable: false, decidedAt: "2026-11-01" }));
    const out = JSON.parse(JSON.stringify(await exportRegister(kim))) as RegisterFile;
    expect(out.soa.map(({ control_ref, applicable }) => [control_ref, applicable])).toEqual([
      ["A.8.13", false],
      ["A.5.1", false],
    ]);
    const next = await createHouse("nordwind-new", "Nordwind New", [[world.people.kim, "owner"]]);
    const there = await world.as("kim", next);
    await importRegister(there, out);
    const moved = await exportRegister(there);
    expect(moved.risks).toMatchObject([{ ref: "R-001", title: "Old risk", level: 20, note: expect.stringContaining("colour: red") }]);
    expect(moved.links.find(({ target_type }) => target_type === "risk")).toMatchObject({ target_ref: "R-001", coverage: "partly" });
    expect([moved.soa.length, moved.evidence.length, moved.documents.length]).toEqual([2, 1, 1]);
    expect((await registerCounts(there)).carried).toBe(0);
  });

  it("is refused by a register that is not empty", async () => {
    await expect(importRegister(await world.as("mira"), FILE)).rejects.toThrow(Refused);
  });

  it("names every place where a file is wrong and changes nothing", async () => {
    const kim = await world.as("kim");
    const wrong = { ...FILE, parties: [{ ...FILE.parties[0], power: 9, owner_id: "u1" }, { id: "p2" }], colour: "red" };
    const failure = await importRegister(kim, JSON.parse(JSON.stringify(wrong))).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Invalid);
    expect(Object.keys((failure as Invalid).fieldErrors)).toEqual(
      expect.arrayContaining(["colour", "parties[0].power", "parties[1].name", "parties[1].category"]),
    );
    const stray = {
      parties: FILE.parties.map((party) => ({ ...party, owner_id: null, issue_ids: [] })),
      comments: [{ ...FILE.comments[0], entity_id: "nobody" }],
    };
    const lost = await importRegister(kim, JSON.parse(JSON.stringify(stray))).catch((error: unknown) => error);
    expect(Object.keys((lost as Invalid).fieldErrors)).toEqual(["comments[0].entity_id"]);
    expect((await exportRegister(kim)).parties).toEqual([]);
  });

  it("lets only one of two imports at once into an empty register", async () => {
    const house = await createHouse("nordwind-race", "Nordwind Race", []);
    const access = () => systemAccess(house, "test");
    const answers = await Promise.allSettled([1, 2].map(() => importRegister(access(), JSON.parse(JSON.stringify(FILE)))));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("goes through the door: download for auditors, upload for managers only", async () => {
    const at = { params: Promise.resolve({ organization: "nordwind" }) };
    const get = async (name: "aisha" | "vera") =>
      withRequest(await world.request(name), () => GET(new Request(`${APP_URL}/nordwind/register/file`), at));
    const taken = await get("aisha");
    expect(taken.status).toBe(200);
    expect(taken.headers.get("content-disposition")).toMatch(/nordwind_register_\d{4}-\d{2}-\d{2}\.json/);
    expect((await get("vera")).status).toBe(403);
    const post = async (name: "carla" | "kim" | "mira", body: string) =>
      withRequest(await world.request(name), () =>
        POST(new Request(`${APP_URL}/nordwind/register/file?name=r.json`, { method: "POST", body }), at),
      );
    expect((await post("carla", "{}")).status).toBe(403);
    expect((await post("kim", "{}")).status).toBe(404);
    expect((await post("mira", "no json")).status).toBe(422);
    const [note] = await world.sql(
      "SELECT p.payload FROM history_entry e JOIN history_payload p USING (organization_id, sequence) WHERE e.entity = 'register-file' AND e.action = 'export' AND e.organization_id = $1 LIMIT 1",
      [world.nordwind.id],
    );
    expect(JSON.parse(note!.payload).note).toContain("2 parties");
  });
});
