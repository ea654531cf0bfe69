"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface RevokeGuestProps {
  guest: { id: string; version: number; name: string };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Ends the access at once. */
export function RevokeGuest({ guest, action }: RevokeGuestProps) {
  const t = useTranslations("guests");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("revokeTitle", { name: guest.name })}
      confirmLabel={t("revoke")}
      danger
      trigger={<Button>{t("revoke")}</Button>}
      onConfirm={() => action({ id: guest.id, version: guest.version })}
      onDone={() => router.refresh()}
    >
      {t("revokeText")}
    </ConfirmDialog>
  );
}
