"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { FileUpload } from "@/components/form/file-upload";
import type { NewEntryFields } from "../form-fields";
import { NewEntryForm, type NewEntryFormProps } from "./entry-form";

interface MailEntryProps extends Omit<NewEntryFormProps, "initial"> {
  /** The route that reads the file. */
  href: string;
  initial: NewEntryFields;
}

type Proposal = Pick<NewEntryFields, "heldOn" | "summary" | "fromName" | "fromEmail" | "note">;

/** Reads a mail that somebody saved as a file, and puts it into the form: nothing is kept before it was looked at. */
export function MailEntry({ href, initial, ...form }: MailEntryProps) {
  const t = useTranslations("engagement");
  const [proposal, setProposal] = useState<Proposal | null>(null);
  if (proposal) {
    return (
      <>
        <p role="status" className="prose-width mb-4 text-muted">
          {t("mail.read")}
        </p>
        <NewEntryForm {...form} initial={{ ...initial, ...proposal }} />
      </>
    );
  }
  return (
    <FileUpload
      href={href}
      accept=".eml,message/rfc822"
      words={{ choose: t("mail.choose"), hint: t("mail.hint"), working: t("mail.working"), offline: t("mail.offline") }}
      onDone={(answer) => setProposal((answer as { mail: Proposal }).mail)}
    />
  );
}
