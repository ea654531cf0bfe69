"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { SOURCE_DOCUMENT_TYPES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { SourceFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface SourceFormProps {
  /** "/nordwind/sources" */
  path: string;
  action: Ask<{ ref: string; version: number }>;
  initial: SourceFields;
  /** The record being changed; none for a new one. */
  record?: { id: string; ref: string; version: number };
  parties: readonly RecordOption[];
  findParties: Ask<{ id: string; ref: string; name: string }[]>;
  owners: readonly Option[];
}

/** One form for a new document and for changing one. */
export function SourceForm({ path, action, initial, record, parties, findParties, owners }: SourceFormProps) {
  const t = useTranslations("sources");
  const word = useTranslations("vocabulary.sourceDocumentType");
  const router = useRouter();
  const form = useRecordForm<SourceFields, { ref: string; version: number }>({
    formKey: record ? `source:${record.ref}` : "source:new",
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
  return (
    <RecordForm form={form} submitLabel={t(record ? "form.save" : "form.create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("form.title")} hint={t("form.titleHint")} required />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="type"
          label={t("form.type")}
          required
          options={SOURCE_DOCUMENT_TYPES.map((value) => ({ value, label: word(value) }))}
        />
        <TextField name="edition" label={t("form.edition")} hint={t("form.editionHint")} />
      </div>
      <RecordPicker
        name="counterpartyPartyId"
        label={t("form.counterparty")}
        hint={t("form.counterpartyHint")}
        options={parties}
        load={loadParties}
      />
      <div className="grid gap-5 sm:grid-cols-3">
        <DateField name="documentDate" label={t("form.documentDate")} />
        <DateField name="effectiveFrom" label={t("form.effectiveFrom")} />
        <DateField name="effectiveTo" label={t("form.effectiveTo")} />
      </div>
      <TextField name="location" label={t("form.location")} hint={t("form.locationHint")} />
      <SelectField name="ownerId" label={t("form.owner")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("form.note")} />
    </RecordForm>
  );
}
