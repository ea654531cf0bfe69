import { describe, expect, it } from "vitest";
import { eventsForNote, isNoteOverdue, judgeAssessment, judgeSeen, readWebAddress } from "./horizon";
import { TRIGGER_RULES } from "./trigger-event";
import { HORIZON_SOURCES } from "./vocabulary";

describe("a note of the horizon scan", () => {
  it("takes addresses of the web only", () => {
    expect(readWebAddress(" https://www.bsi.bund.de/nis2 ")).toEqual({ ok: true, value: "https://www.bsi.bund.de/nis2" });
    expect(readWebAddress("")).toEqual({ ok: true, value: "" });
    for (const bad of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,<script>",
      "ftp://example.org",
      "file:///etc/passwd",
      "www.example.org",
      "https://",
      "https://mira:secret@example.org",
    ])
      expect(readWebAddress(bad), bad).toMatchObject({ ok: false, code: "not_a_web_address", field: "url" });
  });

  it("was not seen tomorrow", () => {
    expect(judgeSeen("2026-11-22", "2026-11-22").ok).toBe(true);
    expect(judgeSeen("2026-11-23", "2026-11-22")).toMatchObject({ ok: false, field: "seenOn" });
  });

  it("is assessed once and with the reason", () => {
    const open = { status: "open" as const, retired: false };
    expect(judgeAssessment(open, { verdict: "no_effect", assessment: " Not our sector " })).toEqual({
      ok: true,
      value: { status: "no_effect", assessment: "Not our sector" },
    });
    expect(judgeAssessment(open, { verdict: "effect", assessment: " " })).toMatchObject({ ok: false, code: "reason_needed" });
    expect(judgeAssessment({ ...open, status: "effect" }, { verdict: "no_effect", assessment: "x" })).toMatchObject({ code: "assessed" });
    expect(judgeAssessment({ ...open, retired: true }, { verdict: "no_effect", assessment: "x" })).toMatchObject({ code: "retired" });
  });

  it("is overdue after its day while it is not assessed", () => {
    const note = { status: "open" as const, dueOn: "2026-11-22", retiredAt: null };
    expect(isNoteOverdue(note, "2026-11-22")).toBe(false);
    expect(isNoteOverdue(note, "2026-11-23")).toBe(true);
    expect(isNoteOverdue({ ...note, status: "no_effect" }, "2026-11-23")).toBe(false);
    expect(isNoteOverdue({ ...note, dueOn: null }, "2026-11-23")).toBe(false);
    expect(isNoteOverdue({ ...note, retiredAt: "2026-11-01" }, "2026-11-23")).toBe(false);
  });

  it("proposes the likeliest kinds of event of its source first, all of them ours", () => {
    for (const source of HORIZON_SOURCES) {
      const rules = eventsForNote(source, TRIGGER_RULES);
      expect(rules).toHaveLength(TRIGGER_RULES.length);
    }
    expect(eventsForNote("law", TRIGGER_RULES)[0]?.key).toBe("law-change");
    expect(eventsForNote("feedback", TRIGGER_RULES)[0]?.key).toBe("complaint");
    const off = TRIGGER_RULES.map((rule) => ({ ...rule, active: rule.key !== "law-change" }));
    expect(eventsForNote("law", off)[0]?.key).toBe("regulator-action");
  });
});
