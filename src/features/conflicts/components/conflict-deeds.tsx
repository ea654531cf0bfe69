"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, RadioGroup, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { DecisionFields } from "../form-fields";

type Ask<T = unknown> = (input: unknown) => Promise<ActionResult<T>>;
interface Target {
  id: string;
  ref: string;
  version: number;
}

/** A step of the negotiation: when, who, what was said. */
export function StepForm({ record, action, today, mayLog }: { record: Target; action: Ask; today: string; mayLog: boolean }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  // A new form after each step: what was written is stored.
  const [count, setCount] = useState(0);
  return (
    <StepFields
      key={count}
      record={record}
      action={action}
      today={today}
      mayLog={mayLog}
      onDone={() => {
        showToast({ title: t("stepSaved") });
        setCount(count + 1);
        router.refresh();
      }}
    />
  );
}

function StepFields({
  record,
  action,
  today,
  mayLog,
  onDone,
}: {
  record: Target;
  action: Ask;
  today: string;
  mayLog: boolean;
  onDone: () => void;
}) {
  const t = useTranslations("conflicts");
  const form = useRecordForm({
    formKey: `conflict:${record.ref}:step`,
    action,
    initial: { heldOn: today, participants: "", what: "", asMeeting: false },
    fixed: { id: record.id },
    onSuccess: onDone,
  });
  return (
    <RecordForm form={form} submitLabel={t("addStep")} label={t("addStep")}>
      <div className="grid gap-5 sm:grid-cols-[12rem_1fr]">
        <DateField name="heldOn" label={t("step.heldOn")} max={today} required />
        <TextField name="participants" label={t("step.participants")} maxLength={500} />
      </div>
      <TextArea name="what" label={t("step.what")} hint={t("step.whatHint")} required />
      {mayLog && <Switch name="asMeeting" label={t("step.asMeeting")} hint={t("step.asMeetingHint")} />}
    </RecordForm>
  );
}

interface DecideProps {
  record: Target;
  action: Ask;
  initial: DecisionFields;
  methods: readonly Option[];
  requirements: readonly Option[];
  /** What speaks for which of them, for the method by priority. */
  weights: ReactNode;
}

/** Settles it: as resolved, or as an accepted risk. */
export function DecideForm({ record, action, initial, methods, requirements, weights }: DecideProps) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  const form = useRecordForm<DecisionFields, unknown>({
    formKey: `conflict:${record.ref}:decision`,
    action,
    initial,
    version: record.version,
    fixed: { id: record.id },
    onSuccess: () => {
      showToast({ title: t("decided", { ref: record.ref }) });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("decide.submit")} label={t("decide.title")}>
      <RadioGroup
        name="status"
        label={t("decide.status")}
        options={(["resolved", "accepted"] as const).map((value) => ({
          value,
          label: t(`decide.statuses.${value}`),
          hint: t(`decide.statusHint.${value}`),
        }))}
        required
      />
      <RadioGroup name="method" label={t("column.method")} options={methods} required />
      {form.values.method === "prioritised" && weights}
      <SelectField
        name="prevailingRequirementId"
        label={t("column.prevailing")}
        hint={t("decide.prevailingHint")}
        options={requirements}
        placeholder={t("decide.noWinner")}
      />
      <TextArea name="impactAssessment" label={t("column.impact")} hint={t("form.impactHint")} required />
      <TextArea name="resolution" label={t("column.resolution")} hint={t("decide.resolutionHint")} required />
      <TextArea name="rationale" label={t("column.rationale")} hint={t("decide.rationaleHint")} required />
    </RecordForm>
  );
}

interface InDialogProps<T = unknown> {
  record: Target;
  action: Ask<T>;
}

