import type { MapRequirement } from "./queries";

/** How far the decisions about a requirement have come: a key of its words, and the shape that says the same. */
export function stateOf(requirement: Pick<MapRequirement, "relevance" | "ismsDecision">) {
  if (requirement.relevance === "discarded") return { key: "discarded", shape: "retired" } as const;
  if (requirement.relevance === "undecided") return { key: "undecided", shape: "open" } as const;
  if (requirement.ismsDecision === "undecided") return { key: "isms_undecided", shape: "partly" } as const;
  return requirement.ismsDecision === "addressed"
    ? ({ key: "addressed", shape: "decided" } as const)
    : ({ key: "not_addressed", shape: "not-met" } as const);
}
