"use client";

import type { ReactNode } from "react";
import { IntlProvider as Provider } from "use-intl/react";

interface IntlProviderProps {
  locale: string;
  timeZone: string;
  messages: Record<string, unknown>;
  children: ReactNode;
}

export function IntlProvider({ locale, timeZone, messages, children }: IntlProviderProps) {
  return (
    <Provider locale={locale} timeZone={timeZone} messages={messages}>
      {children}
    </Provider>
  );
}
