import { describe, expect, it } from "vitest";
import { buildEntry, canonicalText, diffFields, GENESIS_HASH, replay, stateOf } from "./audit-trail";
import { contentHash, contentOf, contentText, isContentField, parseContent, touchesContent } from "./register-content";

const ORGANIZATION = "0192a000-0000-7000-8000-000000000001";
const party = (id: string, fields: Record<string, unknown>) => ({ entity: "interested-party", id, fields });
const text = (...records: Parameters<typeof party>[]) =>
  contentText(
    contentOf(
      ORGANIZATION,
      records.map(([id, fields]) => party(id, fields)),
    ),
  );

describe("the content of a version", () => {
  it("is canonical JSON: the text of RFC 8785 for the same data", () => {
    const content = contentOf(ORGANIZATION, [
      party("b", { ref: "IP-002", name: 'Größe \u2028 \n "x"', power: 4, adverse: false, relation: ["client", "user"] }),
      {
        entity: "requirement",
        id: "r",
        fields: {
          statement: "s",
          ref: "REQ-001",
          links: [{ targetType: "control", targetRef: "A.8.24", rationale: "why", coverage: "full" }],
        },
      },
      { entity: "organization", id: "o", fields: { name: "Nordwind", ismsScope: "All", likelihoodLevels: [] } },
    ]);
    expect(contentText(content)).toBe(canonicalText(content));
    expect(Object.keys(content.records)).toEqual(["interested-party", "organization", "requirement"]);
  });

  it("does not depend on the order in which records and fields were read", () => {
    const a = text(["b", { ref: "IP-002", name: "B" }], ["a", { name: "A", ref: "IP-001" }]);
    const b = text(["a", { ref: "IP-001", name: "A" }], ["b", { name: "B", ref: "IP-002" }]);
    expect(a).toBe(b);
    expect(contentHash(a)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("sorts by ref as people count", () => {
    const content = contentOf(ORGANIZATION, [party("x", { ref: "IP-1000" }), party("y", { ref: "IP-999" })]);
    expect(content.records["interested-party"]?.map(({ ref }) => ref)).toEqual(["IP-999", "IP-1000"]);
  });

  it("treats nothing, an empty text and an empty list alike", () => {
    expect(text(["a", { ref: "IP-001", note: "", members: [], power: null, adverse: false }])).toBe(
      text(["a", { ref: "IP-001", adverse: false }]),
    );
  });

  it("leaves out contact data of people, when somebody looked, and what quotes a version", () => {
    const content = text([
      "a",
      { ref: "IP-001", representative: "Ada Example", representativeContact: "ada@x", confirmedBy: "Ada", lastReviewedAt: "2026-01-01" },
    ]);
    expect(content).not.toContain("Ada");
    expect(content).not.toContain("2026-01-01");
    expect(isContentField("organization", "scopeRegisterVersion")).toBe(false);
    expect(isContentField("document", "quotedRegisterVersion")).toBe(false);
    expect(isContentField("requirement", "confirmedAt")).toBe(true);
  });

  it("leaves out a later field that still says what the migration put there", () => {
    const of = (fields: object) =>
      contentText(contentOf(ORGANIZATION, [{ entity: "organization", id: "o", fields: { name: "N", ...fields } }]));
    expect(of({ evidenceWarnDays: 30 })).toBe(of({}));
    expect(of({ evidenceWarnDays: 31 })).not.toBe(of({}));
  });

  it("comes out of the replayed history as out of the live record", () => {
    const live = { ref: "IP-001", name: "New name", note: "", members: [], power: 4, adverse: false, issueIds: ["i"] };
    const facts = (sequence: number, previousHash: string, action: string) => ({
      organizationId: ORGANIZATION,
      sequence,
      previousHash,
      at: "2026-01-01T00:00:00.000Z",
      actor: { id: "u", kind: "user" as const },
      entity: "interested-party",
      entityId: "a",
      entityRef: "IP-001",
      action,
      requestId: null,
    });
    const salt = "00".repeat(16);
    const first = buildEntry(facts(1, GENESIS_HASH, "create"), { fields: diffFields(null, { ...live, name: "Old" }), reason: null }, salt);
    const second = buildEntry(
      facts(2, first.hash, "update"),
      { fields: { name: { before: "Old", after: "New name" }, version: { before: 1, after: 2 } }, reason: null },
      salt,
    );
    const records = replay([first, second]).get("interested-party")!;
    const told = [...records.values()].map((record) => ({ entity: record.entity, id: record.id, fields: stateOf(record) }));
    expect(contentText(contentOf(ORGANIZATION, told))).toBe(text(["a", live]));
  });

  it("reads back what it wrote, and nothing else", () => {
    const content = contentOf(ORGANIZATION, [party("a", { ref: "IP-001" })]);
    expect(parseContent(contentText(content))).toEqual(content);
    for (const wrong of ["null", "{}", '{"format":"other","organizationId":"","records":{}}', "no json"])
      expect(() => parseContent(wrong)).toThrow(SyntaxError);
  });
});

describe("which changes touch the content", () => {
  it("counts fields of the register's records only", () => {
    expect(touchesContent("interested-party", ["name"])).toBe(true);
    expect(touchesContent("interested-party", null)).toBe(true);
    expect(touchesContent("interested-party", ["lastReviewedAt", "version"])).toBe(false);
    expect(touchesContent("comment", ["text"])).toBe(false);
    expect(touchesContent("review", null)).toBe(false);
    expect(touchesContent("soa-version", null)).toBe(false);
  });
});
