"use client";

import { type ReactNode, useId } from "react";
import { FieldFrame } from "@/components/form/field";

interface AccountInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "password";
  autoComplete: string;
  hint?: ReactNode;
  error?: string;
  advice?: ReactNode;
  maxLength?: number;
  inputRef?: React.Ref<HTMLInputElement>;
  readOnly?: boolean;
}

/**
 * One field of the account forms. They do not use the record form: that keeps drafts in the browser, and a password must never be kept there.
 */
export function AccountInput({ label, value, onChange, type = "text", hint, error, advice, inputRef, ...input }: AccountInputProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} advice={advice}>
      <input
        ref={inputRef}
        id={id}
        type={type}
        className="control"
        value={value}
        aria-required
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        spellCheck={false}
        autoCapitalize={type === "text" ? undefined : "none"}
        onChange={(event) => onChange(event.target.value)}
        {...input}
      />
    </FieldFrame>
  );
}
