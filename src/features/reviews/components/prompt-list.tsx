"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { showToast } from "@/components/ui/toast";
import { promptOrigin } from "@/domain/review-prompts";
import type { ActionResult } from "@/lib/action-result";
import type { ReviewPrompt } from "../queries";

type Answer = (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;

interface PromptListProps {
  prompts: readonly ReviewPrompt[];
  /** Null: read only. */
  action: Answer | null;
}

/** The questions of a review; each is answered by "no change" or by what changed. */
export function PromptList({ prompts, action }: PromptListProps) {
  const t = useTranslations("reviews.prompts");
  if (prompts.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ol className="border-t text-[0.9375rem]">
      {prompts.map((prompt) => (
        <OnePrompt key={`${prompt.id}:${prompt.version}`} prompt={prompt} action={action} />
      ))}
    </ol>
  );
}

function OnePrompt({ prompt, action }: { prompt: ReviewPrompt; action: Answer | null }) {
  const t = useTranslations("reviews.prompts");
  const origin = useTranslations("reviews.origin");
  const word = useTranslations("vocabulary.reviewAnswerVerdict");
  const router = useRouter();
  const id = useId();
  const [editing, setEditing] = useState(prompt.verdict === "open");
  const [text, setText] = useState(prompt.answer);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState<string | null>(null);

  const save = async (verdict: string) => {
    if (!action || pending) return;
    setPending(verdict);
    setFault(null);
    try {
      const result = await action({ id: prompt.id, version: prompt.version, verdict, answer: verdict === "open" ? "" : text });
      if (!result.ok) {
        setFault(result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result.message);
        if (result.kind === "conflict") router.refresh();
        else document.getElementById(id)?.focus();
        return;
      }
      showToast({ title: t("saved") });
      router.refresh();
    } catch {
      setFault(t("failed"));
    } finally {
      setPending(null);
    }
  };

  return (
    <li className="grid gap-x-8 gap-y-2 border-b py-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]" data-prompt={prompt.verdict}>
      <div>
        <p id={`${id}-question`} dir="auto">
          {prompt.prompt}
        </p>
        <p className="text-sm text-muted">{origin(promptOrigin(prompt.promptKey))}</p>
      </div>
      {action && editing ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend that the question already is
        <div role="group" aria-labelledby={`${id}-question`} className="flex flex-col gap-2">
          <label htmlFor={id} className="sr-only">
            {t("what")}
          </label>
          <textarea
            id={id}
            className="control"
            rows={2}
            placeholder={t("what")}
            value={text}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? `${id}-fault` : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          {fault && (
            <p id={`${id}-fault`} role="alert" className="text-sm font-medium text-danger">
              {fault}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Button size="small" pending={pending === "no_change"} onClick={() => void save("no_change")}>
              {t("no_change")}
            </Button>
            <Button size="small" pending={pending === "change"} onClick={() => void save("change")}>
              {t("change")}
            </Button>
            {prompt.verdict !== "open" && (
              <>
                <Button size="small" variant="quiet" pending={pending === "open"} onClick={() => void save("open")}>
                  {t("clear")}
                </Button>
                <Button size="small" variant="quiet" onClick={() => setEditing(false)}>
                  {t("cancel")}
                </Button>
              </>
            )}
          </div>
        </div>
      ) : (
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <div className="min-w-0 flex-1 basis-64">
            <StatusMark shape={prompt.verdict === "open" ? "open" : prompt.verdict === "change" ? "partly" : "decided"}>
              {word(prompt.verdict)}
            </StatusMark>
            {prompt.answer && (
              <p dir="auto" className="whitespace-pre-line [overflow-wrap:anywhere]">
                {prompt.answer}
              </p>
            )}
            {prompt.decidedAt && <p className="text-sm text-muted">{t("by", { name: prompt.decidedBy ?? "", day: prompt.decidedAt })}</p>}
          </div>
          {action && (
            <Button size="small" variant="quiet" onClick={() => setEditing(true)}>
              {t("edit")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
