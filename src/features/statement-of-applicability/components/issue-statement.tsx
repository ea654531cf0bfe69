"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { RadioGroup, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface IssueProps {
  /** "/nordwind/statement-of-applicability" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ number: string }>>;
  last: string | null;
  next: { minor: string; major: string };
  /** What the reader should know before freezing it. */
  undecided: number;
  challenged: number;
}

/** Freezes the statement under its next number. */
export function IssueStatement({ path, action, last, next, undecided, challenged }: IssueProps) {
  const t = useTranslations("statementForm");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `statement:issue:${last ?? ""}`,
    action,
    fixed: { last: last ?? "" },
    initial: { step: last ? "minor" : "major", changeSummary: "" },
    onSuccess: ({ number }) => {
      setOpen(false);
      showToast({ title: t("issued", { number }) });
      router.push(`${path}/issued/${number}`);
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("issueTitle")}
      description={t("issueText")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t("issue")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("issue")} onCancel={() => setOpen(false)}>
        {(undecided > 0 || challenged > 0) && (
          <Callout tone="warn" title={t("issueOpen", { undecided, challenged })}>
            {t("issueOpenText")}
          </Callout>
        )}
        <RadioGroup
          name="step"
          label={t("number")}
          options={(["minor", "major"] as const).map((step) => ({ value: step, label: next[step], hint: t(`step.${step}`) }))}
        />
        <TextArea
          name="changeSummary"
          label={t("changeSummary")}
          hint={t(last ? "changeSummaryHint" : "changeSummaryFirst")}
          required={last !== null}
        />
      </RecordForm>
    </Dialog>
  );
}
