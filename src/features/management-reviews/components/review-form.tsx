"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, MultiCheck, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

export type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
export type Saved = { id: string; ref: string; version: number };

export interface ReviewFields extends Record<string, unknown> {
  title: string;
  heldOn: string | null;
  place: string;
  chairId: string | null;
  attendeeIds: string[];
  otherAttendees: string[];
  apologies: string;
}

interface ReviewFormProps {
  path: string;
  action: Ask<Saved>;
  initial: ReviewFields;
  people: readonly Option[];
  /** For an existing one. */
  record?: Saved;
  onDone?: () => void;
}

/** Day, place and people of a meeting. Others who attended are one on each line. */
export function ReviewForm({ path, action, initial, people, record, onDone }: ReviewFormProps) {
  const t = useTranslations("managementReviewForm");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `management-review:${record?.ref ?? "new"}`,
    action,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    initial: { ...initial, otherAttendees: initial.otherAttendees.join("\n") },
    toInput: ({ otherAttendees, ...values }, meta) => ({
      ...(record ? { id: record.id } : {}),
      ...values,
      otherAttendees: String(otherAttendees)
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      ...meta,
    }),
    onSuccess: ({ ref }) => {
      if (record) showToast({ title: t("saved", { ref }) });
      else router.push(`${path}/${ref}`);
      onDone?.();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? undefined : path} onCancel={onDone}>
      <TextField name="title" label={t("title")} hint={t("titleHint")} required maxLength={200} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="heldOn" label={t("heldOn")} required />
        <TextField name="place" label={t("place")} maxLength={300} />
      </div>
      <SelectField name="chairId" label={t("chair")} options={people} placeholder={t("nobody")} />
      <MultiCheck name="attendeeIds" label={t("attendees")} hint={t("attendeesHint")} options={people} columns />
      <TextArea name="otherAttendees" label={t("otherAttendees")} hint={t("otherAttendeesHint")} rows={2} />
      <TextArea name="apologies" label={t("apologies")} rows={2} />
    </RecordForm>
  );
}

/** The same in a dialog. */
export function EditReview(props: ReviewFormProps & { record: Saved }) {
  const t = useTranslations("managementReviewForm");
  const [open, setOpen] = useState(false);
  return (
    <Dialog title={t("editTitle", { ref: props.record.ref })} open={open} onOpenChange={setOpen} trigger={<Button>{t("edit")}</Button>}>
      <ReviewForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

interface ResultsFormProps {
  action: Ask<Saved>;
  initial: { decisions: string; nextOn: string | null; minutesRef: string; note: string };
  record: Saved;
}

/** What the meeting decided (9.3.3). */
export function ResultsForm({ action, initial, record }: ResultsFormProps) {
  const t = useTranslations("managementReviewForm");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `management-review-results:${record.ref}`,
    action,
    version: record.version,
    fixed: { id: record.id },
    initial,
    onSuccess: () => {
      showToast({ title: t("resultsSaved") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("saveResults")} label={t("decisions")}>
      <TextArea name="decisions" label={t("decisions")} hint={t("decisionsHint")} rows={5} />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="nextOn" label={t("nextOn")} />
        <TextField name="minutesRef" label={t("minutesRef")} hint={t("minutesRefHint")} maxLength={200} />
      </div>
      <TextArea name="note" label={t("note")} rows={2} />
    </RecordForm>
  );
}
