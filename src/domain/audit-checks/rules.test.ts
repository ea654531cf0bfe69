import { describe, expect, test } from "vitest";
import { type Change, findingOf, type OracleRegister } from "../../../tests/support/oracle";

const found = (check: string, change: Change) => findingOf(check, change)?.subjects ?? [];
type Collection = Exclude<keyof OracleRegister, "org" | "today">;
/** Fields of one record, changed. */
const put =
  (collection: Collection, index: number, fields: object): Change =>
  (r) => {
    Object.assign(r[collection][index]!, fields);
  };
const all =
  (...changes: Change[]): Change =>
  (r) => {
    for (const change of changes) change(r);
  };

/** The other half of each rule: what else fires, and what looks like it but does not. The first half stands in the mutations (tests/support/oracle). */
describe("point 1, parties identified", () => {
  test.each<[string, Change, string[]]>([
    [
      "AC-01",
      (r) => {
        for (const party of r.parties) party.relevance = "undecided";
      },
      ["register"],
    ],
    [
      "AC-01",
      (r) => {
        for (const requirement of r.requirements) requirement.status = "retired";
      },
      ["register"],
    ],
    ["AC-02", put("parties", 9, { relevance: "undecided", status: "retired" }), []],
    ["AC-03", put("parties", 9, { relevance_rationale: null, status: "retired" }), []],
    [
      "AC-04",
      (r) => {
        for (const party of r.parties) party.category = null;
      },
      ["internal", "external"],
    ],
    ["AC-04", put("parties", 1, { status: "candidate" }), ["internal"]],
    ["AC-05", put("parties", 8, { status: "retired" }), ["data-subjects"]],
    ["AC-05", put("parties", 8, { relevance: "undecided" }), []],
    [
      "AC-05",
      (r) => {
        r.parties[8]!.template_key = null;
        Object.assign(r.org.implied_exclusions, { "data-subjects": "No people's data" });
      },
      [],
    ],
    [
      "AC-05",
      (r) => {
        r.parties[8]!.template_key = null;
        Object.assign(r.org.implied_exclusions, { "data-subjects": " " });
      },
      ["data-subjects"],
    ],
    ["AC-06", put("sources", 0, { counterparty_party_id: "p99" }), ["s1"]],
    ["AC-06", put("sources", 0, { counterparty_party_id: "p10" }), ["s1"]],
    ["AC-06", put("sources", 0, { counterparty_party_id: null, type: "law" }), []],
    ["AC-06", put("sources", 0, { counterparty_party_id: null, status: "retired" }), []],
    ["AC-06", put("sources", 0, { counterparty_party_id: null, ref: "SRC-001" }), ["SRC-001"]],
    ["AC-07", put("parties", 2, { relevance: "undecided" }), ["register"]],
    ["AC-09", put("parties", 9, { name: "Business client's" }), ["IP-10"]],
    ["AC-09", put("parties", 9, { name: "Büsiness clients" }), []],
    ["AC-09", put("parties", 9, { name: "Business clients", status: "retired" }), []],
    ["AC-10", put("parties", 0, { confirmed_at: null, adverse: true }), []],
    ["AC-11", put("parties", 0, { owner_id: "u99" }), ["IP-01"]],
    ["AC-11", put("parties", 9, { owner_id: null }), []],
    ["AC-12", put("parties", 0, { power: null }), ["IP-01"]],
    ["AC-12", put("parties", 0, { support: null }), ["IP-01"]],
  ])("%s", (check, change, subjects) => {
    expect(found(check, change)).toEqual(subjects);
  });
});

