"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, RadioGroup, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker, useRecordSearch } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { ActionFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface ActionFormProps {
  /** "/nordwind/actions" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: ActionFields;
  record?: { id: string; ref: string; version: number };
  /** Kinds to choose from; a request of evidence stays what it is. */
  kinds: readonly Option[];
  requirement: readonly RecordOption[];
  findings: readonly RecordOption[];
  records: readonly RecordOption[];
  findRecords: Ask<{ ref: string; title: string }[]>;
  owners: readonly Option[];
}

/** One form for a new action and for changing one. */
export function ActionForm({ path, action, initial, record, kinds, requirement, findings, records, findRecords, owners }: ActionFormProps) {
  const t = useTranslations("actions");
  const router = useRouter();
  const form = useRecordForm<ActionFields, { ref: string }>({
    formKey: record ? `action:${record.ref}` : `action:new:${initial.requirementId ?? ""}${initial.findingId ?? ""}`,
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
  const load = useRecordSearch(findRecords);
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={300} />
      {kinds.length > 1 && <RadioGroup name="kind" label={t("column.kind")} required options={kinds} />}
      <TextArea name="description" label={t("column.description")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
        <DateField name="dueAt" label={t("column.dueAt")} />
      </div>
      {findings.length > 0 && <RecordPicker name="findingId" label={t("field.finding")} options={findings} />}
      {requirement.length > 0 && <RecordPicker name="requirementId" label={t("field.requirement")} options={requirement} />}
      <RecordPicker name="recordRefs" label={t("field.records")} hint={t("form.recordsHint")} options={records} load={load} multiple />
      <TextArea name="cause" label={t("column.cause")} hint={t("form.causeHint")} />
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
