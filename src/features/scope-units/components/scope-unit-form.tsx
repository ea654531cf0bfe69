"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { type Option, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { SCOPE_UNIT_KINDS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

interface ScopeUnitFormProps {
  /** "/nordwind/scope" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  initial: { title: string; kind: string; description: string; ownerId: string | null; note: string };
  record?: { id: string; ref: string; version: number };
  owners: readonly Option[];
}

/** One form for a new part of the scope and for changing one. */
export function ScopeUnitForm({ path, action, initial, record, owners }: ScopeUnitFormProps) {
  const t = useTranslations("scopeUnits");
  const word = useTranslations("vocabulary.scopeUnitKind");
  const router = useRouter();
  const form = useRecordForm<Record<string, unknown>, { ref: string }>({
    formKey: record ? `scope-unit:${record.ref}` : "scope-unit:new",
    action,
    initial: record ? { ...initial, reason: "" } : { ...initial },
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
      <SelectField
        name="kind"
        label={t("column.kind")}
        required
        options={SCOPE_UNIT_KINDS.map((value) => ({ value, label: word(value) }))}
      />
      <TextArea name="description" label={t("column.description")} hint={t("form.descriptionHint")} />
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
