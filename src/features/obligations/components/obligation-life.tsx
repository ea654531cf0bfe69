"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { offerBringBack } from "@/components/ui/offer-bring-back";
import type { ActionResult } from "@/lib/action-result";

interface ObligationLifeProps {
  record: { id: string; ref: string; version: number };
  action: (input: unknown) => Promise<ActionResult<{ version: number }>>;
  /** Takes a retirement back, offered for ten seconds. */
  bringBack?: (input: unknown) => Promise<ActionResult<unknown>>;
  deed: "verify" | "retire" | "bringBack";
  /** Requirements that rest on it. */
  inUse: number;
}

/** Verified today, retire, bring back: one click and one question. */
export function ObligationLife({ record, action, bringBack, deed, inUse }: ObligationLifeProps) {
  const t = useTranslations("obligations.life");
  const ui = useTranslations("ui");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t(`${deed}Title`, { ref: record.ref })}
      confirmLabel={t(deed)}
      danger={deed === "retire"}
      reason={deed === "retire" ? "required" : "optional"}
      reasonLabel={deed === "verify" ? t("verifyNote") : undefined}
      trigger={<Button>{t(deed)}</Button>}
      onConfirm={async (reason) => {
        const result = await action({ id: record.id, version: record.version, reason });
        if (result.ok && deed === "retire" && bringBack) {
          offerBringBack({
            title: ui("retired", { ref: record.ref }),
            label: ui("edit.undo"),
            failed: ui("edit.undoFailed"),
            bringBack,
            id: record.id,
            version: result.data.version,
            refresh: router.refresh,
          });
        }
        return result;
      }}
      onDone={() => router.refresh()}
    >
      {t(`${deed}Text`, { count: inUse })}
    </ConfirmDialog>
  );
}
