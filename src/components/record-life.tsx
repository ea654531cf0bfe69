"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface RecordLifeProps {
  record: { id: string; version: number };
  action: (input: unknown) => Promise<ActionResult<unknown>>;
  /** Retiring asks why; bringing back may say it. */
  deed: "retire" | "bring-back";
  /** Words of the deed, as the button and in the dialog. */
  label: string;
  title: string;
  children: ReactNode;
}

/** Retires a record, or brings it back, after saying what becomes of what points to it. */
export function RecordLife({ record, action, deed, label, title, children }: RecordLifeProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={label}
      danger={deed === "retire"}
      reason={deed === "retire" ? "required" : "optional"}
      trigger={<Button>{label}</Button>}
      onConfirm={(reason) => action({ id: record.id, version: record.version, reason })}
      onDone={() => router.refresh()}
    >
      {children}
    </ConfirmDialog>
  );
}
