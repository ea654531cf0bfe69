import Link from "next/link";
import type { FiveStep, StepNow, StepState } from "@/domain/five-steps";
import { translator } from "@/lib/translate";

const PATHS: Record<FiveStep, string> = {
  brainstorm: "/interested-parties?status=candidate",
  determine: "/open-points/party_without_requirement",
  filter: "/triage",
  formalise: "/versions",
  monitor: "/reviews",
};

interface FiveStepsProps {
  home: string;
  steps: readonly StepNow[];
  /** Whether the reader decides: the filter leads to the triage then, else to what is undecided. */
  decides: boolean;
}

/** The way from nothing to a register that lives, and what is left of each step. */
export function FiveSteps({ home, steps, decides }: FiveStepsProps) {
  const t = translator("overview");
  const pathOf = (step: FiveStep) => (step === "filter" && !decides ? "/requirements?relevance=undecided" : PATHS[step]);
  const stateOf = (step: FiveStep, state: StepState, left: number) =>
    state === "left" ? t(`stepLeft.${step}`, { count: left }) : t(state === "settled" ? "stepSettled" : "stepNotBegun");
  return (
    <section aria-labelledby="five-steps" className="mb-10">
      <h2 id="five-steps" className="mb-3 font-serif text-xl font-semibold">
        {t("stepsTitle")}
      </h2>
      <ol className="grid gap-x-6 gap-y-4 text-sm sm:grid-cols-2 lg:grid-cols-5">
        {steps.map(({ step, state, left }, at) => (
          <li key={step} className="border-t border-line-strong pt-2">
            <h3 className="font-semibold">
              <span className="mr-1.5 font-mono text-[0.8125rem] font-normal text-muted">{at + 1}</span>
              {t(`steps.${step}`)}
            </h3>
            <p className="mt-0.5 mb-1 text-muted">{t(`stepText.${step}`)}</p>
            <Link
              className="link inline-block py-0.5"
              href={home + pathOf(step)}
              aria-label={`${t(`steps.${step}`)}: ${stateOf(step, state, left)}`}
            >
              {stateOf(step, state, left)}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
