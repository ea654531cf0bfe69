import { Eye } from "lucide-react";
import type { ReactNode } from "react";

/** Says once, above everything, that nothing can be changed here and why. */
export function ReadOnlyBanner({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-2 border-b bg-info-tint px-4 py-1.5 text-sm lg:px-8">
      <Eye aria-hidden className="size-4 shrink-0 text-info" />
      <span>{children}</span>
    </p>
  );
}
