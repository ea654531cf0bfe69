"use client";

import { useTranslations } from "use-intl/react";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { SelectField, Switch } from "./fields";

interface ByMailFieldsProps {
  /** Whose words are used: who is written to differs. */
  words: "guests" | "members";
  chosen: boolean;
  /** Whether a mail server takes mails; without one they become files. */
  mailServer: boolean;
}

/** Whether a link that lets somebody in also goes out by mail, and in which language: the fields `byMail` and `language`. */
export function ByMailFields({ words, chosen, mailServer }: ByMailFieldsProps) {
  const t = useTranslations(words);
  const language = useTranslations("vocabulary.outsideLanguage");
  return (
    <>
      <Switch name="byMail" label={t("byMail")} hint={t(mailServer ? "byMailHint" : "byMailFolderHint")} />
      {chosen && (
        <SelectField
          name="language"
          label={t("mailLanguage")}
          required
          options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: language(value) }))}
        />
      )}
    </>
  );
}
