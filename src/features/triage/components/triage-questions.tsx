"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Shape } from "@/components/ui/status-mark";
import { forceOf, type TriageAnswer, type TriageQuestion } from "@/domain/triage";
import { CIA, SOURCE_TYPES, type SourceType } from "@/domain/vocabulary";
import { classNames } from "@/lib/class-names";
import type { TriageItem } from "../queries";

export type Draft = Pick<TriageAnswer, "sourceType" | "sourceRef" | "sourceLocator">;

/** A letter for each kind of source; s and b are taken by skip and back. */
const SOURCE_KEYS: Record<SourceType, string> = {
  law: "l",
  contract: "c",
  policy: "p",
  interview: "i",
  survey: "u",
  workshop: "w",
  document: "d",
  feedback: "f",
  template: "t",
  import: "m",
};
const GOAL_KEYS = { confidentiality: "c", integrity: "i", availability: "a" } as const;
/** Every letter that may press a button of the open question. */
export const EXPANDED_KEYS = new Set([...Object.values(SOURCE_KEYS), ...Object.values(GOAL_KEYS), "n", "r", "o", "y", "="]);

/** Whether the record or the person has answered this question, so that Enter passes it by. */
export function isAnswered(question: TriageQuestion, item: TriageItem, answer: TriageAnswer): boolean {
  switch (question) {
    case "touches":
      return (
        answer.touch !== null && (answer.touch !== "cia" || answer.cia.length > 0) && (answer.touch === "cia" || answer.why.trim() !== "")
      );
    case "source":
      return (
        answer.sourceType !== null &&
        answer.sourceType !== "template" &&
        (answer.sourceRef.trim() !== "" || item.documents.length + item.obligations.length > 0)
      );
    case "binding":
      return answer.binding !== "undecided";
    case "isms":
      return answer.isms !== "undecided";
  }
}

interface QuestionProps {
  id: string;
  number: number;
  question: TriageQuestion;
  item: TriageItem;
  answer: TriageAnswer;
  active: boolean;
  wrong: boolean;
  lastSource: Draft | null;
  onOpen: () => void;
  onChange: (changes: Partial<TriageAnswer>) => void;
  onAdvance: (changes?: Partial<TriageAnswer>) => void;
}

/** A question: one line with its answer, or opened with why it is asked, an example, and the ways to answer. */
export function Question(props: QuestionProps) {
  const { id, number, question, item, answer, active, wrong, onOpen } = props;
  const t = useTranslations("triage");
  const answered = isAnswered(question, item, answer);
  return (
    <li id={id} data-question={question} className="border-b py-2.5">
      <h3>
        <button
          type="button"
          aria-expanded={active}
          aria-controls={`${id}-panel`}
          className="flex w-full items-baseline gap-3 text-left"
          onClick={onOpen}
        >
          <kbd className={classNames("w-5 shrink-0 font-mono text-[0.8125rem]", wrong ? "text-danger" : "text-muted")}>{number}</kbd>
          <span className={classNames("min-w-0 flex-1", active && "font-semibold")}>{t(`q.${question}.title`)}</span>
          {!active && (
            <span className="flex max-w-[45%] items-baseline gap-1.5 text-sm text-muted">
              <Shape shape={answered ? "decided" : "open"} className="translate-y-px" />
              <span className="truncate">{answered ? <AnswerInWords question={question} answer={answer} /> : t("a.open")}</span>
            </span>
          )}
        </button>
      </h3>
      {active && (
        <div id={`${id}-panel`} className="mt-2 pl-8">
          <p className="prose-width text-sm text-muted">{t(`q.${question}.why`)}</p>
          <p className="prose-width text-sm text-muted">
            {t("desk.example")}: {t(`q.${question}.example`)}
          </p>
          <div className="mt-3 flex flex-col gap-3">
            {question === "touches" && <Touches {...props} />}
            {question === "source" && <Source {...props} />}
            {question === "binding" && <BindingAnswer {...props} />}
            {question === "isms" && <Isms {...props} />}
          </div>
        </div>
      )}
    </li>
  );
}

