"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, MultiCheck, type Option, RadioGroup, ReasonField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { offerBringBack } from "@/components/ui/offer-bring-back";
import { showToast } from "@/components/ui/toast";
import { CIA, FULFILMENT_STATUSES, ISMS_DECISIONS, PRIORITIES, REQUIREMENT_RELEVANCES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import { LinksField } from "./links-field";

type Ask = (input: unknown) => Promise<ActionResult<{ ref: string; version: number }>>;

interface Target {
  id: string;
  ref: string;
  version: number;
}

interface DecisionProps {
  record: Target;
  action: Ask;
  /** What the button says. */
  label: string;
}

/** A button and the form it opens; the form lives only while it is open. */
function FormDialog({
  label,
  name,
  title,
  lead,
  children,
}: {
  label: string;
  /** What a screen reader hears in place of the label alone; it begins with the label. */
  name?: string;
  title: string;
  lead?: string;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={title}
      description={lead}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={name}>
          {label}
        </Button>
      }
    >
      {children(() => setOpen(false))}
    </Dialog>
  );
}

function useDecision<V extends Record<string, unknown>>(name: string, record: Target, action: Ask, initial: V, close: () => void) {
  const t = useTranslations("requirements");
  const router = useRouter();
  return useRecordForm<V, { ref: string; version: number }>({
    formKey: `requirement:${record.ref}:${name}`,
    action,
    initial,
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ ref }) => {
      close();
      showToast({ title: t("saved", { ref }) });
      router.refresh();
    },
  });
}

function useWords(group: string): (values: readonly string[]) => Option[] {
  const word = useTranslations("vocabulary");
  const hint = useTranslations("requirements.hints");
  return (values) =>
    values.map((value) => ({
      value,
      label: word(`${group}.${value}` as never),
      hint: hint.has(`${group}.${value}` as never) ? hint(`${group}.${value}` as never) : undefined,
    }));
}

export function RelevanceDecision(props: DecisionProps & { values: { relevance: string; cia: string[]; ciaRationale: string } }) {
  const t = useTranslations("requirements.decide");
  return (
    <FormDialog
      label={props.label}
      name={t("relevanceButton", { verb: props.label })}
      title={t("relevanceTitle")}
      lead={t("relevanceLead")}
    >
      {(close) => <RelevanceForm {...props} close={close} />}
    </FormDialog>
  );
}

function RelevanceForm({ record, action, values, close }: Parameters<typeof RelevanceDecision>[0] & { close: () => void }) {
  const t = useTranslations("requirements.decide");
  const form = useDecision(
    "relevance",
    record,
    action,
    { relevance: values.relevance, cia: values.cia, ciaRationale: values.ciaRationale, reason: "" },
    close,
  );
  const relevances = useWords("requirementRelevance");
  const goals = useWords("cia");
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <RadioGroup name="relevance" label={t("relevance")} options={relevances(REQUIREMENT_RELEVANCES)} />
      <MultiCheck name="cia" label={t("cia")} options={goals(CIA)} />
      <TextArea name="ciaRationale" label={t("ciaRationale")} rows={2} />
      <TextArea
        name="reason"
        label={t("reason")}
        hint={t("relevanceReasonHint")}
        required={form.values.relevance === "discarded"}
        rows={3}
      />
    </RecordForm>
  );
}

interface IsmsValues {
  ismsDecision: string;
  ismsDecisionRationale: string;
  howAddressed: string;
  links: { targetType: string; targetRef: string; rationale: string }[];
}

export function IsmsDecisionDialog(props: DecisionProps & { values: IsmsValues }) {
  const t = useTranslations("requirements.decide");
  return (
    <FormDialog label={props.label} name={t("ismsButton", { verb: props.label })} title={t("ismsTitle")} lead={t("ismsLead")}>
      {(close) => <IsmsForm {...props} close={close} />}
    </FormDialog>
  );
}

function IsmsForm({ record, action, values, close }: Parameters<typeof IsmsDecisionDialog>[0] & { close: () => void }) {
  const t = useTranslations("requirements.decide");
  const { ismsDecision, ismsDecisionRationale, howAddressed, links } = values;
  const decided = ismsDecision !== "undecided";
  const form = useDecision(
    "isms",
    record,
    action,
    { ismsDecision, ismsDecisionRationale, howAddressed, links, ...(decided ? { reason: "" } : {}) },
    close,
  );
  const decisions = useWords("ismsDecision");
  const not = form.values.ismsDecision === "not_addressed";
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <RadioGroup name="ismsDecision" label={t("isms")} options={decisions(ISMS_DECISIONS)} />
      <TextArea name="ismsDecisionRationale" label={t(not ? "whyNot" : "why")} required={not} rows={2} />
      <TextArea name="howAddressed" label={t(not ? "whereInstead" : "how")} hint={t(not ? "whereInsteadHint" : "howHint")} />
      {!not && <LinksField name="links" label={t("links")} hint={t("linksHint")} />}
      {decided && <ReasonField required />}
    </RecordForm>
  );
}

export function PriorityDecision(
  props: DecisionProps & {
    values: { priority: string | null; priorityJustification: string };
    proposed: string | null;
    explanation: ReactNode;
  },
) {
  const t = useTranslations("requirements.decide");
  return (
    <FormDialog label={props.label} name={t("priorityButton", { verb: props.label })} title={t("priorityTitle")}>
      {(close) => <PriorityForm {...props} close={close} />}
    </FormDialog>
  );
}

