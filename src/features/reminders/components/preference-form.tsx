"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { RadioGroup, SelectField, Switch } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { Preference } from "../queries";
import { DIGEST_LANGUAGES, FREQUENCIES } from "../schema";

/** How one person wants to be reminded in this organisation. */
export function PreferenceForm({
  preference,
  action,
}: {
  preference: Preference;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}) {
  const t = useTranslations("reminders");
  const router = useRouter();
  const form = useRecordForm({
    formKey: "reminders",
    action,
    initial: { ...preference, weekday: String(preference.weekday) },
    onSuccess: () => {
      showToast({ title: t("saved") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")}>
      <RadioGroup
        name="frequency"
        label={t("frequency")}
        hint={t("frequencyHint")}
        options={FREQUENCIES.map((value) => ({ value, label: t(`frequencyOption.${value}`) }))}
      />
      {form.values.frequency === "weekly" && (
        <SelectField
          name="weekday"
          label={t("weekday")}
          hint={t("weekdayHint")}
          required
          options={["1", "2", "3", "4", "5", "6", "7"].map((value) => ({ value, label: t(`weekdayOption.${value}`) }))}
        />
      )}
      <Switch name="byMail" label={t("byMail")} hint={t("byMailHint")} />
      <SelectField
        name="language"
        label={t("language")}
        required
        options={DIGEST_LANGUAGES.map((value) => ({ value, label: t(`languageOption.${value}`) }))}
      />
    </RecordForm>
  );
}