function AnswerInWords({ question, answer }: { question: TriageQuestion; answer: TriageAnswer }) {
  const t = useTranslations("triage.a");
  const word = useTranslations("vocabulary");
  switch (question) {
    case "touches":
      if (answer.touch === "cia") return answer.cia.map((goal) => word(`cia.${goal}`)).join(", ");
      return t(answer.touch === "itself" ? "itself" : "nothing");
    case "source":
      return [answer.sourceType && word(`sourceType.${answer.sourceType}`), answer.sourceRef, answer.sourceLocator]
        .filter(Boolean)
        .join(", ");
    case "binding":
      return word(`binding.${answer.binding}`);
    case "isms":
      return word(`ismsDecision.${answer.isms}`);
  }
}

function Touches({ answer, item, onChange }: QuestionProps) {
  const t = useTranslations("triage.a");
  const word = useTranslations("vocabulary");
  const standard = t("discardDefault");
  const why = answer.why === standard ? "" : answer.why;
  const [asked, setAsked] = useState(0);
  return (
    <>
      <Choices>
        {CIA.map((goal) => {
          const on = answer.touch === "cia" && answer.cia.includes(goal);
          return (
            <KeyButton
              key={goal}
              letter={GOAL_KEYS[goal]}
              pressed={on}
              onClick={() => {
                const before = answer.touch === "cia" ? answer.cia : [];
                const cia = CIA.filter((other) => (other === goal ? !on : before.includes(other)));
                onChange({ touch: cia.length > 0 ? "cia" : null, cia, why });
              }}
            >
              {word(`cia.${goal}`)}
            </KeyButton>
          );
        })}
        <KeyButton
          letter="m"
          pressed={answer.touch === "itself"}
          onClick={() => {
            onChange({ touch: "itself", cia: [], why });
            setAsked(asked + 1);
          }}
        >
          {t("itself")}
        </KeyButton>
        <KeyButton
          letter="n"
          pressed={answer.touch === "nothing"}
          onClick={() => onChange({ touch: "nothing", cia: [], why: why.trim() === "" ? standard : why })}
        >
          {t("nothing")}
        </KeyButton>
      </Choices>
      {answer.touch !== null && (
        <Line
          key={answer.touch === "itself" ? "itself" : "why"}
          label={t(answer.touch === "nothing" ? "whyDiscarded" : answer.touch === "itself" ? "whyItself" : "whyRelevant")}
          value={answer.why}
          asked={answer.touch === "itself" ? asked : 0}
          onChange={(text) => onChange({ why: text })}
        />
      )}
      {answer.touch !== null && answer.touch !== "nothing" && item.party.relevance === "undecided" && item.party.status !== "retired" && (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-1 size-4 shrink-0"
            checked={answer.partyToo}
            onChange={(event) => onChange({ partyToo: event.target.checked })}
          />
          {t("partyToo", { name: item.party.name })}
        </label>
      )}
    </>
  );
}

function Source({ item, answer, lastSource, onChange, onAdvance }: QuestionProps) {
  const t = useTranslations("triage.a");
  const word = useTranslations("vocabulary");
  // What came from a catalogue or an import is shown as it is, but nobody chooses it as a source.
  const types = SOURCE_TYPES.filter((type) => (type !== "template" && type !== "import") || answer.sourceType === type);
  const [asked, setAsked] = useState(0);
  return (
    <>
      <Choices>
        {types.map((type) => (
          <KeyButton
            key={type}
            letter={SOURCE_KEYS[type]}
            pressed={answer.sourceType === type}
            onClick={() => {
              onChange({ sourceType: type });
              setAsked(asked + 1);
            }}
          >
            {word(`sourceType.${type}`)}
          </KeyButton>
        ))}
        {lastSource && (
          <KeyButton letter="=" pressed={false} onClick={() => onAdvance({ ...lastSource })}>
            {t("sameSource")}
          </KeyButton>
        )}
        <KeyButton
          letter="n"
          pressed={answer.sourceType === null}
          onClick={() => onAdvance({ sourceType: null, sourceRef: "", sourceLocator: "" })}
        >
          {t("noSource")}
        </KeyButton>
      </Choices>
      {answer.sourceType !== null && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Line label={t("sourceRef")} value={answer.sourceRef} asked={asked} onChange={(sourceRef) => onChange({ sourceRef })} />
          <Line label={t("sourceLocator")} value={answer.sourceLocator} onChange={(sourceLocator) => onChange({ sourceLocator })} />
        </div>
      )}
      <Forced item={item} answer={answer} />
    </>
  );
}

