"use client";

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LONGEST_FEEDBACK, type ToldFault } from "@/domain/engagement";
import { FEEDBACK_KINDS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { ToldOutcome } from "../mutations";

interface ToldFormProps {
  token: string;
  organization: string;
  openChannel: string;
  action: (input: unknown) => Promise<ActionResult<ToldOutcome>>;
}

type Field = "text" | "fromName" | "fromEmail";
type State = "idle" | "sending" | "gone" | "worn" | "offline";

/** What somebody outside tells us. What was typed stays in the page until it is stored. */
export function ToldForm({ token, organization, openChannel, action }: ToldFormProps) {
  const t = useTranslations("feedback");
  const [values, setValues] = useState({ feedbackKind: "suggestion", text: "", fromName: "", fromEmail: "" });
  const [faults, setFaults] = useState<Partial<Record<Field, ToldFault>>>({});
  const [state, setState] = useState<State>("idle");
  const [taken, setTaken] = useState<string | null>(null);
  const trouble = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const troubled = state === "gone" || state === "worn" || state === "offline";
  useEffect(() => {
    if (troubled || Object.keys(faults).length > 0) trouble.current?.focus();
  }, [troubled, faults]);
  useEffect(() => {
    if (taken !== null) head.current?.focus();
  }, [taken]);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (state === "sending") return;
    setState("sending");
    try {
      const result = await action({ token, ...values });
      setFaults(result.ok && result.data.state === "faults" ? result.data.faults : {});
      if (!result.ok) setState("offline");
      else if (result.data.state === "taken") setTaken(result.data.ref);
      else setState(result.data.state === "faults" ? "idle" : result.data.state);
    } catch {
      setState("offline");
    }
  }

  if (taken !== null) {
    return (
      <div role="status">
        <h2 ref={head} tabIndex={-1} className="font-serif text-xl font-semibold outline-none">
          {t("thanksTitle")}
        </h2>
        <p className="mt-2">{t("thanksText", { organization })}</p>
        <p className="mt-2">
          {t("reference")} <strong className="font-mono">{taken}</strong>
        </p>
        <p className="mt-2 text-muted">{values.fromEmail ? t("thanksAnswer") : t("thanksNoAnswer")}</p>
        {openChannel && <Channel text={openChannel} label={t("otherwise")} />}
      </div>
    );
  }
  const sentence = (field: Field) =>
    faults[field] &&
    t(`fault.${faults[field]}`, { limit: field === "fromName" ? 200 : LONGEST_FEEDBACK, length: [...values[field].trim()].length });
  const wrong = (["text", "fromName", "fromEmail"] as const).filter((field) => faults[field]);
  const set = (field: keyof typeof values) => (value: string) => setValues((before) => ({ ...before, [field]: value }));
  return (
    <form onSubmit={(event) => void send(event)} noValidate className="flex flex-col gap-5">
      <div ref={trouble} tabIndex={-1} className="outline-none empty:hidden">
        {troubled && <Callout tone="error" title={t(`trouble.${state}`)} />}
        {wrong.length > 0 && (
          <Callout tone="error" title={t("faultsTitle")}>
            <ul>
              {wrong.map((field) => (
                <li key={field}>
                  {t(field)}: {sentence(field)}
                </li>
              ))}
            </ul>
          </Callout>
        )}
      </div>
      <fieldset>
        <legend className="text-sm font-medium">{t("kind")}</legend>
        <div className="mt-1 flex flex-wrap gap-x-6 gap-y-2">
          {FEEDBACK_KINDS.map((kind) => (
            <label key={kind} className="flex min-h-6 items-center gap-2">
              <input
                type="radio"
                name="feedbackKind"
                value={kind}
                className="size-4"
                checked={values.feedbackKind === kind}
                onChange={() => set("feedbackKind")(kind)}
              />
              {t(`kinds.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Outer label={t("text")} hint={t("textHint", { limit: LONGEST_FEEDBACK })} error={sentence("text")} required={t("required")}>
        {(field) => (
          <textarea
            {...field}
            rows={8}
            required
            className="control"
            value={values.text}
            onChange={(event) => set("text")(event.target.value)}
          />
        )}
      </Outer>
      <p className="text-sm text-muted">{t("whoHint", { organization })}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <Outer label={t("fromName")} error={sentence("fromName")}>
          {(field) => (
            <input
              {...field}
              className="control"
              autoComplete="name"
              maxLength={200}
              value={values.fromName}
              onChange={(event) => set("fromName")(event.target.value)}
            />
          )}
        </Outer>
        <Outer label={t("fromEmail")} error={sentence("fromEmail")}>
          {(field) => (
            <input
              {...field}
              type="email"
              className="control"
              autoComplete="email"
              maxLength={254}
              value={values.fromEmail}
              onChange={(event) => set("fromEmail")(event.target.value)}
            />
          )}
        </Outer>
      </div>
      <div className="flex items-center gap-3 border-t pt-4">
        <Button type="submit" variant="primary" pending={state === "sending"}>
          {t("send")}
        </Button>
        <span role="status" className="text-sm text-muted">
          {state === "sending" ? t("sending") : ""}
        </span>
      </div>
      {openChannel && <Channel text={openChannel} label={t("otherwise")} />}
    </form>
  );
}

function Channel({ text, label }: { text: string; label: string }) {
  return (
    <p className="mt-3 text-sm text-muted">
      {label} <bdi className="whitespace-pre-line [overflow-wrap:anywhere]">{text}</bdi>
    </p>
  );
}

interface OuterProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  required?: string;
  children: (field: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** Label, hint, control, error, in the language of the page. */
function Outer({ label, hint, error, required, children }: OuterProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {required && <span className="font-normal text-muted"> ({required})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {children({ id, ...(describedBy ? { "aria-describedby": describedBy } : {}), ...(error ? { "aria-invalid": true } : {}) })}
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
