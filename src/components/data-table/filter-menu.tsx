"use client";

import { Popover } from "@base-ui/react/popover";
import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";

interface FilterMenuProps {
  label: string;
  /** How many are chosen now. */
  chosen: number;
  options: readonly { value: string; label: string; count?: number; chosen: boolean; href: string }[];
}

const MANY = 12;

/** One filter: its values with the rows each would show. Every value is a link to the list with it put in or taken out; the menu stays open. */
export function FilterMenu({ label, chosen, options }: FilterMenuProps) {
  const t = useTranslations("ui");
  const [typed, setTyped] = useState("");
  const shown = typed ? options.filter((option) => option.label.toLowerCase().includes(typed.toLowerCase())) : options;
  return (
    <Popover.Root>
      <Popover.Trigger
        className={classNames(buttonStyle({ variant: "secondary" }), "px-2.5 font-normal", chosen > 0 && "border-ink font-medium")}
      >
        {label}
        {chosen > 0 && <span aria-hidden>{chosen}</span>}
        {chosen > 0 && <span className="sr-only">{t("chosen", { count: chosen })}</span>}
        <ChevronDown aria-hidden className="size-3.5 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        {/* Buttons that the menu covers in part are not to be hit by chance: a click beside it only closes it. */}
        <Popover.Backdrop className="fixed inset-0 z-40" />
        <Popover.Positioner positionMethod="fixed" align="start" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={label}
            className="overlay-panel max-h-(--available-height) w-64 max-w-(--available-width) overflow-y-auto p-1"
          >
            {options.length > MANY && (
              <input
                className="control mb-1"
                aria-label={t("narrowList")}
                placeholder={t("narrowList")}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
            <ul>
              {shown.map((option) => (
                <li key={option.value}>
                  <Link
                    href={option.href}
                    scroll={false}
                    replace
                    prefetch={false}
                    aria-current={option.chosen || undefined}
                    className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-sunken"
                  >
                    <span
                      aria-hidden
                      className={classNames(
                        "flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong",
                        option.chosen && "border-ink bg-ink text-paper",
                      )}
                    >
                      {option.chosen && <Check className="size-3" />}
                    </span>
                    <span className="min-w-0 flex-1">{option.label}</span>
                    {option.count !== undefined && <span className="text-muted">{option.count}</span>}
                  </Link>
                </li>
              ))}
              {shown.length === 0 && <li className="px-2 py-1 text-sm text-muted">{t("noMatches")}</li>}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
