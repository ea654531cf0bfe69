import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import messages from "@messages/en.json";
import outside from "@messages/outside.en.json";
import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/domain/permissions";
import { COUNTED, type Counted } from "@/features/register-file/collections";

const ROOT = path.resolve(import.meta.dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const file = path.join(folder, one.name);
    if (one.isDirectory()) return one.name === "generated" ? [] : sources(file);
    return /\.tsx?$/.test(one.name) && !/\.test\.tsx?$/.test(one.name) ? [file] : [];
  });
}

function found(key: string): unknown {
  const of = (words: unknown) => key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], words);
  return of(messages) ?? of(outside);
}

const SPACES = /(?:(?:translator|useTranslations)\(|outsideWords\([\w.]+, )"([\w.]+)"\)/g;

const spacesOf = (text: string) => [...new Set([...text.matchAll(SPACES)].map((one) => one[1]!))];

/**
 * The keys that a file asks for and that none of its namespaces has; of a key that is put together, its first part is looked up.
 * Which of several namespaces a name means cannot be read from the letters, so one that has the key is enough. A file that is handed its
 * words by its caller may mean any namespace.
 */
function lost(text: string, everywhere: readonly string[]): string[] {
  const own = spacesOf(text);
  const spaces = /: Translator\b|const t = words\(\)/.test(text) ? everywhere : [...own, "vocabulary"];
  const names = ["t", ...[...text.matchAll(/const (\w+) = (?:translator|useTranslations|outsideWords)\(/g)].map((one) => one[1]!)];
  const calls = text.matchAll(new RegExp(`\\b(?:${names.join("|")})(?:\\.rich|\\.raw)?\\((?:"([\\w.]+)"|\`([\\w.]+)\\.\\$\\{)`, "g"));
  const keys = [...calls].map(([, whole, start]) => (whole ?? start)!);
  return own.length === 0 ? [] : keys.filter((key) => !spaces.some((space) => found(`${space}.${key}`) !== undefined));
}

describe("the words of the pages", () => {
  it("exist for every key that the code asks for", () => {
    const files = sources(ROOT).map((file) => ({ file: path.relative(ROOT, file), text: readFileSync(file, "utf8") }));
    const everywhere = [...new Set(files.flatMap((one) => spacesOf(one.text)))];
    expect(everywhere.length).toBeGreaterThan(50);
    expect(files.flatMap((one) => lost(one.text, everywhere).map((key) => `${one.file}: ${key}`))).toEqual([]);
  });

  it("name every collection of a register file", () => {
    const named = messages.register.holds as Partial<Record<Counted, string>>;
    expect(COUNTED.filter((name) => !named[name])).toEqual([]);
  });

  it("name every list that leaves as a file", () => {
    const lists = sources(ROOT).flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\blist: "([a-z-]+)",/g)].map((one) => one[1]!));
    expect(lists.length).toBeGreaterThan(20);
    expect(lists.filter((list) => !Object.hasOwn(messages.exports.list, list))).toEqual([]);
  });

  it("say what each permission lets somebody do", () => {
    expect(PERMISSIONS.filter((permission) => !Object.hasOwn(messages.members.may, permission))).toEqual([]);
  });

  it("are missed where they are missing", () => {
    const text = ['const t = translator("register");', 't("nowhere"); t("title");', "t(`holds.$", "{x}`); t(`lost.$", "{x}`);"].join("");
    expect(lost(text, [])).toEqual(["nowhere", "lost"]);
  });
});
