"use client";

import { ArrowDown, ArrowUp, Library, Pencil, Plus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/action-result";
import type { SurveyQuestion } from "../queries";
import { BankDialog, type BankGroup } from "./bank-dialog";
import { QuestionDialog } from "./question-dialog";

type Ask = (input: unknown) => Promise<ActionResult<unknown>>;

interface QuestionBuilderProps {
  surveyId: string;
  questions: readonly SurveyQuestion[];
  bank: readonly BankGroup[];
  actions: {
    save: Ask;
    add: (input: unknown) => Promise<ActionResult<{ added: number }>>;
    remove: Ask;
    move: Ask;
  };
}

/** The questions of a draft in their order: moved by buttons or Alt and the arrow keys, changed, removed, added from the bank or written. */
export function QuestionBuilder({ surveyId, questions, bank, actions }: QuestionBuilderProps) {
  const t = useTranslations("surveys");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const [edited, setEdited] = useState<SurveyQuestion | "new" | null>(null);
  const [bankOpen, setBankOpen] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const busy = useRef(false);

  async function run(work: Promise<ActionResult<unknown>>, done: string) {
    if (busy.current) return;
    busy.current = true;
    setFault(null);
    try {
      const result = await work;
      if (result.ok) setSaid(done);
      else setFault(result.message ?? t("failed"));
    } catch {
      setFault(t("failed"));
    } finally {
      busy.current = false;
      router.refresh();
    }
  }

  const move = (question: SurveyQuestion, place: number, direction: "up" | "down") => {
    const next = place + (direction === "up" ? -1 : 1);
    if (next < 0 || next >= questions.length || busy.current) return;
    void run(actions.move({ id: question.id, version: question.version, direction }), t("moved", { number: next + 1 }));
  };

  const keys = (event: KeyboardEvent, question: SurveyQuestion, place: number) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(question, place, event.key === "ArrowUp" ? "up" : "down");
  };

  return (
    <section aria-labelledby="survey-questions" className="max-w-4xl">
      <h2 id="survey-questions" className="font-serif text-xl font-semibold">
        {t("questions")} <span className="text-base font-normal text-muted">{t("questionCount", { count: questions.length })}</span>
      </h2>
      <p className="prose-width mt-1 text-sm text-muted">{t(questions.length > 0 ? "questionsLead" : "noQuestions")}</p>
      {fault && <Callout tone="error" className="mt-3" title={fault} />}
      <p role="status" className="sr-only">
        {said}
      </p>
      <ol className="mt-3 border-t">
        {questions.map((question, place) => (
          <li
            key={question.id}
            className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b py-3"
            onKeyDown={(event) => keys(event, question, place)}
          >
            <span className="w-6 shrink-0 text-right text-muted tabular-nums">{place + 1}.</span>
            <div className="min-w-0 flex-1 basis-64">
              <p className="[overflow-wrap:anywhere]">{question.question}</p>
              <p className="mt-0.5 text-sm text-muted [overflow-wrap:anywhere]">
                {[
                  word(`surveyQuestionKind.${question.kind}`),
                  question.options.join(" / "),
                  question.required ? t("required") : "",
                  question.questionKey ? t("fromBank") : "",
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            <span className="flex gap-1">
              <Button
                size="icon"
                variant="quiet"
                aria-label={t("moveUp", { number: place + 1 })}
                aria-disabled={place === 0 || undefined}
                icon={<ArrowUp aria-hidden className="size-4" />}
                onClick={() => move(question, place, "up")}
              />
              <Button
                size="icon"
                variant="quiet"
                aria-label={t("moveDown", { number: place + 1 })}
                aria-disabled={place === questions.length - 1 || undefined}
                icon={<ArrowDown aria-hidden className="size-4" />}
                onClick={() => move(question, place, "down")}
              />
              <Button
                size="icon"
                variant="quiet"
                aria-label={t("editQuestion", { number: place + 1 })}
                icon={<Pencil aria-hidden className="size-4" />}
                onClick={() => setEdited(question)}
              />
              <Button
                size="icon"
                variant="quiet"
                aria-label={t("removeQuestion", { number: place + 1 })}
                icon={<X aria-hidden className="size-4" />}
                onClick={() => void run(actions.remove({ id: question.id, version: question.version }), t("removed"))}
              />
            </span>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button icon={<Library aria-hidden className="size-4" />} onClick={() => setBankOpen(true)}>
          {t("addBank")}
        </Button>
        <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setEdited("new")}>
          {t("addOwn")}
        </Button>
      </div>
      {edited && (
        <QuestionDialog
          surveyId={surveyId}
          question={edited === "new" ? null : edited}
          save={actions.save}
          onClose={(changed) => {
            setEdited(null);
            if (changed) router.refresh();
          }}
        />
      )}
      {bankOpen && (
        <BankDialog
          surveyId={surveyId}
          bank={bank}
          asked={questions.map(({ questionKey }) => questionKey).filter(Boolean)}
          add={actions.add}
          onClose={(added) => {
            setBankOpen(false);
            if (added > 0) {
              setSaid(t("added", { count: added }));
              router.refresh();
            }
          }}
        />
      )}
    </section>
  );
}
