import type { ReactNode } from "react";
import { offeredBy, type Tally, tallyOf } from "@/domain/survey";
import { translator } from "@/lib/translate";
import type { GivenAnswer, SurveyQuestion } from "../queries";

interface SurveyResultsProps {
  questions: readonly SurveyQuestion[];
  answers: readonly GivenAnswer[];
  anonymous: boolean;
  /** What an answer can become and has become. */
  uses: (answer: GivenAnswer, question: SurveyQuestion) => ReactNode;
}

/** The answers question by question: what was chosen as counts with bars, what was written in its words. */
export function SurveyResults({ questions, answers, anonymous, uses }: SurveyResultsProps) {
  const t = translator("surveys");
  return (
    <ol className="flex max-w-4xl flex-col gap-8">
      {questions.map((question, index) => {
        const given = answers.filter(({ questionId }) => questionId === question.id);
        const tally = tallyOf(
          question,
          given.map(({ answer }) => answer),
        );
        const text = offeredBy(question) === null;
        return (
          <li key={question.id} className="break-inside-avoid">
            <h2 className="font-serif text-lg font-semibold [overflow-wrap:anywhere]">
              {index + 1}. {question.question}
            </h2>
            <p className="text-sm text-muted">
              {t("answeredCount", { count: tally.answered })}
              {tally.median && ` · ${medianWords(tally)}`}
            </p>
            {!text && tally.answered > 0 && <Bars question={question} tally={tally} />}
            {text && given.length > 0 && (
              <ul className="mt-2 border-t">
                {given.map((answer) => (
                  <li key={answer.id} className="flex flex-col gap-1.5 border-b py-3">
                    <p className="prose-width whitespace-pre-line [overflow-wrap:anywhere]">{answer.answer}</p>
                    {!anonymous && (
                      <p className="text-sm text-muted">{t("of", { respondent: answer.respondent, day: answer.answeredOn })}</p>
                    )}
                    <div className="text-sm">{uses(answer, question)}</div>
                  </li>
                ))}
              </ul>
            )}
            {question.kind === "scale" && tally.answered > 0 && <p className="mt-1 text-sm text-muted">{t("medianWhy")}</p>}
          </li>
        );
      })}
    </ol>
  );
}

function medianWords({ median }: Tally): string {
  const t = translator("surveys");
  if (!median) return "";
  return median.length === 1 ? t("median", { score: median[0] }) : t("medianBetween", { low: median[0], high: median[1] });
}

function Bars({ question, tally }: { question: SurveyQuestion; tally: Tally }) {
  const t = translator("surveys");
  const label = (value: string) =>
    question.kind === "yes_no"
      ? t(value)
      : question.kind === "scale" && value === "1"
        ? t("scaleLow")
        : question.kind === "scale" && value === "5"
          ? t("scaleHigh")
          : value;
  return (
    <dl className="mt-2 grid grid-cols-[minmax(5rem,auto)_1fr] items-center gap-x-4 gap-y-1.5 text-sm">
      {tally.counts.map(({ value, count }) => {
        const percent = Math.round((count / tally.answered) * 100);
        return (
          <div key={value} className="contents">
            <dt className="max-w-64 [overflow-wrap:anywhere]">{label(value)}</dt>
            <dd className="flex items-center gap-3">
              <span aria-hidden className="h-4 min-w-px bg-gold" style={{ width: `${percent * 0.7}%` }} />
              <span className="whitespace-nowrap tabular-nums">{t("bar", { count, percent })}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
