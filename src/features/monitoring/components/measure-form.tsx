"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, ReasonField, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type Saved = { actionRef: string | null };

export interface StandingValue {
  id: string;
  version: number;
  measuredOn: string;
  value: string;
  note: string;
}

interface MeasureFormProps {
  criterion: { id: string; ref: string; unit: string };
  today: string;
  /** When the requirement was recorded. */
  requirementSince: string;
  add: Ask<Saved>;
  correct: Ask<Saved>;
  /** What stands for the days that were measured. */
  standing: readonly StandingValue[];
}

interface Fields extends Record<string, unknown> {
  measuredOn: string | null;
  value: string;
  note: string;
  reason: string;
}

/** Enters a value, and the next one. A day that was measured already is offered as a correction of what stands there. */
export function MeasureForm(props: MeasureFormProps) {
  const [entered, setEntered] = useState(0);
  return <OneValue key={entered} {...props} onKept={() => setEntered((count) => count + 1)} />;
}

function OneValue({ criterion, today, requirementSince, add, correct, standing, onKept }: MeasureFormProps & { onKept: () => void }) {
  const t = useTranslations("monitoring");
  const router = useRouter();
  const standsOn = (day: string | null) => standing.find(({ measuredOn }) => measuredOn === day) ?? null;
  const form = useRecordForm<Fields, Saved>({
    formKey: `measurement:new:${criterion.ref}`,
    action: (input) => ("id" in (input as object) ? correct(input) : add(input)),
    initial: { measuredOn: today, value: "", note: "", reason: "" },
    toInput: ({ reason, ...values }, { idempotencyKey }) => {
      const stood = standsOn(values.measuredOn);
      return stood
        ? { ...values, reason, id: stood.id, version: stood.version, idempotencyKey }
        : { ...values, criterionId: criterion.id, idempotencyKey };
    },
    onSuccess: ({ actionRef }) => {
      showToast({ title: actionRef ? t("keptWithAction", { ref: actionRef }) : t("kept") });
      onKept();
      router.refresh();
    },
  });
  const stood = standsOn(form.values.measuredOn);
  const early = form.values.measuredOn !== null && form.values.measuredOn !== "" && form.values.measuredOn < requirementSince;
  return (
    <RecordForm form={form} submitLabel={t(stood ? "keepCorrection" : "keep")} label={t("measure")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="measuredOn" label={t("measuredOn")} max={today} required />
        <TextField
          name="value"
          label={t("value")}
          hint={t("valueHint", { unit: criterion.unit || "none" })}
          required
          maxLength={60}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      {early && <p className="text-sm text-muted">{t("beforeRequirement")}</p>}
      <TextField name="note" label={t("valueNote")} maxLength={1000} />
      {stood && (
        <>
          <Callout>{t("standsAlready", { day: stood.measuredOn, value: stood.value })}</Callout>
          <ReasonField required />
        </>
      )}
    </RecordForm>
  );
}

interface CorrectFormProps {
  unit: string;
  today: string;
  correct: Ask<Saved>;
  measurement: StandingValue;
  /** Where it leads afterwards: the criterion's page. */
  path: string;
}

/** Corrects one value, its day or its note. */
export function CorrectForm({ unit, today, correct, measurement, path }: CorrectFormProps) {
  const t = useTranslations("monitoring");
  const router = useRouter();
  const { id, version, measuredOn, value, note } = measurement;
  const form = useRecordForm<Fields, Saved>({
    formKey: `measurement:${id}`,
    action: correct,
    initial: { measuredOn, value, note, reason: "" },
    version,
    fixed: { id },
    onSuccess: ({ actionRef }) => {
      showToast({ title: actionRef ? t("keptWithAction", { ref: actionRef }) : t("corrected") });
      router.push(path);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("keepCorrection")} cancelHref={path} label={t("correct")}>
      <p className="text-sm text-muted">{t("correctHint", { value })}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="measuredOn" label={t("measuredOn")} max={today} required />
        <TextField
          name="value"
          label={t("value")}
          hint={t("valueHint", { unit: unit || "none" })}
          required
          maxLength={60}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <TextField name="note" label={t("valueNote")} maxLength={1000} />
      <ReasonField required />
    </RecordForm>
  );
}
