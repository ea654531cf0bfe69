"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export interface RailItem {
  href: string;
  label: string;
  /** "4.2 a", "9.3.2 c": stands beside the word. */
  clause?: string;
  icon?: ReactNode;
  /** Only this very address is this room; without it, everything below is too. */
  exact?: boolean;
  /** Open points in this room; the number is a part of the link's name. */
  count?: number;
}

export interface RailGroup {
  label?: string;
  items: readonly RailItem[];
}

/** The rooms in the order of the clause. */
export function Rail({ groups, label, onNavigate }: { groups: readonly RailGroup[]; label: string; onNavigate?: () => void }) {
  const pathname = usePathname();
  const current = currentHref(groups, pathname);
  return (
    <nav aria-label={label} className="flex flex-col gap-4 text-sm">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label && <p className="mb-1 px-3 text-xs font-medium text-muted">{group.label}</p>}
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  prefetch={false}
                  onClick={onNavigate}
                  aria-current={item.href === current ? "page" : undefined}
                  className={classNames(
                    "flex min-h-8 items-center gap-2.5 rounded-md border-l-2 border-transparent px-2.5 py-1 hover:bg-sunken",
                    item.href === current && "rounded-l-none border-ink bg-sunken font-semibold",
                  )}
                >
                  {item.icon && (
                    <span aria-hidden className="shrink-0 text-muted [&>svg]:size-4">
                      {item.icon}
                    </span>
                  )}
                  <span className="min-w-0 flex-1">{item.label}</span>
                  {item.count !== undefined && item.count > 0 && (
                    <span className="rounded-md border border-line-strong px-1 text-xs font-normal">{item.count}</span>
                  )}
                  {item.clause && <span className="font-mono text-xs font-normal text-muted">{item.clause}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The longest address that the page's own begins with. */
function currentHref(groups: readonly RailGroup[], pathname: string): string | undefined {
  return groups
    .flatMap((group) => group.items)
    .filter((item) => pathname === item.href || (!item.exact && pathname.startsWith(`${item.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
}
