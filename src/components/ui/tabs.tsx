import Link from "next/link";
import { classNames } from "@/lib/class-names";

interface TabLink {
  href: string;
  label: string;
  count?: number;
  current: boolean;
}

/** Views of one thing, each with an address of its own. */
export function Tabs({ items, label }: { items: readonly TabLink[]; label: string }) {
  return (
    <nav aria-label={label} className="no-print mb-5 border-b">
      <ul className="-mb-px flex flex-wrap gap-x-5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className={classNames(
                "inline-flex min-h-9 items-center gap-1.5 border-b-2 border-transparent text-sm text-muted hover:text-ink",
                item.current && "border-ink font-semibold text-ink",
              )}
            >
              {item.label}
              {item.count !== undefined && <span className="font-normal text-muted">{item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
