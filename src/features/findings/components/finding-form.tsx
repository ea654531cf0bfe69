"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, RadioGroup, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker, useRecordSearch } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { severityHint } from "@/domain/finding";
import { FINDING_ORIGINS, FINDING_SEVERITIES, type FindingSeverity } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { FindingFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface FindingFormProps {
  /** "/nordwind/findings" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: FindingFields;
  record?: { id: string; ref: string; version: number };
  /** The records concerned already, by name. */
  records: readonly RecordOption[];
  findRecords: Ask<{ ref: string; title: string }[]>;
  earlier: readonly (RecordOption & { severity?: FindingSeverity })[];
  owners: readonly Option[];
}

/** One form for a new finding and for working on one. */
export function FindingForm({ path, action, initial, record, records, findRecords, earlier, owners }: FindingFormProps) {
  const t = useTranslations("findings");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const form = useRecordForm<FindingFields, { ref: string }>({
    formKey: record ? `finding:${record.ref}` : "finding:new",
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
  const { values } = form;
  const repeats = values.repeatOfId ? severityHint(values.severity, "minor") : null;
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={300} />
      <TextField name="clause" label={t("column.clause")} hint={t("form.clauseHint")} required maxLength={60} className="max-w-96" />
      <RadioGroup
        name="severity"
        label={t("column.severity")}
        required
        inline
        options={FINDING_SEVERITIES.map((value) => ({ value, label: word(`findingSeverity.${value}`) }))}
      />
      {repeats && <p className="prose-width text-sm text-warn">{t("severityHint")}</p>}
      <TextArea name="statement" label={t("column.statement")} hint={t("form.statementHint")} rows={4} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="origin"
          label={t("column.origin")}
          required
          options={FINDING_ORIGINS.map((value) => ({ value, label: word(`findingOrigin.${value}`) }))}
        />
        <TextField name="auditName" label={t("column.auditName")} hint={t("form.auditNameHint")} maxLength={300} />
        <DateField name="raisedAt" label={t("column.raisedAt")} required />
        <DateField name="dueAt" label={t("column.dueAt")} required />
      </div>
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      <RecordPicker name="repeatOfId" label={t("column.repeatOf")} hint={t("form.repeatOfHint")} options={earlier} />
      <RecordPicker name="recordRefs" label={t("column.records")} hint={t("form.recordsHint")} options={records} load={load} multiple />
      <h2 className="mt-4 font-serif text-xl font-semibold">{t("treatment")}</h2>
      <p className="prose-width text-sm text-muted">{t("treatmentText")}</p>
      <TextArea name="correction" label={t("field.correction")} hint={t("form.correctionHint")} />
      <TextArea name="cause" label={t("column.cause")} hint={t("form.causeHint")} />
      <TextArea name="correctiveAction" label={t("column.correctiveAction")} hint={t("form.correctiveActionHint")} />
      <DateField name="effectivenessCheckedAt" label={t("field.effectivenessCheckedAt")} className="max-w-96" />
      <TextArea name="effectivenessNote" label={t("field.effectivenessNote")} hint={t("form.effectivenessNoteHint")} />
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
