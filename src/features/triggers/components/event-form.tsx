"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
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
import type { ActionResult } from "@/lib/action-result";
import type { EventFields, NewEventFields } from "../form-fields";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type FindParties = Ask<{ id: string; ref: string; name: string }[]>;

/** Searches parties for a picker. */
function usePartyLoader(findParties: FindParties) {
  return useCallback(
    async (q: string) => {
      const answer = await findParties({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }));
    },
    [findParties],
  );
}

interface NewEventFormProps {
  /** "/nordwind/trigger-events" */
  path: string;
  action: Ask<{ ref: string; reviewRef: string | null }>;
  eventKey: string;
  initial: NewEventFields;
  today: string;
  /** The parties that the rule proposes, each with its reason. */
  proposed: readonly Option[];
  fullReview: boolean;
  /** Its rule asks for a corrective action, and the person may open one. */
  asksForAction: boolean;
  prompts: readonly string[];
  corrective: readonly RecordOption[];
  findParties: FindParties;
  owners: readonly Option[];
}

/** Logs an event: what happened and when, whom it concerns, what follows from it. */
export function NewEventForm(props: NewEventFormProps) {
  const { path, action, eventKey, initial, today, proposed, fullReview, asksForAction, prompts, corrective, findParties, owners } = props;
  const t = useTranslations("triggers");
  const router = useRouter();
  const load = usePartyLoader(findParties);
  const form = useRecordForm<NewEventFields, { ref: string; reviewRef: string | null }>({
    formKey: `trigger-event:new:${eventKey}`,
    action,
    initial,
    fixed: { eventKey },
    onSuccess: ({ ref, reviewRef }) => {
      showToast({ title: reviewRef ? t("loggedWithReview", { ref, review: reviewRef }) : t("logged", { ref }) });
      router.push(`${path}/${ref}`);
      router.refresh();
    },
  });
  const { values } = form;
  return (
    <RecordForm form={form} submitLabel={t("log")} cancelHref={path}>
      <TextField name="title" label={t("column.title")} hint={t("form.titleHint")} required maxLength={200} />
      <DateField name="occurredOn" label={t("column.occurredOn")} hint={t("form.occurredOnHint")} max={today} required />
      <TextArea name="description" label={t("column.description")} />
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} className="max-w-96" />

      <h2 className="mt-4 font-serif text-xl font-semibold">{t("form.parties")}</h2>
      {fullReview && <p className="prose-width text-sm text-muted">{t("form.fullReview")}</p>}
      {proposed.length > 0 ? (
        <MultiCheck name="partyIds" label={t("form.proposed")} hint={t("form.proposedHint")} options={proposed} columns />
      ) : (
        <p className="prose-width text-sm text-muted">{t("form.nobodyProposed")}</p>
      )}
      <RecordPicker name="morePartyIds" label={t("form.moreParties")} options={[]} load={load} multiple />

      {asksForAction && (
        <>
          <h2 className="mt-4 font-serif text-xl font-semibold">{t("form.corrective")}</h2>
          <RadioGroup
            name="corrective"
            label={t("form.correctiveQuestion")}
            hint={t("form.correctiveHint")}
            options={(["create", "link", "later"] as const).map((value) => ({ value, label: t(`form.correctiveChoice.${value}`) }))}
          />
          {values.corrective === "create" && <ActionFields owners={owners} />}
          {values.corrective === "link" && (
            <RecordPicker name="correctiveActionId" label={t("form.existing")} options={corrective} required />
          )}
        </>
      )}

      <h2 className="mt-4 font-serif text-xl font-semibold">{t("form.review")}</h2>
      <Switch name="openReview" label={t("form.openReview")} hint={t("form.openReviewHint")} />
      {values.openReview && prompts.length > 0 && (
        <div className="text-sm">
          <p className="text-muted">{t("form.prompts")}</p>
          <ul className="mt-1 list-disc pl-5">
            {prompts.map((prompt) => (
              <li key={prompt}>{prompt}</li>
            ))}
          </ul>
        </div>
      )}
      <TextArea name="note" label={t("column.note")} />
    </RecordForm>
  );
}

function ActionFields({ owners }: { owners: readonly Option[] }) {
  const t = useTranslations("triggers");
  return (
    <>
      <TextField name="actionTitle" label={t("form.actionTitle")} hint={t("form.actionTitleHint")} required maxLength={300} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField name="actionOwnerId" label={t("form.actionOwner")} options={owners} placeholder={t("unowned")} />
        <DateField name="actionDueAt" label={t("form.actionDueAt")} />
      </div>
    </>
  );
}

interface EditEventFormProps {
  /** "/nordwind/trigger-events" */
  path: string;
  action: Ask<{ ref: string }>;
  initial: EventFields;
  today: string;
  record: { id: string; ref: string; version: number };
  /** Its parties; null while a review walks through them. */
  parties: readonly RecordOption[] | null;
  findParties: FindParties;
  owners: readonly Option[];
}

export function EditEventForm({ path, action, initial, today, record, parties, findParties, owners }: EditEventFormProps) {
  const t = useTranslations("triggers");
  const router = useRouter();
  const load = usePartyLoader(findParties);
  const form = useRecordForm<EventFields, { ref: string }>({
    formKey: `trigger-event:${record.ref}`,
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
      <TextField name="title" label={t("column.title")} required maxLength={200} />
      <DateField name="occurredOn" label={t("column.occurredOn")} hint={t("form.occurredOnHint")} max={today} required />
      <TextArea name="description" label={t("column.description")} />
      <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} className="max-w-96" />
      {parties ? (
        <RecordPicker name="partyIds" label={t("form.parties")} options={parties} load={load} multiple />
      ) : (
        <p className="prose-width text-sm text-muted">{t("form.partiesInReview")}</p>
      )}
      <TextArea name="note" label={t("column.note")} />
      <ReasonField />
    </RecordForm>
  );
}

interface CorrectiveFormProps {
  action: Ask<{ actionRef: string }>;
  record: { id: string; ref: string; version: number };
  initial: { corrective: "create" | "link"; actionTitle: string; actionOwnerId: string | null; actionDueAt: string | null };
  corrective: readonly RecordOption[];
  owners: readonly Option[];
}

/** The corrective action that an event still asks for: opened here, or one that exists. */
export function CorrectiveForm({ action, record, initial, corrective, owners }: CorrectiveFormProps) {
  const t = useTranslations("triggers");
  const router = useRouter();
  const form = useRecordForm<CorrectiveFormProps["initial"] & { correctiveActionId: string | null }, { actionRef: string }>({
    formKey: `trigger-event:${record.ref}:action`,
    action,
    initial: { ...initial, correctiveActionId: null },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ actionRef }) => {
      showToast({ title: t("actionLinked", { ref: actionRef }) });
      router.refresh();
    },
  });
  const choices = (["create", "link"] as const).filter((value) => value === "create" || corrective.length > 0);
  return (
    <RecordForm form={form} submitLabel={t("setAction")} label={t("form.corrective")}>
      {choices.length > 1 && (
        <RadioGroup
          name="corrective"
          label={t("form.correctiveQuestion")}
          inline
          options={choices.map((value) => ({ value, label: t(`form.correctiveChoice.${value}`) }))}
        />
      )}
      {form.values.corrective === "create" ? (
        <ActionFields owners={owners} />
      ) : (
        <RecordPicker name="correctiveActionId" label={t("form.existing")} options={corrective} required />
      )}
    </RecordForm>
  );
}
