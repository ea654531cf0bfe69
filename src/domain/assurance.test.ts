import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { movedOn } from "@/domain/assurance-difference";
import { canonicalText } from "@/domain/audit-trail";
import {
  buildSheet,
  judgeContent,
  judgeRecipient,
  lineKey,
  SHEET_FIELDS,
  type SheetFacts,
  type SheetRequirement,
  sheetLinkState,
  USUALLY_LEFT_OUT,
  withNamedOthers,
} from "./assurance";

const requirement = (ref: string, more: Partial<SheetRequirement> = {}): SheetRequirement => ({
  ref,
  statement: `Statement of ${ref}`,
  status: "active",
  relevance: "relevant",
  ismsDecision: "addressed",
  ismsDecisionRationale: "Because it is ours",
  howAddressed: "Encrypted at rest",
  fulfilmentStatus: "met",
  fulfilmentAssessedAt: "2026-10-01",
  priority: "high",
  ownerName: "Carla Neumann",
  sources: ["Master agreement"],
  links: [
    { targetType: "clause", targetRef: "Clause 7.4" },
    { targetType: "control", targetRef: "A.8.24" },
    { targetType: "evidence", targetRef: "E-001" },
    { targetType: "policy", targetRef: "P-001" },
    { targetType: "risk", targetRef: "R-001" },
  ],
  ...more,
});
const facts = (more: Partial<SheetFacts> = {}): SheetFacts => ({
  organization: "Nordwind Data GmbH",
  classification: "Internal",
  language: "en",
  versionLabel: "2.1",
  party: { ref: "IP-001", name: "Kestrel Labs" },
  requirements: [requirement("REQ-001")],
  clauses: { "Clause 7.4": "Communication" },
  controls: { "A.8.24": { title: "Use of cryptography", status: "implemented", applicable: true } },
  evidence: { "E-001": { title: "Report on encryption", dated: "2026-03-01", validUntil: "2027-03-01", retired: false } },
  documents: { "P-001": { title: "Policy on cryptography", edition: "3", retired: false } },
  risks: { "R-001": { title: "Keys are lost", retired: false } },
  others: [],
  ...more,
});
const usual = { leftOut: USUALLY_LEFT_OUT, introduction: "", madeOn: "2026-11-22" };

