"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { FieldError, FieldFrame } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { NO_RISK_REF } from "@/domain/risk";
import { readTarget, type TargetChoice } from "@/domain/thread-links";
import { LINK_COVERAGES, LINK_TARGET_TYPES, type LinkCoverage, type LinkTargetType } from "@/domain/vocabulary";
import { type SearchTargets, TargetPicker } from "./target-picker";

export interface DraftLink {
  type: LinkTargetType | null;
  ref: string;
  rationale: string;
  coverage: LinkCoverage | "";
}

type Kind = LinkTargetType | "any" | "no_risk";

/** What went wrong with a link that was to be drawn, at its field or as a whole. */
export interface LinkFault {
  ref?: string;
  rationale?: string;
  message?: string;
}

interface LinkFormProps {
  /** The kind that the person came to link. */
  start?: Kind;
  search: SearchTargets;
  /** Draws or collects the link; null: done, and the form starts anew. */
  submit: (link: DraftLink) => Promise<LinkFault | null>;
  submitLabel: string;
}

/** One link: what, why, and how far. A ref that is not what was meant is answered with what could have been meant, each by one press. */
export function LinkForm({ start = "any", search, submit, submitLabel }: LinkFormProps) {
  const t = useTranslations("threads.link");
  const word = useTranslations("vocabulary");
  const id = useId();
  const [kind, setKind] = useState<Kind>(start);
  const [text, setText] = useState("");
  const [rationale, setRationale] = useState("");
  const [coverage, setCoverage] = useState<LinkCoverage | "">("");
  const [fault, setFault] = useState<LinkFault | null>(null);
  const [busy, setBusy] = useState(false);
  const noRisk = kind === "no_risk";
  const meant: LinkTargetType | null = kind === "any" ? null : noRisk ? "risk" : kind;

  async function send(type: LinkTargetType | null, ref: string) {
    if (busy) return;
    if (ref.trim() === "") return setFault({ ref: t("targetNeeded") });
    setBusy(true);
    const went = await submit({ type, ref, rationale: rationale.trim(), coverage: noRisk ? "" : coverage });
    setBusy(false);
    setFault(went);
    if (went) return;
    setText("");
    setRationale("");
    setCoverage("");
    setKind(noRisk ? "any" : kind);
  }

  function submitTyped(event: FormEvent) {
    event.preventDefault();
    void send(meant, noRisk ? NO_RISK_REF : text);
  }

  const read = fault?.ref && text.trim() !== "" ? readTarget(meant, text) : null;
  const choices = read && !read.ok ? read.choices : [];
  return (
    <form onSubmit={submitTyped} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        <FieldFrame id={`${id}-kind`} label={t("kind")} className="basis-40">
          <select
            id={`${id}-kind`}
            className="control"
            value={kind}
            onChange={(event) => {
              setKind(event.target.value as Kind);
              setFault(null);
            }}
          >
            <option value="any">{t("anyKind")}</option>
            {LINK_TARGET_TYPES.map((type) => (
              <option key={type} value={type}>
                {word(`linkTargetType.${type}`)}
              </option>
            ))}
            <option value="no_risk">{t("noRisk")}</option>
          </select>
        </FieldFrame>
        {!noRisk && (
          <TargetPicker
            type={meant}
            value={text}
            search={search}
            error={fault?.ref}
            onChange={(next) => {
              setText(next);
              setFault(null);
            }}
          />
        )}
      </div>
      {choices.length > 0 && (
        <fieldset aria-label={t("choices")} className="flex flex-wrap gap-2">
          {choices.map((choice) => (
            <Choice key={choice.ref} choice={choice} take={() => void send(choice.type, choice.ref)} />
          ))}
        </fieldset>
      )}
      <div className="flex flex-wrap gap-3">
        <FieldFrame
          id={`${id}-why`}
          label={noRisk ? t("noRiskWhy") : t("rationale")}
          error={fault?.rationale}
          className="min-w-0 flex-1 basis-64"
        >
          <input
            id={`${id}-why`}
            className="control"
            maxLength={1000}
            value={rationale}
            aria-invalid={fault?.rationale ? true : undefined}
            aria-describedby={fault?.rationale ? `${id}-why-error` : undefined}
            onChange={(event) => setRationale(event.target.value)}
          />
        </FieldFrame>
        {!noRisk && (
          <FieldFrame id={`${id}-coverage`} label={t("coverage")} className="basis-40">
            <select
              id={`${id}-coverage`}
              className="control"
              value={coverage}
              onChange={(event) => setCoverage(event.target.value as LinkCoverage | "")}
            >
              <option value="">{t("coverageUnstated")}</option>
              {LINK_COVERAGES.map((one) => (
                <option key={one} value={one}>
                  {word(`linkCoverage.${one}`)}
                </option>
              ))}
            </select>
          </FieldFrame>
        )}
      </div>
      <FieldError id={id}>{fault?.message}</FieldError>
      <div>
        <Button type="submit" variant="primary" aria-disabled={busy || undefined}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

function Choice({ choice, take }: { choice: TargetChoice; take: () => void }) {
  const word = useTranslations("vocabulary.linkTargetType");
  return (
    <Button size="small" onClick={take}>
      <span className="font-mono">{choice.ref}</span> {choice.title || word(choice.type)}
    </Button>
  );
}
