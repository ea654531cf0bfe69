import { describe, expect, test } from "vitest";
import { judgeEvidence, looksLikeFileName, titleFromFileName, validityOf } from "@/domain/evidence";

describe("validity", () => {
  test.each([
    [null, "open"],
    ["2026-03-01", "expired"],
    ["2026-03-02", "soon"],
    ["2026-04-01", "soon"],
    ["2026-04-02", "valid"],
  ] as const)("%s is %s on 2 March with thirty days of warning", (validUntil, state) => {
    expect(validityOf(validUntil, "2026-03-02", 30)).toBe(state);
  });

  test("without days of warning only the last day is announced", () => {
    expect(validityOf("2026-03-02", "2026-03-02", 0)).toBe("soon");
    expect(validityOf("2026-03-03", "2026-03-02", 0)).toBe("valid");
  });
});

describe("what evidence must say", () => {
  const facts = { title: "Restore test", dated: "2026-03-01", validUntil: null, origin: "Operations", location: "" };
  const link = { ...facts, location: "https://wiki.example/x" };

  test.each([
    [facts, true, null],
    [link, false, null],
    [{ ...link, location: "S:\\isms\\x.pdf" }, false, null],
    [{ ...facts, dated: null }, true, "dated_missing"],
    [{ ...facts, dated: "2026-03-03" }, true, "dated_in_future"],
    [{ ...facts, validUntil: "2026-02-28" }, true, "ends_before_dated"],
    [{ ...facts, origin: "  " }, true, "origin_missing"],
    [{ ...facts, title: "scan_0042.PDF" }, true, "title_is_file_name"],
    [facts, false, "nothing_given"],
    [link, true, "file_and_place"],
    [{ ...link, location: " java\tscript:alert(1)" }, false, "location_scheme"],
    [{ ...link, location: "data:text/html,x" }, false, "location_scheme"],
  ] as const)("%j, file %s: %s", (given, hasFile, code) => {
    const ruling = judgeEvidence(given, hasFile, "2026-03-02");
    expect(ruling.ok ? null : ruling.code).toBe(code);
  });

  test("a file's name gives the words of a title, never the title itself", () => {
    expect(titleFromFileName("restore_test-of_the+archive.pdf")).toBe("Restore test of the archive");
    expect(titleFromFileName("Report 2026-03-12.pdf")).toBe("Report 2026-03-12");
    expect(titleFromFileName(".pdf")).toBe("");
    expect(looksLikeFileName("Restore test.pdf of March")).toBe(false);
    expect(looksLikeFileName(titleFromFileName("scan_0042.pdf"))).toBe(false);
  });
});
