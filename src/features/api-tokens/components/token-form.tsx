"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { MultiCheck, NumberField, type Option, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action-result";

interface Made {
  token: string;
  expiresAt: string;
}

interface TokenFormProps {
  action: (input: unknown) => Promise<ActionResult<Made & { id: string }>>;
  scopes: readonly Option[];
  days: number;
}

/** What a program is let in for, and until when. The token is shown once, in place of the form. */
export function TokenForm(props: TokenFormProps) {
  const [made, setMade] = useState<Made | null>(null);
  return made ? <TokenOnce made={made} onDone={() => setMade(null)} /> : <NewToken {...props} onMade={setMade} />;
}

function NewToken({ action, scopes, days, onMade }: TokenFormProps & { onMade: (made: Made) => void }) {
  const t = useTranslations("apiTokens");
  const router = useRouter();
  const form = useRecordForm({
    formKey: "api-token:new",
    action,
    initial: { name: "", scopes: ["measurement:write"], days: days as number | null },
    // Without the key of the form: its answer would be kept for a retry, and the secret must be kept nowhere.
    toInput: (values) => ({ ...values }),
    onSuccess: (answer) => {
      onMade(answer);
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("make")} label={t("newTitle")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="name" label={t("name")} hint={t("nameHint")} required maxLength={120} autoComplete="off" />
        <NumberField name="days" label={t("days")} hint={t("daysHint")} unit={t("daysUnit")} required />
      </div>
      <MultiCheck name="scopes" label={t("scopes")} hint={t("scopesHint")} options={scopes} required />
    </RecordForm>
  );
}

function TokenOnce({ made, onDone }: { made: Made; onDone: () => void }) {
  const t = useTranslations("apiTokens");
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  const until = format.dateTime(new Date(made.expiresAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="flex max-w-3xl flex-col gap-4" role="status">
      <h3 className="font-serif text-lg font-semibold">{t("onceTitle")}</h3>
      <p>{t("onceText", { until })}</p>
      <label className="flex flex-col gap-1 text-sm font-medium">
        {t("token")}
        <input readOnly className="control font-mono text-sm" value={made.token} onFocus={(event) => event.target.select()} />
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          onClick={() => {
            navigator.clipboard.writeText(made.token).then(
              () => setCopied(true),
              () => setCopied(false),
            );
          }}
        >
          {t("copy")}
        </Button>
        <Button onClick={onDone}>{t("kept")}</Button>
        <span className="text-sm text-muted">{copied ? t("copied") : ""}</span>
      </div>
    </div>
  );
}
