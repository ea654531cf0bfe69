"use client";

import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { InterviewCandidate } from "../queries";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface InterviewFormProps {
  /** "/nordwind/interviews" */
  path: string;
  action: Ask<{ id: string; ref: string; version: number }>;
  find: Ask<InterviewCandidate[]>;
  parties: readonly InterviewCandidate[];
  methods: readonly Option[];
  guides: readonly Option[];
  people: readonly Option[];
  initial: {
    partyId: string;
    method: string;
    heldOn: string;
    interviewerId: string;
    interviewees: string;
    guide: string;
    note: string;
  };
  record?: { id: string; ref: string; version: number };
}

/** Who talks to whom, when and how; choosing the party proposes the questions. */
export function InterviewForm({ path, action, find, parties, methods, guides, people, initial, record }: InterviewFormProps) {
  const t = useTranslations("interviewForm");
  const router = useRouter();
  const known = useRef(new Map(parties.map((party) => [party.id, party])));
  const form = useRecordForm({
    formKey: record ? `interview:${record.ref}` : "interview:new",
    action,
    initial,
    version: record?.version,
    fixed: record ? { id: record.id } : undefined,
    onSuccess: ({ ref }) => {
      showToast({ title: t("saved", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  const option = ({ id, ref, name }: InterviewCandidate) => ({ value: id, label: name, reference: ref });
  const load = useCallback(
    async (q: string) => {
      const result = await find({ q });
      if (!result.ok) throw new Error(result.kind);
      for (const party of result.data) known.current.set(party.id, party);
      return result.data.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }));
    },
    [find],
  );
  // The guide follows the party until somebody chooses another.
  const followed = useRef(initial.partyId);
  const partyId = String(form.values.partyId);
  if (partyId !== followed.current) {
    followed.current = partyId;
    const guide = known.current.get(partyId)?.guide;
    if (guide) queueMicrotask(() => form.set("guide", guide));
  }
  return (
    <RecordForm form={form} submitLabel={t(record ? "save" : "create")} cancelHref={record ? `${path}/${record.ref}` : path}>
      <RecordPicker
        name="partyId"
        label={t("party")}
        hint={t("partyHint")}
        placeholder={t("partyPlaceholder")}
        required
        options={parties.map(option)}
        load={load}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="heldOn" label={t("heldOn")} required />
        <SelectField name="method" label={t("method")} options={methods} />
        <SelectField name="interviewerId" label={t("interviewer")} options={people} />
        <TextField name="interviewees" label={t("interviewees")} hint={t("intervieweesHint")} />
      </div>
      <SelectField name="guide" label={t("guide")} hint={t("guideHint")} options={guides} />
      <TextArea name="note" label={t("note")} />
    </RecordForm>
  );
}
