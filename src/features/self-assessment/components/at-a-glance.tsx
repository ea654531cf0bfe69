import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import type { Glance } from "@/domain/audit-checks/at-a-glance";
import { translator } from "@/lib/translate";

/** What an auditor sees first: three indicators, the three mistakes that fail most audits, three tests. Below the open points, and never a verdict. */
export function AtAGlance({ glance: { indicators, flags, tests, readiness } }: { glance: Glance }) {
  const t = translator("selfAssessment.glance");
  return (
    <section className="mt-10" aria-labelledby="glance-title">
      <h2 id="glance-title" className="font-serif text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="prose-width mt-1 mb-3 text-sm text-muted">{t("readiness", { ...readiness })}</p>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-3">
        <Column title={t("indicators")}>
          {indicators.map(({ key, count, total }) => (
            <li key={key} className="flex gap-3">
              <span className="w-20 shrink-0 text-right tabular-nums">{t("ofAll", { count, total })}</span>
              <span>{t(`indicator.${key}`)}</span>
            </li>
          ))}
        </Column>
        <Column title={t("flags")}>
          {flags.map((flag) => (
            <State {...flag} key={flag.key} label={t(`flag.${flag.key}`)} />
          ))}
        </Column>
        <Column title={t("tests")}>
          {tests.map((test) => (
            <State {...test} key={test.key} label={t(`test.${test.key}`)} />
          ))}
        </Column>
      </div>
    </section>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t border-line-strong pt-2">
      <h3 className="mb-2 font-semibold">{title}</h3>
      <ul className="space-y-2 text-sm">{children}</ul>
    </div>
  );
}

function State({ label, checks, unanswered }: { label: string; checks: readonly string[]; unanswered: number }) {
  const t = translator("selfAssessment.glance");
  const [Icon, tone] =
    checks.length > 0 ? [CircleAlert, "text-warn"] : unanswered > 0 ? [CircleHelp, "text-muted"] : [CircleCheck, "text-muted"];
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <span>
        {label}
        <span className="block text-muted">
          {checks.length === 0
            ? t(unanswered > 0 ? "unanswered" : "nothing", { count: unanswered })
            : checks.map((check, at) => (
                <span key={check}>
                  {at > 0 && ", "}
                  <a href={`#${check}`} className="link font-mono text-[0.8125rem]">
                    {check}
                  </a>
                </span>
              ))}
        </span>
      </span>
    </li>
  );
}
