import { describe, expect, test } from "vitest";
import { isSameVersion, judgeDocument, linkTypeOf, locationOf, quotesAnother } from "@/domain/isms-document";
import { ISMS_DOCUMENT_TYPES } from "@/domain/vocabulary";

describe("documents of the ISMS", () => {
  test("only a policy is linked as a policy", () => {
    expect(ISMS_DOCUMENT_TYPES.filter((type) => linkTypeOf(type) === "policy")).toEqual(["policy"]);
    expect(linkTypeOf("work_instruction")).toBe("procedure");
  });

  test("approval lies in the past, the review after it", () => {
    const document = { approvedOn: "2026-03-02", reviewDueAt: "2027-03-02", location: "" };
    expect(judgeDocument(document, "2026-03-02")).toMatchObject({ ok: true });
    expect(judgeDocument({ ...document, approvedOn: null }, "2026-03-02")).toMatchObject({ ok: true });
    expect(judgeDocument(document, "2026-03-01")).toMatchObject({ code: "approved_in_future", field: "approvedOn" });
    expect(judgeDocument({ ...document, reviewDueAt: "2026-03-01" }, "2026-04-01")).toMatchObject({ code: "review_before_approval" });
    expect(judgeDocument({ ...document, location: "javascript:alert(1)" }, "2026-04-01")).toMatchObject({ code: "location_scheme" });
  });

  test.each([
    ["", "none"],
    ["   ", "none"],
    ["https://wiki.example/policies/7", "web"],
    ["HTTP://wiki.example", "web"],
    ["mailto:isms@nordwind.example", "text"],
    ["file://server/policies/7.pdf", "text"],
    ["C:\\policies\\7.docx", "text"],
    ["\\\\server\\policies", "text"],
    ["/srv/policies/7.pdf", "text"],
    ["Binder 7, second shelf: office of Mira", "text"],
    ["Shelf: the left one", "text"],
    ["https://", "text"],
    ["javascript:alert(1)", "refused"],
    [" java\tscript:alert(1)", "refused"],
    ["DATA:text/html,x", "refused"],
    ["vbscript:x", "refused"],
  ])("%j is %s", (location, kind) => {
    expect(locationOf(location)).toBe(kind);
  });

  test("it says when it quotes another version than the one that governs, where both are known", () => {
    expect(quotesAnother("1.0", "2.0")).toBe(true);
    expect(quotesAnother("v2.0", "2.0")).toBe(false);
    expect(quotesAnother("", "2.0")).toBe(false);
    expect(quotesAnother("1.0", null)).toBe(false);
    expect(isSameVersion("Version 2.0", " V2.0 ")).toBe(true);
    expect(isSameVersion("2.0", "2.0.1")).toBe(false);
  });
});
