import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { RefTag } from "@/components/ui/ref-tag";
import { Shape } from "@/components/ui/status-mark";
import { reviewContract } from "@/domain/contract-review";
import { translator } from "@/lib/translate";

interface ReviewProps {
  /** "/nordwind" */
  home: string;
  /** The living requirements that rest on the contract. */
  requirements: readonly { ref: string; statement: string; binding: string }[];
  /** Where a requirement of this contract is entered; null for whoever may not. */
  newHref: string | null;
}

/** What to look for in a contract: each topic with the requirements that answer it, or the way to one. And those whose binding does not fit a contract. */
export function ContractReview({ home, requirements, newHref }: ReviewProps) {
  const t = translator("sources.review");
  const topics = reviewContract(requirements);
  const loose = requirements.filter(({ binding }) => binding !== "requirement");
  return (
    <section aria-labelledby="contract-review" className="mt-8">
      <h2 id="contract-review" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="prose-width mb-2 text-sm text-muted">
        {t("lead", { open: topics.filter(({ refs }) => refs.length === 0).length, total: topics.length })}
      </p>
      {loose.length > 0 && (
        <Callout tone="warn" className="mb-3" title={t("loose", { count: loose.length })}>
          <span className="flex flex-wrap gap-x-3">
            {loose.map(({ ref }) => (
              <RefTag key={ref} href={`${home}/requirements/${ref}${newHref ? "/edit" : ""}`}>
                {ref}
              </RefTag>
            ))}
          </span>
        </Callout>
      )}
      <ul className="border-t text-[0.9375rem]">
        {topics.map(({ key, refs }) => (
          <li key={key} className="grid gap-x-4 gap-y-1 border-b py-2 sm:grid-cols-[minmax(0,1fr)_16rem]">
            <span className="flex items-baseline gap-2">
              <Shape shape={refs.length > 0 ? "decided" : "open"} className="translate-y-px" />
              {t(`topic.${key}`)}
            </span>
            <span className="flex flex-wrap gap-x-3 text-sm">
              {refs.map((ref) => (
                <RefTag key={ref} href={`${home}/requirements/${ref}`}>
                  {ref}
                </RefTag>
              ))}
              {refs.length === 0 && <span className="text-muted">{t("nothing")}</span>}
              {refs.length === 0 && newHref && (
                <Link href={newHref} prefetch={false} className="link no-print" aria-label={t("addFor", { topic: t(`topic.${key}`) })}>
                  {t("add")}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