describe("point 2, requirements determined", () => {
  test.each<[string, Change, string[]]>([
    ["AC-13", put("requirements", 1, { relevance: "undecided" }), ["IP-02"]],
    ["AC-13", put("requirements", 1, { status: "draft" }), []],
    ["AC-14", put("requirements", 0, { source_ref: " " }), ["REQ-001"]],
    ["AC-14", put("requirements", 0, { source_ref: "", source_ids: ["s1"] }), []],
    ["AC-14", put("requirements", 0, { source_type: null }), ["REQ-001"]],
    ["AC-14", put("requirements", 0, { source_type: "template" }), ["REQ-001"]],
    ["AC-14", put("requirements", 5, { source_locator: "" }), []],
    ["AC-14", put("requirements", 1, { source_ref: "", source_type: null }), []],
    ["AC-14", put("requirements", 0, { source_locator: null, binding: "undecided" }), []],
    ["AC-16", put("requirements", 1, { statement: "Be good" }), []],
    ["AC-18", put("requirements", 2, { strength: "expectation" }), ["REQ-003"]],
    ["AC-18", put("requirements", 2, { kind: "regulatory", binding: "wish" }), ["REQ-003"]],
    ["AC-18", put("requirements", 0, { strength: "expectation" }), []],
    ["AC-18", put("requirements", 0, { binding: "undecided" }), []],
    ["AC-19", put("requirements", 0, { cia: [], cia_rationale: "It decides how the ISMS itself is run" }), []],
    ["AC-20", put("requirements", 11, { discard_reason: " " }), ["REQ-012"]],
    ["AC-20", put("requirements", 11, { discard_reason: "", status: "retired" }), []],
    ["AC-22", put("requirements", 1, { confirmed_at: null, source_type: null }), ["REQ-002"]],
    ["AC-22", put("requirements", 0, { confirmed_at: null }), []],
    ["AC-23", put("obligations", 1, { applicable: false }), ["REQ-009"]],
    ["AC-23", put("requirements", 8, { obligation_id: "o99" }), ["REQ-009"]],
    ["AC-23", put("requirements", 8, { obligation_id: null, obligation_ids: ["o2"] }), []],
    ["AC-24", put("requirements", 8, { status: "retired" }), ["o2"]],
    ["AC-24", all(put("requirements", 8, { status: "retired" }), put("obligations", 1, { applicable: false })), []],
    ["AC-25", put("obligations", 0, { last_verified_at: null }), ["o1"]],
    ["AC-25", put("obligations", 0, { owner_id: "u3" }), ["o1"]],
    ["AC-25", put("obligations", 0, { owner_id: null, ref: "OBL-007" }), ["OBL-007"]],
    ["AC-25", put("obligations", 0, { last_verified_at: null, status: "retired" }), []],
    ["AC-26", put("requirements", 0, { effective_to: "2025-01-01", status: "draft" }), []],
    [
      "AC-26",
      all(put("sources", 2, { effective_to: "2025-01-01" }), put("requirements", 0, { source_ids: ["s1", "s3"] })),
      ["REQ-001", "REQ-005"],
    ],
    ["AC-27", put("parties", 1, { relevance: "not_relevant" }), ["REQ-002"]],
    ["AC-27", put("requirements", 1, { party_id: "p99" }), ["REQ-002"]],
    ["AC-27", all(put("parties", 1, { status: "retired" }), put("requirements", 1, { status: "draft" })), []],
    ["AC-28", put("requirements", 0, { owner_id: "u3" }), ["REQ-001"]],
    ["AC-28", put("requirements", 0, { owner_id: "u99" }), ["REQ-001"]],
  ])("%s", (check, change, subjects) => {
    expect(found(check, change)).toEqual(subjects);
  });
});

