"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl/react";
import { RadioGroup, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import { CLIMATE_DECISIONS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type Deed = Ask<{ id: string; ref: string; version: number }>;

interface Named {
  id: string;
  ref: string;
  version: number;
  title: string;
}

/** Retires after asking why, and offers to take it back for ten seconds. */
export function RetireIssue({ issue, action, bringBack }: { issue: Named; action: Deed; bringBack: Deed }) {
  const t = useTranslations("issueForm");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("retireTitle", { ref: issue.ref, title: issue.title })}
      confirmLabel={t("retire")}
      danger
      trigger={<Button>{t("retire")}</Button>}
      reason="required"
      reasonLabel={t("retireReason")}
      onConfirm={async (reason) => {
        const result = await action({ id: issue.id, version: issue.version, reason });
        if (result.ok) {
          showToast({
            title: t("retired", { ref: issue.ref }),
            undo: {
              label: t("undo"),
              failed: t("undoFailed"),
              run: async () => {
                const undone = await bringBack({ id: issue.id, version: result.data.version });
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

export function BringBackIssue({ issue, action }: { issue: Named; action: Deed }) {
  const t = useTranslations("issueForm");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function run() {
    setPending(true);
    try {
      const result = await action({ id: issue.id, version: issue.version });
      if (result.ok) showToast({ title: t("broughtBack", { ref: issue.ref }) });
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
      {t("bringBack")}
    </Button>
  );
}

interface TieProps {
  issue: Named;
  parties: readonly RecordOption[];
  /** Searches among all parties. */
  find: Ask<{ id: string; ref: string; name: string }[]>;
  action: Ask<{ changed: number }>;
}

/** Says which parties an issue concerns; the tie is written to each party's own record. */
export function TieParties({ issue, parties, find, action }: TieProps) {
  const t = useTranslations("issueForm");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `context-issue:${issue.ref}:parties`,
    action,
    fixed: { id: issue.id },
    initial: { partyIds: parties.map((party) => party.value) },
    onSuccess: () => {
      setOpen(false);
      showToast({ title: t("tied", { ref: issue.ref }) });
      router.refresh();
    },
  });
  const load = useCallback(
    async (q: string) => {
      const answer = await find({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, name }) => ({ value: id, reference: ref, label: name }));
    },
    [find],
  );
  return (
    <Dialog title={t("tieTitle", { ref: issue.ref })} open={open} onOpenChange={setOpen} trigger={<Button>{t("tie")}</Button>}>
      <RecordForm form={form} submitLabel={t("tieSubmit")} onCancel={() => setOpen(false)}>
        <RecordPicker name="partyIds" label={t("tieParties")} hint={t("tieHint")} options={parties} load={load} multiple />
      </RecordForm>
    </Dialog>
  );
}

interface DetermineProps {
  state: { version: number; climateDecision: string; climateRationale: string };
  action: Ask<{ version: number }>;
}

/** The determination of clause 4.1 (Amendment 1:2024), as a form of its own. */
export function DetermineClimate({ state, action }: DetermineProps) {
  const t = useTranslations("issueForm");
  const word = useTranslations("vocabulary");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const determined = state.climateDecision !== "undetermined";
  const form = useRecordForm({
    formKey: "organization:climate",
    action,
    version: state.version,
    initial: { climateDecision: determined ? state.climateDecision : "", climateRationale: state.climateRationale },
    onSuccess: () => {
      setOpen(false);
      showToast({ title: t("determined") });
      router.refresh();
    },
  });
  const answers = CLIMATE_DECISIONS.filter((decision) => determined || decision !== "undetermined");
  return (
    <Dialog
      title={t("determineTitle")}
      description={t("determineLead")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant={determined ? "secondary" : "primary"}>{t(determined ? "determineAgain" : "determine")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("determineSubmit")} onCancel={() => setOpen(false)}>
        <RadioGroup
          name="climateDecision"
          label={t("climateDecision")}
          required
          options={answers.map((value) => ({ value, label: word(`climateDecision.${value}` as never) }))}
        />
        <TextArea name="climateRationale" label={t("climateRationale")} hint={t("climateRationaleHint")} required />
      </RecordForm>
    </Dialog>
  );
}
