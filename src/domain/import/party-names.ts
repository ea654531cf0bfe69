import catalogue from "@/domain/reference/starter-parties.json";
import { fold, singular } from "./cell-text";
import { TEMPLATE_SYNONYMS } from "./template-synonyms";

const LEGAL_FORMS = new Set(
  "ag gmbh mbh ltd limited inc incorporated llc llp lp plc se kg ohg ug gbr kgaa ev eg co sa sarl sas bv nv spa srl corp corporation company oy ab as aps gmbhco haftungsbeschraenkt".split(
    " ",
  ),
);

/**
 * The key under which names count as the same party (rule 6): case, space, punctuation, legal form, English singular and plural, the words "the"
 * and "our". Empty for a name without letters or digits.
 */
export function partyKey(name: string): string {
  const words = singular(
    fold(
      name
        .replace(/&/g, " and ")
        .replace(/\be\.\s?V\.?/g, " ev ")
        .replace(/\be\.\s?G\.?/g, " eg "),
    ),
  )
    .split(" ")
    .map((word) => (word === "und" ? "and" : word))
    .filter((word, at) => !(at === 0 && ["the", "our", "unsere", "die", "der", "das"].includes(word)));
  const core = [...words];
  while (core.length > 1 && (LEGAL_FORMS.has(core[core.length - 1]!) || (core[core.length - 1] === "and" && core.length > 2))) core.pop();
  return core.join(" ");
}

export interface TemplateMatch {
  key: string;
  /** False prints as "staff?": the name only contains the word. */
  certain: boolean;
  /** The list of like names that the whole name belongs to; null where only a part of it does. */
  concept: string | null;
}

const byName = new Map<string, { key: string; concept: string }>();
for (const [key, lists] of Object.entries(TEMPLATE_SYNONYMS)) {
  lists.forEach((names, list) => {
    for (const name of names) byName.set(singular(name), { key, concept: `${key}/${list}` });
  });
}
for (const party of catalogue.parties) {
  const name = singular(fold(party.name.replace(/\(.*?\)/g, "")));
  if (!byName.has(name)) byName.set(name, { key: party.key, concept: `${party.key}/catalogue` });
}
const CATALOGUE = new Map(catalogue.parties.map((party) => [party.key, party]));
const LONGEST_NAME = 7;

// Words that do not change which party is meant.
const NEUTRAL = new Set(
  "our the all external internal key other existing current main important new major unsere unser alle externe externer interne interner wichtige sonstige andere bestehende neue key und relevant relevante die der das".split(
    " ",
  ),
);
// One of these followed by a proper name is that customer, supplier or insurer.
const FOLLOWED_BY_NAME: Record<string, string> = {
  customer: "clients",
  client: "clients",
  kunde: "clients",
  auftraggeber: "clients",
  mandant: "clients",
  supplier: "suppliers",
  vendor: "suppliers",
  lieferant: "suppliers",
  dienstleister: "suppliers",
  insurer: "insurers",
  versicherer: "insurers",
  versicherung: "insurers",
  landlord: "landlord",
  vermieter: "landlord",
  bank: "lenders-investors",
  partner: "partners",
};

