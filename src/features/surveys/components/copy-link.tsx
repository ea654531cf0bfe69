"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";

/** Puts an address into the clipboard; `shown` where it also stands on the page, to be taken by hand. */
export function CopyLink({ address, label, shown = false }: { address: string; label?: string; shown?: boolean }) {
  const t = useTranslations("surveys");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const copy = () => {
    if (!navigator.clipboard) return setState("failed");
    navigator.clipboard.writeText(address).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  return (
    <span className="flex flex-wrap items-center gap-2">
      {(shown || state === "failed") && (
        <input
          readOnly
          aria-label={label ?? t("commonLink")}
          className="control min-w-0 max-w-96 flex-1 font-mono text-xs"
          value={address}
          onFocus={(event) => event.target.select()}
        />
      )}
      <Button size="small" icon={<Copy aria-hidden className="size-3.5" />} aria-label={label} onClick={copy}>
        {t("copy")}
      </Button>
      <span role="status" className="text-sm text-muted">
        {state === "copied" ? t("copied") : state === "failed" ? t("copyFailed") : ""}
      </span>
    </span>
  );
}
