import type { ReactNode } from "react";
import { KeyValueList } from "@/components/ui/key-value-list";
import { RefTag } from "@/components/ui/ref-tag";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";
import type { AnswerRow } from "../queries";

const ANSWER_SHAPES: Readonly<Record<string, MarkShape>> = { right: "decided", change: "soon", no_longer: "retired" };

/** Answers of parties, each with what was shown, what they said, and the verdict or the way to one. */
export function AnswerList({
  home,
  answers,
  deed,
}: {
  home: string;
  answers: readonly AnswerRow[];
  deed?: (answer: AnswerRow) => ReactNode;
}) {
  return (
    <ul className="mt-2 border-t">
      {answers.map((answer) => (
        <li key={answer.id} className="border-b py-3">
          <Answer home={home} answer={answer} deed={deed?.(answer)} />
        </li>
      ))}
    </ul>
  );
}

function Answer({ home, answer, deed }: { home: string; answer: AnswerRow; deed?: ReactNode }) {
  const [t, word] = [translator("asks.record"), translator("vocabulary")];
  const { answeredBy: name, recipientName: recipient, partyName: party, verdict } = answer;
  const text = (value: string) => value && <bdi className="whitespace-pre-line">{value}</bdi>;
  const moved = answer.statementNow !== answer.statement;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3">
            <RefTag href={`${home}/requirements/${answer.requirementRef}`} className="inline-flex min-h-6 items-center">
              {answer.requirementRef}
            </RefTag>
            {answer.answer && <StatusMark shape={ANSWER_SHAPES[answer.answer] ?? "open"}>{word(`askAnswer.${answer.answer}`)}</StatusMark>}
            {answer.howMetAnswer && answer.howMetAnswer !== "fine" && (
              <StatusMark shape={answer.howMetAnswer === "not_met" ? "not-met" : "partly"}>
                {word(`howMetAnswer.${answer.howMetAnswer}`)}
              </StatusMark>
            )}
          </div>
          <p className="text-sm text-muted">
            {name === recipient ? t("said", { name, party }) : t("saidFor", { name, recipient, party })}
            {answer.answeredAt && ` · ${answer.answeredAt.slice(0, 10)}`}
          </p>
        </div>
        {deed}
      </div>
      {answer.waitsBecause && verdict === "" && <p className="mb-2 text-sm">{t(`waits.${answer.waitsBecause}`)}</p>}
      <KeyValueList
        emptyLabel={translator("ui")("nothing")}
        items={[
          { label: t("shown"), value: text(answer.statement) },
          ...(moved && verdict === "" ? [{ label: t("now"), value: text(answer.statementNow) }] : []),
          ...(answer.proposal ? [{ label: t("proposal"), value: text(answer.proposal) }] : []),
          ...(answer.comment ? [{ label: t("comment"), value: text(answer.comment) }] : []),
          ...(answer.howMetAnswer
            ? [
                { label: t("howMet"), value: text(answer.howMet) },
                { label: t("howMetAnswer"), value: word(`howMetAnswer.${answer.howMetAnswer}`) },
              ]
            : []),
        ]}
      />
      {verdict !== "" && (
        <p className="mt-2 text-sm text-muted">
          {answer.decidedBy
            ? t("verdictBy", { verdict: word(`askVerdict.${verdict}`), name: answer.decidedBy, day: answer.decidedAt?.slice(0, 10) ?? "" })
            : t("confirmedAtOnce")}
          {answer.verdictNote && `: ${answer.verdictNote}`}
        </p>
      )}
    </>
  );
}
