import { describe, expect, it } from "vitest";
import { ownWords, splitAt } from "./mail-reply";

describe("what a person wrote in an answer", () => {
  it("stands before the quoted mail", () => {
    expect(
      ownWords("We need it in 24 hours.\n\nRegards\nAda\n\nOn Mon, 3 Aug 2026 at 10:00, Nordwind <a@b.example> wrote:\n> Is this right?"),
    ).toBe("We need it in 24 hours.\n\nRegards\nAda");
    expect(ownWords("Passt so.\n\nAm 03.08.2026 um 10:00 schrieb Nordwind:\n> Stimmt das?\n> Danke")).toBe("Passt so.");
    expect(ownWords("D'accord.\n\nLe lun. 3 août 2026 à 10:00, Nordwind a écrit :\n> Bonjour")).toBe("D'accord.");
    expect(ownWords("Fine.\n-----Original Message-----\nFrom: x")).toBe("Fine.");
    expect(ownWords("Fine.\n________________________________\nFrom: x")).toBe("Fine.");
  });

  it("keeps answers between the quoted lines", () => {
    expect(ownWords("> Is it right?\nYes.\n> And this?\nNo.\n> Regards")).toBe("> Is it right?\nYes.\n> And this?\nNo.");
  });

  it("keeps everything where nothing else is written", () => {
    expect(ownWords("> only quoted\n> text")).toBe("> only quoted\n> text");
    expect(ownWords("On Monday she wrote:")).toBe("On Monday she wrote:");
    expect(ownWords("")).toBe("");
  });

  it("is found in linear time", () => {
    const started = performance.now();
    ownWords(`on ${"a ".repeat(100_000)}\n`.repeat(2));
    ownWords(">".repeat(200_000));
    ownWords("\n".repeat(200_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("a text that has no room", () => {
  it("is cut where nothing is torn apart, and nothing is lost", () => {
    expect(splitAt("abc", 3)).toEqual({ beginning: "abc", rest: "" });
    expect(splitAt("abcd", 3)).toEqual({ beginning: "ab…", rest: "cd" });
    const { beginning, rest } = splitAt("a😀b😀", 3);
    expect(beginning).toBe("a…");
    expect(rest).toBe("😀b😀");
  });
});
