"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { FieldFrame } from "./field";
import { plainText, useRecordField } from "./use-record-form";

export interface RecordOption {
  value: string;
  label: string;
  /** REQ-045 and the like, in the mono before the label; searched too. */
  reference?: string;
  hint?: string;
}

interface RecordPickerProps {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  className?: string;
  placeholder?: string;
  /** All choices, or those already chosen (to name them) when `load` finds the rest. */
  options: readonly RecordOption[];
  /** Searches on the server; called with what is typed, at most every 200 ms. */
  load?: (query: string) => Promise<readonly RecordOption[]>;
  /** Several: the value is a list of ids. Otherwise an id or the empty text. */
  multiple?: boolean;
}

export function RecordPicker({
  name,
  label,
  hint,
  required,
  disabled,
  className,
  placeholder,
  options,
  load,
  multiple = false,
}: RecordPickerProps) {
  const t = useTranslations("ui");
  const [found, setFound] = useState<readonly RecordOption[]>([]);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  const known = useRef(new Map<string, RecordOption>()).current;
  for (const option of [...options, ...found]) known.set(option.value, option);
  const wordOf = (value: unknown) => {
    const option = known.get(String(value));
    return option ? [option.reference, option.label].filter(Boolean).join(" ") : plainText(value);
  };
  const field = useRecordField<string | string[] | null>(
    name,
    { label, format: (value) => (Array.isArray(value) ? value.map(wordOf).join(", ") : value ? wordOf(value) : "") },
    Boolean(hint),
  );

  const [query, setQuery] = useState("");
  useEffect(() => {
    if (!load) return;
    let stale = false;
    const timer = setTimeout(async () => {
      setLoading(true);
      try {
        const records = await load(query);
        if (!stale) {
          setFound(records);
          setFailed(false);
        }
      } catch {
        if (!stale) setFailed(true);
      } finally {
        if (!stale) setLoading(false);
      }
    }, 200);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [load, query]);

  const optionOf = (value: string): RecordOption => known.get(value) ?? { value, label: value };
  const chosen = multiple ? ((field.value as string[] | null) ?? []).map(optionOf) : field.value ? optionOf(field.value as string) : null;
  const items = useMemo(() => [...(load && query !== "" ? found : unique([...options, ...found]))], [load, query, found, options]);

  const common = {
    items,
    disabled,
    itemToStringLabel: (option: RecordOption) => [option.reference, option.label].filter(Boolean).join(" "),
    itemToStringValue: (option: RecordOption) => option.value,
    isItemEqualToValue: (a: RecordOption, b: RecordOption) => a.value === b.value,
    onInputValueChange: (text: string, details: { reason: string }) => {
      if (details.reason === "input-change" || details.reason === "input-clear" || details.reason === "clear-press") setQuery(text);
    },
    // The server has already filtered what it found.
    filter: load ? null : undefined,
  };
  const input = (
    <Combobox.Input
      id={field.id}
      placeholder={placeholder}
      aria-required={required || undefined}
      aria-invalid={field.error ? true : undefined}
      aria-describedby={field.describedBy}
      className="min-w-24 flex-1 border-0 bg-transparent p-0 text-[0.9375rem] outline-none"
    />
  );
  const buttons = (
    <span className="flex shrink-0 items-center self-start">
      <Combobox.Clear aria-label={t("clearField", { field: label })} className="inline-flex size-6 items-center justify-center">
        <X aria-hidden className="size-4" />
      </Combobox.Clear>
      <Combobox.Trigger aria-label={t("openList", { field: label })} className="inline-flex size-6 items-center justify-center">
        <ChevronDown aria-hidden className="size-4" />
      </Combobox.Trigger>
    </span>
  );
  const group =
    "control flex flex-wrap items-center gap-1.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-gold";
  const list = (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
        <Combobox.Popup className="overlay-panel max-h-[min(20rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) overflow-y-auto p-1">
          <Combobox.Status className="px-2.5 py-1 text-sm text-muted empty:hidden">
            {failed ? t("searchFailed") : loading ? t("searching") : null}
          </Combobox.Status>
          <Combobox.Empty className="px-2.5 py-1 text-sm text-muted empty:hidden">
            {loading || failed ? null : t("noMatches")}
          </Combobox.Empty>
          <Combobox.List>
            {(option: RecordOption) => (
              <Combobox.Item
                key={option.value}
                value={option}
                className="flex min-h-8 cursor-default items-start gap-2 rounded-sm px-2.5 py-1 text-sm outline-none data-highlighted:bg-sunken data-highlighted:outline-1 data-highlighted:-outline-offset-1 data-highlighted:outline-line-strong"
              >
                <span className="w-4 shrink-0 pt-0.5">
                  <Combobox.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </Combobox.ItemIndicator>
                </span>
                <span className="min-w-0">
                  {option.reference && <span className="mr-1.5 font-mono text-[0.8125rem]">{option.reference}</span>}
                  {option.label}
                  {option.hint && <span className="block text-muted">{option.hint}</span>}
                </span>
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );

  return (
    <FieldFrame id={field.id} label={label} hint={hint} error={field.error} required={required} className={className}>
      {multiple ? (
        <Combobox.Root
          {...common}
          multiple
          value={chosen as RecordOption[]}
          onValueChange={(next, details) => keepOnEscape(details) || field.set(next.map((option) => option.value))}
        >
          <Combobox.InputGroup className={group}>
            <Combobox.Chips className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
              {(chosen as RecordOption[]).map((option) => (
                <Combobox.Chip
                  key={option.value}
                  aria-label={wordOf(option.value)}
                  className="inline-flex max-w-full items-center gap-1 rounded-md border border-line-strong pl-2 text-sm"
                >
                  {option.reference && <span className="font-mono text-[0.8125rem]">{option.reference}</span>}
                  <span className="min-w-0 truncate">{option.label}</span>
                  <Combobox.ChipRemove
                    aria-label={t("removeValue", { value: wordOf(option.value) })}
                    className="inline-flex size-6 shrink-0 items-center justify-center"
                  >
                    <X aria-hidden className="size-3.5" />
                  </Combobox.ChipRemove>
                </Combobox.Chip>
              ))}
              {input}
            </Combobox.Chips>
            {buttons}
          </Combobox.InputGroup>
          {list}
        </Combobox.Root>
      ) : (
        <Combobox.Root
          {...common}
          value={chosen as RecordOption | null}
          onValueChange={(next, details) => keepOnEscape(details) || field.set(next?.value ?? "")}
        >
          <Combobox.InputGroup className={group}>
            {input}
            {buttons}
          </Combobox.InputGroup>
          {list}
        </Combobox.Root>
      )}
    </FieldFrame>
  );
}

/** Escape closes the list; a second one must not wipe what was chosen. */
function keepOnEscape(details: { reason: string; cancel: () => void }): boolean {
  if (details.reason !== "escape-key") return false;
  details.cancel();
  return true;
}

function unique(options: readonly RecordOption[]): RecordOption[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

/** What a picker of records asks the server for: refs and titles that answer to what was typed. Throws the server's sentence. */
export function useRecordSearch(
  find: (input: unknown) => Promise<ActionResult<{ ref: string; title: string }[]>>,
): (typed: string) => Promise<RecordOption[]> {
  return useCallback(
    async (q) => {
      const answer = await find({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ ref, title }) => ({ value: ref, reference: ref, label: title }));
    },
    [find],
  );
}
