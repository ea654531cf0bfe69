import de from "@messages/outside.de.json";
import en from "@messages/outside.en.json";
import fr from "@messages/outside.fr.json";
import { createTranslator } from "use-intl/core";
import { TIME_ZONE, type Translator } from "./translate";

/** Words for people outside and for mails, in their language. Every language has the same keys (a test holds them against each other). */
const WORDS: Record<string, Record<string, unknown>> = { en, de, fr };

const made = new Map<string, Translator>();

/** The words of one namespace in one language; English where we do not have the language. */
export function outsideWords(language: string, namespace: string): Translator {
  const locale = Object.hasOwn(WORDS, language) ? language : "en";
  const key = `${locale}:${namespace}`;
  let found = made.get(key);
  if (!found) {
    found = createTranslator({ locale, timeZone: TIME_ZONE, messages: WORDS[locale]!, namespace: namespace as never }) as Translator;
    made.set(key, found);
  }
  return found;
}

/** The same words for client components: what the provider of words takes. */
export function outsideMessages(
  language: string,
  namespace: string,
): { locale: string; timeZone: string; messages: Record<string, unknown> } {
  const locale = Object.hasOwn(WORDS, language) ? language : "en";
  return { locale, timeZone: TIME_ZONE, messages: { [namespace]: WORDS[locale]![namespace] } };
}
