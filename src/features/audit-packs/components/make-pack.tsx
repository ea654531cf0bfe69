"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { PackChoices } from "../queries";

interface MakePackProps extends PackChoices {
  /** "/nordwind/audit-packs/file" */
  action: string;
}

const CHOICE = "flex min-h-8 items-center gap-2 text-sm";

/** Chooses what the pack holds. The answer is the file itself; while it is being made the button says so, and a refusal stands here in words. */
export function MakePack({ action, versions, evidenceFiles, evidenceBytes }: MakePackProps) {
  const t = useTranslations("auditPack");
  const [making, setMaking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const governing = versions.find(({ status }) => status === "approved");
  const submit = async (form: HTMLFormElement) => {
    setMaking(true);
    setRefusal(null);
    try {
      const wish = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      const answer = await fetch(`${action}?${wish}`);
      if (answer.ok) save(await answer.blob(), nameIn(answer.headers.get("content-disposition")));
      else setRefusal(((await answer.json().catch(() => null)) as { message?: string } | null)?.message ?? t("failed"));
    } catch {
      setRefusal(t("failed"));
    }
    setMaking(false);
  };
  return (
    <form
      className="max-w-3xl rounded-md border bg-surface p-5"
      aria-labelledby="make-pack"
      action={action}
      method="get"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <h2 id="make-pack" className="font-serif text-xl font-semibold">
        {t("make")}
      </h2>
      <fieldset className="mt-3">
        <legend className="text-sm font-medium">{t("content")}</legend>
        {versions.map(({ number, status, approvedOn }) => (
          <label key={number} className={CHOICE}>
            <input type="radio" name="version" value={number} defaultChecked={number === governing?.number} />
            {approvedOn
              ? t("versionApproved", { number, status, day: approvedOn })
              : t("version", { number, status: t(`versionStatus.${status}`) })}
          </label>
        ))}
        <label className={CHOICE}>
          <input type="radio" name="version" value="draft" defaultChecked={!governing} />
          {t("draft")}
        </label>
      </fieldset>
      <fieldset className="mt-3">
        <legend className="text-sm font-medium">{t("evidenceLabel")}</legend>
        <label className={CHOICE}>
          <input type="radio" name="evidence" value="files" defaultChecked />
          {t("withFiles", { count: evidenceFiles, size: sizeInWords(evidenceBytes) })}
        </label>
        <label className={CHOICE}>
          <input type="radio" name="evidence" value="hashes" />
          {t("withHashes")}
        </label>
      </fieldset>
      <p className="mt-3 max-w-xl text-sm text-muted">{t("makeHint")}</p>
      <div className="mt-4" aria-live="polite">
        <Button type="submit" variant="primary" pending={making} icon={<Download aria-hidden className="size-4" />}>
          {t(making ? "making" : "make")}
        </Button>
        {refusal && (
          <div className="mt-3">
            <Callout tone="error" title={refusal} />
          </div>
        )}
      </div>
    </form>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const nameIn = (disposition: string | null) => /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "audit-pack.zip";

const MEGABYTE = 1024 * 1024;

function sizeInWords(bytes: number): string {
  if (bytes < MEGABYTE) return `${Math.ceil(bytes / 1024)} KB`;
  return `${Math.round(bytes / MEGABYTE)} MB`;
}