describe("points 3 and 4, prioritised, decided, documented, controlled", () => {
  test.each<[string, Change, string[]]>([
    ["AC-29", put("requirements", 0, { priority_justification: "" }), ["REQ-001"]],
    ["AC-29", put("requirements", 9, { priority_justification: null }), ["REQ-010"]],
    ["AC-30", put("requirements", 0, { impact_if_unmet: null }), ["REQ-001"]],
    ["AC-30", put("requirements", 1, { impact_if_unmet: null }), []],
    ["AC-31", put("requirements", 9, { priority_decided_by: null }), ["REQ-010"]],
    ["AC-31", put("requirements", 9, { priority_decided_by: null, impact_if_unmet: 3 }), []],
    ["AC-31", put("requirements", 9, { priority_decided_by: null, impact_if_unmet: 3, strength: "need" }), ["REQ-010"]],
    [
      "AC-31",
      all(put("requirements", 9, { priority_decided_by: null, impact_if_unmet: null, strength: "need" }), put("parties", 0, { power: 3 })),
      [],
    ],
    ["AC-33", put("requirements", 9, { how_addressed: "" }), []],
    ["AC-33", put("requirements", 9, { how_addressed: "", kind: "contractual", strength: "need" }), ["REQ-010"]],
    ["AC-35", put("versions", 1, { management_review_id: "m99" }), ["2.0"]],
    ["AC-35", put("mreviews", 1, { minutes_ref: " " }), ["2.0"]],
    ["AC-36", put("versions", 1, { author_id: "u2" }), ["2.0"]],
    ["AC-36", put("versions", 1, { author_id: "u2", approved_by: ["u2", "u1"] }), []],
    ["AC-36", put("versions", 1, { approved_by: [] }), ["2.0"]],
    ["AC-37", put("versions", 0, { open_comments: 3 }), []],
    ["AC-38", put("versions", 1, { approved_hash: null }), ["2.0"]],
    ["AC-38", put("versions", 1, { status: "in_review", content_hash: "zz" }), []],
    ["AC-39", put("versions", 0, { status: "approved" }), ["register"]],
    ["AC-39", put("versions", 0, { number: "2.0" }), ["register"]],
    ["AC-39", put("versions", 0, { number: "2" }), ["register"]],
    ["AC-39", all(put("versions", 0, { number: "1.9" }), put("versions", 1, { number: "1.10" })), []],
    ["AC-39", all(put("versions", 0, { number: "1.10" }), put("versions", 1, { number: "1.9" })), ["register"]],
    [
      "AC-40",
      (r) => {
        r.org.scope_register_version = "1.0";
      },
      ["scope"],
    ],
    [
      "AC-40",
      (r) => {
        r.org.scope_register_version = " ";
      },
      [],
    ],
    ["AC-40", put("documents", 0, { quoted_register_version: "1.0", current: false }), []],
    ["AC-40", put("documents", 0, { quoted_register_version: "" }), []],
    ["AC-40", put("versions", 1, { status: "in_review" }), ["d1", "scope"]],
    ["AC-41", put("changes", 0, { at: null }), ["h1"]],
    ["AC-41", put("changes", 0, { actor_id: null }), ["h1"]],
    ["AC-41", put("changes", 0, { actor_id: "u99" }), ["h1"]],
    ["AC-41", put("changes", 0, { actor_id: "u3" }), []],
    ["AC-41", put("changes", 0, { reason: " Update " }), ["h1"]],
    ["AC-41", put("changes", 0, { reason: "abcd " }), ["h1"]],
    ["AC-41", put("changes", 0, { reason: "Tests" }), []],
    ["AC-42", put("versions", 1, { doc_owner_id: null }), ["2.0"]],
    [
      "AC-42",
      all(put("versions", 1, { status: "superseded" }), (r) => {
        r.versions.push({ number: "3.0", status: "draft", author_id: "u1" });
      }),
      ["3.0"],
    ],
  ])("%s", (check, change, subjects) => {
    expect(found(check, change)).toEqual(subjects);
  });
});

