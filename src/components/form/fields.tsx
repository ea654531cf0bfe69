"use client";

import { X } from "lucide-react";
import { type HTMLInputTypeAttribute, type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { FieldError, FieldFrame, GroupFrame, Hint } from "./field";
import { plainText, useRecordField } from "./use-record-form";

interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  className?: string;
}

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface TextFieldProps extends FieldProps {
  type?: Extract<HTMLInputTypeAttribute, "text" | "email" | "url" | "tel" | "password" | "search" | "datetime-local">;
  /** Of a datetime-local: the last moment that can be chosen. */
  max?: string;
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
  advice?: ReactNode;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "url";
}

export function TextField({ name, label, hint, required, disabled, className, type = "text", advice, ...input }: TextFieldProps) {
  const field = useRecordField<string | null>(name, { label, text: type !== "password" }, Boolean(hint));
  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required={required} advice={advice} className={className}>
      <input
        id={field.id}
        name={name}
        type={type}
        className="control"
        value={field.value ?? ""}
        disabled={disabled}
        aria-required={required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => field.set(event.target.value)}
        {...input}
      />
    </FieldFrame>
  );
}

interface TextAreaProps extends FieldProps {
  rows?: number;
  placeholder?: string;
  /** With it, the characters left are shown; typing on is possible, the server refuses with a sentence. */
  limit?: number;
  /** Remarks on what is typed, each with its reason and an example; never blocking. */
  advice?: ReactNode;
}

export function TextArea({ name, label, hint, required, disabled, className, rows = 3, limit, advice, placeholder }: TextAreaProps) {
  const t = useTranslations("ui");
  const field = useRecordField<string | null>(name, { label, text: true }, Boolean(hint));
  const length = [...(field.value ?? "")].length;
  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required={required} advice={advice} className={className}>
      <textarea
        id={field.id}
        name={name}
        rows={rows}
        className="control"
        placeholder={placeholder}
        value={field.value ?? ""}
        disabled={disabled}
        aria-required={required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => field.set(event.target.value)}
      />
      {limit !== undefined && (
        <p className={classNames("text-right text-xs text-muted", length > limit && "font-medium text-danger")}>
          {t("characters", { length, limit })}
        </p>
      )}
    </FieldFrame>
  );
}

interface SelectFieldProps extends FieldProps {
  options: readonly Option[];
  /** The words of "nothing chosen". Without it the first option stands. */
  placeholder?: string;
}

/** A native select: the sturdiest choice on every device. Nothing chosen is the empty text. */
export function SelectField({ name, label, hint, required, disabled, className, options, placeholder }: SelectFieldProps) {
  const field = useRecordField<string | null>(name, { label, format: wordsOf(options) }, Boolean(hint));
  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required={required} className={className}>
      <select
        id={field.id}
        name={name}
        className="control"
        value={field.value ?? ""}
        disabled={disabled}
        aria-required={required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => field.set(event.target.value)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A day, as YYYY-MM-DD or the empty text. */
export function DateField({ name, label, hint, required, disabled, className, min, max }: FieldProps & { min?: string; max?: string }) {
  const field = useRecordField<string | null>(name, { label }, Boolean(hint));
  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required={required} className={className}>
      <input
        id={field.id}
        name={name}
        type="date"
        min={min}
        max={max}
        className="control max-w-48"
        value={field.value ?? ""}
        disabled={disabled}
        required={required}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => field.set(event.target.value)}
      />
    </FieldFrame>
  );
}

/** A number from a plain text input (no spinner); null when empty, the typed text when it is no number, so that the server can say so. */
export function NumberField({ name, label, hint, required, disabled, className, unit }: FieldProps & { unit?: string }) {
  const field = useRecordField<number | string | null>(name, { label }, Boolean(hint));
  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required={required} className={className}>
      <span className="flex items-center gap-2">
        <input
          id={field.id}
          name={name}
          inputMode="numeric"
          className="control max-w-32 text-right"
          value={field.value ?? ""}
          disabled={disabled}
          aria-required={required || undefined}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={field.describedBy}
          onChange={(event) => {
            const text = event.target.value.trim();
            field.set(text === "" ? null : /^-?\d+$/.test(text) ? Number(text) : event.target.value);
          }}
        />
        {unit && <span className="text-sm text-muted">{unit}</span>}
      </span>
    </FieldFrame>
  );
}

