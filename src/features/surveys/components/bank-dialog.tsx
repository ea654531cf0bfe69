"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/action-result";

export interface BankGroup {
  key: string;
  title: string;
  /** It suits one of the parties asked. */
  suits: boolean;
  questions: readonly { key: string; question: string }[];
}

interface BankDialogProps {
  surveyId: string;
  bank: readonly BankGroup[];
  /** Keys of what is asked already. */
  asked: readonly string[];
  add: (input: unknown) => Promise<ActionResult<{ added: number }>>;
  onClose: (added: number) => void;
}

/** Questions of the bank by group, several at a time. */
export function BankDialog({ surveyId, bank, asked, add, onClose }: BankDialogProps) {
  const t = useTranslations("surveys");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const groups = bank
    .map((group) => ({ ...group, questions: group.questions.filter(({ key }) => !asked.includes(key)) }))
    .filter(({ questions }) => questions.length > 0)
    .sort((a, b) => Number(b.suits) - Number(a.suits));

  function toggle(keys: readonly string[], on: boolean) {
    setChosen(on ? [...new Set([...chosen, ...keys])] : chosen.filter((key) => !keys.includes(key)));
  }

  async function submit() {
    if (pending || chosen.length === 0) return;
    setPending(true);
    setFault(null);
    try {
      // In the order of the bank, whatever the order of the clicks.
      const keys = bank.flatMap(({ questions }) => questions.map(({ key }) => key)).filter((key) => chosen.includes(key));
      const result = await add({ surveyId, keys });
      if (result.ok) return onClose(result.data.added);
      setFault(result.message ?? t("failed"));
    } catch {
      setFault(t("failed"));
    }
    setPending(false);
  }

  return (
    <Dialog
      title={t("bankTitle")}
      description={t("bankText")}
      open
      onOpenChange={(open) => !open && onClose(0)}
      footer={
        <Button variant="primary" pending={pending} disabled={chosen.length === 0} onClick={() => void submit()}>
          {t("bankAdd", { count: chosen.length })}
        </Button>
      }
    >
      <div className="flex flex-col gap-5 text-sm">
        {fault && <Callout tone="error" title={fault} />}
        {groups.map((group) => {
          const keys = group.questions.map(({ key }) => key);
          return (
            <fieldset key={group.key}>
              <legend className="font-medium">
                {group.title}
                {group.suits && <span className="font-normal text-muted"> · {t("bankSuits")}</span>}
              </legend>
              <label className="mt-1 flex min-h-7 items-center gap-2 text-muted">
                <input
                  type="checkbox"
                  className="size-4"
                  checked={keys.every((key) => chosen.includes(key))}
                  onChange={(event) => toggle(keys, event.target.checked)}
                />
                {t("bankAll")}
              </label>
              {group.questions.map(({ key, question }) => (
                <label key={key} className="flex items-start gap-2 py-1">
                  <input
                    type="checkbox"
                    className="mt-0.5 size-4 shrink-0"
                    checked={chosen.includes(key)}
                    onChange={(event) => toggle([key], event.target.checked)}
                  />
                  {question}
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
    </Dialog>
  );
}
