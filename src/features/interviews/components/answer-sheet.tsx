"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { AnswerUses } from "@/domain/interview-guide";
import type { ActionResult } from "@/lib/action-result";
import type { InterviewAnswer, InterviewParty, InterviewRequirement } from "../queries";
import { AnswerField, type SaveAnswer } from "./answer-field";
import { AnswerUsesBar, type ApplyAnswer } from "./answer-uses-bar";

export interface SheetQuestion {
  key: string;
  question: string;
  uses: AnswerUses;
}

interface AnswerSheetProps {
  home: string;
  interview: { id: string; ref: string; version: number; heldOn: string };
  party: InterviewParty;
  groups: readonly { key: string; title: string; questions: readonly SheetQuestion[] }[];
  answers: readonly InterviewAnswer[];
  requirements: readonly InterviewRequirement[];
  usesOfOwn: AnswerUses;
  /** Answers may become records: the party is neither adverse nor retired. */
  usable: boolean;
  save: SaveAnswer;
  apply: ApplyAnswer;
  close: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** The questions one by one; every answer saves itself and can be turned into what it fills. */
export function AnswerSheet({
  home,
  interview,
  party,
  groups,
  answers,
  requirements,
  usesOfOwn,
  usable,
  save,
  apply,
  close,
}: AnswerSheetProps) {
  const t = useTranslations("interviewForm");
  const router = useRouter();
  const [extra, setExtra] = useState<readonly string[]>([]);
  const byKey = new Map(answers.filter(({ questionKey }) => questionKey !== "").map((answer) => [answer.questionKey, answer]));
  const own = answers.filter(({ questionKey }) => questionKey === "");
  const questions = groups.flatMap((group) => group.questions);
  const answered = answers.filter(({ answer }) => answer !== "").length;
  const tools = (answer: InterviewAnswer, uses: AnswerUses) => (
    <AnswerUsesBar
      home={home}
      answer={answer}
      uses={uses}
      party={party}
      requirements={requirements}
      heldOn={interview.heldOn}
      usable={usable}
      apply={apply}
    />
  );
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <div className="no-print sticky top-0 z-2 flex flex-wrap items-center gap-4 border-b bg-paper py-2">
        <p role="status" className="text-sm text-muted">
          {t("answered", { answered, total: Math.max(questions.length + own.length, answered) })}
        </p>
        <span className="flex-1" />
        <ConfirmDialog
          title={t("closeTitle", { ref: interview.ref })}
          confirmLabel={t("close")}
          trigger={<Button>{t("close")}</Button>}
          onConfirm={() => close({ id: interview.id, version: interview.version })}
          onDone={() => {
            showToast({ title: t("closed", { ref: interview.ref }) });
            router.refresh();
          }}
        >
          {t("closeText")}
        </ConfirmDialog>
      </div>
      {groups.map((group) => (
        <section key={group.key}>
          <h2 className="mb-2 font-serif text-xl font-semibold">{group.title}</h2>
          <ol className="flex flex-col gap-5">
            {group.questions.map(({ key, question, uses }) => (
              <li key={key}>
                <AnswerField
                  interviewId={interview.id}
                  questionKey={key}
                  question={question}
                  answer={byKey.get(key) ?? null}
                  save={save}
                  tools={(answer) => tools(answer, uses)}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <section>
        <h2 className="mb-2 font-serif text-xl font-semibold">{t("ownQuestion")}</h2>
        <div className="flex flex-col gap-5">
          {own.map((answer) => (
            <AnswerField
              key={answer.id}
              interviewId={interview.id}
              questionKey=""
              question={answer.question}
              answer={answer}
              save={save}
              tools={(saved) => tools(saved, usesOfOwn)}
            />
          ))}
          {extra.map((id) => (
            <AnswerField
              key={id}
              interviewId={interview.id}
              questionKey=""
              question=""
              answer={null}
              save={save}
              tools={(saved) => tools(saved, usesOfOwn)}
              // Once the page has it as an answer of the interview, it stands above.
              hidden={(saved) => own.some((answer) => answer.id === saved)}
            />
          ))}
        </div>
        <Button
          size="small"
          className="mt-3"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => setExtra([...extra, crypto.randomUUID()])}
        >
          {t("addQuestion")}
        </Button>
      </section>
    </div>
  );
}
