"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { ByMailFields } from "@/components/form/by-mail-fields";
import { DateField, MultiCheck, NumberField, type Option, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button, LinkButton } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action-result";

interface Made {
  ref: string;
  link: string;
  expiresAt: string;
  mailed: boolean;
}

interface GuestFormProps {
  /** The list of guests. */
  path: string;
  action: (input: unknown) => Promise<ActionResult<Made & { id: string }>>;
  versions: readonly Option[];
  areas: readonly Option[];
  governing: string[];
  days: number;
  /** Whether a mail server takes mails; without one they become files. */
  mailServer: boolean;
}

/** Who is let in, for what, until when, to which versions and areas. The link is shown once, in place of the form. */
export function GuestForm({ path, action, versions, areas, governing, days, mailServer }: GuestFormProps) {
  const t = useTranslations("guests");
  const router = useRouter();
  const [made, setMade] = useState<Made | null>(null);
  const form = useRecordForm({
    formKey: "guest:new",
    action,
    initial: {
      name: "",
      email: "",
      body: "",
      purpose: "",
      versionIds: governing,
      areas: areas.filter(({ value }) => value !== "history").map(({ value }) => value),
      periodFrom: "",
      periodTo: "",
      days: days as number | null,
      byMail: false,
      language: "en",
    },
    // Without the key of the form: its answer would be kept for a retry, and the secret in the link must be kept nowhere.
    toInput: ({ periodFrom, periodTo, ...values }) => ({ ...values, periodFrom: periodFrom || null, periodTo: periodTo || null }),
    onSuccess: (answer) => {
      setMade(answer);
      router.refresh();
    },
  });
  if (made) return <LinkOnce made={made} email={form.values.email} path={path} />;
  return (
    <RecordForm form={form} submitLabel={t(form.values.byMail ? "makeAndSend" : "makeLink")} cancelHref={path}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label={t("name")} required maxLength={120} autoComplete="off" />
        <TextField name="body" label={t("body")} hint={t("bodyHint")} maxLength={160} autoComplete="off" />
        <TextField
          name="email"
          type="email"
          label={t("email")}
          hint={t("emailHint")}
          maxLength={320}
          required={form.values.byMail}
          autoComplete="off"
        />
        <NumberField name="days" label={t("days")} hint={t("daysHint")} unit={t("daysUnit")} required />
      </div>
      <ByMailFields chosen={form.values.byMail} mailServer={mailServer} />
      <TextField name="purpose" label={t("purpose")} hint={t("purposeHint")} required maxLength={500} />
      <MultiCheck name="versionIds" label={t("versions")} hint={t("versionsHint")} options={versions} required />
      <MultiCheck name="areas" label={t("areas")} hint={t("areasHint")} options={areas} columns />
      {form.values.areas.includes("history") && (
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField name="periodFrom" label={t("periodFrom")} hint={t("periodHint")} required />
          <DateField name="periodTo" label={t("periodTo")} hint={t("periodToHint")} />
        </div>
      )}
    </RecordForm>
  );
}

function LinkOnce({ made, email, path }: { made: Made; email: string; path: string }) {
  const t = useTranslations("guests");
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  const until = format.dateTime(new Date(made.expiresAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="flex max-w-2xl flex-col gap-4" role="status">
      <h2 className="font-serif text-xl font-semibold">{t(made.mailed ? "mailedTitle" : "linkTitle")}</h2>
      <p>{t(made.mailed ? "mailedText" : "linkText", { email, until })}</p>
      <label className="flex flex-col gap-1 text-sm font-medium">
        {t("link")}
        <input readOnly className="control font-mono text-sm" value={made.link} onFocus={(event) => event.target.select()} />
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          onClick={() => {
            navigator.clipboard.writeText(made.link).then(
              () => setCopied(true),
              () => setCopied(false),
            );
          }}
        >
          {t("copy")}
        </Button>
        <LinkButton href={`${path}/${made.ref}`}>{t("toGuest", { ref: made.ref })}</LinkButton>
        <span className="text-sm text-muted">{copied ? t("copied") : ""}</span>
      </div>
    </div>
  );
}
