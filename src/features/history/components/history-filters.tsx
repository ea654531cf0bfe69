import Link from "next/link";
import { Button } from "@/components/ui/button";
import { translator } from "@/lib/translate";
import { actionWord, entityWord } from "../entry-lines";
import { ENTITY_NAMES, type HistoryFilter, isNarrowed, OTHER_ENTITIES } from "../filter";
import type { HistoryChoices } from "../queries";

/** A plain form: the filter is the address, and works before any script has loaded. */
export function HistoryFilters({ filter, choices, path }: { filter: HistoryFilter; choices: HistoryChoices; path: string }) {
  const t = translator("history");
  const byWord = (words: readonly { value: string; label: string }[]) => [...words].sort((a, b) => a.label.localeCompare(b.label, "en"));
  const kinds = byWord([...ENTITY_NAMES, ...OTHER_ENTITIES].map((value) => ({ value, label: entityWord(value) })));
  const actions = byWord(choices.actions.map((value) => ({ value, label: actionWord(value) })));
  const people = choices.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form action={path} method="get" className="no-print mb-6 flex flex-wrap items-end gap-3 border-y py-3 text-sm">
      <Choice name="entity" label={t("kind")} value={filter.entity} options={kinds} any={t("any")} />
      <Input name="ref" label={t("ref")} value={filter.ref} width="w-36" />
      <Choice name="person" label={t("person")} value={filter.personId} options={people} any={t("anybody")} />
      <Choice name="action" label={t("actionLabel")} value={filter.action} options={actions} any={t("any")} />
      <Input name="from" label={t("from")} value={filter.from} type="date" width="w-40" />
      <Input name="to" label={t("to")} value={filter.to} type="date" width="w-40" />
      <Input name="q" label={t("reasonText")} value={filter.q} width="w-56" />
      {filter.batch && <input type="hidden" name="batch" value={filter.batch} />}
      <Button type="submit">{t("apply")}</Button>
      {isNarrowed(filter) && (
        <Link className="link py-2" href={path} prefetch={false}>
          {t("clear")}
        </Link>
      )}
    </form>
  );
}

interface InputProps {
  name: string;
  label: string;
  value: string;
  type?: "text" | "date";
  width: string;
}

function Input({ name, label, value, type = "text", width }: InputProps) {
  return (
    <label className="flex flex-col gap-1 font-medium">
      {label}
      <input name={name} type={type} defaultValue={value} maxLength={200} className={`control font-normal ${width}`} />
    </label>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  any: string;
  options: readonly { value: string; label: string }[];
}

function Choice({ name, label, value, any, options }: ChoiceProps) {
  return (
    <label className="flex flex-col gap-1 font-medium">
      {label}
      <select name={name} defaultValue={value} className="control w-44 font-normal">
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
