import type { ReactNode } from "react";
import { type MarkShape, StatusMark } from "@/components/ui/status-mark";
import { translator } from "@/lib/translate";

const SHAPES: Record<string, Record<string, MarkShape>> = {
  requirementStatus: { draft: "open", active: "neutral", retired: "retired" },
  requirementRelevance: { undecided: "open", relevant: "decided", discarded: "neutral" },
  ismsDecision: { undecided: "open", addressed: "decided", not_addressed: "neutral" },
  fulfilmentStatus: { not_assessed: "open", met: "decided", partly: "partly", not_met: "not-met" },
};

/** A decision or state as shape and word: a hollow ring says that nobody has decided yet. */
export function RequirementMark({ group, value }: { group: string; value: string }) {
  return <StatusMark shape={SHAPES[group]?.[value] ?? "neutral"}>{translator(`vocabulary.${group}`)(value)}</StatusMark>;
}

/** Nothing yet, in words, as an open point. */
export function OpenMark({ children }: { children: ReactNode }) {
  return <StatusMark shape="open">{children}</StatusMark>;
}
