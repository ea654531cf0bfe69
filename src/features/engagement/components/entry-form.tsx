"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import {
  DateField,
  MultiCheck,
  type Option,
  RadioGroup,
  ReasonField,
  SelectField,
  Switch,
  TextArea,
  TextField,
} from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { canTellHowMet } from "@/domain/engagement";
import { ENGAGEMENT_CHANNELS, ENGAGEMENT_LEVELS, ENGAGEMENT_TYPES, type EngagementType, FEEDBACK_KINDS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { EntryFields, NewEntryFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
interface Requirement {
  id: string;
  ref: string;
  statement: string;
  told: boolean;
}

export interface EntryChoices {
  parties: readonly RecordOption[];
  requirements: readonly Requirement[];
  documents: readonly RecordOption[];
  people: readonly Option[];
  findParties: Ask<{ id: string; ref: string; name: string }[]>;
  findRequirements: Ask<Requirement[]>;
  findDocuments: Ask<{ ref: string; title: string }[]>;
  today: string;
  /** Whether the reader may note at requirements that the party was told. */
  mayTell: boolean;
}

/** The requirements of the party that is chosen at the moment. */
function useRequirements(
  partyId: string | null,
  { requirements, findRequirements }: EntryChoices,
  startedWith: string | null,
): Requirement[] {
  const [found, setFound] = useState<{ partyId: string | null; rows: readonly Requirement[] }>({
    partyId: startedWith,
    rows: requirements,
  });
  useEffect(() => {
    if (partyId === null || partyId === "" || partyId === found.partyId) return;
    let stale = false;
    void findRequirements({ partyId }).then((answer) => {
      if (!stale && answer.ok) setFound({ partyId, rows: answer.data });
    });
    return () => {
      stale = true;
    };
  }, [partyId, found.partyId, findRequirements]);
  return found.partyId === partyId ? [...found.rows] : [];
}

export interface NewEntryFormProps {
  /** "/nordwind/engagement" */
  path: string;
  cancelHref: string;
  action: Ask<{ ref: string }>;
  initial: NewEntryFields;
  choices: EntryChoices;
}

/** Enters an interaction by hand, or feedback that came by letter, telephone or mail. */
export function NewEntryForm({ path, cancelHref, action, initial, choices }: NewEntryFormProps) {
  const t = useTranslations("engagement");
  const words = useTranslations("vocabulary");
  const router = useRouter();
  const form = useRecordForm<NewEntryFields, { ref: string }>({
    formKey: `engagement:new:${initial.fromMail ? "mail" : ""}`,
    action,
    initial,
    onSuccess: ({ ref }) => {
      showToast({ title: t("logged", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  const type = form.values.type as EngagementType;
  return (
    <RecordForm form={form} submitLabel={t("log")} cancelHref={cancelHref}>
      {!initial.fromMail && (
        <RadioGroup
          name="type"
          label={t("column.type")}
          inline
          options={ENGAGEMENT_TYPES.map((value) => ({ value, label: words(`engagementType.${value}`) }))}
        />
      )}
      <Fields form={form.values} type={type} choices={choices} startedWith={initial.partyId} />
      {type === "feedback" && (
        <SelectField
          name="ownerId"
          label={t("column.owner")}
          hint={t("form.ownerHint")}
          options={choices.people}
          placeholder={t("unowned")}
        />
      )}
    </RecordForm>
  );
}

interface EditEntryFormProps {
  path: string;
  action: Ask<{ ref: string }>;
  record: { id: string; ref: string; version: number; type: EngagementType };
  initial: EntryFields;
  choices: EntryChoices;
}

export function EditEntryForm({ path, action, record, initial, choices }: EditEntryFormProps) {
  const t = useTranslations("engagement");
  const router = useRouter();
  const form = useRecordForm<EntryFields, { ref: string }>({
    formKey: `engagement:${record.ref}`,
    action,
    initial: { ...initial, reason: "" },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ ref }) => {
      showToast({ title: t("saved", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} cancelHref={`${path}/${record.ref}`}>
      <Fields form={form.values} type={record.type} choices={choices} startedWith={initial.partyId} />
      <ReasonField />
    </RecordForm>
  );
}

interface FieldsProps {
  form: EntryFields;
  type: EngagementType;
  choices: EntryChoices;
  startedWith: string | null;
}

function Fields({ form, type, choices, startedWith }: FieldsProps) {
  const t = useTranslations("engagement");
  const words = useTranslations("vocabulary");
  const requirements = useRequirements(form.partyId, choices, startedWith);
  const { findParties, findDocuments } = choices;
  const loadParties = useCallback(
    async (q: string) => {
      const answer = await findParties({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }));
    },
    [findParties],
  );
  const loadDocuments = useCallback(
    async (q: string) => {
      const answer = await findDocuments({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ ref, title }) => ({ value: ref, reference: ref, label: title }));
    },
    [findDocuments],
  );
  const feedback = type === "feedback";
  return (
    <>
      <RecordPicker
        name="partyId"
        label={t("column.party")}
        hint={feedback ? t("form.partyUnknown") : undefined}
        required={!feedback}
        options={choices.parties}
        load={loadParties}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="heldOn" label={feedback ? t("form.cameOn") : t("column.heldOn")} max={choices.today} required />
        <SelectField
          name="channel"
          label={t("column.channel")}
          options={ENGAGEMENT_CHANNELS.map((value) => ({ value, label: words(`engagementChannel.${value}`) }))}
          placeholder={t("form.noChannel")}
        />
      </div>
      {feedback && (
        <>
          <RadioGroup
            name="feedbackKind"
            label={t("column.feedbackKind")}
            inline
            options={FEEDBACK_KINDS.map((value) => ({ value, label: words(`feedbackKind.${value}`) }))}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField name="fromName" label={t("form.fromName")} maxLength={200} />
            <TextField name="fromEmail" label={t("form.fromEmail")} hint={t("form.fromEmailHint")} type="email" maxLength={254} />
          </div>
        </>
      )}
      <TextArea
        name="summary"
        label={feedback ? t("form.whatTheySaid") : t("column.summary")}
        hint={feedback ? undefined : t("form.summaryHint")}
        required
        rows={feedback ? 6 : 4}
        limit={4_000}
      />
      {!feedback && <TextField name="participants" label={t("form.participants")} hint={t("form.participantsHint")} maxLength={1_000} />}
      <RecordPicker
        name="ourParticipantIds"
        label={t("form.ours")}
        options={choices.people.map(({ value, label }) => ({ value, label }))}
        multiple
      />
      {form.partyId && requirements.length > 0 && (
        <MultiCheck
          name="requirementIds"
          label={t("column.requirements")}
          hint={t("form.requirementsHint")}
          options={requirements.map(({ id, ref, statement, told }) => ({
            value: id,
            label: `${ref} ${statement}`,
            hint: told ? undefined : t("form.untold"),
          }))}
        />
      )}
      {canTellHowMet(type) && choices.mayTell && form.requirementIds.length > 0 && (
        <Switch name="toldHowMet" label={t("form.toldHowMet")} hint={t("form.toldHowMetHint", { day: form.heldOn ?? "" })} />
      )}
      <RecordPicker
        name="documentRefs"
        label={t("form.documents")}
        hint={t("form.documentsHint")}
        options={choices.documents}
        load={loadDocuments}
        multiple
      />
      <SelectField
        name="engagementSeen"
        label={t("form.seen")}
        hint={t("form.seenHint")}
        options={ENGAGEMENT_LEVELS.map((value) => ({ value, label: words(`engagementLevel.${value}`) }))}
        placeholder={t("form.notSeen")}
        className="max-w-96"
      />
      <TextArea name="note" label={t("column.note")} />
    </>
  );
}
