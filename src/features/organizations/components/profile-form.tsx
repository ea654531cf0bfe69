"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { MultiCheck, NumberField, type Option, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { OrganizationProfile } from "../queries";

interface ProfileFormProps {
  profile: OrganizationProfile;
  action: (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;
  people: readonly Option[];
  topManagement: readonly Option[];
  languages: readonly Option[];
}

export function ProfileForm({ profile, action, people, topManagement, languages }: ProfileFormProps) {
  const t = useTranslations("organizations");
  const router = useRouter();
  const { id, version, ...facts } = profile;
  const form = useRecordForm({
    formKey: `organization:${id}`,
    action,
    version,
    fixed: { id },
    initial: { ...facts, registerOwnerId: facts.registerOwnerId ?? "", accountableId: facts.accountableId ?? "", reason: "" },
    onSuccess: () => {
      showToast({ title: t("saved") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")}>
      <h2 className="font-serif text-xl font-semibold">{t("identity")}</h2>
      <TextField name="name" label={t("name")} required maxLength={120} />
      <TextArea name="ismsScope" label={t("ismsScope")} hint={t("ismsScopeHint")} rows={4} limit={10_000} />
      <TextField name="classification" label={t("classification")} hint={t("classificationHint")} maxLength={60} />
      <MultiCheck name="languages" label={t("languages")} hint={t("languagesHint")} options={languages} columns required />
      <h2 className="mt-4 font-serif text-xl font-semibold">{t("answerable")}</h2>
      <SelectField
        name="registerOwnerId"
        label={t("registerOwner")}
        hint={t("registerOwnerHint")}
        options={people}
        placeholder={t("nobody")}
      />
      <SelectField
        name="accountableId"
        label={t("accountable")}
        hint={t("accountableHint")}
        options={topManagement}
        placeholder={t("nobody")}
      />
      <h2 className="mt-4 font-serif text-xl font-semibold">{t("rules")}</h2>
      <p className="prose-width text-sm text-muted">{t("rulesHint")}</p>
      <NumberField name="reviewIntervalMonths" label={t("reviewInterval")} hint={t("reviewIntervalHint")} unit={t("months")} required />
      <NumberField name="reviewRemindDays" label={t("reviewRemind")} hint={t("reviewRemindHint")} unit={t("days")} required />
      <NumberField name="reviewRepeatDays" label={t("reviewRepeat")} hint={t("reviewRepeatHint")} unit={t("days")} required />
      <NumberField name="triageMaxDays" label={t("triageMax")} hint={t("triageMaxHint")} unit={t("days")} required />
      <NumberField name="confirmMaxDays" label={t("confirmMax")} hint={t("confirmMaxHint")} unit={t("days")} required />
      <NumberField name="conflictMaxDays" label={t("conflictMax")} hint={t("conflictMaxHint")} unit={t("days")} required />
      <NumberField name="triggerDefaultDays" label={t("triggerDefault")} hint={t("triggerDefaultHint")} unit={t("days")} required />
      <NumberField name="evidenceWarnDays" label={t("evidenceWarn")} hint={t("evidenceWarnHint")} unit={t("days")} required />
      <NumberField name="announceDays" label={t("announceDays")} hint={t("announceDaysHint")} unit={t("days")} required />
      <NumberField name="escalateAfterDays" label={t("escalateAfterDays")} hint={t("escalateAfterDaysHint")} unit={t("days")} required />
      <NumberField name="feedbackDueDays" label={t("feedbackDueDays")} hint={t("feedbackDueDaysHint")} unit={t("days")} required />
      <TextField name="openChannel" label={t("openChannel")} hint={t("openChannelHint")} maxLength={300} />
      <TextField name="conflictProcessRef" label={t("conflictProcessRef")} hint={t("conflictProcessRefHint")} maxLength={120} />
      <ReasonField />
    </RecordForm>
  );
}
