"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { TextField } from "@/components/form/fields";
import { RecordForm } from "@/components/form/record-form";
import { useRecordForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showToast } from "@/components/ui/toast";
import { INFLUENCE_VECTORS } from "@/domain/vocabulary";
import type { ActionResult } from "@/lib/action-result";

interface NameVectorsProps {
  profile: { id: string; version: number; own: readonly string[] };
  action: (input: unknown) => Promise<ActionResult<{ id: string; version: number }>>;
}

export function NameVectors({ profile, action }: NameVectorsProps) {
  const t = useTranslations("map");
  const word = useTranslations("vocabulary.influenceVector");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const form = useRecordForm({
    formKey: "organization:vectors",
    action,
    version: profile.version,
    fixed: { id: profile.id },
    initial: Object.fromEntries(INFLUENCE_VECTORS.map((vector, index) => [vector, profile.own[index] ?? ""])),
    onSuccess: () => {
      setOpen(false);
      showToast({ title: t("renamed") });
      router.refresh();
    },
  });
  return (
    <Dialog
      title={t("renameTitle")}
      description={t("renameText")}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("rename")}</Button>}
    >
      <RecordForm form={form} submitLabel={t("renameSave")} onCancel={() => setOpen(false)}>
        {INFLUENCE_VECTORS.map((vector) => (
          <TextField key={vector} name={vector} label={word(vector)} placeholder={word(vector)} maxLength={60} />
        ))}
      </RecordForm>
    </Dialog>
  );
}
