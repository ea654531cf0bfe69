"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldFrame } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { LINK_COVERAGES, type LinkCoverage } from "@/domain/vocabulary";
import type { LinkFault } from "./link-form";

interface EditLinkProps {
  link: { ref: string; type: string; rationale: string; coverage: LinkCoverage | "" };
  save: (change: { rationale: string; coverage: LinkCoverage | "" }) => Promise<LinkFault | null>;
  cancel: () => void;
}

/** Why a target answers the requirement, and how far. */
export function EditLink({ link, save, cancel }: EditLinkProps) {
  const t = useTranslations("threads.link");
  const word = useTranslations("vocabulary.linkCoverage");
  const id = useId();
  const [rationale, setRationale] = useState(link.rationale);
  const [coverage, setCoverage] = useState(link.coverage);
  const [fault, setFault] = useState<LinkFault | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setFault(await save({ rationale: rationale.trim(), coverage }));
  }
  return (
    <form onSubmit={submit} className="no-print mt-2 flex flex-wrap items-end gap-3 bg-sunken p-3">
      <FieldFrame id={`${id}-why`} label={t("rationale")} error={fault?.rationale ?? fault?.message} className="min-w-0 flex-1 basis-64">
        <input
          id={`${id}-why`}
          className="control"
          maxLength={1000}
          // biome-ignore lint/a11y/noAutofocus: the field was asked for by the button just pressed
          autoFocus
          value={rationale}
          onChange={(event) => setRationale(event.target.value)}
        />
      </FieldFrame>
      <FieldFrame id={`${id}-coverage`} label={t("coverage")} className="basis-40">
        <select
          id={`${id}-coverage`}
          className="control"
          value={coverage}
          onChange={(event) => setCoverage(event.target.value as typeof coverage)}
        >
          <option value="">{t("coverageUnstated")}</option>
          {LINK_COVERAGES.map((one) => (
            <option key={one} value={one}>
              {word(one)}
            </option>
          ))}
        </select>
      </FieldFrame>
      <Button type="submit" variant="primary">
        {t("save")}
      </Button>
      <Button onClick={cancel}>{t("cancel")}</Button>
    </form>
  );
}

interface RemoveLinkProps {
  name: string;
  remove: (reason: string) => Promise<LinkFault | null>;
  cancel: () => void;
}

/** A decided requirement asks why a link is taken away. */
export function RemoveLink({ name, remove, cancel }: RemoveLinkProps) {
  const t = useTranslations("threads.link");
  const id = useId();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<LinkFault | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setFault(await remove(reason.trim()));
  }
  const error = fault && [fault.ref, fault.rationale, fault.message].filter(Boolean).join(" ");
  return (
    <form onSubmit={submit} className="no-print mt-2 flex flex-wrap items-end gap-3 bg-sunken p-3">
      <FieldFrame id={`${id}-reason`} label={t("removeWhy", { ref: name })} error={error ?? undefined} className="min-w-0 flex-1 basis-64">
        <input
          id={`${id}-reason`}
          className="control"
          maxLength={1000}
          // biome-ignore lint/a11y/noAutofocus: the field was asked for by the button just pressed
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </FieldFrame>
      <Button type="submit" variant="primary">
        {t("removeDo")}
      </Button>
      <Button onClick={cancel}>{t("cancel")}</Button>
    </form>
  );
}
