"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface RevokeTokenProps {
  token: { id: string; version: number; name: string };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Ends the token at once. */
export function RevokeToken({ token, action }: RevokeTokenProps) {
  const t = useTranslations("apiTokens");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("revokeTitle", { name: token.name })}
      confirmLabel={t("revoke")}
      danger
      trigger={
        <Button size="small" aria-label={t("revokeTitle", { name: token.name })}>
          {t("revoke")}
        </Button>
      }
      onConfirm={() => action({ id: token.id, version: token.version })}
      onDone={() => router.refresh()}
    >
      {t("revokeText")}
    </ConfirmDialog>
  );
}
