"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import { RefTag } from "@/components/ui/ref-tag";
import type { CatalogueEntry } from "../entries";
import type { Choice } from "./catalogue-browser";

interface CatalogueRequirementsProps {
  home: string;
  entry: CatalogueEntry;
  pickable: boolean;
  choice: Choice | null;
  onChange: (requirements: Choice["requirements"]) => void;
}

/** The requirements of one party, to be ticked one by one; a ticked one asks for what fills its placeholders. */
export function CatalogueRequirements({ home, entry, pickable, choice, onChange }: CatalogueRequirementsProps) {
  const t = useTranslations("catalogueForm");
  const chosen = choice?.requirements ?? {};
  const without = (key: string) => Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== key));
  // What the party to merge into has already would only be skipped.
  const blocked = (taken: CatalogueEntry["requirements"][number]["taken"]) => taken !== null && choice?.existing !== "new";
  const free = entry.requirements.filter(({ taken }) => !blocked(taken));
  const all = free.length > 0 && free.every(({ key }) => chosen[key]);
  return (
    <div className="mt-1 border-l border-line-strong pl-4">
      {pickable && free.length > 1 && (
        <Button
          size="small"
          variant="quiet"
          className="-ml-2"
          onClick={() => onChange(all ? {} : Object.fromEntries(free.map(({ key }) => [key, chosen[key] ?? {}])))}
        >
          {t(all ? "pickNone" : "pickAll")}
        </Button>
      )}
      <ul>
        {entry.requirements.map((requirement) => {
          const { key, placeholders, taken } = requirement;
          const values = chosen[key];
          return (
            <li key={key} className="py-1.5 text-sm">
              <Line pickable={pickable}>
                {pickable && (
                  <input
                    type="checkbox"
                    className="no-print mt-1 size-4 shrink-0"
                    disabled={blocked(taken)}
                    checked={values !== undefined && !blocked(taken)}
                    onChange={(event) => onChange(event.target.checked ? { ...chosen, [key]: {} } : without(key))}
                  />
                )}
                <span className="min-w-0">
                  <span className="text-[0.9375rem]">{requirement.statement}</span>
                  <span className="block text-muted">
                    {requirement.facts}
                    {" · "}
                    {t("source", { source: requirement.source })}
                    {requirement.measure && ` · ${t("measure", { measure: requirement.measure })}`}
                  </span>
                  <span className="block text-muted">{t("suggests", { refs: requirement.suggests.join(", ") })}</span>
                </span>
              </Line>
              {taken && (
                <p className="ml-6">
                  {t("taken")} <RefTag href={`${home}/requirements/${taken.ref}`}>{taken.ref}</RefTag>
                </p>
              )}
              {values && placeholders.length > 0 && (
                <div className="mt-1 ml-6 flex flex-wrap items-end gap-3">
                  {placeholders.map((name) => (
                    <label key={name} className="flex flex-col gap-0.5">
                      <span className="font-medium">{t("valueOf", { name: `{${name}}` })}</span>
                      <input
                        className="control max-w-48"
                        maxLength={200}
                        value={values[name] ?? ""}
                        placeholder={t("usual", { value: name })}
                        onChange={(event) => onChange({ ...chosen, [key]: { ...values, [name]: event.target.value } })}
                      />
                    </label>
                  ))}
                  {placeholders.every(isValue) && (
                    <Button
                      size="small"
                      onClick={() =>
                        onChange({ ...chosen, [key]: Object.fromEntries(placeholders.map((name) => [name, values[name] || name])) })
                      }
                    >
                      {t("takeUsual")}
                    </Button>
                  )}
                  <p className="w-full text-muted">{t("values")}</p>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A tick and what it takes; without a tick, only the text. */
function Line({ pickable, children }: { pickable: boolean; children: ReactNode }) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
  return pickable ? <label className="flex items-start gap-2">{children}</label> : <div>{children}</div>;
}

/** "24" and "one month" are usual values; "name" and "agreed algorithms" only say what belongs there. */
function isValue(placeholder: string): boolean {
  return /\d|^(?:one|two|three) |^quarter$/.test(placeholder);
}
