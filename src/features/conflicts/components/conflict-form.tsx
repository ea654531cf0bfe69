"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { ConflictFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type FindRequirements = Ask<{ id: string; ref: string; statement: string; partyName: string }[]>;

interface FormProps {
  /** "/nordwind/conflicts" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: ConflictFields;
  today: string;
  /** Those chosen already, to name them. */
  chosen: readonly RecordOption[];
  owners: readonly Option[];
  find: FindRequirements;
}

/** Opens a conflict: which requirements, and why they cannot both be met. */
export function NewConflictForm({ candidateRule, ...props }: FormProps & { candidateRule: string }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  const form = useRecordForm<ConflictFields, { ref: string }>({
    formKey: `conflict:new:${props.initial.requirementIds.join(",")}`,
    action: props.action,
    initial: props.initial,
    fixed: { candidateRule },
    onSuccess: ({ ref }) => {
      showToast({ title: t("opened", { ref }) });
      router.push(`${props.path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("open")} cancelHref={props.path}>
      <Fields {...props} />
    </RecordForm>
  );
}

export function EditConflictForm({ record, ...props }: FormProps & { record: { id: string; ref: string; version: number } }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  const form = useRecordForm<ConflictFields, { ref: string }>({
    formKey: `conflict:${record.ref}`,
    action: props.action,
    initial: { ...props.initial, reason: "" },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ ref }) => {
      showToast({ title: t("saved", { ref }) });
      router.push(`${props.path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} cancelHref={`${props.path}/${record.ref}`}>
      <Fields {...props} />
      <ReasonField />
    </RecordForm>
  );
}

function Fields({ find, chosen, today, owners }: FormProps) {
  const t = useTranslations("conflicts");
  const load = useCallback(
    async (q: string) => {
      const answer = await find({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, statement, partyName }) => ({ value: id, reference: ref, label: statement, hint: partyName }));
    },
    [find],
  );
  return (
    <>
      <RecordPicker
        name="requirementIds"
        label={t("form.requirements")}
        hint={t("form.requirementsHint")}
        options={chosen}
        load={load}
        multiple
        required
      />
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={200} />
      <TextArea name="description" label={t("form.description")} hint={t("form.descriptionHint")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="openedOn" label={t("column.openedOn")} max={today} required />
        <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      </div>
      <TextArea name="impactAssessment" label={t("column.impact")} hint={t("form.impactHint")} />
      <TextArea name="options" label={t("form.options")} hint={t("form.optionsHint")} rows={4} />
      <TextArea name="note" label={t("column.note")} />
    </>
  );
}
