import type { ReactNode } from "react";
import { LOCALE, messagesFor, TIME_ZONE } from "@/lib/translate";
import { IntlProvider } from "./intl-provider";

/** Gives client components below it the words of these namespaces (the interface's own, "ui", always). A nested one replaces the outer one. */
export function Words({ namespaces = [], children }: { namespaces?: readonly string[]; children: ReactNode }) {
  return (
    <IntlProvider locale={LOCALE} timeZone={TIME_ZONE} messages={messagesFor(["ui", ...namespaces])}>
      {children}
    </IntlProvider>
  );
}
