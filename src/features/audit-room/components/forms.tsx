"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/action-result";

type Action<T = unknown> = (input: unknown) => Promise<ActionResult<T>>;

/** A seed, and the sample that it draws; leads to it. */
export function DrawForm({ href, seed, action }: { href: string; seed: string; action: Action<{ ref: string }> }) {
  const t = useTranslations("auditRoom.samples");
  const router = useRouter();
  const form = useRecordForm({
    formKey: "audit-sample:new",
    action,
    initial: { seed },
    onSuccess: ({ ref }) => router.push(`${href}/${ref}`),
  });
  return (
    <RecordForm form={form} submitLabel={t("draw")} label={t("draw")}>
      <TextField name="seed" label={t("seed")} hint={t("seedHint")} required maxLength={80} />
    </RecordForm>
  );
}

interface DisclosureProps {
  /** The words that open it; they name what it is about for a screen reader. */
  label: string;
  about: string;
  children: (close: () => void) => ReactNode;
}

/** A form that stays folded until it is wanted, with or without scripts. */
function Disclosure({ label, about, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  return (
    <details ref={details} className="no-print open:w-full">
      <summary className="link inline-block min-h-7 cursor-pointer text-sm" aria-label={about}>
        {label}
      </summary>
      <div className="mt-2">
        {children(() => {
          if (details.current) details.current.open = false;
        })}
      </div>
    </details>
  );
}

interface NoteFormProps {
  record: string;
  /** How the record is called in the form's name. */
  about: string;
  /** The note that is changed; without it a new one begins. */
  note?: { id: string; text: string };
  action: Action;
}

export function NoteForm({ record, about, note, action }: NoteFormProps) {
  const t = useTranslations("auditRoom.notes");
  return (
    <Disclosure label={t(note ? "edit" : "text")} about={t(note ? "editLabel" : "label", { record: about })}>
      {(close) => <NoteFields record={record} about={about} note={note} action={action} onDone={close} />}
    </Disclosure>
  );
}

function NoteFields({ record, about, note, action, onDone }: NoteFormProps & { onDone: () => void }) {
  const t = useTranslations("auditRoom.notes");
  const router = useRouter();
  const form = useRecordForm({
    formKey: note ? `audit-note:${note.id}` : `audit-note:new:${record}`,
    action,
    fixed: note ? { id: note.id } : { record },
    initial: { text: note?.text ?? "" },
    onSuccess: () => {
      if (!note) form.set("text", "");
      onDone();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(note ? "save" : "add")} label={t(note ? "editLabel" : "label", { record: about })}>
      <TextArea name="text" label={t("text")} hint={t("hint")} rows={4} limit={4_000} required />
    </RecordForm>
  );
}

export function RemoveNote({ id, action }: { id: string; action: Action }) {
  const t = useTranslations("auditRoom.notes");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("removeTitle")}
      confirmLabel={t("remove")}
      danger
      trigger={
        <Button size="small" variant="quiet">
          {t("remove")}
        </Button>
      }
      onConfirm={() => action({ id })}
      onDone={() => router.refresh()}
    >
      {t("removeText")}
    </ConfirmDialog>
  );
}

interface RequestFormProps {
  /** The record it is about; null: the form asks. */
  record: string | null;
  today: string;
  action: Action;
}

export function RequestForm({ record, today, action }: RequestFormProps) {
  const t = useTranslations("auditRoom.requests");
  return (
    <Disclosure label={t("ask")} about={record ? t("askAbout", { record }) : t("ask")}>
      {(close) => <RequestFields record={record} today={today} action={action} onDone={close} />}
    </Disclosure>
  );
}

function RequestFields({ record, today, action, onDone }: RequestFormProps & { onDone: () => void }) {
  const t = useTranslations("auditRoom.requests");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `evidence-request:new:${record ?? ""}`,
    action,
    initial: { record: record ?? "", text: "", dueAt: "" },
    onSuccess: () => {
      form.setMany({ record: record ?? "", text: "", dueAt: "" });
      onDone();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("send")} label={record ? t("askAbout", { record }) : t("ask")}>
      {record === null && <TextField name="record" label={t("record")} hint={t("recordHint")} maxLength={80} />}
      <TextArea name="text" label={t("text")} rows={3} limit={2_000} required />
      <DateField name="dueAt" label={t("due")} min={today} />
    </RecordForm>
  );
}

interface AnswerFormProps {
  request: { id: string; ref: string; version: number };
  action: Action;
}

export function AnswerForm({ request, action }: AnswerFormProps) {
  const t = useTranslations("auditRoom.requests");
  return (
    <Disclosure label={t("answer")} about={t("answerTitle", { ref: request.ref })}>
      {() => <AnswerFields request={request} action={action} />}
    </Disclosure>
  );
}

function AnswerFields({ request: { id, ref, version }, action }: AnswerFormProps) {
  const t = useTranslations("auditRoom.requests");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `evidence-request:${id}`,
    action,
    fixed: { id },
    version,
    initial: { result: "", evidence: "" },
    onSuccess: () => router.refresh(),
  });
  return (
    <RecordForm form={form} submitLabel={t("send2")} label={t("answerTitle", { ref })}>
      <TextArea name="result" label={t("result")} rows={3} limit={2_000} required />
      <TextField name="evidence" label={t("evidence")} hint={t("evidenceHint")} maxLength={400} />
    </RecordForm>
  );
}

/** The browser's own print dialog. */
export function PrintButton() {
  const t = useTranslations("auditRoom.samples");
  return <Button onClick={() => window.print()}>{t("print")}</Button>;
}
