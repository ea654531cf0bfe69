"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { DateField, RadioGroup, TextArea, TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

/** The deeds on one party, each a small form of its own: they are decided by other people, at other times, than what is written about the party. */

type Deed = (input: unknown) => Promise<ActionResult<{ id: string; ref: string; version: number }>>;

interface Named {
  id: string;
  ref: string;
  version: number;
  name: string;
}

export function DecideRelevance({ party, action }: { party: Named & { relevance: string; relevanceRationale: string }; action: Deed }) {
  const t = useTranslations("partyForm");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const decided = party.relevance !== "undecided";
  const form = useRecordForm({
    formKey: `interested-party:${party.ref}:relevance`,
    action,
    version: party.version,
    fixed: { id: party.id },
    initial: { relevance: decided ? party.relevance : "", rationale: party.relevanceRationale },
    onSuccess: ({ ref }) => {
      setOpen(false);
      showToast({ title: t("decided", { ref }) });
      router.refresh();
    },
  });
  const hints: Record<string, string> = { relevant: t("relevantHint"), not_relevant: t("notRelevantHint"), undecided: t("undecidedHint") };
  // Nobody needs to say "undecided" of what was never decided.
  const answers = decided ? ["relevant", "not_relevant", "undecided"] : ["relevant", "not_relevant"];
  return (
    <Dialog
      title={t("decideTitle", { name: party.name })}
      description={t("decideLead")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant={decided ? "secondary" : "primary"}>{t(decided ? "decideAgain" : "decide")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("decideSubmit")} onCancel={() => setOpen(false)}>
        <RadioGroup
          name="relevance"
          label={t("relevance")}
          required
          options={answers.map((value) => ({ value, label: word(`partyRelevance.${value}` as never), hint: hints[value] }))}
        />
        <TextArea name="rationale" label={t("rationale")} hint={t("rationaleHint")} required />
      </RecordForm>
    </Dialog>
  );
}

export function ConfirmParty({ party, today, action }: { party: Named & { confirmedAt: string | null }; today: string; action: Deed }) {
  const t = useTranslations("partyForm");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `interested-party:${party.ref}:confirmation`,
    action,
    version: party.version,
    fixed: { id: party.id },
    initial: { confirmedAt: today, confirmedBy: "", confirmationMethod: "" },
    onSuccess: ({ ref }) => {
      setOpen(false);
      showToast({ title: t("confirmed", { ref }) });
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("confirmTitle", { name: party.name })}
      description={t("confirmLead")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t(party.confirmedAt ? "confirmAgain" : "confirm")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("confirmSubmit")} onCancel={() => setOpen(false)}>
        <DateField name="confirmedAt" label={t("confirmedAt")} max={today} required />
        <TextField name="confirmedBy" label={t("confirmedBy")} required />
        <TextField name="confirmationMethod" label={t("confirmationMethod")} hint={t("confirmationMethodHint")} />
      </RecordForm>
    </Dialog>
  );
}

export function WithdrawConfirmation({ party, action }: { party: Named; action: Deed }) {
  const t = useTranslations("partyForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("withdrawTitle", { name: party.name })}
      confirmLabel={t("withdraw")}
      trigger={<Button variant="quiet">{t("withdraw")}</Button>}
      reason="required"
      reasonLabel={t("withdrawReason")}
      onConfirm={(reason) => action({ id: party.id, version: party.version, reason })}
      onDone={() => {
        showToast({ title: t("withdrawn", { ref: party.ref }) });
        router.refresh();
      }}
    >
      {t("withdrawText")}
    </ConfirmDialog>
  );
}

/** Retires after asking why, and offers to take it back for ten seconds. */
export function RetireParty({ party, action, bringBack }: { party: Named; action: Deed; bringBack: Deed }) {
  const t = useTranslations("partyForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("retireTitle", { ref: party.ref, name: party.name })}
      confirmLabel={t("retire")}
      danger
      trigger={<Button>{t("retire")}</Button>}
      reason="required"
      reasonLabel={t("retireReason")}
      onConfirm={async (reason) => {
        const result = await action({ id: party.id, version: party.version, reason });
        if (result.ok) {
          showToast({
            title: t("retired", { ref: party.ref }),
            undo: {
              label: t("undo"),
              failed: t("undoFailed"),
              run: async () => {
                const undone = await bringBack({ id: party.id, version: result.data.version });
                if (undone.ok) router.refresh();
                return undone;
              },
            },
          });
          router.refresh();
        }
        return result;
      }}
    >
      {t("retireText")}
    </ConfirmDialog>
  );
}

/** A deed that needs no words: make active, mark as reviewed, bring back. */
export function PlainDeed({ party, action, deed }: { party: Named; action: Deed; deed: "activate" | "review" | "bringBack" }) {
  const t = useTranslations("partyForm");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const done = { activate: "activated", review: "reviewed", bringBack: "broughtBack" } as const;
  async function run() {
    setPending(true);
    try {
      const result = await action({ id: party.id, version: party.version });
      if (result.ok) showToast({ title: t(done[deed], { ref: party.ref }) });
      else showToast({ title: t("failed"), description: result.message, tone: "error" });
      router.refresh();
    } catch {
      showToast({ title: t("failed"), tone: "error" });
    } finally {
      setPending(false);
    }
  }
  return (
    <Button pending={pending} onClick={() => void run()}>
      {t(deed)}
    </Button>
  );
}
