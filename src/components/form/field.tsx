"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { classNames } from "@/lib/class-names";

interface FieldFrameProps {
  /** The id of the control; hint and error derive theirs from it. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  /** A quiet remark on what is typed (never blocks), announced politely. */
  advice?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** Label, hint, control, error: always in this order. */
export function FieldFrame({ id, label, hint, error, required, advice, children, className }: FieldFrameProps) {
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {required && <RequiredMark />}
      </label>
      <Hint id={id}>{hint}</Hint>
      {children}
      {advice !== undefined && (
        <div aria-live="polite" className="text-sm text-info empty:hidden">
          {advice}
        </div>
      )}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

interface GroupFrameProps extends FieldFrameProps {
  describedBy?: string;
}

/** The same for several controls that answer one question. */
export function GroupFrame({ id, label, hint, error, required, children, describedBy, className }: GroupFrameProps) {
  return (
    <fieldset
      id={id}
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
      className={classNames("flex min-w-0 flex-col gap-1", className)}
    >
      <legend className="mb-1 text-sm font-medium">
        {label}
        {required && <RequiredMark />}
      </legend>
      <Hint id={id}>{hint}</Hint>
      {children}
      <FieldError id={id}>{error}</FieldError>
    </fieldset>
  );
}

export function Hint({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={`${id}-hint`} className="prose-width text-sm text-muted">
      {children}
    </p>
  );
}

export function FieldError({ id, children }: { id: string; children?: string }) {
  if (!children) return null;
  return (
    <p id={`${id}-error`} className="text-sm font-medium text-danger">
      {children}
    </p>
  );
}

function RequiredMark() {
  const t = useTranslations("ui");
  return <span className="font-normal text-muted"> ({t("required")})</span>;
}