describe("points 5 to 8", () => {
  test.each<[string, Change, string[]]>([
    ["AC-43", put("parties", 4, { interest: 4 }), ["IP-05"]],
    ["AC-43", put("parties", 4, { interest: 4, adverse: true }), []],
    ["AC-44", put("comms", 0, { owner_id: "u3" }), ["cm1"]],
    ["AC-44", put("comms", 0, { when: "  " }), ["cm1"]],
    ["AC-45", put("comms", 1, { frequency_days: 30 }), ["cm2"]],
    ["AC-46", put("requirements", 1, { communicated_at: null }), []],
    ["AC-46", put("requirements", 0, { communicated_at: null }), []],
    ["AC-46", all(put("requirements", 0, { communicated_at: null }), put("engagements", 0, { type: "survey" })), ["REQ-001"]],
    ["AC-48", put("parties", 2, { engagement_current: "unaware", engagement_target: "resistant" }), ["IP-03"]],
    ["AC-48", put("parties", 2, { engagement_current: "leading" }), []],
    ["AC-48", put("parties", 0, { engagement_target: "leading" }), []],
    ["AC-48", put("parties", 4, { engagement_target: "leading" }), []],
    [
      "AC-49",
      (r) => {
        r.links = r.links.filter(({ id }) => id !== "l9");
      },
      ["REQ-007"],
    ],
    ["AC-49", put("links", 8, { target_type: "scope" }), ["REQ-007"]],
    ["AC-49", put("links", 8, { target_type: "objective" }), []],
    ["AC-50", put("links", 1, { target_ref: "A.9.9" }), ["l2"]],
    ["AC-50", put("links", 1, { target_ref: "A.9.9", id: null }), ["REQ-002:A.9.9"]],
    ["AC-50", all(put("links", 1, { target_ref: "A.9.9" }), put("requirements", 1, { isms_decision: "undecided" })), []],
    ["AC-50", put("soa", 5, { applicable: null }), ["l2"]],
    ["AC-51", put("soa", 3, { applicable: false }), ["REQ-005"]],
    ["AC-51", all(put("soa", 3, { applicable: false }), put("links", 17, { target_type: "procedure" })), []],
    ["AC-52", put("soa", 5, { reasons: ["contractual", "legal"] }), ["A.6.3:legal", "A.6.3:contractual"]],
    ["AC-52", put("soa", 5, { reasons: ["legal"], applicable: false }), []],
    ["AC-52", put("requirements", 4, { isms_decision: "not_addressed" }), ["A.7.2:contractual"]],
    ["AC-53", put("requirements", 4, { priority: "high" }), ["REQ-005"]],
    [
      "AC-54",
      put("evidence", 0, { ref: "E-001", status: "retired" }),
      ["REQ-001", "REQ-003", "REQ-004", "REQ-005", "REQ-006", "REQ-007", "REQ-008", "REQ-009", "REQ-011"],
    ],
    ["AC-54", all(put("evidence", 0, { ref: "E-001" }), put("links", 22, { target_ref: "E-001" })), []],
    ["AC-55", put("requirements", 9, { fulfilment_status: "met" }), ["REQ-010"]],
    ["AC-55", put("soa", 3, { implementation_status: "partial" }), []],
    [
      "AC-56",
      all(put("requirements", 3, { fulfilment_status: "not_met" }), (r) => {
        r.actions.push({ id: "x1", requirement_id: "r4", status: "open" });
      }),
      [],
    ],
    ["AC-56", put("requirements", 3, { fulfilment_status: "partly" }), []],
    ["AC-58", put("kpis", 0, { last_measured_at: null }), ["q1"]],
    ["AC-58", put("kpis", 0, { last_value: 101, direction: "at_most" }), ["q1"]],
    ["AC-58", put("kpis", 0, { last_value: 100, direction: "at_most" }), []],
    ["AC-58", put("kpis", 0, { last_value: null }), []],
    ["AC-58", put("kpis", 0, { last_value: 80, action_id: "x1" }), ["q1"]],
    [
      "AC-58",
      all(put("kpis", 0, { last_value: 80, action_id: "x1" }), (r) => {
        r.actions.push({ id: "x1" });
      }),
      [],
    ],
    ["AC-61", put("reviews", 1, { trigger_id: null }), ["t1"]],
    ["AC-62", put("reviews", 0, { participants: [] }), ["v1"]],
    ["AC-62", put("reviews", 0, { participants: ["u1"], completed_at: null }), []],
    ["AC-63", put("mreviews", 1, { changes_in_parties_text: "none" }), []],
    [
      "AC-63",
      (r) => {
        r.mreviews.push({ id: "m2", held_at: "2026-05-20" });
      },
      [],
    ],
    ["AC-64", put("mreviews", 1, { attendee_ids: ["u1"] }), ["m1"]],
    ["AC-64", put("mreviews", 0, { decisions: "" }), []],
    [
      "AC-65",
      (r) => {
        r.org.climate_decision = "not_relevant";
      },
      [],
    ],
    [
      "AC-65",
      (r) => {
        r.org.climate_decision = "undetermined";
      },
      ["register"],
    ],
    [
      "AC-65",
      (r) => {
        Object.assign(r.org, { climate_decided_at: null });
      },
      ["register"],
    ],
    [
      "AC-66",
      (r) => {
        r.org.climate_decision = "not_relevant";
        r.requirements[10]!.climate_related = false;
      },
      [],
    ],
    ["AC-67", put("findings", 0, { closed_at: null, ref: "F-004" }), ["F-004"]],
    ["AC-69", put("conflicts", 0, { requirement_ids: ["r1"] }), ["CON-01"]],
    ["AC-69", put("conflicts", 0, { status: "accepted", method: null }), ["CON-01"]],
    ["AC-69", put("conflicts", 0, { status: "open", rationale: "" }), []],
    [
      "AC-70",
      all(
        put("requirements", 0, { kind: "legal" }),
        put("conflicts", 0, { prevailing_requirement_id: "r10", status: "accepted", method: "escalated" }),
      ),
      [],
    ],
    [
      "AC-70",
      all(
        put("requirements", 0, { kind: "legal" }),
        put("conflicts", 0, { prevailing_requirement_id: "r10", status: "accepted", method: "escalated", decided_by: "u1" }),
      ),
      ["CON-01"],
    ],
    [
      "AC-70",
      all(
        put("requirements", 0, { kind: "legal" }),
        put("requirements", 9, { kind: "regulatory" }),
        put("conflicts", 0, { prevailing_requirement_id: "r10" }),
      ),
      [],
    ],
    ["AC-71", put("conflicts", 0, { status: "accepted", communicated_at: null }), []],
  ])("%s", (check, change, subjects) => {
    expect(found(check, change)).toEqual(subjects);
  });
});
