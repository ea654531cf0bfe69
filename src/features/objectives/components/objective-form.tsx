"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface ObjectiveFormProps {
  /** "/nordwind/objectives" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  initial: { title: string; description: string; ownerId: string; note: string };
  record?: { id: string; ref: string; version: number };
  owners: readonly Option[];
}

/** One form for a new objective and for changing one. */
export function ObjectiveForm({ path, action, initial, record, owners }: ObjectiveFormProps) {
  const t = useTranslations("objectives");
  const router = useRouter();
  const form = useRecordForm({
    formKey: record ? `objective:${record.ref}` : "objective:new",
    action,
    initial,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    onSuccess: ({ ref }) => {
      showToast({ title: t(record ? "saved" : "created", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("field.title")} hint={t("field.titleHint")} required maxLength={300} />
      <TextArea name="description" label={t("field.description")} />
      <SelectField name="ownerId" label={t("field.owner")} options={owners} placeholder={t("nobody")} />
      <TextArea name="note" label={t("field.note")} />
    </RecordForm>
  );
}
