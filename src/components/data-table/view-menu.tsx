"use client";

import { Popover } from "@base-ui/react/popover";
import { Check, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";

interface ViewMenuProps {
  columns: readonly { id: string; label: string; visible: boolean; href: string }[];
  densities: readonly { id: string; label: string; href: string; current: boolean }[];
  sizes: readonly { size: number; href: string; current: boolean }[];
}

/** How the table looks: columns, row height, rows on a page. All of it is in the address. */
export function ViewMenu({ columns, densities, sizes }: ViewMenuProps) {
  const t = useTranslations("ui");
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonStyle({ variant: "secondary" })}>
        <SlidersHorizontal aria-hidden className="size-4" />
        {t("view")}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={t("view")}
            className="overlay-panel max-h-(--available-height) w-64 max-w-(--available-width) overflow-y-auto p-1 text-sm"
          >
            {columns.length > 0 && (
              <Part title={t("columns")}>
                {columns.map((column) => (
                  <Choice key={column.id} href={column.href} current={column.visible}>
                    {column.label}
                  </Choice>
                ))}
              </Part>
            )}
            <Part title={t("rowHeight")}>
              {densities.map((density) => (
                <Choice key={density.id} href={density.href} current={density.current}>
                  {density.label}
                </Choice>
              ))}
            </Part>
            <Part title={t("rowsOnPage")}>
              {sizes.map((size) => (
                <Choice key={size.size} href={size.href} current={size.current}>
                  {String(size.size)}
                </Choice>
              ))}
            </Part>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-b py-1 last:border-b-0">
      <p className="px-2 py-1 text-xs font-medium text-muted">{title}</p>
      <ul>{children}</ul>
    </div>
  );
}

function Choice({ href, current, children }: { href: string; current: boolean; children: ReactNode }) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        replace
        prefetch={false}
        aria-current={current || undefined}
        className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 hover:bg-sunken"
      >
        <span aria-hidden className="w-4 shrink-0">
          {current && <Check className="size-4" />}
        </span>
        {children}
      </Link>
    </li>
  );
}
