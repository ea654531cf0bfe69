"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { type AnswerFault, LONGEST_SURVEY_ANSWER } from "@/domain/survey";
import type { ActionResult } from "@/lib/action-result";
import type { OutsideSurvey } from "../answering";
import { SurveyQuestionField } from "./survey-question-field";

type Sent = { state: "taken" | "already" | "gone" } | { state: "faults"; faults: Record<string, AnswerFault> };

interface SurveyFormProps {
  survey: OutsideSurvey;
  token: string;
  /** Drawn by the server: the same sending twice is one answer. */
  responseId: string;
  /** Null: a preview, from which nothing can be sent. */
  action: ((input: unknown) => Promise<ActionResult<Sent>>) | null;
}

/** The questions of a survey for somebody outside. What was typed stays in the page until it is stored, and in this tab if it is loaded again. */
export function SurveyForm({ survey, token, responseId, action }: SurveyFormProps) {
  const t = useTranslations("survey");
  const [answers, setAnswers] = useState<Record<string, string>>(survey.own?.answers ?? {});
  const [faults, setFaults] = useState<Record<string, AnswerFault>>({});
  const [state, setState] = useState<"idle" | "sending" | "taken" | "already" | "gone" | "offline">("idle");
  const head = useRef<HTMLHeadingElement>(null);
  const refusal = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const kept = `survey:${survey.id}:${survey.recipient}`;
  const until = new Date(`${survey.closesOn}T12:00:00Z`);
  const words = { organization: survey.organization, name: survey.recipient, until };

  useEffect(() => {
    if (!action) return;
    try {
      const draft: unknown = JSON.parse(sessionStorage.getItem(kept) ?? "null");
      if (draft && typeof draft === "object") setAnswers((given) => ({ ...given, ...(draft as Record<string, string>) }));
    } catch {
      // A browser that keeps nothing: then nothing is brought back.
    }
  }, [action, kept]);

  useEffect(() => {
    (state === "taken" ? head : refusal).current?.focus();
  }, [state]);

  function answer(id: string, value: string) {
    const next = { ...answers, [id]: value };
    setAnswers(next);
    if (faults[id]) setFaults(Object.fromEntries(Object.entries(faults).filter(([key]) => key !== id)));
    try {
      if (action) sessionStorage.setItem(kept, JSON.stringify(next));
    } catch {
      // As above.
    }
  }

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!action || state === "sending") return;
    setState("sending");
    try {
      const result = await action({ token, responseId, stamp: survey.own?.stamp ?? null, answers });
      if (!result.ok) {
        setState("offline");
      } else if (result.data.state === "faults") {
        setFaults(result.data.faults);
        setState("idle");
        requestAnimationFrame(() => summary.current?.focus());
      } else {
        if (result.data.state === "taken") {
          try {
            sessionStorage.removeItem(kept);
          } catch {
            // As above.
          }
        }
        setState(result.data.state);
      }
    } catch {
      setState("offline");
    }
  }

  if (state === "taken") {
    return (
      <div role="status">
        <h2 ref={head} tabIndex={-1} className="font-serif text-xl font-semibold outline-none">
          {t("thanksTitle")}
        </h2>
        <p className="mt-2">{t("thanksText", words)}</p>
        <p className="mt-2 text-muted">{survey.anonymous ? t("thanksAnonymous") : t("thanksNamed", words)}</p>
      </div>
    );
  }
  const wrong = survey.questions.filter(({ id }) => faults[id]);
  const sentence = (id: string) =>
    t(`fault.${faults[id]!}`, { limit: LONGEST_SURVEY_ANSWER, length: [...(answers[id] ?? "").trim()].length });
  return (
    <form onSubmit={(event) => void send(event)} noValidate className="flex flex-col gap-6">
      {survey.introduction && <p className="prose-width whitespace-pre-line [overflow-wrap:anywhere]">{survey.introduction}</p>}
      <div className="text-sm text-muted">
        <p>{t("until", words)}</p>
        {survey.owner && <p>{t("contact", { name: survey.owner })}</p>}
      </div>
      <Callout title={t(survey.anonymous ? "anonymousTitle" : "namedTitle")}>
        {t(survey.anonymous ? "anonymousText" : "namedText", words)}
      </Callout>
      {survey.own && <Callout title={t("ownTitle", { on: new Date(`${survey.own.answeredOn}T12:00:00Z`) })}>{t("ownText", words)}</Callout>}
      {wrong.length > 0 && (
        <div ref={summary} tabIndex={-1} role="alert" className="rounded-md border-l-4 border-danger bg-danger-tint px-4 py-3 text-sm">
          <p className="font-semibold">{t("faultsTitle", { count: wrong.length })}</p>
          <ul className="mt-1 list-disc pl-5">
            {wrong.map(({ id, question }) => (
              <li key={id}>
                <a href={`#q-${id}`} className="link [overflow-wrap:anywhere]">
                  {question}
                </a>{" "}
                {sentence(id)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ol className="flex flex-col gap-7">
        {survey.questions.map((question, index) => (
          <li key={question.id}>
            <SurveyQuestionField
              number={index + 1}
              question={question}
              value={answers[question.id] ?? ""}
              fault={faults[question.id] ? sentence(question.id) : null}
              onChange={(value) => answer(question.id, value)}
            />
          </li>
        ))}
      </ol>
      {state === "already" && (
        <div ref={refusal} tabIndex={-1} role="alert" className="rounded-md border-l-4 border-warn bg-warn-tint px-4 py-3 text-sm">
          <p className="font-semibold">{t("alreadyTitle")}</p>
          <p>{t(survey.anonymous ? "alreadyAnonymous" : "alreadyNamed")}</p>
        </div>
      )}
      {state === "gone" && <Callout tone="error" title={t("goneNow")} />}
      {state === "offline" && <Callout tone="error" title={t("offline")} />}
      <div>
        <Button type="submit" variant="primary" pending={state === "sending"} disabled={!action} className="min-h-11 w-full sm:w-auto">
          {t(state === "sending" ? "sending" : survey.own ? "sendAgain" : "send")}
        </Button>
      </div>
    </form>
  );
}
