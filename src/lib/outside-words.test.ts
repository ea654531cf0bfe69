import de from "@messages/outside.de.json" with { type: "json" };
import en from "@messages/outside.en.json" with { type: "json" };
import fr from "@messages/outside.fr.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { outsideWords } from "./outside-words";

function flat(words: unknown, path = ""): Map<string, string> {
  if (typeof words === "string") return new Map([[path, words]]);
  return new Map(Object.entries(words as object).flatMap(([key, value]) => [...flat(value, path ? `${path}.${key}` : key)]));
}

/** The names of the values that a sentence takes: "{name}", "{count, plural, ...}". */
const values = (sentence: string) => [...new Set([...sentence.matchAll(/\{\s*([a-zA-Z]+)\s*[,}]/g)].map(([, name]) => name))].sort();

const english = flat(en);

describe("the words for people outside", () => {
  it("are there in every language that can be chosen", () => {
    expect(["de", "en", "fr"]).toEqual([...OUTSIDE_LANGUAGES].sort());
    expect(english.size).toBeGreaterThan(100);
  });

  it.each([
    ["de", flat(de)],
    ["fr", flat(fr)],
  ])("%s has the same sentences, with the same values, and none of them blank", (_, words) => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...words].filter(([, text]) => text.trim() === "")).toEqual([]);
    const plain = (text: string) => values(text).filter((name) => !["one", "other"].includes(name!));
    expect([...words].filter(([key, text]) => plain(text).join() !== plain(english.get(key)!).join()).map(([key]) => key)).toEqual([]);
  });

  it("fall back to English", () => {
    const [namespace, key] = [...english.keys()][0]!.split(/\.(.*)/s) as [string, string];
    expect(outsideWords("xx", namespace).raw(key)).toBe(outsideWords("en", namespace).raw(key));
  });
});
