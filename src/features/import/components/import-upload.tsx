"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { FileUpload } from "@/components/form/file-upload";

/** Takes a spreadsheet and leads to its preview. */
export function ImportUpload({ home, hint }: { home: string; hint: string }) {
  const t = useTranslations("import");
  const router = useRouter();
  return (
    <FileUpload
      href={`${home}/import/upload`}
      accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      words={{ choose: t("choose"), hint, working: t("working"), offline: t("offline") }}
      onDone={(answer) => router.push(`${home}/import/${(answer as { data: { id: string } }).data.id}`)}
    />
  );
}
