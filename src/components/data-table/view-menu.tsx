"use client";

import { Popover } from "@base-ui/react/popover";
import { Check, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";

interface Look {
  href: string;
  /** What the device keeps of the look once it is chosen. */
  remember: string;
}

interface ViewMenuProps {
  columns: readonly ({ id: string; label: string; visible: boolean } & Look)[];
  densities: readonly ({ id: string; label: string; current: boolean } & Look)[];
  sizes: readonly ({ size: number; current: boolean } & Look)[];
  /** Name of the cookie that keeps the look for this person on this device. */
  memory?: string;
}

const HALF_A_YEAR = 15_552_000;

/** How the table looks: columns, row height, rows on a page. All of it is in the address, and the device remembers it for the next time. */
export function ViewMenu({ columns, densities, sizes, memory }: ViewMenuProps) {
  const t = useTranslations("ui");
  const keep = (text: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser; the server reads it with the page
    if (memory) document.cookie = `${memory}=${encodeURIComponent(text)}; path=/; max-age=${HALF_A_YEAR}; samesite=lax`;
  };
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonStyle({ variant: "secondary" })}>
        <SlidersHorizontal aria-hidden className="size-4" />
        {t("view")}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Backdrop className="fixed inset-0 z-40" />
        <Popover.Positioner positionMethod="fixed" align="end" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={t("view")}
            className="overlay-panel max-h-(--available-height) w-64 max-w-(--available-width) overflow-y-auto p-1 text-sm"
          >
            {columns.length > 0 && (
              <Part title={t("columns")}>
                {columns.map((column) => (
                  <Choice key={column.id} href={column.href} current={column.visible} onChoose={() => keep(column.remember)}>
                    {column.label}
                  </Choice>
                ))}
              </Part>
            )}
            <Part title={t("rowHeight")}>
              {densities.map((density) => (
                <Choice key={density.id} href={density.href} current={density.current} onChoose={() => keep(density.remember)}>
                  {density.label}
                </Choice>
              ))}
            </Part>
            <Part title={t("rowsOnPage")}>
              {sizes.map((size) => (
                <Choice key={size.size} href={size.href} current={size.current} onChoose={() => keep(size.remember)}>
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

function Choice({ href, current, children, onChoose }: { href: string; current: boolean; children: ReactNode; onChoose: () => void }) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        replace
        prefetch={false}
        onClick={onChoose}
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
