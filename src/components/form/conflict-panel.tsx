"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { likeMine, type Values } from "./merge";
import { type Conflict, plainText, type RecordFormState } from "./use-record-form";

type Choice = "mine" | "theirs" | "merged";

/** A colleague saved first. Both texts stand side by side; nothing is lost until the person has picked or merged. */
export function ConflictPanel({ form, conflict }: { form: RecordFormState; conflict: Conflict }) {
  const t = useTranslations("ui");
  const format = useFormatter();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [texts, setTexts] = useState<Record<string, string>>({});
  useEffect(() => heading.current?.focus(), []);

  const mine = (name: string) => form.values[name];
  const theirs = (name: string) => likeMine(form.values[name], conflict.theirs[name]);
  const read = (name: string, value: unknown) => (form.fields.get(name)?.format ?? plainText)(value) || t("nothing");
  const label = (name: string) => form.fields.get(name)?.label ?? name;
  const undecided = conflict.contested.filter((name) => !choices[name]);
  const when = new Date(conflict.changedAt);

  function save() {
    const picked: Values = {};
    for (const name of conflict.contested) {
      const choice = choices[name];
      picked[name] = choice === "theirs" ? theirs(name) : choice === "merged" ? (texts[name] ?? "") : mine(name);
    }
    void form.resolve(picked);
  }

  return (
    <section aria-labelledby={`${id}-title`} className="rounded-md border border-l-4 border-warn bg-warn-tint p-4 text-sm">
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1} className="text-base font-semibold">
        {conflict.changedBy ? t("conflictTitle", { who: conflict.changedBy }) : t("draftMoved")}
      </h2>
      <p className="prose-width">
        {conflict.message}
        {!Number.isNaN(when.getTime()) &&
          ` ${t("conflictWhen", { time: format.dateTime(when, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) })}`}
      </p>
      {conflict.takenOver.length > 0 && <p className="mt-2">{t("conflictTaken", { fields: conflict.takenOver.map(label).join(", ") })}</p>}
      {conflict.contested.length === 0 && <p className="mt-2">{t("conflictNone")}</p>}
      {conflict.contested.map((name) => (
        <fieldset key={name} className="mt-4 border-t border-line-strong pt-3">
          <legend className="float-left w-full font-semibold">{label(name)}</legend>
          <div className="clear-both grid gap-3 pt-1 sm:grid-cols-2">
            <Side
              name={`${id}-${name}`}
              title={t("conflictMine")}
              text={read(name, mine(name))}
              checked={choices[name] === "mine"}
              pick={() => setChoices({ ...choices, [name]: "mine" })}
            />
            <Side
              name={`${id}-${name}`}
              title={conflict.changedBy ? t("conflictTheirs", { who: conflict.changedBy }) : t("draftNow")}
              text={read(name, theirs(name))}
              checked={choices[name] === "theirs"}
              pick={() => setChoices({ ...choices, [name]: "theirs" })}
            />
          </div>
          {form.fields.get(name)?.text && (
            <div className="mt-2">
              <label className="flex items-center gap-2">
                <input
                  type="radio"
                  name={`${id}-${name}`}
                  checked={choices[name] === "merged"}
                  onChange={() => {
                    setChoices({ ...choices, [name]: "merged" });
                    if (texts[name] === undefined) setTexts({ ...texts, [name]: `${plainText(mine(name))}\n${plainText(theirs(name))}` });
                  }}
                />
                {t("conflictMerge")}
              </label>
              {choices[name] === "merged" && (
                <textarea
                  aria-label={t("conflictMergeLabel", { field: label(name) })}
                  className="control mt-1"
                  value={texts[name] ?? ""}
                  onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
                />
              )}
            </div>
          )}
        </fieldset>
      ))}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button variant="primary" pending={form.pending} disabled={undecided.length > 0} onClick={save}>
          {t("conflictSave")}
        </Button>
        <span role="status" className="text-muted">
          {undecided.length > 0 ? t("conflictLeft", { count: undecided.length }) : ""}
        </span>
      </div>
    </section>
  );
}

function Side({ name, title, text, checked, pick }: { name: string; title: string; text: string; checked: boolean; pick: () => void }) {
  return (
    <label className="flex cursor-pointer gap-2 rounded-md border border-line-strong bg-surface p-3 has-checked:outline-2 has-checked:outline-ink">
      <input type="radio" name={name} checked={checked} onChange={pick} className="mt-1 self-start" />
      <span className="min-w-0">
        <span className="block font-medium">{title}</span>
        <span className="block whitespace-pre-wrap">{text}</span>
      </span>
    </label>
  );
}
