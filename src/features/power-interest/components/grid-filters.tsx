"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { FilterMenu } from "@/components/data-table/filter-menu";
import { buttonStyle } from "@/components/ui/button";
import { INFLUENCE_VECTORS, PARTY_CATEGORIES } from "@/domain/vocabulary";
import { toggleFilter } from "@/lib/table-state";
import type { GridFilter, GridState } from "../table";

const FILTERS: readonly GridFilter[] = ["category", "vector", "status", "owner", "adverse"];

/** The query that stands for a state; empty or with a leading "?". */
export function gridQuery(state: GridState): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) for (const value of state.filters[name] ?? []) query.append(name, value);
  if (state.asOf) query.set("asOf", state.asOf);
  if (state.compare) query.set("compare", state.compare);
  if (state.lens) query.set("lens", "salience");
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

interface GridFilterBarProps {
  path: string;
  state: GridState;
  owners: readonly { id: string; name: string }[];
  vectorNames: Record<string, string>;
}

export function GridFilterBar({ path, state, owners, vectorNames }: GridFilterBarProps) {
  const t = useTranslations("grid.filter");
  const word = useTranslations("vocabulary");
  const choices: Record<GridFilter, { value: string; label: string }[]> = {
    category: PARTY_CATEGORIES.map((value) => ({ value, label: word(`partyCategory.${value}`) })),
    vector: [...INFLUENCE_VECTORS.map((value) => ({ value, label: vectorNames[value] ?? value })), { value: "none", label: t("noVector") }],
    status: (["candidate", "active"] as const).map((value) => ({ value, label: word(`partyStatus.${value}`) })),
    owner: [
      { value: "mine", label: t("mine") },
      { value: "none", label: t("noOwner") },
      ...owners.map(({ id, name }) => ({ value: id, label: name })),
    ],
    adverse: [
      { value: "yes", label: t("yes") },
      { value: "no", label: t("no") },
    ],
  };
  return (
    <>
      {FILTERS.map((name) => (
        <FilterMenu
          key={name}
          label={t(name)}
          chosen={state.filters[name]?.length ?? 0}
          options={choices[name].map((option) => ({
            ...option,
            chosen: state.filters[name]?.includes(option.value) ?? false,
            href: path + gridQuery({ ...state, filters: toggleFilter(state.filters, name, option.value) }),
          }))}
        />
      ))}
      {Object.keys(state.filters).length > 0 && (
        <Link href={path + gridQuery({ ...state, filters: {} })} scroll={false} className={buttonStyle({ variant: "quiet" })}>
          {t("clear")}
        </Link>
      )}
    </>
  );
}
