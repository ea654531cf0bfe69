"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface RecordDeedProps {
  record: { id: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  reason: "required" | "optional";
  /** The field of the input that what is written goes into. */
  field?: string;
  reasonLabel?: string;
  label: string;
  title: string;
  variant?: "primary" | "secondary";
  children: ReactNode;
}

/** One deed on a record that asks once and takes a word with it: closing, reopening, done. */
export function RecordDeed({ record, action, reason, field = "reason", reasonLabel, label, title, variant, children }: RecordDeedProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={label}
      reason={reason}
      reasonLabel={reasonLabel}
      trigger={<Button variant={variant}>{label}</Button>}
      onConfirm={(text) => action({ id: record.id, version: record.version, [field]: text })}
      onDone={() => router.refresh()}
    >
      {children}
    </ConfirmDialog>
  );
}
