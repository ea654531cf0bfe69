"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Ask = (input: unknown) => Promise<ActionResult<unknown>>;

/** "We have no such party, because ...": asks for the reason. */
export function RuleOutButton({ entry, action, onDone }: { entry: { key: string; name: string }; action: Ask; onDone?: () => void }) {
  const t = useTranslations("catalogueForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("ruleOutTitle", { name: entry.name })}
      confirmLabel={t("ruleOut")}
      trigger={
        <Button size="small" className="no-print">
          {t("ruleOut")}
        </Button>
      }
      reason="required"
      reasonLabel={t("ruleOutReason")}
      onConfirm={(reason) => action({ key: entry.key, reason })}
      onDone={() => {
        showToast({ title: t("ruledOut", { name: entry.name }) });
        onDone?.();
        router.refresh();
      }}
    >
      {t("ruleOutText")}
    </ConfirmDialog>
  );
}

interface WithdrawButtonProps {
  entry: { name: string };
  ruling: { id: string; version: number };
  action: Ask;
}

export function WithdrawButton({ entry, ruling, action }: WithdrawButtonProps) {
  const t = useTranslations("catalogueForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("withdrawTitle", { name: entry.name })}
      confirmLabel={t("withdraw")}
      trigger={
        <Button size="small" className="no-print">
          {t("withdraw")}
        </Button>
      }
      reason="optional"
      reasonLabel={t("withdrawReason")}
      onConfirm={(reason) => action({ id: ruling.id, version: ruling.version, reason })}
      onDone={() => {
        showToast({ title: t("withdrawn", { name: entry.name }) });
        router.refresh();
      }}
    />
  );
}
