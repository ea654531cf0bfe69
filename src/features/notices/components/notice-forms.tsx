"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { MultiCheck, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface Target {
  id: string;
  ref: string;
  version: number;
}

/** What a field of minutes holds ("2026-11-22T13:05") as an instant: everything here is told in UTC. */
const asInstant = (minutes: string) => (minutes === "" ? "" : `${minutes.slice(0, 16)}:00.000Z`);

interface StartFormProps {
  action: Ask<{ refs: string[] }>;
  triggerEventId: string;
  /** "2026-11-22T13:05" */
  now: string;
  title: string;
  lines: readonly Option[];
  chosen: readonly string[];
}

/** Starts the clocks of an event: of whom, and from when on we knew. */
export function StartForm({ action, triggerEventId, now, title, lines, chosen }: StartFormProps) {
  const t = useTranslations("notices");
  const router = useRouter();
  const form = useRecordForm<{ lineIds: string[]; startedAt: string }, { refs: string[] }>({
    formKey: `notices:${triggerEventId}`,
    action,
    initial: { lineIds: [...chosen], startedAt: now },
    toInput: (
      { lineIds, startedAt }: { lineIds: string[]; startedAt: string },
      { idempotencyKey }: { idempotencyKey: string },
    ): unknown => ({
      lineIds,
      startedAt: asInstant(startedAt),
      triggerEventId,
      title,
      idempotencyKey,
    }),
    onSuccess: ({ refs }) => {
      showToast({ title: refs.length > 0 ? t("started", { count: refs.length }) : t("noneStarted") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("start")} label={t("ofEvent")}>
      <MultiCheck name="lineIds" label={t("which")} options={lines} required />
      <TextField
        name="startedAt"
        type="datetime-local"
        label={t("startedAt")}
        hint={t("startedAtHint")}
        max={now}
        required
        className="max-w-72"
      />
    </RecordForm>
  );
}

interface GiveFormProps {
  action: Ask<{ engagementRef: string }>;
  record: Target;
  now: string;
  how: string;
  late: boolean;
}

/** Says that a notice was given. */
export function GiveForm({ action, record, now, how, late }: GiveFormProps) {
  const t = useTranslations("notices");
  const router = useRouter();
  interface Fields extends Record<string, unknown> {
    doneAt: string;
    how: string;
    theirReference: string;
    reason: string;
  }
  const form = useRecordForm<Fields, { engagementRef: string }>({
    formKey: `notice:${record.ref}:give`,
    action,
    initial: { doneAt: "", how, theirReference: "", reason: "" },
    version: record.version,
    toInput: (values: Fields, { version, idempotencyKey }: { version?: number; idempotencyKey: string }): unknown => ({
      ...values,
      doneAt: asInstant(values.doneAt),
      id: record.id,
      version,
      idempotencyKey,
    }),
    onSuccess: ({ engagementRef }) => {
      showToast({ title: t("given", { ref: engagementRef }) });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("give")} label={t("giveTitle", { ref: record.ref })}>
      <TextArea name="how" label={t("how")} hint={t("howHint")} rows={2} required />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="doneAt" type="datetime-local" label={t("doneAt")} hint={t("doneAtHint")} max={now} />
        <TextField name="theirReference" label={t("theirReference")} maxLength={200} />
      </div>
      <TextArea name="reason" label={t("lateReason")} hint={t("lateReasonHint")} rows={2} required={late} />
    </RecordForm>
  );
}

/** The moment from which the hours run, where it was entered wrongly. */
export function MoveForm({ action, record, now, startedAt }: { action: Ask<unknown>; record: Target; now: string; startedAt: string }) {
  const t = useTranslations("notices");
  const router = useRouter();
  interface Fields extends Record<string, unknown> {
    startedAt: string;
    reason: string;
  }
  const form = useRecordForm<Fields, unknown>({
    formKey: `notice:${record.ref}:start`,
    action,
    initial: { startedAt, reason: "" },
    version: record.version,
    toInput: (values: Fields, { version, idempotencyKey }: { version?: number; idempotencyKey: string }): unknown => ({
      startedAt: asInstant(values.startedAt),
      reason: values.reason,
      id: record.id,
      version,
      idempotencyKey,
    }),
    onSuccess: () => {
      showToast({ title: t("moved") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("move")} label={t("moveTitle")} submitVariant="primary">
      <TextField
        name="startedAt"
        type="datetime-local"
        label={t("startedAt")}
        hint={t("moveHint")}
        max={now}
        required
        className="max-w-72"
      />
      <TextArea name="reason" label={t("moveReason")} rows={2} required />
    </RecordForm>
  );
}

/** Who of us gives it. */
export function OwnerForm({
  action,
  record,
  ownerId,
  owners,
}: {
  action: Ask<unknown>;
  record: Target;
  ownerId: string | null;
  owners: readonly Option[];
}) {
  const t = useTranslations("notices");
  const router = useRouter();
  const form = useRecordForm<{ ownerId: string | null }, unknown>({
    formKey: `notice:${record.ref}:owner`,
    action,
    initial: { ownerId },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: () => router.refresh(),
  });
  return (
    <RecordForm form={form} submitLabel={useTranslations("communication")("save")} label={t("column.owner")}>
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} className="max-w-96" />
    </RecordForm>
  );
}
