"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface CheckEffectivenessProps {
  record: { id: string; version: number };
  today: string;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Whether it worked: on which day somebody looked, and what they saw. */
export function CheckEffectiveness({ record, today, action }: CheckEffectivenessProps) {
  const t = useTranslations("actions");
  const router = useRouter();
  const id = useId();
  const [day, setDay] = useState(today);
  return (
    <ConfirmDialog
      title={t("checkTitle")}
      confirmLabel={t("checkSave")}
      reason="required"
      reasonLabel={t("checkNote")}
      trigger={<Button>{t("check")}</Button>}
      onConfirm={async (note) => {
        const result = await action({ ...record, effectivenessCheckedAt: day, effectivenessNote: note });
        // The dialog shows one sentence; that of the field says more than that something is wrong.
        if (!result.ok && result.kind === "invalid") return { ...result, message: Object.values(result.fieldErrors)[0] ?? result.message };
        return result;
      }}
      onDone={() => router.refresh()}
    >
      <p>{t("checkText")}</p>
      <label htmlFor={id} className="mt-3 block text-sm font-medium">
        {t("checkDay")}
      </label>
      <input id={id} type="date" className="control mt-1" value={day} onChange={(event) => setDay(event.target.value)} required />
    </ConfirmDialog>
  );
}
