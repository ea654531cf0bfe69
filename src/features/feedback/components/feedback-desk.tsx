"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, type Option, RadioGroup, SelectField, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { showToast } from "@/components/ui/toast";
import { OUTSIDE_LANGUAGES, REQUIREMENT_KINDS, STRENGTHS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

type Ask = (input: unknown) => Promise<ActionResult<unknown>>;
type Values = Record<string, unknown>;

interface Target {
  id: string;
  ref: string;
  version: number;
}

/** A section of the desk that is opened when it is wanted. */
export function DeskPart({ title, hint, open = false, children }: { title: string; hint?: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="border-t py-3" open={open}>
      <summary className="min-h-6 cursor-pointer font-serif text-lg font-semibold">{title}</summary>
      {hint && <p className="prose-width mt-1 text-sm text-muted">{hint}</p>}
      <div className="mt-3">{children}</div>
    </details>
  );
}

function useDeed<V extends Values>(name: string, record: Target, action: Ask, initial: V, done: string) {
  const router = useRouter();
  return useRecordForm<V, unknown>({
    formKey: `engagement:${record.ref}:${name}`,
    action,
    initial,
    version: record.version,
    fixed: { id: record.id },
    onSuccess: () => {
      showToast({ title: done });
      router.refresh();
    },
  });
}

interface DeedProps {
  record: Target;
  action: Ask;
}

export function TakeForm({ record, action, people, me }: DeedProps & { people: readonly Option[]; me: string }) {
  const t = useTranslations("feedback");
  const form = useDeed("take", record, action, { ownerId: me }, t("taken"));
  return (
    <RecordForm form={form} submitLabel={t("take")} label={t("takeTitle")}>
      <SelectField name="ownerId" label={t("owner")} options={people} className="max-w-96" />
    </RecordForm>
  );
}

export function AnswerForm({ record, action, response }: DeedProps & { response: string }) {
  const t = useTranslations("feedback");
  const form = useDeed("answer", record, action, { response }, t("answered"));
  return (
    <RecordForm form={form} submitLabel={t("answer")} label={t("answerTitle")}>
      <TextArea name="response" label={t("response")} hint={t("responseHint")} rows={5} limit={4_000} required />
    </RecordForm>
  );
}

interface TellFormProps extends DeedProps {
  addresses: readonly { email: string; name: string; language: string }[];
  response: string;
}

export function TellForm({ record, action, addresses, response }: TellFormProps) {
  const t = useTranslations("feedback");
  const words = useTranslations("vocabulary");
  const first = addresses[0];
  const initial = { toEmail: first?.email ?? "", language: first?.language ?? "en", message: response };
  const form = useDeed("tell", record, action, initial, t("mailQueued"));
  return (
    <RecordForm form={form} submitLabel={t("tell")} label={t("tellTitle")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          name="toEmail"
          label={t("to")}
          options={addresses.map(({ email, name }) => ({ value: email, label: name ? `${name}, ${email}` : email }))}
        />
        <SelectField
          name="language"
          label={t("language")}
          hint={t("languageHint")}
          options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: words(`outsideLanguage.${value}`) }))}
        />
      </div>
      <TextArea name="message" label={t("message")} hint={t("messageHint")} rows={6} limit={4_000} required />
    </RecordForm>
  );
}

export function CloseForm({ record, action, toldOn, today }: DeedProps & { toldOn: string | null; today: string }) {
  const t = useTranslations("feedback");
  const form = useDeed("close", record, action, { outcome: "", toldOn: toldOn ?? "", whyNotTold: "" }, t("closed"));
  return (
    <RecordForm form={form} submitLabel={t("close")} label={t("closeTitle")}>
      <TextArea name="outcome" label={t("outcome")} hint={t("outcomeHint")} rows={3} limit={4_000} required />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateField name="toldOn" label={t("toldOn")} hint={t("toldOnHint")} max={today} />
        {!form.values.toldOn && <TextField name="whyNotTold" label={t("whyNotTold")} hint={t("whyNotToldHint")} maxLength={500} />}
      </div>
    </RecordForm>
  );
}

export function ActionForm({ record, action, people, me }: DeedProps & { people: readonly Option[]; me: string }) {
  const t = useTranslations("feedback");
  const form = useDeed("action", record, action, { title: "", actionOwnerId: me, dueAt: "" }, t("actionOpened"));
  return (
    <RecordForm form={form} submitLabel={t("openAction")} label={t("actionTitle")}>
      <TextField name="title" label={t("actionWhat")} required maxLength={300} />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField name="actionOwnerId" label={t("owner")} options={people} />
        <DateField name="dueAt" label={t("actionDue")} hint={t("actionDueHint")} />
      </div>
    </RecordForm>
  );
}

export function RequirementForm({ record, action, words: said }: DeedProps & { words: string }) {
  const t = useTranslations("feedback");
  const words = useTranslations("vocabulary");
  const initial = { statement: said, kind: "business", strength: "expectation" };
  const form = useDeed("requirement", record, action, initial, t("requirementMade"));
  return (
    <RecordForm form={form} submitLabel={t("makeRequirement")} label={t("requirementTitle")}>
      <TextArea name="statement" label={t("statement")} hint={t("statementHint")} rows={3} limit={4_000} required />
      <SelectField
        name="kind"
        label={t("requirementKind")}
        options={REQUIREMENT_KINDS.map((value) => ({ value, label: words(`requirementKind.${value}`) }))}
        className="max-w-96"
      />
      <RadioGroup
        name="strength"
        label={t("strength")}
        inline
        options={STRENGTHS.map((value) => ({ value, label: words(`strength.${value}`) }))}
      />
    </RecordForm>
  );
}

/** Names a group of parts. */
export function DeskFrame({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="no-print mt-8 max-w-3xl">
      <h2 id={id} className="mb-2 font-serif text-xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
