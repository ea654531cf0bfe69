"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { NumberField, type Option, RadioGroup, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { CriterionFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface CriterionFormProps {
  /** "/nordwind/monitoring" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: CriterionFields & { requirementId?: string | null };
  record?: { id: string; ref: string; version: number };
  /** Null: it stays with its requirement. */
  requirement: { chosen: readonly RecordOption[]; find: Ask<{ id: string; ref: string; statement: string }[]> } | null;
  directions: readonly Option[];
  owners: readonly Option[];
}

/** One form for a new criterion and for changing one. */
export function CriterionForm({ path, action, initial, record, requirement, directions, owners }: CriterionFormProps) {
  const t = useTranslations("monitoring");
  const router = useRouter();
  const form = useRecordForm<CriterionFields, { ref: string }>({
    formKey: record ? `criterion:${record.ref}` : `criterion:new:${initial.requirementId ?? ""}`,
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
  const find = requirement?.find;
  const load = useCallback(
    async (q: string) => {
      const answer = await find!({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, statement }) => ({ value: id, reference: ref, label: statement }));
    },
    [find],
  );
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      {requirement && (
        <RecordPicker
          name="requirementId"
          label={t("column.requirement")}
          hint={t("form.requirementHint")}
          options={requirement.chosen}
          load={load}
          required
        />
      )}
      <TextField name="metric" label={t("column.metric")} hint={t("form.metricHint")} required maxLength={200} />
      <TextField name="unit" label={t("column.unit")} hint={t("form.unitHint")} maxLength={30} className="max-w-96" />
      <RadioGroup name="direction" label={t("column.direction")} required inline options={directions} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="target" label={t("column.target")} hint={t("form.targetHint")} required maxLength={60} inputMode="decimal" />
        <TextField name="threshold" label={t("column.threshold")} hint={t("form.thresholdHint")} maxLength={60} inputMode="decimal" />
        <NumberField name="frequencyDays" label={t("column.frequencyDays")} hint={t("form.frequencyHint")} unit={t("form.days")} required />
        <SelectField name="ownerId" label={t("column.owner")} hint={t("form.ownerHint")} options={owners} placeholder={t("unowned")} />
      </div>
      <TextArea name="method" label={t("column.method")} hint={t("form.methodHint")} />
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
