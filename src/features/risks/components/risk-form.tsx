"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import { DateField, type Option, RadioGroup, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordField, useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { needsAcceptance, type RiskScale, remainingLevel, riskLevel } from "@/domain/risk";
import { RISK_KINDS, RISK_TREATMENTS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { RiskFields } from "../form-fields";

interface RiskFormProps {
  /** "/nordwind/risks" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ ref: string }>>;
  initial: RiskFields;
  record?: { id: string; ref: string; version: number; accepted: boolean };
  /** The requirement it is drawn from. */
  requirementId?: string;
  scale: RiskScale;
  acceptanceLevel: number;
  parties: readonly RecordOption[];
  owners: readonly Option[];
}

/** One form for a new risk and for changing one. */
export function RiskForm({ path, action, initial, record, requirementId, scale, acceptanceLevel, parties, owners }: RiskFormProps) {
  const t = useTranslations("risks");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const form = useRecordForm<RiskFields, { ref: string }>({
    formKey: record ? `risk:${record.ref}` : `risk:new${requirementId ? `:${requirementId}` : ""}`,
    action,
    initial: record?.accepted ? { ...initial, reason: "" } : initial,
    version: record?.version,
    fixed: record ? { id: record.id } : { requirementId: requirementId ?? null },
    onSuccess: ({ ref }) => {
      showToast({ title: t(record ? "saved" : "created", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  const { values } = form;
  const left = remainingLevel(values);
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("field.title")} hint={t("field.titleHint")} required maxLength={300} />
      <RadioGroup
        name="kind"
        label={t("field.kind")}
        required
        inline
        options={RISK_KINDS.map((value) => ({ value, label: word(`riskKind.${value}`) }))}
      />
      <TextArea name="description" label={t("field.description")} hint={t("field.descriptionHint")} />
      <RecordPicker name="adversePartyId" label={t("field.party")} hint={t("field.partyHint")} options={parties} />
      <h2 className="mt-4 font-serif text-xl font-semibold">{t("assessment")}</h2>
      <p className="prose-width text-sm text-muted">{t("assessmentText", { level: acceptanceLevel })}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <LevelField name="likelihood" label={t("field.likelihood")} names={scale.likelihood} />
        <LevelField name="impact" label={t("field.impact")} names={scale.impact} />
      </div>
      <SelectField
        name="treatment"
        label={t("field.treatment")}
        hint={t("field.treatmentHint")}
        options={RISK_TREATMENTS.map((value) => ({ value, label: `${word(`riskTreatment.${value}`)}: ${t(`treatmentMeans.${value}`)}` }))}
        placeholder={t("untreated")}
      />
      <TextArea
        name="treatmentNote"
        label={t("field.treatmentNote")}
        hint={t("field.treatmentNoteHint")}
        advice={needsAcceptance(values, acceptanceLevel) ? t("retainAdvice", { left: left ?? 0, level: acceptanceLevel }) : undefined}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <LevelField name="residualLikelihood" label={t("field.residualLikelihood")} names={scale.likelihood} />
        <LevelField name="residualImpact" label={t("field.residualImpact")} names={scale.impact} />
      </div>
      <p className="text-sm" aria-live="polite">
        {t("levels", {
          before: riskLevel(values.likelihood, values.impact) ?? "–",
          left: left ?? "–",
          level: acceptanceLevel,
        })}
      </p>
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="assessedAt" label={t("field.assessedAt")} />
        <DateField name="reviewDueAt" label={t("field.reviewDueAt")} />
      </div>
      <SelectField name="ownerId" label={t("field.owner")} hint={t("field.ownerHint")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("field.note")} />
      {record?.accepted && <ReasonField hint={t("acceptedReasonHint")} />}
    </RecordForm>
  );
}

/** A position on the organisation's scale by its name; the value is the number, or null. */
function LevelField({ name, label, names }: { name: string; label: string; names: readonly string[] }) {
  const t = useTranslations("risks");
  const written = (position: unknown) => (typeof position === "number" ? `${position} ${names[position - 1] ?? ""}`.trim() : "");
  const field = useRecordField<number | null>(name, { label, format: written }, false);
  return (
    <FieldFrame id={field.id} label={label} error={field.error}>
      <select
        id={field.id}
        name={name}
        className="control"
        value={field.value ?? ""}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => field.set(event.target.value === "" ? null : Number(event.target.value))}
      >
        <option value="">{t("notAssessed")}</option>
        {names.map((levelName, index) => (
          <option key={levelName} value={index + 1}>
            {written(index + 1)}
          </option>
        ))}
        {/* A level that the scale no longer has stays visible until somebody chooses another. */}
        {typeof field.value === "number" && field.value > names.length && <option value={field.value}>{field.value}</option>}
      </select>
    </FieldFrame>
  );
}
