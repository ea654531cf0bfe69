"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, MultiCheck, type Option, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Saved = { id: string; ref: string; version: number };

export interface ReviewFields extends Record<string, unknown> {
  title: string;
  plannedOn: string | null;
  dueOn: string | null;
  leadId: string | null;
  participantIds: string[];
  otherParticipants: string[];
  note: string;
}

interface ReviewFormProps {
  path: string;
  action: (input: unknown) => Promise<ActionResult<Saved>>;
  initial: ReviewFields;
  people: readonly Option[];
  /** For an existing one. */
  record?: Saved;
  onDone?: () => void;
}

/** What a person writes about a review: its days, who leads it, who takes part. Others are one on each line. */
export function ReviewForm({ path, action, initial, people, record, onDone }: ReviewFormProps) {
  const t = useTranslations("reviews.form");
  const router = useRouter();
  const { otherParticipants, ...rest } = initial;
  const form = useRecordForm({
    formKey: `review:${record?.ref ?? "new"}`,
    action,
    version: record?.version,
    initial: { ...rest, otherParticipants: otherParticipants.join("\n"), ...(record ? {} : { open: true }) },
    toInput: ({ otherParticipants: lines, ...values }, meta) => ({
      ...(record ? { id: record.id } : {}),
      ...values,
      otherParticipants: String(lines)
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      ...meta,
    }),
    onSuccess: ({ ref }) => {
      if (!record) router.push(`${path}/${ref}`);
      else showToast({ title: t("saved", { ref }) });
      onDone?.();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? undefined : path} onCancel={onDone}>
      <TextField name="title" label={t("title")} hint={t("titleHint")} required maxLength={200} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="plannedOn" label={t("plannedOn")} />
        <DateField name="dueOn" label={t("dueOn")} />
      </div>
      <SelectField name="leadId" label={t("lead")} options={people} placeholder={t("nobody")} className="max-w-md" />
      <MultiCheck name="participantIds" label={t("participants")} hint={t("participantsHint")} options={people} columns />
      <TextArea name="otherParticipants" label={t("others")} hint={t("othersHint")} rows={2} />
      <TextArea name="note" label={t("note")} rows={2} />
      {!record && <Switch name="open" label={t("openNow")} hint={t("openNowHint")} />}
    </RecordForm>
  );
}

/** The same in a dialog, for a review that has not ended. */
export function EditReview(props: ReviewFormProps & { record: Saved }) {
  const t = useTranslations("reviews.form");
  const [open, setOpen] = useState(false);
  return (
    <Dialog title={t("editTitle", { ref: props.record.ref })} open={open} onOpenChange={setOpen} trigger={<Button>{t("edit")}</Button>}>
      <ReviewForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
