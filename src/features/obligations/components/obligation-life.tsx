"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface ObligationLifeProps {
  record: { id: string; ref: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  deed: "verify" | "retire" | "bringBack";
  /** Requirements that rest on it. */
  inUse: number;
}

/** Verified today, retire, bring back: one click and one question. */
export function ObligationLife({ record, action, deed, inUse }: ObligationLifeProps) {
  const t = useTranslations("obligations.life");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t(`${deed}Title`, { ref: record.ref })}
      confirmLabel={t(deed)}
      danger={deed === "retire"}
      reason={deed === "retire" ? "required" : "optional"}
      reasonLabel={deed === "verify" ? t("verifyNote") : undefined}
      trigger={<Button>{t(deed)}</Button>}
      onConfirm={(reason) => action({ id: record.id, version: record.version, reason })}
      onDone={() => router.refresh()}
    >
      {t(`${deed}Text`, { count: inUse })}
    </ConfirmDialog>
  );
}
