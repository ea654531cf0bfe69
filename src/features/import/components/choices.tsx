"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useId, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import { classNames } from "@/lib/class-names";

type Save = (patch: Record<string, unknown>) => Promise<boolean>;
const ChoicesContext = createContext<{ save: Save; pending: boolean }>({ save: async () => false, pending: false });

interface ChoicesProps {
  batchId: string;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  children: ReactNode;
}

/** Everything chosen below is saved at once, and the file is read again with it. */
export function Choices({ batchId, action, children }: ChoicesProps) {
  const t = useTranslations("import");
  const router = useRouter();
  const [saving, setSaving] = useState(0);
  const [refreshing, startTransition] = useTransition();
  const pending = saving > 0 || refreshing;
  const save: Save = async (patch) => {
    setSaving((count) => count + 1);
    try {
      const result = await action({ id: batchId, patch });
      if (!result.ok) {
        showToast({ title: t("saveFailed"), description: result.message, tone: "error" });
        return false;
      }
      startTransition(() => router.refresh());
      return true;
    } catch {
      showToast({ title: t("saveFailed"), description: t("offline"), tone: "error" });
      return false;
    } finally {
      setSaving((count) => count - 1);
    }
  };
  return (
    <ChoicesContext.Provider value={{ save, pending }}>
      {children}
      <p
        role="status"
        className={classNames(
          "no-print overlay-panel fixed bottom-4 left-1/2 z-40 flex -translate-x-1/2 items-center gap-2 px-4 py-2 text-sm",
          !pending && "invisible",
        )}
      >
        {pending && (
          <>
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
            {t("reading")}
          </>
        )}
      </p>
    </ChoicesContext.Provider>
  );
}

/** Where a choice is put: the path inside the patch, e.g. ["doubts", "split_and:7:B"]. */
type Path = readonly string[];

function patchOf(path: Path, value: unknown): Record<string, unknown> {
  return [...path].reverse().reduce<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

/** What stands in the page, and what was just chosen until the page is rendered anew. Takes a refused choice back. */
function useChoice<T>(path: Path, given: T): [T, (value: T) => void] {
  const { save } = useContext(ChoicesContext);
  const [value, setValue] = useState(given);
  useEffect(() => setValue(given), [given]);
  return [
    value,
    (next) => {
      setValue(next);
      void save(patchOf(path, next)).then((saved) => {
        if (!saved) setValue(given);
      });
    },
  ];
}

export interface ChoiceOption {
  value: string;
  label: string;
  group?: string;
}

interface SelectProps {
  path: Path;
  label: string;
  labelHidden?: boolean;
  value: string;
  options: readonly ChoiceOption[];
  /** How the chosen option is sent, where it is not its text. */
  send?: "number" | "empty-is-null";
  className?: string;
}

export function ChoiceSelect({ path, label, labelHidden = false, value: given, options, send, className }: SelectProps) {
  const id = useId();
  const { save } = useContext(ChoicesContext);
  const [value, setValue] = useState(given);
  useEffect(() => setValue(given), [given]);
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      <select
        id={id}
        className="control"
        value={value}
        onChange={(event) => {
          const next = event.target.value;
          setValue(next);
          const sent = send === "number" ? (next === "" ? null : Number(next)) : send === "empty-is-null" && next === "" ? null : next;
          void save(patchOf(path, sent)).then((saved) => {
            if (!saved) setValue(given);
          });
        }}
      >
        {groups.map((group) => {
          const own = options
            .filter((option) => option.group === group)
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ));
          return group === undefined ? (
            own
          ) : (
            <optgroup key={group} label={group}>
              {own}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}

interface CheckProps {
  path: Path;
  label: string;
  /** The whole name for a screen reader, where the label alone does not say what it is about. */
  name?: string;
  hint?: string;
  checked: boolean;
}

export function ChoiceCheck({ path, label, name, hint, checked: given }: CheckProps) {
  const [checked, choose] = useChoice(path, given);
  return (
    <label className="inline-flex items-start gap-2 text-sm whitespace-nowrap">
      <input
        type="checkbox"
        className="mt-1 size-4 shrink-0 accent-ink"
        checked={checked}
        aria-label={name}
        onChange={(event) => choose(event.target.checked)}
      />
      <span className="whitespace-normal">
        {label}
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
    </label>
  );
}

/** A few answers side by side. */
export function ChoiceRadio({
  path,
  label,
  value: given,
  options,
}: {
  path: Path;
  label: ReactNode;
  value: string;
  options: readonly ChoiceOption[];
}) {
  const name = useId();
  const [value, choose] = useChoice(path, given);
  return (
    <fieldset className="min-w-0 text-sm">
      <legend className="float-left mr-3">{label}</legend>
      <span className="inline-flex flex-wrap gap-x-3">
        {options.map((option) => (
          <label key={option.value} className="inline-flex items-center gap-1.5">
            <input
              type="radio"
              name={name}
              className="size-4 accent-ink"
              checked={value === option.value}
              onChange={() => choose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}

/** A text that can be put right before it is imported. */
export function ChoiceText({
  path,
  summary,
  label,
  value,
  submit,
  multiline = false,
}: {
  path: Path;
  summary: string;
  label: string;
  value: string;
  submit: string;
  multiline?: boolean;
}) {
  const id = useId();
  const { save, pending } = useContext(ChoicesContext);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const Control = multiline ? "textarea" : "input";
  return (
    <details className="no-print text-sm">
      <summary className="inline-block text-muted underline decoration-line-strong underline-offset-3">{summary}</summary>
      <form
        className="mt-1 flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "" && text !== value) void save(patchOf(path, text));
        }}
      >
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <Control id={id} className="control max-w-xl flex-1" value={text} onChange={(event) => setText(event.target.value)} />
        <Button type="submit" size="small" pending={pending}>
          {submit}
        </Button>
      </form>
    </details>
  );
}

/** The rows of the heading, typed as "3" or "3, 4"; empty: none. */
export function HeaderRows({ value: given }: { value: readonly number[] }) {
  const t = useTranslations("import.table");
  const id = useId();
  const { save, pending } = useContext(ChoicesContext);
  const shown = given.join(", ");
  const [text, setText] = useState(shown);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText(shown), [shown]);
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        const rows = text.split(/[\s,;]+/).filter(Boolean);
        const fits = rows.length <= 2 && rows.every((row) => /^[1-9]\d{0,6}$/.test(row));
        setWrong(!fits);
        if (fits) void save({ headerRows: rows.map(Number) });
      }}
    >
      <label htmlFor={id} className="text-sm font-medium">
        {t("headerRows")}
      </label>
      <span className="flex gap-2">
        <input
          id={id}
          className="control max-w-32"
          inputMode="numeric"
          value={text}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong || undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" pending={pending}>
          {t("apply")}
        </Button>
      </span>
      <p id={`${id}-hint`} className={classNames("text-sm", wrong ? "font-medium text-danger" : "text-muted")}>
        {wrong ? t("headerWrong") : t("headerHint")}
      </p>
    </form>
  );
}
