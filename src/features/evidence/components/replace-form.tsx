"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { DateField, ReasonField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import { FileDrop } from "./file-drop";
import { useUploads } from "./use-uploads";

interface ReplaceFormProps {
  /** "/nordwind/evidence" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  record: { id: string; ref: string; version: number };
  /** In megabytes. */
  limit: number;
}

interface Fields extends Record<string, unknown> {
  files: string;
  dated: string | null;
  validUntil: string | null;
  reason: string;
}

/** Puts another file in the place of the stored one. */
export function ReplaceForm({ path, action, record, limit }: ReplaceFormProps) {
  const t = useTranslations("evidence");
  const router = useRouter();
  const uploads = useUploads(`${path}/uploads`, t("upload.signedOut"));
  const form = useRecordForm<Fields, { ref: string }>({
    formKey: `evidence:${record.ref}:file`,
    action: async (input) => {
      const { files: _files, ...rest } = input as Fields;
      const [item] = uploads.items;
      const missing = !item || item.state === "refused";
      if (missing || item.state !== "done")
        return { ok: false, kind: "invalid", message: "", fieldErrors: { files: t(missing ? "form.filesMissing" : "form.filesRunning") } };
      const result = await action({ ...rest, uploadId: item.uploadId });
      if (result.ok) uploads.filed(item.key);
      return result;
    },
    initial: { files: "", dated: null, validUntil: null, reason: "" },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ ref }) => {
      showToast({ title: t("replaced", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("replace")} cancelHref={`${path}/${record.ref}`}>
      <FileDrop uploads={uploads} limit={limit} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="dated" label={t("column.dated")} hint={t("form.datedHint")} required />
        <DateField name="validUntil" label={t("column.validUntil")} hint={t("form.validUntilHint")} />
      </div>
      <ReasonField required />
    </RecordForm>
  );
}
