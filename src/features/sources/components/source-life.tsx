"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface SourceLifeProps {
  record: { id: string; ref: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  deed: "retire" | "bringBack";
  /** Requirements that rest on it. */
  inUse: number;
}

export function SourceLife({ record, action, deed, inUse }: SourceLifeProps) {
  const t = useTranslations("sources.life");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t(`${deed}Title`, { ref: record.ref })}
      confirmLabel={t(deed)}
      danger={deed === "retire"}
      reason={deed === "retire" ? "required" : "optional"}
      trigger={<Button>{t(deed)}</Button>}
      onConfirm={(reason) => action({ id: record.id, version: record.version, reason })}
      onDone={() => router.refresh()}
    >
      {t(`${deed}Text`, { count: inUse })}
    </ConfirmDialog>
  );
}
