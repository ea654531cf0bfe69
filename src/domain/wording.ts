import { isBlank } from "@/domain/ruling";
import type { RequirementKind, SourceType } from "@/domain/vocabulary";

/**
 * Help while a requirement is being written. Every finding is a question with its reason and an example, never an obstacle; a sentence without
 * findings is not certified by that. English, and the commonest German. Where the audit checks AC-14, AC-16 and AC-17 look for the same, they are
 * narrower on purpose: an audit finding must be certain, a hint need only be worth a second look.
 */
export const WORDING_CODES = [
  "our_perspective",
  "vague",
  "unmeasurable",
  "several_in_one",
  "too_long",
  "source_missing",
  "locator_missing",
] as const;
export type WordingCode = (typeof WORDING_CODES)[number];

export interface WordingFinding {
  code: WordingCode;
  /** The words that gave rise to it; empty where something is missing. */
  excerpt: string;
  /** Keys of messages: why it matters, and how it reads better. */
  reasonKey: `wording.${WordingCode}.reason`;
  exampleKey: `wording.${WordingCode}.example`;
}

export const LONGEST_STATEMENT = 300;

const words = (list: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, "iu");

// A word of approval instead of a condition. "Security" and "Sicherheit" as nouns are the subject, not a judgement.
const VAGUE = words(
  [
    "safe|safely|secure|securely|adequate|adequately|appropriate|appropriately|proper|properly|reasonable|reasonably|sufficient|sufficiently",
    "good|robust|trustworthy|trust|trusts|best practices?|state of the art|industry standard|as soon as possible|asap|if possible|where possible",
    "as far as possible|timely|in a timely manner|etc\\.?|and so on",
    "sicher|sichere[rsmn]?|angemessen\\p{L}*|geeignet\\p{L}*|ordnungsgemäß\\p{L}*|ausreichend\\p{L}*|vertrauen|vertrauenswürdig\\p{L}*|zeitnah|zeitnahe[rsn]?",
    "so schnell wie möglich|schnellstmöglich|baldmöglichst|möglichst|nach möglichkeit|wenn möglich|stand der technik|usw\\.?",
  ].join("|"),
);

// What makes a sentence testable although it holds such a word: a number, a deadline, a clause, or a deed that leaves a trace.
const CONCRETE =
  /\d|§|\b(?:encrypt|backup|back up|backed up|log(?:s|ged)?\b|notif|report|certificat|test|delet|eras|audit|train|restor|contract|article|clause|annual|yearly|monthly|weekly|daily|quarterly)|verschlüssel|datensicherung|protokollier|meld|bericht|zertifi|prüf|lösch|geschult|schulung|wiederherst|vertrag|artikel|jährlich|monatlich|wöchentlich|täglich|vierteljährlich/iu;

// A degree without the number that would tell whether it is reached.
const DEGREE = words(
  [
    "high availability|highly available|high level of|always available|minimal|minimi[sz]e|maximum|faster|better|improve|improved|quickly|fast|prompt|promptly",
    "regularly|frequently|low|short downtime|few incidents|fewer incidents|without undue delay|soon",
    "hohe verfügbarkeit|hochverfügbar\\p{L}*|schnell|schneller|besser|verbessern|verbessert|regelmäßig|unverzüglich|häufig|minimal\\p{L}*",
  ].join("|"),
);
const MEASURE =
  /\d|\{[^}]*\}|%|\b(?:same day|next day|one|two|three|five|ten|twelve|hour|day|week|month|year|quarter|deadline|legal|law)|\b(?:stunde|tag|woche|monat|jahr|quartal|frist|gesetz)/iu;

const COUNTERPARTS =
  "customers?|clients?|suppliers?|vendors?|partners?|providers?|contractors?|employees|staff|users|auditors?|regulators?|insurers?|landlords?|kunden?|lieferanten?|dienstleister|mitarbeiter\\p{L}*|partnern?|vermieter|versicherer";
const OUR_PERSPECTIVE = [
  // "We want them to ...", "we expect our suppliers to ..."
  new RegExp(`\\bwe (?:want|need|expect|require|ask) (?:them|him|her|our|the (?:${COUNTERPARTS})|(?:${COUNTERPARTS}))(?![\\p{L}])`, "iu"),
  // "Our supplier must ...", "the customers should ..."
  new RegExp(
    `\\b(?:our|the|unsere?|der|die) (?:${COUNTERPARTS}) (?:must|shall|should|has to|have to|need to|needs to|muss|müssen|soll|sollen|sollten)(?![\\p{L}])`,
    "iu",
  ),
  // "They must ..."
  /^(?:they|he|she|sie) (?:must|shall|should|have to|has to|need to|müssen|sollen|sollten)\b/iu,
  // "Customers want us to ..." tells of them in the third person; the statement is what they would sign themselves.
  new RegExp(
    `^(?:our |the |unsere? |die )?(?:${COUNTERPARTS}) (?:wants?|expects?|needs?|requires?|wish(?:es)?|wollen|erwarten|möchten|verlangen) (?:us|that we|from us|von uns|dass wir)(?![\\p{L}])`,
    "iu",
  ),
  // "We need ..." and "we have to ..." are our own duty, unless it is said to us ("we need you to") or suffered ("we need to be told").
  /^we (?:need (?!you\b|to be\b)|(?:need|have) to (?!be\b)|must (?!be\b))/iu,
  /^wir (?:müssen|brauchen|wollen|erwarten von (?:unser|den)\p{L}*)(?![\p{L}])/iu,
];

