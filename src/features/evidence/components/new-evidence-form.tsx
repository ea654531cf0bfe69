"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { type Option, RadioGroup, SelectField, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import { looksLikeFileName } from "@/domain/evidence";
import { LINK_COVERAGES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import { EMPTY_EVIDENCE, type EvidenceFields } from "../form-fields";
import { EvidenceFieldSet } from "./evidence-fields";
import { FileDrop } from "./file-drop";
import { useUploads } from "./use-uploads";

interface NewEvidenceFormProps {
  /** "/nordwind" */
  home: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  owners: readonly Option[];
  /** In megabytes. */
  limit: number;
  /** The requirement that asked for it. */
  serves: { id: string; ref: string; statement: string } | null;
}

interface Fields extends EvidenceFields {
  what: "file" | "link";
  files: string;
  rationale: string;
  coverage: string;
}

/** Files several files, or one link, under the same type, day and origin; each becomes a record of its own. */
export function NewEvidenceForm({ home, action, owners, limit, serves }: NewEvidenceFormProps) {
  const t = useTranslations("evidence");
  const word = useTranslations("vocabulary.linkCoverage");
  const router = useRouter();
  const uploads = useUploads(`${home}/evidence/uploads`, t("upload.signedOut"));

  async function file(input: unknown): Promise<ActionResult<{ refs: string[] }>> {
    const {
      what,
      files: _files,
      rationale,
      coverage,
      title,
      location,
      idempotencyKey,
      ...shared
    } = input as Fields & { idempotencyKey: string };
    const common = { ...shared, serves: serves ? { requirementId: serves.id, rationale, coverage } : null };
    if (what === "link") {
      const result = await action({ ...common, title, location, uploadId: null, idempotencyKey });
      return result.ok ? { ok: true, data: { refs: [result.data.ref] } } : result;
    }
    const wanted = uploads.items.filter(({ state }) => state !== "refused");
    if (wanted.length === 0) return { ok: false, kind: "invalid", message: "", fieldErrors: { files: t("form.filesMissing") } };
    if (wanted.some(({ state }) => state !== "done"))
      return { ok: false, kind: "invalid", message: "", fieldErrors: { files: t("form.filesRunning") } };
    const refs: string[] = [];
    for (const item of wanted) {
      // The upload's own id makes a retry of this file harmless, however many of the others are filed already.
      const result = await action({ ...common, title: item.title, location: "", uploadId: item.uploadId, idempotencyKey: item.uploadId });
      if (!result.ok) return atFile(result, item.name);
      uploads.filed(item.key);
      refs.push(result.data.ref);
    }
    return { ok: true, data: { refs } };
  }

  function atFile(result: Exclude<ActionResult<never>, { ok: true }>, name: string): Exclude<ActionResult<never>, { ok: true }> {
    if (result.kind !== "invalid" || !result.fieldErrors.title) return result;
    const { title, ...rest } = result.fieldErrors;
    return { ...result, fieldErrors: { ...rest, files: t("form.titleOfFile", { name, problem: title }) } };
  }

  const form = useRecordForm<Fields, { refs: string[] }>({
    formKey: serves ? `evidence:new:${serves.ref}` : "evidence:new",
    action: file,
    initial: { ...EMPTY_EVIDENCE, what: "file", files: "", rationale: "", coverage: "" },
    onSuccess: ({ refs }) => {
      showToast({ title: refs.length === 1 ? t("created", { ref: refs[0]! }) : t("createdMany", { count: refs.length }) });
      router.push(serves ? `${home}/requirements/${serves.ref}` : refs.length === 1 ? `${home}/evidence/${refs[0]}` : `${home}/evidence`);
      router.refresh();
    },
  });
  const isFile = form.values.what === "file";
  return (
    <RecordForm form={form} submitLabel={t("create")} cancelHref={serves ? `${home}/requirements/${serves.ref}` : `${home}/evidence`}>
      {serves && <Callout title={t("form.serves", { ref: serves.ref, statement: serves.statement })} />}
      <RadioGroup
        name="what"
        label={t("form.what")}
        inline
        options={[
          { value: "file", label: t("form.file") },
          { value: "link", label: t("form.link") },
        ]}
      />
      {isFile ? (
        <>
          <FileDrop uploads={uploads} limit={limit} multiple titled />
          {uploads.items.some(({ title }) => looksLikeFileName(title)) && <p className="text-sm text-info">{t("form.titleHint")}</p>}
          {uploads.items.length > 1 && <p className="text-sm text-muted">{t("form.shared")}</p>}
        </>
      ) : (
        <>
          <TextField name="title" label={t("form.title")} hint={t("form.titleHint")} required maxLength={300} />
          <TextField name="location" label={t("linkOf")} hint={t("form.locationHint")} required maxLength={1_000} />
        </>
      )}
      <EvidenceFieldSet owners={owners} />
      {serves && (
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField name="rationale" label={t("form.rationale")} hint={t("form.rationaleHint")} maxLength={1_000} />
          <SelectField
            name="coverage"
            label={t("form.coverage")}
            placeholder={t("form.coverageOpen")}
            options={LINK_COVERAGES.map((value) => ({ value, label: word(value) }))}
          />
        </div>
      )}
    </RecordForm>
  );
}
