"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Action<T = unknown> = (input: unknown) => Promise<ActionResult<T>>;

interface SnoozeProps {
  item: { key: string; ref: string; snoozedUntil: string | null };
  /** The earliest and the latest day, and the one that is proposed. */
  days: { first: string; last: string; usual: string };
  snooze: Action<{ until: string }>;
  wake: Action;
}

/** "Remind me on ...": sets one thing aside until a day, or takes that back. */
export function Snooze({ item, days, snooze, wake }: SnoozeProps) {
  const t = useTranslations("reminders");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  async function again() {
    const result = await wake({ key: item.key });
    if (result.ok) showToast({ title: t("wakeDone") });
    router.refresh();
  }
  if (item.snoozedUntil)
    return (
      <span className="flex basis-full flex-wrap items-center justify-end gap-3 text-sm text-muted">
        {t("snoozed", { day: item.snoozedUntil })}
        <Button size="small" onClick={() => void again()} aria-label={`${t("wake")}: ${item.ref}`}>
          {t("wake")}
        </Button>
      </span>
    );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("snoozeTitle")}
      description={t("snoozeText", { ref: item.ref })}
      trigger={
        <Button size="small" variant="quiet" aria-label={`${t("snooze")}: ${item.ref}`}>
          {t("snooze")}
        </Button>
      }
    >
      <SnoozeForm item={item} days={days} action={snooze} close={() => setOpen(false)} />
    </Dialog>
  );
}

function SnoozeForm({
  item,
  days,
  action,
  close,
}: {
  item: SnoozeProps["item"];
  days: SnoozeProps["days"];
  action: SnoozeProps["snooze"];
  close: () => void;
}) {
  const t = useTranslations("reminders");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `snooze:${item.key}`,
    action,
    fixed: { key: item.key },
    initial: { until: days.usual },
    onSuccess: ({ until }) => {
      showToast({ title: t("snoozeDone", { day: until }) });
      close();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("snoozeSave")}>
      <DateField name="until" label={t("until")} min={days.first} max={days.last} required />
    </RecordForm>
  );
}
