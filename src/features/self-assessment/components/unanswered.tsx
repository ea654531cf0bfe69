import type { FactsCollection, UnansweredCheck } from "@/domain/audit-checks/unanswered";
import { translator } from "@/lib/translate";

interface UnansweredProps {
  unanswered: readonly UnansweredCheck[];
  unread: readonly FactsCollection[];
}

/** The checks that this register cannot answer, by what is missing, and what would answer them. Neither passed nor failed. */
export function Unanswered({ unanswered, unread }: UnansweredProps) {
  const t = translator("selfAssessment.unanswered");
  if (unanswered.length === 0) return null;
  const byMissing = new Map<FactsCollection, UnansweredCheck[]>();
  for (const one of unanswered) {
    const [first] = one.missing;
    if (first) byMissing.set(first, [...(byMissing.get(first) ?? []), one]);
  }
  return (
    <section aria-labelledby="unanswered-title" className="mt-10">
      <h2 id="unanswered-title" className="font-serif text-xl font-semibold">
        {t("title", { count: unanswered.length })}
      </h2>
      <p className="prose-width mt-1 text-sm text-muted">{t("text")}</p>
      <dl className="mt-3 text-sm">
        {[...byMissing].map(([missing, checks]) => (
          <div key={missing} className="border-t py-3">
            <dt className="prose-width font-medium">{t(`missing.${missing}`)}</dt>
            {unread.includes(missing) && <dd className="prose-width text-warn">{t("unread", { collection: missing })}</dd>}
            <dd className="mt-1">
              <ul className="grid gap-x-8 gap-y-0.5 sm:grid-cols-2">
                {checks.map(({ check }) => (
                  <li key={check.id} className="flex gap-3">
                    <span className="font-mono text-[0.8125rem] text-muted">{check.id}</span>
                    <span className="min-w-0">
                      {check.title} <span className="font-mono text-[0.8125rem] text-muted">{check.clause}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
