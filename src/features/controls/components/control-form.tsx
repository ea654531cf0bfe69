"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { MultiCheck, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface ControlFormProps {
  /** "/nordwind/controls" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  initial: {
    title: string;
    theme: string;
    controlTypes: string[];
    cia: string[];
    concepts: string[];
    origin: string;
    description: string;
    note: string;
  };
  record?: { id: string; ref: string; version: number };
  options: { themes: readonly Option[]; types: readonly Option[]; cia: readonly Option[]; concepts: readonly Option[] };
}

/** One form for a new control of the organisation's own and for changing one. */
export function ControlForm({ path, action, initial, record, options }: ControlFormProps) {
  const t = useTranslations("controls");
  const router = useRouter();
  const form = useRecordForm({
    formKey: record ? `control:${record.ref}` : "control:new",
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
      <SelectField name="theme" label={t("field.theme")} options={options.themes} />
      <div className="grid gap-4 sm:grid-cols-3">
        <MultiCheck name="controlTypes" label={t("field.types")} options={options.types} />
        <MultiCheck name="cia" label={t("field.cia")} options={options.cia} />
        <MultiCheck name="concepts" label={t("field.concepts")} options={options.concepts} />
      </div>
      <TextField name="origin" label={t("field.origin")} hint={t("field.originHint")} maxLength={300} />
      <TextArea name="description" label={t("field.description")} />
      <TextArea name="note" label={t("field.note")} />
    </RecordForm>
  );
}
