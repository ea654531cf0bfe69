"use client";

import { Upload, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldError } from "@/components/form/field";
import { fieldId, useCurrentForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { KIND_OF_EXTENSION } from "@/domain/evidence-file";
import { classNames } from "@/lib/class-names";
import { sizeWords } from "../form-fields";
import type { UploadItem, useUploads } from "./use-uploads";

interface FileDropProps {
  uploads: ReturnType<typeof useUploads>;
  /** In megabytes. */
  limit: number;
  multiple?: boolean;
  /** Asks for a title beside each file. */
  titled?: boolean;
}

const ACCEPT = [...KIND_OF_EXTENSION.keys()].map((extension) => `.${extension}`).join(",");

/** Where files are chosen, dropped or pasted, and where each shows how far it is. Stands in a form; its faults stand under "files". */
export function FileDrop({ uploads, limit, multiple = false, titled = false }: FileDropProps) {
  const t = useTranslations("evidence.upload");
  const form = useCurrentForm();
  const id = fieldId(form.id, "files");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { register } = form;
  useEffect(() => register("files", { label: t("files") }), [register, t]);

  const add = useRef((_files: Iterable<File>) => {});
  add.current = (files) => {
    const all = [...files];
    if (all.length === 0) return;
    if (!multiple) for (const item of uploads.items) uploads.remove(item.key);
    uploads.add(multiple ? all : all.slice(0, 1));
    form.set("files", "");
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add.current(files);
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, []);

  return (
    <div className="flex flex-col gap-3">
      <fieldset
        className={classNames(
          "relative flex flex-col items-center gap-1 rounded-md border border-dashed border-line-strong bg-surface px-4 py-8 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-gold",
          over && "bg-sunken",
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add.current(event.dataTransfer.files);
        }}
      >
        <Upload aria-hidden className="size-5 text-muted" />
        <label htmlFor={id} className="font-medium">
          {t(multiple ? "choose" : "chooseOne")}
        </label>
        <p id={`${id}-hint`} className="prose-width text-sm text-muted">
          {t("hint", { limit })}
        </p>
        <input
          ref={input}
          id={id}
          type="file"
          accept={ACCEPT}
          multiple={multiple}
          aria-describedby={`${id}-hint`}
          aria-invalid={form.errors.files ? true : undefined}
          className="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => {
            add.current(event.target.files ?? []);
            // The same file, mended, can be chosen again.
            event.target.value = "";
          }}
        />
      </fieldset>
      <FieldError id={id}>{form.errors.files}</FieldError>
      {uploads.items.length > 0 && (
        <ul className="flex flex-col divide-y border-y" aria-label={t("files")}>
          {uploads.items.map((item) => (
            <Item key={item.key} item={item} uploads={uploads} titled={titled} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Item({ item, uploads, titled }: { item: UploadItem; uploads: FileDropProps["uploads"]; titled: boolean }) {
  const t = useTranslations("evidence");
  const extent = { sent: sizeWords(item.sent), size: sizeWords(item.size) };
  const words = {
    waiting: t("upload.waiting"),
    sending: t("upload.progress", extent),
    broken: item.message || t("upload.broken", extent),
    done: `${t("upload.done")}, ${extent.size}`,
    refused: item.message,
  }[item.state];
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="wrap-anywhere font-medium">{item.name}</p>
          {item.state === "sending" || item.state === "waiting" ? (
            <ProgressBar label={words} value={item.state === "waiting" ? 0 : item.sent} max={item.size} />
          ) : (
            <p
              role={item.state === "done" ? "status" : "alert"}
              className={classNames("text-sm", item.state === "done" ? "text-ok" : "text-danger")}
            >
              {words}
            </p>
          )}
        </div>
        {item.state === "broken" && (
          <Button size="small" onClick={() => uploads.goOn(item.key)}>
            {t("upload.goOn")}
          </Button>
        )}
        <Button
          size="small"
          variant="quiet"
          aria-label={t("upload.remove", { name: item.name })}
          icon={<X aria-hidden className="size-4" />}
          onClick={() => uploads.remove(item.key)}
        />
      </div>
      {titled && item.state !== "refused" && (
        <label className="flex flex-col gap-1 text-sm font-medium">
          {t("form.title")}
          <input
            aria-label={t("form.titleFor", { name: item.name })}
            className="control font-normal"
            maxLength={300}
            value={item.title}
            onChange={(event) => uploads.setTitle(item.key, event.target.value)}
          />
        </label>
      )}
    </li>
  );
}