/** Several of a few: the value is the list of chosen values, in the order of the options. */
export function MultiCheck({
  name,
  label,
  hint,
  required,
  disabled,
  className,
  options,
  columns = false,
}: FieldProps & { options: readonly Option[]; columns?: boolean }) {
  const field = useRecordField<string[] | null>(name, { label, format: wordsOf(options) }, Boolean(hint));
  const chosen = field.value ?? [];
  return (
    <GroupFrame
      id={field.id}
      label={label}
      hint={hint}
      error={field.error}
      required={required}
      describedBy={field.describedBy}
      className={className}
    >
      <div className={classNames("grid gap-x-6 gap-y-1", columns && "sm:grid-cols-2")}>
        {options.map((option) => (
          <Choice key={option.value} option={option}>
            <input
              type="checkbox"
              name={name}
              value={option.value}
              disabled={disabled}
              className="mt-1 size-4 shrink-0 "
              checked={chosen.includes(option.value)}
              onChange={(event) => {
                const next = event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value);
                field.set(options.map(({ value }) => value).filter((value) => next.includes(value)));
              }}
            />
          </Choice>
        ))}
      </div>
    </GroupFrame>
  );
}

/** One of a few, each with a hint that says what it means. `inline` for two or three short words. */
export function RadioGroup({
  name,
  label,
  hint,
  required,
  disabled,
  className,
  options,
  inline = false,
}: FieldProps & { options: readonly Option[]; inline?: boolean }) {
  const field = useRecordField<string | null>(name, { label, format: wordsOf(options) }, Boolean(hint));
  return (
    <GroupFrame
      id={field.id}
      label={label}
      hint={hint}
      error={field.error}
      required={required}
      describedBy={field.describedBy}
      className={className}
    >
      <div className={inline ? "flex flex-wrap gap-x-6 gap-y-1" : "grid gap-1"}>
        {options.map((option) => (
          <Choice key={option.value} option={option}>
            <input
              type="radio"
              name={`${field.id}-choice`}
              value={option.value}
              disabled={disabled}
              className="mt-1 size-4 shrink-0 "
              checked={field.value === option.value}
              onChange={() => field.set(option.value)}
            />
          </Choice>
        ))}
      </div>
    </GroupFrame>
  );
}

function Choice({ option, children }: { option: Option; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child that is passed in
    <label className="flex items-start gap-2 py-0.5 text-sm">
      {children}
      <span>
        {option.label}
        {option.hint && <span className="block text-muted">{option.hint}</span>}
      </span>
    </label>
  );
}

interface ScaleProps extends FieldProps {
  /** What the two ends mean. */
  low?: string;
  high?: string;
}

/** A score from 1 to 5, or null: not assessed. */
export function NumberScale(props: ScaleProps) {
  return <Scale {...props} steps={[1, 2, 3, 4, 5]} write={String} />;
}

/** A stance from -2 (strongly against) to +2 (strongly for), or null: not known. */
export function SupportScale(props: ScaleProps) {
  return <Scale {...props} steps={[-2, -1, 0, 1, 2]} write={(step) => (step > 0 ? `+${step}` : String(step).replace("-", "−"))} />;
}

function Scale({
  name,
  label,
  hint,
  required,
  disabled,
  className,
  low,
  high,
  steps,
  write,
}: ScaleProps & { steps: number[]; write: (step: number) => string }) {
  const t = useTranslations("ui");
  const field = useRecordField<number | null>(
    name,
    { label, format: (value) => (typeof value === "number" ? write(value) : "") },
    Boolean(hint),
  );
  return (
    <GroupFrame
      id={field.id}
      label={label}
      hint={hint}
      error={field.error}
      required={required}
      describedBy={field.describedBy}
      className={className}
    >
      <div className="flex flex-wrap items-center gap-3">
        {low && <span className="text-sm text-muted">{low}</span>}
        <div className="flex">
          {steps.map((step) => (
            <label
              key={step}
              className="relative -ml-px flex h-9 w-10 cursor-pointer items-center justify-center border border-line-strong bg-surface text-sm first:ml-0 first:rounded-l-md last:rounded-r-md has-checked:bg-ink has-checked:font-semibold has-checked:text-paper has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-gold"
            >
              <input
                type="radio"
                name={`${field.id}-scale`}
                value={step}
                disabled={disabled}
                className="absolute inset-0 cursor-pointer opacity-0"
                checked={field.value === step}
                onChange={() => field.set(step)}
              />
              {write(step)}
            </label>
          ))}
        </div>
        {high && <span className="text-sm text-muted">{high}</span>}
        {field.value !== null && field.value !== undefined && !disabled && (
          <Button size="small" variant="quiet" onClick={() => field.set(null)} aria-label={t("clearField", { field: label })}>
            {t("clear")}
          </Button>
        )}
      </div>
    </GroupFrame>
  );
}

