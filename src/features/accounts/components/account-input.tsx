"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { FieldFrame } from "@/components/form/field";
import { typedInto } from "@/components/form/use-record-form";

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
  const start = useRef({ value, onChange });
  useEffect(() => {
    // Typed, or filled in by the browser, before the scripts had come.
    const typed = typedInto(id);
    if (typed !== null && typed !== start.current.value) start.current.onChange(typed);
  }, [id]);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} advice={advice}>
      <input
        ref={inputRef}
        id={id}
        name={type === "text" ? "name" : type}
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
