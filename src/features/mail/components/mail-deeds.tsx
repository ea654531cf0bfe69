"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { MailStatus } from "../queries";

type Action<T = unknown> = (input: unknown) => Promise<ActionResult<T>>;

interface MailDeedsProps {
  mail: { id: string; toEmail: string; status: MailStatus; attempts: number };
  again: Action;
  withdraw: Action;
}

/** What may still be done with one mail: try it again, or take it back before it goes. */
export function MailDeeds({ mail, again, withdraw }: MailDeedsProps) {
  const t = useTranslations("mail");
  const router = useRouter();
  const deed = (key: "again" | "withdraw", action: Action) => (
    <ConfirmDialog
      title={t(`${key}Title`)}
      confirmLabel={t(key)}
      trigger={<Button size="small">{t(key)}</Button>}
      onConfirm={() => action({ id: mail.id })}
      onDone={() => {
        showToast({ title: t(`${key}Done`) });
        router.refresh();
      }}
    >
      {t(`${key}Text`, { to: mail.toEmail })}
    </ConfirmDialog>
  );
  const failed = mail.status === "refused" || mail.status === "given_up" || mail.status === "withdrawn";
  return (
    <div className="flex flex-wrap gap-2">
      {(failed || (mail.status === "waiting" && mail.attempts > 0)) && deed("again", again)}
      {mail.status === "waiting" && deed("withdraw", withdraw)}
    </div>
  );
}

export function TestMail({ action }: { action: Action<{ to: string }> }) {
  const t = useTranslations("mail");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function send() {
    setPending(true);
    const result = await action({});
    setPending(false);
    if (result.ok) showToast({ title: t("testDone", { to: result.data.to }) });
    else showToast({ title: result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result.message, tone: "error" });
    router.refresh();
  }
  return (
    <Button pending={pending} onClick={() => void send()}>
      {t("test")}
    </Button>
  );
}
