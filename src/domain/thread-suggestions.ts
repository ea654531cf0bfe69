import { CATALOGUE, catalogueParty, saysTheSame } from "@/domain/catalogue";
import { searchKey } from "@/domain/normalise";
import { NO_RISK_REF } from "@/domain/risk";
import { type RequirementTarget, sameTarget, targetOfRef } from "@/domain/thread-links";
import type { LinkTargetType } from "@/domain/vocabulary";

/**
 * What could answer a requirement, each with the reason why it is proposed: the starter catalogue says so, similar requirements of the register link it,
 * or the words of the statement speak of it. Proposals only: a person takes each, and nothing is linked by itself.
 */
export type SuggestionReason =
  /** The catalogue's party under which the same requirement stands. */
  | { code: "catalogue"; party: string }
  /** Requirements of the register that link it, and what makes them similar. */
  | { code: "similar"; refs: string[]; because: Similarity[] }
  /** The word of the statement. */
  | { code: "words"; word: string };

/** What two requirements share, the strongest first. */
export const SIMILARITIES = ["obligation", "source", "party_type", "words", "control"] as const;
export type Similarity = (typeof SIMILARITIES)[number];

export interface Suggestion {
  type: LinkTargetType;
  ref: string;
  reasons: SuggestionReason[];
  /** A rationale that a similar requirement gives for it; empty where there is none. */
  rationale: string;
}

