"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Switch, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface RulesProps {
  rules: { id: string; version: number; approvalInReview: boolean; soleApproverReason: string };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** The organisation's own rules for approving a version. */
export function ApprovalRulesForm({ rules, action }: RulesProps) {
  const t = useTranslations("versionForm");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `organization:approval:${rules.id}`,
    action,
    version: rules.version,
    fixed: { id: rules.id },
    initial: { approvalInReview: rules.approvalInReview, soleApproverReason: rules.soleApproverReason },
    onSuccess: () => {
      showToast({ title: t("rulesSaved") });
      router.refresh();
    },
  });
  return (
    <>
      <h2 className="mb-3 font-serif text-xl font-semibold">{t("rulesTitle")}</h2>
      <RecordForm form={form} submitLabel={t("rulesSave")} label={t("rulesTitle")}>
        <Switch name="approvalInReview" label={t("approvalInReview")} hint={t("approvalInReviewHint")} />
        <TextArea name="soleApproverReason" label={t("soleApprover")} hint={t("soleApproverHint")} />
      </RecordForm>
    </>
  );
}