/** Who was told of the decision, and when. */
export function TellButton({
  record,
  action,
  today,
  mayLog,
  to,
  primary,
}: InDialogProps & { today: string; mayLog: boolean; to: string; primary: boolean }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `conflict:${record.ref}:telling`,
    action,
    initial: { communicatedOn: today, communicatedTo: to, asNotice: false },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: () => {
      setOpen(false);
      showToast({ title: t("told") });
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("tell.title")}
      description={t("tell.text")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant={primary ? "primary" : "secondary"}>{t("tell.button")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("tell.submit")} onCancel={() => setOpen(false)}>
        <DateField name="communicatedOn" label={t("column.communicatedOn")} max={today} required />
        <TextArea name="communicatedTo" label={t("column.communicatedTo")} hint={t("tell.toHint")} required />
        {mayLog && <Switch name="asNotice" label={t("tell.asNotice")} hint={t("tell.asNoticeHint")} />}
      </RecordForm>
    </Dialog>
  );
}

/** Makes a risk of the conflict. */
export function RiskButton({
  record,
  action,
  title,
  owners,
}: InDialogProps<{ riskRef: string }> & { title: string; owners: readonly Option[] }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm<{ title: string; description: string; ownerId: string }, { riskRef: string }>({
    formKey: `conflict:${record.ref}:risk`,
    action,
    initial: { title, description: "", ownerId: "" },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ riskRef }) => {
      setOpen(false);
      showToast({ title: t("riskMade", { ref: riskRef }) });
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("risk.title")}
      description={t("risk.text")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="small">{t("risk.button")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("risk.button")} onCancel={() => setOpen(false)}>
        <TextField name="title" label={t("risk.name")} maxLength={200} required />
        <TextArea name="description" label={t("risk.description")} />
        <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
      </RecordForm>
    </Dialog>
  );
}

/** Opens what is to be done as an action. */
export function ActionButton({
  record,
  action,
  owners,
  dueAt,
}: InDialogProps<{ actionRef: string }> & { owners: readonly Option[]; dueAt: string }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm<{ title: string; dueAt: string; ownerId: string }, { actionRef: string }>({
    formKey: `conflict:${record.ref}:action`,
    action,
    initial: { title: "", dueAt, ownerId: "" },
    version: record.version,
    fixed: { id: record.id },
    onSuccess: ({ actionRef }) => {
      setOpen(false);
      showToast({ title: t("actionMade", { ref: actionRef }) });
      router.refresh();
    },
  });
  return (
    <Dialog title={t("action.title")} open={open} onOpenChange={setOpen} trigger={<Button size="small">{t("action.button")}</Button>}>
      <RecordForm form={form} submitLabel={t("action.button")} onCancel={() => setOpen(false)}>
        <TextField name="title" label={t("action.name")} maxLength={300} required />
        <div className="grid gap-5 sm:grid-cols-2">
          <DateField name="dueAt" label={t("action.dueAt")} />
          <SelectField name="ownerId" label={t("column.owner")} options={owners} placeholder={t("unowned")} />
        </div>
      </RecordForm>
    </Dialog>
  );
}

/** Shown to auditors as an example, or no longer. */
export function ExampleButton({ record, action, example }: { record: Target; action: Ask; example: boolean }) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t(example ? "example.endTitle" : "example.title")}
      confirmLabel={t(example ? "example.end" : "example.keep")}
      trigger={<Button>{t(example ? "example.end" : "example.keep")}</Button>}
      onConfirm={() => action({ id: record.id, version: record.version, example: !example })}
      onDone={() => router.refresh()}
    >
      {t(example ? "example.endText" : "example.text")}
    </ConfirmDialog>
  );
}

/** Says that a proposed pair is no conflict. */
export function DismissButton({
  one,
  other,
  action,
}: {
  one: { id: string; ref: string };
  other: { id: string; ref: string };
  action: Ask;
}) {
  const t = useTranslations("conflicts");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("candidates.dismissTitle", { one: one.ref, other: other.ref })}
      confirmLabel={t("candidates.dismiss")}
      reason="required"
      trigger={
        <Button size="small" variant="quiet" aria-label={t("candidates.dismissLabel", { one: one.ref, other: other.ref })}>
          {t("candidates.dismiss")}
        </Button>
      }
      onConfirm={(reason) => action({ oneId: one.id, otherId: other.id, reason })}
      onDone={() => router.refresh()}
    >
      {t("candidates.dismissText")}
    </ConfirmDialog>
  );
}
