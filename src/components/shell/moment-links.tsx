"use client";

import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** Below the organisation's own part of the address. */
function usePage(): string {
  return `/${usePathname().split("/").slice(2).join("/")}`.replace(/^\/$/, "");
}

/** Leads to the choice of a moment, and from there back to this page as it stood. */
export function ReadAsOf({ slug, children }: { slug: string; children: ReactNode }) {
  const page = usePage();
  const href = `/${slug}/past${page && page !== "/past" ? `?${new URLSearchParams({ page })}` : ""}`;
  return (
    <Link href={href} prefetch={false} className="flex min-h-9 items-center gap-1.5 rounded-md px-2 text-sm hover:bg-sunken">
      <CalendarClock aria-hidden className="size-4 shrink-0" />
      <span className="max-sm:sr-only">{children}</span>
    </Link>
  );
}

/** The same page as it is today. */
export function BackToToday({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <Link href={`/${slug}${usePage()}`} prefetch={false} className="link">
      {children}
    </Link>
  );
}
