"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface AcceptRiskProps {
  risk: { id: string; ref: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Stands for retaining a risk above the level; name and day stay with it until its positions or its treatment change. */
export function AcceptRisk({ risk, action }: AcceptRiskProps) {
  const t = useTranslations("risks");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("acceptTitle", { ref: risk.ref })}
      confirmLabel={t("accept")}
      reason="optional"
      trigger={<Button>{t("accept")}</Button>}
      onConfirm={(reason) => action({ id: risk.id, version: risk.version, reason })}
      onDone={() => router.refresh()}
    >
      {t("acceptText")}
    </ConfirmDialog>
  );
}
