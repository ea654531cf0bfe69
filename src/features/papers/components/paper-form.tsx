"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { PaperChoice } from "../kind";

interface PaperFormProps {
  /** Address of the kind, without the format: "/nordwind/papers/register". */
  href: string;
  /** The document's name, for the buttons' names. */
  title: string;
  formats: readonly string[];
  choices: readonly PaperChoice[];
}

/** What can be chosen for a document, and a button for each format. Without scripts the buttons fetch the file by themselves. */
export function PaperForm({ href, title, formats, choices }: PaperFormProps) {
  const t = useTranslations("papers.form");
  const id = useId();
  const router = useRouter();
  const [working, setWorking] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    const format = button?.value;
    if (!format || working) return;
    setFailure(null);
    setWorking(format);
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(event.currentTarget)) if (typeof value === "string" && value) query.set(key, value);
    try {
      const response = await fetch(`${href}/${format}?${query}`, { cache: "no-store" });
      if (response.redirected) {
        router.push(new URL(response.url).pathname);
        return;
      }
      if (response.ok)
        save(await response.blob(), /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? title);
      else {
        const answer = (await response.json()) as { message?: string; fieldErrors?: Record<string, string> };
        setFailure(Object.values(answer.fieldErrors ?? {})[0] ?? answer.message ?? t("offline"));
      }
      router.refresh();
    } catch {
      setFailure(t("offline"));
    }
    setWorking(null);
  }

  return (
    <form method="get" onSubmit={submit} aria-label={title} className="flex flex-col gap-3">
      {choices.length > 0 && (
        <div className="flex flex-wrap items-start gap-3 text-sm">
          {choices.map((choice) => (
            <Choice key={choice.key} id={`${id}-${choice.key}`} choice={choice} />
          ))}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {formats.map((format) => (
          <button
            key={format}
            type="submit"
            value={format}
            formAction={`${href}/${format}`}
            aria-disabled={working !== null}
            aria-label={t("take", { title, format: format.toUpperCase() })}
            className={buttonStyle({ size: "small" })}
          >
            {format.toUpperCase()}
          </button>
        ))}
        <label className="flex min-h-7 items-center gap-1.5 text-[0.8125rem] text-muted">
          <input type="checkbox" name="background" value="1" className="size-4" />
          {t("background")}
        </label>
        <span role="status" className="text-[0.8125rem] text-muted">
          {working && t("working", { format: working.toUpperCase() })}
        </span>
      </div>
      {failure && <Callout tone="error">{failure}</Callout>}
    </form>
  );
}

function Choice({ id, choice: { key, label, hint, values, type } }: { id: string; choice: PaperChoice }) {
  const described = hint ? `${id}-hint` : undefined;
  if (type === "flag") {
    return (
      <label className="flex min-h-9 items-center gap-1.5 self-center">
        <input type="checkbox" name={key} value="1" className="size-4" />
        {label}
      </label>
    );
  }
  return (
    <div className="flex min-w-40 max-w-72 flex-1 flex-col gap-1">
      <label htmlFor={id} className="text-[0.8125rem] font-medium">
        {label}
      </label>
      {values ? (
        <select id={id} name={key} className="control" aria-describedby={described}>
          {values.map(({ value, label: word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={key} type="date" className="control" aria-describedby={described} />
      )}
      {hint && (
        <span id={described} className="text-xs text-muted">
          {hint}
        </span>
      )}
    </div>
  );
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
