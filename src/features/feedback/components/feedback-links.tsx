"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl/react";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";
import type { FeedbackLink } from "../queries";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;

interface LinksProps {
  links: readonly FeedbackLink[];
  revoke: Ask<unknown>;
}

/** The links through which something can be told, each with its address. */
export function FeedbackLinks({ links, revoke }: LinksProps) {
  const t = useTranslations("feedback");
  const words = useTranslations("vocabulary");
  return (
    <ul className="border-t">
      {links.map((link) => (
        <li key={link.id} className="flex flex-col gap-1 border-b py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">
              <bdi>{link.recipient}</bdi>
              {link.partyRef && <span className="ml-2 font-mono text-[0.8125em] font-normal">{link.partyRef}</span>}
            </span>
            <span className="text-sm text-muted">
              {[
                t(`linkState.${link.state}`),
                words(`outsideLanguage.${link.language}` as never),
                link.expiresAt ? t("until", { day: link.expiresAt.slice(0, 10) }) : t("noEnd"),
                t("told", { count: link.told }),
              ].join(" · ")}
            </span>
          </p>
          {link.state === "open" && <LinkAddress link={link} revoke={revoke} />}
        </li>
      ))}
    </ul>
  );
}

function LinkAddress({ link, revoke }: { link: FeedbackLink; revoke: Ask<unknown> }) {
  const t = useTranslations("feedback");
  const router = useRouter();
  const [copied, setCopied] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        readOnly
        aria-label={t("addressOf", { name: link.recipient })}
        className="control min-w-0 flex-1 basis-64 font-mono text-sm"
        value={link.address}
        onFocus={(event) => event.target.select()}
      />
      <Button
        size="small"
        aria-label={t("copyOf", { name: link.recipient })}
        onClick={() => {
          navigator.clipboard.writeText(link.address).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        {t("copy")}
      </Button>
      <ConfirmDialog
        title={t("revokeTitle", { name: link.recipient })}
        confirmLabel={t("revoke")}
        trigger={
          <Button size="small" variant="quiet" aria-label={t("revokeOf", { name: link.recipient })}>
            {t("revoke")}
          </Button>
        }
        onConfirm={() => revoke({ id: link.id })}
        onDone={() => router.refresh()}
      >
        {t("revokeText")}
      </ConfirmDialog>
      <span role="status" className="text-sm text-muted">
        {copied ? t("copied") : ""}
      </span>
    </div>
  );
}

interface LinkFormProps {
  action: Ask<unknown>;
  findParties: Ask<{ id: string; ref: string; name: string }[]>;
  parties: readonly { value: string; label: string; reference?: string }[];
}

/** Makes another one. */
export function FeedbackLinkForm({ action, findParties, parties }: LinkFormProps) {
  const t = useTranslations("feedback");
  const words = useTranslations("vocabulary");
  const router = useRouter();
  const load = useCallback(
    async (q: string) => {
      const answer = await findParties({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }));
    },
    [findParties],
  );
  const form = useRecordForm({
    formKey: "feedback-link:new",
    action,
    initial: { partyId: "", language: "en", days: "", recipient: "" },
    onSuccess: () => {
      showToast({ title: t("linkMade") });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("makeLink")} label={t("newLink")}>
      <RecordPicker name="partyId" label={t("linkParty")} hint={t("linkPartyHint")} options={parties} load={load} />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField name="recipient" label={t("linkRecipient")} hint={t("linkRecipientHint")} maxLength={200} />
        <SelectField
          name="language"
          label={t("language")}
          options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: words(`outsideLanguage.${value}`) }))}
        />
        <NumberField name="days" label={t("linkDays")} hint={t("linkDaysHint")} unit={t("days")} />
      </div>
    </RecordForm>
  );
}
