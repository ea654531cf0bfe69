"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { sizeWords } from "../form-fields";

interface UnfinishedUploadsProps {
  /** "/nordwind/evidence/uploads" */
  path: string;
  uploads: readonly { id: string; name: string; size: number; received: number }[];
}

/** What broke off before: the same file, chosen again, goes on where it stopped. */
export function UnfinishedUploads({ path, uploads }: UnfinishedUploadsProps) {
  const t = useTranslations("evidence.upload");
  const router = useRouter();
  return (
    <Callout title={t("unfinishedTitle", { count: uploads.length })} className="mb-5 max-w-3xl">
      {t("unfinishedText")}
      <ul className="mt-1 flex flex-col gap-1">
        {uploads.map(({ id, name, size, received }) => (
          <li key={id} className="flex flex-wrap items-center gap-3">
            <span className="wrap-anywhere">{t("unfinishedOne", { name, sent: sizeWords(received), size: sizeWords(size) })}</span>
            <Button
              size="small"
              variant="quiet"
              onClick={async () => {
                await fetch(`${path}/${id}`, { method: "DELETE" }).catch(() => {});
                router.refresh();
              }}
            >
              {t("discard", { name })}
            </Button>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
