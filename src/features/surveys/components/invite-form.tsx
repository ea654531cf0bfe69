"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { MultiCheck, SelectField, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { showToast } from "@/components/ui/toast";
import { MOST_RECIPIENTS, SMALLEST_GROUP } from "@/domain/survey";
import type { ActionResult } from "@/lib/action-result";

interface InviteFormProps {
  /** "/nordwind/surveys" */
  path: string;
  action: (input: unknown) => Promise<ActionResult<{ invited: number }>>;
  survey: { id: string; ref: string; version: number; anonymous: boolean; status: "draft" | "open" };
  parties: readonly { id: string; name: string; contacts: readonly { id: string; name: string; email: string }[] }[];
}

interface Fields extends Record<string, unknown> {
  contactIds: string[];
  pasted: string;
  pastedPartyId: string;
}

/** Who is asked: contacts of the parties, and addresses one to a line. */
export function InviteForm({ path, action, survey, parties }: InviteFormProps) {
  const t = useTranslations("surveys");
  const router = useRouter();
  const opening = survey.status === "draft";
  const form = useRecordForm<Fields, { invited: number }>({
    formKey: `survey:${survey.ref}:invite`,
    action,
    initial: { contactIds: [], pasted: "", pastedPartyId: "" },
    version: opening ? survey.version : undefined,
    fixed: { id: survey.id },
    onSuccess: ({ invited }) => {
      showToast({ title: opening ? t("opened", { ref: survey.ref, count: invited }) : t("invited", { count: invited }) });
      router.push(`${path}/${survey.ref}`);
      router.refresh();
    },
  });
  const contacts = parties.flatMap((party) => party.contacts.map((contact) => ({ ...contact, party: party.name })));
  const chosen = form.values.contactIds.length;
  const lines = form.values.pasted.split("\n").filter((line) => line.trim() !== "").length;
  return (
    <RecordForm form={form} submitLabel={t(opening ? "openSubmit" : "inviteSubmit")} cancelHref={`${path}/${survey.ref}`}>
      {contacts.length > 0 ? (
        <div className="flex flex-col gap-2">
          <MultiCheck
            name="contactIds"
            label={t("contactsOf", { name: parties.map(({ name }) => name).join(", ") })}
            options={contacts.map(({ id, name, email, party }) => ({
              value: id,
              label: name,
              hint: parties.length > 1 ? `${email} · ${party}` : email,
            }))}
            columns
          />
          <p className="flex flex-wrap items-center gap-3 text-sm text-muted">
            <Button
              size="small"
              onClick={() =>
                form.set(
                  "contactIds",
                  contacts.map(({ id }) => id),
                )
              }
            >
              {t("contactsAll")}
            </Button>
            <span role="status">{t("chosen", { count: chosen })}</span>
          </p>
        </div>
      ) : (
        <p className="prose-width text-sm text-muted">{t("noContacts")}</p>
      )}
      <TextArea name="pasted" label={t("pastedLabel")} hint={t("pastedHint", { most: MOST_RECIPIENTS })} rows={6} />
      {parties.length > 1 && (
        <SelectField
          name="pastedPartyId"
          label={t("pastedParty")}
          placeholder={t("pastedNone")}
          options={parties.map(({ id, name }) => ({ value: id, label: name }))}
          className="max-w-96"
        />
      )}
      {opening && survey.anonymous && chosen + lines > 0 && chosen + lines < SMALLEST_GROUP && (
        <Callout tone="warn" title={t("fewWarning", { least: SMALLEST_GROUP })} />
      )}
    </RecordForm>
  );
}
