"use client";

import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useCurrentForm } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { unfilledPlaceholders } from "@/domain/requirement";
import type { RequirementKind, SourceType } from "@/domain/vocabulary";
import { type WordingCode, wordingFindings } from "@/domain/wording";

const ABOUT_SOURCE: readonly WordingCode[] = ["source_missing", "locator_missing"];

/** Remarks on the statement or on its source while they are typed: the reason and an example, never in the way, each can be dismissed. */
export function WordingAdvice({ about }: { about: "statement" | "source" }) {
  const t = useTranslations("wording");
  const r = useTranslations("requirements.advice");
  const { values } = useCurrentForm();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const statement = String(values.statement ?? "");
  // Somebody who has written nothing yet needs no remarks.
  if (statement.trim().length < 8) return null;
  const list = (value: unknown) => (Array.isArray(value) ? value.length : 0);
  const findings = wordingFindings({
    statement,
    kind: values.kind as RequirementKind,
    sourceType: (values.sourceType || null) as SourceType | null,
    sourceRef: String(values.sourceRef ?? ""),
    sourceLocator: String(values.sourceLocator ?? ""),
    sourceCount: list(values.sourceIds) + list(values.obligationIds),
  }).filter(({ code }) => ABOUT_SOURCE.includes(code) === (about === "source") && !dismissed.includes(code));
  const placeholders = about === "statement" ? unfilledPlaceholders(statement) : [];
  if (findings.length === 0 && placeholders.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-2 border-l-2 border-info pl-3">
      {placeholders.length > 0 && (
        <li className="text-ink">
          <span className="font-medium text-info">{r("placeholder")}</span> <span className="font-mono">{placeholders.join(" ")}</span>
        </li>
      )}
      {findings.map(({ code, excerpt }) => (
        <li key={code} className="text-ink">
          <span className="flex items-baseline gap-2">
            <Lightbulb aria-hidden className="size-3.5 shrink-0 self-center text-info" />
            <span className="min-w-0 flex-1 font-medium text-info">
              {t(`${code}.title`)}
              {excerpt && <span className="font-normal text-muted"> · “{excerpt}”</span>}
            </span>
            <Button size="small" variant="quiet" onClick={() => setDismissed([...dismissed, code])}>
              {r("dismiss")}
            </Button>
          </span>
          <span className="block">{t(`${code}.reason`)}</span>
          <span className="block text-muted">{t(`${code}.example`)}</span>
        </li>
      ))}
    </ul>
  );
}
