"use client";

import { PenLine, RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { Ask, Saved } from "./review-form";

/** planned -> held. */
export function HoldReview({ review, action }: { review: Saved; action: Ask<Saved> }) {
  const t = useTranslations("managementReviewForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("holdTitle", { ref: review.ref })}
      confirmLabel={t("hold")}
      trigger={<Button variant="primary">{t("hold")}</Button>}
      onConfirm={async () => {
        const result = await action({ id: review.id, version: review.version });
        if (!result.ok && result.kind === "invalid") return { ...result, message: Object.values(result.fieldErrors)[0] ?? result.message };
        return result;
      }}
      onDone={() => {
        showToast({ title: t("held", { ref: review.ref }) });
        router.refresh();
      }}
    >
      {t("holdText")}
    </ConfirmDialog>
  );
}

export function RefreshFacts({ review, action, label, done }: { review: Saved; action: Ask<Saved>; label: string; done: string }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  return (
    <Button
      size="small"
      pending={pending}
      icon={<RefreshCw aria-hidden className="size-4" />}
      onClick={async () => {
        setPending(true);
        const result = await action({ id: review.id, version: review.version });
        setPending(false);
        showToast({ title: result.ok ? done : (result.message ?? "") });
        router.refresh();
      }}
    >
      {label}
    </Button>
  );
}

interface RaiseActionProps {
  reviewId: string;
  action: Ask<{ ref: string }>;
  owners: readonly Option[];
  kinds: readonly Option[];
}

/** An action that the meeting asks for. */
export function RaiseAction({ reviewId, action, owners, kinds }: RaiseActionProps) {
  const t = useTranslations("managementReviewForm");
  const [open, setOpen] = useState(false);
  return (
    <Dialog title={t("newAction")} open={open} onOpenChange={setOpen} trigger={<Button size="small">{t("newAction")}</Button>}>
      <RaiseForm reviewId={reviewId} action={action} owners={owners} kinds={kinds} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function RaiseForm({ reviewId, action, owners, kinds, onDone }: RaiseActionProps & { onDone: () => void }) {
  const t = useTranslations("managementReviewForm");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `management-review-action:${reviewId}`,
    action,
    fixed: { reviewId },
    initial: { title: "", kind: "task", ownerId: null as string | null, dueAt: null as string | null, description: "" },
    onSuccess: ({ ref }) => {
      showToast({ title: t("raised", { ref }) });
      onDone();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("raise")} onCancel={onDone}>
      <TextField name="title" label={t("actionTitle")} required maxLength={200} />
      <div className="grid gap-5 sm:grid-cols-3">
        <SelectField name="kind" label={t("actionKind")} options={kinds} required />
        <SelectField name="ownerId" label={t("actionOwner")} options={owners} placeholder={t("nobody")} />
        <DateField name="dueAt" label={t("actionDue")} />
      </div>
      <TextArea name="description" label={t("actionDescription")} rows={2} />
    </RecordForm>
  );
}

interface WithPasswordProps {
  title: string;
  label: string;
  /** What is sent beside the password. */
  input: Record<string, unknown>;
  action: Ask<unknown>;
  done: string;
  children: ReactNode;
}

/** Something that the person stands for with the password, typed once more. Nothing of it is kept in the browser. */
export function WithPassword({ title, label, input, action, done, children }: WithPasswordProps) {
  const t = useTranslations("managementReviewForm");
  const ui = useTranslations("ui");
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  function show(next: boolean) {
    setOpen(next);
    setPassword("");
    setFault(null);
  }

  async function confirm() {
    if (pending) return;
    setPending(true);
    setFault(null);
    try {
      const result = await action({ ...input, password });
      if (result.ok) {
        showToast({ title: done });
        show(false);
        router.refresh();
      } else setFault((result.kind === "invalid" ? Object.values(result.fieldErrors)[0] : result.message) ?? ui("refused"));
    } catch {
      setFault(ui("offlineTitle"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title={title}
      open={open}
      onOpenChange={show}
      trigger={
        <Button variant="primary" icon={<PenLine aria-hidden className="size-4" />}>
          {label}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-3 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {fault && <Callout tone="error" title={fault} />}
        {children}
        <label htmlFor={id} className="font-medium">
          {t("password")}
        </label>
        <input
          id={id}
          type="password"
          className="control"
          autoComplete="current-password"
          required
          maxLength={200}
          value={password}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setPassword(event.target.value)}
        />
        <p id={`${id}-hint`} className="text-muted">
          {t("passwordHint")}
        </p>
        <div className="flex justify-end gap-3">
          <Button variant="quiet" onClick={() => show(false)}>
            {ui("cancel")}
          </Button>
          <Button type="submit" variant="primary" pending={pending}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
