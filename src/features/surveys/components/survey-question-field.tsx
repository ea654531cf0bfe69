"use client";

import { useTranslations } from "use-intl/react";
import { LONGEST_SURVEY_ANSWER, offeredBy } from "@/domain/survey";
import type { OutsideQuestion } from "../answering";

interface FieldProps {
  number: number;
  question: OutsideQuestion;
  value: string;
  fault: string | null;
  onChange: (value: string) => void;
}

/** One question, whatever its kind; what is wrong with its answer stands under it. */
export function SurveyQuestionField({ number, question, value, fault, onChange }: FieldProps) {
  const t = useTranslations("survey");
  const id = `q-${question.id}`;
  const words = (
    <>
      <span className="mr-1.5 text-muted tabular-nums">{number}.</span>
      <span className="[overflow-wrap:anywhere]">{question.question}</span>{" "}
      <span className="text-sm font-normal text-muted">({t(question.required ? "required" : "optional")})</span>
    </>
  );
  const problem = fault && (
    <p id={`${id}-fault`} className="mt-1 text-sm font-medium text-danger">
      {fault}
    </p>
  );
  const offered = offeredBy(question);
  if (offered === null) {
    const length = [...value].length;
    return (
      <div>
        <label htmlFor={id} className="mb-1.5 block font-medium">
          {words}
        </label>
        <textarea
          id={id}
          className="control text-base"
          rows={4}
          value={value}
          aria-required={question.required || undefined}
          aria-invalid={fault ? true : undefined}
          aria-describedby={[fault && `${id}-fault`, length > 3_000 && `${id}-length`].filter(Boolean).join(" ") || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {length > 3_000 && (
          <p
            id={`${id}-length`}
            className={`text-right text-xs ${length > LONGEST_SURVEY_ANSWER ? "font-medium text-danger" : "text-muted"}`}
          >
            {t("left", { length, limit: LONGEST_SURVEY_ANSWER })}
          </p>
        )}
        {problem}
      </div>
    );
  }
  const scale = question.kind === "scale";
  const label = (option: string) => (question.kind === "yes_no" ? t(option as "yes" | "no") : option);
  return (
    <fieldset aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className="mb-1.5 font-medium">{words}</legend>
      {scale && (
        <p className="text-sm text-muted">
          1: {t("low")} · 5: {t("high")}
        </p>
      )}
      <div className={scale ? "flex flex-wrap items-center gap-x-2 gap-y-1" : "flex flex-col"}>
        {offered.map((option, index) => (
          <label
            key={option}
            className={
              scale
                ? "flex min-h-11 min-w-11 cursor-pointer items-center justify-center gap-1.5"
                : "flex min-h-11 cursor-pointer items-center gap-2.5"
            }
          >
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={id}
              value={option}
              className="size-5 shrink-0"
              checked={value === option}
              onChange={() => onChange(option)}
            />
            <span className="[overflow-wrap:anywhere]">{label(option)}</span>
          </label>
        ))}
        {!question.required && (
          <label className="flex min-h-11 cursor-pointer items-center gap-2.5 text-muted">
            <input type="radio" name={id} value="" className="size-5 shrink-0" checked={value === ""} onChange={() => onChange("")} />
            {t("noAnswer")}
          </label>
        )}
      </div>
      {problem}
    </fieldset>
  );
}
