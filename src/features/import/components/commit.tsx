"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

/** One reason, one click: the import is written while the page shows how far it is. */
export function CommitForm({ batchId, action, reason, submit }: { batchId: string; action: Action; reason: string; submit: string }) {
  const t = useTranslations("import.commit");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `import:${batchId}`,
    action,
    initial: { reason },
    fixed: { id: batchId },
    onSuccess: () => router.refresh(),
  });
  return (
    <RecordForm form={form} submitLabel={submit}>
      <TextArea name="reason" label={t("reason")} hint={t("reasonHint")} rows={2} required />
    </RecordForm>
  );
}

interface Progress {
  status: string;
  phase: "reading" | "writing" | "history" | null;
  done: number;
  total: number;
  result: { parties: number; requirements: number } | null;
  error: string | null;
}

const POLL_MS = 500;

/** Asks how far the import is until it is done, then offers to take it back for ten seconds. */
export function ImportProgress({ batchId, href, undo }: { batchId: string; href: string; undo: Action }) {
  const t = useTranslations("import.progress");
  const router = useRouter();
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const ask = async () => {
      try {
        const response = await fetch(href, { cache: "no-store" });
        const answer = (await response.json()) as Progress;
        if (left) return;
        if (response.ok && answer.status !== "committing") {
          if (answer.status === "committed" && answer.result) {
            showToast({
              title: t("done", { parties: answer.result.parties, requirements: answer.result.requirements }),
              undo: {
                label: t("undo"),
                failed: t("undoFailed"),
                run: async () => {
                  const result = await undo({ id: batchId });
                  router.refresh();
                  return result;
                },
              },
            });
          }
          router.refresh();
          return;
        }
        if (response.ok) setProgress(answer);
      } catch {
        // The next question may be answered again.
      }
      if (!left) timer = setTimeout(ask, POLL_MS);
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [batchId, href, router, t, undo]);
  const writing = progress?.phase === "writing";
  return (
    <div className="max-w-xl" aria-live="polite">
      <ProgressBar
        label={t(progress?.phase ?? "reading")}
        value={writing ? progress.done : progress?.phase === "history" ? 1 : null}
        max={writing ? Math.max(1, progress.total) : 1}
        text={writing ? t("text", { done: progress.done, total: progress.total }) : undefined}
      />
      <p className="mt-2 text-sm text-muted">{t("leave")}</p>
    </div>
  );
}

export function UndoImport({ batchId, action }: { batchId: string; action: Action }) {
  const t = useTranslations("import.result");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("undoTitle")}
      trigger={<Button variant="secondary">{t("undo")}</Button>}
      confirmLabel={t("undo")}
      danger
      onConfirm={() => action({ id: batchId })}
      onDone={() => router.refresh()}
    >
      {t("undoText")}
    </ConfirmDialog>
  );
}

export function DiscardImport({ batchId, action, listHref }: { batchId: string; action: Action; listHref: string }) {
  const t = useTranslations("import.commit");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("discardTitle")}
      trigger={<Button variant="quiet">{t("discard")}</Button>}
      confirmLabel={t("discard")}
      danger
      onConfirm={() => action({ id: batchId })}
      onDone={() => {
        showToast({ title: t("discarded") });
        router.push(listHref);
        router.refresh();
      }}
    >
      {t("discardText")}
    </ConfirmDialog>
  );
}