/** Whether it binds is not asked where law or contract have decided it; that is said here, with the facts that say so. */
function Forced({ item, answer }: { item: TriageItem; answer: TriageAnswer }) {
  const t = useTranslations("triage.a");
  const { force, because } = forceOf(item, answer);
  if (!force) return null;
  return (
    <p className="text-sm text-info">
      {t(force === "law" ? "forcedLaw" : "forcedContract")} {because.map((reason) => t(`because.${reason}`)).join(" ")}
    </p>
  );
}

function BindingAnswer({ answer, onAdvance }: QuestionProps) {
  const t = useTranslations("triage.a");
  const word = useTranslations("vocabulary");
  return (
    <Choices>
      <KeyButton letter="r" pressed={answer.binding === "requirement"} onClick={() => onAdvance({ binding: "requirement" })}>
        {word("binding.requirement")}
      </KeyButton>
      <KeyButton letter="w" pressed={answer.binding === "wish"} onClick={() => onAdvance({ binding: "wish" })}>
        {word("binding.wish")}
      </KeyButton>
      <KeyButton letter="o" pressed={answer.binding === "undecided"} onClick={() => onAdvance({ binding: "undecided" })}>
        {t("leaveOpen")}
      </KeyButton>
    </Choices>
  );
}

function Isms({ item, answer, onChange, onAdvance }: QuestionProps) {
  const t = useTranslations("triage.a");
  const [asked, setAsked] = useState(0);
  const choose = (isms: "addressed" | "not_addressed") => {
    onChange({ isms });
    setAsked(asked + 1);
  };
  return (
    <>
      <Forced item={item} answer={answer} />
      <Choices>
        <KeyButton letter="y" pressed={answer.isms === "addressed"} onClick={() => choose("addressed")}>
          {t("addressed")}
        </KeyButton>
        <KeyButton letter="n" pressed={answer.isms === "not_addressed"} onClick={() => choose("not_addressed")}>
          {t("notAddressed")}
        </KeyButton>
        <KeyButton letter="l" pressed={answer.isms === "undecided"} onClick={() => onAdvance({ isms: "undecided" })}>
          {t("later")}
        </KeyButton>
      </Choices>
      {answer.isms === "addressed" && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Line label={t("how")} value={answer.how} asked={asked} onChange={(how) => onChange({ how })} />
          <Line
            label={t("references")}
            placeholder={t("referencesExample")}
            value={answer.references}
            hint={item.links.length > 0 ? t("linked", { refs: item.links.join(", ") }) : undefined}
            onChange={(references) => onChange({ references })}
          />
        </div>
      )}
      {answer.isms === "not_addressed" && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Line label={t("whyNot")} value={answer.whyNot} asked={asked} onChange={(whyNot) => onChange({ whyNot })} />
          <Line label={t("whereInstead")} value={answer.how} onChange={(how) => onChange({ how })} />
        </div>
      )}
    </>
  );
}

function Choices({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}

function KeyButton({ letter, pressed, onClick, children }: { letter: string; pressed: boolean; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      data-key={letter}
      aria-pressed={pressed}
      aria-keyshortcuts={letter}
      onClick={onClick}
      className={classNames(
        "inline-flex min-h-9 items-center gap-2 rounded-md border px-3 py-1 text-sm",
        pressed ? "border-ink bg-ink font-semibold text-paper" : "border-line-strong bg-surface hover:bg-sunken",
      )}
    >
      <kbd aria-hidden className="rounded-sm border border-current px-1 font-mono text-[0.6875rem] leading-4 opacity-75">
        {letter}
      </kbd>
      {children}
    </button>
  );
}

interface LineProps {
  label: string;
  value: string;
  hint?: string;
  placeholder?: string;
  /** How often the answer that asks for this text was chosen: each time it takes the focus. */
  asked?: number;
  onChange: (value: string) => void;
}

function Line({ label, value, hint, placeholder, asked = 0, onChange }: LineProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (asked > 0) field.current?.focus();
  }, [asked]);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        dir="auto"
        className="control min-h-9!"
        placeholder={placeholder}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value.replace(/\n/g, " "))}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
