"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

type Action = (input: unknown) => Promise<ActionResult<unknown>>;

export function AddComment({ entity, entityId, action }: { entity: string; entityId: string; action: Action }) {
  const t = useTranslations("comments");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `comment:${entityId}`,
    action,
    fixed: { entity, entityId },
    initial: { text: "" },
    onSuccess: () => {
      form.set("text", "");
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("add")} submitVariant="primary" label={t("addLabel")}>
      <TextArea name="text" label={t("text")} hint={t("textHint")} rows={3} limit={4_000} />
    </RecordForm>
  );
}

export function ResolveComment({ id, version, action }: { id: string; version: number; action: Action }) {
  const t = useTranslations("comments");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("resolveTitle")}
      confirmLabel={t("resolve")}
      reason="required"
      reasonLabel={t("resolution")}
      trigger={<Button size="small">{t("resolve")}</Button>}
      onConfirm={(resolution) => action({ id, version, resolution })}
      onDone={() => router.refresh()}
    >
      {t("resolveText")}
    </ConfirmDialog>
  );
}
