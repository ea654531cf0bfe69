import { CONTROL_CONCEPTS, CONTROL_TYPES } from "@/domain/controls";
import { CIA, CONTROL_THEMES } from "@/domain/vocabulary";
import { translator } from "@/lib/translate";

/** The choices of the form of an own control, in words. */
export function controlFormOptions() {
  const word = translator("vocabulary");
  const worded = (group: string, values: readonly string[]) => values.map((value) => ({ value, label: word(`${group}.${value}`) }));
  return {
    themes: worded("controlTheme", CONTROL_THEMES),
    types: worded("controlType", CONTROL_TYPES),
    cia: worded("cia", CIA),
    concepts: worded("controlConcept", CONTROL_CONCEPTS),
  };
}