describe("an assurance sheet", () => {
  it("says how the addressed requirements are met, with controls, and evidence by title and validity", () => {
    const { content } = buildSheet(facts(), usual);
    expect(content.requirements).toEqual([
      {
        ref: "REQ-001",
        statement: "Statement of REQ-001",
        howMet: "Encrypted at rest",
        fulfilment: { status: "met", on: "2026-10-01" },
        clauses: [{ ref: "Clause 7.4", title: "Communication" }],
        controls: [{ ref: "A.8.24", title: "Use of cryptography", status: "implemented" }],
        evidence: [{ ref: "E-001", title: "Report on encryption", dated: "2026-03-01", validUntil: "2027-03-01" }],
        documents: [],
        sources: [],
        priority: null,
        owner: null,
        risks: [],
      },
    ]);
    expect(content).toMatchObject({ versionLabel: "2.1", party: "Kestrel Labs", notAddressed: [] });
  });

  it("leaves risks, owners, priorities, documents and what is not addressed out unless somebody takes them in", () => {
    const requirements = [requirement("REQ-001"), requirement("REQ-002", { ismsDecision: "not_addressed" })];
    const text = JSON.stringify(buildSheet(facts({ requirements }), usual).content);
    for (const inner of ["Keys are lost", "Carla", "high", "Policy on cryptography", "REQ-002", "Because it is ours", "Master agreement"])
      expect(text).not.toContain(inner);
    const { content } = buildSheet(facts({ requirements }), { ...usual, leftOut: [] });
    expect(content.requirements[0]).toMatchObject({
      owner: "Carla Neumann",
      priority: "high",
      sources: ["Master agreement"],
      risks: [{ ref: "R-001" }],
      documents: [{ ref: "P-001" }],
    });
    expect(content.notAddressed).toEqual([{ ref: "REQ-002", statement: "Statement of REQ-002", reason: "Because it is ours" }]);
    const listed = buildSheet(facts({ requirements }), { ...usual, leftOut: ["notAddressedReason"] });
    expect(listed.content.notAddressed[0]?.reason).toBeNull();
  });

  it("is about what is active and relevant only, and never names retired evidence or an excluded control", () => {
    const requirements = [
      requirement("REQ-001", { status: "draft" }),
      requirement("REQ-002", { status: "retired" }),
      requirement("REQ-003", { relevance: "discarded" }),
      requirement("REQ-004", { ismsDecision: "undecided" }),
      requirement("REQ-005"),
    ];
    const { content } = buildSheet(
      facts({
        requirements,
        controls: { "A.8.24": { title: "Use of cryptography", status: null, applicable: false } },
        evidence: { "E-001": { title: "Old", dated: "2020-01-01", validUntil: null, retired: true } },
      }),
      { ...usual, leftOut: [] },
    );
    expect(content.requirements.map(({ ref }) => ref)).toEqual(["REQ-005"]);
    expect(content.requirements[0]).toMatchObject({ controls: [], evidence: [] });
  });

  it("takes out a single requirement, control or piece of evidence", () => {
    const requirements = [requirement("REQ-001"), requirement("REQ-002")];
    const leftOut = [...USUALLY_LEFT_OUT, lineKey("REQ-001"), lineKey("REQ-002", "E-001"), lineKey("REQ-002", "A.8.24")];
    const { content } = buildSheet(facts({ requirements }), { ...usual, leftOut });
    expect(content.requirements).toMatchObject([{ ref: "REQ-002", controls: [], evidence: [], clauses: [{ ref: "Clause 7.4" }] }]);
    expect(judgeContent(content).ok).toBe(true);
    const nothing = buildSheet(facts({ requirements }), { ...usual, leftOut: [...leftOut, "REQ-002"] });
    expect(judgeContent(nothing.content)).toMatchObject({ ok: false, code: "empty" });
  });

  it("holds back a text that names somebody else, and says so; a group is only pointed out", () => {
    const { content, heldBack, toLookAt } = buildSheet(
      facts({
        requirements: [
          requirement("REQ-001", { howAddressed: "As with HARBOUR  bank, keys are turned yearly" }),
          requirement("REQ-002", { howAddressed: "Employees are trained" }),
          requirement("REQ-003", { statement: "The same as REQ-077" }),
          requirement("REQ-004", { howAddressed: "The labs of Kestrel Labs, see REQ-001" }),
        ],
        evidence: { "E-001": { title: "Audit by the FCA", dated: "2026-03-01", validUntil: null, retired: false } },
        others: [
          { ref: "IP-002", name: "Harbour Bank", kind: "organisation", members: [] },
          { ref: "IP-003", name: "Employees", kind: "group", members: [] },
          { ref: "IP-004", name: "Regulators", kind: "group", members: ["FCA"] },
          { ref: "IP-005", name: "Labs", kind: "organisation", members: [] },
        ],
      }),
      usual,
    );
    expect(content.requirements.map(({ ref, howMet, evidence }) => [ref, howMet, evidence.length])).toEqual([
      ["REQ-001", "", 0],
      ["REQ-002", "Employees are trained", 0],
      ["REQ-004", "", 0],
    ]);
    expect(heldBack).toContainEqual({ key: "REQ-001", what: "howMet", names: "Harbour Bank" });
    expect(heldBack).toContainEqual({ key: "REQ-003", what: "requirement", names: "REQ-077" });
    expect(heldBack).toContainEqual({ key: "REQ-002/E-001", what: "evidence", names: "FCA" });
    expect(toLookAt).toContainEqual({ key: "REQ-002", names: "Employees" });
  });

  it("never holds anything of another party, whatever is chosen and however the register is written", () => {
    const secret = fc.stringMatching(/^[A-Z][a-z]{7,12}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(secret, { minLength: 2, maxLength: 6 }),
        fc.subarray([...SHEET_FIELDS]),
        fc.array(fc.nat(4), { maxLength: 8 }),
        fc.constantFrom(" ", ", ", "\n", " (", "/", "-"),
        (names, leftOut, places, gap) => {
          const others = names.map((name, at) => ({
            ref: `IP-${100 + at}`,
            name,
            kind: "organisation" as const,
            members: [`${name}member`],
          }));
          const said = (at: number) =>
            places.includes(at) ? `with${gap}${names[at % names.length]!.toUpperCase()}${gap}and others` : "plain";
          const built = buildSheet(
            withNamedOthers(
              facts({
                others,
                requirements: [
                  requirement("REQ-001", { howAddressed: said(0), ismsDecisionRationale: said(1), sources: [said(2)], ownerName: said(3) }),
                  requirement("REQ-002", { statement: `${said(4)} IP-100` }),
                  requirement("REQ-003", { ismsDecision: "not_addressed", ismsDecisionRationale: `${said(1)} ${names[0]}member` }),
                ],
                evidence: { "E-001": { title: said(0), dated: "2026-01-01", validUntil: null, retired: false } },
                documents: { "P-001": { title: said(1), edition: "", retired: false } },
                risks: { "R-001": { title: said(2), retired: false } },
                controls: { "A.8.24": { title: said(3), status: null, applicable: null } },
              }),
            ),
            { leftOut, introduction: said(4), madeOn: "2026-11-22" },
          );
          const text = JSON.stringify(built.content).toLowerCase();
          for (const name of names) expect(text).not.toContain(name.toLowerCase());
          expect(text).not.toContain("ip-100");
        },
      ),
    );
  });

  it("is for nobody who attacks or competes, and for nobody who is retired", () => {
    expect(judgeRecipient({ adverse: true, status: "active" })).toMatchObject({ ok: false, code: "adverse" });
    expect(judgeRecipient({ adverse: false, status: "retired" })).toMatchObject({ ok: false, code: "retired" });
    expect(judgeRecipient({ adverse: false, status: "active" }).ok).toBe(true);
  });

  it("knows how far the register has moved on since", () => {
    const then = buildSheet(facts({ requirements: [requirement("REQ-001"), requirement("REQ-002")] }), usual).content;
    expect(movedOn(then, { ...then, madeOn: "2026-12-01", versionLabel: "3.0" })).toEqual({ changed: [], gone: [], added: [] });
    const now = buildSheet(
      facts({ requirements: [requirement("REQ-001", { howAddressed: "Otherwise" }), requirement("REQ-003")] }),
      usual,
    ).content;
    expect(movedOn(then, now)).toEqual({ changed: ["REQ-001"], gone: ["REQ-002"], added: ["REQ-003"] });
    const renewed = { "E-001": { title: "Report on encryption", dated: "2026-11-01", validUntil: "2028-03-01", retired: false } };
    expect(movedOn(then, buildSheet(facts({ requirements: [requirement("REQ-001")], evidence: renewed }), usual).content)).toMatchObject({
      changed: ["REQ-001"],
    });
    // Stored as canonical text, the keys come back in another order.
    expect(movedOn(JSON.parse(canonicalText(then)), then).changed).toEqual([]);
  });

  it("has a page that waits, is opened, expires and is withdrawn", () => {
    const at = "2026-11-22T10:00:00.000Z";
    const link = { expiresAt: "2026-12-22T10:00:00.000Z", revokedAt: null, firstOpenedAt: null };
    expect(sheetLinkState(null, at)).toBe("none");
    expect(sheetLinkState(link, at)).toBe("waiting");
    expect(sheetLinkState({ ...link, firstOpenedAt: at }, at)).toBe("opened");
    expect(sheetLinkState({ ...link, expiresAt: at }, at)).toBe("expired");
    expect(sheetLinkState({ ...link, expiresAt: at, revokedAt: at }, at)).toBe("revoked");
  });
});
