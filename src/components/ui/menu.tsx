"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import { buttonStyle } from "./button";

export interface MenuItem {
  label: ReactNode;
  icon?: ReactNode;
  href?: string;
  /** A file to fetch: a plain link, no page change. */
  download?: boolean;
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
  /** Set on items of a choice: says which one stands. */
  checked?: boolean;
}

export type MenuEntry = MenuItem | "separator";

interface MenuProps {
  /** The name of the button, for a screen reader; also shown when there is no `trigger`. */
  label: string;
  trigger?: ReactNode;
  triggerClassName?: string;
  items: readonly MenuEntry[];
  head?: ReactNode;
  align?: "start" | "end";
  disabled?: boolean;
}

const ITEM =
  "flex min-h-8 w-full cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1 text-sm outline-none select-none data-disabled:opacity-60 data-highlighted:bg-sunken data-highlighted:outline-1 data-highlighted:-outline-offset-1 data-highlighted:outline-line-strong";

export function Menu({ label, trigger, triggerClassName, items, head, align = "end", disabled }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger
        disabled={disabled}
        aria-label={trigger ? label : undefined}
        className={triggerClassName ?? buttonStyle({ variant: "secondary" })}
      >
        {trigger ?? label}
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner side="bottom" align={align} sideOffset={4} className="z-50 outline-none">
          <BaseMenu.Popup className="overlay-panel max-h-(--available-height) min-w-48 max-w-[min(22rem,92vw)] overflow-y-auto p-1 outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {head && <div className="border-b px-2.5 py-1.5 text-sm">{head}</div>}
            {items.map((entry, index) => (
              <Fragment key={index}>
                {entry === "separator" ? <BaseMenu.Separator className="my-1 h-px bg-line" /> : <Entry item={entry} />}
              </Fragment>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Entry({ item }: { item: MenuItem }) {
  const className = classNames(ITEM, item.danger && "text-danger");
  const content = (
    <>
      {item.icon && (
        <span aria-hidden className="inline-flex w-4 shrink-0 [&>svg]:size-4">
          {item.icon}
        </span>
      )}
      <span className="min-w-0">{item.label}</span>
    </>
  );
  if (item.href !== undefined) {
    return (
      <BaseMenu.LinkItem
        closeOnClick
        className={className}
        // biome-ignore lint/a11y/useAnchorContent: Base UI puts the children in
        render={item.download ? <a href={item.href} download /> : <Link href={item.href} prefetch={false} />}
      >
        {content}
      </BaseMenu.LinkItem>
    );
  }
  if (item.checked !== undefined) {
    return (
      <BaseMenu.CheckboxItem
        closeOnClick
        checked={item.checked}
        disabled={item.disabled}
        onCheckedChange={item.onSelect}
        className={className}
      >
        {content}
      </BaseMenu.CheckboxItem>
    );
  }
  return (
    <BaseMenu.Item disabled={item.disabled} onClick={item.onSelect} className={className}>
      {content}
    </BaseMenu.Item>
  );
}
