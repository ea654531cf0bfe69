"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { MultiCheck, type Option, RadioGroup, SelectField, TextArea } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";

interface StateControlProps {
  control: string;
  version: number;
  action: (input: unknown) => Promise<ActionResult<{ version: number }>>;
  initial: {
    applicable: string;
    reasons: string[];
    justification: string;
    implementationStatus: string;
    implementationNote: string;
    ownerId: string;
  };
  options: { applicable: readonly Option[]; reasons: readonly Option[]; implementation: readonly Option[]; owners: readonly Option[] };
  /** Who leans on it, before one's eyes while deciding. */
  children?: ReactNode;
}

/** Says everything about one control in the statement. */
export function StateControl({ control, version, action, initial, options, children }: StateControlProps) {
  const t = useTranslations("statementForm");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: `statement:${control}`,
    action,
    initial,
    // 0 stands for a control about which nothing was decided yet.
    version,
    fixed: { control },
    onSuccess: () => {
      setOpen(false);
      showToast({ title: t("saved", { control }) });
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("stateTitle", { control })}
      size="wide"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t("state")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("save")} onCancel={() => setOpen(false)}>
        {children}
        <RadioGroup name="applicable" label={t("applicable")} options={options.applicable} inline />
        <MultiCheck name="reasons" label={t("reasons")} hint={t("reasonsHint")} options={options.reasons} columns />
        <TextArea name="justification" label={t("justification")} hint={t("justificationHint")} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="implementationStatus"
            label={t("implementation")}
            options={options.implementation}
            placeholder={t("noStatus")}
          />
          <SelectField name="ownerId" label={t("owner")} options={options.owners} placeholder={t("nobody")} />
        </div>
        <TextArea name="implementationNote" label={t("note")} />
      </RecordForm>
    </Dialog>
  );
}