/** The party of the starter catalogue that a name means, or null. */
export function matchTemplate(name: string): TemplateMatch | null {
  const formula = name.startsWith("=");
  const inner = formula ? "" : (/\(([^()]*)\)/.exec(name)?.[1] ?? "");
  const base = formula ? name : name.replace(/\([^()]*\)/g, " ").trim() || inner;
  const words = singular(fold(base))
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const whole = byName.get(words.join(" "));
  if (whole) return { key: whole.key, certain: true, concept: inner === "" ? whole.concept : null };
  const without = words.filter((word) => !NEUTRAL.has(word));
  const core = byName.get(without.join(" "));
  if (core && without.length > 0)
    return { key: core.key, certain: true, concept: inner === "" && /^(?:our|the|all|alle|unsere)\b/i.test(base) ? core.concept : null };
  const stripped = byName.get(partyKey(base));
  if (stripped) return { key: stripped.key, certain: true, concept: null };

  const [first, second] = base.split(/[\s:,–-]+/);
  const named = first ? FOLLOWED_BY_NAME[singular(fold(first))] : undefined;
  if (named && second && /^[\p{Lu}\d"“„]/u.test(second) && !base.includes(":")) return { key: named, certain: true, concept: null };

  let best: { key: string; length: number } | null = null;
  for (let start = 0; start < Math.min(words.length, 40); start++) {
    for (let count = Math.min(LONGEST_NAME, words.length - start); count > 0; count--) {
      const phrase = words.slice(start, start + count).join(" ");
      if (phrase.length < 4) continue;
      const found = byName.get(phrase);
      // Of two names in one, the later and the longer one is the head: "customer data protection authority".
      if (found && (!best || phrase.length >= best.length)) best = { key: found.key, length: phrase.length };
      if (found) break;
    }
  }
  return best ? { key: best.key, certain: false, concept: null } : null;
}

export function templateCategory(key: string): "internal" | "external" | null {
  const category = CATALOGUE.get(key)?.category;
  return category === "internal" || category === "external" ? category : null;
}

/** Attackers and competitors: parties with aims instead of rights. */
export function isAdverseTemplate(key: string): boolean {
  return key === "hackers" || key === "competitors";
}

export interface PartyCell {
  /** The parties that the cell names; one, unless a split is made or proposed. */
  names: string[];
  /** How sure the split is. `none`: one party. */
  split: "none" | "certain" | "proposed";
  /** The whole cell as one name. */
  whole: string;
  members: string[];
  /** The name without its members in brackets. */
  withoutMembers: string | null;
  /** A party mentioned with "incl.", which could be one of its own. */
  included: string | null;
  /** A name hidden in a formula such as =HYPERLINK("…","Insurer"). */
  suggestedName: string | null;
}

/** Reads the cell that names a party: list numbers, several parties, members in brackets. */
export function readPartyCell(text: string): PartyCell {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[•●▪■◦·*]|[-–—](?=\s))\s*/, "").trim())
    .filter((line) => line !== "");
  const oneLine = lines
    .join(" ")
    .replace(/\s+/g, " ")
    .replace(/[:;,]+$/, "");
  const whole = oneLine.replace(/^\(?\d{1,3}(?:(?:\.\d{1,3}){1,3}\.?|[.)])\)?\s+(?=\D)/, "").trim() || oneLine;
  const cell: PartyCell = { names: [whole], split: "none", whole, members: [], withoutMembers: null, included: null, suggestedName: null };
  if (whole.length > 300) return cell;

  const formula = /^=\s*HYPERLINK\s*\(\s*"[^"]*"\s*[,;]\s*"([^"]+)"\s*\)$/i.exec(whole);
  if (formula) return { ...cell, suggestedName: formula[1]!.trim() };
  if (/^[=+@]/.test(whole)) return cell;

  const several = severalNames(lines, whole);
  if (several) return { ...cell, names: several.names, split: several.certain ? "certain" : "proposed" };

  const brackets = /^(.+?)\s*\(([^()]+)\)$/.exec(whole);
  if (brackets) {
    const included = /^(?:incl?\.?|including|inkl\.?|einschlie(?:ß|ss)lich|inklusive|with|mit)\s+(?:the\s+)?(.+)$/i.exec(brackets[2]!);
    if (included) return { ...cell, included: included[1]!.trim() };
    const list = brackets[2]!.replace(/^(?:e\.\s?g\.|z\.\s?B\.|for example|such as|wie|u\.\s?a\.|i\.\s?e\.|d\.\s?h\.)\s*,?\s*/i, "");
    const members = list
      .split(/\s*[,;/]\s*|\s+(?:and|und|&)\s+/)
      .map((member) => member.replace(/\s*(?:etc\.?|usw\.?|…|\.\.\.)$/i, "").trim())
      .filter((member) => member !== "");
    if (members.length >= 2 && members.every((member) => member.length >= 2 && member.length <= 60))
      return { ...cell, members, withoutMembers: brackets[1]!.trim() };
  }
  return cell;
}

function severalNames(lines: string[], whole: string): { names: string[]; certain: boolean } | null {
  const known = (names: string[]) => names.every((name) => matchTemplate(name)?.certain === true);
  if (lines.length > 1 && lines.every((line) => matchTemplate(line)?.concept)) return { names: lines, certain: true };
  const outside = whole.replace(/\([^()]*\)/g, (brackets) => "\u0001".repeat(brackets.length));
  for (const sign of [/\s*;\s*/g, /\s+[/|]\s+/g, /\s*[/|]\s*/g, /\s*,\s+/g, /\s+(?:and|und|&|sowie|or|oder)\s+/gi]) {
    const names = piecesAt(whole, outside, sign);
    if (names.length < 2 || names.length > 8 || names.some((name) => name.length < 2)) continue;
    if (matchTemplate(whole)?.concept) return null;
    // "Müller & Söhne GmbH", "Meyer, Schmidt & Partner": one firm
    const firm = names.some((name) => LEGAL_FORMS.has(fold(name).split(" ").pop() ?? ""));
    const strong = sign.source.includes(";") || sign.source.startsWith("\\s+[/");
    // "CEO / Managing director": two words for one party are more likely than two parties.
    const keys = new Set(names.map((name) => (matchTemplate(name)?.concept ? matchTemplate(name)!.key : name)));
    if (keys.size === 1) return { names, certain: false };
    if (known(names) && (strong || sign.source.startsWith("\\s*[/"))) return { names, certain: true };
    if (known(names)) return { names, certain: false };
    if (strong && !firm) return { names, certain: names.some((name) => matchTemplate(name) !== null) };
  }
  return null;
}

function piecesAt(whole: string, outside: string, sign: RegExp): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const found of outside.matchAll(sign)) {
    pieces.push(whole.slice(start, found.index).trim());
    start = found.index + found[0].length;
  }
  pieces.push(whole.slice(start).trim());
  return pieces.filter((piece) => piece !== "");
}
