"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ActionResult } from "@/lib/action-result";
import type { SavedAnswer } from "../mutations";
import type { InterviewAnswer } from "../queries";

export type SaveAnswer = (input: unknown) => Promise<ActionResult<SavedAnswer>>;

interface AnswerFieldProps {
  interviewId: string;
  questionKey: string;
  question: string;
  answer: InterviewAnswer | null;
  save: SaveAnswer;
  /** What can be done with the answer once it is saved. */
  tools: (answer: InterviewAnswer) => ReactNode;
  hidden?: (savedId: string) => boolean;
}

const IDLE_MS = 1_200;

/** One answer that saves itself when the person pauses or leaves the field, guarded by its version; a colleague's text is shown, never overwritten. */
export function AnswerField({ interviewId, questionKey, question, answer, save, tools, hidden }: AnswerFieldProps) {
  const t = useTranslations("interviewForm");
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState(answer?.answer ?? "");
  const [asked, setAsked] = useState(question);
  const [stored, setStored] = useState(answer);
  const [state, setState] = useState<"idle" | "unsaved" | "saving" | "saved" | "failed">("idle");
  const [fault, setFault] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<{ answer: string; version: number; id: string; by: string } | null>(null);
  const newest = useRef({ text, asked, stored });
  newest.current = { text, asked, stored };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef(false);
  const again = useRef(false);

  // The page was read anew, after an answer was used or a colleague wrote: follow, unless something is typed here.
  const incoming = answer?.version ?? 0;
  useEffect(() => {
    if (!answer || incoming <= (newest.current.stored?.version ?? 0)) return;
    const untouched = newest.current.text === (newest.current.stored?.answer ?? "");
    if (untouched) setText(answer.answer);
    if (untouched || answer.answer === newest.current.stored?.answer) setStored(answer);
  }, [answer, incoming]);

  const send = useCallback(async () => {
    clearTimeout(timer.current);
    const { text: said, asked: words, stored: known } = newest.current;
    if (known ? said === known.answer && (questionKey !== "" || words === known.question) : said.trim() === "") return;
    if (questionKey === "" && words.trim() === "") return;
    if (busy.current) {
      again.current = true;
      return;
    }
    busy.current = true;
    setState("saving");
    setFault(null);
    try {
      const result = await save({
        interviewId,
        answerId: known?.id || null,
        version: known?.version ?? null,
        questionKey,
        question: questionKey === "" ? words : "",
        answer: said,
      });
      if (result.ok) {
        const first = known === null || known.id === "";
        const next = {
          id: result.data.id,
          version: result.data.version,
          questionKey,
          question: words,
          answer: said,
          usedFor: result.data.usedFor,
        };
        newest.current.stored = next;
        setStored(next);
        setState("saved");
        if (first) router.refresh();
      } else if (result.kind === "conflict") {
        const values = result.current.values as { answer: string };
        setTheirs({ answer: values.answer, version: result.current.version, id: known?.id ?? "", by: result.current.changedBy });
        setState("unsaved");
      } else {
        setFault(result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result.message);
        setState("failed");
      }
    } catch {
      setFault(t("failed"));
      setState("failed");
    } finally {
      busy.current = false;
      if (again.current) {
        again.current = false;
        void send();
      }
    }
  }, [interviewId, questionKey, router, save, t]);

  useEffect(() => {
    // Leaving the page must not lose the last words.
    const leave = (event: BeforeUnloadEvent) => {
      const { text: said, stored: known } = newest.current;
      if (said !== (known?.answer ?? "")) {
        void send();
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", leave);
    return () => {
      window.removeEventListener("beforeunload", leave);
      clearTimeout(timer.current);
      void send();
    };
  }, [send]);

  function write(next: string) {
    setText(next);
    setState("unsaved");
    clearTimeout(timer.current);
    if (!theirs) timer.current = setTimeout(() => void send(), IDLE_MS);
  }

  /** Goes on from what the colleague saved, with the chosen text. Where both were the first, the question stands for the answer's id. */
  function settle(next: string) {
    if (!theirs) return;
    const base = {
      id: theirs.id || (stored?.id ?? ""),
      version: theirs.version,
      questionKey,
      question: asked,
      answer: theirs.answer,
      usedFor: stored?.usedFor ?? [],
    };
    setTheirs(null);
    setText(next);
    newest.current = { text: next, asked, stored: base };
    setStored(base);
    void send();
  }

  if (stored && hidden?.(stored.id)) return null;
  return (
    <div className="flex flex-col gap-1">
      {questionKey === "" && stored === null ? (
        <input
          className="control font-medium"
          aria-label={t("ownQuestion")}
          placeholder={t("ownQuestion")}
          maxLength={1000}
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
          onBlur={() => void send()}
        />
      ) : (
        <label htmlFor={id} className="prose-width font-medium">
          {asked}
        </label>
      )}
      <textarea
        id={id}
        className="control"
        rows={2}
        maxLength={10_000}
        value={text}
        aria-label={questionKey === "" && stored === null ? t("answer") : undefined}
        aria-describedby={`${id}-state`}
        onChange={(event) => write(event.target.value)}
        onBlur={() => !theirs && void send()}
      />
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <span id={`${id}-state`} role="status" className={state === "failed" ? "font-medium text-danger" : "text-muted empty:-mr-4"}>
          {state === "idle" ? "" : t(`state.${state}`)}
          {fault && ` · ${fault}`}
        </span>
        {state === "failed" && (
          <Button size="small" onClick={() => void send()}>
            {t("retry")}
          </Button>
        )}
        {stored && stored.id !== "" && stored.answer !== "" && state !== "unsaved" && tools(stored)}
      </div>
      {theirs && (
        <Callout
          tone="warn"
          title={t("conflict", { name: theirs.by })}
          actions={
            <>
              <Button size="small" onClick={() => settle(theirs.answer)}>
                {t("takeTheirs")}
              </Button>
              <Button size="small" onClick={() => settle(`${theirs.answer}\n\n${text}`)}>
                {t("keepBoth")}
              </Button>
              <Button size="small" onClick={() => settle(text)}>
                {t("keepMine")}
              </Button>
            </>
          }
        >
          <p className="whitespace-pre-line">{theirs.answer}</p>
        </Callout>
      )}
    </div>
  );
}
