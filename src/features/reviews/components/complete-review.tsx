"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { SelectField, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { REVIEW_RESULTS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

interface CompleteReviewProps {
  record: { id: string; ref: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  /** What has no answer yet; the server says it too. */
  open: { items: number; prompts: number };
}

/** Result and outcome, and the end of the review. */
export function CompleteReview({ record, action, open }: CompleteReviewProps) {
  const t = useTranslations("reviews.close");
  const word = useTranslations("vocabulary.reviewResult");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `review-close:${record.ref}`,
    action,
    version: record.version,
    fixed: { id: record.id },
    initial: { result: "", outcome: "" },
    onSuccess: () => {
      router.refresh();
      window.scrollTo({ top: 0 });
    },
  });
  return (
    <section aria-labelledby="close-review" className="mt-10 border-t border-line-strong pt-4">
      <h2 id="close-review" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="prose-width mt-1 text-muted">{t("lead")}</p>
      {open.items + open.prompts > 0 && <p className="prose-width mt-2 font-medium">{t("stillOpen", open)}</p>}
      <RecordForm form={form} submitLabel={t("submit")} className="mt-4" label={t("title")}>
        <SelectField
          name="result"
          label={t("result")}
          placeholder={t("resultNone")}
          required
          className="max-w-xs"
          options={REVIEW_RESULTS.map((value) => ({ value, label: word(value) }))}
        />
        <TextArea name="outcome" label={t("outcome")} hint={t("outcomeHint")} rows={4} required />
      </RecordForm>
    </section>
  );
}
