"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Switch, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

export interface Decidable {
  id: string;
  version: number;
  requirementVersion: number;
  requirementRef: string;
  answer: string;
  proposal: string;
  comment: string;
  answeredBy: string;
  recipientName: string;
  /** What was said to be right reads differently today: then it takes a word why it still counts. */
  moved: boolean;
}

interface VerdictButtonsProps {
  answer: Decidable;
  decide: (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;
  mayChange: boolean;
  mayRetire: boolean;
}

type Verdict = "confirmed" | "accepted" | "declined";

/** The verdicts that an answer can get, each with the form that it asks for. */
export function VerdictButtons({ answer, decide, mayChange, mayRetire }: VerdictButtonsProps) {
  const positive: Verdict = answer.answer === "right" ? "confirmed" : "accepted";
  const may = positive === "confirmed" || (answer.answer === "change" ? mayChange : mayRetire);
  return (
    <div className="no-print flex flex-wrap gap-2">
      {may && <VerdictDialog answer={answer} decide={decide} verdict={positive} />}
      <VerdictDialog answer={answer} decide={decide} verdict="declined" />
    </div>
  );
}

function VerdictDialog({ answer, decide, verdict }: Pick<VerdictButtonsProps, "answer" | "decide"> & { verdict: Verdict }) {
  const t = useTranslations("asks.verdict");
  const [open, setOpen] = useState(false);
  const ref = answer.requirementRef;
  const titles: Record<Verdict, string> = {
    confirmed: t("confirmTitle", { ref, name: answer.answeredBy }),
    accepted: answer.answer === "change" ? t("acceptTitle", { ref }) : t("retireTitle", { ref }),
    declined: t("declineTitle", { ref }),
  };
  const words = {
    confirmed: ["confirm", "nameConfirm"],
    accepted: ["accept", "nameAccept"],
    declined: ["decline", "nameDecline"],
  } as const;
  return (
    <Dialog
      title={titles[verdict]}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant={verdict === "declined" ? "secondary" : "primary"} aria-label={t(words[verdict][1], { ref })}>
          {t(words[verdict][0])}
        </Button>
      }
    >
      {open && <VerdictForm answer={answer} decide={decide} verdict={verdict} close={() => setOpen(false)} />}
    </Dialog>
  );
}

function VerdictForm({
  answer,
  decide,
  verdict,
  close,
}: Pick<VerdictButtonsProps, "answer" | "decide"> & { verdict: Verdict; close: () => void }) {
  const t = useTranslations("asks.verdict");
  const router = useRouter();
  const restates = verdict === "accepted" && answer.answer === "change";
  const form = useRecordForm({
    formKey: `ask-item:${answer.id}:${verdict}`,
    action: decide,
    version: answer.version,
    fixed: { id: answer.id, verdict, requirementVersion: answer.requirementVersion },
    initial: { statement: restates ? answer.proposal : "", note: "", tell: false },
    onSuccess: () => {
      close();
      showToast({ title: t("done", { ref: answer.requirementRef }) });
      router.refresh();
    },
  });
  const submit = { confirmed: "confirm", accepted: "accept", declined: "decline" } as const;
  return (
    <RecordForm form={form} submitLabel={t(submit[verdict])} onCancel={close}>
      {restates && <TextArea name="statement" label={t("statement")} hint={t("statementHint")} rows={4} limit={4_000} required />}
      {verdict === "accepted" && !restates && <p className="text-sm whitespace-pre-line">{t("retireText", { words: answer.comment })}</p>}
      <TextArea
        name="note"
        label={t(verdict === "declined" || answer.moved ? "noteWhy" : "note")}
        hint={t("noteHint")}
        rows={2}
        required={verdict === "declined" || (verdict === "confirmed" && answer.moved)}
      />
      <Switch name="tell" label={t("tell", { name: answer.recipientName })} />
    </RecordForm>
  );
}
