"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface OpenReviewProps {
  record: { id: string; ref: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** From the plan to work: takes the register in as it stands. */
export function OpenReview({ record, action }: OpenReviewProps) {
  const t = useTranslations("reviews.record");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("openTitle", { ref: record.ref })}
      confirmLabel={t("open")}
      trigger={<Button variant="primary">{t("open")}</Button>}
      onConfirm={() => action({ id: record.id, version: record.version })}
      onDone={() => router.refresh()}
    >
      {t("openText")}
    </ConfirmDialog>
  );
}
