"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { SelectField, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button, buttonStyle } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";
import { OUTSIDE_LANGUAGES } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

type Door<T> = (input: unknown) => Promise<ActionResult<T>>;

export interface AskDoors {
  remind: Door<{ reminded: number; skipped: number }>;
  revoke: Door<unknown>;
  resend: Door<{ id: string; version: number }>;
  link: Door<{ link: string }>;
}

interface AskDeedsProps {
  ask: { id: string; version: number; recipientName: string; recipientEmail: string; language: string };
  batchId: string;
  doors: AskDoors;
  /** Whether mail is on its way to them, so that a reminder makes sense. */
  remindable: boolean;
  /** The mail did not reach them: sending it again lies open, beside the menu. */
  undelivered: boolean;
}

/** What can be done about one ask that is not answered yet. */
export function AskDeeds({ ask, batchId, doors, remindable, undelivered }: AskDeedsProps) {
  const t = useTranslations("asks.deed");
  const router = useRouter();
  const [open, setOpen] = useState<"remind" | "revoke" | "again" | "resend" | "link" | null>(null);
  const name = ask.recipientName;
  const shown = (what: typeof open) => ({ open: open === what, onOpenChange: (next: boolean) => setOpen(next ? what : null) });
  return (
    <span className="flex flex-wrap items-center gap-2">
      {undelivered && (
        <>
          <Button size="small" aria-label={t("againTo", { name })} onClick={() => setOpen("again")}>
            {t("again")}
          </Button>
          <Button size="small" aria-label={t("resendFor", { name })} onClick={() => setOpen("resend")}>
            {t("resend")}
          </Button>
        </>
      )}
      <Menu
        label={t("deeds", { name })}
        trigger={<Ellipsis aria-hidden className="size-4" />}
        triggerClassName={buttonStyle({ variant: "quiet", size: "icon" })}
        items={[
          ...(remindable ? [{ label: t("remind"), onSelect: () => setOpen("remind") }] : []),
          { label: t("copy"), onSelect: () => setOpen("link") },
          { label: t("resend"), onSelect: () => setOpen("resend") },
          "separator",
          { label: t("revoke"), onSelect: () => setOpen("revoke"), danger: true },
        ]}
      />
      <ConfirmDialog
        {...shown("remind")}
        title={t("remindTitle", { name })}
        confirmLabel={t("remind")}
        onConfirm={async () => {
          const result = await doors.remind({ batchId, askId: ask.id });
          if (result.ok) showToast({ title: t("reminded", result.data) });
          return result;
        }}
        onDone={() => router.refresh()}
      >
        {t("remindText")}
      </ConfirmDialog>
      <ConfirmDialog
        {...shown("revoke")}
        title={t("revokeTitle", { name })}
        confirmLabel={t("revoke")}
        danger
        reason="optional"
        onConfirm={(reason) => doors.revoke({ id: ask.id, version: ask.version, reason })}
        onDone={() => router.refresh()}
      >
        {t("revokeText")}
      </ConfirmDialog>
      <ConfirmDialog
        {...shown("again")}
        title={t("againTitle", { email: ask.recipientEmail })}
        confirmLabel={t("again")}
        onConfirm={async () => {
          const { id, version, recipientName, recipientEmail, language } = ask;
          const result = await doors.resend({ id, version, recipientName, recipientEmail, language });
          if (result.ok) showToast({ title: t("resent", { name }) });
          return result;
        }}
        onDone={() => router.refresh()}
      >
        {t("resendText")}
      </ConfirmDialog>
      <Dialog title={t("resendTitle")} description={t("resendText")} {...shown("resend")}>
        {open === "resend" && <ResendForm ask={ask} resend={doors.resend} close={() => setOpen(null)} />}
      </Dialog>
      <Dialog title={t("copyTitle", { name })} description={t("copyText")} {...shown("link")}>
        {open === "link" && <LinkByHand id={ask.id} door={doors.link} />}
      </Dialog>
    </span>
  );
}

function ResendForm({ ask, resend, close }: { ask: AskDeedsProps["ask"]; resend: AskDoors["resend"]; close: () => void }) {
  const t = useTranslations("asks.deed");
  const word = useTranslations("vocabulary.outsideLanguage");
  const router = useRouter();
  const form = useRecordForm({
    formKey: `ask:${ask.id}:resend`,
    action: resend,
    version: ask.version,
    fixed: { id: ask.id },
    initial: { recipientName: ask.recipientName, recipientEmail: "", language: ask.language },
    onSuccess: () => {
      showToast({ title: t("resent", { name: form.values.recipientName }) });
      close();
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("resend")} onCancel={close}>
      <TextField name="recipientName" label={t("resendName")} required maxLength={200} autoComplete="off" />
      <TextField name="recipientEmail" type="email" label={t("resendEmail")} required maxLength={320} autoComplete="off" />
      <SelectField
        name="language"
        label={t("resendLanguage")}
        options={OUTSIDE_LANGUAGES.map((value) => ({ value, label: word(value) }))}
      />
    </RecordForm>
  );
}

/** The link is fetched by a click, so that every time it was handed out stands in the history. */
function LinkByHand({ id, door }: { id: string; door: AskDoors["link"] }) {
  const t = useTranslations("asks.deed");
  const ui = useTranslations("ui");
  const [link, setLink] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const [pending, setPending] = useState(false);
  async function fetchLink() {
    setPending(true);
    try {
      const result = await door({ id });
      if (result.ok) setLink(result.data.link);
      else setFault(result.message ?? ui("refused"));
    } catch {
      setFault(ui("offlineTitle"));
    } finally {
      setPending(false);
    }
  }
  if (!link)
    return (
      <div className="flex flex-col items-start gap-2">
        <Button variant="primary" pending={pending} onClick={() => void fetchLink()}>
          {t("show")}
        </Button>
        {fault && (
          <p role="alert" className="font-medium text-danger">
            {fault}
          </p>
        )}
      </div>
    );
  return (
    <div className="flex flex-wrap items-end gap-3">
      <input
        readOnly
        aria-label={t("copy")}
        className="control min-w-0 flex-1 font-mono text-sm"
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <Button
        onClick={() =>
          void navigator.clipboard.writeText(link).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {t("copyAgain")}
      </Button>
      <span role="status" className="text-sm text-muted">
        {copied ? t("copied") : ""}
      </span>
    </div>
  );
}

/** Reminds everybody who did not answer. */
export function RemindAll({ batchId, door }: { batchId: string; door: AskDoors["remind"] }) {
  const t = useTranslations("asks.deed");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("remindAllTitle")}
      confirmLabel={t("remindAll")}
      trigger={<Button>{t("remindAll")}</Button>}
      onConfirm={async () => {
        const result = await door({ batchId, askId: null });
        if (result.ok) showToast({ title: t("reminded", result.data) });
        return result;
      }}
      onDone={() => router.refresh()}
    >
      {t("remindAllText")}
    </ConfirmDialog>
  );
}
