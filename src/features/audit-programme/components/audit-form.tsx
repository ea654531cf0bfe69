"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, RadioGroup, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker, useRecordSearch } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { AUDIT_KINDS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { AuditFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface AuditFormProps {
  /** "/nordwind" */
  home: string;
  action: Ask<{ ref: string }>;
  initial: AuditFields;
  record?: { id: string; ref: string; version: number };
  records: readonly RecordOption[];
  findRecords: Ask<{ ref: string; title: string }[]>;
  owners: readonly Option[];
}

/** Half a year, a year, two, three: how often audits return; any other number of months that stands is offered too. */
const INTERVALS = ["6", "12", "24", "36"];

/** One form for planning an audit and for changing the plan. */
export function AuditForm({ home, action, initial, record, records, findRecords, owners }: AuditFormProps) {
  const t = useTranslations("auditProgramme");
  const word = useTranslations("vocabulary.auditKind");
  const router = useRouter();
  const form = useRecordForm<AuditFields, { ref: string }>({
    formKey: record ? `audit:${record.ref}` : "audit:new",
    action,
    initial: record ? { ...initial, reason: "" } : initial,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    onSuccess: ({ ref }) => {
      showToast({ title: t(record ? "saved" : "created", { ref }) });
      router.push(`${home}/actions/${ref}`);
      router.refresh();
    },
  });
  const load = useRecordSearch(findRecords);
  const months = [...new Set([...INTERVALS, ...(initial.intervalMonths ? [initial.intervalMonths] : [])])];
  return (
    <RecordForm
      form={form}
      submitLabel={t(record ? "save" : "create")}
      cancelHref={record ? `${home}/actions/${record.ref}` : `${home}/audit-programme`}
    >
      <TextField name="title" label={t("field.title")} hint={t("form.titleHint")} required maxLength={300} />
      <RadioGroup
        name="auditKind"
        label={t("field.auditKind")}
        required
        options={AUDIT_KINDS.map((value) => ({ value, label: word(value) }))}
      />
      <RecordPicker name="recordRefs" label={t("field.covers")} hint={t("form.coversHint")} options={records} load={load} multiple />
      <TextArea name="description" label={t("field.description")} hint={t("form.descriptionHint")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="dueAt" label={t("field.dueAt")} required />
        <SelectField
          name="intervalMonths"
          label={t("field.intervalMonths")}
          options={months.map((value) => ({ value, label: t("everyMonths", { count: Number(value) }) }))}
          placeholder={t("once")}
        />
        <TextField name="auditor" label={t("field.auditor")} hint={t("form.auditorHint")} maxLength={300} />
        <SelectField name="ownerId" label={t("field.owner")} hint={t("form.ownerHint")} options={owners} placeholder={t("unowned")} />
      </div>
      <TextArea name="note" label={t("field.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
