/**
 * The way from nothing to a register that lives, in five steps: brainstorm, determine, filter, formalise, monitor. Each step says what is left of it;
 * none is ever finished for good.
 */
export const FIVE_STEPS = ["brainstorm", "determine", "filter", "formalise", "monitor"] as const;
export type FiveStep = (typeof FIVE_STEPS)[number];

/** not_begun: nothing of it is there. left: something is open. settled: nothing is open today. */
export type StepState = "not_begun" | "left" | "settled";

export interface StepFacts {
  parties: { total: number; candidates: number; undecided: number };
  requirements: { total: number; undecided: number; ismsUndecided: number };
  /** Relevant parties without a relevant requirement. */
  partiesWithoutRequirement: number;
  /** Number of the approved version; null: there is none. */
  governing: string | null;
  unapprovedChanges: number;
  /** The review of the whole register is overdue. */
  reviewOverdue: boolean;
  /** Whether any review was ever completed. */
  reviewed: boolean;
  overdueEvents: number;
}

export interface StepNow {
  step: FiveStep;
  state: StepState;
  /** How much is left, where it can be counted. */
  left: number;
}

/** Where each step stands, in their order. */
export function fiveSteps(facts: StepFacts): StepNow[] {
  const { parties, requirements } = facts;
  const undecided = parties.undecided + requirements.undecided + requirements.ismsUndecided;
  const now = (step: FiveStep, begun: boolean, left: number): StepNow => ({
    step,
    left: begun ? left : 0,
    state: !begun ? "not_begun" : left > 0 ? "left" : "settled",
  });
  return [
    now("brainstorm", parties.total > 0, parties.candidates),
    now("determine", requirements.total > 0, facts.partiesWithoutRequirement),
    now("filter", parties.undecided < parties.total || requirements.undecided < requirements.total, undecided),
    now("formalise", facts.governing !== null, facts.unapprovedChanges),
    now("monitor", facts.reviewed || facts.overdueEvents > 0, (facts.reviewOverdue ? 1 : 0) + facts.overdueEvents),
  ];
}
