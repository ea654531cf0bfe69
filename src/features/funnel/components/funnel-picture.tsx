import Link from "next/link";
import { translator } from "@/lib/translate";
import type { FunnelStep } from "../queries";

/** Bars that narrow; parties and requirements are two measures, so each bar is drawn against the widest of its own kind. */
export function FunnelPicture({ home, steps }: { home: string; steps: readonly FunnelStep[] }) {
  const t = translator("funnel");
  const widest = (list: string) => Math.max(1, ...steps.filter((step) => step.list === list).map((step) => step.count));
  return (
    <ol className="max-w-5xl border-t border-line-strong">
      {steps.map((step) => {
        const label = t(`steps.${step.key}`);
        const share = step.count / widest(step.list);
        return (
          <li
            key={step.key}
            className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-6 gap-y-2 border-b py-4 md:grid-cols-[13rem_minmax(0,1fr)_17rem]"
          >
            <div>
              <p className="font-mono text-[0.8125rem] text-muted">{t(`clauses.${step.key}`)}</p>
              <p className="font-semibold">{label}</p>
            </div>
            <Link
              href={`${home}/${step.list}${step.query}`}
              prefetch={false}
              aria-label={t("open", { count: step.count, label })}
              className="group flex items-center gap-3"
            >
              <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" className="h-10 w-0 min-w-0 flex-1">
                <rect
                  x={50 - share * 50}
                  y="0"
                  width={Math.max(0.5, share * 100)}
                  height="12"
                  className="fill-line group-hover:fill-line-strong print:fill-line-strong"
                />
              </svg>
              <span className="link w-16 text-right font-serif text-2xl font-semibold tabular-nums">{step.count}</span>
            </Link>
            {step.exits.length > 0 ? (
              <div className="text-sm">
                <p className="text-muted">{t("left")}</p>
                <ul>
                  {step.exits.map((exit) => (
                    <li key={exit.key} className="flex gap-2 leading-6">
                      <Link
                        href={`${home}/${exit.list}${exit.query}`}
                        prefetch={false}
                        className="link min-h-6 w-10 shrink-0 text-right leading-6 tabular-nums"
                        aria-label={t("open", { count: exit.count, label: t(`exits.${exit.key}`) })}
                      >
                        {exit.count}
                      </Link>
                      {t(`exits.${exit.key}`)}
                    </li>
                  ))}
                </ul>
              </div>
            ) : (
              <span />
            )}
          </li>
        );
      })}
    </ol>
  );
}
