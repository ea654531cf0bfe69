"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, NumberField, type Option, ReasonField, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { LineFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface LineFormProps {
  /** "/nordwind/communication" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: LineFields;
  /** The line that is edited; null for a new one. */
  record: { id: string; ref: string; version: number } | null;
  /** The party that is chosen already, to name it. */
  parties: readonly RecordOption[];
  findParties: Ask<{ id: string; ref: string; name: string; adverse: boolean }[]>;
  owners: readonly Option[];
  events: readonly Option[];
  obligations: readonly RecordOption[];
  /** Of the party, once it is known; null before. */
  requirements: readonly RecordOption[] | null;
}

/** One line of the plan: on what, when, with whom, how, who. */
export function LineForm(props: LineFormProps) {
  const { path, action, initial, record, parties, findParties, owners, events, obligations, requirements } = props;
  const t = useTranslations("communication");
  const router = useRouter();
  const load = useCallback(
    async (q: string) => {
      const answer = await findParties({ q });
      if (!answer.ok) throw new Error(answer.message);
      // Nobody talks to an attacker by plan.
      return answer.data.filter(({ adverse }) => !adverse).map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }));
    },
    [findParties],
  );
  const form = useRecordForm<LineFields, { ref: string }>({
    formKey: `communication:${record?.ref ?? "new"}`,
    action,
    initial: record ? { ...initial, reason: "" } : initial,
    ...(record ? { version: record.version, fixed: { id: record.id } } : {}),
    onSuccess: ({ ref }) => {
      showToast({ title: t(record ? "saved" : "added", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "add")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <RecordPicker name="partyId" label={t("column.party")} options={parties} load={load} required />
      <TextField name="what" label={t("column.what")} hint={t("form.whatHint")} required maxLength={500} />
      <h2 className="mt-2 font-serif text-xl font-semibold">{t("form.when")}</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField name="frequencyDays" label={t("form.frequency")} />
        <DateField name="startsOn" label={t("form.starts")} hint={t("form.startsHint")} />
        <SelectField name="eventKey" label={t("form.event")} options={events} placeholder={t("form.noEvent")} />
        <NumberField name="clockHours" label={t("form.clock")} hint={t("form.clockHint")} />
      </div>
      <TextField name="whenText" label={t("column.when")} hint={t("form.whenHint")} maxLength={300} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="withWhom" label={t("column.withWhom")} hint={t("form.withWhomHint")} maxLength={300} />
        <TextField name="how" label={t("column.how")} hint={t("form.howHint")} maxLength={300} />
      </div>
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} className="max-w-96" />
      <RecordPicker name="obligationId" label={t("form.obligation")} options={obligations} />
      {requirements && <RecordPicker name="requirementIds" label={t("form.requirements")} options={requirements} multiple />}
      <TextArea name="note" label={t("column.note")} />
      {record && <ReasonField />}
    </RecordForm>
  );
}

interface DoneFormProps {
  action: Ask<{ engagementRef: string }>;
  record: { id: string; ref: string; version: number };
  initial: { on: string; type: "notice" | "meeting" | "training"; how: string };
  today: string;
  requirements: readonly Option[];
}

/** Says that a line was carried out, and writes it into the log. */
export function DoneForm({ action, record, initial, today, requirements }: DoneFormProps) {
  const t = useTranslations("communication");
  const router = useRouter();
  const form = useRecordForm<
    DoneFormProps["initial"] & { summary: string; participants: string; requirementIds: string[] },
    { engagementRef: string }
  >({
    formKey: `communication:${record.ref}:done`,
    action,
    initial: { ...initial, summary: "", participants: "", requirementIds: [] },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ engagementRef }) => {
      showToast({ title: t("doneSaved", { ref: engagementRef }) });
      router.refresh();
    },
  });
  const types = (["notice", "meeting", "training"] as const).map((value) => ({ value, label: t(`doneTypeChoice.${value}`) }));
  return (
    <RecordForm form={form} submitLabel={t("done")} label={t("doneTitle", { ref: record.ref })}>
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="on" label={t("doneOn")} max={today} required />
        <SelectField name="type" label={t("doneType")} options={types} />
      </div>
      <TextField name="how" label={t("column.how")} required maxLength={300} />
      <TextArea name="summary" label={t("doneSummary")} hint={t("doneSummaryHint")} rows={2} />
      <TextField name="participants" label={t("doneParticipants")} maxLength={500} />
      {requirements.length > 0 && (
        <RecordPicker
          name="requirementIds"
          label={t("doneRequirements")}
          hint={t("doneRequirementsHint")}
          options={requirements}
          multiple
        />
      )}
    </RecordForm>
  );
}
