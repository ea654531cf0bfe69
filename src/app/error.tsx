"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** What is left when a page failed; the digest leads an operator to the line in the log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("ui");
  return (
    <div className="mx-auto max-w-2xl px-4 py-16">
      <title>{t("errorTitle")}</title>
      <h1 className="sr-only">{t("errorTitle")}</h1>
      <Callout tone="error" title={t("errorTitle")} actions={<Button onClick={reset}>{t("tryAgain")}</Button>}>
        {error.digest ? t("errorText", { digest: error.digest }) : t("errorTextPlain")}
      </Callout>
    </div>
  );
}
