import { CalendarClock } from "lucide-react";
import type { ReactNode } from "react";

/** Says above every page of the past which moment is shown; it cannot be overlooked, for nothing else on the page differs. */
export function PastBanner({ children, links }: { children: ReactNode; links: ReactNode }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b-2 border-gold bg-warn-tint px-4 py-1.5 text-sm lg:px-8">
      <CalendarClock aria-hidden className="size-4 shrink-0" />
      <span className="font-medium">{children}</span>
      {links}
    </p>
  );
}
