"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import { NumberField, ReasonField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordField, useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { FEWEST_LEVELS, MOST_LEVELS, type RiskScale } from "@/domain/risk";
import type { ActionResult } from "@/lib/action-result";

interface RiskScaleFormProps {
  /** The organisation's settings. */
  record: { id: string; version: number };
  scale: RiskScale;
  acceptanceLevel: number;
  action: (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;
}

/** The organisation names its own levels, lowest first. */
export function RiskScaleForm({ record, scale, acceptanceLevel, action }: RiskScaleFormProps) {
  const t = useTranslations("riskScale");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `risk-scale:${record.id}`,
    action,
    version: record.version,
    fixed: { id: record.id },
    initial: {
      likelihoodLevels: [...scale.likelihood],
      impactLevels: [...scale.impact],
      riskAcceptanceLevel: acceptanceLevel,
      reason: "",
    },
    // An empty line at the end is a slip of the keyboard, no name.
    toInput: ({ likelihoodLevels, impactLevels, ...values }, { version, idempotencyKey }) => ({
      ...values,
      id: record.id,
      version,
      idempotencyKey,
      likelihoodLevels: likelihoodLevels.filter((name) => name.trim() !== ""),
      impactLevels: impactLevels.filter((name) => name.trim() !== ""),
    }),
    onSuccess: () => {
      showToast({ title: t("saved") });
      router.refresh();
    },
  });
  const limits = { fewest: FEWEST_LEVELS, most: MOST_LEVELS };
  return (
    <RecordForm form={form} submitLabel={t("save")}>
      <h2 className="font-serif text-xl font-semibold">{t("title")}</h2>
      <p className="prose-width text-sm text-muted">{t("text")}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <Names name="likelihoodLevels" label={t("likelihood")} hint={t("namesHint", limits)} />
        <Names name="impactLevels" label={t("impact")} hint={t("namesHint", limits)} />
      </div>
      <NumberField name="riskAcceptanceLevel" label={t("acceptance")} hint={t("acceptanceHint")} required />
      <ReasonField />
    </RecordForm>
  );
}

/** One name a line. */
function Names({ name, label, hint }: { name: string; label: string; hint: string }) {
  const field = useRecordField<string[]>(name, { label, format: (value) => (Array.isArray(value) ? value.join(", ") : "") }, true);
  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required>
      <textarea
        id={field.id}
        name={name}
        rows={6}
        className="control"
        value={field.value.join("\n")}
        aria-required
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => field.set(event.target.value.split("\n"))}
      />
    </FieldFrame>
  );
}
