"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface ControlLifeProps {
  control: { id: string; ref: string; version: number };
  deed: "retire" | "bringBack";
  /** Addressed requirements that would lose it. */
  asked: number;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Retires an own control after saying who leans on it, or brings it back. */
export function ControlLife({ control: { id, ref, version }, deed, asked, action }: ControlLifeProps) {
  const t = useTranslations("controls");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t(`${deed}Title`, { ref })}
      confirmLabel={t(deed)}
      danger={deed === "retire"}
      reason={deed === "retire" ? "required" : "optional"}
      trigger={<Button>{t(deed)}</Button>}
      onConfirm={(reason) => action({ id, version, reason })}
      onDone={() => router.refresh()}
    >
      {t(`${deed}Text`, { asked })}
    </ConfirmDialog>
  );
}
