import fc from "fast-check";
import { expect, test } from "vitest";
import { textDiff } from "@/domain/text-diff";

test("words that changed are marked, the rest stays", () => {
  expect(textDiff("Report within 72 hours", "Report within 24 hours")).toEqual([
    { kind: "same", text: "Report within " },
    { kind: "removed", text: "72" },
    { kind: "added", text: "24" },
    { kind: "same", text: " hours" },
  ]);
});

test("nothing, one side only, and no change", () => {
  expect(textDiff("", "")).toEqual([]);
  expect(textDiff("", "new")).toEqual([{ kind: "added", text: "new" }]);
  expect(textDiff("old", "")).toEqual([{ kind: "removed", text: "old" }]);
  expect(textDiff("same", "same")).toEqual([{ kind: "same", text: "same" }]);
});

test("both texts can be put together again from the parts", () => {
  const text = fc
    .array(fc.constantFrom("data", "Überprüfung", "is", "deleted", "\n", " ", ",", "24", "😀"), { maxLength: 30 })
    .map((w) => w.join(" "));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = textDiff(before, after);
      const joined = (without: string) =>
        parts
          .filter(({ kind }) => kind !== without)
          .map((part) => part.text)
          .join("");
      expect(joined("added")).toBe(before);
      expect(joined("removed")).toBe(after);
    }),
  );
});

test("very long texts are shown as replaced rather than blocking the page", () => {
  expect(textDiff("a ".repeat(20_000), "b").map(({ kind }) => kind)).toEqual(["removed", "added"]);
});
