import { GAPS, type GapCode, type SentencePart, type StationItem, type ThreadSentence, type WeaknessCode } from "@/domain/thread";
import type { SuggestionReason } from "@/domain/thread-suggestions";
import { targetPath } from "@/lib/target-path";
import { translator } from "@/lib/translate";

/** The thread in words, for server components and exports. */

/** What a weakness says, with the day where one belongs to it. */
export function weaknessWord(code: WeaknessCode, item?: Pick<StationItem, "facts">): string {
  return translator("threads.weak")(code, { date: item?.facts?.validUntil ?? "" });
}

/** "R-014 Keys are lost", "policy P-003 v4", "evidence E-077, valid to 2026-03-12": how a target is named inside a sentence. */
export function itemWords(item: StationItem): string {
  const t = translator("threads.sentence");
  const { facts, type, ref } = item;
  const named = (key: string) => t(key, { ref });
  switch (type) {
    case "policy":
    case "procedure":
      return [named(type), facts?.edition].filter(Boolean).join(" ");
    case "evidence":
      return facts?.validUntil ? t("evidenceUntil", { ref, date: facts.validUntil }) : named("evidence");
    default:
      return ref;
  }
}

/** A reason inside a sentence ends without its own full stop. */
function inside(reason: string): string {
  return reason.trim().replace(/[.;]+$/, "");
}

function partWords(part: SentencePart): string {
  const t = translator("threads.sentence");
  switch (part.code) {
    case "gap":
      return translator("threads.gap")(part.gap);
    case "no_risk":
      return t("noRisk", { reason: inside(part.reason) || t("noReason") });
    case "end":
      return t(`end_${part.end.code}`, { reason: inside(part.end.reason) || t("noReason"), instead: inside(part.end.instead) || "—" });
    case "item": {
      const weak = part.item.weak.map((code) => weaknessWord(code, part.item)).join(", ");
      const more = part.more > 0 ? ` ${t("more", { count: part.more })}` : "";
      return itemWords(part.item) + more + (weak ? ` (${weak})` : "");
    }
  }
}

const LONGEST = 160;

/** "Acme MSA §7.2 requires “encryption at rest” → A.8.24 → R-014 → policy P-003 v4 → evidence E-077, valid to 2026-03-12." */
export function sentenceWords({ subject, locator, adverse, statement, parts }: ThreadSentence): string {
  const t = translator("threads.sentence");
  const short = statement.length > LONGEST ? `${statement.slice(0, LONGEST).trimEnd()}…` : statement;
  const opening = t(adverse ? "aims" : "requires", { subject: [subject, locator].filter(Boolean).join(" "), statement: short });
  return `${[opening, ...parts.map(partWords)].join(" → ")}.`;
}

/** The deed that closes a gap of a requirement, and where it is done. */
export function deedOf(gap: GapCode, home: string, requirementRef: string): { label: string; href: string } {
  const page = `${home}/requirements/${requirementRef}`;
  const { deed, station } = GAPS[gap];
  const href = deed === "edit" ? `${page}/edit` : deed === "decide" ? `${page}#decisions` : `${page}?link=${station}#links`;
  return { label: translator("threads.deed")(gap), href };
}

/** Where a target of a station is looked at; null: it has no page. */
export function itemHref(home: string, { type, ref }: Pick<StationItem, "type" | "ref">): string | undefined {
  if (ref === "") return undefined;
  switch (type) {
    case "party":
      return `${home}/interested-parties/${ref}`;
    case "obligation":
      return `${home}/obligations/${ref}`;
    case "source":
      return `${home}/sources/${ref}`;
    case "words":
    case "decision":
      return undefined;
    case "requirement":
      return `${home}/requirements/${ref}`;
    default:
      return home + targetPath({ type, ref });
  }
}

/** Why a target is suggested: "3 similar requirements link it: REQ-004, REQ-007, REQ-012 (same law)". */
export function reasonWords(reason: SuggestionReason): string {
  const t = translator("threads.suggestion");
  switch (reason.code) {
    case "catalogue":
      return t("catalogue", { party: reason.party });
    case "words":
      return t("words", { word: reason.word });
    case "similar": {
      const because = reason.because.map((one) => t(`similarity.${one}`)).join(", ");
      const named = reason.refs.slice(0, 3).join(", ") + (reason.refs.length > 3 ? " …" : "");
      return t("similar", { count: reason.refs.length, refs: named, because });
    }
  }
}
