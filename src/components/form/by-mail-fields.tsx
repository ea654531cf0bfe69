"use client";

import { useTranslations } from "use-intl/react";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import { SelectField, Switch } from "./fields";

interface ByMailFieldsProps {
  chosen: boolean;
  /** Whether a mail server takes mails; without one they become files. */
  mailServer: boolean;
}

/** Whether a link that lets somebody in also goes out by mail, and in which language: the fields `byMail` and `language`. Needs the words of linkByMail and vocabulary. */
export function ByMailFields({ chosen, mailServer }: ByMailFieldsProps) {
  const t = useTranslations("linkByMail");
  const word = useTranslations("vocabulary.outsideLanguage");
  return (
    <>
      <Switch name="byMail" label={t("byMail")} hint={t(mailServer ? "hint" : "folderHint")} />
      {chosen && (
        <SelectField
          name="language"
          label={t("language")}
          required
          options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: word(value) }))}
        />
      )}
    </>
  );
}
