"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, NumberField, type Option, RadioGroup, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { AskableParty } from "../queries";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

export interface SurveyFields extends Record<string, unknown> {
  title: string;
  introduction: string;
  partyIds: string[];
  anonymous: boolean;
  language: string;
  closesOn: string | null;
  remindDays: number | string | null;
  ownerId: string | null;
  note: string;
  startWith?: "four" | "nothing";
}

interface SurveyDetailsFormProps {
  /** "/nordwind/surveys" */
  path: string;
  action: Ask<{ ref: string }>;
  find: Ask<AskableParty[]>;
  parties: readonly RecordOption[];
  owners: readonly Option[];
  initial: SurveyFields;
  today: string;
  record?: { id: string; ref: string; version: number };
}

/** What a survey is about, whom it asks, until when, and whether anybody is named. */
export function SurveyDetailsForm({ path, action, find, parties, owners, initial, today, record }: SurveyDetailsFormProps) {
  const t = useTranslations("surveys");
  const router = useRouter();
  const load = useCallback(
    async (q: string) => {
      const answer = await find({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }));
    },
    [find],
  );
  const form = useRecordForm<SurveyFields, { ref: string }>({
    formKey: record ? `survey:${record.ref}` : "survey:new",
    action,
    initial,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    onSuccess: ({ ref }) => {
      showToast({ title: t("form.saved", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(record ? "form.save" : "form.create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("form.title")} hint={t("form.titleHint")} required maxLength={200} />
      <TextArea name="introduction" label={t("form.introduction")} hint={t("form.introductionHint")} />
      <RecordPicker
        name="partyIds"
        label={t("form.parties")}
        hint={t("form.partiesHint")}
        placeholder={t("form.partiesPlaceholder")}
        options={parties}
        load={load}
        multiple
      />
      <Switch name="anonymous" label={t("form.anonymous")} hint={t("form.anonymousHint")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="closesOn" label={t("form.closesOn")} hint={t("form.closesOnHint")} min={today} />
        <NumberField name="remindDays" label={t("form.remindDays")} hint={t("form.remindDaysHint")} unit={t("form.days")} />
        <SelectField
          name="language"
          label={t("form.language")}
          hint={t("form.languageHint")}
          options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        <SelectField name="ownerId" label={t("form.owner")} options={owners} placeholder={t("nobody")} />
      </div>
      {!record && (
        <RadioGroup
          name="startWith"
          label={t("form.startWith")}
          options={[
            { value: "four", label: t("form.startWithFour"), hint: t("form.startWithFourHint") },
            { value: "nothing", label: t("form.startWithNothing") },
          ]}
        />
      )}
      <TextArea name="note" label={t("form.note")} hint={t("form.noteHint")} />
    </RecordForm>
  );
}
