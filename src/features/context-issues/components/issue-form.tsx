"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { MultiCheck, type Option, RadioGroup, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { ISSUE_CATEGORIES, PESTLE_FACTORS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { IssueFields } from "./issue-fields";

interface IssueFormProps {
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string; version: number }>>;
  initial: IssueFields;
  record?: { id: string; ref: string; version: number };
  owners: readonly Option[];
}

/** One form for a new issue and for changing one. */
export function IssueForm({ path, action, initial, record, owners }: IssueFormProps) {
  const t = useTranslations("issueForm");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const form = useRecordForm({
    formKey: record ? `context-issue:${record.ref}` : "context-issue:new",
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
  const options = (group: string, values: readonly string[]): Option[] =>
    values.map((value) => ({ value, label: word(`${group}.${value}` as never) }));
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("title")} hint={t("titleHint")} required />
      <RadioGroup name="category" label={t("category")} options={options("issueCategory", ISSUE_CATEGORIES)} required inline />
      <TextArea name="description" label={t("description")} hint={t("descriptionHint")} rows={5} />
      <MultiCheck name="pestle" label={t("pestle")} options={options("pestle", PESTLE_FACTORS)} columns />
      <Switch name="climateRelated" label={t("climateRelated")} hint={t("climateRelatedHint")} />
      <SelectField name="ownerId" label={t("owner")} options={owners} placeholder={t("nobody")} />
      <TextArea name="note" label={t("note")} />
    </RecordForm>
  );
}