// The words of the statement: a term (English and the commonest German) and the controls that usually answer it. Matched from the start of a word.
const TERMS: readonly [term: RegExp, targets: readonly string[]][] = [
  ["encrypt|cryptograph|verschlussel", ["A.8.24"]],
  ["backups?|back up|backed up|restor|datensicherung|wiederherst", ["A.8.13"]],
  ["incident|breach|sicherheitsvorf|datenpanne", ["A.5.24", "A.5.25", "A.5.26"]],
  ["notif|report(?:s|ed|ing)? (?:an? |any |all |of )?(?:incident|breach)|meldepflicht|melden", ["A.5.24", "A.6.8", "Clause 7.4"]],
  ["personal data|privacy|data subject|gdpr|dsgvo|personenbezogen|datenschutz", ["A.5.34", "A.8.11"]],
  ["delet|eras|losch|geloscht", ["A.8.10"]],
  ["dispos|destr(?:oy|uction)|vernicht|entsorg", ["A.7.14", "A.8.10"]],
  ["available|availability|uptime|outage|verfugbar|ausfall", ["A.8.14", "A.5.30", "A.8.6"]],
  ["continuity|recover|disaster|notfall|wiederanlauf", ["A.5.29", "A.5.30"]],
  ["access|zugriff|berechtig", ["A.5.15", "A.5.18", "A.8.3"]],
  ["password|authenticat|multi-factor|mfa|passwor|anmeld", ["A.5.17", "A.8.5"]],
  ["privileged|administrator", ["A.8.2"]],
  ["log(?:s|ged|ging)?\\b|protokoll", ["A.8.15"]],
  ["monitor|uberwach", ["A.8.16"]],
  ["malware|ransomware|virus|schadsoftware", ["A.8.7"]],
  ["patch|vulnerabilit|schwachstell", ["A.8.8"]],
  ["penetration|pentest|security test", ["A.8.29", "A.8.8"]],
  ["supplier|subcontract|sub-processor|subprocessor|lieferant|unterauftrag", ["A.5.19", "A.5.20", "A.5.22"]],
  ["cloud", ["A.5.23"]],
  ["confidential(?:ity)? agreement|non-disclosure|nda\\b|geheimhaltung|verschwiegenheit", ["A.6.6"]],
  ["train|awareness|schulung|sensibilis", ["A.6.3", "Clause 7.3"]],
  ["screening|background check|zuverlassigkeitspruf", ["A.6.1"]],
  ["remote work|home office|homeoffice|telearbeit", ["A.6.7"]],
  ["leav(?:e|er|ing)|termination|ausscheid", ["A.6.5", "A.5.18"]],
  ["right to audit|audit(?:s|ed)?\\b|certificat|zertifik", ["A.5.35", "Clause 9.2.1"]],
  ["retention|retain|records?\\b|aufbewahr", ["A.5.33"]],
  ["classif|label|klassifiz", ["A.5.12", "A.5.13"]],
  ["building|premises|visitor|door|gebaude|besucher|zutritt", ["A.7.1", "A.7.2"]],
  ["fire|flood|lightning|brand|hochwasser", ["A.7.5"]],
  ["cctv|video surveillance|alarm", ["A.7.4"]],
  ["source code|software development|developer|entwickl", ["A.8.25", "A.8.28"]],
  ["change management|release|anderung", ["A.8.32"]],
  ["network|firewall|netzwerk", ["A.8.20", "A.8.22"]],
  ["transfer|transmit|transmission|ubermittl", ["A.5.14"]],
  ["return of (?:assets|data)|hand back|ruckgabe", ["A.5.11"]],
  ["licen[cs]e|copyright|intellectual property|lizenz", ["A.5.32"]],
  ["law|legal|statutor|regulat|gesetz", ["A.5.31"]],
  ["authorit(?:y|ies)|behorde", ["A.5.5"]],
  ["evidence|forensic|beweis", ["A.5.28"]],
  ["laptop|mobile device|endpoint|endgerat", ["A.8.1"]],
  ["test data|testdaten", ["A.8.33"]],
  ["communicat|informed|kommuni", ["Clause 7.4"]],
  ["management review|management-bewertung", ["Clause 9.3.1"]],
].map(([term, targets]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${term as string})`, "u"), targets as string[]] as const);

/** Controls and clauses that the words of a statement speak of, each with the word as it stands there. */
export function suggestByWords(statement: string): Suggestion[] {
  const text = searchKey(statement);
  return TERMS.flatMap(([term, refs]) => {
    const start = term.exec(text);
    if (!start) return [];
    const word = asWritten(statement, text, start);
    return refs.flatMap((ref): Suggestion[] => {
      const target = targetOfRef(ref);
      return target ? [{ ...target, reasons: [{ code: "words", word }], rationale: "" }] : [];
    });
  });
}

/** The found words up to the end of the last, with their accents, as far as these are one word. */
function asWritten(statement: string, text: string, { 0: found, index }: RegExpExecArray): string {
  const whole = found + (/^[\p{L}\p{N}-]*/u.exec(text.slice(index + found.length))?.[0] ?? "");
  return statement.split(/[^\p{L}\p{N}-]+/u).find((word) => searchKey(word) === whole) ?? whole;
}

const COMMON = new Set(
  "about after again against their there these those which while where within without would should could shall other every under until being between before because through during information security service services customer customers company party requirement".split(
    " ",
  ),
);
const LONGEST_STEM = 7;
const MOST_WORDS = 6;

/** The beginnings of the words by which another statement can be seen to speak of the same thing: the longest of them, as search keys. */
export function tellingWords(statement: string): string[] {
  const words = searchKey(statement)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 5 && !COMMON.has(word) && !/^\d/.test(word));
  return [...new Set(words.sort((a, b) => b.length - a.length).map((word) => word.slice(0, LONGEST_STEM)))].slice(0, MOST_WORDS);
}

/**
 * What the starter catalogue answers to the same requirement with: the one it was taken from, or one that says the same, first under the catalogue
 * party it belongs to.
 */
export function suggestFromCatalogue(requirement: {
  statement: string;
  sourceType: string | null;
  sourceLocator: string;
  partyTemplateKey: string | null;
}): Suggestion[] {
  const own = requirement.partyTemplateKey === null ? null : catalogueParty(requirement.partyTemplateKey);
  for (const party of own ? [own, ...CATALOGUE] : CATALOGUE) {
    const template = party.requirements.find((one) => saysTheSame(one, requirement));
    if (!template) continue;
    return [...template.controls, ...template.clauses].flatMap((ref) => {
      const target = targetOfRef(ref);
      return target ? [{ ...target, reasons: [{ code: "catalogue" as const, party: party.name }], rationale: "" }] : [];
    });
  }
  return [];
}

/** A requirement that resembles the one in question, with what it links. */
export interface SimilarRequirement {
  ref: string;
  because: readonly Similarity[];
  links: readonly Pick<RequirementTarget, "targetType" | "targetRef" | "rationale">[];
}

/** What similar requirements link: each target once, with all who link it. */
export function suggestFromSimilar(similar: readonly SimilarRequirement[]): Suggestion[] {
  const found = new Map<string, Suggestion & { reasons: [Extract<SuggestionReason, { code: "similar" }>] }>();
  for (const { ref, because, links } of similar) {
    for (const link of links) {
      // That somebody else found no risk says nothing about this requirement; scope is its own matter.
      if (link.targetRef === NO_RISK_REF || link.targetType === "scope") continue;
      // Whoever shares only a control may share what hangs on it, but not the other controls.
      const onlyControl = because.every((one) => one === "control");
      if (onlyControl && (link.targetType === "control" || link.targetType === "clause")) continue;
      const key = `${link.targetType} ${link.targetRef}`;
      const known = found.get(key);
      if (known) {
        known.reasons[0].refs.push(ref);
        known.reasons[0].because = SIMILARITIES.filter((one) => known.reasons[0].because.includes(one) || because.includes(one));
        known.rationale ||= link.rationale;
      } else {
        found.set(key, {
          type: link.targetType,
          ref: link.targetRef,
          reasons: [{ code: "similar", refs: [ref], because: [...because] }],
          rationale: link.rationale,
        });
      }
    }
  }
  return [...found.values()];
}

/** Requirements that share only a control say less than those that share the law: so many of them weigh as one. */
const WEIGHT: Readonly<Record<Similarity, number>> = { obligation: 3, source: 2, party_type: 2, words: 2, control: 1 };

/**
 * One list of all suggestions: each target once with all its reasons, without what is linked already, what most speaks for it first.
 */
export function rankSuggestions(
  lists: readonly (readonly Suggestion[])[],
  linked: readonly Pick<RequirementTarget, "targetType" | "targetRef">[],
  most: number,
): Suggestion[] {
  const found: Suggestion[] = [];
  for (const suggestion of lists.flat()) {
    const target = { targetType: suggestion.type, targetRef: suggestion.ref };
    if (linked.some((link) => sameTarget(link, target))) continue;
    const known = found.find((other) => sameTarget({ targetType: other.type, targetRef: other.ref }, target));
    if (!known) found.push({ ...suggestion, reasons: [...suggestion.reasons] });
    else {
      // One reason of a kind is enough: the first word that leads there.
      known.reasons.push(...suggestion.reasons.filter(({ code }) => !known.reasons.some((other) => other.code === code)));
      known.rationale ||= suggestion.rationale;
    }
  }
  const ranks = new Map(found.map((suggestion) => [suggestion, suggestion.reasons.reduce((sum, reason) => sum + weightOf(reason), 0)]));
  return found.sort((a, b) => ranks.get(b)! - ranks.get(a)!).slice(0, most);
}

function weightOf(reason: SuggestionReason): number {
  switch (reason.code) {
    case "catalogue":
      return 8;
    case "words":
      return 2;
    case "similar":
      return Math.max(...reason.because.map((one) => WEIGHT[one])) * Math.min(reason.refs.length, 3);
  }
}
