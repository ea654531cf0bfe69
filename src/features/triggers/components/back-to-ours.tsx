"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface BackToOursProps {
  eventKey: string;
  title: string;
  version: number;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Makes a rule what we deliver again. */
export function BackToOurs({ eventKey, title, version, action }: BackToOursProps) {
  const t = useTranslations("triggers");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("rules.backTitle", { title })}
      confirmLabel={t("rules.back")}
      reason="optional"
      trigger={
        <Button size="small" aria-label={`${t("rules.back")}: ${title}`}>
          {t("rules.back")}
        </Button>
      }
      onConfirm={(reason) => action({ eventKey, version, reason })}
      onDone={() => router.refresh()}
    >
      {t("rules.backText")}
    </ConfirmDialog>
  );
}
