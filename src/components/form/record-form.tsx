"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button, buttonStyle, LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/lib/class-names";
import { ConflictPanel } from "./conflict-panel";
import { ReasonField } from "./fields";
import { fieldId, RecordFormContext, type RecordFormState } from "./use-record-form";

export interface RecordFormProps {
  // The context does not know the field names; the hook that made the form does.
  // biome-ignore lint/suspicious/noExplicitAny: a form of any record
  form: RecordFormState<any>;
  submitLabel: string;
  /** Where "Cancel" leads; leaving that way forgets what was typed. */
  cancelHref?: string;
  onCancel?: () => void;
  children: ReactNode;
  /** More buttons beside the submit button. */
  extra?: ReactNode;
  className?: string;
  /** Names the form for a screen reader when the page has several. */
  label?: string;
  submitVariant?: "primary" | "danger";
}

export function RecordForm({
  form,
  submitLabel,
  cancelHref,
  onCancel,
  children,
  extra,
  className,
  label,
  submitVariant = "primary",
}: RecordFormProps) {
  const t = useTranslations("ui");
  const reasonShown = form.fields.has("reason") || "reason" in form.values;
  return (
    <RecordFormContext.Provider value={form}>
      <form
        noValidate
        aria-label={label}
        aria-busy={form.pending || undefined}
        className={classNames("flex max-w-3xl flex-col gap-5", className)}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void form.submit();
        }}
      >
        <DraftOffer form={form} />
        <Faults form={form} />
        {form.conflict && <ConflictPanel form={form} conflict={form.conflict} />}
        {children}
        {form.reasonAsked && !reasonShown && <ReasonField required />}
        {!form.conflict && (
          <div className="flex flex-wrap items-center gap-3 border-t pt-4">
            <Button type="submit" variant={submitVariant} pending={form.pending}>
              {submitLabel}
            </Button>
            {cancelHref && (
              <LinkButton href={cancelHref} variant="quiet" onClick={form.reset}>
                {t("cancel")}
              </LinkButton>
            )}
            {onCancel && (
              <Button
                variant="quiet"
                onClick={() => {
                  form.reset();
                  onCancel();
                }}
              >
                {t("cancel")}
              </Button>
            )}
            {extra}
            <span role="status" className="text-sm text-muted">
              {form.pending ? t("saving") : ""}
            </span>
          </div>
        )}
      </form>
    </RecordFormContext.Provider>
  );
}

function DraftOffer({ form }: { form: RecordFormState }) {
  const t = useTranslations("ui");
  const format = useFormatter();
  if (!form.draft) return null;
  const at = new Date(form.draft.at);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  // On the day itself the time is enough.
  const when = (day: Date) =>
    format.dateTime(day, day.toDateString() === new Date().toDateString() ? clock : { day: "numeric", month: "short", ...clock });
  return (
    <Callout
      title={Number.isNaN(at.getTime()) ? t("draftTitle") : t("draftTitleAt", { time: when(at) })}
      actions={
        <>
          <Button size="small" onClick={form.restoreDraft}>
            {t("draftRestore")}
          </Button>
          <Button size="small" variant="quiet" onClick={form.discardDraft}>
            {t("draftDiscard")}
          </Button>
        </>
      }
    >
      {t("draftKept")} {form.draft.moved && t("draftTextMoved")}
    </Callout>
  );
}

/** Every fault in one place, first; takes the focus after a refused submit and leads to the fields. */
function Faults({ form }: { form: RecordFormState }) {
  const t = useTranslations("ui");
  const box = useRef<HTMLDivElement>(null);
  const { attempts, errors, trouble } = form;
  useEffect(() => {
    if (attempts > 0) box.current?.focus();
  }, [attempts]);
  const faults = Object.entries(errors);
  if (faults.length === 0 && !trouble) return null;
  const retry = (
    <Button size="small" onClick={() => void form.submit()} pending={form.pending}>
      {t("tryAgain")}
    </Button>
  );
  return (
    <div ref={box} tabIndex={-1} className="flex flex-col gap-3">
      {trouble?.kind === "message" && faults.length === 0 && <Callout tone="error" title={trouble.text} />}
      {trouble?.kind === "offline" && (
        <Callout tone="error" title={t("offlineTitle")} actions={retry}>
          {t("offlineText")}
        </Callout>
      )}
      {trouble?.kind === "unavailable" && (
        <Callout tone="error" title={trouble.text} actions={retry}>
          {t("inputKept")}
        </Callout>
      )}
      {trouble?.kind === "signed-out" && (
        <Callout
          tone="error"
          title={trouble.text}
          actions={
            <>
              <Link href={form.signInHref} target="_blank" className={buttonStyle({ size: "small" })}>
                {t("signInNewTab")}
              </Link>
              {retry}
            </>
          }
        >
          {t("signedOutText")}
        </Callout>
      )}
      {faults.length > 0 && (
        <Callout tone="error" title={t("faultsTitle", { count: faults.length })}>
          <ul className="mt-1 list-none">
            {faults.map(([name, text]) => (
              <li key={name}>
                <a
                  className="link"
                  href={`#${fieldId(form.id, name)}`}
                  onClick={(event) => {
                    const field = document.getElementById(fieldId(form.id, name));
                    if (!field) return;
                    event.preventDefault();
                    const target = field.matches("input, textarea, select, button")
                      ? field
                      : (field.querySelector<HTMLElement>("input, button") ?? field);
                    target.focus();
                    target.scrollIntoView({ block: "center" });
                  }}
                >
                  {form.fields.get(name)?.label ?? name}
                </a>
                {": "}
                {text}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}
