"use client";

import { useTranslations } from "use-intl/react";
import { DateField, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { EVIDENCE_TYPES } from "@/domain/vocabulary";

/** What every piece of evidence says about itself, whatever it is: type, day, end, origin, owner, note. */
export function EvidenceFieldSet({ owners }: { owners: readonly Option[] }) {
  const t = useTranslations("evidence");
  const word = useTranslations("vocabulary.evidenceType");
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="type"
          label={t("column.type")}
          hint={t("form.typeHint")}
          required
          options={EVIDENCE_TYPES.map((value) => ({ value, label: word(value) }))}
        />
        <TextField name="origin" label={t("column.origin")} hint={t("form.originHint")} required maxLength={300} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="dated" label={t("column.dated")} hint={t("form.datedHint")} required />
        <DateField name="validUntil" label={t("column.validUntil")} hint={t("form.validUntilHint")} />
      </div>
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      <TextArea name="note" label={t("column.note")} />
    </>
  );
}
