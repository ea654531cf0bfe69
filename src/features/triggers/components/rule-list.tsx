import Link from "next/link";
import type { ReactNode } from "react";
import { StatusMark } from "@/components/ui/status-mark";
import { catalogueParty } from "@/domain/catalogue";
import { translator } from "@/lib/translate";
import type { RuleRow } from "../queries";

interface RuleListProps {
  rules: readonly RuleRow[];
  /** Where a rule is edited; null for whoever may not. */
  editHref: ((key: string) => string) | null;
  /** Beside a rule that the organisation changed. */
  back: (rule: RuleRow) => ReactNode;
}

/** What a rule names as usual party: a template of the catalogue, or a category. */
export function usualPartyWord(key: string): string {
  return catalogueParty(key)?.name ?? translator("triggers")(`rules.category.${key}`);
}

export function RuleList({ rules, editHref, back }: RuleListProps) {
  const t = translator("triggers");
  return (
    <table className="w-full max-w-6xl border-t text-[0.9375rem]">
      <thead className="text-left text-sm text-muted">
        <tr>
          <th scope="col" className="py-2 pr-4 font-medium">
            {t("rules.field.title")}
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-medium whitespace-nowrap">
            {t("rules.field.dueDays")}
          </th>
          <th scope="col" className="hidden py-2 pr-4 font-medium md:table-cell">
            {t("rules.field.usualParties")}
          </th>
          <th scope="col" className="hidden py-2 pr-4 font-medium lg:table-cell">
            {t("rules.field.prompts")}
          </th>
          <th scope="col" className="py-2 font-medium">
            {t("rules.state")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.key} className="border-t align-top">
            <th scope="row" className="py-2 pr-4 text-left font-normal">
              {editHref ? (
                <Link href={editHref(rule.key)} className="inline-block min-h-6 underline-offset-2 hover:underline">
                  {rule.title}
                </Link>
              ) : (
                rule.title
              )}
              {rule.correctiveActionNeeded && <span className="block text-sm text-muted">{t("rules.asksForAction")}</span>}
              {rule.fullReview && <span className="block text-sm text-muted">{t("fullReview")}</span>}
            </th>
            <td className="py-2 pr-4 text-right tabular-nums">{rule.dueDays}</td>
            <td className="hidden py-2 pr-4 md:table-cell">{rule.usualParties.map(usualPartyWord).join(", ")}</td>
            <td className="hidden py-2 pr-4 lg:table-cell">
              <ul>
                {rule.prompts.map((prompt) => (
                  <li key={prompt}>{prompt}</li>
                ))}
              </ul>
            </td>
            <td className="py-2">
              <span className="flex flex-col items-start gap-1">
                {!rule.active && <StatusMark shape="retired">{t("rules.off")}</StatusMark>}
                {rule.own && <span>{t("rules.own")}</span>}
                {rule.changed && <span>{t("rules.changed")}</span>}
                {rule.active && !rule.own && !rule.changed && <span className="text-muted">{t("rules.ours")}</span>}
                {rule.changed && back(rule)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
