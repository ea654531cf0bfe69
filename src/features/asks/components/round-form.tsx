"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, NumberField, Switch, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { IntlProvider } from "@/components/intl-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { OutsideAsk } from "../queries";
import { AnswerForm } from "./answer-form";

export interface ShownItem {
  id: string;
  ref: string;
  statement: string;
  ticked: boolean;
  because: string;
}

export interface ShownRecipient {
  partyId: string;
  ref: string;
  name: string;
  contacts: { contactId: string; name: string; email: string }[];
  items: ShownItem[];
}

interface Preview {
  email: string;
  mail: { subject: string; body: string };
  page: OutsideAsk;
}

interface RoundFormProps {
  /** "/nordwind" */
  home: string;
  send: (input: unknown) => Promise<ActionResult<{ ref: string; asks: number }>>;
  preview: (input: unknown) => Promise<ActionResult<Preview>>;
  choice: { state: string; partyRefs: string[]; requirementRefs: string[] };
  /** Those that are listed; `more` are asked too. */
  recipients: readonly ShownRecipient[];
  more: number;
  initial: { title: string; message: string; withHowMet: boolean; dueOn: string; expiresOn: string; remindDays: number; note: string };
  today: string;
  /** Words of the page outside by language, and how the days read there. */
  outside: Record<string, { locale: string; timeZone: string; messages: Record<string, unknown> }>;
}

/** Who is asked, about what, in which words; a look at mail and page; one click sends them all. */
export function RoundForm({ home, send, preview, choice, recipients, more, initial, today, outside }: RoundFormProps) {
  const t = useTranslations("asks.form");
  const router = useRouter();
  const [leaveOut, setLeaveOut] = useState<readonly string[]>([]);
  const [flipped, setFlipped] = useState<readonly string[]>([]);
  const [contactIds, setContactIds] = useState<Record<string, string>>({});
  const isTicked = (item: ShownItem) => item.ticked !== flipped.includes(item.id);
  const asked = recipients.filter(({ partyId, items }) => !leaveOut.includes(partyId) && items.some(isTicked));
  const count = asked.length + more;
  const chosen = useMemo(() => {
    const items = recipients.flatMap((recipient) => recipient.items);
    return {
      ...choice,
      leaveOut: [...leaveOut],
      tick: items.filter(({ id, ticked }) => !ticked && flipped.includes(id)).map(({ id }) => id),
      untick: items.filter(({ id, ticked }) => ticked && flipped.includes(id)).map(({ id }) => id),
      contactIds: Object.values(contactIds),
    };
  }, [choice, recipients, leaveOut, flipped, contactIds]);
  const form = useRecordForm<RoundFormProps["initial"], { ref: string; asks: number }>({
    formKey: "ask-batch:new",
    action: send,
    initial,
    toInput: (values, { idempotencyKey }) => ({ ...chosen, ...values, expected: count, idempotencyKey }),
    onSuccess: ({ ref, asks }) => {
      showToast({ title: t("sent", { ref, count: asks }) });
      router.push(`${home}/asks/${ref}`);
      router.refresh();
    },
  });
  const toggle = (list: readonly string[], id: string) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]);
  return (
    <RecordForm
      form={form}
      submitLabel={t("send", { count })}
      cancelHref={`${home}/asks`}
      className="max-w-4xl"
      extra={<PreviewButton preview={preview} input={() => ({ ...chosen, ...letterOf(form.values) })} outside={outside} />}
    >
      <section aria-labelledby="recipients-title">
        <h2 id="recipients-title" className="font-serif text-xl font-semibold">
          {t("recipients", { count })}
        </h2>
        {recipients.length === 0 && <p className="mt-2 text-muted">{t("none")}</p>}
        <ul className="mt-2 border-t">
          {recipients.map((recipient) => (
            <Recipient
              key={recipient.partyId}
              home={home}
              recipient={recipient}
              included={!leaveOut.includes(recipient.partyId)}
              include={() => setLeaveOut((before) => toggle(before, recipient.partyId))}
              isTicked={isTicked}
              flip={(id) => setFlipped((before) => toggle(before, id))}
              contactId={contactIds[recipient.partyId] ?? recipient.contacts[0]!.contactId}
              choose={(id) => setContactIds((before) => ({ ...before, [recipient.partyId]: id }))}
              open={recipients.length === 1}
            />
          ))}
        </ul>
        {more > 0 && <p className="mt-2 text-sm text-muted">{t("recipientsMore", { count: more })}</p>}
      </section>
      <h2 className="mt-4 font-serif text-xl font-semibold">{t("letter")}</h2>
      <TextField name="title" label={t("titleField")} hint={t("titleHint")} required maxLength={200} />
      <TextArea name="message" label={t("message")} hint={t("messageHint")} limit={4_000} />
      <Switch name="withHowMet" label={t("withHowMet")} hint={t("withHowMetHint")} />
      <div className="grid gap-5 sm:grid-cols-3">
        <DateField name="dueOn" label={t("dueOn")} min={today} required />
        <DateField name="expiresOn" label={t("expiresOn")} min={today} required />
        <NumberField name="remindDays" label={t("remindDays")} unit={t("days")} />
      </div>
      <p className="-mt-3 text-sm text-muted">{t("remindHint")}</p>
      <TextArea name="note" label={t("note")} rows={2} />
    </RecordForm>
  );
}

