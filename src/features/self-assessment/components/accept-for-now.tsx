"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

interface AcceptForNowProps {
  check: string;
  /** "*" alone: the check as a whole. */
  subjects: readonly string[];
  title: string;
  label: string;
  /** Three months from today, as a start. */
  until: string;
  today: string;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Accepts a finding for now: why, and until which day. It comes back on the day after. */
export function AcceptForNow({ check, subjects, title, label, until, today, action }: AcceptForNowProps) {
  const t = useTranslations("selfAssessment");
  const router = useRouter();
  const id = useId();
  const [day, setDay] = useState(until);
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={t("accept")}
      reason="required"
      reasonLabel={t("acceptReason")}
      trigger={
        <Button size="small" variant="quiet">
          {label}
        </Button>
      }
      onConfirm={async (reason) => {
        const result = await action({ check, subjects, reason, acceptedUntil: day });
        // The dialog shows one sentence; that of the field says more than that something is wrong.
        if (!result.ok && result.kind === "invalid") return { ...result, message: Object.values(result.fieldErrors)[0] ?? result.message };
        return result;
      }}
      onDone={() => router.refresh()}
    >
      <p className="prose-width">{t("acceptText")}</p>
      <label htmlFor={id} className="mt-3 block text-sm font-medium">
        {t("acceptUntil")}
      </label>
      <input
        id={id}
        type="date"
        className="control mt-1"
        min={today}
        value={day}
        onChange={(event) => setDay(event.target.value)}
        required
      />
    </ConfirmDialog>
  );
}

interface WithdrawProps {
  acceptance: { id: string; version: number };
  check: string;
  action: (input: unknown) => Promise<ActionResult<unknown>>;
}

export function WithdrawAcceptance({ acceptance, check, action }: WithdrawProps) {
  const t = useTranslations("selfAssessment");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("withdrawTitle", { check })}
      confirmLabel={t("withdraw")}
      reason="optional"
      trigger={
        <Button size="small" variant="quiet">
          {t("withdraw")}
        </Button>
      }
      onConfirm={(reason) => action({ ...acceptance, reason })}
      onDone={() => router.refresh()}
    >
      {t("withdrawText")}
    </ConfirmDialog>
  );
}

/** Keeps what is found now, with a word on the occasion, and leads to the record of it. */
export function KeepRun({ href, action }: { href: string; action: (input: unknown) => Promise<ActionResult<{ ref: string }>> }) {
  const t = useTranslations("selfAssessment");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("keepTitle")}
      confirmLabel={t("keep")}
      reason="optional"
      reasonLabel={t("keepNote")}
      trigger={<Button variant="primary">{t("keep")}</Button>}
      onConfirm={async (note) => {
        const result = await action({ note });
        if (result.ok) router.push(`${href}/${result.data.ref}`);
        return result;
      }}
    >
      {t("keepText")}
    </ConfirmDialog>
  );
}
