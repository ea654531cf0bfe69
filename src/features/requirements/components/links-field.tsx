"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { GroupFrame } from "@/components/form/field";
import { useRecordField } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { titleOf } from "@/domain/references";
import { readTarget, sameTarget, type TargetChoice } from "@/domain/thread-links";
import { LINK_COVERAGES, LINK_TARGET_TYPES, type LinkCoverage, type LinkTargetType } from "@/domain/vocabulary";

interface Link {
  targetType: LinkTargetType;
  targetRef: string;
  rationale: string;
  coverage?: LinkCoverage | "";
}

// Objectives are chosen on the requirement's own page.
const TYPES = LINK_TARGET_TYPES.filter((type) => type !== "objective");

/** Clauses and controls under their whole names, and what else answers the requirement. A bare number is asked about, never guessed (rule 1). */
export function LinksField({ name, label, hint }: { name: string; label: string; hint: string }) {
  const t = useTranslations("requirements.links");
  const word = useTranslations("vocabulary.linkTargetType");
  const coverage = useTranslations("vocabulary.linkCoverage");
  const field = useRecordField<Link[] | null>(
    name,
    { label, format: (value) => (Array.isArray(value) ? (value as Link[]).map((link) => link.targetRef).join(", ") : "") },
    true,
  );
  const links = field.value ?? [];
  const [type, setType] = useState<"any" | LinkTargetType>("any");
  const [text, setText] = useState("");
  const typed = text.trim();
  const read = typed === "" ? null : readTarget(type === "any" ? null : type, typed);

  function add(choice: TargetChoice) {
    const link: Link = { targetType: choice.type, targetRef: choice.ref, rationale: "" };
    if (!links.some((other) => sameTarget(other, link))) field.set([...links, link]);
    setText("");
  }
  function addTyped() {
    if (read?.ok) add(read.choice);
  }
  const change = (index: number, link: Link | null) => field.set(links.flatMap((old, at) => (at === index ? (link ?? []) : old)));

  return (
    <GroupFrame id={field.id} label={label} hint={hint} error={field.error} describedBy={field.describedBy}>
      {links.length > 0 && (
        <ul className="border-t">
          {links.map((link, index) => (
            <li
              key={`${link.targetType} ${link.targetRef}`}
              className="grid items-center gap-x-4 gap-y-1 border-b py-2 sm:grid-cols-[1fr_1fr_auto_auto]"
            >
              <span className="min-w-0 text-sm">
                <span className="font-mono text-[0.8125rem]">{link.targetRef}</span>{" "}
                <span className="text-muted">{titleOf(link.targetRef) ?? word(link.targetType)}</span>
              </span>
              <input
                className="control"
                aria-label={t("rationaleOf", { ref: link.targetRef })}
                placeholder={t("rationale")}
                maxLength={1000}
                value={link.rationale}
                onChange={(event) => change(index, { ...link, rationale: event.target.value })}
              />
              <select
                className="control w-auto"
                aria-label={t("coverageOf", { ref: link.targetRef })}
                value={link.coverage ?? ""}
                onChange={(event) => change(index, { ...link, coverage: event.target.value as LinkCoverage | "" })}
              >
                <option value="">{t("coverageUnstated")}</option>
                {LINK_COVERAGES.map((one) => (
                  <option key={one} value={one}>
                    {coverage(one)}
                  </option>
                ))}
              </select>
              <Button size="icon" variant="quiet" aria-label={t("remove", { ref: link.targetRef })} onClick={() => change(index, null)}>
                <X aria-hidden className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <select
          className="control w-auto"
          aria-label={t("type")}
          value={type}
          onChange={(event) => setType(event.target.value as typeof type)}
        >
          <option value="any">{t("standard")}</option>
          {TYPES.map((other) => (
            <option key={other} value={other}>
              {word(other)}
            </option>
          ))}
        </select>
        <input
          className="control w-56"
          aria-label={t("reference")}
          aria-describedby={`${field.id}-reading`}
          placeholder={t("standardExample")}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => read?.ok && addTyped()}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            addTyped();
          }}
        />
        <Button onClick={addTyped} aria-disabled={!read?.ok || undefined}>
          {t("add")}
        </Button>
      </div>
      <div id={`${field.id}-reading`} aria-live="polite" className="flex flex-wrap items-center gap-2 text-sm empty:hidden">
        {read?.ok && <span className="text-muted">{[read.choice.ref, read.choice.title || word(read.choice.type)].join(" · ")}</span>}
        {read && !read.ok && (
          <>
            <span className="text-info">{t(read.code, { given: typed })}</span>
            {read.choices.map((choice) => (
              <Reading key={choice.ref} choice={choice} choose={() => add(choice)} />
            ))}
          </>
        )}
      </div>
    </GroupFrame>
  );
}

function Reading({ choice, choose }: { choice: TargetChoice; choose: () => void }) {
  return (
    // Pressed before the field loses the focus and the reading with it.
    <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={choose}>
      <span className="font-mono">{choice.ref}</span> {choice.title}
    </Button>
  );
}
