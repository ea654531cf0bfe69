"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import type { EditExtra, EditField, EditInput } from "./editing";

export type Typed = string | readonly string[];

/** Nothing was chosen yet; unlike the empty text, which is a choice of its own ("nobody"). */
export const UNCHOSEN = "\u2026";

interface InputProps {
  label: string;
  input: EditInput;
  value: Typed;
  set: (value: Typed) => void;
  hint?: string;
  required?: boolean;
  /** Shown for a screen reader only: the cell's own heading stands above. */
  quiet?: boolean;
}

/** The field of a cell or of a change of many rows. */
export function EditInputField({ label, input, value, set, hint, required, quiet }: InputProps) {
  const t = useTranslations("ui");
  const id = useId();
  const described = hint ? `${id}-hint` : undefined;
  const caption = quiet ? "sr-only" : "font-medium";
  if (input.kind === "none") return null;
  if (input.kind === "several") {
    const chosen = typeof value === "string" ? [] : value;
    return (
      <fieldset className="flex flex-col gap-1">
        <legend className={caption}>{label}</legend>
        {hint && <p className="text-muted">{hint}</p>}
        {input.options.map((option) => (
          <label key={option.value} className="flex items-center gap-2">
            <input
              type="checkbox"
              className="size-4 shrink-0"
              checked={chosen.includes(option.value)}
              onChange={(event) =>
                set(
                  input.options
                    .map((one) => one.value)
                    .filter((one) => (one === option.value ? event.target.checked : chosen.includes(one))),
                )
              }
            />
            {option.label}
          </label>
        ))}
      </fieldset>
    );
  }
  const text = typeof value === "string" ? value : "";
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={caption}>
        {label}
        {required && <span className="font-normal text-muted"> ({t("required")})</span>}
      </label>
      {hint && (
        <p id={described} className="text-muted">
          {hint}
        </p>
      )}
      {input.kind === "choice" && (
        <select id={id} className="control" value={text} aria-describedby={described} onChange={(event) => set(event.target.value)}>
          {text === UNCHOSEN && (
            <option value={UNCHOSEN} disabled>
              {t("edit.choose")}
            </option>
          )}
          {input.empty !== undefined && <option value="">{input.empty}</option>}
          {input.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {input.kind === "day" && (
        <input
          id={id}
          type="date"
          max={input.max}
          className="control"
          value={text}
          aria-describedby={described}
          onChange={(event) => set(event.target.value)}
        />
      )}
      {input.kind === "text" &&
        (input.multiline ? (
          <textarea
            id={id}
            rows={2}
            className="control"
            value={text}
            aria-required={required || undefined}
            aria-describedby={described}
            onChange={(event) => set(event.target.value)}
          />
        ) : (
          <input id={id} className="control" value={text} aria-describedby={described} onChange={(event) => set(event.target.value)} />
        ))}
    </div>
  );
}

interface PartsProps {
  field: EditField;
  many: boolean;
  value: Typed;
  extras: Readonly<Record<string, Typed>>;
  reason: string;
  reasonShown: boolean;
  reasonRequired: boolean;
  setValue: (value: Typed) => void;
  setExtra: (name: string, value: Typed) => void;
  setReason: (reason: string) => void;
  quiet?: boolean;
}

/** Value, what is asked beside it, and the reason. */
export function EditParts(props: PartsProps) {
  const t = useTranslations("ui");
  const { field, many, value, extras } = props;
  const shown = (extra: EditExtra) => !(many && extra.single) && (!extra.when || (typeof value === "string" && extra.when.includes(value)));
  return (
    <>
      <EditInputField label={field.label} input={field.input} value={value} set={props.setValue} quiet={props.quiet} />
      {(field.extras ?? []).filter(shown).map((extra) => (
        <EditInputField
          key={extra.name}
          label={extra.label}
          hint={extra.hint}
          input={extra.input}
          value={extras[extra.name] ?? (extra.input.kind === "several" ? [] : "")}
          set={(next) => props.setExtra(extra.name, next)}
        />
      ))}
      {props.reasonShown && (
        <EditInputField
          label={field.reasonLabel ?? t("reason")}
          input={{ kind: "text", multiline: true }}
          value={props.reason}
          set={(next) => props.setReason(String(next))}
          required={props.reasonRequired}
        />
      )}
    </>
  );
}
