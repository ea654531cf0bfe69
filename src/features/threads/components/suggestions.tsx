"use client";

import { Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldError } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import type { LinkTargetType } from "@/domain/vocabulary";
import type { LinkFault } from "./link-form";

/** A suggestion with its words, made on the server. */
export interface OfferedLink {
  type: LinkTargetType;
  ref: string;
  title: string;
  rationale: string;
  reasons: string[];
  warnings: string[];
}

interface SuggestionsProps {
  requirementId: string;
  offered: readonly OfferedLink[];
  take: (offered: OfferedLink) => Promise<LinkFault | null>;
}

const keyOf = ({ type, ref }: OfferedLink) => `${type} ${ref}`;

/** What could answer it, each with its reasons and taken by one press. What was waved away does not come back in this session of the browser. */
export function Suggestions({ requirementId, offered, take }: SuggestionsProps) {
  const t = useTranslations("threads.link");
  const word = useTranslations("vocabulary.linkTargetType");
  const [dismissed, dismiss] = useDismissed(requirementId);
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const shown = offered.filter((one) => !dismissed.has(keyOf(one)));
  return (
    <section aria-label={t("suggestions")}>
      <h3 className="mb-2 font-medium">{t("suggestions")}</h3>
      {shown.length === 0 ? (
        <p className="text-sm text-muted">{t("noSuggestions")}</p>
      ) : (
        <ul className="border-t">
          {shown.map((one) => (
            <li key={keyOf(one)} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 border-b py-2 text-sm">
              <div className="min-w-0">
                <span className="mr-1.5 font-mono text-[0.8125rem]">{one.ref}</span>
                {one.title} <span className="text-xs text-muted">{word(one.type)}</span>
                {one.reasons.map((reason) => (
                  <p key={reason} className="text-muted">
                    {reason}
                  </p>
                ))}
                {one.warnings.map((warning) => (
                  <StatusMark key={warning} shape="partly" className="flex">
                    {warning}
                  </StatusMark>
                ))}
              </div>
              <div className="flex gap-1">
                <Button
                  size="small"
                  icon={<Plus aria-hidden className="size-4" />}
                  aria-label={t("takeOne", { ref: one.ref })}
                  aria-disabled={busy !== null || undefined}
                  onClick={async () => {
                    if (busy) return;
                    setBusy(keyOf(one));
                    const went = await take(one);
                    setBusy(null);
                    setFault(went && [went.ref, went.rationale, went.message].filter(Boolean).join(" "));
                  }}
                >
                  {t("take")}
                </Button>
                <Button size="icon" variant="quiet" aria-label={t("dismiss", { ref: one.ref })} onClick={() => dismiss(keyOf(one))}>
                  <X aria-hidden className="size-4" />
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <FieldError id={`suggestions-${requirementId}`}>{fault ?? undefined}</FieldError>
    </section>
  );
}

function useDismissed(requirementId: string): [ReadonlySet<string>, (key: string) => void] {
  const place = `goldthread:dismissed:${requirementId}`;
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  // After the first paint: the server knows nothing of the browser's session.
  useEffect(() => {
    try {
      setDismissed(new Set(JSON.parse(sessionStorage.getItem(place) ?? "[]") as string[]));
    } catch {
      // Without a store the suggestion comes back; nothing else is lost.
    }
  }, [place]);
  return [
    dismissed,
    (key) => {
      const next = new Set([...dismissed, key]);
      setDismissed(next);
      try {
        sessionStorage.setItem(place, JSON.stringify([...next]));
      } catch {
        // As above.
      }
    },
  ];
}
