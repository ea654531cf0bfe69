"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { GroupFrame } from "@/components/form/field";
import { useRecordField } from "@/components/form/use-record-form";
import { Button } from "@/components/ui/button";
import { titleOf } from "@/domain/references";
import { LINK_TARGET_TYPES, type LinkTargetType } from "@/domain/vocabulary";
import { type LinkReading, readLink } from "../link-reference";

interface Link {
  targetType: LinkTargetType;
  targetRef: string;
  rationale: string;
}

const OTHER_TYPES = LINK_TARGET_TYPES.filter((type) => type !== "clause" && type !== "control");

/** Clauses and controls under their whole names, and what else answers the requirement. A bare number is asked about, never guessed (rule 1). */
export function LinksField({ name, label, hint }: { name: string; label: string; hint: string }) {
  const t = useTranslations("requirements.links");
  const word = useTranslations("vocabulary.linkTargetType");
  const field = useRecordField<Link[] | null>(
    name,
    { label, format: (value) => (Array.isArray(value) ? (value as Link[]).map((link) => link.targetRef).join(", ") : "") },
    true,
  );
  const links = field.value ?? [];
  const [type, setType] = useState<"standard" | LinkTargetType>("standard");
  const [text, setText] = useState("");
  const typed = text.trim();
  const read = type === "standard" && typed !== "" ? readLink(typed) : null;

  function add(targetType: LinkTargetType, targetRef: string) {
    if (!links.some((link) => link.targetType === targetType && link.targetRef === targetRef)) {
      field.set([...links, { targetType, targetRef, rationale: "" }]);
    }
    setText("");
  }
  function addTyped() {
    if (typed === "") return;
    if (type !== "standard") add(type, typed);
    else if (read?.ok) add(read.reading.type, read.reading.ref);
  }
  const change = (index: number, link: Link | null) => field.set(links.flatMap((old, at) => (at === index ? (link ?? []) : old)));

  return (
    <GroupFrame id={field.id} label={label} hint={hint} error={field.error} describedBy={field.describedBy}>
      {links.length > 0 && (
        <ul className="border-t">
          {links.map((link, index) => (
            <li
              key={`${link.targetType} ${link.targetRef}`}
              className="grid items-center gap-x-4 gap-y-1 border-b py-2 sm:grid-cols-[1fr_1fr_auto]"
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
          <option value="standard">{t("standard")}</option>
          {OTHER_TYPES.map((other) => (
            <option key={other} value={other}>
              {word(other)}
            </option>
          ))}
        </select>
        <input
          className="control w-56"
          aria-label={t("reference")}
          aria-describedby={`${field.id}-reading`}
          placeholder={type === "standard" ? t("standardExample") : t("otherExample")}
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
        <Button onClick={addTyped} aria-disabled={typed === "" || (read !== null && !read.ok) || undefined}>
          {t("add")}
        </Button>
      </div>
      <div id={`${field.id}-reading`} aria-live="polite" className="flex flex-wrap items-center gap-2 text-sm empty:hidden">
        {read?.ok && (
          <span className="text-muted">
            {read.reading.ref} · {read.reading.title}
          </span>
        )}
        {read && !read.ok && (
          <>
            <span className="text-info">{t(read.code, { given: typed })}</span>
            {read.readings.map((reading) => (
              <Reading key={reading.ref} reading={reading} choose={() => add(reading.type, reading.ref)} />
            ))}
          </>
        )}
      </div>
    </GroupFrame>
  );
}

function Reading({ reading, choose }: { reading: LinkReading; choose: () => void }) {
  return (
    // Pressed before the field loses the focus and the reading with it.
    <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={choose}>
      <span className="font-mono">{reading.ref}</span> {reading.title}
    </Button>
  );
}
