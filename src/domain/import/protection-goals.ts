import type { Cia } from "@/domain/vocabulary";
import { fold } from "./cell-text";

export interface ProtectionGoals {
  cia: Cia[];
  /** A lone V, or an A beside German signs: one of several goals; nothing is set until somebody chooses. */
  ambiguous: { text: string; options: Cia[] } | null;
  /** What could not be read; kept in a note. */
  rest: string;
}

const ORDER: readonly Cia[] = ["confidentiality", "integrity", "availability"];
const WORDS = new Map<string, Cia>([
  ["c", "confidentiality"],
  ["conf", "confidentiality"],
  ["confidential", "confidentiality"],
  ["confidentiality", "confidentiality"],
  ["vt", "confidentiality"],
  ["vtl", "confidentiality"],
  ["vertr", "confidentiality"],
  ["vertraulich", "confidentiality"],
  ["vertraulichkeit", "confidentiality"],
  ["i", "integrity"],
  ["int", "integrity"],
  ["integ", "integrity"],
  ["integrity", "integrity"],
  ["in", "integrity"],
  ["integritaet", "integrity"],
  ["a", "availability"],
  ["av", "availability"],
  ["avail", "availability"],
  ["available", "availability"],
  ["availability", "availability"],
  ["vf", "availability"],
  ["vfb", "availability"],
  ["verf", "availability"],
  ["verfuegbar", "availability"],
  ["verfuegbarkeit", "availability"],
]);
const ALL = new Set([
  "all",
  "alle",
  "alles",
  "all three",
  "alle drei",
  "cia",
  "c i a",
  "viv",
  "v i v",
  "vtivf",
  "vt i vf",
  "all of them",
  "everything",
  "saemtliche",
]);
const FILLERS = new Set(["and", "und", "or", "oder", "x", "ja", "yes"]);

/** Reads a cell with protection goals: C, I and A in English, Vt, I and Vf in German, words of both, "all", "-" (rule 12). */
export function readProtectionGoals(text: string): ProtectionGoals {
  const folded = fold(text);
  if (ALL.has(folded)) return { cia: [...ORDER], ambiguous: null, rest: "" };
  const found = new Set<Cia>();
  const rest: string[] = [];
  let lone: string | null = null;
  for (const word of folded.split(" ").filter((part) => part !== "" && !FILLERS.has(part))) {
    const goal = WORDS.get(word);
    if (goal) found.add(goal);
    else if (word === "v") lone = "V";
    else if (/^[cia]{2,3}$/.test(word)) for (const letter of word) found.add(WORDS.get(letter)!);
    else if (/^(?:vt|vf|i){2,3}$/.test(word)) for (const sign of word.match(/vt|vf|i/g) ?? []) found.add(WORDS.get(sign)!);
    else if (/^[vi]+$/.test(word)) {
      if (word.includes("i")) found.add("integrity");
      lone = word.toUpperCase();
    } else rest.push(word);
  }
  const cia = ORDER.filter((goal) => found.has(goal));
  if (lone) return { cia, ambiguous: { text, options: ["confidentiality", "availability"] }, rest: rest.join(" ") };
  return { cia, ambiguous: null, rest: cia.length === 0 && rest.length > 0 ? text : rest.join(" ") };
}

/** Whether a cell in a column for one goal says that the goal is affected: a mark, yes, or a level above none. */
export function isMarkedGoal(text: string): boolean {
  const folded = fold(text);
  if (folded === "") return /[✓✔☑●•+]/u.test(text);
  return !["no", "nein", "n", "0", "none", "keine", "kein", "false", "falsch", "n a", "na", "nicht relevant", "not relevant"].includes(
    folded,
  );
}
