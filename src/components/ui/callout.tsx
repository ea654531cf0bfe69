import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type CalloutTone = "info" | "warn" | "error";

const TONES = {
  info: { icon: Info, frame: "border-info bg-info-tint", ink: "text-info" },
  warn: { icon: TriangleAlert, frame: "border-warn bg-warn-tint", ink: "text-warn" },
  error: { icon: CircleAlert, frame: "border-danger bg-danger-tint", ink: "text-danger" },
} as const;

interface CalloutProps {
  tone?: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links that mend what the callout says. */
  actions?: ReactNode;
  className?: string;
}

/** A sentence that must not be missed. Errors are announced at once. */
export function Callout({ tone = "info", title, children, actions, className }: CalloutProps) {
  const { icon: Icon, frame, ink } = TONES[tone];
  return (
    <div
      role={tone === "error" ? "alert" : undefined}
      className={classNames("flex gap-3 rounded-md border-l-4 px-4 py-3 text-sm", frame, className)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="prose-width">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