const letterOf = ({ title, message, withHowMet, dueOn, expiresOn }: RoundFormProps["initial"]) => ({
  title,
  message,
  withHowMet,
  dueOn,
  expiresOn,
});

interface RecipientProps {
  home: string;
  recipient: ShownRecipient;
  included: boolean;
  include: () => void;
  isTicked: (item: ShownItem) => boolean;
  flip: (id: string) => void;
  contactId: string;
  choose: (id: string) => void;
  open: boolean;
}

function Recipient({ home, recipient, included, include, isTicked, flip, contactId, choose, open }: RecipientProps) {
  const t = useTranslations("asks.form");
  const { ref, name, contacts, items } = recipient;
  const [only] = contacts;
  return (
    <li className="border-b py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <label className="flex min-h-8 min-w-0 flex-1 basis-60 items-center gap-2.5">
          <input type="checkbox" className="size-4 shrink-0" checked={included} onChange={include} />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-mono text-[0.8125rem] text-muted">{ref}</span> <bdi>{name}</bdi>
          </span>
        </label>
        {contacts.length > 1 ? (
          <select
            className="control max-w-80"
            aria-label={t("contact", { party: name })}
            value={contactId}
            disabled={!included}
            onChange={(event) => choose(event.target.value)}
          >
            {contacts.map((contact) => (
              <option key={contact.contactId} value={contact.contactId}>
                {contact.name} ({contact.email})
              </option>
            ))}
          </select>
        ) : (
          <span className="text-sm text-muted [overflow-wrap:anywhere]">
            {only!.name} ({only!.email})
          </span>
        )}
      </div>
      {included && (
        <details className="mt-1 pl-6.5 text-sm" open={open || undefined}>
          <summary className="cursor-pointer py-1 text-muted">
            {t("items", { ticked: items.filter(isTicked).length, count: items.length })}
          </summary>
          <ul>
            {items.map((item) => (
              <li key={item.id}>
                <label className="flex min-h-8 items-start gap-2.5 py-1">
                  <input type="checkbox" className="mt-1 size-4 shrink-0" checked={isTicked(item)} onChange={() => flip(item.id)} />
                  <span className="min-w-0 [overflow-wrap:anywhere]">
                    <Link href={`${home}/requirements/${item.ref}`} className="link font-mono text-[0.8125rem]" target="_blank">
                      {item.ref}
                    </Link>{" "}
                    {item.statement} <span className="text-muted">({t(`itemBecause.${item.because}` as never)})</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function PreviewButton({
  preview,
  input,
  outside,
}: {
  preview: RoundFormProps["preview"];
  input: () => unknown;
  outside: RoundFormProps["outside"];
}) {
  const t = useTranslations("asks.form");
  const ui = useTranslations("ui");
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [shown, setShown] = useState<Preview | null>(null);
  async function look() {
    setPending(true);
    setFault(null);
    try {
      const result = await preview(input());
      if (result.ok) {
        setShown(result.data);
        setOpen(true);
      } else setFault(result.kind === "invalid" ? Object.values(result.fieldErrors).join(" ") : (result.message ?? ui("refused")));
    } catch {
      setFault(ui("offlineTitle"));
    } finally {
      setPending(false);
    }
  }
  return (
    <>
      <Button pending={pending} onClick={() => void look()}>
        {t("preview")}
      </Button>
      {fault && <Callout tone="error" title={fault} />}
      {shown && (
        <Dialog title={t("previewTitle", { name: shown.page.recipientName })} open={open} onOpenChange={setOpen} size="wide">
          <h3 className="font-semibold">{t("previewMail")}</h3>
          <div lang={shown.page.language} className="mt-1 rounded-md border bg-surface p-4 text-sm">
            <p className="text-muted">
              {t("to")}: {shown.email}
            </p>
            <p className="font-medium">{shown.mail.subject}</p>
            <p className="mt-3 whitespace-pre-line [overflow-wrap:anywhere]">{shown.mail.body.replace("{link}", "https://…/ask/…")}</p>
          </div>
          <h3 className="mt-5 font-semibold">{t("previewPage")}</h3>
          <div lang={shown.page.language} className="mt-1 rounded-md border p-4">
            <IntlProvider {...outside[shown.page.language]!}>
              <AnswerForm ask={shown.page} words={{ until: shown.page.expiresOn, answeredAt: null }} doors={null} />
            </IntlProvider>
          </div>
        </Dialog>
      )}
    </>
  );
}
