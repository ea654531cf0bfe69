"use client";

import { Download } from "lucide-react";
import { type RefObject, useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";
import { addDays, daysBetween } from "@/domain/dates";
import { pngOf, saveFile, svgText } from "./export-picture";

interface TimeControlsProps {
  first: string | null;
  today: string;
  asOf: string | null;
  compare: string | null;
  onChange: (next: { asOf?: string | null; compare?: string | null }) => void;
}

/** The day the picture is of, and a day it is compared with. */
export function TimeControls({ first, today, asOf, compare, onChange }: TimeControlsProps) {
  const t = useTranslations("grid");
  const id = useId();
  if (first === null || first >= today) return null;
  const span = daysBetween(first, today);
  const day = asOf ?? today;
  const set = (text: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) onChange({ asOf: text >= today ? null : text < first ? first : text });
  };
  return (
    <fieldset className="no-print mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-y py-2 text-sm">
      <legend className="sr-only">{t("time")}</legend>
      <label htmlFor={`${id}-range`} className="font-medium" title={t("asOfHint")}>
        {t("asOf")}
      </label>
      <input
        id={`${id}-range`}
        type="range"
        min={0}
        max={span}
        value={Math.max(0, Math.min(span, daysBetween(first, day)))}
        aria-valuetext={day}
        onChange={(event) => set(addDays(first, Number(event.target.value)))}
        className="w-48 flex-1 sm:max-w-80"
      />
      <input
        type="date"
        aria-label={t("asOf")}
        min={first}
        max={today}
        value={day}
        onChange={(event) => set(event.target.value)}
        className="control w-auto"
      />
      {asOf !== null && (
        <Button size="small" onClick={() => onChange({ asOf: null })}>
          {t("backToNow")}
        </Button>
      )}
      <label htmlFor={`${id}-compare`} className="font-medium">
        {t("compare")}
      </label>
      <input
        id={`${id}-compare`}
        type="date"
        min={first}
        max={day}
        value={compare ?? ""}
        onChange={(event) => onChange({ compare: event.target.value || null })}
        className="control w-auto"
      />
      {compare !== null && (
        <Button size="small" onClick={() => onChange({ compare: null })}>
          {t("compareStop")}
        </Button>
      )}
    </fieldset>
  );
}

export function MoveReason({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations("grid");
  const id = useId();
  return (
    <div className="no-print mb-3 grid gap-x-3 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,18rem)_1fr] sm:items-center">
      <label htmlFor={id} className="font-medium">
        {t("reason")}
      </label>
      <input
        id={id}
        className="control"
        maxLength={1000}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className="text-muted">
        {t("reasonHint")}
      </p>
    </div>
  );
}

/** Asks once why a decided or confirmed party moves; `name` null: nothing is asked. */
export function ReasonDialog({
  name,
  onClose,
  onReason,
}: {
  name: string | null;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const t = useTranslations("grid");
  const ui = useTranslations("ui");
  const id = useId();
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (name !== null) setMissing(false);
  }, [name]);
  const send = () => {
    if (text.trim() === "") {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    onReason(text.trim());
    setText("");
  };
  return (
    <Dialog
      title={t("reasonTitle", { name: name ?? "" })}
      description={t("reasonText")}
      open={name !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="small"
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            {ui("cancel")}
          </Button>
          <Button variant="primary" onClick={send}>
            {t("reasonSave")}
          </Button>
        </>
      }
    >
      <label htmlFor={id} className="text-sm font-medium">
        {t("reason")} <span className="font-normal text-muted">({ui("required")})</span>
      </label>
      <input
        id={id}
        className="control mt-1"
        maxLength={1000}
        value={text}
        aria-invalid={missing || undefined}
        aria-describedby={missing ? `${id}-error` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") send();
        }}
      />
      {missing && (
        <p id={`${id}-error`} className="mt-1 text-sm font-medium text-danger">
          {ui("reasonMissing")}
        </p>
      )}
    </Dialog>
  );
}

interface ExportPictureProps {
  picture: RefObject<SVGSVGElement | null>;
  title: string;
  foot: string;
  /** Without an ending. */
  name: string;
}

export function ExportPicture({ picture, title, foot, name }: ExportPictureProps) {
  const t = useTranslations("grid");
  async function save(kind: "svg" | "png") {
    if (!picture.current) return;
    try {
      const text = svgText(picture.current, { title, foot });
      saveFile(kind === "png" ? await pngOf(text) : new Blob([text], { type: "image/svg+xml" }), `${name}.${kind}`);
    } catch {
      showToast({ title: t("exportFailed"), tone: "error" });
    }
  }
  return (
    <Menu
      label={t("export")}
      trigger={
        <>
          <Download aria-hidden className="size-4" />
          {t("export")}
        </>
      }
      items={[
        { label: t("exportSvg"), onSelect: () => void save("svg") },
        { label: t("exportPng"), onSelect: () => void save("png") },
        { label: t("print"), onSelect: () => window.print() },
      ]}
    />
  );
}
