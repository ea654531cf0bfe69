import type { Challenge, WrittenReason } from "@/domain/statement-of-applicability";
import { writtenText } from "@/domain/statement-of-applicability";
import { translator } from "@/lib/translate";

/** Words of a statement that pages and files share. */
export function reasonsInWords(written: readonly WrittenReason[], most?: number): string {
  const t = translator("statement");
  return writtenText(written, (reason) => t(`reasonInText.${reason}`), { most, more: (count) => t("andMore", { count }) });
}

const MOST_NAMED = 5;

/** A challenge as a sentence; who asked is named. */
export function challengeInWords(challenge: Challenge): string {
  const t = translator("statement.challenge");
  switch (challenge.code) {
    case "excluded_but_asked": {
      const { refs, names, answered } = challenge;
      const rest = names.length - MOST_NAMED;
      const list = [...names.slice(0, MOST_NAMED), ...(rest > 0 ? [translator("statement")("andMore", { count: rest })] : [])].join("; ");
      return t(answered ? "excluded_but_asked_answered" : "excluded_but_asked", {
        count: refs.length,
        refs: refs.slice(0, MOST_NAMED * 2).join(", "),
        names: list,
      });
    }
    case "reason_without_requirement":
      return t(challenge.code, { reason: translator("statement")(`reasonInText.${challenge.reason}`) });
    default:
      return t(challenge.code);
  }
}
