"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { ByMailFields } from "@/components/form/by-mail-fields";
import { NumberField, type Option, SelectField, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/action-result";

interface Made {
  email: string;
  link: string;
  expiresAt: string;
  mailed: boolean;
}

interface InviteFormProps {
  action: (input: unknown) => Promise<ActionResult<Omit<Made, "email"> & { id: string }>>;
  roles: readonly Option[];
  defaultDays: number;
  /** Whether a mail server takes mails; without one they become files. */
  mailServer: boolean;
}

/** Makes a link and shows it once; it is kept nowhere. It goes out by mail, or is sent by whoever made it. */
export function InviteDialog(props: InviteFormProps) {
  const t = useTranslations("members");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Dialog
      title={made ? t("linkTitle") : t("invite")}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setMade(null);
      }}
      trigger={<Button variant="primary">{t("invite")}</Button>}
    >
      {made ? <Link made={made} /> : <InviteForm {...props} onMade={setMade} />}
    </Dialog>
  );
}

function InviteForm({ action, roles, defaultDays, mailServer, onMade }: InviteFormProps & { onMade: (made: Made) => void }) {
  const t = useTranslations("members");
  const router = useRouter();
  const form = useRecordForm({
    formKey: "invitation:new",
    action,
    initial: { email: "", role: "contributor", days: defaultDays as number | null, byMail: mailServer, language: "en" },
    // Without the key of the form: its answer would be kept for a retry, and the secret in the link must be kept nowhere.
    toInput: (values) => values,
    onSuccess: ({ link, expiresAt, mailed }) => {
      onMade({ email: form.values.email, link, expiresAt, mailed });
      router.refresh();
    },
  });
  const chosen = roles.find(({ value }) => value === form.values.role);
  return (
    <RecordForm form={form} submitLabel={t(form.values.byMail ? "makeAndSend" : "makeLink")}>
      <TextField name="email" type="email" label={t("email")} hint={t("emailHint")} required maxLength={320} autoComplete="off" />
      <SelectField name="role" label={t("role")} hint={chosen?.hint} required options={roles} />
      <NumberField name="days" label={t("validFor")} hint={t("validForHint")} unit={t("days")} required />
      <ByMailFields chosen={form.values.byMail} mailServer={mailServer} />
    </RecordForm>
  );
}

function Link({ made }: { made: Made }) {
  const t = useTranslations("members");
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  const until = format.dateTime(new Date(made.expiresAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="flex flex-col gap-4">
      <p>{t(made.mailed ? "mailedText" : "linkText", { email: made.email, until })}</p>
      <label className="flex flex-col gap-1 text-sm font-medium">
        {t("link")}
        <input readOnly className="control font-mono text-sm" value={made.link} onFocus={(event) => event.target.select()} />
      </label>
      <div className="flex items-center gap-3">
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
        <span role="status" className="text-sm text-muted">
          {copied ? t("copied") : ""}
        </span>
      </div>
    </div>
  );
}
