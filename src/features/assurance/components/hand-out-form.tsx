"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { MultiCheck, type Option, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface HandOutFormProps {
  action: (input: unknown) => Promise<ActionResult<{ mails: number }>>;
  sheet: { id: string; ref: string; version: number };
  /** Who can be written to; none where the sheet has no page that opens. */
  contacts: readonly Option[];
  channels: readonly Option[];
}

/** By mail, each in their language, or otherwise; noted in the log either way. */
export function HandOutForm({ action, sheet, contacts, channels }: HandOutFormProps) {
  const t = useTranslations("assurance");
  const router = useRouter();
  const [done, setDone] = useState(0);
  const form = useRecordForm({
    formKey: `assurance-sheet:${sheet.ref}:hand-out:${done}`,
    action,
    version: sheet.version,
    fixed: { id: sheet.id },
    initial: { contactIds: [] as string[], message: "", channel: "", participants: "", communicated: true },
    onSuccess: ({ mails }) => {
      showToast({ title: t("handedOut", { count: mails }) });
      form.setMany({ contactIds: [], message: "", channel: "", participants: "" });
      setDone((count) => count + 1);
      router.refresh();
    },
  });
  const { contactIds, channel } = form.values;
  return (
    <RecordForm form={form} submitLabel={t("handOut")} label={t("handOut")}>
      {contacts.length > 0 ? (
        <MultiCheck name="contactIds" label={t("contacts")} options={contacts} />
      ) : (
        <p className="text-sm text-muted">{t("noContacts")}</p>
      )}
      {contactIds.length > 0 && <TextArea name="message" label={t("message")} hint={t("messageHint")} rows={2} />}
      <SelectField name="channel" label={t("channel")} options={channels} placeholder={t("channelNone")} className="max-w-72" />
      {channel !== "" && channel !== null && <TextField name="participants" label={t("participants")} maxLength={300} />}
      <Switch name="communicated" label={t("communicated")} hint={t("communicatedHint")} />
    </RecordForm>
  );
}

/** The address of the page, to be copied. */
export function SheetAddress({ address, text }: { address: string; text: string }) {
  const t = useTranslations("assurance");
  const [copied, setCopied] = useState(false);
  return (
    <div className="flex max-w-3xl flex-col gap-2">
      <label className="flex flex-col gap-1 text-sm font-medium">
        {t("link")}
        <input readOnly className="control font-mono text-sm" value={address} onFocus={(event) => event.target.select()} />
      </label>
      <p className="text-sm text-muted">{text}</p>
      <div className="flex items-center gap-3">
        <Button
          onClick={() => {
            navigator.clipboard.writeText(address).then(
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
