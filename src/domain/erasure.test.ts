import { describe, expect, test } from "vitest";
import { likePatterns, mentions, payloadMentions, termsOf, withoutMentions } from "./erasure";

describe("naming a person", () => {
  test("terms come one a line, each once", () => {
    expect(termsOf("  Ann  Miller \nann miller\n\nann@example.org\n")).toEqual(["ann miller", "ann@example.org"]);
  });

  test("is found as a whole word, whatever the case, in texts, lists and objects", () => {
    const found = mentions(["Ann", "ann@example.org", "Jörg Groß"]);
    for (const text of ["Ann", "asked ANN.", "(ann)", "mail ann@example.org;", "JÖRG  GROß", ["x", "Ann"], { note: { deep: "Ann" } }])
      expect(found(text), JSON.stringify(text)).toBe(true);
    for (const text of ["annual", "Hannover", "Joann", "ann2", "Jörg", null, 7, { Ann: "key" }])
      expect(found(text), JSON.stringify(text)).toBe(false);
  });

  test("signs of a pattern are nothing but themselves", () => {
    expect(mentions(["a.b*c"])("axbbc")).toBe(false);
    expect(mentions(["+49 (30) 1"])("call +49 (30) 1")).toBe(true);
    expect(mentions([])("anything")).toBe(false);
  });

  test("is replaced where it stands, and only there", () => {
    const scrub = withoutMentions(["Ann Miller", "Ann"]);
    expect(scrub({ note: "Ann Miller and Ann, annual", list: ["ann", 3] })).toEqual({
      note: "[erased] and [erased], annual",
      list: ["[erased]", 3],
    });
  });

  test("in an entry: its fields, reason and note count, who made it does not", () => {
    const found = payloadMentions(["Ann Miller"]);
    expect(found('{"actorName":"Ann Miller","fields":{},"reason":null}')).toBe(false);
    expect(found('{"actorName":"X","fields":{"note":{"after":"Ann Miller","before":null}},"reason":null}')).toBe(true);
    expect(found('{"fields":{},"reason":"as ann\\nmiller said"}')).toBe(true);
    expect(found("broken: Ann Miller")).toBe(true);
  });

  test("the database is asked for no less than that", () => {
    expect(likePatterns(["Jörg 100%", 'a"b\\c_d'])).toEqual(["%J_rg%100\\%%", '%a\\\\"b\\\\\\\\c\\_d%']);
  });
});
