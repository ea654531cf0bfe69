"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { RadioGroup, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Action<T = { number: string }> = (input: unknown) => Promise<ActionResult<T>>;
interface Option {
  value: string;
  label: string;
}

interface StartProps {
  /** "/nordwind/versions" */
  path: string;
  action: Action;
  next: { minor: string; major: string };
  first: boolean;
  people: readonly Option[];
  ownerId: string | null;
}

/** Begins the next version as a draft. */
export function StartVersion({ path, action, next, first, people, ownerId }: StartProps) {
  const t = useTranslations("versionForm");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `version:new:${next.major}`,
    action,
    initial: { step: first ? "major" : "minor", ownerId: ownerId ?? "", changeSummary: "" },
    onSuccess: ({ number }) => {
      setOpen(false);
      showToast({ title: t("started", { number }) });
      router.push(`${path}/${number}`);
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("startTitle")}
      description={t("startText")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t("start")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("start")} onCancel={() => setOpen(false)}>
        <RadioGroup
          name="step"
          label={t("number")}
          options={(["major", "minor"] as const).map((step) => ({ value: step, label: next[step], hint: t(`step.${step}`) }))}
        />
        <SelectField name="ownerId" label={t("owner")} hint={t("ownerHint")} options={people} placeholder={t("nobody")} />
        <TextArea name="changeSummary" label={t("changeSummary")} hint={t("changeSummaryHint")} />
      </RecordForm>
    </Dialog>
  );
}

interface DraftProps {
  path: string;
  version: { id: string; version: number; number: string; ownerId: string | null; changeSummary: string; note: string };
  people: readonly Option[];
}

/** Changes what a draft says about itself; a draft is renumbered, never deleted. */
export function EditVersion({ path, action, version, people }: DraftProps & { action: Action }) {
  const t = useTranslations("versionForm");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `version:${version.id}`,
    action,
    version: version.version,
    fixed: { id: version.id },
    initial: { number: version.number, ownerId: version.ownerId ?? "", changeSummary: version.changeSummary, note: version.note },
    onSuccess: ({ number }) => {
      setOpen(false);
      showToast({ title: t("saved") });
      if (number !== version.number) router.push(`${path}/${number}`);
      router.refresh();
    },
  });
  return (
    <Dialog title={t("editTitle", { number: version.number })} open={open} onOpenChange={setOpen} trigger={<Button>{t("edit")}</Button>}>
      <RecordForm form={form} submitLabel={t("save")} onCancel={() => setOpen(false)}>
        <TextField name="number" label={t("number")} hint={t("numberHint")} inputMode="decimal" maxLength={20} required />
        <SelectField name="ownerId" label={t("owner")} hint={t("ownerHint")} options={people} placeholder={t("nobody")} />
        <TextArea name="changeSummary" label={t("changeSummary")} hint={t("changeSummaryHint")} />
        <TextArea name="note" label={t("note")} />
      </RecordForm>
    </Dialog>
  );
}

interface StepProps {
  version: { id: string; version: number; number: string };
  action: Action<unknown>;
}

/** Hands a draft in: what stands now is frozen. */
export function SubmitVersion({ version, action }: StepProps) {
  const t = useTranslations("versionForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("submitTitle", { number: version.number })}
      confirmLabel={t("submit")}
      trigger={<Button variant="primary">{t("submit")}</Button>}
      onConfirm={async () => told(await action({ id: version.id, version: version.version }))}
      onDone={() => {
        showToast({ title: t("submitted", { number: version.number }) });
        router.refresh();
      }}
    >
      {t("submitText")}
    </ConfirmDialog>
  );
}

/** Takes a submission back. */
export function WithdrawVersion({ version, action }: StepProps) {
  const t = useTranslations("versionForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("withdrawTitle", { number: version.number })}
      confirmLabel={t("withdraw")}
      trigger={<Button>{t("withdraw")}</Button>}
      onConfirm={async () => told(await action({ id: version.id, version: version.version }))}
      onDone={() => {
        showToast({ title: t("withdrawn", { number: version.number }) });
        router.refresh();
      }}
    >
      {t("withdrawText")}
    </ConfirmDialog>
  );
}

/** A dialog has no fields to which a fault could be put: its sentence takes the place of the general one. */
function told(result: ActionResult<unknown>): ActionResult<unknown> {
  if (result.ok || result.kind !== "invalid") return result;
  return { ...result, message: Object.values(result.fieldErrors).join(" ") || result.message };
}
