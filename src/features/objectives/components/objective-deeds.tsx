"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl/react";
import { RecordForm } from "@/components/form/record-form";
import { type RecordOption, RecordPicker } from "@/components/form/record-picker";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { RequirementOption } from "../queries";

type Ask<T> = (input: unknown) => Promise<ActionResult<T>>;
type Deed = Ask<{ id: string; ref: string; version: number }>;

interface Named {
  id: string;
  ref: string;
  version: number;
}

/** Retires after asking why, and offers to take it back for ten seconds. */
export function RetireObjective({ objective, action, bringBack }: { objective: Named; action: Deed; bringBack: Deed }) {
  const t = useTranslations("objectives");
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("retireTitle", { ref: objective.ref })}
      confirmLabel={t("retire")}
      danger
      trigger={<Button>{t("retire")}</Button>}
      reason="required"
      reasonLabel={t("retireReason")}
      onConfirm={async (reason) => {
        const result = await action({ id: objective.id, version: objective.version, reason });
        if (result.ok) {
          showToast({
            title: t("retired", { ref: objective.ref }),
            undo: {
              label: t("undo"),
              failed: t("undoFailed"),
              run: async () => {
                const undone = await bringBack({ id: objective.id, version: result.data.version });
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

export function BringBackObjective({ objective, action }: { objective: Named; action: Deed }) {
  const t = useTranslations("objectives");
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function run() {
    setPending(true);
    try {
      const result = await action({ id: objective.id, version: objective.version });
      if (result.ok) showToast({ title: t("broughtBack", { ref: objective.ref }) });
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

interface LinkProps {
  objective: Named;
  linked: readonly RecordOption[];
  find: Ask<RequirementOption[]>;
  action: Ask<{ changed: number }>;
}

/** Says which requirements serve an objective; the link is written to each requirement's own record. */
export function LinkRequirements({ objective, linked, find, action }: LinkProps) {
  const t = useTranslations("objectives");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `objective:${objective.ref}:requirements`,
    action,
    fixed: { id: objective.id },
    initial: { requirementIds: linked.map((requirement) => requirement.value) },
    onSuccess: ({ changed }) => {
      setOpen(false);
      showToast({ title: t("linked", { count: changed }) });
      router.refresh();
    },
  });
  const load = useCallback(
    async (q: string) => {
      const answer = await find({ q });
      if (!answer.ok) throw new Error(answer.message);
      return answer.data.map(({ id, ref, statement, partyName }) => ({ value: id, reference: ref, label: statement, hint: partyName }));
    },
    [find],
  );
  return (
    <Dialog
      title={t("linkTitle", { ref: objective.ref })}
      description={t("linkText")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("link")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("linkSave")} onCancel={() => setOpen(false)}>
        <RecordPicker name="requirementIds" label={t("linkField")} options={linked} load={load} multiple />
      </RecordForm>
    </Dialog>
  );
}
