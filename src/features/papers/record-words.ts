import type { ContentRecord } from "@/domain/register-content";
import { NO_RISK_REF } from "@/domain/risk";
import { INFLUENCE_VECTORS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";
import { byId, linksOf, listOf, organizationOf, type Reading, textOf } from "./reading";
import { inLines } from "./sheets";

/** What the fields of a record say in documents: the same words in every kind. */
export function word(group: string, value: string): string {
  if (value === "") return "";
  const words = translator(`vocabulary.${group}`);
  return words.has(value) ? words(value) : value;
}

/** A field of the vocabulary in words. */
export function wordOf(record: ContentRecord, field: string, group: string): string {
  return word(group, textOf(record, field));
}

/** A list of the vocabulary in words: "Legal, Social". */
export function wordsOf(record: ContentRecord, field: string, group: string): string {
  return listOf(record, field)
    .map((value) => word(group, value))
    .join(", ");
}

/** "IP-003 Customers in health care"; the ref alone of what the content does not hold. */
export function named(record: ContentRecord | undefined): string {
  if (!record) return "";
  const title = textOf(record, "name") || textOf(record, "title") || textOf(record, "statement");
  return `${textOf(record, "ref")} ${title}`.trim();
}

/** The influence vector by the name that the organisation gave it. */
export function vectorOf(reading: Reading, value: string): string {
  const at = (INFLUENCE_VECTORS as readonly string[]).indexOf(value);
  if (at < 0) return "";
  return listOf(organizationOf(reading), "influenceVectorNames")[at] || word("influenceVector", value);
}

/** "A.8.24 (partly), R-001, E-010": what answers a requirement, by type in the order of the thread. */
export function threadOfRequirement(requirement: ContentRecord): string {
  return linksOf(requirement).map(linkInWords).join(", ");
}

function linkInWords({ targetType, targetRef, coverage }: { targetType: string; targetRef: string; coverage: string }): string {
  if (targetType === "risk" && targetRef === NO_RISK_REF) return translator("paperContent")("noRisk");
  return coverage === "partly" ? `${targetRef} (${word("linkCoverage", coverage).toLowerCase()})` : targetRef;
}

/** Where a requirement comes from: laws and documents by name, and the place in them; else its words. */
export function sourceOf(index: ReadonlyMap<string, ContentRecord>, requirement: ContentRecord): string {
  const records = [...listOf(requirement, "obligationIds"), ...listOf(requirement, "sourceIds")].map((id) => named(index.get(id)));
  const locator = textOf(requirement, "sourceLocator");
  const written = textOf(requirement, "sourceRef");
  return inLines(...(records.length > 0 ? records : [written || word("sourceType", textOf(requirement, "sourceType"))]), locator);
}

/** The records that a source is named from. */
export function sourceIndex(reading: Reading): ReadonlyMap<string, ContentRecord> {
  return byId(reading, "source", "obligation");
}

/** "Addressed: because ..." of 4.2 c; what is not decided says so. */
export function ismsDecision(requirement: ContentRecord): string {
  if (textOf(requirement, "relevance") === "discarded")
    return said(
      word("requirementRelevance", "discarded"),
      textOf(requirement, "discardReason") || textOf(requirement, "relevanceRationale"),
    );
  return said(
    wordOf(requirement, "ismsDecision", "ismsDecision") || word("ismsDecision", "undecided"),
    textOf(requirement, "ismsDecisionRationale"),
  );
}

/** A decision with its reason. */
export function said(decision: string, reason: string): string {
  return reason === "" ? decision : `${decision}: ${reason}`;
}