/** Yes or no, at once visible which. */
export function Switch({ name, label, hint, disabled, className }: FieldProps) {
  const field = useRecordField<boolean | null>(name, { label, format: (value) => (value ? "✓" : "–") }, Boolean(hint));
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label className="flex items-start gap-3 text-sm font-medium">
        <span className="relative mt-0.5 inline-flex h-5 w-9 shrink-0">
          <input
            id={field.id}
            type="checkbox"
            role="switch"
            name={name}
            disabled={disabled}
            className="peer absolute inset-0 z-1 size-full cursor-pointer opacity-0"
            checked={field.value ?? false}
            aria-checked={field.value ?? false}
            aria-invalid={field.error ? true : undefined}
            aria-describedby={field.describedBy}
            onChange={(event) => field.set(event.target.checked)}
          />
          <span
            aria-hidden
            className="absolute inset-0 rounded-full border border-line-strong bg-surface transition-colors peer-checked:border-ink peer-checked:bg-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-gold"
          />
          <span
            aria-hidden
            className="absolute top-1 left-1 size-3 rounded-full bg-line-strong transition-transform peer-checked:translate-x-4 peer-checked:bg-paper"
          />
        </span>
        {label}
      </label>
      <Hint id={field.id}>{hint}</Hint>
      <FieldError id={field.id}>{field.error}</FieldError>
    </div>
  );
}

/** Free words as a list; a comma or Enter ends one, Backspace in an empty field takes the last one back. */
export function TagInput({
  name,
  label,
  hint,
  required,
  disabled,
  className,
  suggestions,
}: FieldProps & { suggestions?: readonly string[] }) {
  const t = useTranslations("ui");
  const field = useRecordField<string[] | null>(name, { label }, Boolean(hint));
  const [typed, setTyped] = useState("");
  const tags = field.value ?? [];
  function add(text: string) {
    const fresh = text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
    setTyped("");
    if (fresh.length > 0) field.set([...new Set([...tags, ...fresh])]);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || event.key === ",") {
      if (typed.trim() !== "" || event.key === ",") event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && tags.length > 0) {
      field.set(tags.slice(0, -1));
    }
  }
  return (
    <FieldFrame id={field.id} label={label} hint={hint ?? t("tagHint")} error={field.error} required={required} className={className}>
      {tags.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="inline-flex items-center gap-1 rounded-md border border-line-strong pl-2 text-sm">
              {tag}
              <button
                type="button"
                disabled={disabled}
                className="inline-flex size-6 items-center justify-center"
                aria-label={t("removeValue", { value: tag })}
                onClick={() => field.set(tags.filter((other) => other !== tag))}
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={field.id}
        className="control"
        list={suggestions ? `${field.id}-known` : undefined}
        value={typed}
        disabled={disabled}
        aria-required={required || undefined}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={classNames(`${field.id}-hint`, field.error && `${field.id}-error`)}
        onChange={(event) => (event.target.value.endsWith(",") ? add(event.target.value) : setTyped(event.target.value))}
        onKeyDown={onKeyDown}
        onBlur={() => add(typed)}
      />
      {suggestions && (
        <datalist id={`${field.id}-known`}>
          {suggestions.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  );
}

/** Why the change is made: kept in the history. */
export function ReasonField({ name = "reason", label, hint, required, className }: Partial<FieldProps>) {
  const t = useTranslations("ui");
  return (
    <TextArea name={name} label={label ?? t("reason")} hint={hint ?? t("reasonHint")} required={required} rows={2} className={className} />
  );
}

function wordsOf(options: readonly Option[]): (value: unknown) => string {
  const word = (value: unknown) => options.find((option) => option.value === value)?.label ?? plainText(value);
  return (value) => (Array.isArray(value) ? value.map(word).join(", ") : word(value));
}
