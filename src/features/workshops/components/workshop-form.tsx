"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, MultiCheck, type Option, SelectField, TagInput, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

export type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type Saved = { id: string; ref: string; version: number };
export type FindParties = Ask<{ id: string; ref: string; name: string }[]>;

export interface WorkshopFields extends Record<string, unknown> {
  title: string;
  heldOn: string | null;
  facilitatorId: string | null;
  participants: string[];
  departments: string[];
  partyIds: string[];
  note: string;
}

interface WorkshopFormProps {
  kind: "identification" | "voting";
  path: string;
  action: Ask<Saved>;
  initial: WorkshopFields;
  people: readonly Option[];
  departments: readonly string[];
  parties: readonly RecordOption[];
  findParties: FindParties;
  /** For an existing one. */
  record?: Saved;
  onDone?: () => void;
}

export function partyLoader(findParties: FindParties): (q: string) => Promise<RecordOption[]> {
  return async (q) => {
    const result = await findParties({ q });
    if (!result.ok) throw new Error(result.message);
    return result.data.map(({ id, ref, name }) => ({ value: id, label: name, reference: ref }));
  };
}

/** Date, people, note: everything about a workshop that a person writes. People are one on each line, departments are ticked or typed. */
export function WorkshopForm({
  kind,
  path,
  action,
  initial,
  people,
  departments,
  parties,
  findParties,
  record,
  onDone,
}: WorkshopFormProps) {
  const t = useTranslations("workshopForm");
  const router = useRouter();
  const [load] = useState(() => partyLoader(findParties));
  const { participants, departments: chosen, ...rest } = initial;
  const form = useRecordForm({
    formKey: `workshop:${record?.ref ?? `new-${kind}`}`,
    action,
    version: record?.version,
    fixed: record ? { id: record.id } : { kind },
    initial: {
      ...rest,
      participants: participants.join("\n"),
      departments: chosen.filter((name) => departments.includes(name)),
      others: chosen.filter((name) => !departments.includes(name)),
    },
    toInput: ({ others, participants: lines, departments: ticked, ...values }, meta) => ({
      ...(record ? { id: record.id } : { kind }),
      ...values,
      participants: String(lines)
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      departments: [...ticked, ...others],
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
        <DateField name="heldOn" label={t("heldOn")} required />
        <SelectField name="facilitatorId" label={t("facilitator")} options={people} placeholder={t("nobody")} />
      </div>
      {kind === "voting" && (
        <RecordPicker name="partyIds" label={t("parties")} hint={t("partiesHint")} options={parties} load={load} multiple required />
      )}
      <TextArea name="participants" label={t("participants")} hint={t("participantsHint")} rows={4} />
      <MultiCheck name="departments" label={t("departments")} options={departments.map((name) => ({ value: name, label: name }))} columns />
      <TagInput name="others" label={t("otherDepartments")} />
      <TextArea name="note" label={t("note")} rows={2} />
    </RecordForm>
  );
}

/** The same in a dialog, for a workshop that is not closed. */
export function EditWorkshop(props: WorkshopFormProps & { record: Saved }) {
  const t = useTranslations("workshopForm");
  const [open, setOpen] = useState(false);
  return (
    <Dialog title={t("editTitle", { ref: props.record.ref })} open={open} onOpenChange={setOpen} trigger={<Button>{t("edit")}</Button>}>
      <WorkshopForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