function PriorityForm({
  record,
  action,
  values,
  proposed,
  explanation,
  close,
}: Parameters<typeof PriorityDecision>[0] & { close: () => void }) {
  const t = useTranslations("requirements.decide");
  const decided = values.priority !== null;
  const initial = {
    priority: values.priority ?? proposed ?? "",
    priorityJustification: values.priorityJustification,
    ...(decided ? { reason: "" } : {}),
  };
  const form = useDecision("priority", record, action, initial, close);
  const priorities = useWords("priority");
  const departs = form.values.priority !== "" && form.values.priority !== proposed;
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <div className="rounded-md bg-sunken px-3 py-2 text-sm">{explanation}</div>
      <RadioGroup
        name="priority"
        label={t("priority")}
        options={[...priorities(PRIORITIES), { value: "", label: t("noPriority") }]}
        inline
      />
      <TextArea name="priorityJustification" label={t("justification")} hint={t("justificationHint")} required={departs} />
      {decided && <ReasonField required />}
    </RecordForm>
  );
}

export function Confirmation(props: DecisionProps & { representative: string; confirmed: boolean; today: string; withdrawLabel: string }) {
  const t = useTranslations("requirements.decide");
  const router = useRouter();
  if (props.confirmed) {
    const withdraw = (reason: string) => props.action({ id: props.record.id, version: props.record.version, confirmedAt: null, reason });
    return (
      <ConfirmDialog
        title={t("withdrawTitle")}
        confirmLabel={t("withdraw")}
        reason="required"
        trigger={<Button size="small">{props.withdrawLabel}</Button>}
        onConfirm={withdraw}
        onDone={() => router.refresh()}
      />
    );
  }
  return (
    <FormDialog label={props.label} title={t("confirmTitle")} lead={t("confirmLead")}>
      {(close) => <ConfirmationForm {...props} close={close} />}
    </FormDialog>
  );
}

function ConfirmationForm({ record, action, representative, today, close }: Parameters<typeof Confirmation>[0] & { close: () => void }) {
  const t = useTranslations("requirements.decide");
  const form = useDecision(
    "confirmation",
    record,
    action,
    { confirmedAt: today, confirmedBy: representative, confirmationMethod: "" },
    close,
  );
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <DateField name="confirmedAt" label={t("confirmedAt")} required max={today} />
      <TextField name="confirmedBy" label={t("confirmedBy")} required />
      <TextField name="confirmationMethod" label={t("confirmationMethod")} hint={t("confirmationMethodHint")} />
    </RecordForm>
  );
}

export function FulfilmentAssessment(
  props: DecisionProps & { values: { fulfilmentStatus: string; fulfilmentNote: string }; today: string },
) {
  const t = useTranslations("requirements.decide");
  return (
    <FormDialog label={props.label} name={t("fulfilmentButton", { verb: props.label })} title={t("fulfilmentTitle")}>
      {(close) => <FulfilmentForm {...props} close={close} />}
    </FormDialog>
  );
}

function FulfilmentForm({ record, action, values, today, close }: Parameters<typeof FulfilmentAssessment>[0] & { close: () => void }) {
  const t = useTranslations("requirements.decide");
  const { fulfilmentStatus, fulfilmentNote } = values;
  const form = useDecision("fulfilment", record, action, { fulfilmentStatus, fulfilmentAssessedAt: today, fulfilmentNote }, close);
  const statuses = useWords("fulfilmentStatus");
  const gap = form.values.fulfilmentStatus === "partly" || form.values.fulfilmentStatus === "not_met";
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <RadioGroup name="fulfilmentStatus" label={t("fulfilment")} options={statuses(FULFILMENT_STATUSES)} />
      <DateField name="fulfilmentAssessedAt" label={t("assessedAt")} max={today} />
      <TextArea name="fulfilmentNote" label={t(gap ? "missing" : "fulfilmentNote")} required={gap} />
    </RecordForm>
  );
}

/** Activate, retire, bring back: one click and one question. */
export function LifeButton({
  record,
  action,
  deed,
  bringBack,
}: {
  record: Target;
  action: Ask;
  deed: "activate" | "retire" | "bringBack";
  /** Takes a retirement back, offered for ten seconds. */
  bringBack?: Ask;
}) {
  const t = useTranslations("requirements.life");
  const ui = useTranslations("ui");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t(`${deed}Title`, { ref: record.ref })}
      confirmLabel={t(deed)}
      danger={deed === "retire"}
      reason={deed === "retire" ? "required" : "optional"}
      trigger={<Button>{t(deed)}</Button>}
      onConfirm={async (reason) => {
        const result = await action({ id: record.id, version: record.version, reason });
        if (result.ok && deed === "retire" && bringBack) {
          offerBringBack({
            title: ui("retired", { ref: record.ref }),
            label: ui("edit.undo"),
            failed: ui("edit.undoFailed"),
            bringBack,
            id: record.id,
            version: result.data.version,
            refresh: router.refresh,
          });
        }
        return result;
      }}
      onDone={() => router.refresh()}
    >
      {t(`${deed}Text`)}
    </ConfirmDialog>
  );
}
