import { Plus } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { fulfilmentSuggestedBy, withUnit } from "@/domain/criterion";
import { translator } from "@/lib/translate";
import type { CriterionRow } from "../queries";
import { targetWords } from "../words";
import { CriterionState } from "./criterion-marks";

interface CriteriaOfRequirementProps {
  /** "/nordwind" */
  home: string;
  criteria: readonly CriterionRow[];
  fulfilmentStatus: string;
  /** Where another one is added; null for whoever may not. */
  newHref: string | null;
}

/** What is measured for a requirement, and what the numbers speak for. */
export function CriteriaOfRequirement({ home, criteria, fulfilmentStatus, newHref }: CriteriaOfRequirementProps) {
  const t = translator("monitoring");
  const suggested = fulfilmentSuggestedBy(criteria);
  return (
    <section className="mt-8 max-w-5xl" aria-labelledby="criteria-title">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="criteria-title" className="font-serif text-xl font-semibold">
          {t("criteria")}
        </h2>
        {newHref && (
          <LinkButton href={newHref} size="small" icon={<Plus aria-hidden className="size-4" />} className="no-print">
            {t("add")}
          </LinkButton>
        )}
      </div>
      {criteria.length === 0 ? (
        <p className="mt-1 text-muted">{t("criteriaNone")}</p>
      ) : (
        <ul className="mt-2 border-t text-[0.9375rem]">
          {criteria.map((row) => (
            <li key={row.ref} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-72">
                <RefTag href={`${home}/monitoring/${row.ref}`} retired={row.status === "retired"}>
                  {row.ref}
                </RefTag>{" "}
                <Link href={`${home}/monitoring/${row.ref}`} className="hover:underline">
                  {row.metric}
                </Link>
                <span className="block text-sm text-muted">
                  {[
                    row.lastValue && `${withUnit(row.lastValue, row.unit)}${row.lastMeasuredOn ? ` (${row.lastMeasuredOn})` : ""}`,
                    targetWords(row),
                    row.ownerName ?? t("unowned"),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              <CriterionState criterion={row} />
            </li>
          ))}
        </ul>
      )}
      {suggested && suggested !== fulfilmentStatus && (
        <Callout className="mt-3">{t("fulfilmentHint", { status: translator("vocabulary.fulfilmentStatus")(suggested) })}</Callout>
      )}
    </section>
  );
}
