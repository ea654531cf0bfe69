"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { NumberField, type Option, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface BudgetLineFormProps {
  /** "/nordwind/budget" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: {
    title: string;
    period: string;
    amount: number | null;
    currency: string;
    targetRefs: string[];
    ownerId: string | null;
    note: string;
  };
  record?: { id: string; ref: string; version: number };
  /** What it pays for already, by name. */
  targets: readonly RecordOption[];
  findTargets: Ask<{ ref: string; title: string }[]>;
  owners: readonly Option[];
}

/** One form for a new line of the budget and for changing one. */
export function BudgetLineForm({ path, action, initial, record, targets, findTargets, owners }: BudgetLineFormProps) {
  const t = useTranslations("budget");
  const router = useRouter();
  const form = useRecordForm<Record<string, unknown>, { ref: string }>({
    formKey: record ? `budget-line:${record.ref}` : "budget-line:new",
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
  const load = useCallback(
    async (q: string) => {
      const answer = await findTargets({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ ref, title }) => ({ value: ref, reference: ref, label: title }));
    },
    [findTargets],
  );
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={300} />
      <TextField name="period" label={t("column.period")} hint={t("form.periodHint")} maxLength={60} className="max-w-96" />
      <div className="flex flex-wrap gap-5">
        <NumberField name="amount" label={t("column.amount")} hint={t("form.amountHint")} />
        <TextField name="currency" label={t("form.currency")} hint={t("form.currencyHint")} maxLength={3} className="w-40" />
      </div>
      <RecordPicker name="targetRefs" label={t("column.targets")} hint={t("form.targetsHint")} options={targets} load={load} multiple />
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}
