"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { MultiCheck } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import type { ObjectiveOption } from "../queries";

interface ChooseProps {
  requirement: { id: string; ref: string; version: number };
  chosen: readonly string[];
  objectives: readonly ObjectiveOption[];
  action: (input: unknown) => Promise<ActionResult<{ ref: string; version: number }>>;
}

/** Says on the requirement's own page which objectives of the organisation it serves. */
export function ChooseObjectives(props: ChooseProps) {
  const t = useTranslations("objectives.served");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("chooseTitle", { ref: props.requirement.ref })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="small">{t("choose")}</Button>}
    >
      <ChooseForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function ChooseForm({ requirement, chosen, objectives, action, close }: ChooseProps & { close: () => void }) {
  const t = useTranslations("objectives.served");
  const router = useRouter();
  const form = useRecordForm<{ objectiveIds: string[] }, { ref: string; version: number }>({
    formKey: `requirement:${requirement.ref}:objectives`,
    action,
    version: requirement.version,
    fixed: { id: requirement.id },
    initial: { objectiveIds: [...chosen] },
    onSuccess: () => {
      close();
      showToast({ title: t("saved", { ref: requirement.ref }) });
      router.refresh();
    },
  });
  return (
    <RecordForm form={form} submitLabel={t("save")} onCancel={close}>
      <MultiCheck
        name="objectiveIds"
        label={t("field")}
        options={objectives.map(({ id, ref, title }) => ({ value: id, label: `${ref} ${title}` }))}
      />
    </RecordForm>
  );
}
