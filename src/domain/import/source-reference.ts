import type { RequirementKind } from "@/domain/vocabulary";
import { fold } from "./cell-text";

/** A document and the place in it. */
export interface SourceReference {
  ref: string;
  locator: string | null;
}

const KEYWORDS =
  "art(?:icles?|ikel)?\\.?|artt\\.|§{1,2}|sections?|sec\\.|s\\.|ss\\.|clauses?|cl\\.|conditions?|cond\\.|paras?\\.?|paragraphs?|chapters?|chap\\.|ch\\.|pages?|pp?\\.|items?|points?|rule|schedule|" +
  "ziffer|ziff\\.|abschnitt|abschn\\.|abs\\.|absatz|kapitel|kap\\.|seite|punkt|nr\\.|nummer|klausel|bedingung|satz|tz\\.|rn\\.|rz\\.|recital|erwägungsgrund";
const PLACE = "(?:\\d|[ivx]{1,5}\\b|\\(|[a-h]\\b)";
const LOCATOR_START = new RegExp(`^(?:${KEYWORDS})\\s*(?=${PLACE})`, "i");
const LOCATOR_INSIDE = new RegExp(`^(.*?[^\\s,;:–-])[\\s,;:–-]+((?:${KEYWORDS})\\s*${PLACE}.*)$`, "is");
const LAST_PIECE = /^(?:\d{1,3}(?:\.\d{1,3}){0,4}(?:\s?[a-z])?\)?|(?:annex|appendix|schedule|exhibit|anlage|anhang|app\.)\s+[\w.]{1,8})$/i;
const LOCATOR_WORD = new RegExp(`^(?:${KEYWORDS})$`, "i");

/** "Art. 32 Abs. 1 DSGVO", "§ 8a BSIG": the place comes first, the law after it. */
function placeBeforeLaw(text: string): SourceReference | null {
  const words = text.replace(/§(?=\d)/g, "§ ").split(/\s+/);
  let at = 0;
  while (
    at < words.length &&
    (LOCATOR_WORD.test(words[at]!) || /^(?:\d+[a-z]?(?:\.\d+)*|[a-z]|ff?|lit|and|und|bis|i\.?v\.?m)?[.,)–-]?$/.test(words[at]!))
  )
    at++;
  const ref = words.slice(at).join(" ");
  if (at < 2 || !/^\p{Lu}/u.test(ref)) return null;
  return { ref, locator: words.slice(0, at).join(" ").replace(/,$/, "") };
}

/**
 * Splits a source as written ("GDPR Art. 33", "MSA 2023-114, Annex 3, 2.1", "§ 3 BDSG") into the document and the locator. A contract or document
 * number such as 2023-114 stays with the document; so does a year, and a date is no locator.
 */
export function splitSource(text: string): SourceReference {
  const trimmed = text.trim().replace(/[;,]$/, "");
  if (/[\n;]/.test(trimmed) || trimmed.length > 300) return { ref: trimmed, locator: null };
  if (LOCATOR_START.test(trimmed)) return placeBeforeLaw(trimmed) ?? { ref: trimmed, locator: null };
  const inside = LOCATOR_INSIDE.exec(trimmed);
  if (inside) return { ref: inside[1]!.trim(), locator: inside[2]!.trim() };
  const at = trimmed.lastIndexOf(",");
  if (at > 0) {
    const last = trimmed.slice(at + 1).trim();
    const before = trimmed.slice(0, at).trim();
    const isYear = /^(?:19|20)\d\d$/.test(last);
    if (LAST_PIECE.test(last) && !isYear) return { ref: before, locator: last };
  }
  return { ref: trimmed, locator: null };
}

const SOURCE_WORDS =
  /\b(?:MSA|SLA|NDA|DPA|AVV|AGB|GDPR|DSGVO|DS-GVO|BDSG|NIS-?2|DORA|HIPAA|PCI|SOX|HGB|KRITIS|BSIG?|contract|agreement|terms|polic(?:y|e)|act|law|regulation|directive|standard|ISO|IEC|interview|survey|workshop|minutes|meeting|vertrag|vereinbarung|gesetz|verordnung|richtlinie|norm|police|protokoll|umfrage|bedingungen|mietvertrag|rahmenvertrag)\b/i;
const HAS_LOCATOR = new RegExp(`(?:^|[\\s,;(])(?:${KEYWORDS})\\s*${PLACE}`, "i");

/** A source in brackets at the end of a requirement: "Breach notice within 24 hours (MSA cl. 12.3)". Null where the brackets hold something else. */
export function sourceInBrackets(text: string): { statement: string; source: SourceReference } | null {
  const end = text.endsWith(".") ? text.length - 2 : text.length - 1;
  const start = text.lastIndexOf("(");
  if (text[end] !== ")" || start < 3 || end - start < 3 || end - start > 160 || text.slice(start + 1, end).includes(")")) return null;
  const inner = text
    .slice(start + 1, end)
    .trim()
    .replace(/^(?:source|quelle|see|siehe|vgl\.?|cf\.?|per|gem(?:\.|äß))\s*:?\s*/i, "");
  if (!HAS_LOCATOR.test(inner) && !(SOURCE_WORDS.test(inner) && /^\p{Lu}/u.test(inner) && !/,/.test(inner))) return null;
  return { statement: text.slice(0, start).trim(), source: splitSource(inner) };
}

const CONTRACT =
  /\b(?:msa|sla|nda|avv|agb|dpa|contracts?|agreement|terms|lease|purchase order|framework|sow|addendum|vertr(?:a|ae)ge?|\w*vertrag|\w*vertraege|\w*vereinbarung|\w*bedingungen|tarifvertrag)\b/;
const LAW =
  /\b(?:gdpr|dsgvo|ds gvo|bdsg|nis ?2|dora|hipaa|sox|ccpa|hgb|ao|gobd|bsig|bsi gesetz|ttdsg|tddsg|tdddg|betrvg|arbschg|tkg|kritis|act|laws?|statutes?|legislation|regulation eu|eu regulation|directive|\w*gesetz|\w*gesetze|\w*verordnung|stgb|bgb|uwg|geschgehg|companies act)\b/;
const REGULATORY =
  /\b(?:bafin|fca|pra|eba|mas|finra|marisk|bait|vait|zait|kait|rundschreiben|circular|guidelines?|supervisory|auflage|bescheid|ico guidance)\b/;

/** What kind of requirement a source makes likely. Only a hint: the user decides (law forces need and requirement, see the seventeen rules). */
export function kindFromSource(source: string, template: string | null): RequirementKind | null {
  const folded = fold(source);
  if (folded === "") return null;
  if (CONTRACT.test(folded)) return "contractual";
  if (LAW.test(folded) || /(?:^|\s)(?:§|art\.\s*\d)/i.test(source)) return "legal";
  if (REGULATORY.test(folded)) return "regulatory";
  // A policy with a number or a name is a contract of insurance when an insurer asks for it.
  if (/\bpolic(?:y|e)\b|\bversicherungsschein\b/.test(folded) && template === "insurers") return "contractual";
  return null;
}
