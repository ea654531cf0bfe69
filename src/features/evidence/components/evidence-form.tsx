"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { type Option, ReasonField, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { EvidenceFields } from "../form-fields";
import { EvidenceFieldSet } from "./evidence-fields";

interface EvidenceFormProps {
  /** "/nordwind/evidence" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  initial: EvidenceFields;
  record: { id: string; ref: string; version: number };
  owners: readonly Option[];
  hasFile: boolean;
}

/** Changes what is said about a piece of evidence; its file is another matter. */
export function EvidenceForm({ path, action, initial, record, owners, hasFile }: EvidenceFormProps) {
  const t = useTranslations("evidence");
  const router = useRouter();
  const form = useRecordForm<EvidenceFields, { ref: string }>({
    formKey: `evidence:${record.ref}`,
    action,
    initial: { ...initial, reason: "" },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ ref }) => {
      showToast({ title: t("saved", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} cancelHref={`${path}/${record.ref}`}>
      <TextField name="title" label={t("form.title")} hint={t("form.titleHint")} required maxLength={300} />
      {!hasFile && <TextField name="location" label={t("linkOf")} hint={t("form.locationHint")} required maxLength={1_000} />}
      <EvidenceFieldSet owners={owners} />
      <ReasonField />
    </RecordForm>
  );
}
