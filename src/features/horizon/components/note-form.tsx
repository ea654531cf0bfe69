"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, RadioGroup, ReasonField, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

export interface NoteFields extends Record<string, unknown> {
  source: string;
  title: string;
  url: string;
  seenOn: string;
  summary: string;
  partyIds: string[];
  requirementIds: string[];
  obligationId: string | null;
  ownerId: string | null;
  dueOn: string | null;
  note: string;
}

interface NoteFormProps {
  /** "/nordwind/horizon" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: NoteFields;
  /** Null for a new one. */
  record: { id: string; ref: string; version: number } | null;
  today: string;
  sources: readonly Option[];
  owners: readonly Option[];
  parties: readonly RecordOption[];
  requirements: readonly RecordOption[];
  obligations: readonly RecordOption[];
  findParties: Ask<{ id: string; ref: string; name: string }[]>;
  findRequirements: Ask<{ id: string; ref: string; statement: string }[]>;
  findObligations: Ask<RecordOption[]>;
}

async function found<T>(answer: Promise<ActionResult<T[]>>, option: (row: T) => RecordOption): Promise<RecordOption[]> {
  const rows = await answer;
  if (!rows.ok) throw new Error(rows.message);
  return rows.data.map(option);
}

/** What was seen, where, and whom it may concern. */
export function NoteForm(props: NoteFormProps) {
  const { path, action, initial, record, today, sources, owners, parties, requirements, obligations } = props;
  const t = useTranslations("horizon");
  const router = useRouter();
  const form = useRecordForm<NoteFields, { ref: string }>({
    formKey: record ? `horizon-note:${record.ref}` : "horizon-note:new",
    action,
    initial: record ? { ...initial, reason: "" } : initial,
    ...(record ? { version: record.version, fixed: { id: record.id } } : {}),
    onSuccess: ({ ref }) => {
      showToast({ title: t(record ? "saved" : "created", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "add")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={200} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField name="source" label={t("column.source")} options={sources} required />
        <DateField name="seenOn" label={t("column.seenOn")} max={today} required />
      </div>
      <TextArea name="summary" label={t("column.summary")} hint={t("form.summaryHint")} />
      <TextField name="url" label={t("column.url")} hint={t("form.urlHint")} maxLength={1000} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
        <DateField name="dueOn" label={t("column.dueOn")} hint={t("form.dueOnHint")} />
      </div>
      <RecordPicker
        name="partyIds"
        label={t("column.parties")}
        hint={t("form.partiesHint")}
        options={parties}
        load={(q) => found(props.findParties({ q }), ({ id, ref, name }) => ({ value: id, reference: ref, label: name }))}
        multiple
      />
      <RecordPicker
        name="requirementIds"
        label={t("column.requirements")}
        hint={t("form.requirementsHint")}
        options={requirements}
        load={(q) => found(props.findRequirements({ q }), ({ id, ref, statement }) => ({ value: id, reference: ref, label: statement }))}
        multiple
      />
      <RecordPicker
        name="obligationId"
        label={t("column.obligation")}
        options={obligations}
        load={(q) => found(props.findObligations({ q }), (option) => option)}
      />
      <TextArea name="note" label={t("column.note")} rows={2} />
      {record && <ReasonField />}
    </RecordForm>
  );
}

interface AssessFormProps {
  action: Ask<{ ref: string }>;
  record: { id: string; ref: string; version: number };
  title: string;
  /** The likeliest first. */
  events: readonly Option[];
  owners: readonly Option[];
  ownerId: string | null;
  actionDueAt: string;
}

/** Whether it changes something, why, and what follows. */
export function AssessForm({ action, record, title, events, owners, ownerId, actionDueAt }: AssessFormProps) {
  const t = useTranslations("horizon");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `horizon-note:${record.ref}:assess`,
    action,
    version: record.version,
    fixed: { id: record.id },
    initial: {
      verdict: "no_effect",
      assessment: "",
      openEvent: false,
      eventKey: events[0]?.value ?? "",
      openAction: false,
      actionTitle: title,
      actionOwnerId: ownerId,
      actionDueAt: actionDueAt as string | null,
    },
    toInput: (values, { version, idempotencyKey }) => ({
      ...values,
      id: record.id,
      version,
      idempotencyKey,
      openEvent: values.verdict === "effect" && values.openEvent,
      openAction: values.verdict === "effect" && values.openAction,
    }),
    onSuccess: ({ ref }: { ref: string }) => {
      showToast({ title: t("assess.done", { ref }) });
      router.refresh();
    },
  });
  const { verdict, openEvent, openAction } = form.values;
  return (
    <RecordForm form={form} submitLabel={t("assess.submit")} label={t("assess.title")}>
      <RadioGroup
        name="verdict"
        label={t("assess.verdict")}
        options={(["no_effect", "effect"] as const).map((value) => ({ value, label: t(`assess.${value}`) }))}
      />
      <TextArea name="assessment" label={t("assess.why")} hint={t("assess.whyHint")} required />
      {verdict === "effect" && (
        <>
          <Switch name="openEvent" label={t("assess.openEvent")} hint={t("assess.openEventHint")} />
          {openEvent && <SelectField name="eventKey" label={t("assess.event")} options={events} required className="max-w-xl" />}
          <Switch name="openAction" label={t("assess.openAction")} />
          {openAction && (
            <>
              <TextField name="actionTitle" label={t("assess.actionTitle")} required maxLength={300} />
              <div className="grid gap-5 sm:grid-cols-2">
                <SelectField name="actionOwnerId" label={t("assess.actionOwner")} options={owners} placeholder={t("unowned")} />
                <DateField name="actionDueAt" label={t("assess.actionDueAt")} />
              </div>
            </>
          )}
        </>
      )}
    </RecordForm>
  );
}
