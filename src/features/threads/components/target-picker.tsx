"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import type { LinkTargetType } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { TargetOption } from "../queries";

export type SearchTargets = (input: { q: string; type: LinkTargetType | null }) => Promise<ActionResult<TargetOption[]>>;

interface TargetPickerProps {
  type: LinkTargetType | null;
  value: string;
  onChange: (text: string) => void;
  search: SearchTargets;
  error?: string;
}

/**
 * A target by its ref or by words of its title: what is found while one types can be chosen, and a ref can be written straight away. Free text on
 * purpose: whoever writes "7.4" is answered what it could be, not shown an empty list.
 */
export function TargetPicker({ type, value, onChange, search, error }: TargetPickerProps) {
  const t = useTranslations("threads.link");
  const ui = useTranslations("ui");
  const word = useTranslations("vocabulary.linkTargetType");
  const id = useId();
  const [found, setFound] = useState<readonly TargetOption[]>([]);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  // Asked for nothing before somebody comes to the field.
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    let stale = false;
    const timer = setTimeout(async () => {
      setState("loading");
      const result = await search({ q: value, type }).catch(() => null);
      if (stale) return;
      setFound(result?.ok ? result.data : []);
      setState(result?.ok ? "idle" : "failed");
    }, 200);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted, search, value, type]);
  return (
    <FieldFrame id={id} label={t("target")} error={error} className="min-w-0 flex-1 basis-64">
      <Autocomplete.Root
        items={found}
        value={value}
        mode="none"
        openOnInputClick
        itemToStringValue={(option: TargetOption) => option.ref}
        onValueChange={onChange}
      >
        <Autocomplete.Input
          id={id}
          className="control"
          placeholder={t("targetExample")}
          maxLength={100}
          onFocus={() => setWanted(true)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner sideOffset={4} className="z-60 outline-none">
            <Autocomplete.Popup className="overlay-panel max-h-[min(22rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) overflow-y-auto p-1">
              <Autocomplete.Status className="px-2.5 py-1 text-sm text-muted empty:hidden">
                {state === "failed" ? ui("searchFailed") : state === "loading" && found.length === 0 ? ui("searching") : null}
              </Autocomplete.Status>
              <Autocomplete.Empty className="px-2.5 py-1 text-sm text-muted empty:hidden">
                {state === "idle" ? t("nothingFound") : null}
              </Autocomplete.Empty>
              <Autocomplete.List>
                {(option: TargetOption) => (
                  <Autocomplete.Item
                    key={`${option.type} ${option.ref}`}
                    value={option}
                    className="flex min-h-8 cursor-default items-baseline gap-2 rounded-sm px-2.5 py-1 text-sm outline-none data-highlighted:bg-sunken data-highlighted:outline-1 data-highlighted:-outline-offset-1 data-highlighted:outline-line-strong"
                  >
                    <span className="font-mono text-[0.8125rem] whitespace-nowrap">{option.ref}</span>
                    <span className="min-w-0">
                      {option.title}
                      <span className="block text-xs text-muted">
                        {[word(option.type), ...option.warnings.map((code) => t(`warning.${code}`))].join(" · ")}
                      </span>
                    </span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </FieldFrame>
  );
}
