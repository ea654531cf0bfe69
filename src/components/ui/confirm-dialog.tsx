"use client";

import { type ReactElement, type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { Button } from "./button";
import { Callout } from "./callout";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  title: ReactNode;
  children?: ReactNode;
  confirmLabel: string;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  danger?: boolean;
  /** Asks why; the text is given to `onConfirm`. */
  reason?: "required" | "optional";
  reasonLabel?: string;
  /** Closes when it returns an accepted result or nothing; a refusal is shown and the dialog stays. */
  onConfirm: (reason: string) => Promise<ActionResult<unknown> | undefined>;
  onDone?: () => void;
}

/** Asks once before something is done that others will see. */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  trigger,
  open,
  onOpenChange,
  danger = false,
  reason,
  reasonLabel,
  onConfirm,
  onDone,
}: ConfirmDialogProps) {
  const t = useTranslations("ui");
  const id = useId();
  const [ownOpen, setOwnOpen] = useState(false);
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const shown = open ?? ownOpen;

  function show(next: boolean) {
    setOwnOpen(next);
    onOpenChange?.(next);
    if (next) setFault(null);
  }

  async function confirm() {
    if (pending) return;
    if (reason === "required" && text.trim() === "") {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    setPending(true);
    setFault(null);
    try {
      const result = await onConfirm(text.trim());
      if (result && !result.ok) {
        setFault(result.message || t("refused"));
        return;
      }
      setText("");
      show(false);
      onDone?.();
    } catch {
      setFault(t("offlineTitle"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title={title}
      trigger={trigger}
      open={shown}
      onOpenChange={show}
      size="small"
      footer={
        <>
          <Button variant="quiet" onClick={() => show(false)}>
            {t("cancel")}
          </Button>
          <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={() => void confirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        {fault && <Callout tone="error" title={fault} />}
        {children && <div>{children}</div>}
        {reason && (
          <div className="flex flex-col gap-1">
            <label htmlFor={id} className="font-medium">
              {reasonLabel ?? t("reason")}
              {reason === "required" && <span className="font-normal text-muted"> ({t("required")})</span>}
            </label>
            <textarea
              id={id}
              className="control"
              rows={2}
              value={text}
              aria-required={reason === "required" || undefined}
              aria-invalid={missing || undefined}
              aria-describedby={missing ? `${id}-error` : undefined}
              onChange={(event) => {
                setText(event.target.value);
                setMissing(false);
              }}
            />
            {missing && (
              <p id={`${id}-error`} className="font-medium text-danger">
                {t("reasonMissing")}
              </p>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}
