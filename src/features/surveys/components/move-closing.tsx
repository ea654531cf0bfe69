"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface MoveClosingProps {
  survey: { id: string; ref: string; version: number; closesOn: string | null };
  today: string;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Another last day for a survey that runs. */
export function MoveClosing({ survey, today, action }: MoveClosingProps) {
  const t = useTranslations("surveys");
  const router = useRouter();
  const id = useId();
  const [day, setDay] = useState(survey.closesOn ?? today);
  return (
    <ConfirmDialog
      title={t("moveClosingTitle", { ref: survey.ref })}
      confirmLabel={t("moveClosing")}
      trigger={<Button>{t("moveClosing")}</Button>}
      onConfirm={async () => {
        const result = await action({ id: survey.id, version: survey.version, closesOn: day });
        return !result.ok && result.kind === "invalid" ? { ...result, message: Object.values(result.fieldErrors).join(" ") } : result;
      }}
      onDone={() => router.refresh()}
    >
      <p>{t("moveClosingText")}</p>
      <label htmlFor={id} className="mt-3 block font-medium">
        {t("form.closesOn")}
      </label>
      <input id={id} type="date" min={today} className="control max-w-48" value={day} onChange={(event) => setDay(event.target.value)} />
    </ConfirmDialog>
  );
}
