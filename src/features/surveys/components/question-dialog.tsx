"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { SURVEY_QUESTION_KINDS, type SurveyQuestionKind } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { SurveyQuestion } from "../queries";

interface QuestionDialogProps {
  surveyId: string;
  /** Null: a new one. */
  question: SurveyQuestion | null;
  save: (input: unknown) => Promise<ActionResult<unknown>>;
  onClose: (changed: boolean) => void;
}

/** One question: its words, how it is answered, and whether it must be. */
export function QuestionDialog({ surveyId, question, save, onClose }: QuestionDialogProps) {
  const t = useTranslations("surveys");
  const word = useTranslations("vocabulary");
  const id = useId();
  const [words, setWords] = useState(question?.question ?? "");
  const [kind, setKind] = useState<SurveyQuestionKind>(question?.kind ?? "text");
  const [options, setOptions] = useState(question?.options.join("\n") ?? "");
  const [required, setRequired] = useState(question?.required ?? false);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit() {
    if (pending) return;
    setPending(true);
    setFault(null);
    setFaults({});
    try {
      const result = await save({
        surveyId,
        questionId: question?.id ?? null,
        version: question?.version ?? null,
        question: words,
        kind,
        options: kind === "choice" ? options : "",
        required,
      });
      if (result.ok) return onClose(true);
      if (result.kind === "invalid") setFaults(result.fieldErrors);
      else setFault(result.message ?? t("failed"));
    } catch {
      setFault(t("failed"));
    }
    setPending(false);
  }

  const problem = (field: string) =>
    faults[field] && (
      <p id={`${id}-${field}-error`} className="font-medium text-danger">
        {faults[field]}
      </p>
    );
  return (
    <Dialog
      title={t(question ? "questionEdit" : "addOwn")}
      open
      onOpenChange={(open) => !open && onClose(false)}
      footer={
        <Button variant="primary" pending={pending} onClick={() => void submit()}>
          {t("questionSave")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {fault && <Callout tone="error" title={fault} />}
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-question`} className="font-medium">
            {t("question")}
          </label>
          <textarea
            id={`${id}-question`}
            className="control"
            rows={3}
            maxLength={1000}
            value={words}
            aria-invalid={faults.question ? true : undefined}
            aria-describedby={faults.question ? `${id}-question-error` : undefined}
            onChange={(event) => setWords(event.target.value)}
          />
          {problem("question")}
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-kind`} className="font-medium">
            {t("questionKind")}
          </label>
          <select
            id={`${id}-kind`}
            className="control"
            value={kind}
            onChange={(event) => setKind(event.target.value as SurveyQuestionKind)}
          >
            {SURVEY_QUESTION_KINDS.map((value) => (
              <option key={value} value={value}>
                {word(`surveyQuestionKind.${value}`)}
              </option>
            ))}
          </select>
        </div>
        {kind === "choice" && (
          <div className="flex flex-col gap-1">
            <label htmlFor={`${id}-options`} className="font-medium">
              {t("questionOptions")}
            </label>
            <p className="text-muted">{t("questionOptionsHint")}</p>
            <textarea
              id={`${id}-options`}
              className="control"
              rows={4}
              value={options}
              aria-invalid={faults.options ? true : undefined}
              aria-describedby={faults.options ? `${id}-options-error` : undefined}
              onChange={(event) => setOptions(event.target.value)}
            />
            {problem("options")}
          </div>
        )}
        <label className="flex items-center gap-2">
          <input type="checkbox" className="size-4" checked={required} onChange={(event) => setRequired(event.target.checked)} />
          {t("questionRequired")}
        </label>
      </div>
    </Dialog>
  );
}
