import "@fontsource/inter/400.css";
import "@fontsource/inter/500.css";
import "@fontsource/inter/600.css";
import "@fontsource/source-serif-4/400.css";
import "@fontsource/source-serif-4/600.css";
import "@fontsource/ibm-plex-mono/400.css";
import "@fontsource/ibm-plex-mono/500.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/ui/theme-provider";
import { ToastProvider } from "@/components/ui/toast";
import { Words } from "@/components/words";
import { LOCALE, translator } from "@/lib/translate";

export function generateMetadata(): Metadata {
  const t = translator("ui");
  return { title: { template: `%s · ${t("product")}`, default: t("product") }, description: t("productDescription") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#FBFAF7" },
    { media: "(prefers-color-scheme: dark)", color: "#14161A" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The theme script sets data-theme and color-scheme on <html> before React sees it.
    <html lang={LOCALE} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <Words>
            <ToastProvider>{children}</ToastProvider>
          </Words>
        </ThemeProvider>
      </body>
    </html>
  );
}
