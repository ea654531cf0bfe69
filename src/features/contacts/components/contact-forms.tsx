"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { ReasonField, SelectField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

type Deed = (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;

export interface ContactFields extends Record<string, unknown> {
  name: string;
  role: string;
  email: string;
  phone: string;
  language: string;
  noMail: boolean;
  note: string;
}

interface ContactDialogProps {
  action: Deed;
  party: { id: string; ref: string; name: string };
  /** Null: a new one. */
  contact: (ContactFields & { id: string; version: number }) | null;
}

const NOBODY: ContactFields = { name: "", role: "", email: "", phone: "", language: "en", noMail: false, note: "" };

export function ContactDialog({ action, party, contact }: ContactDialogProps) {
  const t = useTranslations("contacts");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={contact ? t("editTitle", { name: contact.name }) : t("addTitle", { name: party.name })}
      open={open}
      onOpenChange={setOpen}
      trigger={
        contact ? (
          <Button size="small" aria-label={t("editName", { name: contact.name })}>
            {t("edit")}
          </Button>
        ) : (
          <Button>{t("add")}</Button>
        )
      }
    >
      <ContactForm action={action} party={party} contact={contact} close={() => setOpen(false)} />
    </Dialog>
  );
}

function ContactForm({ action, party, contact, close }: ContactDialogProps & { close: () => void }) {
  const t = useTranslations("contacts");
  const word = useTranslations("vocabulary.outsideLanguage");
  const router = useRouter();
  const { id, version, ...values } = contact ?? { id: "", version: undefined, ...NOBODY };
  const form = useRecordForm<ContactFields, { id: string; version: number }>({
    formKey: contact ? `party-contact:${id}` : `party-contact:new:${party.ref}`,
    action,
    initial: contact ? { ...values, reason: "" } : values,
    ...(contact ? { version } : {}),
    fixed: contact ? { id } : { partyId: party.id },
    onSuccess: () => {
      close();
      showToast({ title: t(contact ? "saved" : "added") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <TextField name="name" label={t("name")} required maxLength={200} autoComplete="off" />
      <TextField name="role" label={t("role")} maxLength={200} autoComplete="off" />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="email" type="email" label={t("email")} maxLength={320} autoComplete="off" />
        <TextField name="phone" type="tel" label={t("phone")} maxLength={60} autoComplete="off" />
      </div>
      <SelectField
        name="language"
        label={t("language")}
        hint={t("languageHint")}
        options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: word(value) }))}
      />
      <Switch name="noMail" label={t("noMail")} hint={t("noMailHint")} />
      <TextArea name="note" label={t("note")} rows={2} />
      {contact && <ReasonField />}
    </RecordForm>
  );
}

export function RetireContact({ action, contact }: { action: Deed; contact: { id: string; version: number; name: string } }) {
  const t = useTranslations("contacts");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("retireTitle", { name: contact.name })}
      confirmLabel={t("retire")}
      reason="required"
      trigger={
        <Button size="small" variant="quiet">
          {t("retire")}
        </Button>
      }
      onConfirm={(reason) => action({ id: contact.id, version: contact.version, reason })}
      onDone={() => router.refresh()}
    >
      {t("retireText")}
    </ConfirmDialog>
  );
}

export function TakeOver({
  action,
  partyId,
  representative,
}: {
  action: Deed;
  partyId: string;
  representative: { name: string; email: string };
}) {
  const t = useTranslations("contacts");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("takeOver", { email: representative.email })}
      confirmLabel={t("takeOver", { email: representative.email })}
      trigger={<Button>{t("takeOver", { email: representative.email })}</Button>}
      onConfirm={() => action({ partyId, language: "en" })}
      onDone={() => {
        showToast({ title: t("takenOver") });
        router.refresh();
      }}
    >
      {t("takeOverText", representative)}
    </ConfirmDialog>
  );
}
