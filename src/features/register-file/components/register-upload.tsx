"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { FileUpload } from "@/components/form/file-upload";
import { showToast } from "@/components/ui/toast";

/** Takes a register file and leads to the register that came out of it. */
export function RegisterUpload({ href, doneHref, limitMegabytes }: { href: string; doneHref: string; limitMegabytes: number }) {
  const t = useTranslations("register");
  const router = useRouter();
  return (
    <FileUpload
      href={href}
      accept=".json,application/json"
      words={{
        choose: t("choose"),
        hint: t("chooseHint", { limit: limitMegabytes }),
        working: t("working"),
        offline: t("offline"),
      }}
      onDone={(answer) => {
        const { data } = answer as { data: { inWords: string } };
        showToast({ title: data.inWords });
        router.push(doneHref);
        router.refresh();
      }}
    />
  );
}
