"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { ThemeProvider as Themes } from "next-themes";
import type { ReactNode } from "react";

/** Light or dark as the system asks, or as the reader chose. The nonce lets the one inline script (no flash of the wrong theme) through the CSP. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <Themes
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
      // React warns about a script met while rendering in the browser, where it would not run anyway.
      scriptProps={{ type: typeof window === "undefined" ? "text/javascript" : "text/plain" }}
    >
      <CSPProvider nonce={nonce} disableStyleElements>
        {children}
      </CSPProvider>
    </Themes>
  );
}
