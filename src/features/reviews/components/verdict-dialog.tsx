"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ReviewVerdict } from "@/domain/review";
import type { ActionResult } from "@/lib/action-result";
import type { ReviewItemRow } from "../item-rows";

export type Decide = (input: unknown) => Promise<ActionResult<{ id: string; version: number; actionRef: string | null }>>;
const CHOICES = ["still_valid", "changed", "retire", "question"] as const satisfies readonly ReviewVerdict[];

interface VerdictDialogProps {
  item: ReviewItemRow;
  action: Decide;
  /** Whether a question may become an action. */
  mayRaise: boolean;
  onDone: () => void;
}

/** What is said about one record, with the words it needs. */
export function VerdictDialog({ item, action, mayRaise, onDone }: VerdictDialogProps) {
  const t = useTranslations("reviews.items");
  const word = useTranslations("vocabulary.reviewVerdict");
  const id = useId();
  const [open, setOpen] = useState(false);
  const [verdict, setVerdict] = useState<ReviewVerdict>(item.verdict === "open" ? "still_valid" : item.verdict);
  const [note, setNote] = useState(item.note);
  const [raise, setRaise] = useState(mayRaise && item.verdict !== "question");
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const save = async (said: ReviewVerdict) => {
    if (pending) return;
    setPending(true);
    setFault(null);
    try {
      const asked = said === "question" && raise;
      const result = await action({ id: item.id, version: item.version, verdict: said, note: said === "open" ? "" : note, raise: asked });
      if (!result.ok) {
        setFault(result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : result.message);
        if (result.kind === "conflict") onDone();
        return;
      }
      const { actionRef } = result.data;
      showToast({ title: actionRef ? t("savedWithAction", { ref: item.ref, action: actionRef }) : t("saved", { ref: item.ref }) });
      setOpen(false);
      onDone();
    } catch {
      setFault(t("failed"));
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog
      title={t("decideTitle", { ref: item.ref })}
      description={item.title}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" variant="quiet" aria-label={`${t("decide")}: ${item.ref}`}>
          {t("decide")}
        </Button>
      }
      footer={
        <>
          {item.verdict !== "open" && (
            <Button variant="quiet" onClick={() => void save("open")}>
              {t("undo")}
            </Button>
          )}
          <Button variant="primary" pending={pending} onClick={() => void save(verdict)}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-sm">
        {fault && <Callout tone="error" title={fault} />}
        <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
          <legend className="mb-1 font-medium">{t("verdict")}</legend>
          {CHOICES.map((choice) => (
            <label key={choice} className="flex items-center gap-2">
              <input
                type="radio"
                name={`${id}-verdict`}
                checked={verdict === choice}
                onChange={() => setVerdict(choice)}
                className="size-4"
              />
              {word(choice)}
            </label>
          ))}
        </fieldset>
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="font-medium">
            {t("note")}
          </label>
          <p id={`${id}-hint`} className="text-muted">
            {t("noteHint")}
          </p>
          <textarea
            id={id}
            rows={3}
            className="control"
            aria-describedby={`${id}-hint`}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {mayRaise && verdict === "question" && (
          <label className="flex items-start gap-2">
            <input type="checkbox" checked={raise} onChange={(event) => setRaise(event.target.checked)} className="mt-0.5 size-4" />
            <span>
              {t("raise")}
              <span className="block text-muted">{t("raiseHint")}</span>
            </span>
          </label>
        )}
      </div>
    </Dialog>
  );
}
