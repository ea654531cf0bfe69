"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { NumberField, type Option, ReasonField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { RuleFields } from "../form-fields";

interface RuleFormProps {
  /** "/nordwind/trigger-events/rules" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ eventKey: string }>>;
  /** Null: a new rule of the organisation's own. */
  eventKey: string | null;
  /** Of what the organisation keeps of it; null where it is as we deliver it. */
  version: number | null;
  initial: RuleFields;
  parties: readonly (Option & RecordOption)[];
}

/** What an organisation makes of a kind of event: days, prompts, parties, or a kind of its own. */
export function RuleForm({ path, action, eventKey, version, initial, parties }: RuleFormProps) {
  const t = useTranslations("triggers");
  const router = useRouter();
  const form = useRecordForm<RuleFields, { eventKey: string }>({
    formKey: `trigger-rule:${eventKey ?? "new"}`,
    action,
    initial: eventKey ? { ...initial, reason: "" } : initial,
    version: version ?? undefined,
    fixed: { eventKey },
    onSuccess: () => {
      showToast({ title: t("rules.saved") });
      router.push(path);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} cancelHref={path}>
      <TextField name="title" label={t("rules.field.title")} required maxLength={200} />
      <NumberField name="dueDays" label={t("rules.field.dueDays")} hint={t("rules.dueDaysHint")} unit={t("rules.days")} required />
      <RecordPicker
        name="usualParties"
        label={t("rules.field.usualParties")}
        hint={t("rules.usualPartiesHint")}
        options={parties}
        multiple
      />
      <TextArea name="prompts" label={t("rules.field.prompts")} hint={t("rules.promptsHint")} rows={5} />
      <Switch name="fullReview" label={t("rules.field.fullReview")} hint={t("rules.fullReviewHint")} />
      <Switch name="correctiveActionNeeded" label={t("rules.field.correctiveActionNeeded")} hint={t("rules.correctiveHint")} />
      <Switch name="active" label={t("rules.field.active")} hint={t("rules.activeHint")} />
      {eventKey && <ReasonField />}
    </RecordForm>
  );
}
