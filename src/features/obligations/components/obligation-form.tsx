"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { OBLIGATION_KINDS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { ObligationFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface ObligationFormProps {
  /** "/nordwind/obligations" */
  path: string;
  action: Ask<{ ref: string; version: number }>;
  initial: ObligationFields;
  /** The record being changed; none for a new one. */
  record?: { id: string; ref: string; version: number };
  parties: readonly RecordOption[];
  findParties: Ask<{ id: string; ref: string; name: string }[]>;
  owners: readonly Option[];
}

/** One form for a new obligation and for changing one. */
export function ObligationForm({ path, action, initial, record, parties, findParties, owners }: ObligationFormProps) {
  const t = useTranslations("obligations");
  const word = useTranslations("vocabulary.obligationKind");
  const router = useRouter();
  const form = useRecordForm<ObligationFields, { ref: string; version: number }>({
    formKey: record ? `obligation:${record.ref}` : "obligation:new",
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
  const loadParties = useCallback(
    async (q: string) => {
      const answer = await findParties({ q });
      if (!answer.ok) throw new Error(answer.kind);
      return answer.data.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }));
    },
    [findParties],
  );
  const { applicable } = form.values;
  return (
    <RecordForm form={form} submitLabel={t(record ? "form.save" : "form.create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("form.title")} required />
      <TextField name="citation" label={t("form.citation")} hint={t("form.citationHint")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="kind"
          label={t("form.kind")}
          required
          options={OBLIGATION_KINDS.map((value) => ({ value, label: word(value) }))}
        />
        <TextField name="jurisdiction" label={t("form.jurisdiction")} hint={t("form.jurisdictionHint")} />
      </div>
      <RecordPicker
        name="authorityPartyId"
        label={t("form.authority")}
        hint={t("form.authorityHint")}
        options={parties}
        load={loadParties}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="effectiveFrom" label={t("form.effectiveFrom")} hint={t("form.effectiveFromHint")} />
        <DateField name="effectiveTo" label={t("form.effectiveTo")} />
      </div>
      <Switch name="applicable" label={t("form.applicable")} />
      <TextArea name="applicability" label={t(applicable ? "form.whyApplies" : "form.whyNot")} required={!applicable} rows={2} />
      <TextArea name="howComplied" label={t("form.howComplied")} hint={t("form.howCompliedHint")} />
      <SelectField name="ownerId" label={t("form.owner")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("form.note")} />
    </RecordForm>
  );
}