const DEEDS =
  "encrypt|report|notify|delete|erase|return|test|audit|train|back up|backup|restore|log|monitor|review|provide|inform|protect|store|announce|certify|document|patch|update|assess|appoint|publish|sign";
const SEVERAL = [
  // A list: bullets, numbers or lines.
  /(?:^|\n)\s*(?:[-*•–]|\d{1,2}[.)])\s+\S[^\n]*\n\s*(?:[-*•–]|\d{1,2}[.)])\s+\S/u,
  // "Encrypt the backups and report incidents": two deeds, each with its own object. "Draft and sign the contract" is one.
  new RegExp(`\\b(?:${DEEDS})\\b(?: [^\\s,;.]+){1,12},? (?:and|as well as) (?:also )?(?:to )?(?:${DEEDS})\\b [^\\s]+`, "iu"),
  // "... must ... and must ..."
  /\b(must|shall|should|will|muss|müssen|soll|sollen)\b[^.;]*\b(?:and|as well as|und|sowie)\b[^.;]*\b\1\b/iu,
  // "Backups are tested and incidents are reported": two subjects, each with its own verb.
  /\b(?:is|are|be) \p{L}+(?:ed|en|t)\b[^.;]*,? and (?:\p{L}+ ){1,6}(?:is|are) \p{L}+(?:ed|en|t)\b/iu,
  /\b(?:wird|werden) [^.;]*\p{L}+t\b[^.;]*\bund (?:\p{L}+ ){1,6}(?:wird|werden)\b/iu,
];
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|art|no|nr|cl|sec|para|abs|approx|ca|etc|z\. ?b|d\. ?h|bzw|inc|ltd|vs|\p{L})$/iu;

export interface WordingFacts {
  statement: string;
  kind: RequirementKind;
  sourceType: SourceType | null;
  sourceRef: string;
  sourceLocator: string;
  /** How many source documents and obligations it rests on. */
  sourceCount: number;
}

/** What could be worded better, in the order in which one would mend it. A blank statement gives no finding about wording. */
export function wordingFindings(requirement: WordingFacts): WordingFinding[] {
  return [...statementFindings(requirement.statement), ...sourceFindings(requirement)];
}

/** The findings about the sentence alone; see {@link wordingFindings}. */
export function statementFindings(text: string): WordingFinding[] {
  const statement = text.trim();
  if (statement === "") return [];
  const findings: WordingFinding[] = [];
  const perspective = firstMatch(statement, OUR_PERSPECTIVE);
  if (perspective) findings.push(finding("our_perspective", perspective));
  const vague = VAGUE.exec(statement)?.[0];
  if (vague && !CONCRETE.test(statement)) findings.push(finding("vague", vague));
  const degree = DEGREE.exec(statement)?.[0];
  if (degree && !vague && !MEASURE.test(statement)) findings.push(finding("unmeasurable", degree));
  const several = severalInOne(statement);
  if (several) findings.push(finding("several_in_one", several));
  if (statement.length > LONGEST_STATEMENT) findings.push(finding("too_long", `${statement.slice(0, 60)}…`));
  return findings;
}

function sourceFindings({ kind, sourceType, sourceRef, sourceLocator, sourceCount }: WordingFacts): WordingFinding[] {
  const pointsNowhere = isBlank(sourceRef) && sourceCount === 0;
  if (sourceType === null || sourceType === "template" || pointsNowhere) return [finding("source_missing", "")];
  const needsLocator = kind === "legal" || kind === "regulatory" || kind === "contractual";
  return needsLocator && isBlank(sourceLocator) ? [finding("locator_missing", sourceRef)] : [];
}

function severalInOne(statement: string): string | null {
  const found = firstMatch(statement, SEVERAL);
  if (found) return found;
  const listed = statement.split(";").filter((part) => countWords(part) >= 3);
  if (listed.length > 1) return listed[1]!.trim();
  const sentences = splitSentences(statement).filter((sentence) => countWords(sentence) >= 3);
  return sentences.length > 1 ? sentences[1]! : null;
}

function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]\s+(?=\p{Lu})/gu)) {
    if (ABBREVIATION.test(text.slice(start, match.index))) continue;
    sentences.push(text.slice(start, match.index + 1).trim());
    start = match.index + match[0].length;
  }
  sentences.push(text.slice(start).trim());
  return sentences;
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function firstMatch(text: string, patterns: RegExp[]): string | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match[0].trim();
  }
  return null;
}

function finding(code: WordingCode, excerpt: string): WordingFinding {
  return { code, excerpt, reasonKey: `wording.${code}.reason`, exampleKey: `wording.${code}.example` };
}
