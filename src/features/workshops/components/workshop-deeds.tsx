"use client";

import { Printer } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { Ask } from "./workshop-form";

interface DeedProps {
  workshop: { id: string; ref: string };
  action: Ask<{ ref: string }>;
}

export function CloseWorkshop({ workshop, action, undecided }: DeedProps & { undecided: number }) {
  const t = useTranslations("workshopForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("closeTitle", { ref: workshop.ref })}
      confirmLabel={t("close")}
      trigger={<Button>{t("close")}</Button>}
      onConfirm={() => action({ id: workshop.id })}
      onDone={() => {
        showToast({ title: t("closed", { ref: workshop.ref }) });
        router.refresh();
      }}
    >
      <p>{t("closeText")}</p>
      {undecided > 0 && <p className="mt-2 font-medium">{t("closeOpen", { count: undecided })}</p>}
    </ConfirmDialog>
  );
}

export function OpenVotes({ workshop, action, onDone }: DeedProps & { onDone: () => void }) {
  const t = useTranslations("workshopVote");
  return (
    <ConfirmDialog
      title={t("openTitle", { ref: workshop.ref })}
      confirmLabel={t("open")}
      trigger={<Button variant="primary">{t("open")}</Button>}
      onConfirm={() => action({ id: workshop.id })}
      onDone={onDone}
    >
      {t("openText")}
    </ConfirmDialog>
  );
}

/** Prints the record as it stands now: what others said meanwhile is fetched first. */
export function PrintButton() {
  const t = useTranslations("workshopForm");
  const router = useRouter();
  const [pending, start] = useTransition();
  const wanted = useRef(false);
  useEffect(() => {
    if (pending || !wanted.current) return;
    wanted.current = false;
    window.print();
  }, [pending]);
  return (
    <Button
      variant="quiet"
      pending={pending}
      icon={<Printer aria-hidden className="size-4" />}
      onClick={() => {
        wanted.current = true;
        start(() => router.refresh());
      }}
    >
      {t("print")}
    </Button>
  );
}
