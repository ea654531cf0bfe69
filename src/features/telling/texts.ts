import { outsideWords } from "@/lib/outside-words";
import { translator } from "@/lib/translate";
import type { ListChange, RequirementToTell } from "./queries";

/** The words of the mail as we propose them, in the language of who reads it; what the requirements say stays as it was written. */
export function noticeText(
  language: string,
  {
    organization,
    sender,
    requirements,
    listChanges,
  }: { organization: string; sender: string; requirements: readonly RequirementToTell[]; listChanges: readonly ListChange[] },
): { subject: string; body: string } {
  const t = outsideWords(language, "notice");
  const parts = [t("greeting")];
  if (requirements.length > 0)
    parts.push(
      t("intro", { organization }),
      ...requirements.map(({ statement, howAddressed }) => `${t("need")}\n${statement}\n${t("howMet")}\n${howAddressed || t("noWords")}`),
    );
  if (listChanges.length > 0) parts.push(t("listIntro", { organization }), listChanges.map((one) => listLine(language, one)).join("\n"));
  parts.push(t("outro"), `${sender}\n${organization}`);
  return { subject: t(requirements.length > 0 ? "subject" : "listSubject", { organization }), body: parts.join("\n\n") };
}

/** An attacker is not named in a mail. */
function listLine(language: string, { name, adverse, kind, after, day }: ListChange): string {
  const t = outsideWords(language, "notice");
  const who = adverse ? t("someThreat") : name;
  if (kind === "added") return t("list.added", { day, name: who });
  if (after === "retired") return t("list.retired", { day, name: who });
  if (after === "relevant" || after === "not_relevant") return t(`list.${after}`, { day, name: who });
  return t("list.changed", { day, name: who });
}

/** The same in our words, for the page. */
export function listChangeWords({ kind, before, after }: ListChange): string {
  const t = translator("telling");
  if (kind === "added") return t("list.added");
  const word = translator(`vocabulary.${kind === "status" ? "partyStatus" : "partyRelevance"}`);
  return t(`list.${kind}`, { before: before ? word(before) : "–", after: after ? word(after) : "–" });
}
