import { QUESTION_GROUP_KEYS } from "@/domain/interview-guide";
import { ELICITATION_METHODS } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

/** The choices of the form, in words. */
export function methodOptions(): { value: string; label: string }[] {
  const word = translator("vocabulary.elicitationMethod");
  return ELICITATION_METHODS.map((value) => ({ value, label: word(value) }));
}

export function guideOptions(): { value: string; label: string }[] {
  const word = translator("interviews.groups");
  return QUESTION_GROUP_KEYS.map((value) => ({ value, label: word(value) }));
}
