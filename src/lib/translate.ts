import messages from "@messages/en.json";
import { createTranslator } from "use-intl/core";

export const LOCALE = "en";
/** Instants are shown in this zone unless the organisation says otherwise; days are SQL dates and have none. */
export const TIME_ZONE = "UTC";

type Values = Record<string, string | number | Date>;
export interface Translator {
  (key: string, values?: Values): string;
  has(key: string): boolean;
  raw(key: string): unknown;
}

const made = new Map<string, Translator>();

/** The words of one namespace (or "namespace.part") for server components, mails and exports. Client components ask `useTranslations`. */
export function translator(namespace: string): Translator {
  let found = made.get(namespace);
  if (!found) {
    found = createTranslator({
      locale: LOCALE,
      timeZone: TIME_ZONE,
      messages: messages as Record<string, unknown>,
      namespace: namespace as never,
    }) as Translator;
    made.set(namespace, found);
  }
  return found;
}

/** The messages of some namespaces only, so that a page sends no more words to the browser than its client parts use. */
export function messagesFor(namespaces: readonly string[]): Record<string, unknown> {
  const all = messages as Record<string, unknown>;
  return Object.fromEntries(namespaces.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]]));
}
