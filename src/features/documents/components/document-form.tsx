"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, ReasonField, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { ISMS_DOCUMENT_TYPES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { DocumentFields } from "../form-fields";

interface DocumentFormProps {
  /** "/nordwind/documents" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  initial: DocumentFields;
  record?: { id: string; ref: string; version: number };
  owners: readonly Option[];
}

/** One form for a new document and for changing one. */
export function DocumentForm({ path, action, initial, record, owners }: DocumentFormProps) {
  const t = useTranslations("documents");
  const word = useTranslations("vocabulary.ismsDocumentType");
  const router = useRouter();
  const form = useRecordForm<DocumentFields, { ref: string }>({
    formKey: record ? `document:${record.ref}` : "document:new",
    action,
    initial: record ? { ...initial, reason: "" } : initial,
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
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={300} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="type"
          label={t("column.type")}
          hint={t("form.typeHint")}
          required
          options={ISMS_DOCUMENT_TYPES.map((value) => ({ value, label: word(value) }))}
        />
        <TextField name="edition" label={t("column.edition")} hint={t("form.editionHint")} maxLength={60} />
      </div>
      <Switch name="current" label={t("form.current")} hint={t("form.currentHint")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="approvedOn" label={t("column.approvedOn")} />
        <DateField name="reviewDueAt" label={t("column.reviewDueAt")} />
      </div>
      <TextField
        name="quotedRegisterVersion"
        label={t("column.registerVersion")}
        hint={t("form.registerVersionHint")}
        maxLength={60}
        className="max-w-96"
      />
      <TextField name="location" label={t("column.location")} hint={t("form.locationHint")} maxLength={1_000} />
      <TextField name="audience" label={t("column.audience")} hint={t("form.audienceHint")} maxLength={300} />
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
